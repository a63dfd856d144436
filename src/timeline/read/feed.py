"""Feeds: RSS, Atom and JSON Feed; each item is an article, dated by the item.

XML is read piece by piece, so that a large feed needs no more memory than its largest item. Files
that declare entities are refused: no feed needs them, and bombs are made of them.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.parsers import expat

from timeline.errors import InputError
from timeline.read import html_text
from timeline.read.decode import decode, sound
from timeline.read.draft import Draft, headed, numbered
from timeline.read.published import stated

_PIECE = 1 << 16
_BLANK = b"\xef\xbb\xbf \t\r\n"
_SPACE = " "  # between a namespace and a name, as expat joins them
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PLAIN = frozenset({"", "http://purl.org/rss/1.0/", "http://backend.userland.com/rss2"})

_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,30})""")
# What an element of an item holds.
_FIELDS = {
    "title": "title",
    f"{_ATOM}title": "title",
    "description": "summary",
    f"{_ATOM}summary": "summary",
    f"{_CONTENT}encoded": "text",
    f"{_ATOM}content": "text",
    "pubDate": "published",
    f"{_ATOM}published": "published",
    f"{_ATOM}issued": "published",
    f"{_DUBLIN}date": "stated",
    f"{_TERMS}issued": "stated",
    f"{_TERMS}created": "stated",
    f"{_ATOM}updated": "updated",
    "link": "url",
    "author": "author",
    f"{_DUBLIN}creator": "author",
    f"{_DUBLIN}language": "language",
}
_MARKED = frozenset({"title", "summary", "text"})
_ITEMS = frozenset({"item", f"{_ATOM}entry"})
_ROOTS = frozenset({"rss", "RDF", "feed", f"{_RDF}RDF", f"{_ATOM}feed"})
# More of one item than anyone reads; the rest of it is left, and the article says so.
_LONGEST = 5_000_000
_MAIL_NAME = re.compile(r"[^\s@()]{1,100}@[^\s@()]{1,100}\s*\((.{1,100})\)")
_HINT = "check the file, or save the feed again"


class _RefusedError(Exception):
    """The file declares what no feed needs."""


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The items of the feed in its order; what is damaged ends it with an error."""
    found = False
    for item in numbered(
        _json(data, name) if data.lstrip(_BLANK)[:1] == b"{" else _xml(data, name)
    ):
        found = True
        yield item
    if not found:
        raise InputError(name, "the feed holds no articles", "save it when it has some")


def _draft(fields: dict[str, str]) -> Draft | None:
    """The article of an item's fields, None when it says nothing."""
    title = " ".join(html_text.lines(fields.get("title", "")).split()).removeprefix("## ")
    body = html_text.lines(fields.get("text") or "") or html_text.lines(fields.get("summary") or "")
    if not body.strip():
        return None
    day = next((fields[k] for k in ("published", "stated", "updated") if fields.get(k)), "")
    published, notes = stated(day, "the item's date")
    if "cut" in fields:
        notes = (*notes, f"the item is longer than {_LONGEST} characters; the rest was left")
    writer = " ".join(fields.get("author", "").split())
    if m := _MAIL_NAME.fullmatch(writer):
        writer = m[1]
    return Draft(
        text=headed(title, body),
        title=title or None,
        published=published,
        author=writer or None,
        language=fields.get("language"),
        url=fields.get("url", "").strip() or None,
        warnings=notes,
    )


# -- XML ---------------------------------------------------------------------------------------


def _xml(data: bytes, name: str) -> Iterator[Draft | InputError]:
    items = _Items()
    data, encoding = _insound(data.lstrip(_BLANK), name)
    parser = expat.ParserCreate(encoding, namespace_separator=_SPACE)
    parser.buffer_text = True
    parser.StartElementHandler = items.start
    parser.EndElementHandler = items.end
    parser.CharacterDataHandler = items.data
    parser.DefaultHandler = items.entity
    parser.EntityDeclHandler = _refuse
    # Names of HTML, which careless feeds use undeclared, then come to `entity`; no DTD is read.
    parser.UseForeignDTD(True)
    view = memoryview(data)
    try:
        for at in range(0, len(view) + 1, _PIECE):
            piece = bytes(view[at : at + _PIECE])
            parser.Parse(piece, at + _PIECE > len(view))
            if items.root not in (None, *_ROOTS):
                raise InputError(name, "it is XML, but no feed of RSS or Atom", "leave it out")
            yield from filter(None, map(_draft, items.taken()))
    except _RefusedError:
        yield InputError(name, "it declares XML entities, which are not read", _HINT)
    except expat.ExpatError as e:
        yield from filter(None, map(_draft, items.taken()))
        why = f"the XML is damaged at line {e.lineno} ({expat.ErrorString(e.code)})"
        yield InputError(name, why, _HINT)
    except (LookupError, ValueError) as e:
        yield InputError(name, f"its XML can't be read ({str(e)[:60]})", _HINT)


def _insound(data: bytes, name: str) -> tuple[bytes, str | None]:
    """A feed that is in another encoding than the UTF-8 it claims, in UTF-8."""
    declared = _DECLARED.match(data, 0, 300)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() != b"utf-8"):
        return data, None
    try:
        # Piece by piece, since most are what they say.
        decoder = codecs.getincrementaldecoder("utf-8")()
        for at in range(0, len(data), _PIECE):
            decoder.decode(data[at : at + _PIECE])
    except UnicodeDecodeError:
        return decode(data, name)[0].encode("utf-8"), "utf-8"
    return data, None


def _refuse(*_: object) -> NoReturn:
    raise _RefusedError


class _Items:
    """Collects the fields of items while expat reads; `taken` hands out those complete."""

    def __init__(self) -> None:
        self.root: str | None = None
        self._done: list[dict[str, str]] = []
        self._item: dict[str, list[str]] | None = None
        self._language = ""
        self._depth = 0  # of elements below an item
        self._within = ""  # the element right below the item
        self._field: str | None = None
        self._ends = 0  # the depth of the element that holds the field
        self._literal = False
        self._length = 0  # of the item's text so far

    def taken(self) -> list[dict[str, str]]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        key = _key(tag)
        self.root = self.root or key
        if self._item is None:
            if key in _ITEMS:
                self._item, self._depth, self._field, self._length = {}, 0, None, 0
            return
        self._depth += 1
        if self._field in _MARKED and self._length < _LONGEST:
            self._item[self._field].append(f"<{tag.rpartition(_SPACE)[2]}>")
        elif self._field is None:
            self._open(key, attributes)

    def _open(self, key: str, attributes: dict[str, str]) -> None:
        assert self._item is not None
        if self._depth == 1:
            self._within = key
        if key == f"{_ATOM}link":
            if attributes.get("rel", "alternate") == "alternate" and attributes.get("href"):
                self._item.setdefault("url", [attributes["href"]])
            return
        named = key == f"{_ATOM}name" and self._within == f"{_ATOM}author"
        field = "author" if named else _FIELDS.get(key)
        # What stands deeper is of the item's source, its media, its comments.
        if field is None or field in self._item or self._depth > 1 + named:
            return
        self._item[field] = []
        self._field, self._ends = field, self._depth
        self._literal = attributes.get("type", "") in ("text", "text/plain")

    def data(self, text: str) -> None:
        if self._item is not None and self._field is not None:
            if self._literal and self._field in _MARKED:
                text = html.escape(text)
            self._length += len(text)
            if self._length > _LONGEST:
                self._item["cut"] = []
            else:
                self._item[self._field].append(text)

    def entity(self, text: str) -> None:
        if text[:1] == "&" and text[-1:] == ";":
            self.data(html.unescape(text))

    def end(self, tag: str) -> None:
        if self._item is None:
            return
        if self._depth == 0:
            self._done.append({k: "".join(v) for k, v in self._item.items()})
            self._item = None
            return
        if self._field is not None:
            if self._depth == self._ends:
                self._field = None
            elif self._field in _MARKED:
                self._item[self._field].append(f"</{tag.rpartition(_SPACE)[2]}>")
        self._depth -= 1


def _key(tag: str) -> str:
    space, _, local = tag.rpartition(_SPACE)
    return local if space in _PLAIN else f"{space}{local}"


# -- JSON --------------------------------------------------------------------------------------


def _json(data: bytes, name: str) -> Iterator[Draft | InputError]:
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as e:
        raise InputError(name, "the JSON of the feed is damaged", _HINT) from e
    if not isinstance(value, dict):
        raise InputError(name, "its JSON is no feed", _HINT)
    items = value.get("items")
    language = value.get("language")
    for item in items if isinstance(items, list) else []:
        draft = _draft(_fields(item, language)) if isinstance(item, dict) else None
        if draft is not None:
            yield draft


def _fields(item: dict[str, Any], language: object) -> dict[str, str]:
    """An item of a JSON Feed under the names of the fields above."""
    told: dict[str, object] = {
        "title": item.get("title"),
        "text": item.get("content_html") or _escaped(item.get("content_text")),
        "summary": _escaped(item.get("summary")),
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "url": item.get("url"),
        "language": item.get("language") or language,
    }
    authors = item.get("authors") or [item.get("author")]
    if isinstance(authors, list) and authors and isinstance(authors[0], dict):
        told["author"] = authors[0].get("name")
    return {k: sound(v) for k, v in told.items() if isinstance(v, str)}


def _escaped(value: object) -> str | None:
    """Plain text as paragraphs of HTML."""
    if not isinstance(value, str):
        return None
    return "<pre>" + html.escape(value) + "</pre>"
