"""A list for the terminal: year and month as headings, one line an event, quotes when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from timeline.contract import EventRow, quoted, reviewed
from timeline.render import Page
from timeline.render.citations import in_text
from timeline.render.months import Month, grouped, named
from timeline.render.styles import Links, kind
from timeline.render.to_table import console, print_lines, title
from timeline.render.words import date
from timeline.safe_text import clean
from timeline.web_address import shown

# Events are taken one by one and need not be in memory.
STREAMS = True

_DATE = 4
_DIM = Style(dim=True)


def chronology(page: Page, out: TextIO) -> None:
    """Write the list, the events in the order given; with `page.quotes`, each with its quotes."""
    screen = console(out)
    links = Links(page.documents, screen, page.file_of)
    for n, (year, months) in enumerate(grouped(page.events)):
        if n:
            screen.print()
        heading = "Undated" if year is None else named((year, 0))
        screen.print(Text(heading, style="bold underline"))
        for month, events in months:
            if month is not None and month[1]:
                screen.print(Text(named(month), style="bold"))
            print_lines(screen, (t for e in events for t in _event(screen, e, month, page, links)))


def _event(
    screen: Console, event: EventRow, month: Month | None, page: Page, links: Links
) -> Iterator[Text]:
    said = _day(event, month)
    line = Text(said.rjust(_DATE) + "  ", style="cyan") if len(said) <= _DATE else Text()
    what = title(event)
    if len(said) > _DATE:  # a span of dates, or one known to the year alone
        what = Text.assemble((f"{said}: ", "cyan"), what)
        line = Text(" " * (_DATE + 2))
    if event["type"] != "other":
        what.append("  ").append_text(kind(event))
    if tags := reviewed(event)["tags"]:
        what.append(f"  tags: {clean(', '.join(tags))}", style="dim")
    if event["sources"] > 1:
        what.append(f"  {event['sources']} sources", style="dim")
    what.append("  ").append_text(links.id(event, page.id_length))
    yield from _lines(screen, what, line, _DATE + 2)
    if note := reviewed(event)["note"]:
        told = Text(f"note: {clean(note)}", style="dim italic")
        yield from _lines(screen, told, Text(" " * (_DATE + 4)), _DATE + 4)
    if page.quotes:
        yield from _quotes(screen, event, page, links)


def _lines(screen: Console, said: Text, lead: Text, indent: int) -> Iterator[Text]:
    """A text wrapped to the room beside its lead."""
    for n, part in enumerate(said.wrap(screen, max(20, screen.width - indent), overflow="fold")):
        part.rstrip()
        before = lead if n == 0 else Text(" " * indent)
        yield Text.assemble(before, part)


def _day(event: EventRow, month: Month | None) -> str:
    """The day alone under its month's heading; else the date in words."""
    if month is not None and month[1] and "/" not in event["date"]:
        if event["precision"] == "day" and not event["approximate"]:
            return (event["start"] or "").rsplit("-", 1)[-1].lstrip("0")
        if event["precision"] == "month" and not event["approximate"]:
            return ""
    said = date(event["date"])
    return "" if month is not None and said == named((month[0], 0)) else said


def _quotes(screen: Console, event: EventRow, page: Page, links: Links) -> Iterator[Text]:
    for mention, spots in quoted(event):
        source = Text(in_text(page.cited(mention, spots)), style="dim")
        source.stylize(links.style(spots[0], mention["quote"]))
        quote = Text.assemble(f"“{clean(mention['quote'])}” ", ("— ", "dim"), source)
        yield from _lines(screen, quote, Text(" " * (_DATE + 4)), _DATE + 4)
        if (address := page.address(mention["document"])) is not None:
            told = Text(shown(address), links.web(mention["document"], mention["quote"]) + _DIM)
            yield from _lines(screen, told, Text(" " * (_DATE + 4)), _DATE + 4)
