"""E-books (.epub): one article, its chapters in their order.

A book is one source, however many chapters it has. Its date is that of the edition.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import unquote

from timeline.errors import InputError
from timeline.read.draft import Draft, Found
from timeline.read.office import unread
from timeline.read.office.package import Package, opened
from timeline.read.office.xml_events import Reading, Refused
from timeline.read.published import stated
from timeline.read.web import html, html_text

_MOST_CHARACTERS = 5_000_000
# Fonts are locked so that they serve no other book; their text is not.
_OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The book as one article. Raises InputError for one that is damaged, locked or empty."""
    with opened(data, name, "e-book") as package:
        book = _book(package)
        chapters = list(_chapters(package, book, name))
    text = "\n\n".join(chapters)
    if not text.strip():
        why = "it holds no text" + (" but pictures" if book.pictures else "")
        raise InputError(name, why, "check that the book is not empty, or give its text")
    published, unknown = stated(book.first("dc:date"), "the date of the edition")
    long = f"it has more than {_MOST_CHARACTERS} characters; the rest was left out"
    yield Draft(
        text=text[:_MOST_CHARACTERS],
        title=book.first("dc:title"),
        author=book.first("dc:creator"),
        published=published,
        language=book.first("dc:language"),
        warnings=(
            *([long] if len(text) > _MOST_CHARACTERS else []),
            *unknown,
            *unread.pictures({"picture": book.pictures}, 0, text),
        ),
    )


def _book(package: Package) -> _Book:
    """What the book says of itself. Raises Refused for a locked one."""
    container, locks = _Container(), _Locks()
    package.read("META-INF/container.xml", container)
    package.read("META-INF/encryption.xml", locks)
    if locks.of_text:
        raise Refused("it is locked for one reader (DRM)")
    root = container.root or next(n for n in package.names if n.endswith(".opf"))
    book = _Book(posixpath.dirname(root))
    package.read(root, book)
    return book


def _chapters(package: Package, book: _Book, name: str) -> Iterator[str]:
    left = _MOST_CHARACTERS
    for part in book.parts():
        if left > 0 and package.has(part):
            source, _ = html.page_text(package.part(part), f"{name}/{part}")
            if told := html_text.lines(source).strip():
                left -= len(told)
                yield told


class _Container(Reading):
    """Where the book's own description is."""

    vocabularies: ClassVar[dict[str, str]] = {"urn:oasis:names:tc:opendocument:xmlns:container": ""}
    attributed: ClassVar[frozenset[str]] = frozenset({"rootfile"})

    def __init__(self) -> None:
        self.root = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A description; the first is the one."""
        if tag == "rootfile":
            self.root = self.root or attributes.get("full-path", "")


class _Locks(Reading):
    """Whether more than fonts is encrypted."""

    vocabularies: ClassVar[dict[str, str]] = {"http://www.w3.org/2001/04/xmlenc#": ""}
    attributed: ClassVar[frozenset[str]] = frozenset({"EncryptionMethod"})

    def __init__(self) -> None:
        self.of_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """How something is encrypted."""
        if tag == "EncryptionMethod" and attributes.get("Algorithm") not in _OF_FONTS:
            self.of_text = True


class _Book(Reading):
    """The book's title and the like, its parts and their order. folder: where these are."""

    vocabularies: ClassVar[dict[str, str]] = {
        "http://www.idpf.org/2007/opf": "",
        "http://purl.org/dc/elements/1.1/": "dc:",
    }
    attributed: ClassVar[frozenset[str]] = frozenset({"item", "itemref"})

    def __init__(self, folder: str) -> None:
        self.pictures = 0
        self._folder = folder
        self._told: dict[str, str] = {}
        self._here = ""
        self._items: dict[str, str] = {}
        self._order: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A word on the book, a part, or its place."""
        if tag.startswith("dc:"):
            self._here = "" if self.first(tag) else tag
        elif tag == "item":
            kind = attributes.get("media-type", "")
            self.pictures += kind.startswith("image/")
            if "html" in kind and "nav" not in attributes.get("properties", "").split():
                path = posixpath.join(self._folder, unquote(attributes.get("href", "")))
                self._items[attributes.get("id", "")] = posixpath.normpath(path)
        elif tag == "itemref":
            self._order.append(attributes.get("idref", ""))

    def end(self, tag: str) -> None:
        """It ends."""
        self._here = ""

    def text(self, text: str) -> None:
        """What it says."""
        if self._here:
            self._told[self._here] = self._told.get(self._here, "") + text

    def first(self, tag: str) -> str | None:
        """The first that the book says under a name."""
        return " ".join(self._told.get(tag, "").split()) or None

    def parts(self) -> list[str]:
        """The chapters in their order, each once; without one, all parts in that of the list."""
        there = (self._items[key] for key in self._order if key in self._items)
        return list(dict.fromkeys(there)) or list(self._items.values())
