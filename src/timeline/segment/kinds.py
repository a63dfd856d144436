"""Which kind each block is: headline, byline, caption, heading, body, clutter …

Marks and phrases decide first, then the place: a headline comes before the text, a heading has
text below it, names and tags trail after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.model import PassageKind
from timeline.segment import notes
from timeline.segment.blocks import Block
from timeline.segment.clean import Clean
from timeline.segment.flow import ends_sentence
from timeline.segment.phrases import NAME, Phrases, is_short

# A signature; of two names or more, only the first must be followed by a capital.
_FULL_NAME = rf"{NAME}(?:\s+(?:(?:de|du|van|von|der|el|al|bin)\s+)?[^\W\d_][^\W\d_'’.-]*){{1,3}}"
_NAMES = re.compile(
    rf"{_FULL_NAME}(?:(?:,| and| et| &)\s+{_FULL_NAME})*"
    rf"(?:,? (?:in|à|for|pour) {NAME}(?: {NAME}){{0,3}})?"
)
# "Ann Author, senior fellow", "Dr. Ann Author - The Daily Test".
_NAME_FIRST = re.compile(
    rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|M|Mme)\.?\s+)?{NAME}(?:\s+{NAME}){{1,3}}(?:,| [-–—|·])\s.{{2,60}}"
)
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.' -]+)(?:,\s*[A-Z][\w. ]{1,25}){0,2}\s*"
    r"(?:\([A-Z][\w/., -]{1,30}\)\s*[-–—_]{0,2}|[-–—_]{1,2})[-–—_.:]*"
)
_LEADS = re.compile(r"[A-ZÀ-Þ0-9Ā-Ž\"'«“‘(\[$€£#¿¡]")
_LIST_END = re.compile(r"[.;,:!?…][\"'”’»)\]]*$")
_DAY = re.compile(r"\b\d{1,2}\b.{0,14}\b(?:19|20)\d{2}\b")
_MENU = re.compile(r"[^|•·›]{2,25}(?:\s[|•·›]\s[^|•·›]{2,25}){2,}")
_WORD = re.compile(r"\w+")
# Where the first paragraph must begin by: what stands higher is the head of the page.
_HEAD = 14
_LINK_ITEM = re.compile(r"\s*!?\[[^\[\]]+\]\([^()\s]*\)\s*")


@dataclass(slots=True)
class _Sorter:
    raw: str
    blocks: Sequence[Block]
    cleaned: Sequence[Clean]
    title: str | None
    phrases: Phrases
    kinds: list[PassageKind | None]
    headed: bool = False

    def text(self, i: int) -> str:
        return self.cleaned[i].text


def sort(
    raw: str,
    blocks: Sequence[Block],
    cleaned: Sequence[Clean],
    *,
    title: str | None,
    phrases: Phrases,
) -> list[PassageKind]:
    """One kind a block. Footnotes are all `footnote` here; `notes` tells the references apart."""
    s = _Sorter(raw, blocks, cleaned, title, phrases, [None] * len(blocks))
    # One line with nothing but a date is the article's own date; several are headings.
    s.headed = sum(b.mark == "plain" and phrases.is_date(c.text)
                   for b, c in zip(blocks, cleaned, strict=True)) > 1  # fmt: skip
    for i in range(len(blocks)):
        s.kinds[i] = _by_form(s, i)
    _links(s)
    _comments(s)
    _headline(s)
    _tail(s)
    _headings(s)
    _notes_section(s)
    return ["body" if kind is None else kind for kind in s.kinds]


def is_apart(text: str, phrases: Phrases) -> bool:
    """A line that stands for itself, so that no sentence goes on from or into it."""
    return (
        phrases.is_date(text)
        or phrases.is_clutter(text)
        or phrases.is_byline(text)
        or phrases.is_caption(text)
        or phrases.opens_links(text)
    )


def _by_form(s: _Sorter, i: int) -> PassageKind | None:
    mark, text = s.blocks[i].mark, s.text(i)
    fixed: dict[str, PassageKind] = {
        "quote": "quotation", "row": "body", "matter": "boilerplate", "image": "caption",
        "note": "footnote",
    }  # fmt: skip
    if mark in fixed:
        return fixed[mark]
    if mark == "number":
        return "footnote" if notes.score(text) >= 3 else None
    p = s.phrases
    if mark == "plain" and s.headed and p.is_date(text):
        return "heading"
    if p.opens_links(text) or p.is_clutter(text) or _MENU.fullmatch(text):
        return "boilerplate"
    if mark in ("title", "heading"):
        return "heading"
    if p.is_byline(text) or (is_short(text, 12) and _DATELINE.fullmatch(text)):
        return "byline"
    if p.is_caption(text):
        return "caption"
    if mark == "item" and _LINK_ITEM.fullmatch(s.raw, s.blocks[i].start, s.blocks[i].end):
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(s.blocks)]
        if any(
            s.blocks[j].mark == "item"
            and _LINK_ITEM.fullmatch(s.raw, s.blocks[j].start, s.blocks[j].end)
            for j in near
        ):
            return "boilerplate"
    if mark == "plain" and is_short(text, 80) and notes.score(text) >= 4 and _starts_bare(text):
        return "footnote"
    return None


def _starts_bare(text: str) -> bool:
    """A reference begins with its author or its title, not with the middle of a sentence."""
    return not text[:1].islower()


def _links(s: _Sorter) -> None:
    """Titles below "On the same subject", until a paragraph begins."""
    inside = False
    for i in range(len(s.blocks)):
        text = s.text(i)
        # Two dashes on a line of their own begin an e-mail's signature.
        if s.phrases.opens_links(text) or text == "--":
            inside = True
            s.kinds[i] = "boilerplate"
        elif inside:
            if s.blocks[i].mark in ("title", "heading", "note") or _is_paragraph(text):
                inside = False
            else:
                s.kinds[i] = "boilerplate"


def _comments(s: _Sorter) -> None:
    """What readers say below an article, to its end or its next marked heading."""
    begun = inside = False
    for i in range(len(s.blocks)):
        text = s.text(i)
        if s.blocks[i].mark in ("title", "heading"):
            inside = False
        elif begun and s.blocks[i].mark == "plain" and s.phrases.opens_comments(text):
            inside = True
        if inside:
            s.kinds[i] = "boilerplate"
        begun = begun or (s.kinds[i] is None and _is_paragraph(text))


def _is_paragraph(text: str) -> bool:
    if not is_short(text, 24):
        return True
    return ends_sentence(text) and not is_short(text, 11)


def _headline(s: _Sorter) -> None:
    """Find it in the head of the page; what stands above it is the byline."""
    head = range(min(_HEAD, len(s.blocks)))
    found = next((i for i in head if s.title and _equal(s.text(i), s.title)), None)
    if found is None:
        # A marked title counts unless the text has already begun.
        begun = False
        for i in head:
            if s.blocks[i].mark == "title" and not begun:
                found = i
                break
            begun = begun or (s.kinds[i] is None and not is_short(s.text(i)))
    if found is None:
        found = _first_line(s)
    if found is None:
        return
    s.kinds[found] = "headline"
    for i in range(found):
        if s.kinds[i] is None and s.blocks[i].mark == "plain" and is_short(s.text(i), 20):
            s.kinds[i] = "byline"


def _first_line(s: _Sorter) -> int | None:
    """The first line that can be a headline, or the next one where the first is a masthead."""
    lines: list[int] = []
    for i in range(min(_HEAD, len(s.blocks) - 1)):
        kind = s.kinds[i]
        if kind == "heading" or (kind is None and _can_be_headline(s, i)):
            lines.append(i)
        elif kind is None or (kind == "byline" and lines):
            break
        if lines and not _is_masthead(s.text(lines[-1])):
            return lines[-1]
    # Nothing but mastheads: the longest of them is the headline after all.
    return max(lines, key=lambda i: (len(s.text(i).split()), -i), default=None)


def _can_be_headline(s: _Sorter, i: int) -> bool:
    text = s.text(i)
    if s.blocks[i].mark != "plain" or not is_short(text, 30) or len(text) > 250:
        return False
    stops = ends_sentence(text) and not re.search(r"[!?…][\"'”’»)]*$", text)
    fits = not text.endswith((",", ";", ":")) and _LEADS.match(text) is not None
    return fits and (not stops or text.isupper())


def _is_masthead(text: str) -> bool:
    """A paper's or a section's name: a word or two, all in capitals, or "The Daily Something"."""
    words = text.split()
    if len(words) <= 2 or (text.isupper() and len(words) <= 6):
        return True
    return _is_titled(words)


def _is_titled(words: Sequence[str]) -> bool:
    """True for names such as The Daily Something."""
    article = words[0].lower() in ("the", "le", "la", "les")
    return article and len(words) <= 6 and _in_capitals(words)


def _in_capitals(words: Sequence[str]) -> bool:
    return all(not w[0].islower() or len(w) < 4 for w in words)


def _equal(text: str, title: str) -> bool:
    a, b = (" ".join(_WORD.findall(t.casefold().replace("’", "'"))) for t in (text[:600], title))
    return bool(a) and (a == b or (len(a) > 20 and b.startswith(a + " ")))


def _headings(s: _Sorter) -> None:
    """A short line with no full stop and text below it, read from the end upwards."""
    below: PassageKind | None = None  # what stands below, clutter and captions aside
    long_below = False
    begun = [False] * (len(s.blocks) + 1)
    for i in range(len(s.blocks)):
        begun[i + 1] = begun[i] or (s.kinds[i] is None and _is_paragraph(s.text(i)))
    for i in range(len(s.blocks) - 1, -1, -1):
        kind, text = s.kinds[i], s.text(i)
        over_text = below == "heading" or (below == "body" and long_below)
        if kind is None and s.blocks[i].mark == "plain" and over_text and _like_heading(s, i):
            s.kinds[i] = "heading" if begun[i] else _head_kind(text)
            below = "heading" if s.kinds[i] == "heading" else below
            continue
        if kind in (None, "quotation", "body"):
            below, long_below = (
                "body",
                _is_paragraph(text) or s.blocks[i].mark in ("row", "item", "number", "quote"),
            )
        elif kind in ("heading", "headline"):
            below = "heading"


def _like_heading(s: _Sorter, i: int) -> bool:
    text, block = s.text(i), s.blocks[i]
    bold = block.lines == 1 and re.fullmatch(
        r"(\*\*|__).+\1", s.raw[block.start : block.end].strip()
    )
    if not is_short(text, 16) or len(text) > 120 or not _LEADS.match(text):
        return False
    if not re.search(r"[^\W\d_]{2}", text):
        return False
    return bool(bold) or (not _LIST_END.search(text) and block.lines <= 2)


def _head_kind(text: str) -> PassageKind:
    """Above the text, a name or a masthead is a byline and a line with a full date a caption."""
    words = text.split()
    signed = _NAME_FIRST.fullmatch(text) or (_is_name(text) and _in_capitals(words))
    if len(words) > 1 and (signed or text.isupper() or _is_titled(words)):
        return "byline"
    if _DAY.search(text) and not is_short(text, 4):
        return "caption"
    return "heading"


def _is_name(text: str) -> bool:
    return is_short(text, 12) and _NAMES.fullmatch(text) is not None


def _notes_section(s: _Sorter) -> None:
    """Below "Notes" or "References", to the next heading, everything is a note."""
    inside = False
    for i in range(len(s.blocks)):
        if s.phrases.opens_notes(s.text(i)) and s.blocks[i].mark in ("title", "heading", "plain"):
            inside = True
            s.kinds[i] = "heading"
        elif s.kinds[i] in ("heading", "headline"):
            inside = False
        elif inside and s.kinds[i] in (None, "caption", "byline"):
            s.kinds[i] = "footnote"


def _tail(s: _Sorter) -> None:
    """Names, tags and other scraps after the last paragraph."""
    last = max((i for i in range(len(s.blocks)) if _is_text(s, i)), default=-1)
    if last < 0:
        return
    after = range(last + 1, len(s.blocks))
    items = {
        i for i in after
        if s.kinds[i] is None and s.blocks[i].mark == "item" and is_short(s.text(i), 5)
    }  # fmt: skip
    cluttered = False
    for i in after:
        text = s.text(i)
        cluttered = cluttered or s.kinds[i] == "boilerplate"
        if s.kinds[i] is not None:
            continue
        if i in items:
            s.kinds[i] = "boilerplate" if len(items) > 1 or cluttered else None
        elif is_short(text, 20) and not ends_sentence(text):
            if cluttered and s.blocks[i].mark in ("plain", "item"):
                s.kinds[i] = "boilerplate"
            elif s.blocks[i].mark != "plain" or not is_short(text, 14):
                continue
            elif _is_name(text) or (i > last + 1 and s.kinds[i - 1] == "byline"):
                s.kinds[i] = "byline"


def _is_text(s: _Sorter, i: int) -> bool:
    if s.kinds[i] not in (None, "quotation"):
        return False
    return _is_paragraph(s.text(i)) or _LIST_END.search(s.text(i)) is not None
