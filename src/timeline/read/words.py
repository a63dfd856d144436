"""The words that stand around articles: month names, mail headers, archive fields, date labels.

`languages/<xx>.toml` holds a language's; all are used for every file, because they are those of
the program that wrote the file, not of the text. A language's file has

- `day_first`: whether 04/05/2021 beside its words is surely 4 May;
- `[mail]`: header names by what they hold (`from`, `sent`, `to`, `subject`, `others`), `wrote`:
  pairs of what begins and what ends an attribution line ("On 4 May 2021, X wrote:"), the first
  empty where the writer comes first, `forwarded` and `signed`: expressions;
- `[press]`: fields of press archives, expressions; `[page]`: what labels a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from timeline import languages
from timeline.languages import calendar

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Label:
    """A mail header's name: what it holds, and whether its language writes the day first."""

    holds: str
    day_first: bool


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of all languages, compiled.

    Every pattern is meant for `match` on one stripped line, without regard to case; those of
    labels match the label and its colon, the others are anchored at the line's end.
    """

    months: dict[str, int]
    day_first: frozenset[str]  # codes of the languages that write the day before the month
    weekday: str
    mail_labels: dict[str, Label]
    mail_label: Pattern
    wrote: tuple[tuple[Pattern, bool], ...]
    forwarded: Pattern
    signed: Pattern
    press_mark: Pattern  # for `search` in a whole text: numbers and ends of articles
    press_by: Pattern
    press_number: Pattern
    press_end: Pattern
    press_body: Pattern
    press_after: Pattern
    press_length: Pattern
    press_language: Pattern
    press_byline: Pattern
    press_headline: Pattern
    press_dateline: Pattern
    press_field: Pattern
    published: Pattern
    dated: Pattern
    updated: Pattern
    source: Pattern


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, read once."""
    codes = languages.having("files")
    tables = [languages.table(code, "files") for code in codes]

    def every(section: str, key: str) -> list[str]:
        return list(dict.fromkeys(entry for t in tables for entry in t[section][key]))

    labels: dict[str, Label] = {}
    wrote: list[tuple[Pattern, bool]] = []
    for table in tables:
        for holds in ("from", "sent", "to", "subject", "others"):
            for name in table["mail"][holds]:
                labels.setdefault(name, Label(holds, bool(table["day_first"])))
        for before, behind in table["mail"]["wrote"]:
            wrote.append((_attribution(before, behind), bool(table["day_first"])))
    return Words(
        months=_months(codes),
        day_first=frozenset(
            code for code, table in zip(codes, tables, strict=True) if table["day_first"]
        ),
        weekday=_any(
            re.escape(w)
            for code in codes
            for named in calendar.names(code, "weekday", "shortday")
            for w in named
        ),
        mail_labels=labels,
        mail_label=_compiled(rf"\*{{0,2}}({_any(map(re.escape, labels))})\s*:\s*\*{{0,2}}\s*"),
        wrote=tuple(wrote),
        forwarded=_compiled(rf"[-_=\s]*(?:{_any(every('mail', 'forwarded'))})\s*:?[-_=\s]*$"),
        signed=_compiled(rf"(?:{_any(every('mail', 'signed'))})\.?$"),
        press_mark=_compiled(rf"\b(?:{_any(every('press', 'number') + every('press', 'end'))})\b"),
        press_by=_compiled(rf"(?:{_any(every('press', 'byline'))})\s*:?\s+"),
        press_number=_compiled(rf"(?:{_any(every('press', 'number'))})$"),
        press_end=_compiled(rf"(?:{_any(every('press', 'end'))})$"),
        press_body=_compiled(rf"(?:{_any(every('press', 'body'))})\s*:?$"),
        press_after=_compiled(rf"(?:{_any(every('press', 'after'))})\s*:?$"),
        press_length=_compiled(rf"(?:{_any(every('press', 'length'))})$"),
        press_language=_compiled(rf"(?:{_any(every('press', 'languages'))})$"),
        press_byline=_field(every("press", "byline")),
        press_headline=_field(every("press", "headline")),
        press_dateline=_field(every("press", "dateline")),
        press_field=_field(every("press", "fields")),
        published=_compiled(rf"\b(?:{_any(every('page', 'published'))})\b\s*:?"),
        dated=_compiled(rf"\W*(?:{_any(every('page', 'dated'))})\W*$"),
        source=_compiled(rf"\W*(?:{_any(every('page', 'source'))})\b"),
        updated=_compiled(rf"\b(?:{_any(every('page', 'updated'))})\b\s*:?"),
    )


def _months(codes: Iterable[str]) -> dict[str, int]:
    """Names of months, with and without their accents, as old programs write them."""
    return {
        spelling: number
        for code in codes
        for number, names in enumerate(calendar.names(code, "month", "shortmonth"), start=1)
        for name in names
        for spelling in (name, calendar.without_accents(name))
    }


def _any(patterns: Iterable[str]) -> str:
    """Alternatives, the longest first so that none hides another."""
    return "|".join(sorted(dict.fromkeys(patterns), key=lambda p: (-len(p), p)))


def _compiled(pattern: str) -> Pattern:
    return re.compile(pattern, re.I)


def _field(names: Iterable[str]) -> Pattern:
    return _compiled(rf"(?:{_any(names)})\s*:\s*")


def _attribution(before: str, behind: str) -> Pattern:
    if not before:  # the date stands behind: "X wrote on 4 May 2021:"
        return _compiled(
            rf"(?P<who>[^:]{{2,120}}?),?\s+{re.escape(behind)}\s+(?P<when>.{{6,80}}?)\s?:$"
        )
    return _compiled(rf"{re.escape(before)}\s+(?P<when>.{{6,300}}?)\s+{re.escape(behind)}\s?:$")
