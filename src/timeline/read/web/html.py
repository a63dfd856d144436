"""Web pages: trafilatura finds the main text, `page_date` the day of publication.

The text keeps what a reader sees as structure in a light form: `## ` before a subheading, `> `
before quoted blocks, `- ` before list items, one blank line between blocks. Captions are kept;
a headline that stands outside the main text is put first. A page's `lang` is left alone: it is
the template's as often as the text's, and the text itself tells its language well.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from itertools import islice
from typing import Any

from timeline.decode import declared, decode
from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, Found, numbered, or_else
from timeline.read.web import html_text, page_date

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
# An article has so many characters in paragraphs of so many, and articles most of their page.
_LEAST = 600
_PARAGRAPH = 60
_SHARE = 0.6
_BESIDE = re.compile(r"comment|respond|related|recommend|teaser|sidebar|promo", re.I)
# The time that finding the article takes grows with the square of a page's elements; the longest
# pages of an encyclopedia have as many.
_MOST_ELEMENTS = 30_000
# No headline is longer, and no page has so many.
_LONGEST_TITLE, _MOST_HEADS = 1_000, 50
_ROOT = re.compile(r"<(?:html|body)\b", re.I)
_NOTE = re.compile(r"\s*\[?\(?\d{1,3}\)?\]?\s*")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The page as one article; the articles of a press archive's export, or of a page of many."""
    text, warnings = page_text(data, name)
    exported = list(press.split(html_text.lines(text))) if press.may_hold(text) else []
    several = exported or _whole_articles(text, warnings)
    yield from numbered(or_else(several, partial(extract, text, name, warnings)))


def page_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The page's source as text: by its own `charset` where that holds, else as any text."""
    found = _CHARSET.search(data, 0, 4096)
    if found and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return declared(data, found[1].decode("ascii"), name, wide=False)
    return decode(data, name)


def _whole_articles(page: str, warnings: tuple[str, ...]) -> list[Draft]:
    """The articles of a page that prints several whole ones, else none.

    Teasers, comments and cards are too short or stand beside the article to be of them; and what
    stands outside the articles is less than they hold.
    """
    if page.count("<article") + page.count("<ARTICLE") < 2:
        return []
    import trafilatura

    tree = _parse(trafilatura, page)
    if tree is None or _is_large(tree):
        return []
    whole = [e for e in tree.iter("article") if _is_whole(e)]
    told = sum(_told(e) for e in whole)
    if len(whole) < 2 or told < _SHARE * _told(tree):
        return []
    meta = _metadata(tree)
    of_page = _title(tree, meta)
    drafts = []
    for element in whole:
        # The page's own metadata is that of the article it is named for.
        named = next((_inline(e) for e in element.iter("h1", "h2", "h3")), "")
        own = bool(of_page) and _same(of_page or "", named)
        part = _page_of(element, tree if own else None)
        try:
            drafts.append(_extract(part, named, meta if own else {}, "", warnings))
        except InputError:
            continue
    return drafts


def _is_whole(element: Any) -> bool:
    above = list(element.iterancestors())
    if any(e.tag in ("article", "aside", "footer", "nav") for e in above):
        return False
    marks = " ".join(
        f"{e.get('class') or ''} {e.get('id') or ''}"[:300] for e in (element, *above[:6])
    )
    return not _BESIDE.search(marks) and _told(element) >= _LEAST


def _told(element: Any) -> int:
    """Characters in paragraphs of some length, but for those of articles within it."""
    texts = (_inline(p) for p in element.iter("p"))
    return sum(len(text) for text in texts if len(text) >= _PARAGRAPH)


def _page_of(element: Any, page: Any) -> Any:
    """A page that holds but one article, with the head of the page it comes from, if given."""
    import lxml.html

    root = lxml.html.Element("html")
    head = page.find("head") if page is not None else None
    if head is not None:
        root.append(deepcopy(head))
    body = lxml.html.Element("body")
    root.append(body)
    own = deepcopy(element)
    own.tail = None
    # Its heading, of the second level on a page of many, is the headline here.
    heading = next(own.iter("h1", "h2", "h3"), None)
    if heading is not None:
        heading.tag = "h1"
    body.append(own)
    return root


def extract(page: str, name: str, warnings: tuple[str, ...] = ()) -> Draft:
    """Main text and metadata of a page. Raises InputError when there is none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = _parse(trafilatura, page)
    if tree is None:
        raise InputError(name, "it holds no HTML that can be read", "check what was saved")
    return _extract(tree, None, _metadata(tree), name, warnings, size=len(page))


def _extract(
    tree: Any,
    title: str | None,
    meta: dict[str, str],
    name: str,
    warnings: tuple[str, ...],
    size: int = 0,
) -> Draft:
    """The article of a parsed page, which is changed. Raises InputError when it has no text."""
    import trafilatura

    title, url = title or _title(tree, meta), _url(tree, meta)
    dated = page_date.published(tree, meta, url, title, size)
    if _is_large(tree):
        return _all_of(tree, title, url, dated, name, warnings)
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
    return Draft(
        text="\n\n".join(blocks),
        title=title,
        published=dated.day,
        published_how=dated.how,
        url=url,
        warnings=(*warnings, *dated.warnings),
    )


def _is_large(tree: Any) -> bool:
    return next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None


def _all_of(
    tree: Any,
    title: str | None,
    url: str | None,
    dated: page_date.Dated,
    name: str,
    warnings: tuple[str, ...],
) -> Draft:
    """A page too large to be judged: all its text."""
    text = html_text.of_tree(tree)
    if not text.strip():
        raise InputError(name, "no text was found in the page", "save the article itself")
    why = f"the page has more than {_MOST_ELEMENTS} elements; all its text was taken"
    return Draft(
        text=text,
        title=title,
        published=dated.day,
        published_how=dated.how,
        url=url,
        warnings=(*warnings, *dated.warnings, why),
    )


def dated(page: str, *, guess: bool = True) -> page_date.Dated:
    """When a page was published, from its source; guess: whether htmldate is asked too."""
    import trafilatura

    tree = _parse(trafilatura, page)
    if tree is None:
        return page_date.Dated()
    meta = _metadata(tree)
    size = len(page) if guess else page_date.LARGEST + 1
    return page_date.published(tree, meta, _url(tree, meta), _title(tree, meta), size)


def _parse(trafilatura: Any, page: str) -> Any:
    # lxml refuses text that states its bytes' encoding, and control characters in it.
    page = html_text.bounded(_CONTROL.sub(" ", _DECLARATION.sub("", page, count=1)))
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


def _title(tree: Any, meta: dict[str, str]) -> str | None:
    heads = [_inline(e) for e in islice(tree.iter("h1"), _MOST_HEADS)]
    heads = [h for h in heads if h]
    stated = (meta.get("og:title") or meta.get("twitter:title") or "")[:_LONGEST_TITLE]
    if stated:
        # Pages add their own name to it; the heading of the page does not.
        return next((h for h in heads if _same(h, stated)), stated)
    if heads:
        return heads[0]
    element = next(tree.iter("title"), None)
    text = _inline(element) if element is not None else ""
    return re.split(r"\s[|–—·]\s", text, maxsplit=1)[0].strip() or None


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
        if element.tag == "lb":
            continue
        yield from filter(None, _SHOWN.get(element.tag, _paragraphs)(element))
        if tail := _squeeze(element.tail or ""):
            yield tail


def _heading(element: Any) -> Iterator[str]:
    text = _inline(element)
    level = (element.get("rend") or "h2")[-1:]
    yield text if level == "1" or not text else f"## {text}"


def _quotation(element: Any) -> Iterator[str]:
    for text in list(_blocks(element)) or [_inline(element)]:
        yield "\n".join(f"> {line}" for line in text.split("\n") if text)


def _list(element: Any) -> Iterator[str]:
    items = (_inline(item) for item in element.iter("item"))
    yield "\n".join(f"- {item}" for item in items if item)


def _table(element: Any) -> Iterator[str]:
    rows = ([_inline(cell) for cell in row.iter("cell")] for row in element.iter("row"))
    yield "\n".join("| " + " | ".join(row) + " |" for row in rows if any(row))


def _paragraphs(element: Any) -> Iterator[str]:
    """A paragraph; a line break ends a line, two of them a paragraph."""
    text = _inline(element, breaks=True)
    for part in re.split(r"\n[ \t]*\n\s*", text):
        if part.strip():
            yield part.strip()


_SHOWN = {"head": _heading, "quote": _quotation, "list": _list, "table": _table}


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
