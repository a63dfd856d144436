"""timeline set: the user knows better than the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import (
    bulk,
    completions,
    deciding,
    decision_ledger,
    stored_documents,
    stored_events,
)
from timeline.cli.options import DATA_OUT, Output, Signed, StoreDir, one_of
from timeline.cli.sayings import text_of
from timeline.decisions.fields import DOCUMENT_FIELDS, FIELDS, assignments
from timeline.errors import UsageError, nearest
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.contract import EventRow
    from timeline.decisions import Decision, Ledger

_ASSIGNED = re.compile(r"\s*\w+=")


def command(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="[ID...] FIELD=VALUE...",
            help="Ids of events, or as much as tells each apart; or a document's id or path, or the"
            f" beginning of its id or sha256. Of an event: {', '.join(FIELDS)}; several actors,"
            " places or amounts by semicolons. Of a document:"
            f" {', '.join(DOCUMENT_FIELDS)}; nothing behind the = is what its file says.",
            autocompletion=completions.assignments,
        ),
    ],
    chosen: bulk.Chosen,
    signed: Signed,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Say what is shown of events or known of a document.

    A date is EDTF: 2020-08-09, 2020-08, 2020-08-09/2020-08-12. Who takes part is found by any name
    that the chronology knows; "WHO (organisation)" says what somebody new is. What the sources
    tell stays with the event: see timeline explain, and `decided` in the JSON. What is said of a
    document holds when its file changes or moves; where the stages read it (published, kind,
    language), the article is read anew at once, from the text that the store keeps.

    In place of ids filters may say which events, those of timeline show: what they leave is told
    first and asked for, and is one decision.
    """
    printer = output.events()
    ids, values = _parted(given, filtered=bool(chosen.filtered()))
    of_document = len(ids) == 1 and _is_document(ids[0], values, out_dir)
    wanted = assignments(values, document=of_document)
    if wanted.get("language"):
        from timeline import dates

        one_of("language", wanted["language"], dates.with_events())

    if not of_document:
        bulk.record(
            out_dir,
            ids,
            chosen,
            lambda named: _events(named, wanted, signed),
            printer,
            action="set",
            settled=lambda event: bulk.decided(event, wanted),
        )
        return

    def decide(store: Store, _: Ledger) -> Decision:
        one = stored_documents.by_name(store, ids[0], "ID")
        named = decisions.spoken_document(one, text_of(store, one["id"]))
        time, author = decision_ledger.now(), signed.name()
        return decisions.Decision(
            "set", (), wanted, signed.reason, time, document=named, author=author
        )

    decision_ledger.record(out_dir, decide, printer)


def _events(ids: Sequence[str], values: Mapping[str, str], signed: Signed) -> deciding.Decide:
    """These events have these values; an id may turn out to be a document's."""

    def decide(store: Store, ledger: Ledger) -> Decision:
        for id_ in ids:
            _event(store, id_, ledger)
        return deciding.set_values(ids, values, signed)(store, ledger)

    return decide


def _parted(given: list[str], *, filtered: bool) -> tuple[list[str], list[str]]:
    """The ids, and what is to be set. The first is an id, whatever it looks like, unless events are
    filtered for: paths may have a = in them. Raises UsageError where nothing is to be set."""
    sets = [bool(_ASSIGNED.match(one)) and (filtered or n > 0) for n, one in enumerate(given)]
    ids = [one for one, assigns in zip(given, sets, strict=True) if not assigns]
    values = [one for one, assigns in zip(given, sets, strict=True) if assigns]
    if not values:
        what = given[-1] if len(given) > 1 or filtered else "set"
        raise UsageError(what, "it sets nothing", "write FIELD=VALUE, like title=…")
    return ids, values


def _is_document(id_: str, values: list[str], folder: Path) -> bool:
    """Whether a document is meant, and not an event. Where neither is called so, what is to be set
    tells. Raises UsageError for a document that isn't there."""
    with Store.read(folder) as store:
        documents = store.documents()
        if any(id_ in (d["id"], d["path"]) for d in documents):
            return True
        if id_ and store.lookup(id_):
            return False
        if stored_documents.candidates(store, id_, documents):
            return True
        named = {value.partition("=")[0].strip().lower() for value in values}
        if named and named <= DOCUMENT_FIELDS.keys() and not named <= FIELDS.keys():
            stored_documents.by_name(store, id_, "ID")
        return False


def _event(store: Store, id_: str, ledger: Ledger) -> EventRow:
    """The event of that id. Raises UsageError, where there is no such document either."""
    try:
        return stored_events.by_id(store, id_, ledger)
    except UsageError as error:
        if id_ and store.lookup(id_):
            raise
        near = nearest(id_, (d["id"] for d in store.documents()))
        meant = f"; did you mean the document {near[0]}? see timeline documents" if near else ""
        why = f"{error.why}, nor a document's id, path or sha256"
        raise UsageError(error.what, why, error.how + meant) from None
