"""A table that fits the terminal, with dates in words.

Status and disagreement are told in words and by style, never by colour alone. Texts are rich
`Text`, so that nothing an article says is read as markup.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any, Literal, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.contract import EventRow
from timeline.render import Column, Page, Sheet
from timeline.render.words import clean, date

# The status of an event that did not simply happen, and how its title is set.
STATUS_STYLE = {
    "planned": "italic",
    "possible": "italic dim",
    "ongoing": "bold",
    "denied": "strike dim",
}
_LEAST_WIDE = 14
_GAP = 2  # blanks between columns: one of padding, one that the box draws


class _Console(Console):
    """A console that leaves a closed pipe to its caller, as all other formats do."""

    def on_broken_pipe(self) -> None:
        """Called while the error is handled."""
        self.quiet = True
        raise BrokenPipeError


def console(out: TextIO) -> Console:
    """A console on a stream; width, colour and dumb terminals as the environment says."""
    return _Console(file=out, markup=False, highlight=False, emoji=False)


def chronology(page: Page, out: TextIO) -> None:
    """Date, event, type, who and where, number of sources, id: as many as there is room for."""
    screen = console(out)
    dates = [date(event["date"]) for event in page.events]
    widths = _widths(screen.width, max(map(len, dates), default=4), page)
    table = _table()
    for name, width in widths.items():
        justify: Literal["left", "right"] = "right" if name == "Src" else "left"
        table.add_column(name, width=width, justify=justify, overflow="fold")
    for event, said in zip(page.events, dates, strict=True):
        cells = {
            "Date": Text(_broken(said, widths["Date"]), style="cyan"),
            "Event": title(event),
            "Type": Text(event["type"]),
            "Who": Text(clean(", ".join(a["name"] for a in event["actors"]))),
            "Where": Text(clean(", ".join(p["name"] for p in event["places"]))),
            "Src": Text(str(event["sources"])),
            "Id": Text(event["id"][: page.id_length], style="dim"),
        }
        table.add_row(*(cells[name] for name in widths))
    screen.print(table)


def title(event: EventRow) -> Text:
    """An event's headline, led by its status and followed by what its sources differ on."""
    status = event["status"]
    said = Text()
    if status != "happened":
        said.append(f"{status}: ", style="bold")
    said.append(clean(event["title"]), style=STATUS_STYLE.get(status, ""))
    if event["conflicts"]:
        fields = ", ".join(c["field"] for c in event["conflicts"])
        said.append(f" (sources differ: {fields})", style="yellow")
    return said


def _broken(said: str, width: int) -> str:
    """A span of dates that is too wide breaks after its dash: 28 Aug – / 2 Sep 2020."""
    return said if len(said) <= width else said.replace(" – ", " –\n")


def _widths(total: int, longest_date: int, page: Page) -> dict[str, int]:
    """Width of each column there is room for; the event takes what the others leave."""
    widths = {
        "Date": min(longest_date, 11 if total < 80 else 14 if total < 100 else 24),
        "Event": 0,
    }
    if total >= 76:
        widths["Type"] = max((len(e["type"]) for e in page.events), default=4)
    if total >= 110 and any(e["actors"] for e in page.events):
        widths["Who"] = total * 2 // 11
    if total >= 140 and any(e["places"] for e in page.events):
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
    with_header = True
    for heading, rows in groupby(cells, key=lambda row: row[sheet.group] if sheet.group else ""):
        table = _table(show_header=with_header)
        for column, width in columns:
            justify: Literal["left", "right"] = "right" if column.right else "left"
            table.add_column(column.header or "", width=width, justify=justify, overflow="fold")
        for row in rows:
            table.add_row(*(Text(row[column.name]) for column, _ in columns))
        if heading:
            screen.print(Text(heading, style="bold"), soft_wrap=True)
        screen.print(table)
        with_header = False


def _shown(sheet: Sheet, cells: list[dict[str, str]], total: int) -> list[tuple[Column, int]]:
    """The columns there is room for and their widths; wide ones share what the others leave."""
    needed = {
        c.name: max((cell_len(row[c.name]) for row in cells), default=0) for c in sheet.columns
    }
    shown = [
        c
        for c in sheet.columns
        if c.header is not None and total >= c.room and (needed[c.name] or not c.wide)
    ]
    needed |= {c.name: max(needed[c.name], len(c.header or "")) for c in shown}
    left = total - _GAP * (len(shown) - 1) - sum(needed[c.name] for c in shown if not c.wide)
    # Those that need least are served first, so that what they don't use goes to the others.
    waiting = sorted((c for c in shown if c.wide), key=lambda c: needed[c.name])
    for n, column in enumerate(waiting):
        needed[column.name] = max(_LEAST_WIDE, min(needed[column.name], left // (len(waiting) - n)))
        left -= needed[column.name]
    return [(c, needed[c.name]) for c in shown]


def _table(*, show_header: bool = True) -> Table:
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        show_header=show_header,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        header_style="bold",
    )


def _said(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return "" if value is None else clean(str(value))
