"""A table that fits the terminal, with dates in words.

Status and disagreement are told in words and by style, never by colour alone. Texts are rich
`Text`, so that nothing an article says is read as markup.
"""

from __future__ import annotations

from typing import Any, Literal, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.contract import EventRow
from timeline.render import Page, Sheet
from timeline.render.words import clean, date

# The status of an event that did not simply happen, and how its title is set.
STATUS_STYLE = {
    "planned": "italic",
    "possible": "italic dim",
    "ongoing": "bold",
    "denied": "strike dim",
}
_GAP = 2  # blanks between columns: one of padding, one that the box draws


def console(out: TextIO) -> Console:
    """A console on a stream; width, colour and dumb terminals as the environment says."""
    return Console(file=out, markup=False, highlight=False, emoji=False)


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
    widths = {"Date": min(longest_date, 11 if total < 100 else 24), "Event": 0}
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
    """The columns that have a header; what doesn't fit is wrapped."""
    table = _table()
    rows = list(sheet.rows)
    shown = [(column, column.header) for column in sheet.columns if column.header]
    shown = [(c, h) for c, h in shown if not c.wide or any(row.get(c.name) for row in rows)]
    for column, header in shown:
        table.add_column(
            header,
            justify="right" if column.right else "left",
            overflow="fold" if column.wide else "ellipsis",
            no_wrap=not column.wide,
        )
    for row in rows:
        table.add_row(*(_cell(row.get(column.name)) for column, _ in shown))
    console(out).print(table)


def _table() -> Table:
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        header_style="bold",
    )


def _cell(value: Any) -> Text:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return Text("" if value is None else clean(str(value)))
