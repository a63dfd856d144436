"""When an undated article was published, from its own words.

In order of trust: a line that gives the date (a dateline, "Published 9 August 2020"); two facts
that leave one day ("yesterday (12 January 2010)", see `arithmetic`); a dateline or a weekday with
day and month, whose year must fit the weekday and lie no earlier than the dates the text cites; a
full date told in the past whose weekday the text also names; for an essay with many cited works,
the year of the latest; a weekday with day and month in the one year in which the articles it came
with were written or have their dates; the year between those it tells of as past and as to come;
the year of those that tell the same events. Anything thinner stays unknown, and the entries of a
chronicle date nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, takewhile

from timeline import when
from timeline.dates import rulebook
from timeline.dates.arithmetic import YEARS_AHEAD, by_arithmetic
from timeline.dates.cited_years import by_years
from timeline.dates.dateline import by_line, by_month_line, is_dateline
from timeline.dates.day_order import Reading, readings
from timeline.dates.layout import Layout
from timeline.dates.levels import with_events
from timeline.dates.lines import line_of
from timeline.dates.meaning import Meaning
from timeline.dates.publication_clues import Clue, Told, clues_of, whole_day
from timeline.dates.publication_clues import bound as latest_told
from timeline.dates.tense import sentence_ends
from timeline.dates.text_read import text_read
from timeline.dates.tokens import Tokens
from timeline.model import Dating
from timeline.when import When

HEAD = 700  # code points in which a date line may stand
COMPANY = 92  # days within which an article of the same folder counts as of the same time
SET_OFF = frozenset(',;»”"]')  # marks that stand before the date of a work cited
TOGETHER, FEW = 800, 3  # code points from a date to its weekday at most; weekdays told of at most
YEAR_ALONE = 4  # figures of a date that is known to the year
MANY_CITED = 10  # full or month dates, from which on a text reads as an essay with references


def date_document(
    text: str,
    *,
    language: str,
    spans: Sequence[tuple[int, int]] | None = None,
    margins: Sequence[tuple[int, int]] = (),
    head: int | None = None,
    nearby: Sequence[str] = (),
    alike: Sequence[str] = (),
) -> Dating:
    """Publication date of an article that states none in its metadata.

    spans: raw spans to trust as the article's own text, None for all of it. margins: spans beside
    it (credits, a wire's end mark), in which a date counts by its label or its clock only. head:
    how many code points may count as the head, where a line with nothing but a date is a date
    line. nearby: EDTF publication dates of the articles it came with, and days told by those of
    its matter; alike: publication dates of those that tell the same events (`ReadTogether.around`
    gives both). They are asked only where its own words leave several years. The date is EDTF and
    may be partial; it is None, `how` "unknown", where the evidence is thin.
    """
    data = rulebook.load(language)
    words = data.data.get("document", {})
    whole = text_read(text, language)
    mended, tokens = whole.mended, whole.tokens
    own = None if spans is None else [(mended.at(a), mended.at(b)) for a, b in spans]
    every = clues_of(tokens, data, words, own)
    clues = [c for c in every if c.meaning.kind != "duration"]
    margin = [(mended.at(a), mended.at(b)) for a, b in margins]
    beside = clues_of(tokens, data, words, margin) if margin else []
    head = HEAD if head is None else head
    layout = Layout.of(tokens, clues, words, head)
    read = readings(tokens, clues)
    line = by_line(
        tokens, read, words, layout, Told.of(clues), readings(tokens, beside)
    ) or _by_other_line(mended.text, language, own, layout, read)
    unknown = Dating(published=None, how="unknown", confidence=0.0)
    if line is not None or layout.chronicle:
        return line or unknown
    tries: tuple[Callable[[], Dating | None], ...] = (
        lambda: by_arithmetic(tokens, every),
        lambda: _by_weekday(tokens, clues, head),
        lambda: by_month_line(tokens, [c.found for c in clues], layout),
        lambda: _by_full_date(tokens, clues),
        lambda: _by_citations(tokens, clues),
        lambda: _by_company(tokens, clues, nearby, head),
        lambda: by_years(tokens, clues),
        lambda: _by_alike(clues, alike),
    )
    found = next((dating for attempt in tries if (dating := attempt()) is not None), unknown)
    if found.published is not None and len(found.published) == YEAR_ALONE:
        # "Ten years ago, in 2003" tells the year of a letter that is headed by its month.
        month = by_month_line(tokens, [c.found for c in clues], layout)
        if month is not None and str(month.published).startswith(found.published):
            return month
    return found


def _by_other_line(
    text: str,
    language: str,
    spans: Sequence[tuple[int, int]] | None,
    layout: Layout,
    read: Sequence[Reading],
) -> Dating | None:
    """The date line of an article of two languages, where it is in the other.

    read: what the article's own language reads; its lines are left to it.
    """
    own = {layout.line(r.found.start) for r in read}
    known = with_events()
    for other in known if language in known and not layout.chronicle else ():
        if other == language:
            continue
        data = rulebook.load(other)
        words = data.data.get("document", {})
        tokens = data.tokenize(text[: layout.head])
        near = (
            None
            if spans is None
            else [(a, min(b, layout.head)) for a, b in spans if a < layout.head]
        )
        clues = clues_of(tokens, data, words, near)
        others = [r for r in readings(tokens, clues) if layout.line(r.found.start) not in own]
        found = by_line(tokens, others, words, layout, Told.of(clues))
        if found is not None:
            return found
    return None


# -- the year by the weekday -------------------------------------------------------------------


def _by_weekday(tokens: Tokens, clues: list[Clue], head: int) -> Dating | None:
    bound = latest_told(clues)
    if bound is None:
        return None
    for clue in _with_weekday(tokens, clues, head):
        m = clue.meaning
        if m.year is not None and not clue.today and not _as_news(tokens, clue, clues):
            continue
        told = whole_day(m) if m.year is not None else _fit(m, bound)
        if told is None or told < bound:
            continue
        published, why = _from_event(clue, told, clues, bound)
        near = told.year - bound.year
        sure = 0.85 if near <= 1 else 0.75 if near <= 2 else 0.6
        falls = f"{tokens.quote(clue.found)} falls in {told.year}"
        return _inferred(published, sure, falls, f"nothing cited is later than {bound}", why)
    return None


def _as_news(tokens: Tokens, clue: Clue, clues: list[Clue]) -> bool:
    """Whether a date with its weekday and year is told by one who writes on about that day.

    Histories and invitations give all three as well; news goes on to count from its own day, and
    does not open with the date.
    """
    f = clue.found
    if clue.tense != "past" or f.first == 0 or sentence_ends(tokens, f.first - 1):
        return False
    units = (c.meaning for c in clues if c.meaning.kind == "unit")
    return any(m.anchor == "dct" for m in units) or any(map(_bare_weekday, clues))


def _by_company(
    tokens: Tokens, clues: list[Clue], nearby: Sequence[str], head: int
) -> Dating | None:
    """A weekday with day and month in the one year in which the articles around it were written."""
    around = [d for edtf in nearby if (d := when.parse(edtf).first_date) is not None]
    if not around:
        return None
    years = range(min(around).year, max(around).year + 1)
    bound = latest_told(clues)
    # The day of writing first; others only stand near it. Further down, an event of another time
    # may be told.
    dated = (c for c in _with_weekday(tokens, clues, head) if c.meaning.year is None)
    for clue in sorted(dated, key=lambda c: not c.today):
        fitting = (_fit(clue.meaning, date(y, 1, 1)) for y in years)
        likely = {d for d in fitting if d is not None and _of_that_time(d, around)}
        if clue.found.start >= head or len(likely) != 1:
            continue
        (day,) = likely
        if bound is None or day >= bound:
            published, why = _from_event(clue, day, clues, bound or date(day.year, 1, 1))
            fits = (
                f"articles read with it are of about {day.year}, when the weekday it names falls "
                "on that day"
            )
            return _inferred(published, 0.6, fits, why)
    return None


def _of_that_time(day: date, around: Iterable[date]) -> bool:
    return any(abs((day - other).days) <= COMPANY for other in around)


def _by_alike(clues: list[Clue], alike: Sequence[str]) -> Dating | None:
    """The year in which all articles were written that tell the same events."""
    years = {d.year for edtf in alike if (d := when.parse(edtf).first_date) is not None}
    bound = latest_told(clues)
    if len(years) != 1 or (bound is not None and bound.year > min(years)):
        return None
    (year,) = years
    return _inferred(when.of_year(year), 0.5, f"articles that tell the same events are of {year}")


def _inferred(published: date | When, sure: float, *evidence: str) -> Dating:
    return Dating(published=str(published), how="inferred", confidence=sure, evidence=evidence)


def _with_weekday(tokens: Tokens, clues: list[Clue], head: int) -> Iterable[Clue]:
    """Days of a month that are named with their weekday.

    A dateline without one borrows the weekday that its first sentence names.
    """
    for at, clue in enumerate(clues):
        m, f = clue.meaning, clue.found
        if m.kind != "date" or not m.month or not m.day:
            continue
        if m.weekday is not None:
            yield clue
        elif m.year is None and f.start < head and is_dateline(tokens, f, line_of(tokens, f)):
            told = (c for c in clues[at + 1 : at + 4] if c.tense != "future" and _bare_weekday(c))
            for other in islice(told, 1):
                named = replace(m, weekday=other.meaning.weekday)
                yield Clue(replace(f, meaning=named), "past", False)


def _bare_weekday(clue: Clue) -> bool:
    m = clue.meaning
    return m.kind == "date" and m.weekday is not None and m.day is None


def _fit(m: Meaning, bound: date) -> date | None:
    """The first year from the bound on in which that day falls on that weekday."""
    assert m.month is not None and m.day is not None
    for year in range(bound.year, bound.year + YEARS_AHEAD + 1):
        try:
            day = date(year, m.month, m.day)
        except ValueError:
            continue
        # An event may be told ahead, so a day before the bound is out, one after it is not.
        if day.weekday() == m.weekday and day >= bound:
            return day
    return None


def _from_event(clue: Clue, told: date, clues: list[Clue], bound: date) -> tuple[date, str]:
    """Publication day from the day of an event told with its weekday."""
    if clue.today or not (clue.tense == "future" or clue.planned):
        return told, "it is told as news of the day"
    # Announced: a few days before; not before the last weekday told of in the past.
    past = (c.meaning.weekday for c in clues if c.tense == "past" and _bare_weekday(c))
    back = [(told.weekday() - weekday) % 7 or 7 for weekday in past if weekday is not None]
    day = when.later(told, -max(min(back) - 1 if back else 3, 1)) or told
    return max(day, bound), "it is still to come"


# -- a full date in the past tense ---------------------------------------------------------------


def _by_full_date(tokens: Tokens, clues: list[Clue]) -> Dating | None:
    days = _days_told(clues)
    latest = max(days, default=None)
    bound = latest_told(clues)
    if latest is None or (bound is not None and bound > latest):
        return None
    # A caption or a line of credits has no verb; what a sentence tells may be of any time.
    at = [c.found.start for c in days[latest] if _stands_alone(tokens, c)]
    weekdays = [c for c in clues if c.tense == "past" and _bare_weekday(c)]
    told = {c.meaning.weekday for c in weekdays}
    # Of several weekdays one falls on any date by chance; far from it, even one may.
    same = [c.found.start for c in weekdays if c.meaning.weekday == latest.weekday()]
    if len(told) > FEW or not _near(sorted(same), at):
        return None
    # The morning after is told as well: "They voted on Sunday … woke on Monday".
    run = [latest + timedelta(days=n) for n in range(3)]
    run = list(takewhile(lambda day: day.weekday() in told, run))
    so = (f"so is {day}" for day in run[1:])
    return _inferred(run[-1], 0.7, f"{latest} is a weekday the text tells of in the past", *so)


def _days_told(clues: Iterable[Clue]) -> dict[date, list[Clue]]:
    """The whole days that a text does not say to be planned, and where."""
    found: dict[date, list[Clue]] = {}
    for clue in clues:
        day = whole_day(clue.meaning)
        if day is not None and not clue.planned:
            found.setdefault(day, []).append(clue)
    return found


def _near(starts: Sequence[int], others: Iterable[int]) -> bool:
    """Whether one of some sorted offsets lies within TOGETHER of one of the others."""
    return any(
        bisect_left(starts, at - TOGETHER) < bisect_right(starts, at + TOGETHER) for at in others
    )


def _stands_alone(tokens: Tokens, clue: Clue) -> bool:
    """Whether no verb is near a date, and no word like "since" makes a span of it."""
    first = clue.found.first
    return clue.tense is None and not (first and "signal" in tokens.values[first - 1])


# -- an essay with references ------------------------------------------------------------------


def _by_citations(tokens: Tokens, clues: list[Clue]) -> Dating | None:
    # A reference sets its date off and has no verb near it; a history tells it in a sentence.
    cited = [
        c.meaning.year for c in clues if c.tense is None and _set_off(tokens, c) and _monthly(c)
    ]
    year = max((y for y in cited if y is not None), default=0)
    recent = cited.count(year)
    if len(cited) < MANY_CITED or recent < 3 or not 1900 < year < 2200:
        return None
    why = f"{recent} of {len(cited)} dates cited are of {year}, none is later"
    return _inferred(when.of_year(year), 0.5, why)


def _monthly(clue: Clue) -> bool:
    """Whether a date names its month and year, and is not said to be still to come."""
    m = clue.meaning
    return bool(m.kind == "date" and m.year and m.month and not m.bc and not clue.planned)


def _set_off(tokens: Tokens, clue: Clue) -> bool:
    return clue.found.first > 0 and tokens.low(clue.found.first - 1) in SET_OFF
