"""timeline set: the user knows better than the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import decision_ledger, stored_documents, stored_events
from timeline.cli.options import DATA_OUT, Output, Reason, StoreDir, one_of
from timeline.cli.sayings import text_of
from timeline.decisions.fields import DOCUMENT_FIELDS, FIELDS, assignments
from timeline.errors import UsageError, nearest
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.contract import EventRow
    from timeline.decisions import Decision, Ledger


def command(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An event's id, or as much of it as tells it apart; or a document's id or path, or"
            " the beginning of its id or sha256.",
        ),
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help=f"Of an event: {', '.join(FIELDS)}; several places by semicolons. Of a document:"
            f" {', '.join(DOCUMENT_FIELDS)}; nothing behind the = is what its file says.",
        ),
    ],
    reason: Reason = "",
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Say what is shown of an event or known of a document.

    A date is EDTF: 2020-08-09, 2020-08, 2020-08-09/2020-08-12. What the sources tell stays with
    the event: see timeline explain, and `decided` in the JSON. What is said of a document holds
    when its file changes or moves; where the stages read it (published, kind, language), the
    article is read anew at once, from the text that the store keeps.
    """
    printer = output.events()
    of_document = _is_document(id_, values, out_dir)
    wanted = assignments(values, document=of_document)
    if wanted.get("language"):
        from timeline import dates

        one_of("language", wanted["language"], dates.with_events())

    def decide(store: Store, ledger: Ledger) -> Decision:
        time = decision_ledger.now()
        if of_document:
            one = stored_documents.by_name(store, id_, "ID")
            named = decisions.spoken_document(one, text_of(store, one["id"]))
            return decisions.Decision("set", (), wanted, reason, time, document=named)
        event = _event(store, id_, ledger)
        told = (decisions.spoken(event, digests=store.digests()),)
        return decisions.Decision("set", told, wanted, reason=reason, time=time)

    decision_ledger.record(out_dir, decide, printer)


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
