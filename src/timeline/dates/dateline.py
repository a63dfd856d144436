"""Lines that give an article's date: "Published 9 August 2020", "MINSK, Aug 9, 2020 (Agency) –".

A line counts by what else it holds: words the language's data does not know make it a sentence, a
caption or a list, unless it names publication, an author or an agency set off by a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline import when
from timeline.dates import engine
from timeline.dates.lex import BREAK, NAME, OTHER, Tokens
from timeline.model import Dating

LONG = 400  # code points to look around for the ends of a line
SHORT, BRIEF = 24, 12  # tokens beside the date in a line of metadata, in a by-line
# What sets a date off in a line of credits; a comma would let in works cited.
SEPARATORS = frozenset("-–—|·•")
DASHES = frozenset("-–—_")
SURE = {1: 0.97, 2: 0.95, 3: 0.9, 4: 0.85}


@dataclass(slots=True)
class Line:
    """The line an expression stands in, as tokens beside it in lower case.

    plain: whether nothing before, nothing after is an unknown word.
    """

    first: int
    before: list[str]
    after: list[str]
    plain: tuple[bool, bool]

    def __len__(self) -> int:
        return len(self.before) + len(self.after)


def line_of(tokens: Tokens, f: engine.Found) -> Line:
    """The line around an expression; a longer one than LONG is cut, being a paragraph anyway."""
    text = tokens.text
    start = max(text.rfind("\n", max(0, f.start - LONG), f.start) + 1, f.start - LONG)
    end = text.find("\n", f.end, f.end + LONG)
    end = min(len(text), f.end + LONG) if end < 0 else end
    first, last = f.first, f.last
    while first > 0 and tokens.starts[first - 1] >= start and tokens.chars[first - 1] != BREAK:
        first -= 1
    while last < len(tokens.starts) and tokens.ends[last] <= end and tokens.chars[last] != BREAK:
        last += 1
    return Line(
        first,
        [tokens.low(i) for i in range(first, f.first)],
        [tokens.low(i) for i in range(f.last, last)],
        (_plain(tokens, range(first, f.first)), _plain(tokens, range(f.last, last))),
    )


def _plain(tokens: Tokens, indexes: Iterable[int]) -> bool:
    return not any(
        tokens.chars[i] in (NAME, OTHER)
        and tokens.ends[i] - tokens.starts[i] > 1
        and tokens.text[tokens.starts[i]].isalpha()
        for i in indexes
    )


def by_line(
    tokens: Tokens,
    found: Sequence[tuple[engine.Found, date]],
    words: Mapping[str, list[str]],
    head: int,
    order: Callable[[engine.Found, date], date],
) -> Dating | None:
    """The date of the best date line, None where there is none.

    found: expressions that name a whole day. order: settles 04/08/2020 by what else the text says.
    """
    best: tuple[int, engine.Found, date] | None = None
    for f, day in found:
        rank = _rank(tokens, f, line_of(tokens, f), words, head)
        if rank and (best is None or rank < best[0]):
            best = (rank, f, day)
    if best is None:
        return None
    rank, f, day = best
    told = " ".join(tokens.text[f.start : f.end].split())
    return Dating(
        published=order(f, day).isoformat(),
        how="dateline",
        confidence=0.7 if f.meaning.ambiguous else SURE[rank],
        evidence=(f"date line: {told}",),
    )


def _rank(
    tokens: Tokens, f: engine.Found, line: Line, words: Mapping[str, list[str]], head: int
) -> int:
    """1 for the best kind of date line, 0 for none."""
    close = set(line.before[-6:])
    if len(line) <= SHORT and close & set(words.get("published", [])):
        return 1
    if f.start < head and all(line.plain):
        return 2
    if len(line) <= SHORT and close & set(words.get("updated", [])):
        return 3
    if f.start >= head:
        return 0
    if len(line) <= BRIEF and line.before:
        if line.before[0] in words.get("by", []):
            return 3
        if line.before[-1] in SEPARATORS and line.plain[1]:
            return 3
    return 4 if is_dateline(tokens, f, line) else 0


def is_dateline(tokens: Tokens, f: engine.Found, line: Line) -> bool:
    """PLACE, date (AGENCY) – at the start of a line: capitals before, a dash or bracket after."""
    if not 1 <= len(line.before) <= 6:
        return False
    text = tokens.text
    place = text[tokens.starts[line.first] : tokens.ends[line.first]]
    marks = line.after[:6]
    if place == "(":
        return marks[:1] == [")"] and any(m in DASHES for m in marks[1:2])
    if not place[0].isupper() or len(place) < 3:
        return False
    if marks[:1] and marks[0] in DASHES:
        return True
    if not place.isupper():
        return False
    return not line.after or line.plain[1] or any(m in DASHES or m == "(" for m in marks)


def by_month_line(tokens: Tokens, found: Iterable[engine.Found], head: int) -> Dating | None:
    """A month and year that close a short line of the head: "Working paper 14 – October 2020"."""
    for f in found:
        m = f.meaning
        if f.start >= head or m.kind != "date" or m.year is None or m.month is None or m.bc:
            continue
        if m.day is not None:
            continue
        line = line_of(tokens, f)
        set_off = bool(line.before) and len(line.before) <= BRIEF and line.before[-1] in SEPARATORS
        if (line.plain[0] or set_off) and line.plain[1]:
            told = " ".join(tokens.text[f.start : f.end].split())
            return Dating(
                published=when.of_month(m.year, m.month).edtf,
                how="dateline",
                confidence=0.8,
                evidence=(f"date line: {told}",),
            )
    return None
