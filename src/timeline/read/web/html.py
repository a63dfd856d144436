"""Web pages: `main_text` finds the article, `page_date` its day, `page_facts` the rest.

The text keeps what a reader sees as structure in a light form: `## ` before a subheading, `> `
before quoted blocks, `- ` before list items, one blank line between blocks. Captions are kept;
a headline that stands outside the main text is put first. A page's `lang` is left alone: it is
the template's as often as the text's, and the text itself tells its language well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from timeline.decode import declared, decode
from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, Found, headed, numbered, or_else
from timeline.read.web import (
    brief_articles,
    html_text,
    main_text,
    page_blocks,
    page_date,
    page_facts,
    page_lines,
)
from timeline.read.web.page_beside import is_named_beside

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
# An article has so many characters in paragraphs of so many, and articles most of their page.
_LEAST = 600
_PARAGRAPH = 60
_SHARE = 0.6
# The time that finding the article takes grows with the square of a page's elements; the longest
# pages of an encyclopedia have as many.
_MOST_ELEMENTS = 30_000
_LARGE = f"the page has more than {_MOST_ELEMENTS} elements; all its text was taken"
# A text in linked data that is so much longer than what the page shows is what it would show.
_FULLER = 2
_ROOT = re.compile(r"<(?:html|body)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's source, metadata and linked data; empty for an article that they aren't of."""

    source: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    linked: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, source: str, tree: Any) -> _Page:
        return cls(source, page_facts.metadata(tree), page_facts.linked_data(tree))


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

    Comments stand beside the article, teasers and cards hold less than an article does; and what
    stands outside the articles is less than they hold.
    """
    if page.count("<article") + page.count("<ARTICLE") < 2:
        return []
    import trafilatura

    tree = _parse(trafilatura, page)
    if tree is None or _is_large(tree):
        return []
    told_of = _Page.of(page, tree)
    if page_facts.is_live(told_of.linked):
        return []
    own = [e for e in tree.iter("article") if _is_apart(e)]
    whole = [e for e in own if _told(e) >= _LEAST or brief_articles.is_one(e)]
    if brief_articles.are_entries(tree, whole):
        return []
    told = sum(_told(e) for e in whole)
    if len(whole) < 2 or told < _SHARE * _told(tree):
        return []
    return list(_drafts(tree, whole, told_of, warnings))


def _drafts(tree: Any, whole: list[Any], page: _Page, warnings: tuple[str, ...]) -> Iterator[Draft]:
    """The articles that elements of a page hold."""
    of_page = page_facts.title(tree, page.meta)
    for element in whole:
        # The page's own metadata is that of the article it is named for.
        named = next((page_facts.text_of(e) for e in element.iter("h1", "h2", "h3")), "")
        own = bool(of_page) and page_facts.same(of_page or "", named)
        part = _page_of(element, tree if own else None)
        with suppress(InputError):
            yield _extract(part, named, page if own else _Page(), "", warnings)


def _is_apart(element: Any) -> bool:
    """Whether an article stands beside or in no other."""
    above = list(element.iterancestors())
    if any(e.tag in ("article", "aside", "footer", "nav") for e in above):
        return False
    return not any(is_named_beside(e) for e in (element, *above[:6]))


def _told(element: Any) -> int:
    """Characters in paragraphs of some length, but for those of articles within it."""
    texts = (page_facts.text_of(p) for p in element.iter("p"))
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

    tree = _parse(trafilatura, page)
    if tree is None:
        raise InputError(name, "it holds no HTML that can be read", "check what was saved")
    return _extract(tree, None, _Page.of(page, tree), name, warnings)


def _extract(
    tree: Any, title: str | None, page: _Page, name: str, warnings: tuple[str, ...]
) -> Draft:
    """The article of a parsed page, which is changed. Raises InputError when it has no text."""
    title = title or page_facts.title(tree, page.meta)
    url = page_facts.address(tree, page.meta, page.source)
    stated = url or page_facts.stated_address(tree, page.meta)
    dated = page_date.published(tree, page.meta, stated, title, len(page.source))
    author = page_facts.author(tree, page.meta, page.linked)
    shown = ""
    if _is_large(tree):
        text = html_text.of_tree(tree)
        warnings = (*warnings, *dated.warnings, _LARGE)
    else:
        shown = _beginning(tree)
        text = _text(tree, title, dated.day, page)
        doubts = page_facts.doubts(text, shown, page.linked, page.source)
        warnings = (*warnings, *dated.warnings, *doubts)
    if not text.strip():
        raise _empty(name, page.source)
    return Draft(
        text=text,
        title=title,
        published=dated.day,
        published_how=dated.how,
        author=author,
        url=url,
        warnings=warnings,
    )


def _text(tree: Any, title: str | None, day: str | None, page: _Page) -> str:
    """The article's text below its headline, "" where there is none."""
    found = main_text.of_page(tree, day)
    text = page_blocks.joined(found)
    body = html_text.lines(page_facts.body(page.linked))
    if len(body) > _FULLER * len(text):
        text, found = body, []  # a program of the page's would have shown it
    if not text.strip() or not title:
        return text
    shown = any(page_facts.same(title, block.text.partition("\n")[0]) for block in found[:6])
    return text if shown else headed(title, text)


def _beginning(tree: Any) -> str:
    """What a page shows, up to a length: where it asks for a subscription it does so early."""
    return " ".join(line.text for line in page_lines.lines(tree, most=2_000))


def _empty(name: str, source: str) -> InputError:
    if page_facts.needs_program(source):
        why = "its text is made by a program (JavaScript) when it is opened"
        return InputError(name, why, "save it from a browser once it is shown, or print it as PDF")
    return InputError(name, "no article text was found in the page", "save the article itself")


def _is_large(tree: Any) -> bool:
    return next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None


def dated(page: str, *, guess: bool = True) -> page_date.Dated:
    """When a page was published, from its source; guess: whether htmldate is asked too."""
    import trafilatura

    tree = _parse(trafilatura, page)
    if tree is None:
        return page_date.Dated()
    meta = page_facts.metadata(tree)
    size = len(page) if guess else page_date.LARGEST + 1
    url = page_facts.address(tree, meta, page) or page_facts.stated_address(tree, meta)
    return page_date.published(tree, meta, url, page_facts.title(tree, meta), size)


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
