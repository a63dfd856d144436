"""What a page says of itself: its title, address and writer; and what it doesn't show."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from timeline.read import labels
from timeline.read.web.html_text import said, walk

# No headline is longer, and no page has so many.
_LONGEST_TITLE, _MOST_HEADS = 1_000, 50
_SEPARATOR = re.compile(r"\s[|–—·»-]\s")
# Browsers and their extensions write where a page was saved from.
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|page saved with singlefile\s+url:\s*)(https?://[^\s<>\"]{3,2000})",
    re.I,
)
_HEAD = 20_000
_MOST_LINKED, _LARGEST_LINKED = 60, 2_000_000
_LONGEST_NAME = 120
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|author|auteurs?)(?:[_-]+name)?(?=$|\s)", re.I)
_NAMED = re.compile(r"(?:authors?|auteurs?)\s*:\s*", re.I)
_FEW = 5  # words of a name, or elements that one is in
# A text of fewer characters is a beginning; a page of so little text shows hardly anything.
_SHORT, _HARDLY = 2_000, 250
_PROGRAM = re.compile(
    r"<div[^>]{0,99}\bid=[\"']?(?:root|app|__next|__nuxt|main-app)\b[^>]{0,99}>\s{0,99}</div>", re.I
)
_SCRIPTLESS = re.compile(r"<noscript\b[^>]{0,99}>(.{0,600}?)</noscript", re.I | re.S)
_SEARCHED = 2_000_000
_WRITERS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "citation_author", "byl",
)  # fmt: skip


def metadata(tree: Any) -> dict[str, str]:
    """Content of the page's meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def title(tree: Any, meta: dict[str, str]) -> str | None:
    """The headline: the heading that the page's title names, else what it is called."""
    heads = [text_of(e) for e in islice(tree.iter("h1"), _MOST_HEADS)]
    heads = [h for h in heads if h and len(h) <= _LONGEST_TITLE]
    stated = (meta.get("og:title") or meta.get("twitter:title") or "")[:_LONGEST_TITLE]
    if stated:
        # Pages add their own name to it; the heading of the page does not.
        return next((h for h in heads if same(h, stated)), stated)
    parts = _parts(tree)
    if len(parts) > 1:
        # On some sites the first heading is the site's name.
        site = {part.casefold() for part in (*parts[1:], meta.get("og:site_name", ""))}
        heads = [h for h in heads if h.casefold() not in site]
    return next(iter([*heads, *parts]), None)


def _parts(tree: Any) -> list[str]:
    """What the page is called: the headline, and often the names of its section and its site."""
    element = next(tree.iter("title"), None)
    called = "" if element is None else text_of(element)[:_LONGEST_TITLE]
    return [part.strip() for part in _SEPARATOR.split(called) if part.strip()]


def address(tree: Any, meta: dict[str, str], source: str = "") -> str | None:
    """Where the page is on the web, whole: by its canonical link, its metadata, or who saved it."""
    saved = _SAVED.search(source, 0, _HEAD)
    base = [e.get("href") for e in tree.iter("base")][:1]
    places = [meta.get("og:url"), saved and html.unescape(saved[1])]
    own = next(filter(None, map(absolute, [*places, *base])), None)
    canonical = _canonical(tree)
    found = [absolute(canonical, own), *map(absolute, places)]
    known = [url for url in found if url]
    # That of a front page is a mistake of the site's where another is known.
    return next((url for url in known if urlsplit(url).path.strip("/")), next(iter(known), None))


def stated_address(tree: Any, meta: dict[str, str]) -> str | None:
    """The address as the page states it, whole or not: it may hold a day."""
    return _canonical(tree) or meta.get("og:url")


def _canonical(tree: Any) -> str | None:
    links = (e for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical")
    return next((e.get("href") for e in links if e.get("href")), None)


def absolute(url: object, base: str | None = None) -> str | None:
    """An address of the web as a whole one, None for what is none. base: what it is relative to."""
    if not isinstance(url, str) or not url.strip():
        return None
    try:
        whole = urljoin(base, url.strip()) if base and "://" in base else url.strip()
        if whole.startswith("//"):
            whole = f"https:{whole}"
        parts = urlsplit(whole)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", whole)
    return whole if good and len(whole) <= 2_000 else None


def linked_data(tree: Any) -> list[dict[str, Any]]:
    """The records of a page's linked data, those in lists and graphs too; broken ones left out."""
    found: list[dict[str, Any]] = []
    scripts = (e for e in tree.iter("script") if "ld+json" in (e.get("type") or ""))
    for element in islice(scripts, _MOST_LINKED):
        source = element.text or ""
        if len(source) > _LARGEST_LINKED:
            continue
        try:
            queue: list[object] = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        for value in queue:  # grows as it is read
            if isinstance(value, list):
                queue.extend(value[:_MOST_LINKED])
            elif isinstance(value, dict):
                found.append(value)
                queue.extend(v for v in (value.get("@graph"), value.get("mainEntity")) if v)
            if len(found) > _MOST_LINKED:
                break
    return found


def is_article(record: dict[str, Any]) -> bool:
    """Whether a record of linked data is of an article."""
    return bool(re.search(r"Article|Posting|Report\b", str(record.get("@type", ""))))


def author(tree: Any, meta: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    """Who wrote the page, as its linked data, its metadata or its byline names them."""
    for record in filter(is_article, linked):
        names = list(dict.fromkeys(_names(record.get("author"))))
        if names:
            return ", ".join(names[:10])
    told = (_writer(meta.get(key, "")) for key in _WRITERS)
    return next(filter(None, told), None) or _byline(tree)


def _writer(told: str) -> str | None:
    """A name without "by", None for an address, or what is too long for one."""
    told = " ".join(told.split())
    by = labels.pattern("press", "by").match(told) or _NAMED.match(told)
    told = told[by.end() :] if by else told
    if not told or len(told) > _LONGEST_NAME or re.search(r"https?://|www\.|@", told):
        return None
    return told


def _byline(tree: Any) -> str | None:
    """The first link that says it is to the author, or element of that name, if it is a name."""
    for element in islice((e for e in tree.iter("a", "span", "p", "div") if _is_byline(e)), 5):
        told = _writer(text_of(element)) if len(element) < _FEW else None
        if told and len(told.split()) <= _FEW and not re.search(r"\d", told):
            return told
    return None


def _is_byline(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('itemprop') or ''}"[:200]
    return element.get("rel") == "author" or bool(_BYLINE.search(named))


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and 0 < len(name.strip()) <= _LONGEST_NAME and "://" not in name:
            yield " ".join(name.split())


def body(linked: list[dict[str, Any]]) -> str:
    """The text of the article in the page's linked data, "" where there is none."""
    told = (r.get("articleBody") for r in linked if is_article(r))
    return max((t for t in told if isinstance(t, str)), key=len, default="")


def is_live(linked: list[dict[str, Any]]) -> bool:
    """Whether the page is followed live: its entries are parts of one article."""
    return any("LiveBlog" in str(record.get("@type", "")) for record in linked)


def needs_program(source: str) -> bool:
    """Whether a page seems to be filled by a program that runs in the browser."""
    if _PROGRAM.search(source):
        return True
    # By what it says to those who have none.
    told = islice(_SCRIPTLESS.finditer(source, 0, _SEARCHED), 20)
    return any(labels.pattern("page", "scripted").search(m[1]) for m in told)


def doubts(text: str, shown: str, linked: list[dict[str, Any]], source: str) -> Iterator[str]:
    """What to tell of a page whose text isn't all there. text: that of the article; shown: of the
    page, whatever it is."""
    closed = any(str(r.get("isAccessibleForFree", "")).casefold() == "false" for r in linked)
    if len(text) < _SHORT and (closed or labels.pattern("page", "paid").search(shown)):
        yield "the page shows only the beginning of its article: the rest is for subscribers"
    elif len(text) < _HARDLY and needs_program(source):
        yield "the page shows hardly any text without JavaScript: save it from a browser, as PDF"


def text_of(element: Any) -> str:
    """The text of an element in one line."""
    parts: list[str] = []
    for what, piece in walk(element, frozenset({"script", "style"})):
        if what == "open":
            parts.append(" " if piece.tag == "br" else "")
        elif what != "close":
            parts.append(said(what, piece))
    return " ".join("".join(parts).split())


def same(a: str, b: str) -> bool:
    """Equal but for case, spacing and a site's name at the end or the beginning."""
    x, y = (re.sub(r"\W+", " ", t).strip().casefold() for t in (a, b))
    short, long = sorted((x, y), key=len)
    return bool(short) and (
        x == y or (len(short) > 15 and (long.startswith(short) or long.endswith(f" {short}")))
    )
