"""Lines -> paragraphs: hard-wrapped lines and sentences broken over lines are put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.segment.blocks import Block
from timeline.segment.clean import Clean

# Longer lines are paragraphs of their own, not lines of a page.
_PAGE_WIDTH = 130
_FULL_SHARE = 0.6
# In proportional type, lines of one length differ in characters.
_SLACK = 0.92
# Markdown authors set bylines and the like as lines, forgetting that Markdown joins them.
_LINE_OF_ITS_OWN = 60
# In wrapped text, a line so long that ends no sentence goes on in the next.
_LONG = 0.7
# A sentence broken off by a blank line has said something before the break.
_WORDS_BEFORE_GAP = 7
_WORDS_BEFORE_LINE = 3
# A paragraph broken over so many lines is no paragraph; it also bounds the work.
_MAX_LINES = 400

_TERMINAL = re.compile(r"[.!?…。؟][\"'”’»)\]*\s]*$")
_ONLY_SIGNS = re.compile(r"[\s\"'”’»)\].,;:!?…]+")
_CLOSING = re.compile(r"[,;:)\]»”…?!]|\.(?!\w)|[\"'][\s,;:.)]")
_OPENING = re.compile(r"(?:[(\[«“‘„]|(?:^|\s)[\"'])\s*$")
_TWEET = re.compile(r"(?:[—–-]{1,2}|&mdash;)\s?.{1,80}\(@\w{1,20}\).{0,10}\s.*\d{4}")
_WORD = re.compile(r"\S+")


def ends_sentence(text: str) -> bool:
    """True when the text ends in a full stop or its like, closing marks aside."""
    return _TERMINAL.search(text[-12:]) is not None


def is_tweet_signature(text: str) -> bool:
    """True for the line that names an embedded post's author, handle and date."""
    return len(text) < 160 and _TWEET.match(text) is not None


def page_width(raw: str, blocks: Sequence[Block]) -> int:
    """The width that the text's lines are wrapped at, in characters; 0 when they are not."""
    pairs = [
        (a, b)
        for a, b in pairwise(blocks)
        if not b.gap and b.mark == "plain" and a.width <= _PAGE_WIDTH and a.mark != "row"
    ]
    short = sum(b.width for b in blocks if b.width <= _PAGE_WIDTH)
    if len(pairs) < 2 or 2 * short < sum(b.width for b in blocks):
        return 0
    widths = sorted(a.width for a, _ in pairs)
    # A few lines run over; the width is where nearly all stop.
    width = widths[max(0, len(widths) - 1 - len(widths) // 20)]
    full = sum(1 for a, b in pairs if _is_full(raw, a, b, width))
    return width if width >= 30 and full >= _FULL_SHARE * len(pairs) else 0


def _is_full(raw: str, a: Block, b: Block, width: int) -> bool:
    """The next line's first word had no room on this one."""
    word = _WORD.search(raw, b.start, b.end)
    return a.width + 1 + (len(word[0]) if word else 0) > _SLACK * width


def join(
    raw: str,
    blocks: Sequence[Block],
    cleaned: Sequence[Clean],
    *,
    markdown: bool,
    apart: Callable[[str], bool],
) -> list[Block]:
    """Blocks with those that belong to one paragraph joined.

    cleaned: the clean text of each. markdown: a line end is a space there. apart: tells clean
    texts that stand for themselves (bylines, captions, clutter).
    """
    width = page_width(raw, blocks)
    out: list[Block] = []
    words = 0  # of the paragraph so far
    first = tail = ""  # its first line, and its last one
    for block, clean in zip(blocks, cleaned, strict=True):
        text = clean.text
        if not text:
            continue
        last = out[-1] if out else None
        if last is not None and last.lines < _MAX_LINES:
            signature = block.mark in ("plain", "quote") and is_tweet_signature(text)
            if signature and last.mark in ("plain", "quote") and not block.rule:
                out[-1] = replace(last.joined(block), mark="quote")
                words, tail = words + len(text.split()), text
                continue
            alone = markdown and block.width < _LINE_OF_ITS_OWN and apart(text)
            alone = alone or (markdown and last.lines == 1 and _is_line(last) and apart(first))
            if (_same_paragraph(raw, last, block, width, markdown) and not alone) or (
                _may_go_on(last, block)
                and _goes_on(tail, text, words, block.gap)
                and (_in_brackets(tail, text) or not apart(text))
                and not (last.lines == 1 and apart(first))
            ):
                out[-1] = last.joined(block)
                words += len(text.split())
                tail = f"{tail[-80:]} {text}"
                continue
        out.append(block)
        words, first, tail = len(text.split()), text, text
    return out


def _same_paragraph(raw: str, a: Block, b: Block, width: int, markdown: bool) -> bool:
    """Two lines with nothing between them that one paragraph was wrapped into."""
    if b.gap:
        return False
    if a.mark == "quote" or b.mark == "quote":
        return a.mark == b.mark and not a.hard
    if b.mark != "plain" or a.mark not in ("plain", "item", "number", "note"):
        return False
    if a.mark != "plain" and b.indent > a.indent:
        return True  # the rest of a list item or footnote
    if a.hard or (a.mark == "plain" and b.indent > a.indent + 1):
        return False
    if width and a.width <= width * 1.2:
        open_end = a.width > _LONG * width and not ends_sentence(raw[a.start : a.end])
        if open_end or _is_full(raw, a, b, width):
            return True
    return markdown and (a.width <= 200 or not ends_sentence(raw[a.start : a.end]))


def _may_go_on(a: Block, b: Block) -> bool:
    if b.rule or b.mark != "plain":
        return False
    return a.mark == "plain" or (not b.gap and a.mark in ("item", "number", "note"))


def _is_line(block: Block) -> bool:
    return block.mark == "plain" and block.width < _LINE_OF_ITS_OWN


def _in_brackets(tail: str, text: str) -> bool:
    """A bracket opened in the one line is closed in the next."""
    return tail.rfind("(") > tail.rfind(")") and 0 <= text.find(")") < 60


def _goes_on(tail: str, text: str, words: int, gap: bool) -> bool:
    """The sentence that `tail` breaks off plainly goes on in `text`."""
    if _ONLY_SIGNS.fullmatch(text):
        return True
    if ends_sentence(tail):
        return False
    if _OPENING.search(tail[-8:]) or _CLOSING.match(text):
        return True
    if _in_brackets(tail, text):
        return True
    if tail.endswith(",") and not gap:
        return True
    needed = _WORDS_BEFORE_GAP if gap else _WORDS_BEFORE_LINE
    if words < needed:
        return False
    first = text.split(" ", 1)[0]
    # A lower-case start, but no file name, address or brand (iPhone).
    return text[0].islower() and first.islower() and not re.search(r"[_/@]|\.\w", first)
