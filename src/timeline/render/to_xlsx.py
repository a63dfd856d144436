"""A workbook for Excel and its like: the events, the articles they come from, who takes part.

The sheet of events has the columns of the CSV under the names that `timeline apply` reads back, and
some for reading: the day as a real date where the event is of one, the date in words, a link to
the words that tell of it. A date before March 1900, which Excel can't count, stays text. Every text
is a text: nothing is run as a formula, and no number or address made of one.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from timeline.contract import GENERATOR, DocumentRow, EventRow, quoted
from timeline.flat import COLUMNS, addresses, day, row
from timeline.render import Page, Sheet, told_of
from timeline.render.disagreement import in_words
from timeline.render.interface import Interface, interface
from timeline.render.office_file import made_on, put_together, to_file
from timeline.safe_text import clean

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

STREAMS = True
BINARY = True

# Rows are written to a file as they come; texts stay what they are.
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "use_zip64": True}  # fmt: skip
MOST_LINKS = 65_530
"""Links that Excel takes of a sheet ("Excel specifications and limits", Microsoft)."""
_LONGEST_LINK = 2_079  # characters of an address, and of what follows its #
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_DAY = date(1900, 3, 1)
_DEFAULT_WIDTH = 12  # characters

# The columns of the events, in their order, with their widths.
_EVENTS = {
    "day": 11, "when": 16, "title": 60, "type": 12, "status": 11, "actors": 32, "places": 20,
    "amounts": 20, "sources": 8, "source": 32, "conflicts": 24, "date": 16, "start": 11, "end": 11,
    "precision": 10, "approximate": 11, "confidence": 10, "salience": 9, "languages": 10,
    "documents": 28, "urls": 28, "pages": 8, "quote": 60, "verdict": 10, "note": 28, "tags": 16,
    "id": 13, "actor_ids": 28,
}  # fmt: skip
_SOURCES = {
    "title": 50, "author": 22, "published": 12, "language": 9, "words": 8, "kind": 11, "file": 40,
    "url": 40, "copy_of": 24, "id": 30,
}  # fmt: skip
_PEOPLE = {"name": 34, "kind": 13, "aliases": 44, "events": 9, "first": 12, "last": 12, "id": 34}


@dataclass(frozen=True, slots=True)
class _Link:
    """A text that leads to an address, None where there is none to lead to."""

    text: str
    address: str | None


@dataclass(slots=True)
class _Actor:
    """Who takes part in events, as these tell of them."""

    name: str
    kind: str
    aliases: dict[str, None] = field(default_factory=dict)
    events: int = 0
    days: list[str] = field(default_factory=list)


def chronology(page: Page, out: BinaryIO) -> list[str]:
    """Write the sheets; what of links there was no room for."""
    ui = interface(page.language)
    actors: dict[str, _Actor] = {}
    with _book(page, out) as book:
        of = {
            name: _Table(book, ui.column(name), columns, ui.column)
            for name, columns in (("events_sheet", _EVENTS), ("sources_sheet", _SOURCES),
                                  ("people_sheet", _PEOPLE))
        }  # fmt: skip
        known = addresses(page.documents)
        for event in page.events:
            of["events_sheet"].add(_event(event, known, page, ui))
            _gather(event, actors)
        for document in page.documents:
            of["sources_sheet"].add(_source(document, page))
        for id_, actor in sorted(actors.items(), key=lambda one: (-one[1].events, one[0])):
            of["people_sheet"].add(_person(id_, actor))
        for table in of.values():
            table.finish()
    return told_of(of["events_sheet"].lost, "link", "a sheet can't hold more, or one so long")


def sheet(sheet: Sheet, out: BinaryIO) -> None:
    """Write records as one sheet."""
    with _book(Page((), ()), out) as book:
        widths = {one.name: 40 if one.wide else _DEFAULT_WIDTH for one in sheet.columns}
        table = _Table(book, "timeline", widths, str)
        for told in sheet.rows:
            table.add(told)
        table.finish()


@contextmanager
def _book(page: Page, out: BinaryIO) -> Iterator[Workbook]:
    """A workbook to be filled, which is then written; what is aside until then is gone with it."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made"
        book = Workbook(str(file), {**_OPTIONS, "tmpdir": folder})
        title = clean(page.title) or interface(page.language).say("title")
        book.set_properties({"title": title, "comments": GENERATOR, "created": made_on(page)})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the system's own
        finally:
            for one in book.worksheets():
                one._opt_close()  # of its rows, which it leaves open where it fails
        with file.open("rb") as made:
            put_together(made, out)


class _Table:
    """A sheet with a header that stays in sight and filters, filled row by row.

    columns: their names with their widths. called: what a column's header says. lost: links that
    there was no room for.
    """

    def __init__(self, book: Workbook, name: str, columns: Mapping[str, int], called: Any) -> None:
        self._sheet: Worksheet = book.add_worksheet(name[:31])
        self._columns = tuple(columns)
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self._plain = book.add_format({"valign": "top"})
        self._link = book.add_format({"valign": "top", "font_color": "#0b5394", "underline": 1})
        self._rows = self._links = self.lost = 0
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        for number, (column, width) in enumerate(columns.items()):
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, called(column), head)
        self._sheet.freeze_panes(1, 0)

    def add(self, told: Mapping[str, Any]) -> None:
        """One row, by columns."""
        self._rows += 1
        for number, column in enumerate(self._columns):
            self._put(number, told.get(column))

    def finish(self) -> None:
        """Filters over all that was added."""
        self._sheet.autofilter(0, 0, self._rows, max(len(self._columns) - 1, 0))

    def _put(self, column: int, value: Any) -> None:
        at = self._rows, column
        if isinstance(value, _Link):
            self._put_link(column, value)
        elif isinstance(value, bool):
            self._sheet.write_boolean(*at, value, self._plain)
        elif isinstance(value, int | float):
            self._sheet.write_number(*at, value, self._plain)
        elif isinstance(value, date):
            self._sheet.write_datetime(*at, value, self._day)
        elif said := _text(value):
            self._sheet.write_string(*at, said, self._plain)

    def _put_link(self, column: int, link: _Link) -> None:
        said = _text(link.text)
        if link.address is None:
            self._sheet.write_string(self._rows, column, said, self._plain)
            return
        address = link.address if "://" in link.address else f"external:{link.address}"
        fits = all(len(part) <= _LONGEST_LINK for part in address.partition("#"))
        if fits and self._links < MOST_LINKS:
            self._links += 1
            self._sheet.write_url(self._rows, column, address, self._link, said)
        else:
            self.lost += 1
            self._sheet.write_string(self._rows, column, said, self._plain)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join("" if one is None else str(one) for one in value)
    return "" if value is None else clean(str(value))


def _day(told: str | None) -> date | str | None:
    """A day as a date, where Excel can count it; else what was told."""
    if told is None or not _DAY.fullmatch(told):
        return told
    found = date.fromisoformat(told)
    return found if found >= _FIRST_DAY else told


def _event(event: EventRow, known: Mapping[str, str], page: Page, ui: Interface) -> dict[str, Any]:
    told = dict(zip(COLUMNS, row(event, known, page.shown), strict=True))
    told["when"] = ui.date(event["date"])
    told["day"] = _day(day(event))
    told |= {name: _day(told[name]) for name in ("start", "end")}
    told["source"] = _first_source(event, page)
    told["conflicts"] = " ".join(in_words(one, page) for one in event["conflicts"])
    return told


def _first_source(event: EventRow, page: Page) -> _Link | None:
    """The first place where an event is told, on the web if one is there."""
    cited = [one for mention, spots in quoted(event) for one in page.cited(mention, spots)]
    if not cited:
        return None
    one = next((one for one in cited if one.web), next((c for c in cited if c.file), cited[0]))
    return _Link(one.text, one.web or to_file(one.file))


def _source(document: DocumentRow, page: Page) -> dict[str, Any]:
    name = document["id"]
    told: dict[str, Any] = {**document, "published": _day(document["published"])}
    told["title"] = _Link(page.titled(name), page.address(name))
    told["file"] = _Link(page.called(name), to_file(page.file(name)))
    told["url"] = page.address(name)
    return told


def _gather(event: EventRow, actors: dict[str, _Actor]) -> None:
    began = event["start"] or event["end"]
    for one in event["actors"]:
        actor = actors.setdefault(one["id"], _Actor(one["name"], one["kind"]))
        actor.events += 1
        actor.aliases |= dict.fromkeys(a for a in one["aliases"] if a != one["name"])
        if began is not None:
            days = sorted((*actor.days, began), key=_calendar)
            actor.days = [days[0], days[-1]]


def _calendar(told: str) -> tuple[int, str]:
    """What days go by, those before the year 1 too."""
    year, rest = told[:-6], told[-6:]
    return int(year), rest


def _person(id_: str, actor: _Actor) -> dict[str, Any]:
    first, last = map(_day, actor.days or (None, None))
    return {"name": actor.name, "kind": actor.kind, "aliases": sorted(actor.aliases),
            "events": actor.events, "first": first, "last": last, "id": id_}  # fmt: skip
