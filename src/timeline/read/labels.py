"""The words that stand around articles: month names, mail headers, archive fields, date labels.

`languages/<xx>/files.toml` holds a language's; all are used for every file, because they are those
of the program that wrote the file, not of the text. A language's file has

- `day_first`: whether 04/05/2021 beside its words is surely 4 May;
- `[mail]`: header names by what they hold (`from`, `sent`, `to`, `subject`, `others`), `wrote`:
  pairs of what begins and what ends an attribution line ("On 4 May 2021, X wrote:"), the first
  empty where the writer comes first, `forwarded`, `signed` and `only_html` (what a plain part
  says that only points to the HTML): expressions;
- `[press]`: fields of press archives, expressions; `[page]`: what labels a date, what points
  elsewhere, and what tells that a page doesn't show its text;
- `[placeholders]`: what stands for a title or a name where there is `none`;
- `[table]`: what heads a column of dates or of their pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline import languages
from timeline.languages import calendar

Pattern = re.Pattern[str]

_ALONE = r"(?:{})$"
_OVER = r"(?:{})\s*:?$"
_FIELD = r"(?:{})\s*:\s*"
_SHAPES: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("mail", "forwarded"): (r"[-_=\s]*(?:{})\s*:?[-_=\s]*$", ("forwarded",)),
    ("mail", "signed"): (r"(?:{})\.?$", ("signed",)),
    ("mail", "only_html"): (r"(?:{})", ("only_html",)),
    ("press", "mark"): (r"\b(?:{})\b", ("number", "end")),
    ("press", "by"): (r"(?:{})\s*:?\s+", ("byline",)),
    ("press", "number"): (_ALONE, ("number",)),
    ("press", "end"): (_ALONE, ("end",)),
    ("press", "length"): (_ALONE, ("length",)),
    ("press", "language"): (_ALONE, ("languages",)),
    ("press", "body"): (_OVER, ("body",)),
    ("press", "after"): (_OVER, ("after",)),
    ("press", "byline"): (_FIELD, ("byline",)),
    ("press", "headline"): (_FIELD, ("headline",)),
    ("press", "dateline"): (_FIELD, ("dateline",)),
    ("press", "field"): (_FIELD, ("fields",)),
    ("page", "published"): (r"\b(?:{})\b\s*:?", ("published",)),
    ("page", "updated"): (r"\b(?:{})\b\s*:?", ("updated",)),
    ("page", "dated"): (r"\W*(?:{})\W*$", ("dated",)),
    ("page", "source"): (r"\W*(?:{})\b", ("source",)),
    ("page", "elsewhere"): (r"\W*(?:{})\b\s*(?P<end>[:>›»→|…\W]*)", ("elsewhere",)),
    ("page", "offers"): (r"\W*(?:{})\W*$", ("offers",)),
    ("page", "paid"): (r"\b(?:{})", ("paid",)),
    ("page", "scripted"): (r"\b(?:{})\b", ("scripted",)),
    ("placeholders", "none"): (r"\W*(?:{})\W*$", ("none",)),
    **{
        ("table", told): (_ALONE, (told,))
        for told in ("date", "year", "month", "day", "time", "from", "to")
    },
}
"""Section and label -> the shape of its pattern and the lists that fill it."""


@dataclass(frozen=True, slots=True)
class Header:
    """A mail header's name: what it holds, and whether its language writes the day first."""

    holds: str
    day_first: bool


@cache
def pattern(section: str, label: str) -> Pattern:
    """What a label looks like in any language, for `match` on one stripped line, whatever its case.

    Those of fields match the name and its colon; `mark`, `published` and `updated` are searched.
    """
    shape, keys = _SHAPES[section, label]
    entries = [entry for key in keys for table in _tables() for entry in table[section][key]]
    return re.compile(shape.format(_any(entries)), re.I)


@cache
def months() -> dict[str, int]:
    """Number of each month's name, casefolded, with and without its accents, as old programs write
    them; of two languages the later one's holds."""
    return {
        spelling: number
        for code in languages.having("files")
        for number, names in enumerate(calendar.names(code, "month", "shortmonth"), start=1)
        for name in names
        for spelling in (name, calendar.without_accents(name))
    }


@cache
def weekday() -> str:
    """The names of days, as one expression."""
    return _any(
        re.escape(name)
        for code in languages.having("files")
        for named in calendar.names(code, "weekday", "shortday")
        for name in named
    )


@cache
def day_first() -> frozenset[str]:
    """Codes of the languages that write the day before the month."""
    return frozenset(
        c for c in languages.having("files") if languages.table(c, "files")["day_first"]
    )


@cache
def headers() -> dict[str, Header]:
    """What each name of a mail's header holds, casefolded."""
    found: dict[str, Header] = {}
    for table in _tables():
        for holds in ("from", "sent", "to", "subject", "others"):
            for name in table["mail"][holds]:
                found.setdefault(name, Header(holds, bool(table["day_first"])))
    return found


@cache
def header() -> Pattern:
    """A mail header's name, its first group, with its colon."""
    names = _any(map(re.escape, headers()))
    return re.compile(rf"\*{{0,2}}({names})\s*:\s*\*{{0,2}}\s*", re.I)


@cache
def attributions() -> tuple[tuple[Pattern, bool], ...]:
    """Lines above quoted mails, with the groups `when` and `who`; whether the day comes first."""
    return tuple(
        (_attribution(before, behind), bool(table["day_first"]))
        for table in _tables()
        for before, behind in table["mail"]["wrote"]
    )


def _attribution(before: str, behind: str) -> Pattern:
    if not before:  # the date stands behind: "X wrote on 4 May 2021:"
        told = rf"(?P<who>[^:]{{2,120}}?),?\s+{re.escape(behind)}\s+(?P<when>.{{6,80}}?)\s?:$"
    else:
        told = rf"{re.escape(before)}\s+(?P<when>.{{6,300}}?)\s+{re.escape(behind)}\s?:$"
    return re.compile(told, re.I)


@cache
def _tables() -> list[dict[str, Any]]:
    return [languages.table(code, "files") for code in languages.having("files")]


def _any(patterns: Iterable[str]) -> str:
    """Alternatives, the longest first so that none hides another."""
    return "|".join(sorted(dict.fromkeys(patterns), key=lambda p: (-len(p), p)))
