"""Dates that head what stands below or behind them: on a line of their own, or at a line's start.

    3 August 2020            a section: all below, up to the next such line
    ## October 2020          a section, by its mark
    14.05  The doors open    a lead: its own line, under the day of the section
    - 4 March: the vote      a lead, its year from the section "1905" or from the title

What a heading names is read from the headings above and before it; relative words below it count
from it. A single full date on a line of its own is a dateline, not a heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from timeline.dates import ranges, running_log
from timeline.dates.context import Context, Placed, finish
from timeline.dates.engine import Found
from timeline.dates.line_openers import HABIT, SECTIONS
from timeline.dates.meaning import Meaning
from timeline.dates.point import FINENESS, Point
from timeline.dates.tokens import Tokens

# The number of a day that stands behind its weekday: "Friday 6 – Sunday 8 August", "Monday 9th".
_NTH = r"\d{1,2}(?:st|nd|rd|th|er)?(?!\w)"
# What may stand before a date that opens its line: marks of lists, tables, headings, brackets.
_MARKS = re.compile(r"[\s>#*_=|•·▪◦●○■+\[(–—-]*")
# A number of a list or of a day ("1. 4 March", "Day 2 – Tuesday") and the place of a letter
# ("Paris,") may stand before it.
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(?=[^\W_])|[^\W\d_]+\s\d{1,3}\s*[–—:-]\s*")
_PLACE = re.compile(r"[A-ZÀ-ÞŒ][\w'’.-]+(?:[ -][A-ZÀ-ÞŒ][\w'’.-]+){0,3},\s*")
# What may follow a date that has its line to itself.
_NOTHING = re.compile(rf"(?:\s{_NTH})?[\s*_#|:.,;=)\]–—-]*")
# What sets a date off from the line it opens.
_SET_OFF = re.compile(r"[\])]?[*_]*\.?\s*(?:[:|–—\t]|-\s)")
_DASH = re.compile(r"\.?\s*[–—-]")
# Where nothing sets it off, a sentence begins behind it: that needs to be the page's habit.
_BEGINS = re.compile(r"[\])]?[*_]*[.,]?\s+[\"'“«‘(]?(?:[A-ZÀ-ÞŒ]|\d)")
_LIST_MARK = re.compile(r"[>*•·▪◦●○■+|–—-]")
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s")
_BESIDE = re.compile(rf"(?:\s{_NTH})?[\s,;/()\[\]–—-]*")
# A title's year holds for at least so many yearless headings.
YEARLESS = 3
# From so many months back on, the next month of a list is of the next year.
TURN = 6
# Words beside a date that leave its line to it ("On", "From the").
_BARE = ("signal", "det", "the", "approx", "only", "to", "and", "of", "de", "part", "noon")
_HEADING_KINDS = ("date", "unit", "offset")


@dataclass(slots=True)
class Heading:
    """A heading: expressions [first, last) of those found; the raw span it dates; its kind.

    line: where its own line begins; section: it has that to itself; rank: the number of # before
    it, 0 for none; listed: a mark of a list stands before it; begins: nothing sets it off from the
    sentence behind it; weak: no clock time makes up for that.
    """

    first: int
    last: int
    line: int
    start: int
    end: int
    section: bool
    rank: int = 0
    listed: bool = False
    weak: bool = False
    begins: bool = False


def find(text: str, tokens: Tokens, found: Sequence[Found]) -> dict[int, Heading]:
    """The headings of a text, by their first expression; the span of each ends where it loses hold.

    Linear in the length of the text.
    """
    breaks = [m.start() for m in re.finditer("\n", text)]
    sections, leads = _habits(text, found, list(_opening(text, tokens, found, breaks)))
    title = _title(text, found, breaks, sections + leads)
    if title is not None and title.first not in {h.first for h in sections}:
        sections.insert(0, title)
    _bound(text, sections, leads)
    return {h.first: h for h in sorted(sections + leads, key=lambda h: h.first)}


def _habits(
    text: str, found: Sequence[Found], seen: list[Heading]
) -> tuple[list[Heading], list[Heading]]:
    """The sections and the leads among what looks like one: a page heads more than a line so."""
    habit = sum(h.weak for h in seen) >= HABIT
    leads = [h for h in seen if not h.section and (habit or not h.weak)]
    sections = [h for h in seen if h.section]
    coarse = {h.first for h in seen if _coarse(found[h.first].meaning)}
    if len(sections) < SECTIONS:
        # A lone date is the article's own; a lone year over dated lines is theirs.
        sections = [h for h in sections if leads and h.first in coarse]
    if not sections and len(leads) == 1 and leads[0].first not in coarse:
        # "16 June 2012. – The poet has died": a dateline
        leads = [h for h in leads if h.listed or not _DASH.match(text, h.start)]
    return sections, leads


def _opening(
    text: str, tokens: Tokens, found: Sequence[Found], breaks: Sequence[int]
) -> Iterator[Heading]:
    """Every date that opens its line and is set off from it, or has it to itself."""
    last_line, after = -1, 0
    for i, f in enumerate(found):
        line = bisect_left(breaks, f.start)
        if i < after or line == last_line:
            continue
        last_line = line
        begin = breaks[line - 1] + 1 if line else 0
        end = breaks[line] if line < len(breaks) else len(text)
        m = f.meaning
        # "May⏎4 May: …" was read across the line's end.
        if f.end > end or m.kind not in _HEADING_KINDS or m.type in ("DURATION", "SET"):
            continue
        opens, place = _before(text, tokens, f, begin)
        if opens is None:
            continue
        after = i + 1
        while (
            after < len(found) and found[after].end <= end and _joined(text, tokens, found, after)
        ):
            after += 1
        heading = _heading(text, tokens, found, (i, after), (begin, end))
        # "Bordeaux, 1995": a place and a year are no letter's; a place before a sentence neither.
        if heading is None or (place and (_coarse(m) or not heading.section)):
            continue
        if heading.begins and opens < f.start:
            continue
        yield heading


def _before(text: str, tokens: Tokens, f: Found, begin: int) -> tuple[int | None, bool]:
    """Where the words of a line begin, behind its marks and numbers, None where they are more than
    small ones before the date; and whether the place of a letter is among them."""
    marks = _MARKS.match(text, begin, f.start)
    assert marks is not None
    opens = (_NUMBERED.match(text, marks.end(), f.start) or marks).end()
    place = _PLACE.match(text, opens, f.start)
    bare = opens >= f.start or _bare(tokens, f, opens if place is None else place.end())
    return opens if bare else None, place is not None


def _heading(
    text: str,
    tokens: Tokens,
    found: Sequence[Found],
    run: tuple[int, int],
    line: tuple[int, int],
) -> Heading | None:
    """The heading that a run of dates makes of its line, by what follows them there."""
    (first, after), (begin, end) = run, line
    f, last = found[first], found[after - 1]
    hashes = _HASHES.match(text, begin, f.start)
    rank = len(hashes[1]) if hashes else 0
    set_off = _SET_OFF.match(text, last.end, end) is not None
    if _alone(text, tokens, last, end) or (rank and set_off):
        return Heading(first, after, begin, min(end, len(text)), len(text), True, rank)
    begins = not set_off and _BEGINS.match(text, last.end, end) and _fit_to_begin(f.meaning)
    if not set_off and not begins:
        return None
    listed = _LIST_MARK.search(_MARKS.match(text, begin, f.start)[0]) is not None  # type: ignore[index]
    # The clock stands in an expression of its own: "14/11/2013 06:12 The gate opens".
    clock = any(one.meaning.clock is not None for one in found[first:after])
    weak = not set_off and not clock
    return Heading(first, after, begin, last.end, end, False, 0, listed, weak, not set_off)


def _fit_to_begin(m: Meaning) -> bool:
    """A whole date, a weekday or a time of day by the clock: "14.05 The doors open"."""
    if m.kind != "date" or m.rel is not None or m.part:
        return False
    return any(v is not None for v in (m.year, m.day, m.weekday, m.clock))


def _bare(tokens: Tokens, f: Found, begin: int) -> bool:
    """Whether only small words stand between the start of a line and its date."""
    at = bisect_left(tokens.starts, begin)
    between = range(at, f.first)
    return len(between) <= 3 and all(any(c in tokens.values[i] for c in _BARE) for i in between)


def _alone(text: str, tokens: Tokens, f: Found, end: int) -> bool:
    """Whether nothing follows a date on its line but marks or a part of the day: "2 janvier, au
    soir"."""
    own = _NOTHING.match(text, f.end, end)
    if own is not None and own.end() >= end:
        return True
    rest = range(f.last, min(bisect_left(tokens.starts, end), f.last + 6))
    if len(rest) > 5:
        return False
    return all(
        not text[tokens.starts[i]].isalnum() or any(c in tokens.values[i] for c in (*_BARE, "prep"))
        for i in rest
    )


def _joined(text: str, tokens: Tokens, found: Sequence[Found], j: int) -> bool:
    """Whether an expression goes on from the one before it: "13 April 2013 (Saturday)"."""
    a, b = found[j - 1], found[j]
    if _BESIDE.fullmatch(text, a.end, b.start):
        # "4 March - 1916 saw the end": a mark that sets off is none that joins.
        return "\n" not in text[a.end : b.start]
    if b.meaning.clock is not None and b.first - a.last == 1 and "prep" in tokens.values[a.last]:
        return True  # "14/11/2013 at 06:12"
    return ranges.connector(tokens, a, b) is not None


def _coarse(m: Meaning) -> bool:
    """A year, a month or the like: never a dateline."""
    return m.day is None and m.weekday is None and m.feast is None and m.kind == "date"


def _title(
    text: str, found: Sequence[Found], breaks: Sequence[int], heads: Sequence[Heading]
) -> Heading | None:
    """The first line, where it names the one year, or the one day of the year, that all below lack.

    "Québec: the year 1960" over lines that begin with days; "4 March" over lines that begin with
    years.
    """
    start = len(text) - len(text.lstrip())
    line = bisect_left(breaks, start)
    end = breaks[line] if line < len(breaks) else len(text)
    inside = [i for i, f in enumerate(found[:3]) if f.start < end]
    if len(inside) != 1:
        return None
    (first,) = inside
    m = found[first].meaning
    below = [found[h.first].meaning for h in heads if h.first != first]
    if m.kind != "date" or (m.year is None) == (m.day is None):
        return None
    if m.year is not None:
        fits = sum(b.kind == "date" and not b.dated for b in below)
    else:
        fits = sum(map(_bare_year, below)) if m.month is not None else 0
    if fits < YEARLESS or 2 * fits < len(below):
        return None
    return Heading(first, first + 1, start, end, len(text), True, 1)


def _bare_year(m: Meaning) -> bool:
    return m.kind == "date" and m.year is not None and m.month is None and m.season is None


def _bound(text: str, sections: list[Heading], leads: list[Heading]) -> None:
    """Where each heading loses hold: at the next of its kind, a lead of a list with its item."""
    lines = sorted(h.line for h in (*sections, *leads))
    blank = [m.start() for m in re.finditer(r"\n[ \t\r]*\n", text)]
    plain = sum(not h.listed for h in leads) >= HABIT
    for h in leads:
        following = bisect_right(lines, h.line)
        h.end = lines[following] if following < len(lines) else len(text)
        if h.listed or not plain:
            gap = bisect_left(blank, h.start)
            stop = blank[gap] if gap < len(blank) else len(text)
            h.end = min(h.end, stop)
    other = [
        (m.start(), len(m[1])) for m in re.finditer(r"^[ ]{0,3}(#{1,6})[ \t]", text, re.MULTILINE)
    ]
    for h in sections:
        # A heading of the same rank that names no date ends it; one with a date does so anyway.
        if h.rank:
            after = islice(other, bisect_right(other, (h.line, len("######") + 1)), None)
            h.end = next((at for at, rank in after if rank <= h.rank), h.end)


class Frame:
    """The headings in force while a text is read from its start, and what they make of its dates.

    The stack holds a heading of a year over those of its months over those of their days.
    """

    def __init__(self, found: Sequence[Found], heads: dict[int, Heading], context: Context) -> None:
        self._found, self._heads, self._document = found, heads, context
        self._stack: list[tuple[Heading, Point | None, Context]] = []
        self._before: Point | None = None
        self._day: tuple[int, int] | None = None
        meanings = [found[h.first].meaning for h in heads.values()]
        self._bare_years = sum(map(_bare_year, meanings))
        self._backwards = _falling(meanings)
        self._log = running_log.newest_first(meanings)

    def context(self, at: int) -> Context:
        """What the headings above a raw offset establish, else what the article itself does."""
        while self._stack and at >= self._stack[-1][0].end:
            self._stack.pop()
        return self._stack[-1][2] if self._stack else self._document

    @property
    def headed(self) -> bool:
        """Whether a heading is in force."""
        return bool(self._stack)

    def read(self, number: int) -> Placed | None:
        """What a heading names by those above and before it; None to read it as any other date."""
        m = self._found[number].meaning
        head = self._heads.get(number)
        if head is None:
            inside = bool(self._stack) and number < self._stack[-1][0].last
            # "3 August (Monday)": that very day
            return self._placed(m) if inside and (m.weekday is None or m.day is not None) else None
        self._leave(head, m)
        return self._of_a_day(head, m) or self._placed(m)

    def _of_a_day(self, head: Heading, m: Meaning) -> Placed | None:
        """A year below the day of the year that heads a page, or that heading itself."""
        if self._day is not None and _bare_year(m):
            assert m.year is not None
            point = Point.make_day(1 - m.year if m.bc else m.year, *self._day)
            return None if point is None else finish(point, m, self._document, "day-of-heading")
        lone = head.section and not self._stack and self._bare_years >= YEARLESS
        if lone and m.day is not None and m.month is not None and not m.dated:
            self._day = (m.month, m.day)
            return Placed(f"XXXX-{m.month:02d}-{m.day:02d}", how="unresolved", confidence=0.3)
        return None

    def _placed(self, m: Meaning) -> Placed | None:
        if m.kind != "date" or m.dated or m.rel is not None:
            return None
        if self._log and m.clock is not None and m.day is None and m.weekday is None:
            day = None if self._of_day() else self._document.day()
            if day is not None:
                return finish(day, m, self._document, running_log.HOW, 0.9)
        point = self._point(m)
        return None if point is None else finish(point, m, self._document, "year-of-heading", 0.95)

    def _of_day(self) -> bool:
        """Whether a heading in force names a day."""
        return any(point is not None and point.unit == "day" for _, point, _ in self._stack)

    def enter(self, number: int, placed: Placed, context: Context) -> None:
        """Put a heading in force that has been read."""
        head = self._heads.get(number)
        if head is None:
            return
        point = placed.point
        if point is None:
            return
        point = replace(point, part="") if point.part else point
        # Below a day relative words count from it, below a year or month the story goes on from it.
        day = point if point.unit == "day" else None
        below = Context(day, day is None, tokens=context.tokens)
        below.latest_year = self._document.latest_year
        below.last, below.last_at, below.latest = point, self._found[head.last - 1].last, {}
        below.latest[point.unit] = point
        # "3 August: we left. On Thursday we came back": where no other day is known, days follow.
        below.entry = not head.section and self._document.published is None
        self._stack.append((head, point, below))
        self._before = point

    def extend(self, number: int, placed: Placed) -> None:
        """Put the last date of a heading that names several in place of its first."""
        if not self._stack or placed.point is None or placed.point.unit != "day":
            return
        head, first, below = self._stack[-1]
        if head.first < number == head.last - 1 and below.published is not None:
            below.published = below.last = below.latest["day"] = self._before = placed.point
            self._stack[-1] = head, first, below

    def _leave(self, head: Heading, m: Meaning) -> None:
        """A section ends those as fine as itself, a lead only other leads."""
        level = _level(m)
        while self._stack:
            top, point, _ = self._stack[-1]
            inner = point is None or FINENESS[point.unit] >= level
            if top.section and (not head.section or not inner):
                break
            top.end = min(top.end, head.line)
            self._stack.pop()

    def _point(self, m: Meaning) -> Point | None:
        above = next((p for _, p, _ in reversed(self._stack) if p is not None), None)
        base = above or self._before
        if m.month is not None:
            point = None if base is None else _made(m, base.year)
            # "December … January" of one list; under a year's own heading there is only that year.
            return point if above and above.unit == "year" else self._turned(m, point)
        if m.day is not None:
            if base is None or FINENESS[base.unit] < FINENESS["month"]:
                return None
            return Point.make_day(base.year, base.month, m.day)
        if m.weekday is not None:
            return self._weekday(m.weekday)
        return above if m.clock and above and above.unit == "day" else None

    def _weekday(self, weekday: int) -> Point | None:
        """The day of a list that goes from one weekday to the next."""
        before = self._before
        if before is None or before.unit != "day" or before.date is None:
            return None
        ahead = (weekday - before.date.weekday()) % 7 or 7
        back = (before.date.weekday() - weekday) % 7 or 7
        return before.shift("day", -back if self._backwards else ahead)

    def _turned(self, m: Meaning, point: Point | None) -> Point | None:
        """A date of the next year where the months of a list begin anew, or of the one before."""
        before = self._before
        if point is None or before is None or FINENESS[before.unit] < FINENESS["month"]:
            return point
        way = -1 if self._backwards else 1
        turns = way * (before.month - point.month) >= TURN and point.year == before.year
        return _made(m, point.year + way) if turns else point


def _made(m: Meaning, year: int) -> Point | None:
    assert m.month is not None
    return Point("month", year, m.month) if m.day is None else Point.make_day(year, m.month, m.day)


def _level(m: Meaning) -> int:
    if m.day is not None or m.weekday is not None or m.clock is not None or m.kind != "date":
        return FINENESS["day"]
    if m.month is not None:
        return FINENESS["month"]
    return FINENESS["year"] if m.year is not None else FINENESS["decade"]


def _falling(meanings: Sequence[Meaning]) -> bool:
    """Whether headings run back in time, as those of a page do that shows the newest first."""
    days = [(m.year, m.month or 1, m.day or 1) for m in meanings if m.year is not None and not m.bc]
    if len(days) < 2:
        days = [(0, m.month, m.day) for m in meanings if m.month is not None and m.day is not None]
    falls = sum(b < a for a, b in pairwise(days))
    return falls > sum(b > a for a, b in pairwise(days))
