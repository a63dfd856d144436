"""Lines that give an article's date: "Published 9 August 2020", "MINSK, Aug 9, 2020 (Agency) –".

A line counts by where it stands (`layout`), by the label before the date, and by what else it
holds: words that the language's data does not know make it a sentence, a caption or a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from timeline import when
from timeline.dates import engine
from timeline.dates.clues import Told
from timeline.dates.labels import Labels
from timeline.dates.layout import RUNNING, Layout
from timeline.dates.lex import Tokens
from timeline.dates.lines import BRIEF, DASHES, SEPARATORS, Line, is_clock, is_unknown, line_of
from timeline.dates.numeric import Reading
from timeline.model import Dating

FIRST_LINES = 6  # lines in which a record or a letter gives its place and date
FIRST_YEAR, LAST_YEAR = 1500, 2199
SURE = {1: 0.97, 2: 0.95, 3: 0.9, 4: 0.85}
UNSURE = 0.6  # of a date whose day may be its month

_ARTICLES = frozenset(
    ["the", "det", "a"]
)  # classes of a word that begins a sentence about a record

Words = Mapping[str, list[str]]


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
    can't precede what is past, and one beside a name alone can't follow what is to come. beside:
    days named outside of the text's own passages.
    """
    every = [
        r
        for r in sorted((*read, *beside), key=lambda r: r.found.start)
        if layout.line(r.found.start) not in layout.teasers
        and FIRST_YEAR <= r.day.year <= LAST_YEAR
    ]
    labels = Labels(tokens, words, layout, frozenset(r.found.last for r in every))
    outside = {r.found.start for r in beside}
    lines = [line_of(tokens, r.found) for r in every]
    ranked = [(r, line, labels.rank(r.found, line)) for r, line in zip(every, lines, strict=True)]
    days: dict[int, set[date]] = {}
    for r, _, rank in ranked:
        if not rank and r.found.start not in outside:
            days.setdefault(layout.line(r.found.start), set()).add(r.day)
    labelled = {r.found.start for r, _, rank in ranked if rank}
    since = max((day for at, day in told.past.items() if at not in labelled), default=date.min)
    until = min(told.ahead, default=date.max)
    best: tuple[int, Reading] | None = None
    for r, line, label in ranked:
        rank = label
        if r.found.start in outside:
            rank = rank or _of_a_wire(tokens, r.found, line, words, layout)
        elif not rank and _is_record(tokens, r.found, line, words, layout):
            rank = 3
        elif not rank and r.day + timedelta(days=1) >= since:
            rank = _unlabelled(tokens, r.found, line, words, layout, labels)
            if rank == 4 and r.day > until and r.day not in told.ahead:
                rank = 0
            if rank and _of_series(r.day, layout.line(r.found.start), days, layout):
                rank = 0
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


def _of_series(day: date, at: int, days: Mapping[int, set[date]], layout: Layout) -> bool:
    """Whether a date is one of several that no label tells apart.

    Two on one line are a span or a life, one on each of two short lines is a list; entries of a
    chronicle have a date each; a row of a table stands beside another; a later day alone on a line
    further down, or another one above, shows that neither is the day of writing.

    at: the line; days: those that no label belongs to, by line.
    """
    if layout.chronicle:
        return True
    if layout.short(at, 2 * RUNNING) and days.get(at, {day}) != {day}:
        return True
    beside = (i for i in (at - 1, at + 1) if layout.short(i, RUNNING))
    if layout.short(at, RUNNING) and any(days.get(i, {day}) != {day} for i in beside):
        return True
    bars = layout.bars(at)
    if bars and any(layout.bars(i) == bars for i in (at - 1, at + 1)):
        return True
    led = [(i, other) for i in days if layout.starts[i] in layout.led for other in days[i]]
    return any((i > at + 1 and other > day) or (i < at - 1 and other != day) for i, other in led)


# -- lines without a label ---------------------------------------------------------------------


def _unlabelled(
    tokens: Tokens, f: engine.Found, line: Line, words: Words, layout: Layout, labels: Labels
) -> int:
    """2 for a date alone in the head, more for a line of credits or a dateline, 0 for none."""
    at = layout.line(f.start)
    if f.start >= layout.head:
        if f.start < layout.foot:
            return 0
        last = at == len(layout.starts) - 1
        if all(line.plain) and len(line) <= BRIEF and (last or _has_clock(tokens, line)):
            return 3
        return 4 if _place_or_paper(tokens, f, line) else 0
    alone = all(line.plain) and len(line) <= BRIEF and ":" not in line.before
    if alone or (line.plain[0] and labels.follow(f, line)):
        return 0 if layout.itemised else 2
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
    return any(is_clock(tokens, i) for i in range(line.first, line.last))


def _place_or_paper(tokens: Tokens, f: engine.Found, line: Line) -> bool:
    """ "Paris, le 3 mars 1995", "Source: Reuters, June 9, 2008": names, a comma, the date."""
    if not 2 <= len(line.before) <= BRIEF or line.before[-1] != "," or not line.plain[1]:
        return False
    names = [i for i in range(line.first, f.first) if tokens.text[tokens.starts[i]].isalnum()]
    if (
        not names
        or names[0] != line.first
        or tokens.text[tokens.starts[names[0]]].isdigit()
        or len(line.before) - len(names) > 2
    ):
        return False
    return all(tokens.text[tokens.starts[i]].isupper() for i in names if is_unknown(tokens, i))


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
