"""Feeds: RSS, Atom and JSON Feed; each item is an article, dated by the item.

XML is read item by item, and nothing of an item is kept once it is an article. Files that declare
entities are refused: no feed needs them, and bombs are made of them.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.decode import sound
from timeline.errors import InputError
from timeline.read.draft import Draft, Found, headed, numbered
from timeline.read.published import stated
from timeline.read.web import html_text, page_facts
from timeline.read.xml.source import BLANK, damage, refuse_entities, source

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# Namespaces in which elements go by their bare names.
_PLAIN = re.compile(r"\{http://(?:purl\.org/rss/1\.0/|backend\.userland\.com/rss2)\}")

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
    "guid": "id",
    f"{_ATOM}id": "id",
    "author": "author",
    f"{_DUBLIN}creator": "author",
    f"{_ATOM}author": "author",
    f"{_DUBLIN}language": "language",
}
_TAGS = re.compile(r"</[a-z]|<(?:br|p|img|hr)\b", re.I)
_MARKED = frozenset({"title", "summary", "text"})
_ITEMS = frozenset({"item", f"{_ATOM}entry"})
_ROOTS = frozenset({"rss", "RDF", "feed", f"{_RDF}RDF", f"{_ATOM}feed"})
# More of one item than anyone reads; the rest of it is left, and the article says so.
_LONGEST = 5_000_000
_MAIL_NAME = re.compile(r"[^\s@()]{1,100}@[^\s@()]{1,100}\s*\((.{1,100})\)")
_HINT = "check the file, or save the feed again"


def read(data: bytes, name: str) -> Iterator[Found]:
    """The items of the feed in its order; what is damaged ends it with an error."""
    found = False
    for item in numbered(_json(data, name) if data.lstrip(BLANK)[:1] == b"{" else _xml(data, name)):
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
        url=page_facts.absolute(fields.get("url")) or page_facts.absolute(fields.get("id")),
        warnings=notes,
    )


# -- XML ---------------------------------------------------------------------------------------


def _xml(data: bytes, name: str) -> Iterator[Found]:
    from lxml import etree

    held = io.BytesIO(source(data, name))
    items = etree.iterparse(held, events=("start", "end"), encoding="utf-8", resolve_entities=False)
    item: Any = None
    try:
        for event, element in items:
            if element.getparent() is None and event == "start":
                if _key(element) not in _ROOTS:
                    raise InputError(name, "it is XML, but no feed of RSS or Atom", "leave it out")
                refuse_entities(element, name, _HINT)
            elif event == "start" and item is None and _key(element) in _ITEMS:
                item = element
            elif event == "end" and element is item:
                yield from filter(None, [_draft(_of_element(item))])
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    element.getparent().remove(element.getprevious())
                item = None
    except etree.XMLSyntaxError as e:
        yield damage(e, name, _HINT)


def _key(element: Any) -> str:
    """An element's name, with its namespace where that says what it is; "" of a comment."""
    return _PLAIN.sub("", element.tag) if isinstance(element.tag, str) else ""


def _of_element(item: Any) -> dict[str, str]:
    """What the fields of an item hold; what stands deeper is of its source, media or comments."""
    found: dict[str, str] = {}
    for element in item:
        key = _key(element)
        if key == f"{_ATOM}link":
            if element.get("rel", "alternate") == "alternate" and element.get("href"):
                # lxml's `base` is what xml:base says there, else the file's name.
                url = page_facts.absolute(element.get("href"), element.base)
                found.setdefault("url", url or "")
        elif key == "guid" and element.get("isPermaLink", "true") != "true":
            continue
        elif (field := _FIELDS.get(key)) and field not in found:
            told = _markup(element) if field in _MARKED else _plain(element, key)
            if len(told) > _LONGEST:
                found["cut"] = ""
            found[field] = told[:_LONGEST]
    return found


def _plain(element: Any, key: str) -> str:
    if key == f"{_ATOM}author":
        return element.findtext(f"{_ATOM}name") or ""
    return "".join(element.itertext())


def _plain_text(element: Any) -> str | None:
    """An element that holds plain text, as HTML; "" of a picture or a file, None of HTML."""
    kind = element.get("type", "").partition(";")[0].strip().lower()
    if "/" in kind and not kind.endswith(("html", "xhtml+xml", "/plain")):
        return ""
    told = "".join(element.itertext())
    if kind in ("text", "text/plain"):
        return _escaped(told)
    unsaid = not kind and not len(element) and element.tag.startswith(_ATOM)
    return _escaped(told) if unsaid and not _TAGS.search(told) else None


def _markup(element: Any) -> str:
    """HTML, as text of the element or as elements in it; plain text as HTML; "" of anything else.

    What Atom holds is plain text where it doesn't say what it is, unless there are tags in it.
    """
    from lxml import etree

    plain = _plain_text(element)
    if plain is not None:
        return plain
    for inner in element.iterdescendants(etree.Element):
        # A prefix that is declared nowhere is part of the name.
        inner.tag = inner.tag.rpartition("}")[2].rpartition(":")[2] or "x"
    if not len(element):
        return element.text or ""
    # One by one, each would declare all the namespaces that are known there.
    whole = etree.tostring(element, encoding="unicode", with_tail=False)
    begins = whole.index("<", 1)  # no other may stand in a tag or in text
    return f"{element.text or ''}{whole[begins : whole.rindex('<')]}"


# -- JSON --------------------------------------------------------------------------------------


def _json(data: bytes, name: str) -> Iterator[Found]:
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
        "url": item.get("url") or item.get("external_url"),
        "id": item.get("id"),
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
