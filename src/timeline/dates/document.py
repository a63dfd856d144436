"""When an undated article was published, from its own words.

In order of trust: a line that gives the date (a dateline, "Published 9 August 2020"); a dateline or
a weekday with day and month, whose year must fit the weekday and lie no earlier than the dates the
text cites; a full date told in the past whose weekday the text also names; for an essay with many
cited works, the year of the latest. Anything thinner stays unknown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from timeline import when
from timeline.dates import engine
from timeline.dates import language as languages
from timeline.dates.dateline import by_line, by_month_line, is_dateline, line_of
from timeline.dates.lex import Tokens
from timeline.dates.meaning import Meaning
from timeline.dates.tense import Cues, Tense, sentence_ends, tense_at
from timeline.model import Dating

HEAD = 700  # code points in which a date line may stand
# A weekday falls on the same date again after 5, 6 or 11 years: beyond that nothing is decided.
YEARS_AHEAD = 4
COMPANY = 183  # days within which an article of the same folder counts as of the same time
SET_OFF = frozenset(',;»”"]')  # marks that stand before the date of a work cited
MANY_CITED = 10  # full or month dates, from which on a text reads as an essay with references


@dataclass(slots=True)
class _Clue:
    """One date expression that says something about the publication date."""

    found: engine.Found
    tense: Tense | None
    planned: bool
    today: bool = False  # "this Friday, 11 September" is the day of writing

    @property
    def meaning(self) -> Meaning:
        return self.found.meaning


def date_document(
    text: str,
    *,
    language: str,
    spans: Sequence[tuple[int, int]] | None = None,
    head: int | None = None,
    nearby: Sequence[str] = (),
) -> Dating:
    """Publication date of an article that states none in its metadata.

    spans: raw spans to trust as the article's own text, None for all of it. head: how many code
    points count as the head, where a line with nothing but a date is a date line. nearby: EDTF
    publication dates of the articles it came with, asked only where its own words leave several
    years. The date is EDTF and may be partial; it is None, `how` "unknown", where the evidence is
    thin.
    """
    data = languages.load(language)
    cues = Cues.of(data.data)
    words = data.data.get("document", {})
    tokens = data.tokenize(text)
    clues = []
    spans = None if spans is None else sorted(spans)
    for f in engine.find(tokens, data):
        if f.meaning.kind not in ("date", "unit") or not _inside(f, spans):
            continue
        tense = tense_at(tokens, f.first, f.last, cues)
        today = f.meaning.rel == 0 or tokens.low(f.first) in words.get("today", ())
        clues.append(_Clue(f, tense, _planned(tokens, f, words.get("planned", [])), today))
    head = HEAD if head is None else head
    return (
        by_line(tokens, _whole_days(clues), words, head, partial(_order, clues))
        or _by_weekday(tokens, clues, words, head)
        or by_month_line(tokens, [c.found for c in clues], head)
        or _by_full_date(clues)
        or _by_citations(tokens, clues)
        or _by_company(clues, nearby)
        or Dating(published=None, how="unknown", confidence=0.0)
    )


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
        for _ in range(24):
            if not 0 <= i < len(tokens.starts) or sentence_ends(tokens, i):
                break
            if tokens.low(i) in wanted:
                return True
            i += step
    return False


def _full(m: Meaning) -> date | None:
    """The day of a date that names day, month and year."""
    if m.kind != "date" or m.year is None or m.month is None or m.day is None or m.bc:
        return None
    try:
        return date(m.year, m.month, m.day)
    except ValueError:
        return None


def _whole_days(clues: list[_Clue]) -> list[tuple[engine.Found, date]]:
    return [(c.found, day) for c in clues if (day := _full(c.meaning)) is not None]


def _order(clues: list[_Clue], f: engine.Found, day: date) -> date:
    """04/08/2020: the order whose month the text names in words elsewhere, else the language's."""
    named = {c.meaning.month for c in clues if "month" in c.meaning.named}
    for _, month, other in f.meaning.ambiguous:
        if month in named and day.month not in named:
            return date(day.year, month, other)
    return day


# -- the year by the weekday -------------------------------------------------------------------


def _bound(clues: list[_Clue]) -> date | None:
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


def _by_weekday(
    tokens: Tokens, clues: list[_Clue], words: dict[str, list[str]], head: int
) -> Dating | None:
    bound = _bound(clues)
    if bound is None:
        return None
    for clue in _with_datelines(tokens, clues, head):
        m = clue.meaning
        if m.kind != "date" or m.weekday is None or m.day is None or m.month is None:
            continue
        told = _full(m) if m.year is not None else _fit(m, bound)
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


def _by_company(clues: list[_Clue], nearby: Sequence[str]) -> Dating | None:
    """A weekday with day and month in the one year in which the articles around it were written."""
    around = [d for edtf in nearby if (d := when.parse(edtf).first_date) is not None]
    if not around:
        return None
    years = range(min(around).year, max(around).year + 1)
    bound = _bound(clues)
    # The day of writing first; others only stand near it.
    for clue in sorted(clues, key=lambda c: not c.today):
        m = clue.meaning
        if m.kind != "date" or m.weekday is None or None in (m.day, m.month) or m.year is not None:
            continue
        fitting = {d for y in years if (d := _fit(m, date(y, 1, 1))) is not None}
        company = {d: sum(abs((d - a).days) <= COMPANY for a in around) for d in fitting}
        likely = [d for d, n in company.items() if n]
        if len(likely) != 1 or (bound is not None and likely[0] < bound):
            continue
        published, why = _from_event(clue, likely[0], clues, bound or date(likely[0].year, 1, 1))
        evidence = (
            f"{company[likely[0]]} articles read with it are of about {likely[0].year}, when the "
            "weekday it names falls on that day",
            why,
        )
        return Dating(
            published=published.isoformat(), how="inferred", confidence=0.6, evidence=evidence
        )
    return None


def _with_datelines(tokens: Tokens, clues: list[_Clue], head: int) -> Iterable[_Clue]:
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
                    yield _Clue(replace(f, meaning=replace(m, weekday=named[0])), "past", False)
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


def _from_event(clue: _Clue, told: date, clues: list[_Clue], bound: date) -> tuple[date, str]:
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


def _by_full_date(clues: list[_Clue]) -> Dating | None:
    days = [(d, c) for c in clues if (d := _full(c.meaning)) is not None and not c.planned]
    if not days:
        return None
    latest = max(d for d, _ in days)
    bound = _bound(clues)
    if bound is not None and bound > latest:
        return None
    told = {
        c.meaning.weekday for c in clues
        if c.meaning.kind == "date" and c.meaning.weekday is not None
        and c.meaning.day is None and c.tense == "past"
    }  # fmt: skip
    if latest.weekday() not in told:
        return None
    evidence = [f"{latest.isoformat()} is a weekday the text tells of in the past"]
    day = latest
    # The morning after is told as well: "Belarus voted on Sunday … woke on Monday".
    while (day - latest).days < 2 and (day + timedelta(days=1)).weekday() in told:
        day += timedelta(days=1)
        evidence.append(f"so is {day.isoformat()}")
    return Dating(
        published=day.isoformat(), how="inferred", confidence=0.7, evidence=tuple(evidence)
    )


# -- an essay with references ------------------------------------------------------------------


def _by_citations(tokens: Tokens, clues: list[_Clue]) -> Dating | None:
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
