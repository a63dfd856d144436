"""The store and its decisions.toml changed together, and what is said of decisions.

The file is written aside, the store changed in one transaction that says which file it was made
of, and the file put in its place last: a decision that failed, or was broken off, is not taken.
Whatever happens in between, the next command sees that the two differ and goes by the file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import decisions
from timeline.cli import edited_decisions, laying, names_file, streams
from timeline.cli.sayings import outdated, text_of
from timeline.decisions.blocks import on_documents
from timeline.decisions.fields import STAGED
from timeline.errors import StoreError, TimelineError
from timeline.store import Layer, Store

if TYPE_CHECKING:
    from timeline.cli.printers import EventPrinter
    from timeline.decisions import Decision, Ledger

# Notes on decisions printed; `timeline decisions` has them all.
MOST_NOTES = 10
# Events that a decision is called by.
_NAMED = 3


def now() -> str:
    """The time of a decision, RFC 3339: nothing else that is kept depends on a clock."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def layer(store: Store, ledger: Ledger) -> Layer:
    """What the decisions make of the chronology that is in the store's tables."""
    made = laying.events(store, ledger)
    some = on_documents(ledger.decisions)
    hearing = decisions.hear(some, store.digests(), partial(text_of, store))
    notes = list(made.notes)
    for number, heard in hearing.heard.items():
        notes[number - 1] |= {
            "in_force": bool(heard.documents),
            "overruled_by": sorted(heard.overruled),
            "gone": [*heard.gone, *_unread(store, some[number], heard.documents)],
            "documents": list(heard.documents),
        }
    documents = {id_: _of_record(told) for id_, told in hearing.values.items()}
    return replace(made, documents=documents, notes=notes)


def _of_record(said: Mapping[str, str]) -> dict[str, str]:
    """What is said of a document that no stage reads."""
    return {name: value for name, value in said.items() if name not in STAGED and value}


def _unread(store: Store, decision: Decision, documents: Sequence[str]) -> list[str]:
    """Why what is said of a document isn't heard, where that is so."""
    if not any(name in STAGED for name in decision.values):
        return []
    there = {one.id for one in store.said()}
    return [
        f"the text of {id_} isn't kept, so that it can't be read anew: extract it again"
        for id_ in documents
        if id_ not in there
    ]


def _apply(
    store: Store,
    ledger: Ledger,
    ids: Sequence[str],
    must: Collection[str] = (),
    before: Ledger | None = None,
) -> None:
    """Read what is said otherwise of the documents of these ids, and lay all decisions over the
    chronology: all of it or nothing. before: the decisions that are laid, where that is known.

    Raises the error met with one that must be read; that of another is told.
    """
    if not ids:
        part = None if before is None else laying.part(store, before, ledger)
        if part is not None:
            store.decide_part(part)
        else:
            store.decide(lambda base: layer(base, ledger))
        return
    from timeline import pipeline
    from timeline.cli import rereading

    with store.together():
        for item in rereading.again(store, ledger, ids):
            if isinstance(item, TimelineError):
                if item.what in must:
                    raise item
                streams.report(item)
        mend = partial(pipeline.mend, prefer_language=store.preferred_language())
        with names_file.using(store):
            store.merge(mend, lambda base: layer(base, ledger))


def change(
    folder: Path,
    make: Callable[[Store, Ledger], Ledger],
    waiting: Callable[[str], None] | None = streams.say,
) -> tuple[Ledger, list[Any]]:
    """Change the decisions and what is made of them; the new ones and what is told of them.

    make: the new decisions, from a store that shows what the present ones make. Nothing is changed
    when it, or anything behind it, raises. waiting: as for `Store.write`.
    """
    with Store.write(folder, "", finished=True, brief=True, waiting=waiting) as store:
        ledger = decisions.read(folder, known=store.laid()[0])
        if store.laid()[0] != ledger.digest:
            _apply(store, ledger, outdated(store, ledger))
        before, wanted = outdated(store, ledger), make(store, ledger)
        same = _documents_of(ledger) == _documents_of(wanted)
        ids = before if same else outdated(store, wanted)
        try:
            with decisions.saving(wanted):
                _apply(store, wanted, ids, set(ids) - set(before), ledger)
        except BaseException:
            # Committed, but the file isn't there: where this fails, too, the next command does it.
            with suppress(TimelineError):
                if store.laid()[0] != ledger.digest:
                    _apply(store, ledger, outdated(store, ledger))
            raise
        return wanted, store.ruling()[1]


def _documents_of(ledger: Ledger) -> list[str]:
    """What is said of documents, as it stands in the file."""
    return [decisions.block(d) for d in on_documents(ledger.decisions).values()]


def record(
    folder: Path, decide: Callable[[Store, Ledger], Decision], printer: EventPrinter
) -> None:
    """Take a decision, show the events it made, say what it overrules."""
    ledger, notes = change(
        folder, lambda store, old: decisions.with_decision(old, decide(store, old))
    )
    number = len(ledger.decisions)
    try:
        with Store.read(folder) as store:
            found = [store.event(id_) for id_ in notes[number - 1]["events"]]
            printer.write(store, [e for e in found if e is not None])
    except (TimelineError, OSError):
        # Who reads the error alone would take the decision again.
        streams.say(f"{where(ledger, number)} is taken; only its print-out failed")
        raise
    printer.say(f"{where(ledger, number)}; timeline undo takes it back")
    told = {n["number"] for n in notes if number in n["overruled_by"]}
    tell(ledger, notes, printer.say, told | {number})


def known(folder: Path, say: Callable[[str], None]) -> Ledger:
    """The decisions as far as they can be read, laid over the chronology."""
    edited_decisions.freshen(folder, say)
    try:
        with Store.read(folder, checked=False) as store:
            laid = store.laid()[0]
        return decisions.read(folder, known=laid)
    except StoreError:
        return decisions.Ledger(folder, "", "", ())


def tell(
    ledger: Ledger,
    notes: Sequence[Any],
    say: Callable[[str], None],
    only: set[int] | None = None,
) -> None:
    """Say what of the decisions is gone or overruled; only: those of these numbers."""
    told = [
        f"{where(ledger, note['number'])}: {said}"
        for note in notes
        if only is None or note["number"] in only
        for said in sentences(note)
    ]
    for line in told[:MOST_NOTES]:
        say(line)
    if len(told) > MOST_NOTES:
        say(f"{len(told) - MOST_NOTES} more: see timeline decisions")


def where(ledger: Ledger, number: int) -> str:
    """A decision by number, action and line: decision 3 (hide “…”, decisions.toml:12)."""
    decision = ledger.decisions[number - 1]
    return f"decision {number} ({about(decision)}, {decisions.FILE}:{decision.line})"


def about(decision: Decision) -> str:
    """A decision in a few words."""
    if decision.document is not None:
        return f"{decision.action} {decision.document.id or decision.document.sha256}"
    events = decision.events[:1] if decision.action == "split" else decision.events
    told = " and ".join(map(named, events[:_NAMED]))
    more = f" and {len(events) - _NAMED} more" if len(events) > _NAMED else ""
    return f"{decision.action} {told}{more}"


def named(spoken: decisions.Spoken) -> str:
    """An event that was spoken of, by its title, else its id."""
    return f"“{spoken.title}”" if spoken.title else spoken.id or "an event"


def sentences(note: Any) -> list[str]:
    """What a user should know of a decision."""
    kept = "the decision is kept" if note["in_force"] else "nothing is left of it, it is kept"
    told = [f"{'; '.join(note['gone'])}; {kept}"] if note["gone"] else []
    if note["overruled_by"]:
        later = " and ".join(map(str, note["overruled_by"]))
        told.append(f"it gives way to the later decision {later}")
    return told
