"""timeline stats: how the stored events lie in time, who and what they tell of, and the gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from sys import intern
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TextIO

import typer

from timeline.cli import completions
from timeline.cli.filters import Filters
from timeline.cli.options import DATA_OUT, SheetOutputOrEmpty, StoreDir, one_of, single
from timeline.cli.printers import empty_exit
from timeline.cli.streams import count as numbered
from timeline.contract import EventRow, documents, reviewed
from timeline.decisions import hidden
from timeline.errors import Exit
from timeline.render import Column
from timeline.store import Store
from timeline.store.query import UNDECIDED

if TYPE_CHECKING:
    from rich.console import Console

COUNTED = ("type", "status", "actor", "place", "language", "source", "verdict", "tag")
UNITS = ("month", "year", "decade")
TOP = 8
LONGEST = 5
"""How many of the longest stretches without any event are told."""
COLUMNS = (Column("of"), Column("name"), Column("events"))
_BLOCKS = " ▏▎▍▌▋▊▉█"


def command(
    filters: Filters,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many names a list has.")] = TOP,
    by: Annotated[
        str | None,
        single(
            f"Count in spans of a {', '.join(UNITS)}; by default of a month for up to four years,"
            " else of a year.",
            "SPAN",
            "--by",
            completed=completions.among(UNITS),
        ),
    ] = None,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: SheetOutputOrEmpty,
) -> Exit:
    """Count the stored events over time, and find gaps.

    The rejected are counted among the verdicts alone, unless --verdict asks for them. In JSON and
    CSV one record a count: what is counted, its name, how many events.
    """
    printer = output.sheets()
    if by is not None:
        one_of("--by", by, UNITS)
    query = filters.query()
    with Store.read(out_dir) as store:
        query = filters.stored(query, store, output.say)
        spans, given = list[Span](), Counter[str]()
        found = store.select(replace(query, away=True), spooled=True).events
        told = counted(_noted(found, query.away, spans, given))
        told["verdict"] = Counter() if set(given) <= {UNDECIDED} else given
        names = store.names(store.each_document())
        forms = [c for c in store.actors(query) if c.kind != "group"]
    told["source"] = Counter({names.get(d, d): n for d, n in told["source"].items()})
    told["actor"] = Counter()
    for one in forms:
        told["actor"][one.name] += len(one.events)
    if not printer.table:
        printer.write(COLUMNS, list(_records(spans, told, by)))
    elif spans:
        with printer.opened() as out:
            _print(spans, told, top, by, out)
    else:
        output.say("0 events")
    return empty_exit(spans, output.fail_empty)


class Span(NamedTuple):
    """The first and the last day of an event, None where open, and how precise they are."""

    start: str | None
    end: str | None
    precision: str


def over_time(events: Iterable[Span], by: str | None = None) -> tuple[str, dict[str, int]]:
    """(unit, events in each from the first to the last by its EDTF, empty ones too).

    by: one of UNITS; by default months for up to four years, else years. Among months a year
    counts what is known to it alone, and stands before its January; without such it is none.
    """
    found = sorted(map(_month, (e for e in events if e.start or e.end)))
    if not found:
        return by or "month", {}
    first, last = found[0][0], found[-1][0]
    unit = by or ("year" if last // 12 - first // 12 >= 4 else "month")
    counts = Counter(_within(unit, n) if known else _within(_coarse(unit), n) for n, known in found)
    told = dict[str, int]()
    for n in range(first, last + 1):
        year = _within(_coarse(unit), n)
        if year in counts:
            told.setdefault(year, counts[year])
        told.setdefault(_within(unit, n), counts[_within(unit, n)])
    while not told[next(reversed(told))]:
        told.popitem()
    return unit, told


def _coarse(unit: str) -> str:
    """The unit that counts what is known to no month."""
    return "year" if unit == "month" else unit


def _month(event: Span) -> tuple[int, bool]:
    """(the month in which an event begins, counted from that of year 0; whether it is known)."""
    day = event.start or event.end or ""
    year, month, _ = day.rsplit("-", 2)
    # A range tells not how precisely its ends are known: one at the turn of a year may be a year.
    known = event.precision in ("day", "month", "time", "week") or (
        event.precision == "range" and day[-5:] not in ("01-01", "12-31")
    )
    return 12 * int(year) + int(month) - 1, known


def _within(unit: str, month: int) -> str:
    """The month, year or decade that a month lies in, EDTF. month: counted from that of year 0."""
    year, number = divmod(month, 12)
    sign = "-" if year < 0 else ""
    if unit == "decade":
        return f"{sign}{abs(year) // 10:03d}X"
    told = f"{sign}{abs(year):04d}"
    return f"{told}-{number + 1:02d}" if unit == "month" else told


def gaps(events: Iterable[Span]) -> list[tuple[int, str, str]]:
    """(days, last day before, first day after) of the longest times that no event covers.

    Only events known to the day or month count; at least a month long, longest first.
    """
    spans = []
    for event in events:
        if event.start and event.end and event.precision in ("day", "month", "week"):
            try:
                spans.append((date.fromisoformat(event.start), date.fromisoformat(event.end)))
            except ValueError:  # before the year 1
                continue
    spans.sort()
    found = []
    reached = spans[0][1] if spans else date.min
    for start, end in spans:
        if (start - reached).days > 31:
            found.append(((start - reached).days - 1, reached.isoformat(), start.isoformat()))
        reached = max(reached, end)
    return sorted(found, key=lambda gap: (-gap[0], gap[1]))[:LONGEST]


def counted(events: Iterable[EventRow]) -> dict[str, Counter[str]]:
    """How many events have each type, status, actor, place, language, source, verdict and tag, as
    named."""
    told: dict[str, Counter[str]] = {of: Counter() for of in COUNTED}
    for event in events:
        told["type"][event["type"]] += 1
        told["status"][event["status"]] += 1
        told["actor"].update({a["name"] for a in event["actors"]})
        told["place"].update({p["name"] for p in event["places"]})
        told["language"].update(set(event["languages"]))
        told["source"].update(documents(event))
        told["verdict"].update(filter(None, [reviewed(event)["verdict"]]))
        told["tag"].update(set(reviewed(event)["tags"]))
    return told


def _noted(
    events: Iterable[EventRow], away: bool, spans: list[Span], given: Counter[str]
) -> Iterator[EventRow]:
    """The events that are counted, none that was put away unless these are asked for. spans,
    given: take when each of them is, and the verdict on each of all."""
    for event in events:
        given[reviewed(event)["verdict"] or UNDECIDED] += 1
        if away or not hidden(event):
            start, end = map(_once, (event["start"], event["end"]))
            spans.append(Span(start, end, intern(event["precision"])))
            yield event


def _once(day: str | None) -> str | None:
    """A day, of which there are far fewer than events, in memory once."""
    return None if day is None else intern(day)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _records(
    events: list[Span], told: dict[str, Counter[str]], by: str | None
) -> Iterator[dict[str, Any]]:
    unit, times = over_time(events, by)
    for name, count in times.items():
        if count:
            yield {"of": unit, "name": name, "events": count}
    for of, counts in told.items():
        for name, count in _ranked(counts):
            yield {"of": of, "name": name, "events": count}


def _print(
    events: list[Span],
    told: dict[str, Counter[str]],
    top: int,
    by: str | None,
    out: TextIO,
) -> None:
    from rich.text import Text

    from timeline.render.to_table import console
    from timeline.render.words import date as said
    from timeline.safe_text import clean

    screen = console(out)

    def heading(text: str) -> None:
        screen.print()
        screen.print(Text(text, style="bold"))

    screen.print(Text(numbered(len(events), "event"), style="bold"))
    unit, times = over_time(events, by)
    if times:
        heading(f"By {unit}")
        _bars(screen, {said(name): count for name, count in times.items()})
    for of, counts in told.items():
        ranked = [(clean(name), count) for name, count in _ranked(counts)]
        if ranked:
            more = f" (the first {top} of {len(ranked)})" if len(ranked) > top else ""
            heading(f"By {of}{more}")
            _bars(screen, dict(ranked[:top]))
    found = gaps(events)
    if found:
        heading("Longest gaps")
        for days, before, after in found:
            screen.print(Text(f"  {days:>5} days  {said(before)} to {said(after)}"))


def _bars(screen: Console, counts: dict[str, int]) -> None:
    """A bar a line, names cut to a third of the width; stretches of nothing are one line."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    most = max(counts.values())
    width = min(max(map(cell_len, counts)), max(12, screen.width // 3))
    digits = len(str(most))
    room = max(5, screen.width - width - digits - 5)
    empty = 0
    for name, count in [*counts.items(), ("", -1)]:
        if count == 0:
            empty += 1
            continue
        if empty:
            screen.print(Text(f"  {' ' * width} {'·' if empty == 1 else f'… {empty} with none'}"))
            empty = 0
        if count < 0:
            break
        eighths = max(1, round(count * room * 8 / most))
        bar = "█" * (eighths // 8) + _BLOCKS[eighths % 8].strip()
        shown = name if cell_len(name) <= width else set_cell_size(name, width - 1) + "…"
        line = Text.assemble(
            f"  {set_cell_size(shown, width)} ", (f"{count:>{digits}} ", "bold"), (bar, "cyan")
        )
        screen.print(line, no_wrap=True, overflow="ignore", crop=False)
