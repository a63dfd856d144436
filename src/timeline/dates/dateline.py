"""Lines that give an article's date: "Published 9 August 2020", "MINSK, Aug 9, 2020 (Agency) –".

A line counts by where it stands (`layout`), by the label before the date, and by what else it
holds: words that the language's data does not know make it a sentence, a caption or a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline import when
from timeline.dates import engine
from timeline.dates.day_order import Reading
from timeline.dates.labels import Labels
from timeline.dates.layout import RUNNING, Layout
from timeline.dates.line_openers import heads_alone, with_openers
from timeline.dates.lines import BRIEF, DASHES, SEPARATORS, Line, is_clock, is_unknown, line_of
from timeline.dates.meaning import Meaning
from timeline.dates.publication_clues import Told
from timeline.dates.tokens import Tokens
from timeline.model import Dating

FIRST_LINES = 6  # lines in which a record or a letter gives its place and date
FIRST_YEAR, LAST_YEAR = 1500, 2199
SURE = {1: 0.97, 2: 0.95, 3: 0.9, 4: 0.85}
UNSURE = 0.6  # of a date whose day may be its month
_AHEAD = timedelta(days=366)  # from an article to a day that it tells was decided on

_ARTICLES = frozenset(
    ["the", "det", "a"]
)  # classes of a word that begins a sentence about a record

Words = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A day that a text names, its line, what its label is worth (0 for none), and whether it
    stands outside of the text's own passages."""

    read: Reading
    line: Line
    label: int
    outside: bool

    @property
    def found(self) -> engine.Found:
        return self.read.found


def by_line(
    tokens: Tokens,
    read: Sequence[Reading],
    words: Words,
    layout: Layout,
    told: Told,
    beside: Sequence[Reading] = (),
) -> Dating | None:
    """The date of the best date line, None where there is none.

    read: the whole days the text names. told: those it tells of; a date that no label vouches for
    can't precede what is past (one day of the year after may be what was decided on, "called an
    election for 4 July 2023"), and one beside a name alone can't follow what is to come. beside:
    days named outside of the text's own passages.
    """
    ranker = _Ranker(tokens, words, layout, told, read, beside)
    ranked = [(rank, c) for c in ranker.candidates if (rank := ranker.rank(c))]
    if not ranked:
        return None
    rank, best = min(ranked, key=lambda told: told[0])
    r = best.read
    return Dating(
        published=r.day.isoformat(),
        how="dateline",
        confidence=SURE[rank] if r.other is None else UNSURE,
        evidence=(f"date line: {tokens.quote(r.found)}",),
        alternatives=() if r.other is None else (r.other.isoformat(),),
    )


class _Ranker:
    """What each day named in a text is worth as its date line.

    candidates: the days, in the text's order.
    """

    def __init__(
        self,
        tokens: Tokens,
        words: Words,
        layout: Layout,
        told: Told,
        read: Sequence[Reading],
        beside: Sequence[Reading],
    ) -> None:
        self._tokens, self._words, self._layout, self._told = tokens, words, layout, told
        every = [
            r
            for r in sorted((*read, *beside), key=lambda r: r.found.start)
            if layout.line(r.found.start) not in layout.teasers
            and FIRST_YEAR <= r.day.year <= LAST_YEAR
        ]
        self._labels = Labels(tokens, words, layout, frozenset(r.found.last for r in every))
        outside = {r.found.start for r in beside}
        lines = [line_of(tokens, r.found) for r in every]
        self.candidates = [
            _Candidate(r, line, self._labels.rank(r.found, line), r.found.start in outside)
            for r, line in zip(every, lines, strict=True)
        ]
        # Days that no label belongs to, by line; and the latest told of as past.
        self._days: dict[int, set[date]] = {}
        for c in self.candidates:
            if not c.label and not c.outside:
                self._days.setdefault(layout.line(c.found.start), set()).add(c.read.day)
        labelled = {c.found.start for c in self.candidates if c.label}
        self._past = {day for at, day in told.past.items() if at not in labelled}

    def rank(self, c: _Candidate) -> int:
        """1 for the best kind of line, 0 for none."""
        tokens, words, layout = self._tokens, self._words, self._layout
        if c.label:
            return c.label
        if c.outside:
            return _of_a_wire(tokens, c.found, c.line, words, layout)
        if _is_record(tokens, c.found, c.line, words, layout):
            return 3
        opens_row = layout.opens_row(c.found.start, c.found.end)
        if opens_row or self._precedes_what_is_past(c.read.day):
            return 0
        rank = _unlabelled(tokens, c.found, c.line, words, layout, self._labels)
        if rank == 4 and self._told.still_to_come(c.read.day):
            return 0
        series = _of_series(c.read.day, layout.line(c.found.start), self._days, layout)
        return 0 if series else rank

    def _precedes_what_is_past(self, day: date) -> bool:
        """Whether the text tells of more than one later day as past, or of one long after."""
        later = {other for other in self._past if other > day + timedelta(days=1)}
        return len(later) > 1 or any(other > day + _AHEAD for other in later)


def _of_series(day: date, at: int, days: Mapping[int, set[date]], layout: Layout) -> bool:
    """Whether a date is one of several that no label tells apart.

    Two on one line are a span or a life, one on each of two short lines is a list; entries of a
    chronicle have a date each; a row of a table stands beside another; a later day alone on a line
    further down, or another one above, shows that neither is the day of writing.

    at: the line; days: those that no label belongs to, by line.
    """
    short = {i for i in (at - 1, at, at + 1) if layout.short(i, RUNNING)}
    others = {i for i in (at - 1, at, at + 1) if days.get(i, {day}) != {day}}
    on_line = at in others and layout.short(at, 2 * RUNNING)
    listed = at in short and not others.isdisjoint(short - {at})
    if layout.chronicle or on_line or listed or layout.in_table(at):
        return True
    led = [(i, other) for i in days if layout.starts[i] in layout.led for other in days[i]]
    return any((i > at + 1 and other > day) or (i < at - 1 and other != day) for i, other in led)


# -- lines without a label ---------------------------------------------------------------------


def _unlabelled(
    tokens: Tokens, f: engine.Found, line: Line, words: Words, layout: Layout, labels: Labels
) -> int:
    """2 for a date alone in the head, more for a line of credits or a dateline, 0 for none."""
    brief = len(line) <= BRIEF
    plain = brief and all(line.plain)
    if layout.head <= f.start < layout.foot:
        return 0
    if f.start >= layout.head:
        last = layout.line(f.start) == len(layout.starts) - 1
        if plain and (last or _has_clock(tokens, line)):
            return 3
        return 4 if _place_or_paper(tokens, f, line) else 0
    if (plain and ":" not in line.before) or (line.plain[0] and labels.follow(f, line)):
        return 0 if layout.itemised else 2
    if brief and _credits(line, words.get("by", [])):
        return 3
    return 4 if (brief and _place_or_paper(tokens, f, line)) or is_dateline(tokens, f, line) else 0


def _credits(line: Line, by: Sequence[str]) -> bool:
    """ "By Orla Penhale, 28 January 2011", "News | 28 January 2011", "28 January 2011 | By …"."""
    if not line.before:
        return line.after[0] in SEPARATORS and not set(by).isdisjoint(line.after[1:3])
    return line.plain[1] and (line.before[0] in by or line.before[-1] in SEPARATORS)


def _of_a_wire(tokens: Tokens, f: engine.Found, line: Line, words: Words, layout: Layout) -> int:
    """A line of the foot with a clock time, or one that names the source, rank as above."""
    if f.start < layout.foot:
        return 0
    if all(line.plain) and _has_clock(tokens, line):
        return 3
    sourced = bool(line.before) and line.before[0] in words.get("source", [])
    return 4 if sourced and _place_or_paper(tokens, f, line) else 0


def _has_clock(tokens: Tokens, line: Line) -> bool:
    return any(is_clock(tokens, i) for i in range(line.first, line.last))


def _place_or_paper(tokens: Tokens, f: engine.Found, line: Line) -> bool:
    """ "Paris, le 3 mars 1995", "Source: Reuters, June 9, 2008": names, a comma, the date."""
    if not 2 <= len(line.before) <= BRIEF or line.before[-1] != "," or not line.plain[1]:
        return False
    signs = [tokens.text[tokens.starts[i]] for i in range(line.first, f.first)]
    if not signs[0].isalpha() or sum(not sign.isalnum() for sign in signs) > 2:
        return False
    unknown = (i for i in range(line.first, f.first) if is_unknown(tokens, i))
    return all(signs[i - line.first].isupper() for i in unknown)


def _is_record(tokens: Tokens, f: engine.Found, line: Line, words: Words, layout: Layout) -> bool:
    """ "Minutes of the meeting held on 4 May 2021": the title of a record ends in its day."""
    if layout.line(f.start) >= FIRST_LINES or not line.plain[1] or not line.before:
        return False
    # "The ruling of 4 May" is spoken about.
    if not tokens.low(line.first)[0].isalpha() or _ARTICLES & tokens.values[line.first].keys():
        return False
    return not set(words.get("record", [])).isdisjoint(line.before[:3])


def is_dateline(tokens: Tokens, f: engine.Found, line: Line) -> bool:
    """PLACE, date (AGENCY) – at the start of a line: capitals before, a dash or bracket after.

    "16 June 2012. – The lighthouse …": the date alone before the dash.
    """
    marks = line.after[:6]
    dashes = [mark in DASHES for mark in marks] or [False]
    if not line.before:
        after = line.after[1:] if marks[:1] == ["."] else line.after
        return len(after) > 1 and after[0] in DASHES
    place = tokens.text[tokens.starts[line.first] : tokens.ends[line.first]]
    if len(line.before) > 6:
        return False
    if place == "(":
        return marks[:1] == [")"] and dashes[1:2] == [True]
    if not place[0].isupper() or len(place) < 3:
        return False
    if dashes[0] or (any(dashes) and marks[0] == "("):
        return True
    return place.isupper() and (not marks or line.plain[1] or any(dashes) or "(" in marks)


def by_month_line(tokens: Tokens, found: Iterable[engine.Found], layout: Layout) -> Dating | None:
    """A month and year that close a short line of the head: "Working paper 14 – October 2020".

    One over entries that days lead, "- 4: The vote", is that of the entries.
    """
    found = list(found)
    read = with_openers(tokens.text, tokens, found)
    days = (f.start for f in read if f.rule == "heading" and f.meaning.day is not None)
    entries = max(days, default=-1)
    for f in found:
        m = f.meaning
        if f.start >= layout.head or not _is_month(m):
            continue
        if f.start < entries and heads_alone(tokens.text, f):
            continue
        line = line_of(tokens, f)
        set_off = bool(line.before) and len(line.before) <= BRIEF and line.before[-1] in SEPARATORS
        if (line.plain[0] or set_off) and line.plain[1]:
            assert m.year is not None and m.month is not None  # it is a month
            return Dating(
                published=when.of_month(m.year, m.month).edtf,
                how="dateline",
                confidence=0.8,
                evidence=(f"date line: {tokens.quote(f)}",),
            )
    return None


def _is_month(m: Meaning) -> bool:
    return m.kind == "date" and bool(m.year and m.month) and not m.bc and not m.day
