"""Web pages: trafilatura finds the main text; dates come from the page's own metadata only.

The text keeps what a reader sees as structure in a light form: `## ` before a subheading, `> `
before quoted blocks, `- ` before list items, one blank line between blocks. Captions are kept;
a headline that stands outside the main text is put first. A page's `lang` is left alone: it is
the template's as often as the text's, and the text itself tells its language well.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from timeline.errors import InputError
from timeline.read import fragment, press
from timeline.read.decode import decode
from timeline.read.draft import Draft, numbered
from timeline.read.published import from_url, from_value

# Names under which pages state when they were published, the most trustworthy first. Times of
# modification are no publication dates.
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
    "publication_date", "publication-date", "publish-date", "publishdate", "publish_date",
    "pubdate", "pub_date", "article.published", "date",
)  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_ROOT = re.compile(r"<(?:html|body)\b", re.I)
_NOTE = re.compile(r"\s*\[?\(?\d{1,3}\)?\]?\s*")


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The page as one article, or the articles of a press archive's export."""
    text, warnings = page_text(data, name)
    exported = list(numbered(press.split(fragment.lines(text)))) if press.may_hold(text) else []
    yield from exported or [extract(text, name, warnings)]


def page_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The page's source as text: by its own `charset` where that holds, else as any text."""
    declared = _CHARSET.search(data, 0, 4096)
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii")).replace("\r\n", "\n"), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def extract(page: str, name: str, warnings: tuple[str, ...] = ()) -> Draft:
    """Main text and metadata of a page. Raises InputError when there is none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = _parse(trafilatura, page)
    if tree is None:
        raise InputError(name, "it holds no HTML that can be read", "check what was saved")
    meta = _metadata(tree)
    title = _title(tree, meta)
    _prepare(tree)
    found: Any = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        include_formatting=True,
    )
    blocks = list(_blocks(found.body)) if found is not None and found.body is not None else []
    if not any(block.strip() for block in blocks):
        raise InputError(name, "no article text was found in the page", "save the article itself")
    if title and not any(_same(title, block) for block in blocks[:6]):
        blocks.insert(0, title)
    published = _published(tree, meta)
    return Draft(
        text="\n\n".join(blocks),
        title=title,
        published=published,
        published_how="metadata" if published else "unknown",
        url=_url(tree, meta),
        warnings=warnings,
    )


def _parse(trafilatura: Any, page: str) -> Any:
    # lxml refuses text that states its bytes' encoding, and control characters in it.
    page = _CONTROL.sub(" ", _DECLARATION.sub("", page, count=1))
    if not page.strip():
        return None
    if not _ROOT.search(page, 0, 20_000):
        page = f"<html><body>{page}</body></html>"
    try:
        return trafilatura.load_html(page)
    except (ValueError, RecursionError):
        return None


def _metadata(tree: Any) -> dict[str, str]:
    """Content of the page's meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _published(tree: Any, meta: dict[str, str]) -> str | None:
    for key in _META:
        if key in meta and (found := from_value(meta[key])):
            return found
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "") and (found := _linked(element.text or "")):
            return found
    for element in tree.iter("time", "span", "div", "p"):
        stated = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        value = element.get("datetime") or element.get("content")
        if stated and value and (found := from_value(value)):
            return found
    # A <time> at the head of the article, marked as the publication by its class.
    for element in tree.iter("time"):
        marks = f"{element.get('class') or ''} {(element.getparent().get('class') or '')}".lower()
        if re.search(r"publi|posted|entry-date|dateline", marks) and "updat" not in marks:
            found = from_value(element.get("datetime"))
            if found:
                return found
    return from_url(_url(tree, meta) or "")


def _linked(source: str) -> str | None:
    """datePublished in a block of linked data: of an article, else of the page."""
    try:
        queue: list[object] = [json.loads(source)]
    except (ValueError, RecursionError):
        return None
    page: str | None = None
    for value in queue:  # grows as it is read
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            kind = str(value.get("@type", ""))
            found = from_value(value.get("datePublished"))
            if found and re.search(r"Article|Posting|Report", kind):
                return found
            page = page or (found if "WebPage" in kind else None)
            queue.extend(v for v in (value.get("@graph"), value.get("mainEntity")) if v)
    return page


def _title(tree: Any, meta: dict[str, str]) -> str | None:
    heads = [_inline(e) for e in tree.iter("h1")]
    heads = [h for h in heads if h]
    stated = meta.get("og:title") or meta.get("twitter:title")
    if stated:
        # Pages add their own name to it; the heading of the page does not.
        return next((h for h in heads if _same(h, stated)), stated)
    if heads:
        return heads[0]
    element = next(tree.iter("title"), None)
    text = _inline(element) if element is not None else ""
    return re.split(r"\s+[|–—·]\s+", text)[0] or None


def _url(tree: Any, meta: dict[str, str]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            return str(element.get("href"))
    return meta.get("og:url")


def _prepare(tree: Any) -> None:
    """Make captions plain paragraphs, which extraction keeps, and drop footnote marks."""
    for element in tree.iter("figure"):
        element.tag = "div"
    for element in tree.iter("figcaption"):
        element.tag = "p"
    for element in list(tree.iter("sup")):
        if _NOTE.fullmatch(_inline(element)) and element.getparent() is not None:
            for child in list(element):
                element.remove(child)
            element.text = ""


def _blocks(body: Any) -> Iterator[str]:
    """The extracted tree as blocks of text, in reading order."""
    for element in body:
        tag = element.tag
        if tag == "head":
            text = _inline(element)
            level = (element.get("rend") or "h2")[-1:]
            if text:
                yield text if level == "1" else f"## {text}"
        elif tag == "quote":
            inner = list(_blocks(element)) if len(element) else []
            for text in inner or [_inline(element)]:
                if text:
                    yield "\n".join(f"> {line}" for line in text.split("\n"))
        elif tag == "list":
            items = [_inline(item) for item in element.iter("item")]
            yield "\n".join(f"- {item}" for item in items if item)
        elif tag == "table":
            rows = ([_inline(cell) for cell in row.iter("cell")] for row in element.iter("row"))
            yield "\n".join("| " + " | ".join(row) + " |" for row in rows if any(row))
        elif tag == "lb":
            continue
        else:
            yield from _paragraphs(element)
        if tail := _squeeze(element.tail or ""):
            yield tail


def _paragraphs(element: Any) -> Iterator[str]:
    """A paragraph; a line break ends a line, two of them a paragraph."""
    text = _inline(element, breaks=True)
    for part in re.split(r"\n[ \t]*\n\s*", text):
        if part.strip():
            yield part.strip()


def _inline(element: Any, *, breaks: bool = False) -> str:
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\x00")
        elif isinstance(child.tag, str):
            parts.append(_inline(child, breaks=breaks).replace("\n", "\x00"))
        parts.append(child.tail or "")
    lines = [_squeeze(part) for part in "".join(parts).split("\x00")]
    return ("\n" if breaks else " ").join(lines).strip()


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _same(a: str, b: str) -> bool:
    """Equal but for case, spacing and a site's name at the end."""
    x, y = (re.sub(r"\W+", " ", t).strip().casefold() for t in (a, b))
    short, long = sorted((x, y), key=len)
    return bool(short) and (x == y or (len(short) > 15 and long.startswith(short)))
