"""Lines that give an article's date: "Published 9 August 2020", "MINSK, Aug 9, 2020 (Agency) –".

A line counts by where it stands (`layout`), by the label before the date, and by what else it
holds: words that the language's data does not know make it a sentence, a caption or a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline import when
from timeline.dates import engine
from timeline.dates.layout import Layout
from timeline.dates.lex import BREAK, NAME, OTHER, Tokens
from timeline.dates.numeric import Reading
from timeline.model import Dating

LONG = 400  # code points to look around for the ends of a line
BRIEF = 12  # tokens beside the date in a line of credits
LABEL = 12  # tokens from a label to its date at most: clock, weekday, the author's name
PREFIX = 8  # tokens before a label at most: names of the paper and the author
FIRST_LINES = 6  # lines in which a record or a letter gives its place and date
# What sets a date off in a line of credits; a comma would let in works cited.
SEPARATORS = frozenset("-–—|·•/")
DASHES = frozenset("-–—_")
ENDS = frozenset(".!?)")
CLOCKS = frozenset(["clock", "dotted", "hhmm"])
FIRST_YEAR, LAST_YEAR = 1500, 2199
SURE = {1: 0.97, 2: 0.95, 3: 0.9, 4: 0.85}
UNSURE = 0.6  # of a date whose day may be its month
_KEY = re.compile(r"([^\W\d_]+)[\w .°’'-]{0,30}: ?\S")

Words = Mapping[str, list[str]]


@dataclass(slots=True)
class Line:
    """The line an expression stands in, as tokens beside it in lower case.

    first, last: its tokens. plain: whether nothing before, nothing after is an unknown word.
    """

    first: int
    last: int
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
        last,
        [tokens.low(i) for i in range(first, f.first)],
        [tokens.low(i) for i in range(f.last, last)],
        (_plain(tokens, range(first, f.first)), _plain(tokens, range(f.last, last))),
    )


def _unknown(tokens: Tokens, i: int) -> bool:
    return (
        tokens.chars[i] in (NAME, OTHER)
        and tokens.ends[i] - tokens.starts[i] > 1
        and tokens.text[tokens.starts[i]].isalpha()
    )


def _plain(tokens: Tokens, indexes: Iterable[int]) -> bool:
    return not any(_unknown(tokens, i) for i in indexes)


def by_line(
    tokens: Tokens,
    read: Sequence[Reading],
    words: Words,
    layout: Layout,
    told: date | None,
    beside: Sequence[Reading] = (),
) -> Dating | None:
    """The date of the best date line, None where there is none.

    read: the whole days the text names. told: the latest day it tells of as past, which a date that
    no label vouches for can't precede. beside: days named outside of the text's own passages.
    """
    best: tuple[int, Reading] | None = None
    lines: dict[int, list[Reading]] = {}
    for r in read:
        lines.setdefault(layout.line(r.found.start), []).append(r)
    every = sorted((*read, *beside), key=lambda r: r.found.start)
    labels = Labels(tokens, words, layout, frozenset(r.found.last for r in every))
    outside = {r.found.start for r in beside}
    for r in every:
        at = layout.line(r.found.start)
        if at in layout.teasers or not FIRST_YEAR <= r.day.year <= LAST_YEAR:
            continue
        line = line_of(tokens, r.found)
        rank = labels.rank(r.found, line)
        early = told is not None and r.day < told - timedelta(days=1)
        if r.found.start in outside:
            rank = rank or _of_a_wire(tokens, r.found, line, words, layout)
        elif not rank and not early and not _of_series(r, at, lines, layout):
            rank = _unlabelled(tokens, r.found, line, words, layout)
        if rank and (best is None or rank < best[0]):
            best = (rank, r)
    if best is None:
        return None
    rank, r = best
    return Dating(
        published=r.day.isoformat(),
        how="dateline",
        confidence=SURE[rank] if r.other is None else UNSURE,
        evidence=(f"date line: {' '.join(tokens.text[r.found.start : r.found.end].split())}",),
        alternatives=() if r.other is None else (r.other.isoformat(),),
    )


def _of_series(r: Reading, at: int, lines: Mapping[int, Sequence[Reading]], layout: Layout) -> bool:
    """Whether a date is one of several that no label tells apart.

    Two on one line are a span or a life; entries of a chronicle have a date each; what has the
    shape of a table's row stands beside another row; a later day further down, alone on its line
    too, shows that neither is the day of writing.
    """
    if layout.chronicle or (layout.short(at) and len({other.day for other in lines[at]}) > 1):
        return True
    bars = layout.bars(at)
    if bars and any(layout.bars(i) == bars for i in (at - 1, at + 1)):
        return True
    later = (i for i in lines if i > at + 1 and layout.starts[i] in layout.led)
    return any(other.day > r.day for i in later for other in lines[i])


# -- labels ------------------------------------------------------------------------------------


class Labels:
    """The words that stand before an article's date, and what they are worth there.

    dated: the tokens behind a date, where another label may begin.
    """

    def __init__(self, tokens: Tokens, words: Words, layout: Layout, dated: frozenset[int]) -> None:
        self._tokens, self._words, self._layout, self._dated = tokens, words, layout, dated
        self._by = frozenset(words.get("by", []))
        self._lead = frozenset(words.get("lead", []))
        # The last word of a label -> its other words, and what it is worth.
        self._known: dict[str, list[tuple[list[str], str]]] = {}
        for kind in ("published", "date", "signed", "updated"):
            for label in words.get(kind, []):
                *others, last = label.split()
                self._known.setdefault(last, []).append((others, kind))

    def rank(self, f: engine.Found, line: Line) -> int:
        """1 for publication, 3 for an update, 0 where no label vouches for the date."""
        found = self._before(f, line)
        if found is None:
            return 0
        first, kind = found
        clocked = self._clocked(first, f, line)
        if not (clocked or self._closed(f, line)):
            return 0
        if kind == "date" and (first > line.first or self._of_a_table(f)):
            return 0
        at_edge = f.start < self._layout.head or f.start >= self._layout.foot
        if not at_edge and (kind == "signed" or not line.plain[1] or first > line.first):
            return 0
        return 3 if kind == "updated" else 1 if at_edge else 2

    def _label_at(self, i: int, floor: int) -> tuple[int, str] | None:
        """The label whose last word is token i, as its first token and its kind; longest first."""
        low = self._tokens.low
        best: tuple[int, str] | None = None
        for others, kind in self._known.get(low(i), ()):
            first = i - len(others)
            fits = first >= floor and [low(j) for j in range(first, i)] == others
            if fits and (best is None or first < best[0]):
                best = (first, kind)
        return best

    def _before(self, f: engine.Found, line: Line) -> tuple[int, str] | None:
        """The label that a date belongs to, None where other words stand between or before."""
        tokens = self._tokens
        names = False
        for i in range(f.first - 1, max(line.first, f.first - LABEL) - 1, -1):
            label = self._label_at(i, line.first)
            if label is not None:
                if names and not self._signed(i, f):
                    return None
                return label if self._opens(label, line) else None
            if _unknown(tokens, i):
                names = True
            elif tokens.low(i) in SEPARATORS and tokens.low(i) not in DASHES:
                return None
        return None

    def _signed(self, i: int, f: engine.Found) -> bool:
        """ "Posted by Tamsin on …", "Done at Orbec, …": names between a label and its date."""
        tokens = self._tokens
        return all(
            tokens.text[tokens.starts[j]].isupper()
            for j in range(i + 1, f.first)
            if _unknown(tokens, j)
        )

    def _opens(self, label: tuple[int, str], line: Line) -> bool:
        """Whether a label opens its line or a part of it that is set off, but for names."""
        tokens, (first, kind) = self._tokens, label
        start = line.first
        for i in range(first - 1, line.first - 1, -1):
            if tokens.low(i) in SEPARATORS or tokens.low(i) in ENDS or i in self._dated:
                start = i + 1
                break
        prefix = range(start, first)
        if all(tokens.low(i) in self._lead or not tokens.low(i)[0].isalnum() for i in prefix):
            return True
        if kind == "date" or len(prefix) > PREFIX:
            return False
        comma = tokens.low(first - 1) == ","
        return (tokens.low(start) in self._by and (comma or self._capital(first))) or (
            self._capital(first) and all(self._capital(i) for i in (start, first - 1))
        )

    def _capital(self, i: int) -> bool:
        return self._tokens.text[self._tokens.starts[i]].isupper()

    def _closed(self, f: engine.Found, line: Line) -> bool:
        """Whether nothing of a sentence follows a date: the line ends, or another part begins."""
        tokens = self._tokens
        for i in range(f.last, line.last):
            word = tokens.low(i)
            if word in SEPARATORS or word in ENDS or word in self._by or word in self._known:
                return True
            if any(self._label_at(j, i) for j in range(i + 1, min(i + 5, line.last))):
                return True
            if _unknown(tokens, i):
                return False
        return True

    def _clocked(self, first: int, f: engine.Found, line: Line) -> bool:
        """Whether a clock time stands between the label and the date, or just behind it."""
        beside = (*range(first, f.first), *range(f.last, min(f.last + 3, line.last)))
        return any(CLOCKS & self._tokens.values[i].keys() for i in beside)

    def _of_a_table(self, f: engine.Found) -> bool:
        """Whether "Date:" is one of several facts about something, no letter's or record's head."""
        near = self._layout.near(self._layout.line(f.start), FIRST_LINES)
        keys = {m[1].lower() for told in near if (m := _KEY.match(told))}
        return bool(keys) and not keys & set(self._words.get("memo", []))


# -- lines without a label ---------------------------------------------------------------------


def _unlabelled(tokens: Tokens, f: engine.Found, line: Line, words: Words, layout: Layout) -> int:
    """2 for a date alone in the head, more for a line of credits or a dateline, 0 for none."""
    at = layout.line(f.start)
    if f.start >= layout.head:
        if f.start < layout.foot:
            return 0
        last = at == len(layout.starts) - 1
        if all(line.plain) and (last or _has_clock(tokens, line)):
            return 3
        return 4 if _place_or_paper(tokens, f, line) else 0
    if all(line.plain):
        return 0 if layout.itemised else 2
    if at < FIRST_LINES and line.plain[1] and _is_record(tokens, f, line, words):
        return 3
    if len(line) <= BRIEF:
        by = words.get("by", [])
        if line.before and line.before[0] in by and line.plain[1]:
            return 3
        if line.before and line.before[-1] in SEPARATORS and line.plain[1]:
            return 3
        if not line.before and line.after[0] in SEPARATORS and set(line.after[1:3]) & set(by):
            return 3
        if _place_or_paper(tokens, f, line):
            return 4
    return 4 if is_dateline(tokens, f, line) else 0


def _of_a_wire(tokens: Tokens, f: engine.Found, line: Line, words: Words, layout: Layout) -> int:
    """A line of the foot with a clock time, or one that names the source, rank as above."""
    if f.start < layout.foot:
        return 0
    if all(line.plain) and _has_clock(tokens, line):
        return 3
    sourced = bool(line.before) and line.before[0] in words.get("source", [])
    return 4 if sourced and _place_or_paper(tokens, f, line) else 0


def _has_clock(tokens: Tokens, line: Line) -> bool:
    return any(CLOCKS & tokens.values[i].keys() for i in range(line.first, line.last))


def _place_or_paper(tokens: Tokens, f: engine.Found, line: Line) -> bool:
    """ "Paris, le 3 mars 1995", "Source: Reuters, June 9, 2008": names, a comma, the date."""
    if not 2 <= len(line.before) <= BRIEF or line.before[-1] != "," or not line.plain[1]:
        return False
    names = [i for i in range(line.first, f.first) if tokens.text[tokens.starts[i]].isalnum()]
    if not names or names[0] != line.first or len(line.before) - len(names) > 2:
        return False
    return all(tokens.text[tokens.starts[i]].isupper() for i in names if _unknown(tokens, i))


def _is_record(tokens: Tokens, f: engine.Found, line: Line, words: Words) -> bool:
    """ "Minutes of the meeting held on 4 May 2021": the title of a record ends in its day."""
    records = words.get("record", [])
    return any(w in records for w in line.before[:3]) and tokens.low(line.first)[0].isalpha()


def is_dateline(tokens: Tokens, f: engine.Found, line: Line) -> bool:
    """PLACE, date (AGENCY) – at the start of a line: capitals before, a dash or bracket after.

    "16 June 2012. – The lighthouse …": the date alone before the dash.
    """
    text = tokens.text
    marks = line.after[:6]
    if not line.before:
        after = marks[1:] if marks[:1] == ["."] else marks
        return bool(after[1:]) and after[0] in DASHES
    if len(line.before) > 6:
        return False
    place = text[tokens.starts[line.first] : tokens.ends[line.first]]
    if place == "(":
        return marks[:1] == [")"] and any(m in DASHES for m in marks[1:2])
    if not place[0].isupper() or len(place) < 3:
        return False
    if marks[:1] and marks[0] in DASHES:
        return True
    if any(m in DASHES for m in marks) and marks[0] == "(":
        return True
    if not place.isupper():
        return False
    return not line.after or line.plain[1] or any(m in DASHES or m == "(" for m in marks)


def by_month_line(tokens: Tokens, found: Iterable[engine.Found], layout: Layout) -> Dating | None:
    """A month and year that close a short line of the head: "Working paper 14 – October 2020"."""
    if layout.chronicle:
        return None
    for f in found:
        m = f.meaning
        if f.start >= layout.head or m.kind != "date" or m.year is None or m.month is None or m.bc:
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
