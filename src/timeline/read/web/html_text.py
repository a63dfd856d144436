"""HTML of mails, feeds and exports as lines of text: nothing is judged, nothing left out.

Blocks become lines with a blank line between paragraphs, `## ` stands before a heading, `- `
before a list item, `> ` before each line of a block quotation, once for each that it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

_SPACED = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "hr", "pre", "dl",
    "section", "article", "header", "footer", "aside", "figure", "figcaption",
})  # fmt: skip
_LINES = frozenset({
    "div", "br", "tr", "li", "dt", "dd", "address", "center", "form", "main", "nav", "body",
    "html", "option", "title",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object"})
# A tag from its name to where it closes, as HTML has it; what holds no tags is passed over.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea)\b.*?(?:</\1|\Z)"
    r"|(?P<tag><[a-z][^\s/>]*)(?P<attributes>(?:[\s/]++|[^\s/>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*+)",
    re.I | re.S,
)
# The parser's time grows with the square of a tag's attributes. No tag of a page has so many
# characters and so many attributes.
_LONG_TAG, _MOST_ATTRIBUTES = 10_000, 500
_ATTRIBUTE = re.compile(r"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]++)?)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Deeper block quotations count as this many; nobody reads so deep a thread.
_DEEPEST = 50


def lines(source: str) -> str:
    """The text of a page or of a piece of one; blank when it holds none."""
    if "<" not in source and "&" not in source:
        return source.strip()
    import lxml.etree
    import lxml.html

    source = re.sub(r"^\s*<\?xml[^<>]{0,200}\?>", "", _CONTROL.sub(" ", source), count=1)
    source = bounded(source)
    if not source.strip():
        return ""
    try:
        # Without the parser's limits on size; the walk below takes any depth.
        tree = lxml.html.document_fromstring(source, lxml.html.HTMLParser(huge_tree=True))
    except (ValueError, lxml.etree.LxmlError):
        return ""
    return of_tree(tree)


def bounded(source: str) -> str:
    """A page's source without the attributes of tags that have more of them than any page's."""
    return _TAG.sub(_tag, source)


def _tag(m: re.Match[str]) -> str:
    if m["tag"] is None or len(m[0]) < _LONG_TAG:
        return m[0]
    many = islice(_ATTRIBUTE.finditer(m["attributes"]), _MOST_ATTRIBUTES, None)
    return m[0] if next(many, None) is None else m["tag"]


def of_tree(tree: Any) -> str:
    """The same of an element that was parsed by lxml; the element is left as it is."""
    page = _Page()
    for what, element in walk(tree, _SILENT):
        if what == "open":
            page.open(element.tag)
        elif what == "close":
            page.close(element.tag)
        else:
            page.write(said(what, element))
    return page.text()


def walk(tree: Any, silent: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """What a reader of a parsed page meets: elements as they "open" and "close", and text.

    "text" is that at the beginning of an element, "tail" that behind it; `said` gives it. silent:
    tags of what nobody sees. Any depth is walked; the tree is left as it is.
    """
    import lxml.etree

    depth = 0  # within what is silent
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            depth += element.tag in silent
            if not depth:
                yield "open", element
                if element.text:
                    yield "text", element
            continue
        if event == "end":
            if not depth:
                yield "close", element
            depth -= bool(depth) and element.tag in silent
        if not depth and element.tail and element is not tree:
            yield "tail", element


def said(what: str, element: Any) -> str:
    """The text of a "text" or a "tail"."""
    return str(element.text if what == "text" else element.tail)


class _Page:
    """Lines as they grow while the tree is walked."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._mark = ""
        self._depth = 0
        self._verbatim = 0

    def write(self, text: str) -> None:
        if self._verbatim and "\n" in text:
            first, *rest = text.split("\n")
            self._line.append(first)
            for part in rest:
                self._end_line(keep=True)
                self._line.append(part)
            return
        self._line.append(text)

    def open(self, tag: str) -> None:
        if tag in _SPACED or tag in _LINES:
            self._end_line(blank=tag in _SPACED, keep=tag == "br")
        if tag == "blockquote":
            self._depth += 1
        elif tag == "li":
            self._mark = "- "
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._mark = "## "
        elif tag in ("td", "th"):
            self._line.append(" ")
        elif tag == "pre":
            self._verbatim += 1

    def close(self, tag: str) -> None:
        if tag in _SPACED or (tag in _LINES and tag != "br"):
            self._end_line(blank=tag in _SPACED)
        if tag == "blockquote":
            self._depth -= 1
        elif tag == "pre":
            self._verbatim -= 1

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def _end_line(self, *, blank: bool = False, keep: bool = False) -> None:
        whole = " ".join("".join(self._line).split())
        self._line.clear()
        prefix = "> " * min(self._depth, _DEEPEST)
        if whole:
            self._lines.append(f"{prefix}{self._mark}{whole}")
            self._mark = ""
        elif keep:
            blank = True
        if blank and self._lines and self._lines[-1].strip("> "):
            self._lines.append(prefix.rstrip())
