"""A table of dates and titles, as spreadsheets write it: comma, semicolon or tab between cells.

The columns `date` and `title` must be there; `type`, `status`, `actors`, `places`, `language`,
`source`, `url` and `page` may be, and what people said of an event: `verdict`, `note`, `tags`. An
apostrophe that sets off what would be a formula, as our own CSV has it, is no part of a cell's
text. Rows that can't be read are told one by one and the others kept. The table is the document its
events come from: a quote is the title as it stands in the file.
What a row names with an address or a page is a document of its own, so that the event leads there.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from timeline import when
from timeline.contract import STATUSES, TYPES, VERDICTS
from timeline.elsewhere.records import (
    LONGEST_TITLE,
    NO_CHARACTER,
    Entry,
    Finished,
    few,
    is_sound,
    short,
    unread_document,
)
from timeline.elsewhere.title_names import actor, found_actors, found_places, inner_names, place
from timeline.errors import InputError
from timeline.formulas import restored, set_off
from timeline.model import Document, Event, Mention, Repeat, Review, Trigger
from timeline.web_address import checked

if TYPE_CHECKING:
    from _csv import Reader

_NAMES = {
    "actor": "actors", "who": "actors", "place": "places", "where": "places", "event": "title",
    "headline": "title", "lang": "language", "sources": "count", "documents": "source",
    "url": "urls", "link": "urls", "page": "pages", "tag": "tags",
}  # fmt: skip
"""Other names that columns go by; our own CSV counts its sources and names its documents."""

# What people put down by hand is meant to be read; it was not measured as news is.
_SALIENCE = 0.7
_CONFIDENCE = 0.9
LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
_MOST_TORN = 100
"""Rows torn in a file, after which the rest of it is not read."""
# Between the addresses of a list; one may hold a semicolon.
_BETWEEN = re.compile(r";(?:\s+|$)")
_BETWEEN_TAGS = re.compile("[;,]")
_PAGE = re.compile(r"(?:p\.? ?)?([1-9]\d{0,5})\b")
_HOW = "write it like 2020-08-09, 2020-08 or 2020"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells by column, its line, and where it stands in the text."""

    line: int
    cells: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Source:
    """A document that a row names. url: fit to be linked."""

    name: str
    url: str | None
    page: int | None

    @property
    def id(self) -> str:
        """Its address: what many rows call Reuters is many documents."""
        return self.url or self.name

    def document(self, table: str, language: str, sha256: str) -> Document:
        """Its record, of which the table knows no more."""
        own = hashlib.sha256(f"{sha256}\0{self.id}".encode()).hexdigest()
        title = self.name if self.url and self.name != self.url else None
        known = unread_document(self.id, language, sha256=own)
        return known.model_copy(update={"path": table, "title": title, "url": self.url})


def read(path: str, text: str, sha256: str, detect: Callable[[str], str | None]) -> Finished:
    """The chronology that a table holds. Raises InputError where it has no date and title."""
    errors: list[InputError] = []
    rows = [row for row in _rows(path, text, errors) if _is_sound(path, row, errors)]
    titles = [row.cells.get("title", "") for row in rows]
    language = detect(" . ".join(titles)) or "en"
    known = inner_names(titles)
    entries: list[Entry] = []
    named: dict[str, Document] = {}
    for row in rows:
        own = (row.cells.get("language") or language).lower()
        sources = [source.document(path, own, sha256) for source in _sources(row.cells)]
        try:
            entries.append(_entry(path, text, row, own, known))
            named |= {document.id: document for document in sources if document.id not in named}
        except InputError as error:
            errors.append(error)
    errors.sort(key=lambda error: int(error.what.rpartition(":")[2]))
    if not entries and errors:
        raise errors[0]
    common = Counter(e.language for e in entries).most_common(1)
    document = unread_document(
        path, common[0][0] if common else language, words=len(text.split()), sha256=sha256
    )
    documents = (document, *named.values())
    return Finished(path, documents, tuple(entries), few(path, errors, "rows"))


def _is_sound(path: str, row: _Row, errors: list[InputError]) -> bool:
    """Whether all cells of a row are text; the errors tell of one that isn't."""
    for column, cell in row.cells.items():
        if not is_sound(cell):
            why = f"{column}: {NO_CHARACTER}"
            errors.append(InputError(f"{path}:{row.line}", why, "mend it, and save it as UTF-8"))
            return False
    return True


def _rows(path: str, text: str, errors: list[InputError]) -> Iterator[_Row]:
    """The rows; those that are torn join the errors."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    delimiter = _delimiter(path, lines[0])
    reader = _reader(lines, 0, delimiter)
    header: list[str] = []
    base = first = at = torn = 0
    number = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            at_line = text.count("\n", 0, starts[first]) + 1
            why = f"this is no table ({error})"
            wrong = InputError(f"{path}:{at_line}", why, "save it as CSV again")
            if not header:
                raise wrong from None
            errors.append(wrong)
            torn += 1
            if torn > _MOST_TORN:
                return
            # A quote that is not closed takes in lines that follow, which are read again.
            base = first = first + 1
            reader = _reader(lines, base, delimiter)
            continue
        if cells is None:
            return
        start, first = starts[first], base + reader.line_num
        if not header:
            header = [_column(cell) for cell in cells]
        elif any(cell.strip() for cell in cells):
            told = dict(zip(header, (restored(c.strip()) for c in cells), strict=False))
            number, at = number + text.count("\n", at, start), start
            yield _Row(number, told, start, starts[first])


def _reader(lines: Sequence[str], first: int, delimiter: str) -> Reader:
    there = (lines[n] for n in range(first, len(lines)))
    return csv.reader(there, delimiter=delimiter, strict=True)


def _column(cell: str) -> str:
    name = cell.strip().casefold()
    return _NAMES.get(name, name)


def _delimiter(path: str, header: str) -> str:
    for delimiter in ",;\t":
        columns = {_column(cell.strip(' "\r\n')) for cell in header.split(delimiter)}
        if {"date", "title"} <= columns:
            return delimiter
    how = "give it the columns date and title in its first line, or name a JSON file of ours"
    raise InputError(path, "it is neither JSON nor a table with the columns date and title", how)


def _entry(path: str, text: str, row: _Row, language: str, known: frozenset[str]) -> Entry:
    cells = row.cells
    title, span = _checked(f"{path}:{row.line}", cells)
    start, end = _span(text, row)
    quote = text[start:end]
    places = tuple(place(name, language) for name in _names(cells, "places"))
    actors = tuple(actor(name, language) for name in _names(cells, "actors"))
    told = hashlib.sha256("\0".join((path, str(span), title, str(row.line))).encode())
    source = cells.get("source") or cells.get("urls", "")
    trigger = Trigger(text=quote, start=start, end=end)
    first, *others = _sources(cells) or [_Source(path, None, None)]
    mention = Mention(
        document=first.id,
        start=start,
        end=end,
        quote=quote,
        title=title,
        date=str(span),
        status=_known(cells, "status", "happened"),
        confidence=_CONFIDENCE,
        page=first.page,
        rules=("table", *([f"source:{source}"] if source else [])),
        trigger=trigger,
        time_expression=None,
        also_in=tuple(
            Repeat(document=one.id, start=start, end=end, trigger=trigger, page=one.page)
            for one in others
        ),
    )
    event = Event(
        id="e" + told.hexdigest()[:10],
        title=title,
        date=str(span),
        start=span.start,
        end=span.end,
        precision=span.precision,
        approximate=span.approximate,
        type=_known(cells, "type", "other"),
        status=mention.status,
        actors=actors or tuple(found_actors(title, language, known)),
        places=places or found_places(title, language),
        amounts=(),
        confidence=_CONFIDENCE,
        salience=_SALIENCE,
        languages=(language,),
        sources=1,
        conflicts=(),
        review=_review(cells),
        mentions=(mention,),
    )
    return Entry(event, language)


def _checked(at: str, cells: dict[str, str]) -> tuple[str, when.When]:
    """A row's title and date. Raises InputError for a cell that can't be; at: the row's place."""
    title = " ".join(cells.get("title", "").split())
    if not title:
        raise InputError(at, "the row has no title", "give it one or leave the row out")
    if len(title) > LONGEST_TITLE:
        why = f"the title is longer than {LONGEST_TITLE} characters"
        raise InputError(at, why, "shorten it, or extract the text as an article")
    if (code := cells.get("language", "")) and not LANGUAGE.fullmatch(code):
        raise InputError(at, f"the language {short(code)!r} is no code", "write it like en or fr")
    for column, choices in (("type", TYPES), ("status", STATUSES), ("verdict", VERDICTS)):
        if (value := cells.get(column, "").lower()) and value not in choices:
            why = f"the {column} {short(value)!r} is unknown"
            raise InputError(at, why, f"choose from {', '.join(choices)}")
    try:
        return title, when.parse(cells.get("date", ""))
    except when.NotEdtfError:
        date = short(cells.get("date", ""))
        why = f"{date!r} is no EDTF date" if date else "the row has no date"
        raise InputError(at, why, _HOW) from None


def _review(cells: dict[str, str]) -> Review | None:
    """What the row says that people said of its event, None where it says nothing."""
    verdict: Any = cells.get("verdict", "").lower() or None
    note = cells.get("note", "") or None
    tags = {" ".join(tag.split()) for tag in _BETWEEN_TAGS.split(cells.get("tags", ""))} - {""}
    if verdict is None and note is None and not tags:
        return None
    return Review(verdict=verdict, note=note, tags=tuple(sorted(tags)))


def _sources(cells: dict[str, str]) -> list[_Source]:
    """The documents that a row names, where it tells an address or a page of one at least."""
    columns = (_BETWEEN.split(cells.get(name, "")) for name in ("source", "urls", "pages"))
    found: dict[str, _Source] = {}
    for name, address, pages in zip_longest(*columns, fillvalue=""):
        page = _PAGE.match(pages.strip())
        one = _Source(name or address, checked(address), int(page[1]) if page else None)
        if one.name:
            found.setdefault(one.id, one)
    return list(found.values()) if any(s.url or s.page for s in found.values()) else []


def _names(cells: dict[str, str], column: str) -> list[str]:
    return [name.strip() for name in cells.get(column, "").split(";") if name.strip()]


def _known(cells: dict[str, str], column: str, otherwise: str) -> Any:
    return cells.get(column, "").lower() or otherwise


def _span(text: str, row: _Row) -> tuple[int, int]:
    """Where the row's title stands in the file, as written there; else the whole row."""
    title = row.cells["title"]
    for written in (title, title.replace('"', '""'), set_off(title).replace('"', '""')):
        at = text.find(written, row.start, row.end)
        if at >= 0:
            return at, at + len(written)
    raw = text[row.start : row.end]
    return row.start + len(raw) - len(raw.lstrip()), row.start + len(raw.rstrip())
