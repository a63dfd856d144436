"""A table that fits the terminal, with dates in words, coloured by type.

Status and disagreement are told in words and by style, never by colour alone. Texts are rich
`Text`, so that nothing an article says is read as markup.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from timeline.contract import EventRow, reviewed
from timeline.render import Column, Page, Sheet
from timeline.render.styles import Links, has_links, kind
from timeline.render.words import date
from timeline.safe_text import clean
from timeline.web_address import checked

# Events are taken one by one and need not be in memory.
STREAMS = True

# The status of an event that did not simply happen, and how its title is set.
STATUS_STYLE = {
    "planned": "italic",
    "possible": "italic dim",
    "ongoing": "bold",
    "denied": "strike dim",
}
_DECIDED = {"join": "joined", "split": "split", "hide": "hidden", "add": "added by hand"}
# What the sources differ on by what `set` calls it.
_SET_AS = {"places": "where"}
ACCEPTED = "✓"
UNTOLD = ("note", "tags")
"""What of a review a row has no room for."""
_LEAST_WIDE = 14
_NARROWEST, _USUAL, _WIDEST = 10, 80, 1000
_GAP = 2  # blanks between columns
_AT_ONCE = 500  # rows, or lines


class _Console(Console):
    """A console that leaves a closed pipe to its caller, as all other formats do."""

    def on_broken_pipe(self) -> None:
        """Called while the error is handled."""
        self.quiet = True
        raise BrokenPipeError


def console(out: TextIO) -> Console:
    """A console on a stream; width, colour and dumb terminals as the environment says."""
    screen = _Console(file=out, markup=False, highlight=False, emoji=False)
    # COLUMNS may say anything; nothing could be read in no width, nor printed in millions.
    screen.width = min(screen.width, _WIDEST) if screen.width >= _NARROWEST else _USUAL
    return screen


def chronology(page: Page, out: TextIO) -> None:
    """Date, event, type, who and where, number of sources, id: as many as there is room for."""
    screen = console(out)
    links = Links(page.documents, screen, page.file_of)
    widths = _widths(screen.width, page)
    columns = [(name, width, name == "Src") for name, width in widths.items()]
    header = True
    for events in _batches(page.events):
        rows = _rows(events, widths, links, page.id_length)
        _print(screen, columns, rows, header=header)
        header = False
    if out.isatty() and (untold := _no_room_for(widths, page)):
        text = f"No room for {untold}: a wider window or --format html shows it."
        screen.print(Text(text, style="dim"))


def _no_room_for(widths: Container[str], page: Page) -> str:
    """What of these events stands in columns that there was no room for."""
    told = (
        ("Who", any(e["actors"] for e in page.events)),
        ("Where", any(e["places"] for e in page.events)),
    )
    return " and ".join(name.lower() for name, some in told if some and name not in widths)


def _batches(events: Sequence[EventRow]) -> Iterator[Sequence[EventRow]]:
    """The events, so many at a time as are laid out at once; where there are none, these."""
    for first in range(0, len(events) or 1, _AT_ONCE):
        yield events[first : first + _AT_ONCE]


def _rows(
    events: Iterable[EventRow], widths: dict[str, int], links: Links, id_length: int
) -> list[list[Text]]:
    rows = []
    for event in events:
        cells = {
            "Date": Text(_broken(date(event["date"]), widths["Date"]), style="cyan"),
            "Event": title(event),
            "Type": kind(event),
            "Who": Text(clean(", ".join(a["name"] for a in event["actors"]))),
            "Where": Text(clean(", ".join(p["name"] for p in event["places"]))),
            "Src": Text(str(event["sources"])),
            "Id": links.id(event, id_length),
        }
        rows.append([cells[name] for name in widths])
    return rows


def title(event: EventRow) -> Text:
    """An event's headline, led by its status and followed by what its sources differ on.

    What the user set is told in place of what the sources say of it; a mark stands behind what was
    accepted.
    """
    status = event["status"]
    said = Text()
    if status != "happened":
        said.append(f"{clean(status)}: ", style="bold")
    said.append(clean(event["title"]), style=STATUS_STYLE.get(status, ""))
    decided = event.get("decided", ())
    named = (_DECIDED.get(d["action"]) or d["field"] for d in decided)
    told = dict.fromkeys(name for name in named if name)
    fields = [f for f in (c["field"] for c in event["conflicts"]) if _SET_AS.get(f, f) not in told]
    if reviewed(event)["verdict"] == "accepted":
        said.append(f" {ACCEPTED}", style="green")
    elif reviewed(event)["verdict"] == "rejected" and _DECIDED["hide"] not in told:
        said.append(" (rejected)", style="yellow")
    if fields:
        said.append(f" (sources differ: {clean(', '.join(fields))})", style="yellow")
    if told:
        said.append(f" (decided: {clean(', '.join(told))})", style="yellow")
    return said


def _broken(said: str, width: int) -> str:
    """A span of dates that is too wide breaks after its dash: 28 Aug – / 2 Sep 2020."""
    return said if len(said) <= width else said.replace(" – ", " –\n")


def _widths(total: int, page: Page) -> dict[str, int]:
    """Width of each column there is room for; the event takes what the others leave."""
    longest_date = longest_type = 0
    who = where = False
    for e in page.events:
        longest_date = max(longest_date, len(date(e["date"])))
        longest_type = max(longest_type, len(e["type"]))
        who, where = who or bool(e["actors"]), where or bool(e["places"])
    widths = {
        "Date": min(longest_date or 4, 11 if total < 80 else 14 if total < 100 else 24),
        "Event": 0,
    }
    if total >= 76:
        widths["Type"] = longest_type or 4
    if total >= 110 and who:
        widths["Who"] = total * 2 // 11
    if total >= 140 and where:
        widths["Where"] = total // 9
    widths["Src"] = 3
    widths["Id"] = page.id_length
    widths["Event"] = max(12, total - sum(widths.values()) - _GAP * (len(widths) - 1))
    return widths


def sheet(sheet: Sheet, out: TextIO) -> None:
    """The columns that have a header and room, long text wrapped; groups under their heading."""
    screen = console(out)
    cells = [{c.name: _said(row.get(c.name)) for c in sheet.columns} for row in sheet.rows]
    columns = _shown(sheet, cells, screen.width)
    header = True
    for heading, rows in groupby(cells, key=lambda row: row[sheet.group] if sheet.group else ""):
        if heading:
            screen.print(Text(heading, style="bold"), soft_wrap=True)
        texts = [[_text(row[column.name], column, screen) for column, _ in columns] for row in rows]
        laid = [(column.header or "", width, column.right) for column, width in columns]
        _print(screen, laid, texts, header=header)
        header = False


def _shown(sheet: Sheet, cells: list[dict[str, str]], total: int) -> list[tuple[Column, int]]:
    """The columns there is room for and their widths; wide ones share what the others leave."""
    needed = {c.name: _longest(row[c.name] for row in cells) for c in sheet.columns}
    fitting = [c for c in sheet.columns if c.header is not None and total >= c.room]
    shown = [c for c in fitting if needed[c.name] or not c.wide]
    needed |= {c.name: max(needed[c.name], len(c.header or "")) for c in shown}
    return _shared(shown, needed, total)


def _shared(shown: list[Column], needed: dict[str, int], total: int) -> list[tuple[Column, int]]:
    """The columns with their widths; the wide ones share what the others leave."""
    waiting = [c for c in shown if c.wide]
    left = total - _GAP * (len(shown) - 1) - sum(needed[c.name] for c in {*shown} - {*waiting})
    # Those that need least are served first, so that what they don't use goes to the others.
    waiting.sort(key=lambda c: needed[c.name])
    for n, column in enumerate(waiting):
        needed[column.name] = max(_LEAST_WIDE, min(needed[column.name], left // (len(waiting) - n)))
        left -= needed[column.name]
    return [(c, needed[c.name]) for c in shown]


def _longest(texts: Iterable[str]) -> int:
    """The width of the widest text in cells of the terminal."""
    return max(map(cell_len, texts), default=0)


def _print(
    screen: Console, columns: list[tuple[str, int, bool]], rows: list[list[Text]], *, header: bool
) -> None:
    """Print rows under columns of (heading, width, right-aligned).

    Laid out here and not by rich's Table, which takes twice the time for the same.
    """
    lines: list[Text] = []
    if header:
        lines += _laid(screen, [Text(name, style="bold") for name, _, _ in columns], columns)
        lines.append(Text("─" * (sum(w for _, w, _ in columns) + _GAP * (len(columns) - 1))))
    for row in rows:
        lines += _laid(screen, row, columns)
    for line in lines:
        line.rstrip()
    print_lines(screen, lines)


def print_lines(screen: Console, lines: Iterable[Text]) -> None:
    """Print lines that are wrapped already, some at a time."""
    left = iter(lines)
    while some := list(islice(left, _AT_ONCE)):
        screen.print(_Lines(some), crop=False)


@dataclass(frozen=True)
class _Lines:
    """Lines as they are: rich would part them and join them twice. Their styles are those of their
    parts."""

    lines: list[Text]

    def __rich_console__(self, screen: Console, _: ConsoleOptions) -> Iterator[Segment]:
        for line in self.lines:
            yield from line.render(screen, end="\n")


def _laid(screen: Console, row: list[Text], columns: list[tuple[str, int, bool]]) -> list[Text]:
    """The lines of one row: each cell wrapped to its width and padded."""
    wrapped = [
        [cell]
        if "\n" not in cell.plain and cell.cell_len <= width
        else list(cell.wrap(screen, width, overflow="fold"))
        for cell, (_, width, _) in zip(row, columns, strict=True)
    ]
    lines = []
    for n in range(max(map(len, wrapped))):
        line, blanks = Text(), 0
        for cell, (_, width, right) in zip(wrapped, columns, strict=True):
            if n < len(cell):
                room = width - cell[n].cell_len
                line.append(" " * (blanks + (room if right else 0))).append_text(cell[n])
                blanks = _GAP + (0 if right else room)
            else:
                blanks += width + _GAP
        lines.append(line)
    return lines


def _text(said: str, column: Column, screen: Console) -> Text:
    """A cell, with a link to what it is the address of where the terminal has links."""
    link = checked(said) if column.address and has_links(screen) else None
    return Text(said, Style(link=link) if link else "")


def _said(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return "" if value is None else clean(str(value))
