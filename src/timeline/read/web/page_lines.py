"""A page's lines as they are seen, with where they stand: what a date line is sought among."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from timeline.read.web.html_text import said, walk
from timeline.read.web.page_blocks import tables_of_data

_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "table", "br", "hr",
    "section", "article", "header", "footer", "aside", "nav", "main", "figure", "figcaption",
    "blockquote", "dl", "dt", "dd", "address", "pre", "form", "td", "th", "body", "center",
})  # fmt: skip
_SILENT = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "iframe", "select", "button",
})  # fmt: skip
_ASIDE = frozenset({"nav", "aside", "figcaption", "figure", "form", "blockquote"})
# A page may part a day from an hour by nothing but its style.
_APART = frozenset({"span", "time", "abbr"})
_LONGEST = 1_000
_MOST_TIMES = 20
# A cell of so many characters holds more than what one row tells.
_ARTICLE = 400
# Paragraphs of some length, so many of them and so deep in the page, tell where its text is.
_SOME, _SAMPLED, _NESTED = 60, 2_000, 60
# Words of class names and ids under which other things than the article stand.
_OTHER = re.compile(
    r"(?:^|[-_\s])(?:comments?|commentlist|respond|related|sidebar|widgets?|teasers?|promos?|"
    r"recommend\w*|recirc\w*|popular|newsletters?|menu|breadcrumbs?|similar|trending|carousel|"
    r"most-?read|latest|site-footer|page-footer|footer|cookie\w*|copyright|read-?also|"
    r"lire-?aussi|voir-?aussi|a-lire|suggest\w*|prev(?:ious)?|next|pager|pagination|upcoming|"
    r"agenda|events?-list|archives?|calendar)(?=$|[-_\s])",
    re.I,
)


@dataclass(slots=True)
class Line:
    """One line. level: of a heading, 0 for none. other: it stands beside the article, not in it.
    row: it stands in a table of data.

    times: what the machine-readable times in it say, and how much of the line stands before each.
    marks: class names and ids of the elements that hold all of it.
    """

    text: str
    level: int
    other: bool
    times: list[tuple[int, str]] = field(default_factory=list)
    marks: str = ""
    row: bool = False


def lines(tree: Any, *, most: int = 20_000) -> list[Line]:
    """The lines of a parsed page, not more than `most`; the tree is left as it is. Linear."""
    kept = holders(tree)
    data = {table for table in tables_of_data(tree) if not _holds_article(table)}
    seen = _Lines()
    beside: list[Any] = []
    table: Any = None
    for what, element in walk(tree, _SILENT):
        if what == "open":
            if element not in kept and is_other(element):
                beside.append(element)
            seen.open(element, other=bool(beside))
            if table is None and element in data:
                table, seen.row = element, True
        elif what == "close":
            seen.close(element)
            if element is table:
                table, seen.row = None, False
            if beside and beside[-1] is element:
                beside.pop()
        else:
            seen.other = bool(beside)
            seen.write(said(what, element))
        if len(seen.done) >= most:
            break
    seen.end()
    return seen.done


def _holds_article(table: Any) -> bool:
    """Whether a cell holds most of a table, and paragraphs: it lays out a page."""
    cells = [sum(map(len, cell.itertext())) for cell in table.iter("td", "th")]
    longest = max(cells, default=0)
    return longest > _ARTICLE and 2 * longest > sum(cells)


def is_other(element: Any) -> bool:
    """Whether an element holds what stands beside an article, by its name or its class."""
    if element.tag in _ASIDE:
        return True
    if element.tag == "footer":
        return not any(above.tag == "article" for above in element.iterancestors())
    if element.tag in ("body", "html", "main", "time", "span"):
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(marks) > 1 and bool(_OTHER.search(marks[:400]))


def holders(tree: Any) -> set[Any]:
    """The elements that hold the page's headline or most of its text, whatever they are called.

    None of them stands beside the article.
    """
    held: set[Any] = set()
    for heading in tree.iter("h1"):
        for above in heading.iterancestors():
            if above in held:
                break
            held.add(above)
    amounts: dict[Any, int] = {}
    whole = 0
    for paragraph in islice(tree.iter("p"), _SAMPLED):
        length = len(paragraph.text or "")
        if length >= _SOME:
            whole += length
            for above in islice(paragraph.iterancestors(), _NESTED):
                amounts[above] = amounts.get(above, 0) + length
    held.update(element for element, amount in amounts.items() if amount * 2 > whole)
    return held


class _Lines:
    """Lines as they grow while the tree is walked."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self.other = self.row = False
        self._parts: list[str] = []
        self._length = 0
        self._times: list[tuple[int, str]] = []
        self._level = 0
        self._marks: list[str] = []
        self._named = False

    def write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def open(self, element: Any, *, other: bool) -> None:
        tag = element.tag
        if tag in _BLOCKS and not (tag in ("td", "dd") and self._named):
            self.end()
        self._named = False
        self.other = other
        if tag in ("h1", "h2", "h3", "h4"):
            self._level = int(tag[1])
        elif tag in ("time", "abbr"):
            stated = element.get("datetime") or (element.get("title") if tag == "abbr" else None)
            # A longer line dates nothing; and each look back costs its length.
            if stated and self._length < _LONGEST and len(self._times) < _MOST_TIMES:
                before = " ".join("".join(self._parts).split())
                self._times.append((len(before), stated[:80]))
        if tag in _APART:
            self.write(" ")
        marks = element.get("class") or element.get("id")
        if marks:
            self._marks.append(marks[:200])

    def close(self, element: Any) -> None:
        if element.tag in ("th", "dt"):  # it names what the cell behind it holds
            self.write(": ")
            self._named = True
        elif element.tag in _BLOCKS:
            self.end()

    def end(self) -> None:
        text = " ".join("".join(self._parts).split())
        if text or self._times:
            marks = " ".join(self._marks[-4:])
            self.done.append(Line(text, self._level, self.other, self._times, marks, self.row))
            self._times = []
        self._parts.clear()
        self._length = 0
        self._level = 0
        self._marks.clear()
