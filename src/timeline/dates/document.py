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
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline import when
from timeline.dates import language as languages
from timeline.dates.arithmetic import YEARS_AHEAD, by_arithmetic
from timeline.dates.cited import by_years
from timeline.dates.clues import Clue, Told, clues_of, whole_day
from timeline.dates.clues import bound as latest_told
from timeline.dates.dateline import by_line, by_month_line, is_dateline
from timeline.dates.layout import Layout
from timeline.dates.lex import Tokens
from timeline.dates.lines import line_of
from timeline.dates.meaning import Meaning
from timeline.dates.mend import mend
from timeline.dates.numeric import Reading, readings
from timeline.dates.tense import sentence_ends
from timeline.model import Dating

HEAD = 700  # code points in which a date line may stand
BILINGUAL = ("en", "fr")  # the languages that one article may be in both of
COMPANY = 92  # days within which an article of the same folder counts as of the same time
SET_OFF = frozenset(',;»”"]')  # marks that stand before the date of a work cited
TOGETHER, FEW = 800, 3  # code points from a date to its weekday at most; weekdays told of at most
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
    its matter; alike: publication dates of those that tell the same events (`Company.around` gives
    both). They are asked only where its own words leave several years. The date is EDTF and may be
    partial; it is None, `how` "unknown", where the evidence is thin.
    """
    data = languages.load(language)
    words = data.data.get("document", {})
    mended = mend(text, data)
    tokens = data.tokenize(mended.text)
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
    return (
        by_arithmetic(tokens, every, words)
        or _by_weekday(tokens, clues, words, head)
        or by_month_line(tokens, [c.found for c in clues], layout)
        or _by_full_date(tokens, clues)
        or _by_citations(tokens, clues)
        or _by_company(tokens, clues, nearby, head)
        or by_years(tokens, clues)
        or _by_alike(clues, alike)
        or unknown
    )


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
    for other in BILINGUAL:
        if other == language or language not in BILINGUAL or layout.chronicle:
            continue
        data = languages.load(other)
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


def _by_weekday(
    tokens: Tokens, clues: list[Clue], words: dict[str, list[str]], head: int
) -> Dating | None:
    bound = latest_told(clues)
    if bound is None:
        return None
    for clue in _with_datelines(tokens, clues, head):
        m = clue.meaning
        if m.kind != "date" or m.weekday is None or m.day is None or m.month is None:
            continue
        if m.year is not None and not clue.today and not _as_news(tokens, clue, clues):
            continue
        told = whole_day(m) if m.year is not None else _fit(m, bound)
        if told is None or told < bound:
            continue
        published, why = _from_event(clue, told, clues, bound)
        near = told.year - bound.year
        sure = 0.85 if near <= 1 else 0.75 if near <= 2 else 0.6
        quoted = " ".join(tokens.text[clue.found.start : clue.found.end].split())
        evidence = (
            f"{quoted} falls in {told.year}",
            f"nothing cited is later than {bound.isoformat()}",
            why,
        )
        return Dating(
            published=published.isoformat(), how="inferred", confidence=sure, evidence=evidence
        )
    return None


def _as_news(tokens: Tokens, clue: Clue, clues: list[Clue]) -> bool:
    """Whether a date with its weekday and year is told by one who writes on about that day.

    Histories and invitations give all three as well; news goes on to count from its own day, and
    does not open with the date.
    """
    f = clue.found
    if clue.tense != "past" or f.first == 0 or sentence_ends(tokens, f.first - 1):
        return False
    return any(
        (c.meaning.kind == "unit" and c.meaning.anchor == "dct")
        or (c.meaning.weekday is not None and c.meaning.day is None)
        for c in clues
        if c is not clue
    )


def _by_company(
    tokens: Tokens, clues: list[Clue], nearby: Sequence[str], head: int
) -> Dating | None:
    """A weekday with day and month in the one year in which the articles around it were written."""
    around = [d for edtf in nearby if (d := when.parse(edtf).first_date) is not None]
    if not around:
        return None
    years = range(min(around).year, max(around).year + 1)
    bound = latest_told(clues)
    # The day of writing first; others only stand near it.
    for clue in sorted(_with_datelines(tokens, clues, head), key=lambda c: not c.today):
        m = clue.meaning
        if m.kind != "date" or m.weekday is None or None in (m.day, m.month) or m.year is not None:
            continue
        if clue.found.start >= head:  # further down, an event of another time may be told
            continue
        fitting = {d for y in years if (d := _fit(m, date(y, 1, 1))) is not None}
        company = {d: sum(abs((d - a).days) <= COMPANY for a in around) for d in fitting}
        likely = [d for d, n in company.items() if n]
        if len(likely) != 1 or (bound is not None and likely[0] < bound):
            continue
        published, why = _from_event(clue, likely[0], clues, bound or date(likely[0].year, 1, 1))
        evidence = (
            f"articles read with it are of about {likely[0].year}, when the weekday it names falls "
            "on that day",
            why,
        )
        return Dating(
            published=published.isoformat(), how="inferred", confidence=0.6, evidence=evidence
        )
    return None


def _by_alike(clues: list[Clue], alike: Sequence[str]) -> Dating | None:
    """The year in which all articles were written that tell the same events."""
    years = {d.year for edtf in alike if (d := when.parse(edtf).first_date) is not None}
    bound = latest_told(clues)
    if len(years) != 1 or (bound is not None and bound.year > min(years)):
        return None
    year = years.pop()
    evidence = (f"articles that tell the same events are of {year}",)
    return Dating(
        published=when.of_year(year).edtf, how="inferred", confidence=0.5, evidence=evidence
    )


def _with_datelines(tokens: Tokens, clues: list[Clue], head: int) -> Iterable[Clue]:
    """The clues; a dateline without a weekday borrows the weekday its first sentence names."""
    for at, clue in enumerate(clues):
        m, f = clue.meaning, clue.found
        if m.kind == "date" and m.weekday is None and m.month and m.day and m.year is None:
            if f.start < head and is_dateline(tokens, f, line_of(tokens, f)):
                named = [
                    c.meaning.weekday
                    for c in clues[at + 1 : at + 4]
                    if c.meaning.weekday is not None
                    and c.meaning.day is None
                    and c.tense != "future"
                ]
                if named and named[0] is not None:
                    yield Clue(replace(f, meaning=replace(m, weekday=named[0])), "past", False)
            continue
        yield clue


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
    if (clue.tense == "future" or clue.planned) and not clue.today:
        # Announced: a few days before; not before the last weekday told of in the past.
        back = [
            told - timedelta(days=(told.weekday() - c.meaning.weekday) % 7 or 7)
            for c in clues
            if c.meaning.weekday is not None and c.meaning.day is None and c.tense == "past"
        ]
        day = max(back) + timedelta(days=1) if back else told - timedelta(days=3)
        return max(min(day, told - timedelta(days=1)), bound), "it is still to come"
    return told, "it is told as news of the day"


# -- a full date in the past tense ---------------------------------------------------------------


def _by_full_date(tokens: Tokens, clues: list[Clue]) -> Dating | None:
    days = [(d, c) for c in clues if (d := whole_day(c.meaning)) is not None and not c.planned]
    if not days:
        return None
    latest = max(d for d, _ in days)
    bound = latest_told(clues)
    if bound is not None and bound > latest:
        return None
    # A caption or a line of credits has no verb; what a sentence tells may be of any time.
    at = [
        c.found.start
        for d, c in days
        if d == latest and c.tense is None and not _signalled(tokens, c)
    ]
    weekdays = [
        c for c in clues
        if c.meaning.kind == "date" and c.meaning.weekday is not None
        and c.meaning.day is None and c.tense == "past"
    ]  # fmt: skip
    # Of several weekdays one falls on any date by chance; far from it, even one may.
    told = {c.meaning.weekday for c in weekdays}
    near = {
        c.meaning.weekday
        for c in weekdays
        if bisect_left(at, c.found.start - TOGETHER) < bisect_right(at, c.found.start + TOGETHER)
    }
    if latest.weekday() not in near or len(told) > FEW:
        return None
    evidence = [f"{latest.isoformat()} is a weekday the text tells of in the past"]
    day = latest
    # The morning after is told as well: "They voted on Sunday … woke on Monday".
    while (day - latest).days < 2 and (day + timedelta(days=1)).weekday() in told:
        day += timedelta(days=1)
        evidence.append(f"so is {day.isoformat()}")
    return Dating(
        published=day.isoformat(), how="inferred", confidence=0.7, evidence=tuple(evidence)
    )


def _signalled(tokens: Tokens, clue: Clue) -> bool:
    """Whether a word like "since" makes a span of the date."""
    return clue.found.first > 0 and "signal" in tokens.values[clue.found.first - 1]


# -- an essay with references ------------------------------------------------------------------


def _by_citations(tokens: Tokens, clues: list[Clue]) -> Dating | None:
    # A reference sets its date off and has no verb near it; a history tells it in a sentence.
    cited = [
        (c.meaning.year, c.meaning.month)
        for c in clues
        if c.meaning.kind == "date" and c.meaning.year and c.meaning.month and not c.meaning.bc
        and not c.planned and c.tense is None
        and c.found.first > 0 and tokens.low(c.found.first - 1) in SET_OFF
    ]  # fmt: skip
    if len(cited) < MANY_CITED:
        return None
    year = max(y for y, _ in cited)
    recent = [month for y, month in cited if y == year]
    if len(recent) < 3 or not 1900 < year < 2200:
        return None
    evidence = (f"{len(recent)} of {len(cited)} dates cited are of {year}, none is later",)
    return Dating(
        published=when.of_year(year).edtf, how="inferred", confidence=0.5, evidence=evidence
    )
