"""Output formats: one module each, found by name and imported only when asked for.

A format module has `chronology(page, out)` and, when it can hold flat records too, `sheet(sheet,
out)`; one with `BINARY = True` is given a binary stream, one with `STREAMS = True` takes the events
one by one and may be given ones that are not all in memory. One with `DIGEST = True` begins with
the digest, one with `MOST` is hard to read beyond so many events. A new format is such a module and
one line in FORMATS.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

from timeline.contract import DocumentRow, EventRow, MentionRow, Spot, documents, quoted
from timeline.errors import UnknownChoiceError, UsageError
from timeline.safe_text import clean

if TYPE_CHECKING:
    from timeline.render.citations import Citation

FORMATS = {
    "table": "timeline.render.to_table",
    "list": "timeline.render.to_list",
    "json": "timeline.render.to_json",
    "jsonl": "timeline.render.to_jsonl",
    "csv": "timeline.render.to_csv",
    "tsv": "timeline.render.to_tsv",
    "xlsx": "timeline.render.to_xlsx",
    "html": "timeline.render.to_html",
    "docx": "timeline.render.to_docx",
    "markdown": "timeline.render.to_markdown",
    "ics": "timeline.render.to_ics",
    "timelinejs": "timeline.render.to_timelinejs",
    "mermaid": "timeline.render.to_mermaid",
    "jsonld": "timeline.render.to_jsonld",
    "atom": "timeline.render.to_atom",
    "parquet": "timeline.render.to_parquet",
}
# Those that hold flat records, too.
SHEETS = ("table", "json", "jsonl", "csv", "tsv", "xlsx")
# Other names of formats, as files that hold them end.
ALIASES = {"md": "markdown", "htm": "html", "ndjson": "jsonl"}

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


FileOf = Callable[[DocumentRow], str]
"""The path of a document's file, "" where it isn't there."""


def as_given(document: DocumentRow) -> str:
    """The path that a document was given by."""
    return document["path"]


@dataclass(frozen=True)
class Page:
    """A chronology to render: the events asked for, and all documents.

    id_length: how many characters of an event's id are enough to name it. contexts: (document,
    start of a mention) -> the text before and after its quote, where it is known. quotes: whether a
    format that may leave the quotes out shows them. horizontal: whether a page that can do so
    draws the events along a horizontal axis too. folder: where the output will lie, an absolute
    path. absolute: whether documents that were given by absolute paths are called by them. file_of:
    the path of a document's file, whatever it was given by. shown: what documents are called, by
    id, of those that aren't by their id. digest: the few events that a page tells in short
    before all others, in their order, by titles of their own. language: that of the page's own
    words, ISO 639-1. title: what a page is headed with, "" for what all are. ranges: whether a
    calendar has what takes longer than some days too.
    """

    documents: Sequence[DocumentRow]
    events: Sequence[EventRow]
    id_length: int = 8
    contexts: Mapping[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    quotes: bool = False
    horizontal: bool = False
    folder: str = ""
    absolute: bool = False
    file_of: FileOf = as_given
    shown: Mapping[str, str] = field(default_factory=dict)
    digest: Sequence[EventRow] = ()
    language: str = "en"
    title: str = ""
    ranges: bool = False

    @cached_property
    def names(self) -> dict[str, DocumentRow]:
        """The documents by id."""
        return {document["id"]: document for document in self.documents}

    def titled(self, document: str) -> str:
        """A document's title; what it is called where it has none or is not there."""
        known = self.names.get(document)
        return (known["title"] if known else None) or self.called(document)

    def called(self, document: str) -> str:
        """What a document is called for people to read: its path, or the id its file gave it.

        An absolute path tells whoever is sent the page how this machine is laid out: it is told
        from the output's folder where it lies below it, else by as little as tells it apart.
        """
        name = self.shown.get(document, document)
        return name if self.absolute else self._called.get(name, name)

    @cached_property
    def _called(self) -> dict[str, str]:
        names = (self.shown.get(id_, id_) for id_ in self.names)
        given = [name for name in names if PurePath(name).is_absolute()]
        told = tails(given)
        for name in given:
            if self.folder and PurePath(name).is_relative_to(self.folder):
                told[name] = PurePath(name).relative_to(self.folder).as_posix()
        return told

    def apart(self, document: str) -> str:
        """As little of what a document is called as tells it from the others: of its path no more
        than its last parts, all of what is behind it."""
        if (known := self.names.get(document)) is None:
            return self.called(document)
        name, path = self.shown.get(document, document), known["path"]
        part = name.removeprefix(path)
        return self._ends[path] + part if part != name else self.called(document)

    @cached_property
    def _ends(self) -> dict[str, str]:
        return tails({document["path"] for document in self.documents})

    def is_titled_alone(self, document: str) -> bool:
        """Whether no other document has a document's title."""
        return self._titles[clean(self.titled(document))] == 1

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(clean(self.titled(id_)) for id_ in self.names)

    def is_whole_file(self, document: str) -> bool:
        """Whether a document is all that its file holds."""
        known = self.names.get(document)
        return known is not None and self.shown.get(document, document) == known["path"]

    def cited(self, mention: MentionRow, spots: Iterable[Spot]) -> list[Citation]:
        """How the documents that have a quote's words are cited."""
        from timeline.render.citations import citations

        return citations(self, mention, spots)

    def address(self, document: str) -> str | None:
        """Where on the web a document stands, fit for a link; None where that is not known."""
        from timeline.render.citations import on_the_web

        known = self.names.get(document)
        return None if known is None else on_the_web(known)

    def file(self, document: str) -> str | None:
        """A link from the output to a document's file, None where there is none to be told."""
        from timeline.render.citations import beside

        if document not in self._files:
            known = self.names.get(document)
            path, given = (self.file_of(known), known["path"]) if known else ("", "")
            self._files[document] = beside(path, self.folder, absolute=self.absolute, given=given)
        return self._files[document]

    def first_web_link(self, event: EventRow) -> str | None:
        """A link to the first words on the web that tell of an event."""
        told = (one.web for m, spots in quoted(event) for one in self.cited(m, spots))
        return next(filter(None, told), None)

    @cached_property
    def _files(self) -> dict[str, str | None]:
        return {}

    def newest(self, event: EventRow) -> str | None:
        """The last day (YYYY-MM-DD) on which an article that tells of an event was published."""
        told = (d["published"] or "" for name in documents(event) if (d := self.names.get(name)))
        return max(filter(_DAY.fullmatch, told), default=None)


def tails(paths: Iterable[str]) -> dict[str, str]:
    """The last parts of each path, as few as no other path ends with."""
    told: dict[str, str] = {}
    left = {path: PurePath(path).parts for path in paths}
    size = 1
    while left:
        ends = {path: "/".join(parts[-size:]) for path, parts in left.items()}
        counts = Counter(ends.values())
        for path, end in ends.items():
            if counts[end] == 1 or size >= len(left[path]):
                told[path] = end
                del left[path]
        size += 1
    return told


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. header: what a table calls it, None to leave it out of tables.

    wide: long text, wrapped to the room left and left out when all empty. room: the width of the
    terminal from which on a table shows the column. address: its texts are addresses on the web.
    """

    name: str
    header: str | None = None
    right: bool = False
    wide: bool = False
    room: int = 0
    address: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Flat records to render; what a record holds beside the columns only JSON shows.

    group: a field that rows which stand together share; a table heads them with it.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Mapping[str, Any]]
    group: str | None = None


class Format(Protocol):
    """What a format module offers."""

    def chronology(self, page: Page, out: TextIO) -> Sequence[str] | None:
        """Write the events of a page; what is to be told of those that the format can't hold."""

    def sheet(self, sheet: Sheet, out: TextIO) -> None:
        """Write flat records."""


def told_of(number: int, noun: str, why: str) -> list[str]:
    """What is told where something had to be left out: how much of what, and why."""
    return [f"{number} {noun}{'' if number == 1 else 's'} left out: {why}"] if number else []


def find(name: str) -> Format:
    """The module of a format. Raises UnknownChoiceError for a name that isn't registered."""
    if name not in FORMATS:
        raise UnknownChoiceError("--format", name, FORMATS)
    return cast(Format, import_module(FORMATS[name]))


def find_for_sheets(name: str) -> Format:
    """The module of a format that can hold flat records; UsageError for one that can't."""
    module = find(name)
    if not hasattr(module, "sheet"):
        raise UsageError("--format", f"{name} holds events only", "use table, json, csv or xlsx")
    return module


def is_binary(name: str) -> bool:
    """Whether a format writes bytes; False for a name that is none."""
    return name in FORMATS and bool(getattr(find(name), "BINARY", False))


def untold(name: str) -> tuple[str, ...]:
    """What of an event's review (note, tags) a format has no room for."""
    return tuple(getattr(find(name), "UNTOLD", ())) if name in FORMATS else ()


def has_digest(name: str) -> bool:
    """Whether a format begins with the few events that tell all in short."""
    return name == "html" or (name in FORMATS and bool(getattr(find(name), "DIGEST", False)))


def most(name: str) -> int | None:
    """The number of events beyond which a format is hard to read, None where there is none."""
    return getattr(find(name), "MOST", None) if name in FORMATS else None


def streams(name: str) -> bool:
    """Whether a format takes the events one by one, so that they need not be in memory."""
    return name in FORMATS and bool(getattr(find(name), "STREAMS", False))
