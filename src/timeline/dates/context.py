"""What a text has established so far, and the shape of a placed expression."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from timeline.dates.meaning import Meaning, Type
from timeline.dates.point import FINENESS, Point, Unit
from timeline.dates.tense import Tense, sentence_ends
from timeline.dates.tokens import BREAK, Tokens

PARTS = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI", "DT": "TDT"}

THREAD_DAYS = 7
FAR_YEARS = 12  # a year this far off is named in passing, unless it opens its sentence
# For how many tokens, over how many blank lines and ends of sentences, a year that opens a sentence
# still holds; and in the tense of histories.
OPENED = (60, 0, 1)
LITERARY = (240, 2, 8)
TOLD = (80, 0, 3)  # the same of a day told with its year
PASSED = 60  # and for how many tokens of its sentence one told in passing
HEADED = (80, 1, 3)  # the same of a day at the head of what is told
FRESH = 45  # days around publication in which a day with no year is this year's
GAMES = 4  # words of games that make a report of one
DEATH = 14  # tokens around a day of an obituary that may tell of the death
GAME = 20  # tokens around "the first half" that may say it is that of a match
_OPENING = frozenset(["year", "season", "month", "day"])
# Asked only where it matters: the tense around the expression.
Ask = Callable[[], Tense | None]


@dataclass(slots=True)
class Placed:
    """A resolved expression: TIMEX3 value, the Point when there is one, how it was found."""

    value: str
    point: Point | None = None
    how: str = "explicit"
    confidence: float = 1.0
    type: Type | None = None
    alternatives: tuple[str, ...] = ()
    mod: str | None = None
    aside: bool = False


@dataclass(slots=True)
class Context:
    """What earlier text has established.

    published: the publication date, as precise as known; last: the latest date told, at token
    last_at; latest: the latest of each unit; narrative: the text tells history rather than news;
    thread: the latest day told of the week before publication, which news mostly is about; here:
    the token asked for; bygone: "since" governs it; opened: a past year that the news, at token
    opened_at, has gone back to; whole: the latest day told with a past year, at token whole_at;
    literary: asks whether the sentence in hand is told in the tense of histories; days: by month
    and day, the past days that the text has told with their year; latest_year: the latest year that
    the whole text names in full; heading: the latest day that opened a sentence or stands alone
    above it, at token heading_at; entry: the passage is one of an undated story, so that its
    weekdays follow its date; told: the latest dates told, the last of them last; passed: the latest
    date that did not move the story but is told as past, at token passed_at; obituary: the text
    opens with somebody who has died.
    """

    published: Point | None
    narrative: bool
    last: Point | None = None
    latest: dict[str, Point] = field(default_factory=dict)
    last_at: int = -1
    thread: Point | None = None
    tokens: Tokens | None = None
    here: int = 0
    bygone: bool = False
    passing: Point | None = None
    opened: Point | None = None
    opened_at: int = -1
    whole: Point | None = None
    whole_at: int = -1
    literary: Callable[[], bool] = bool
    days: dict[tuple[int, int], Point] = field(default_factory=dict)
    latest_year: int | None = None
    heading: Point | None = None
    heading_at: int = -1
    entry: bool = False
    told: deque[Point] = field(default_factory=lambda: deque(maxlen=4))
    passed: Point | None = None
    passed_at: int = -1
    obituary: bool = False
    headed: Point | None = None

    def day(self) -> Point | None:
        """The publication day, None when it is not known to the day."""
        return self.published if self.published and self.published.unit == "day" else None

    def note(self, placed: Placed, at: int) -> None:
        """Remember a placed date for what the text says next."""
        if placed.point is None or placed.aside:
            return
        if self.narrative and placed.how.endswith("publication"):
            return
        if self._beside_the_headed(placed.point):
            return
        point = replace(placed.point, part="") if placed.point.part else placed.point
        self._note_day(point, placed.how, at)
        if self._passes(point):
            self.passing = point
            return
        self.passing = None
        if point.unit == "day" and self._opens():
            self.heading, self.heading_at = point, at
        self._open(point, placed.how, at)
        age = _age(point, self.published) if point.unit == "day" and not self.narrative else None
        if age is not None and 0 <= age <= THREAD_DAYS:
            self.thread = point
        self.last, self.last_at = point, at
        self.latest[point.unit] = point
        self.told.append(point)

    def _beside_the_headed(self, point: Point) -> bool:
        """Whether a date below a headline with the story's year is the date line's, or looks back:
        « comme l'année précédente »."""
        if self.headed is None:
            return False
        return point == self.headed or (self.last is not None and point.year < self.last.year)

    def _note_day(self, point: Point, how: str, at: int) -> None:
        """Remember a day that is told with its year."""
        if point.unit == "day" and how == "explicit":
            self.days[point.month, point.day] = point
            if self.published is not None and self._is_gone(point, self.published):
                self.whole, self.whole_at = point, at

    @staticmethod
    def _is_gone(point: Point, published: Point) -> bool:
        """Whether a day is of a past year, or long before publication."""
        age = _age(point, published)
        return point.year < published.year or (age is not None and age > FRESH)

    def _passes(self, point: Point) -> bool:
        """Whether a history that names a far-off year in passing has not moved there."""
        if (
            not self.narrative
            or self.last is None
            or point.unit not in ("year", "decade", "century")
        ):
            return False
        if abs(point.year - self.last.year) <= FAR_YEARS or self._opens():
            return False
        return self.passing is None or abs(self.passing.year - point.year) > FAR_YEARS

    def told_before(self, point: Point) -> Point | None:
        """The same day of an earlier year, where the text has told that one with its year.

        None for a day near publication, which the news is about.
        """
        told, age = self.days.get((point.month, point.day)), _age(point, self.published)
        if told is None or self.published is None or age is None or abs(age) <= FRESH:
            return None
        return told if told.year < min(point.year, self.published.year) else None

    def _open(self, point: Point, how: str, at: int) -> None:
        """Note a sentence that the news opens with a past year: "In 2015 …, on 12 August"."""
        if self.narrative or self.published is None or point.unit not in _OPENING:
            return
        past = point.year < self.published.year
        if how == "year-of-narrative" or (
            how == "explicit" and past and (self._opens() or self.literary())
        ):
            self.opened, self.opened_at = point, at
        elif how == "relative-to-narrative" and past and self.opened_date() is not None:
            self.opened, self.opened_at = point, at  # "the next day": the story goes on
        elif how == "explicit":
            self.opened = None

    def opened_date(self) -> Point | None:
        """The past date the passage is told of, None where there is none or it is past it."""
        near = self._near(self.opened_at, *(LITERARY if self.literary() else OPENED))
        return self.opened if near else None

    def whole_date(self) -> Point | None:
        """The day of a past year that the same passage has just told, wherever in its sentence."""
        return self.whole if self._near(self.whole_at, *TOLD) else None

    def close_day(self) -> Point | None:
        """The day that heads what is told here, or that its sentence has named before.

        All that a weekday can count from in a text of which no publication day is known.
        """
        if self.heading is not None and self._near(self.heading_at, *HEADED):
            return self.heading
        told = self.last is not None and self.last.unit == "day"
        return self.last if told and self._near(self.last_at, HEADED[0], 0, 0) else None

    def _near(self, at: int, far: int, parts: int, sentences: int) -> bool:
        """Whether token `at` is no further back than so many tokens, breaks and sentence ends."""
        if at < 0 or self.tokens is None:
            return False
        between = range(at, self.here)
        if len(between) > far or self.tokens.chars.count(BREAK, at, self.here) > parts:
            return False
        return sum(sentence_ends(self.tokens, i) for i in between) <= sentences

    def _opens(self) -> bool:
        """Whether the expression in hand opens its sentence: "In 1828 he moved"."""
        if self.tokens is None:
            return False
        first = self.here
        return first < 2 or any(sentence_ends(self.tokens, i) for i in (first - 1, first - 2))

    def base(self, tense: Ask | None) -> Point | None:
        """The date that words like "later", "the following spring" count from.

        What the same sentence says to have been done before, where it has told no other date; and
        for what is told in the past none that is still to come.
        """
        beside = self.passed is not None and self._near(self.passed_at, PASSED, 0, 0)
        if beside and not self._near(self.last_at, PASSED, 0, 0):
            return self.passed
        if not self._ahead(self.last, tense):
            return self.last
        now = self.published.key  # type: ignore[union-attr]
        return next((p for p in reversed(self.told) if p.key <= now), self.last)

    def text_point(self, unit: Unit, tense: Ask | None = None) -> Point | None:
        """The date the narrative is at, no coarser than `unit` where one was told.

        tense: where given, what is told in the past is not counted from a date still to come.
        """
        last = self.base(tense)
        if last is not None and FINENESS[last.unit] >= FINENESS[unit]:
            if unit != "day" or self.thread is None or last is self.passed:
                return last
            return self.thread if self.far() or self._ahead(self.last, tense) else last
        fine = (p for name, p in self.latest.items() if FINENESS[name] >= FINENESS[unit])
        best = self.latest.get(unit) or next(fine, None)
        if best is None:
            return self._of_publication()
        if best.unit == "day" and self.thread is not None and self._ahead(best, tense):
            return self.thread
        same = self.last is not None and best.at(self.last.unit) == self.last
        return best if same or not self.narrative or self.last is None else None

    def _of_publication(self) -> Point | None:
        """Publication, unless the text has just told of a month long gone: "that evening" is not
        the evening of publication then."""
        told, base = self.last, self.published
        if self.narrative:
            return None
        gone = told is not None and base is not None and told.key < base.key
        return None if gone and base.at(told.unit) != told and not self.far() else base  # type: ignore[union-attr]

    def _ahead(self, point: Point | None, tense: Ask | None) -> bool:
        """Whether a date is still to come, where something is told in the past."""
        if point is None or self.published is None or point.key <= self.published.key:
            return False
        return tense is not None and tense() == "past"

    def of_a_game(self) -> bool:
        """Whether words around the token asked for, or several of the text, tell of a game, which
        has halves of its own."""
        if self.tokens is None:
            return False
        values = self.tokens.values
        if any("game" in v for v in values[max(0, self.here - GAME) : self.here + GAME]):
            return True
        if self.tokens.games is None:
            self.tokens.games = sum("game" in v for v in values)
        return self.tokens.games >= GAMES

    def of_the_death(self) -> bool:
        """Whether the sentence around the token asked for tells of the death that is the news."""
        if self.tokens is None or not self.obituary:
            return False
        first = max(0, self.here - DEATH)
        while any(sentence_ends(self.tokens, i) for i in range(first, self.here)):
            first += 1
        for i in range(first, min(len(self.tokens.values), self.here + DEATH)):
            if i > self.here and sentence_ends(self.tokens, i):
                return False
            if "death" in self.tokens.values[i]:
                return True
        return False

    def far(self) -> bool:
        """Whether the latest date was told in another paragraph or well before."""
        if self.narrative or self.tokens is None or self.last_at < 0:
            return False
        between = range(self.last_at, self.here)
        if len(between) > 160 or BREAK in self.tokens.chars[self.last_at : self.here]:
            return True
        return sum(sentence_ends(self.tokens, i) for i in between) > 3


def _age(point: Point, published: Point | None) -> int | None:
    first, second = point.date, None if published is None else published.date
    return None if first is None or second is None else (second - first).days


def part_of(m: Meaning) -> str:
    """The TIMEX3 time of day a meaning names, empty for none."""
    if m.clock is not None:
        hour, *rest = m.clock
        minutes = f":{rest[0]:02d}" if rest else ":00"
        return f"T{hour:02d}{minutes}" + "".join(f":{s:02d}" for s in rest[1:])
    return PARTS.get(m.part, "")


def finish(point: Point | None, m: Meaning, c: Context, how: str, sure: float = 1.0) -> Placed:
    """Finish a placed point: time of day, type."""
    if point is None:
        return Placed("XXXX-XX-XX", how="unresolved", confidence=0.2)
    part = part_of(m)
    if part and point.unit == "day":
        point = replace(point, part=part)
        return Placed(point.value, point, how, sure, "TIME")
    return Placed(point.value, point, how, sure)


def unplaced(value: str, m: Meaning, sure: float = 0.3) -> Placed:
    """A date that nothing places: its TIMEX3 value with X for what is unknown, and its time."""
    return Placed(value + part_of(m), how="unresolved", confidence=sure)


def refused() -> Placed:
    """What a rule took for a date and is none."""
    return Placed("", how="refused")
