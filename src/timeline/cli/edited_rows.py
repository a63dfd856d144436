"""The rows of an edited spreadsheet held against the store: what they change, and what is wrong.

Every row is one event's, by its id; an id that was joined to another event since is followed there.
Cells that a row lacks change nothing; a row that lacks what its event has, or has a cell that can't
be heard, is left out as a whole.
A row without an id adds an event, once: the same row read again is that of the event it added.
What is wrong with one row is told of it, and the others go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline import flat
from timeline.cli import stored_events, streams
from timeline.contract import EventRow
from timeline.decisions import cells, edits
from timeline.errors import InputError
from timeline.store import Query, Store

if TYPE_CHECKING:
    from timeline.decisions import Ledger
    from timeline.decisions.edits import Comparison, Edit
    from timeline.read.tables.grid import Grid, Line

_KNOWN = frozenset((*flat.COLUMNS, *flat.FOR_READING, *edits.SET_BY, edits.DELETE))
_MOST_NAMED = 5


@dataclass(slots=True)
class Plan:
    """What a file asks for.

    wrong: rows that can't be heard, in the order of their lines. fixed: columns that can't be
    changed and were, with how many rows. unknown: columns that are none of ours, as they are spelt.
    followed: ids that are those of other events now, in words. emptied: rows without the verdict
    that their event has. rows: how many say something of an event; missing: events that no row is
    of.
    """

    edits: list[Edit] = field(default_factory=list)
    wrong: list[InputError] = field(default_factory=list)
    fixed: Counter[str] = field(default_factory=Counter)
    unknown: tuple[str, ...] = ()
    followed: list[str] = field(default_factory=list)
    emptied: int = 0
    rows: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the event it is of now, and what that was when it was joined to it."""

    line: Line
    told: dict[str, str]
    event: EventRow
    before: tuple[EventRow, ...]


def plan(store: Store, ledger: Ledger, grid: Grid, path: str) -> Plan:
    """What a file asks for. path: what it is called in messages. Raises InputError for a table
    whose columns can't be told apart."""
    header = _header(grid, path)
    spelt = dict(zip(header, grid.header, strict=True))
    made = Plan(unknown=tuple(spelt[n] for n in header if n and n not in _KNOWN))
    fresh: list[tuple[Line, dict[str, str]]] = []
    rows = _rows(store, ledger, grid, header, path, made, fresh)
    documents = store.documents()
    compare = edits.Comparison(
        flat.addresses(documents),
        store.names(documents),
        grid.encoding,
        cells.order(
            (value, row.told[name])
            for row in rows
            for name, value in (
                ("date", row.event["date"]),
                ("start", row.event["start"]),
                ("end", row.event["end"]),
            )
            if value is not None and name in row.told
        ),
    )
    rows += _new(store, ledger, fresh, compare, path, made)
    _compare([row for row in rows if not _torn(row, compare, grid.header, path, made)], compare,
             path, made)  # fmt: skip
    made.fixed = Counter({spelt[name]: n for name, n in made.fixed.items()})
    made.rows = len(rows)
    there = {row.event["id"] for row in rows}
    listed = store.listed(Query(everything=True, away=True))
    made.missing = sum(one.id not in there for one in listed)
    made.wrong.sort(key=lambda error: int(error.what.rpartition(":")[2]))
    return made


def _header(grid: Grid, path: str) -> list[str]:
    header = [edits.column(cells.text(name)) for name in grid.header]
    for name, n in Counter(filter(None, header)).items():
        if n > 1 and name in _KNOWN:
            spelt = {s for h, s in zip(header, grid.header, strict=True) if h == name}
            why = f"it has the column {name} twice"
            why += f" ({' and '.join(sorted(spelt))})" if len(spelt) > 1 else ""
            raise InputError(path, why, "leave one of them out, or rename it")
    return header


def _rows(
    store: Store,
    ledger: Ledger,
    grid: Grid,
    header: Sequence[str],
    path: str,
    made: Plan,
    fresh: list[tuple[Line, dict[str, str]]],
) -> list[_Row]:
    """The rows that are an event's, each event's cells once. fresh: takes those without an id."""
    found: dict[str, _Row] = {}
    torn: set[str] = set()
    for line in grid.lines:
        at = f"{path}:{line.number}"
        told = dict(zip(header, line.cells, strict=False))
        id_ = cells.text(told.get("id", ""))
        if any(cell.strip() for cell in line.cells[len(header) :]):
            why = "the row has more cells than there are columns"
            made.wrong.append(InputError(at, why, "mend it, or export it again"))
        elif not id_:
            fresh.append((line, told))
        elif id_ in found:
            if told != found[id_].told:
                first = found[id_].line.number
                why = f"{id_} stands in line {first} too, and says something else there"
                made.wrong.append(InputError(at, why, "leave one of the two rows"))
                torn.add(id_)
        elif (row := _row(store, ledger, line, told, id_)) is not None:
            found[id_] = row
            if row.event["id"] != id_:
                made.followed.append(f"{id_}: it is {row.event['id']} now")
        else:
            how = "see timeline show --all --hidden, or leave the row out"
            made.wrong.append(InputError(at, f"no event has the id {id_}", how))
    return [row for id_, row in found.items() if id_ not in torn]


def _row(store: Store, ledger: Ledger, line: Line, told: dict[str, str], id_: str) -> _Row | None:
    """The row with its event, None where there is none of its id, nor was."""
    if (event := store.event(id_)) is not None:
        return _Row(line, told, event, ())
    if (event := stored_events.followed(store, id_, ledger)) is None:
        return None
    before = store.overruled(id_)
    return _Row(line, told, event, () if before is None else (before,))


def _torn(row: _Row, compare: Comparison, spelt: Sequence[str], path: str, made: Plan) -> bool:
    """Whether some of a row was lost: it lacks cells that its event has values for, or it ends
    within one. spelt: the columns as they are written."""
    width = len(row.line.cells)
    if width >= len(spelt) and not row.line.unended:
        return False
    header = [edits.column(name) for name in spelt]
    known = [compare.values(event) for event in (row.event, *row.before)]
    lacking = any(all(edits.exported(one.get(n)) for one in known) for n in header[width:])
    last = cells.text(row.line.cells[-1])
    cut = any(
        told != last and told.startswith(last)
        for one in known
        if (told := edits.exported(one.get(header[min(width, len(header)) - 1])))
    )
    if not lacking and not cut:
        return False
    where = "after" if lacking and not cut else "within"
    why = f"the row ends {where} column {spelt[min(width, len(spelt)) - 1]}; torn?"
    how = "export it again, or write the cells that it lacks, empty ones too, and a line end"
    made.wrong.append(InputError(f"{path}:{row.line.number}", why, how))
    return True


def _new(
    store: Store,
    ledger: Ledger,
    fresh: Sequence[tuple[Line, dict[str, str]]],
    compare: Comparison,
    path: str,
    made: Plan,
) -> list[_Row]:
    """Gather the events that rows without an id add; the rows of those that were added before, by
    this file, say."""
    there = []
    seen: dict[str, int] = {}
    for line, told in fresh:
        at = f"{path}:{line.number}"
        said = compare.new(told)
        made.wrong += (InputError(at, f"{e.what}: {e.why}", e.how) for e in said.wrong)
        if not said.edits:
            continue
        id_ = said.edits[0].event["id"]
        if (first := seen.setdefault(id_, line.number)) != line.number:
            why = f"line {first} adds the same event"
            made.wrong.append(InputError(at, why, "leave one of the two rows"))
        elif (row := _row(store, ledger, line, _filled(told), id_)) is not None:
            there.append(row)
        else:
            made.edits += said.edits
    return there


def _filled(told: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in told.items() if cells.text(cell)}


def _compare(rows: Sequence[_Row], compare: Comparison, path: str, made: Plan) -> None:
    """Gather what all rows change; of two that change one event otherwise neither is heard."""
    found: dict[tuple[str, str], tuple[Edit, int]] = {}
    clashing: set[tuple[str, str]] = set()
    for row in rows:
        at = f"{path}:{row.line.number}"
        said = compare.row(row.told, row.event, *row.before)
        if said.wrong:
            made.wrong += (InputError(at, f"{e.what}: {e.why}", e.how) for e in said.wrong)
            continue
        made.fixed.update(said.fixed)
        made.emptied += said.emptied
        for edit in said.edits:
            key = edit.event["id"], edit.field
            first, line = found.setdefault(key, (edit, row.line.number))
            if first.after != edit.after:
                why = f"line {line} says another {edit.field} of {key[0]}"
                made.wrong.append(InputError(at, why, "leave one of the two"))
                clashing.add(key)
    made.edits += (edit for key, (edit, _) in found.items() if key not in clashing)


def remarks(made: Plan, *, verbose: bool) -> list[str]:
    """What is told of a plan beside its changes and its faults, a sentence each."""
    told = made.followed[:_MOST_NAMED]
    if len(made.followed) > _MOST_NAMED:
        more = len(made.followed) - _MOST_NAMED
        told.append(f"{more} more ids are those of other events now")
    if made.fixed:
        names = ", ".join(made.fixed)
        told.append(f"{names}: changed in the file, but can't be changed; left as they are")
    if made.emptied:
        many = "1 row has" if made.emptied == 1 else f"{made.emptied} rows have"
        told.append(
            f"{many} no verdict where the event has one: it stays; timeline undo takes it back"
        )
    if made.unknown:
        names = ", ".join(made.unknown[:_MOST_NAMED])
        if len(made.unknown) > _MOST_NAMED:
            names += f" and {len(made.unknown) - _MOST_NAMED} more"
        told.append(f"{names}: not among the columns of an export, passed over")
    if verbose and made.missing:
        are = "is" if made.missing == 1 else "are"
        told.append(f"{streams.count(made.missing, 'event')} {are} not in the file and left alone")
    return told
