"""Which blocks of a page are its article: trafilatura judges, the page's own order fills the gaps.

trafilatura (A. Barbaresi, ACL 2021) hands back a text of its own making, in which cells, lines and
lists may run together. So each block of the page is marked before it is asked, and those whose
marks come back are taken, whole and as the page has them. Between them stand blocks that it passed
over, such as short paragraphs, and above them the standfirst: these are taken where they are built
like their neighbours.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import partial
from itertools import islice, pairwise
from typing import Any

from timeline.read import labels
from timeline.read.web.page_beside import SENTENCE, cut, is_label, without_byline, without_pointers
from timeline.read.web.page_blocks import Block, Node, blocks

# Marks are of signs that are printed, so that trafilatura keeps them, and are no letters, so that
# it judges words alike: patterns of Braille, of which a page's own are blanked for it.
_FIRST, _BASE = 0x2800, 256
_BRAILLE = re.compile("[\u2800-\u28ff]+")
_MARK = re.compile("[\u2800-\u28ff]{3}")
_INNER = frozenset({
    "li", "ul", "ol", "dl", "dt", "dd", "tr", "tbody", "thead", "table", "td", "th", "caption",
    "figure", "figcaption", "blockquote", "span", "a", "b", "strong", "em", "i", "picture", "font",
})  # fmt: skip
_LEAD = re.compile(
    r"(?:^|[-_\s])(?:chap[oô]|chapeau|standfirst|lead|lede|intro\w*|summary|excerpt|dek|sub-?(?:title|head\w*)|"
    r"sous-?titre|description|accroche|teaser-?text|abstract|article-?lead|entry-?summary)(?=$|[-_\s])",
    re.I,
)
_CLOCK = re.compile(
    r"(?:[\w,.]+ ){0,4}\d{1,2}\s?(?:[:.]\s?\d\d|h\s?\d{0,2})(?:\s?[ap]\.?m\b\.?)?", re.I
)
_LONG_LEAD, _LONG_LINE = 80, 40
# So far up from a block its neighbours may be: an entry of a live page within the list of them.
_NEAR = 3
_DEEPEST = 60


def of_page(tree: Any, day: str | None = None) -> list[Block]:
    """The article's blocks in a parsed page, which is changed; [] where there is none.

    day: of its publication, whose line is left out.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    cut(tree)
    found = without_pointers(blocks(tree))
    _mark(tree, found)
    for element in tree.iter("figure", "figcaption"):
        element.tag = "div" if element.tag == "figure" else "p"  # which it keeps
    ask = partial(trafilatura.bare_extraction, tree, include_comments=False, include_tables=True)
    told: Any = ask(include_formatting=True)
    if told is None or told.body is None:
        return []
    marked = {_number(m) for m in _MARK.findall("".join(told.body.itertext()))}
    taken = [number in marked for number in range(len(found))]
    _fill(found, taken)
    _narrow(found, taken)
    kept = [block for block, is_taken in zip(found, taken, strict=True) if is_taken]
    return without_byline(kept, day)


# -- marks -------------------------------------------------------------------------------------


def _mark(tree: Any, found: Sequence[Block]) -> None:
    """Put the number of each block at the beginning and the end of its text."""
    for element in tree.iter():
        if element.text and _BRAILLE.search(element.text):
            element.text = _BRAILLE.sub(" ", element.text)
        if element.tail and _BRAILLE.search(element.tail):
            element.tail = _BRAILLE.sub(" ", element.tail)
    for number, block in enumerate(found):
        mark = "".join(chr(_FIRST + number // _BASE**at % _BASE) for at in (2, 1, 0))
        _put(block.first, mark, "")
        if block.last != block.first:
            _put(block.last, "", mark)


def _put(node: Node, before: str, behind: str) -> None:
    """Put a mark before or behind what a piece of text says."""
    element, is_tail = node
    text = (element.tail if is_tail else element.text) or ""
    text = f"{before}{text.lstrip()}" if before else f"{text.rstrip()}{behind}"
    if is_tail:
        element.tail = text
    else:
        element.text = text


def _number(mark: str) -> int:
    a, b, c = (ord(sign) - _FIRST for sign in mark)
    return (a * _BASE + b) * _BASE + c


# -- gaps --------------------------------------------------------------------------------------


def _fill(found: Sequence[Block], taken: list[bool]) -> None:
    """Take what stands among the blocks taken, and what leads them."""
    sure = [i for i, is_taken in enumerate(taken) if is_taken]
    if not sure:
        return
    for before, behind in pairwise(sure):
        around = _around(found[before]) | _around(found[behind])
        same = _root(found[before]) if _root(found[before]) is _root(found[behind]) else None
        for i in range(before + 1, behind):
            taken[i] = _stands_in(around, found[i]) and _is_text(found[i], same)
    # Behind the last, short paragraphs that stand right below it.
    for i in range(sure[-1] + 1, len(found)):
        if _root(found[i]) is not _root(found[sure[-1]]) or not _is_text(found[i]):
            break
        taken[i] = True
    _fill_headings(found, taken, sure)
    top = _headline(found, sure[0])
    if top is not None:
        texts = {found[i].text for i in sure}
        around = _around(found[top]) | _around(found[sure[0]])
        for i in range(top + 1, sure[0]):
            taken[i] |= found[i].text not in texts and _leads(found[i], around)


def _fill_headings(found: Sequence[Block], taken: list[bool], sure: Sequence[int]) -> None:
    """Take headings, and the times of entries, with what they are over: from below."""
    for i in range(sure[-1] - 1, max(-1, sure[0] - 3), -1):
        over = found[i].kind == "heading" or _CLOCK.match(found[i].text)
        if not taken[i] and over and is_label(found[i]) and taken[i + 1]:
            taken[i] = _stands_in(_around(found[i + 1]), found[i])


def _headline(found: Sequence[Block], first: int) -> int | None:
    """The nearest heading of the first level above the first block taken."""
    above = (i for i in range(first, max(-1, first - 30), -1) if found[i].level == 1)
    return next(above, None)


def _root(block: Block) -> Any:
    """What holds the block or, of a list, a table or a figure, the whole of it."""
    element = block.element
    while element.tag in _INNER and element.getparent() is not None:
        element = element.getparent()
        if element.tag not in _INNER:
            return element
    return element.getparent()


def _stands_in(around: set[Any], block: Block) -> bool:
    """Whether a block is a neighbour of those that stand in these elements."""
    root = _root(block)
    if root in around:
        return True
    # A wrapper that holds little else is as good as the block.
    thin = (
        root is not None and sum(map(len, islice(root.itertext(), 50))) < 2 * len(block.text) + 40
    )
    return thin and root.getparent() in around


def _around(block: Block) -> set[Any]:
    """The elements that hold a block nearly: its neighbours stand in them."""
    root = _root(block)
    return set() if root is None else {root, *islice(root.iterancestors(), _NEAR)}


def _is_text(block: Block, same: Any = None) -> bool:
    """Whether a block reads like a part of a text rather than a label or links.

    same: the element that both its neighbours stand in; what is a paragraph of it is text.
    """
    if block.of_links > 0.5 or labels.pattern("page", "paid").search(block.text):
        return False
    if same is not None and block.element.tag == "p" and _root(block) is same:
        return True
    if block.kind in ("item", "row", "caption") or (_CLOCK.match(block.text) and is_label(block)):
        return True
    return bool(SENTENCE.search(block.text)) or len(block.text) > _LONG_LINE * 2


def _leads(block: Block, around: set[Any]) -> bool:
    """Whether a block between the headline and the text is its standfirst."""
    if block.of_links > 0.2 or block.kind not in ("text", "heading", "item"):
        return False
    marks = [block.element, *islice(block.element.iterancestors(), 2)]
    named = " ".join(f"{e.get('class') or ''} {e.get('itemprop') or ''}"[:200] for e in marks)
    if _LEAD.search(named):
        return len(block.text) > _LONG_LINE
    return len(block.text) >= _LONG_LEAD and _stands_in(around, block) and _is_text(block)


# -- the article's own place --------------------------------------------------------------------


def _narrow(found: Sequence[Block], taken: list[bool]) -> None:
    """Leave out what stands far from the text: above the headline, and lines behind what holds it
    that don't read like it."""
    chosen = [i for i, is_taken in enumerate(taken) if is_taken]
    place = _place([found[i] for i in chosen])
    if place is None:
        return
    inside = [i for i in chosen if place in _above(found[i])]
    top = _headline(found, inside[0])
    alike = _alike(place)
    for i in chosen:
        if i < (inside[0] if top is None else top):
            taken[i] = found[i].level == 1
        elif i > inside[-1] and not (alike[1] and alike in map(_alike, _above(found[i]))):
            taken[i] = len(found[i].text) > _LONG_LEAD and _is_text(found[i])


def _place(blocks: Sequence[Block]) -> Any:
    """The smallest element that holds four fifths of the text, None where there is none."""
    amounts: dict[Any, int] = {}
    depths: dict[Any, int] = {}
    whole = 0
    for block in blocks:
        whole += len(block.text)
        above = _above(block)
        for depth, element in enumerate(reversed(above)):
            amounts[element] = amounts.get(element, 0) + len(block.text)
            depths[element] = depth
    holding = [element for element, amount in amounts.items() if amount * 5 >= whole * 4]
    return max(holding, key=lambda element: depths[element], default=None)


def _above(block: Block) -> list[Any]:
    return [block.element, *islice(block.element.iterancestors(), _DEEPEST)]


def _alike(element: Any) -> tuple[str, str]:
    """What elements have in common that a site's template makes for one purpose."""
    return element.tag, element.get("class") or ""
