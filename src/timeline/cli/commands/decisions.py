"""timeline decisions: what people decided, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from timeline import content
from timeline import decisions as room
from timeline.cli import decision_ledger, edited_decisions
from timeline.cli.options import DATA_OUT, SheetOutput, StoreDir, single
from timeline.cli.streams import count
from timeline.decisions import merged_files
from timeline.decisions.fields import DOCUMENT_FIELDS, FIELDS
from timeline.render import Column
from timeline.store import Store

COLUMNS = (
    Column("number", "No", right=True),
    Column("action", "Action"),
    Column("about", "Of", wide=True),
    Column("values", "Sets", wide=True),
    Column("reason", "Reason", wide=True, room=90),
    Column("author", "Who", room=140),
    Column("time", "Time", room=120),
    Column("state", "State", wide=True),
    Column("events", "Events", wide=True, room=100),
    Column("line"),
)


def command(
    out_dir: StoreDir = DATA_OUT,
    theirs: Annotated[
        Path | None,
        single(
            "First take in what this other decisions.toml has and the chronology's has not: of two"
            " that differ the one given later holds.",
            "FILE",
            "--with",
        ),
    ] = None,
    *,
    output: SheetOutput,
) -> None:
    """List the decisions, and what became of each.

    What a decision speaks of may be gone or decided otherwise since; the decision is kept.
    """
    printer = output.sheets()
    if theirs is not None:
        _take_in(out_dir, theirs, printer.say)
    ledger = room.read(out_dir)  # a mistake in the file is told before anything else
    edited_decisions.freshen(out_dir, printer.say)
    with Store.read(out_dir) as store:
        digest, notes = store.ruling()
    if digest != ledger.digest:
        notes = [None] * len(ledger.decisions)
    numbered = enumerate(zip(ledger.decisions, notes, strict=True), 1)
    rows = [_row(n, decision, note) for n, (decision, note) in numbered]
    printer.write(COLUMNS, rows)
    lost = sum(bool(note and note["gone"]) for note in notes)
    more = f", {lost} of what is gone" if lost else ""
    printer.say(count(len(rows), "decision") + more)


def _take_in(folder: Path, theirs: Path, say: Callable[[str], None]) -> None:
    """Add the decisions of another file to a store's. Raises InputError, DecisionsError."""
    told = content.of_settings(theirs)
    added = 0

    def both(_: Store, ledger: room.Ledger) -> room.Ledger:
        nonlocal added
        ours, added = merged_files.taken_in(ledger, told, str(theirs))
        return ours

    decision_ledger.change(folder, both)
    say(f"{count(added, 'decision')} taken in from {theirs}")


def _row(number: int, decision: room.Decision, note: Any) -> dict[str, Any]:
    return {
        "number": number,
        "action": decision.action,
        "about": _about(decision),
        "values": _values(decision),
        "reason": decision.reason or None,
        "author": decision.author or None,
        "time": decision.time or None,
        "state": _state(note),
        "events": note["events"] if note else [],
        "line": decision.line,
    }


def _values(decision: room.Decision) -> list[str]:
    """What it sets or says, in the order of the fields."""
    if decision.action == "note":
        return [decision.values["note"]]
    if decision.tags:
        return list(decision.tags)
    fields = FIELDS if decision.document is None else DOCUMENT_FIELDS
    return [f"{f}={decision.values[f]}" for f in fields if f in decision.values]


def _about(decision: room.Decision) -> str:
    if decision.document is not None:
        return decision.document.id or decision.document.sha256
    told = [f"{decision_ledger.named(e)} ({e.id})" for e in decision.events]
    if decision.action != "split":
        return " and ".join(told)
    gone = [f"“{m.quote}”" for side in decision.events[1:] for m in side.mentions]
    gone += [id_ for side in decision.events[1:] for id_ in side.added]
    return f"{told[0]} without {'; '.join(gone)}"


def _state(note: Any) -> str:
    if note is None:
        return "not applied yet"
    told = ["in force"] if note["events"] or note.get("documents") else []
    if note["overruled_by"]:
        told.append(f"gives way to decision {' and '.join(map(str, note['overruled_by']))}")
    told += note["gone"]
    return "; ".join(told or ["not in force"])
