"""Lines -> paragraphs: hard-wrapped lines and sentences broken over lines are put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.segment.blocks import Block
from timeline.segment.clean_text import Clean

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
    pairs = [(a, b) for a, b in pairwise(blocks) if _may_be_wrapped(a, b)]
    short = sum(b.width for b in blocks if b.width <= _PAGE_WIDTH)
    if len(pairs) < 2 or 2 * short < sum(b.width for b in blocks):
        return 0
    widths = sorted(a.width for a, _ in pairs)
    # A few lines run over; the width is where nearly all stop.
    width = widths[max(0, len(widths) - 1 - len(widths) // 20)]
    full = sum(1 for a, b in pairs if _is_full(raw, a, b, width))
    return width if width >= 30 and full >= _FULL_SHARE * len(pairs) else 0


def _may_be_wrapped(a: Block, b: Block) -> bool:
    return not b.gap and b.mark == "plain" and a.width <= _PAGE_WIDTH and a.mark != "row"


def _is_full(raw: str, a: Block, b: Block, width: int) -> bool:
    """The next line's first word had no room on this one."""
    word = _WORD.search(raw, b.start, b.end)
    return a.width + 1 + (len(word[0]) if word else 0) > _SLACK * width


@dataclass(slots=True)
class _Paragraph:
    """A paragraph so far: its words, its first line, and how its last one ends."""

    block: Block
    words: int
    first: str
    tail: str

    def add(self, block: Block, text: str) -> None:
        self.block = self.block.joined(block)
        self.words += len(text.split())
        self.tail = f"{self.tail[-80:]} {text}"


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
    out: list[_Paragraph] = []
    for block, text in zip(blocks, (c.text for c in cleaned), strict=True):
        if not text:
            continue
        last = out[-1] if out and out[-1].block.lines < _MAX_LINES else None
        if last is not None and _signs(last.block, block, text):
            last.add(block, text)
            last.block = replace(last.block, mark="quote")
        elif last is not None and (
            (
                _same_paragraph(raw, last.block, block, width, markdown)
                and not (markdown and _stands_apart(last, block, text, apart))
            )
            or _same_sentence(last, block, text, apart)
        ):
            last.add(block, text)
        else:
            out.append(_Paragraph(block, len(text.split()), text, text))
    return [paragraph.block for paragraph in out]


def _signs(a: Block, b: Block, text: str) -> bool:
    """Whether a line is the signature of an embedded post above it."""
    told = all(block.mark in ("plain", "quote") for block in (a, b))
    return told and not b.rule and is_tweet_signature(text)


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
    return _is_wrapped(raw, a, b, width, markdown)


def _is_wrapped(raw: str, a: Block, b: Block, width: int, markdown: bool) -> bool:
    ended = ends_sentence(raw[a.start : a.end])
    if width and a.width <= width * 1.2:
        open_end = a.width > _LONG * width and not ended
        if open_end or _is_full(raw, a, b, width):
            return True
    return markdown and (a.width <= 200 or not ended)


def _stands_apart(paragraph: _Paragraph, b: Block, text: str, apart: Callable[[str], bool]) -> bool:
    """A short line of Markdown, which would join it, that stands for itself, or one below such."""
    a = paragraph.block
    if b.width < _LINE_OF_ITS_OWN and apart(text):
        return True
    short = a.lines == 1 and a.mark == "plain" and a.width < _LINE_OF_ITS_OWN
    return short and apart(paragraph.first)


def _same_sentence(
    paragraph: _Paragraph, b: Block, text: str, apart: Callable[[str], bool]
) -> bool:
    """Two lines, with nothing or a gap between them, over which a sentence was broken."""
    a = paragraph.block
    marked = a.mark in ("item", "number", "note") and not b.gap
    if b.rule or b.mark != "plain" or not (a.mark == "plain" or marked):
        return False
    if not _goes_on(paragraph.tail, text, paragraph.words, b.gap):
        return False
    if not _in_brackets(paragraph.tail, text) and apart(text):
        return False
    return not (a.lines == 1 and apart(paragraph.first))


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
