"""A page's blocks as a reader sees them: paragraphs, headings, items, quotations, rows, captions.

Each is taken from the page itself, whole and apart from its neighbours, with the element that holds
it; which of them are the article is told by `main_text`. The rows of a table of data are lines
`| a | b |`; what a table only lays out is read as if there were none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from timeline.read.web.html_text import said, walk

Kind = Literal["text", "heading", "item", "row", "caption"]
Node = tuple[Any, bool]
"""A piece of text of the tree: the text at the beginning of an element, or (True) its tail."""

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 2}
_HEADINGS = frozenset(_LEVELS)
_BLOCKS = _HEADINGS | frozenset({
    "p", "div", "li", "ul", "ol", "tr", "table", "tbody", "thead", "caption", "hr", "section",
    "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "blockquote",
    "dl", "dt", "dd", "address", "pre", "form", "fieldset", "td", "th", "body", "center", "html",
    "details", "option", "legend", "title",
})  # fmt: skip
SILENT = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select",
    "button", "textarea", "audio", "video", "canvas", "math",
})  # fmt: skip
_CAPTION = re.compile(r"caption|l[ée]gende?\b", re.I)
# What is longer and a sentence is a standfirst that is set as a heading.
_LONGEST_HEADING = 100
_LISTS = frozenset({"ul", "ol", "dl"})
_BREAK = "\x00"  # no tree of lxml's holds it
_SENTENCE_END = re.compile(r"[.!?…:;»”\"]$")
# A term is named before what is told of it, and names of a list of dates are short.
_LONGEST_TERM = 80
_DEEPEST = 50
# A cell of data holds a few paragraphs, not an article.
_LONGEST_CELL, _MOST_PARAGRAPHS = 1_500, 5
_CLAUSE = 3  # words of a line that may be a sentence without its stop


@dataclass(slots=True)
class Block:
    """One block. text: with line ends where the page breaks a line. element: what holds it.

    level: of a heading. quoted: how many quotations it is in. linked: characters that are links.
    first, last: where its text begins and ends in the tree. follows: an item behind another.
    """

    text: str
    kind: Kind
    element: Any
    first: Node
    last: Node
    level: int = 0
    quoted: int = 0
    linked: int = 0
    follows: bool = False

    @property
    def of_links(self) -> float:
        """The share of its characters that are links."""
        return self.linked / max(1, len(self.text))

    def shown(self) -> str:
        """Its text with the marks of what it is."""
        mark = "## " if self.level > 1 else "- " if self.kind == "item" else ""
        prefix = "> " * min(self.quoted, _DEEPEST)
        return "\n".join(f"{prefix}{line}" for line in f"{mark}{self.text}".split("\n"))


def joined(blocks: Sequence[Block]) -> str:
    """Blocks as text: a blank line between them, a line end between items or rows that belong
    together."""
    parts: list[str] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before is not None:
            parts.append("\n" if block.follows and before.kind == block.kind else "\n\n")
        parts.append(block.shown())
    return "".join(parts)


def blocks(tree: Any) -> list[Block]:
    """The blocks of a parsed page in reading order; the tree is left as it is. Linear."""
    return _blocks(tree, tables_of_data(tree))


def _blocks(tree: Any, data: Collection[Any]) -> list[Block]:
    seen = _Blocks()
    table: Any = None
    for what, element in walk(tree, SILENT):
        if table is not None:
            if what == "close" and element is table:
                table = None
        elif what == "open" and element in data:
            seen.end()
            seen.done += _rows(element)
            table = element
        elif what == "open":
            seen.open(element)
        elif what == "close":
            seen.close(element)
        else:
            seen.write(said(what, element), (element, what == "tail"))
    seen.end()
    return seen.done


class _Blocks:
    """Blocks as they grow while the tree is walked."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self._parts: list[str] = []
        self._nodes: list[Node] = []
        self._holders: list[Any] = []
        self._linked = self._links = self._quoted = self._verbatim = 0
        self._item: Any = None  # the list item that begins
        self._depth = 0  # of lists
        self._fresh = True  # the next item is the first of its list
        self._term = False  # what stands in the line is a term of a list of them

    def write(self, text: str, node: Node) -> None:
        if text.strip():
            self._nodes.append(node)
            if self._links:
                self._linked += len(" ".join(text.split()))
        self._parts.append(text.replace("\n", _BREAK) if self._verbatim else text)

    def open(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            if not self._is_written():
                self.end()  # a second one: a paragraph
            else:
                self._parts.append(_BREAK)
        elif tag in _BLOCKS:
            if tag != "dd" or not self._term:
                self.end()
            self._holders.append(element)
            if tag in _LISTS:
                self._fresh |= not self._depth
                self._depth += 1
            if tag in ("li", "dd"):
                self._item, self._term = element, False
        self._links += _is_link(element)
        self._quoted += tag == "blockquote"
        self._verbatim += tag == "pre"

    def close(self, element: Any) -> None:
        tag = element.tag
        if tag == "dt":
            self._end_term()
        elif tag in _BLOCKS:
            self.end()
        if tag in _BLOCKS and self._holders and self._holders[-1] is element:
            self._holders.pop()
            self._depth -= tag in _LISTS
        if element is self._item:
            self._item = None
        self._links -= _is_link(element)
        self._quoted -= tag == "blockquote"
        self._verbatim -= tag == "pre"

    def _is_written(self) -> bool:
        """Whether something stands behind the last line end of the block."""
        for part in reversed(self._parts):
            _, ended, behind = part.rpartition(_BREAK)
            if behind.strip() or ended:
                return bool(behind.strip())
        return False

    def _end_term(self) -> None:
        """A term stands in the line of what is told of it."""
        term = " ".join("".join(self._parts).split())
        if not term or len(term) > _LONGEST_TERM:
            self.end()
            return
        self._parts.append(" " if _SENTENCE_END.search(term) else ": ")
        self._term = True

    def end(self) -> None:
        """End the block, if there is one."""
        lines = [" ".join(line.split()) for line in "".join(self._parts).split(_BREAK)]
        text = "\n".join(lines).strip("\n")
        if self._term:
            text = text.removesuffix(":").rstrip()
        if self._nodes and text:
            self.done.append(self._block(text))
        self._parts.clear()
        self._nodes.clear()
        self._linked = 0
        self._term = False

    def _block(self, text: str) -> Block:
        holder = self._holders[-1] if self._holders else self._nodes[0][0]
        tag = holder.tag
        kind: Kind = "text"
        level = 0
        if tag in _HEADINGS:
            kind, level = "heading", _LEVELS[tag]
            if len(text) > _LONGEST_HEADING and _SENTENCE_END.search(text):
                kind, level = "text", 0
        elif tag == "figcaption" or _CAPTION.search(holder.get("class") or ""):
            kind = "caption"
        elif self._item is not None and not self._quoted:
            kind = "item"
        block = Block(
            text, kind, holder, self._nodes[0], self._nodes[-1], level, self._quoted, self._linked
        )
        if kind == "item":
            # The first block of an item bears its mark; others are paragraphs of it.
            before = self.done[-1] if self.done else None
            block.follows = before is not None and before.kind == "item" and not self._fresh
            self._item, self._fresh = None, False
        return block


def _is_link(element: Any) -> bool:
    """Whether it leads to another page, as an address of mail doesn't."""
    return element.tag == "a" and not (element.get("href") or "").startswith(("mailto:", "tel:"))


# -- tables ------------------------------------------------------------------------------------


def tables_of_data(tree: Any) -> set[Any]:
    """The tables of a page whose rows are lines; others lay out a page, or hold such tables."""
    tables = list(tree.iter("table"))
    outer = set()
    for table in tables:
        above = next(table.iterancestors("table"), None)
        if above is not None:
            outer.add(above)
    return {table for table in tables if table not in outer and _is_data(table)}


def _is_data(table: Any) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    if next(table.iter(*_HEADINGS), None) is not None:
        return False
    rows = [list(_cells(row)) for row in table.iter("tr")]
    wide = sum(len(row) > 1 for row in rows)
    return wide >= 2 and 2 * wide > len(rows) and not any(_is_long(c) for row in rows for c in row)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _is_long(cell: Any) -> bool:
    many = next(islice(cell.iter("p"), _MOST_PARAGRAPHS, None), None) is not None
    return many or sum(map(len, cell.itertext())) > _LONGEST_CELL


def _rows(table: Any) -> Iterator[Block]:
    """The rows of a table of data, a caption first."""
    before = False
    for element in table.iter("caption", "tr"):
        if element.tag == "caption":
            yield from _blocks(element, ())
            continue
        cells = [_blocks(cell, ()) for cell in _cells(element)]
        whole = [block for cell in cells for block in cell]
        if whole:
            text = "| " + " | ".join(map(_cell_text, cells)) + " |"
            if not before and all(cell.tag == "th" for cell in _cells(element)):
                text += "\n|" + " --- |" * len(cells)  # what it names is no event
            first, last = whole[0].first, whole[-1].last
            linked = sum(block.linked for block in whole)
            yield Block(text, "row", element, first, last, linked=linked, follows=before)
            before = True


def _are_clauses(before: str, behind: str) -> bool:
    """Whether two lines of a cell may each say something, rather than name it."""
    return behind[:1].isupper() and min(len(before.split()), len(behind.split())) >= _CLAUSE


def _cell_text(cell: Sequence[Block]) -> str:
    """The blocks and lines of a cell, apart from each other, in one line."""
    parts: list[str] = []
    for block in cell:
        for number, line in enumerate(block.text.split("\n")):
            if parts:
                # A line may be broken within what it says: "4<br>mai".
                runs_on = number and not line[:1].isupper()
                if runs_on or _SENTENCE_END.search(parts[-1]):
                    parts.append(" ")
                else:
                    parts.append(". " if _are_clauses(parts[-1], line) else " / ")
            parts.append(line)
    return "".join(parts)
