"""Which kind each block is: headline, byline, caption, heading, body, clutter …

Marks and phrases decide first, then the place: a headline comes before the text, a heading has
text below it, names and tags trail after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from timeline.model import PassageKind
from timeline.segment import footnotes
from timeline.segment.blocks import Block
from timeline.segment.clean_text import Clean
from timeline.segment.paragraphs import ends_sentence
from timeline.segment.phrases import NAME, Phrases, any_of, is_short

_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.' -]{1,80})(?:,\s*[A-Z][\w. ]{1,25}){0,2}\s*"
    r"(?:\([A-Z][\w/., -]{1,30}\)\s*[-–—_]{0,2}|[-–—_]{1,2})[-–—_.:]*"
)
_LEADS = re.compile(r"[A-ZÀ-Þ0-9Ā-Ž\"'«“‘(\[$€£#¿¡]")
_LIST_END = re.compile(r"[.;,:!?…][\"'”’»)\]]*$")
_DAY = re.compile(r"\b\d{1,2}\b.{0,14}\b(?:19|20)\d{2}\b")
_MENU = re.compile(r"[^|•·›]{2,25}(?:\s[|•·›]\s[^|•·›]{2,25}){2,}")
_STAMP = re.compile(r"[\d/.]+,? [\d:]+")
_BOLD = re.compile(r"(\*\*|__).+\1")
_WORD = re.compile(r"\w+")
# Where the first paragraph must begin by: what stands higher is the head of the page.
_HEAD = 14

_BY_MARK: dict[str, PassageKind] = {
    "quote": "quotation", "row": "body", "matter": "boilerplate", "image": "caption",
    "note": "footnote",
}  # fmt: skip


@cache
def _names() -> re.Pattern[str]:
    """A signature; of two names or more, only the first must be followed by a capital."""
    name = (
        rf"{NAME}(?:\s+(?:{any_of('names', 'particles')}\s+)?"
        r"[^\W\d_][^\W\d_'’.-]*){1,3}"
    )
    return re.compile(
        rf"{name}(?:(?:,| {any_of('names', 'and')}| &)\s+{name})*"
        rf"(?:,? {any_of('names', 'at')} {NAME}(?: {NAME}){{0,3}})?"
    )


@cache
def _name_first() -> re.Pattern[str]:
    """ "Ann Author, senior fellow", "Dr. Ann Author - The Daily Test"."""
    return re.compile(
        rf"(?:{any_of('names', 'titles')}\.?\s+)?{NAME}(?:\s+{NAME}){{1,3}}"
        r"(?:,| [-–—|·])\s.{2,60}"
    )


@cache
def _article() -> re.Pattern[str]:
    return re.compile(any_of("names", "articles"), re.I)


@dataclass(slots=True, eq=False)
class _Piece:
    """A block, its clean text, and its kind as far as it is told."""

    block: Block
    text: str
    kind: PassageKind | None = None

    @property
    def plain(self) -> bool:
        return self.block.mark == "plain"

    @property
    def marked_heading(self) -> bool:
        return self.block.mark in ("title", "heading")

    @property
    def paragraph(self) -> bool:
        if not is_short(self.text, 24):
            return True
        return ends_sentence(self.text) and not is_short(self.text, 11)

    @property
    def begins_text(self) -> bool:
        return self.kind is None and self.paragraph


def sort(
    raw: str,
    blocks: Sequence[Block],
    cleaned: Sequence[Clean],
    *,
    title: str | None,
    phrases: Phrases,
) -> list[PassageKind]:
    """One kind a block. All footnotes are `footnote` here; `footnotes` tells references apart."""
    pieces = [_Piece(b, c.text) for b, c in zip(blocks, cleaned, strict=True)]
    # One line with nothing but a date is the article's own date; several are headings.
    headed = sum(p.plain and phrases.is_date(p.text) for p in pieces) > 1
    for p in pieces:
        p.kind = _by_form(p, headed, phrases)
    _printed_heads(pieces, phrases)
    _links(pieces, phrases)
    _comments(pieces, phrases)
    _headline(pieces, title, phrases)
    _tail(pieces)
    _headings(raw, pieces)
    _notes_section(pieces, phrases)
    return [p.kind or "body" for p in pieces]


def is_apart(text: str, phrases: Phrases) -> bool:
    """A line that stands for itself, so that no sentence goes on from or into it."""
    kinds = ("boilerplate", "byline", "caption", "related", "stamped")
    return phrases.is_date(text) or any(phrases.tell(kind, text) for kind in kinds)


def _by_form(p: _Piece, headed: bool, phrases: Phrases) -> PassageKind | None:
    if p.block.mark in _BY_MARK:
        return _BY_MARK[p.block.mark]
    text = p.text
    if p.block.mark == "number":
        return "footnote" if footnotes.score(text) >= 3 else None
    if p.plain and headed and phrases.is_date(text):
        return "heading"
    return _by_phrases(p, phrases)


def _by_phrases(p: _Piece, phrases: Phrases) -> PassageKind | None:
    text = p.text
    clutter = phrases.tell("related", text) or phrases.tell("boilerplate", text)
    if clutter or _MENU.fullmatch(text):
        return "boilerplate"
    if p.marked_heading:
        return "heading"
    if phrases.tell("byline", text) or (is_short(text, 12) and _DATELINE.fullmatch(text)):
        return "byline"
    if phrases.tell("caption", text):
        return "caption"
    # A reference begins with its author or its title, not with the middle of a sentence.
    reference = p.plain and is_short(text, 80) and not text[:1].islower()
    return "footnote" if reference and footnotes.score(text) >= 4 else None


def _printed_heads(pieces: Sequence[_Piece], phrases: Phrases) -> None:
    """What a browser prints over every page: when, and the title; a log's lines differ in when."""
    stamped = [p for p in pieces if p.kind is None and phrases.tell("stamped", p.text)]
    if len({_STAMP.match(p.text)[0] for p in stamped}) > 1:  # type: ignore[index]
        return
    for p in stamped:
        if not ends_sentence(p.text):
            p.kind = "boilerplate"


def _links(pieces: Sequence[_Piece], phrases: Phrases) -> None:
    """Titles below "On the same subject", until a paragraph begins."""
    inside = False
    for p in pieces:
        # Two dashes on a line of their own begin an e-mail's signature.
        opens = phrases.tell("related", p.text) or p.text == "--"
        inside = opens or (
            inside and not (p.marked_heading or p.block.mark == "note" or p.paragraph)
        )
        if inside:
            p.kind = "boilerplate"


def _comments(pieces: Sequence[_Piece], phrases: Phrases) -> None:
    """What readers say below an article, to its end or its next marked heading."""
    begun = inside = False
    for p in pieces:
        if p.marked_heading:
            inside = False
        elif begun and p.plain and phrases.tell("comments", p.text):
            inside = True
        if inside:
            p.kind = "boilerplate"
        begun = begun or p.begins_text


# -- the headline ------------------------------------------------------------------------------


def _headline(pieces: Sequence[_Piece], title: str | None, phrases: Phrases) -> None:
    """Find it in the head of the page; what stands above it is the byline."""
    head = pieces[:_HEAD]
    found = next((i for i, p in enumerate(head) if title and _equal(p.text, title)), None)
    if found is None:
        found = _marked_title(head)
    if found is None:
        found = _first_line(pieces, phrases)
    if found is None:
        return
    pieces[found].kind = "headline"
    for p in pieces[:found]:
        if p.kind is None and p.plain and is_short(p.text, 20):
            p.kind = "byline"


def _marked_title(head: Sequence[_Piece]) -> int | None:
    """The first marked title, unless the text has already begun."""
    for i, p in enumerate(head):
        if p.block.mark == "title" and p.kind != "boilerplate":
            return i
        if p.kind is None and not is_short(p.text):
            return None
    return None


def _first_line(pieces: Sequence[_Piece], phrases: Phrases) -> int | None:
    """The first line that can be a headline, or the next one where the first is a masthead."""
    lines: list[int] = []
    for i, p in enumerate(pieces[: min(_HEAD, len(pieces) - 1)]):
        if p.kind == "heading" and phrases.is_date(p.text):
            break
        if p.kind == "heading" or (p.kind is None and _can_be_headline(p)):
            lines.append(i)
        elif p.kind is None or (p.kind == "byline" and lines):
            break
        if lines and not _is_masthead(pieces[lines[-1]].text):
            return lines[-1]
    # Nothing but mastheads: the longest of them is the headline after all.
    return max(lines, key=lambda i: (len(pieces[i].text.split()), -i), default=None)


def _can_be_headline(p: _Piece) -> bool:
    text = p.text
    if not p.plain or not is_short(text, 30) or len(text) > 250:
        return False
    stops = ends_sentence(text) and not re.search(r"[!?…][\"'”’»)]*$", text)
    fits = not text.endswith((",", ";", ":")) and _LEADS.match(text) is not None
    return fits and (not stops or text.isupper())


def _is_masthead(text: str) -> bool:
    """A paper's or a section's name: a word or two, all in capitals, or "The Daily Something"."""
    words = text.split()
    return len(words) <= 2 or (text.isupper() and len(words) <= 6) or _is_titled(words)


def _is_titled(words: Sequence[str]) -> bool:
    """True for names such as The Daily Something."""
    article = _article().fullmatch(words[0])
    return article is not None and len(words) <= 6 and _in_capitals(words)


def _in_capitals(words: Sequence[str]) -> bool:
    return all(not w[0].islower() or len(w) < 4 for w in words)


def _equal(text: str, title: str) -> bool:
    a, b = (" ".join(_WORD.findall(t.casefold().replace("’", "'"))) for t in (text[:600], title))
    return bool(a) and (a == b or (len(a) > 20 and b.startswith(a + " ")))


# -- headings, and what stands below them ------------------------------------------------------


def _headings(raw: str, pieces: Sequence[_Piece]) -> None:
    """A short line with no full stop and text below it, read from the end upwards."""
    first = next((i for i, p in enumerate(pieces) if p.begins_text), len(pieces))
    over_text = False  # whether what stands below, clutter and captions aside, is text to head
    for i in range(len(pieces) - 1, -1, -1):
        p = pieces[i]
        if p.kind is None and p.plain and over_text and _like_heading(raw, p):
            p.kind = "heading" if i > first else _head_kind(p.text)
        elif p.kind in (None, "quotation", "body"):
            over_text = p.paragraph or p.block.mark in ("row", "item", "number", "quote")
        elif p.kind in ("heading", "headline"):
            over_text = True


def _like_heading(raw: str, p: _Piece) -> bool:
    text, block = p.text, p.block
    if not is_short(text, 16) or len(text) > 120 or not _LEADS.match(text):
        return False
    if not re.search(r"[^\W\d_]{2}", text):
        return False
    bold = block.lines == 1 and _BOLD.fullmatch(raw[block.start : block.end].strip())
    return bool(bold) or (not _LIST_END.search(text) and block.lines <= 2)


def _head_kind(text: str) -> PassageKind:
    """Above the text, a name or a masthead is a byline and a line with a full date a caption."""
    words = text.split()
    signed = _name_first().fullmatch(text) or (_is_name(text) and _in_capitals(words))
    if len(words) > 1 and (signed or text.isupper() or _is_titled(words)):
        return "byline"
    return "caption" if _DAY.search(text) and not is_short(text, 4) else "heading"


def _is_name(text: str) -> bool:
    return is_short(text, 12) and _names().fullmatch(text) is not None


def _notes_section(pieces: Sequence[_Piece], phrases: Phrases) -> None:
    """Below "Notes" or "References", to the next heading, everything is a note."""
    inside = False
    for p in pieces:
        if phrases.tell("notes", p.text) and (p.plain or p.marked_heading):
            inside = True
            p.kind = "heading"
        elif p.kind in ("heading", "headline"):
            inside = False
        elif inside and p.kind in (None, "caption", "byline"):
            p.kind = "footnote"


# -- below the text ----------------------------------------------------------------------------


def _tail(pieces: Sequence[_Piece]) -> None:
    """Names, tags and other scraps after the last paragraph."""
    last = max((i for i, p in enumerate(pieces) if _is_text(p)), default=len(pieces))
    after = pieces[last + 1 :]
    tags = [p for p in after if _is_tag(p)]
    cluttered = False
    for above, p in zip([None, *after], after, strict=False):
        cluttered = cluttered or p.kind == "boilerplate"
        if p in tags:
            p.kind = "boilerplate" if len(tags) > 1 or cluttered else None
        elif p.kind is None and is_short(p.text, 20) and not ends_sentence(p.text):
            below_byline = above is not None and above.kind == "byline"
            p.kind = _scrap(p, cluttered=cluttered, below_byline=below_byline)


def _is_tag(p: _Piece) -> bool:
    return p.kind is None and p.block.mark == "item" and is_short(p.text, 5)


def _scrap(p: _Piece, *, cluttered: bool, below_byline: bool) -> PassageKind | None:
    if cluttered and (p.plain or p.block.mark == "item"):
        return "boilerplate"
    signed = p.plain and is_short(p.text, 14) and (below_byline or _is_name(p.text))
    return "byline" if signed else None


def _is_text(p: _Piece) -> bool:
    if p.kind not in (None, "quotation"):
        return False
    return p.paragraph or _LIST_END.search(p.text) is not None
