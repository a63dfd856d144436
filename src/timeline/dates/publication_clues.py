"""What each date expression of an article says of the day the article was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.dates import engine
from timeline.dates.figures import settle_order
from timeline.dates.meaning import Meaning
from timeline.dates.point import Point
from timeline.dates.rulebook import Rulebook
from timeline.dates.tense import Cues, Tense, sentence_ends, tense_at
from timeline.dates.tokens import Tokens

KINDS = frozenset(["date", "unit", "offset", "duration"])
AROUND = 24  # tokens of a sentence, each way, in which a word may say that something is to come


@dataclass(slots=True)
class Clue:
    """One date expression that says something about the publication date.

    planned: the words around say it is still to come; today: it is the day of writing ("this
    Friday, 11 September").
    """

    found: engine.Found
    tense: Tense | None
    planned: bool
    today: bool = False

    @property
    def meaning(self) -> Meaning:
        """What the expression names."""
        return self.found.meaning


def clues_of(
    tokens: Tokens,
    data: Rulebook,
    words: Mapping[str, list[str]],
    spans: Sequence[tuple[int, int]] | None,
) -> list[Clue]:
    """The dates of a text in order. words: the [document] table; spans: as for date_document."""
    cues = Cues.of(data.data)
    spans = None if spans is None else sorted(spans)
    clues = []
    found = list(engine.find(tokens, data))
    settle_order(found)
    for f in found:
        if f.meaning.kind not in KINDS or not _inside(f, spans):
            continue
        tense = tense_at(tokens, f.first, f.last, cues)
        if tense == "past" and f.first and tokens.values[f.first - 1].get("signal") == "until":
            tense = None  # « a prolongé le permis jusqu'au 31 décembre 2026 »
        today = f.meaning.rel == 0 or tokens.low(f.first) in words.get("today", ())
        clues.append(Clue(f, tense, _planned(tokens, f, words.get("planned", [])), today))
    return clues


def _inside(f: engine.Found, spans: Sequence[tuple[int, int]] | None) -> bool:
    """Whether an expression lies in one of the spans, which are sorted and do not overlap."""
    if spans is None:
        return True
    at = bisect_right(spans, (f.start, 1 << 62)) - 1
    return at >= 0 and f.end <= spans[at][1]


def _planned(tokens: Tokens, f: engine.Found, words: Iterable[str]) -> bool:
    """Whether the sentence around says that something is still to come."""
    wanted = set(words)
    for step in (-1, 1):
        i = f.first - 1 if step < 0 else f.last
        for _ in range(AROUND):
            if not 0 <= i < len(tokens.starts) or sentence_ends(tokens, i):
                break
            if tokens.low(i) in wanted:
                return True
            i += step
    return False


def whole_day(m: Meaning) -> date | None:
    """The day of a date that names day, month and year."""
    if m.kind != "date" or m.year is None or m.month is None or m.day is None or m.bc:
        return None
    point = Point.make_day(m.year, m.month, m.day)
    return None if point is None else point.date


def bound(clues: Iterable[Clue]) -> date | None:
    """The latest date the text tells of as past: publication can't lie before it."""
    latest: date | None = None
    for clue in clues:
        m = clue.meaning
        if m.year is None or m.bc or not 1000 < m.year < 2200 or m.kind != "date" or clue.planned:
            continue
        if clue.tense == "future" and m.month is None:
            continue
        try:
            told = date(m.year, m.month or 1, m.day or 1 if m.month else 1)
        except ValueError:
            continue
        latest = told if latest is None else max(latest, told)
    return latest


@dataclass(frozen=True, slots=True)
class Told:
    """The whole days that a text tells of as past, by where they stand, and as still to come."""

    past: Mapping[int, date]
    ahead: frozenset[date]

    def still_to_come(self, day: date) -> bool:
        """Whether a day lies beyond the first that is told as coming, and is none of those."""
        return day not in self.ahead and any(day > other for other in self.ahead)

    @staticmethod
    def of(clues: Iterable[Clue]) -> Told:
        """Sort the days of a text by their tense; most have none."""
        past, ahead = dict[int, date](), set[date]()
        for clue in clues:
            day = whole_day(clue.meaning)
            if day is None:
                continue
            if clue.planned or clue.tense == "future":
                ahead.add(day)
            elif clue.tense == "past":
                past[clue.found.start] = day
        return Told(past, frozenset(ahead))
