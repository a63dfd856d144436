"""The phrases that bylines, captions, clutter and lists of links are known by: data, compiled once.

`languages/<xx>/passages.toml` holds a language's, `common.toml` what no language owns. All are used
for every article, because pages carry the clutter of their site's language, not of the text's.

Each table has lists of regular expressions, matched without regard to case: `whole` against the
whole block but for signs at its ends, `starts` at its beginning, `inside` anywhere, `ends` at its
end. Placeholders: {name} a capitalised word, {agency}, {month}, {weekday}. `names` has the small
words of names, `footnotes` what tells references from explanations.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from timeline import languages
from timeline.languages import calendar

NAME = r"(?-i:[A-ZÀ-ÖØ-ÞĀĆČĎĐĘŁŃŇÓŚŞŠŤŹŻŽ][\w'’.-]*)"

# Clutter and its like is short; a longer block that holds such a phrase is text about it.
_SHORT = 40
# Signs that may stand at a block's ends.
_LEAD = " [►▶▸→»›>•·|+*◄✉☎📧🔴-"
_TRAIL = " ]»›>→|:.…*!"


@dataclass(frozen=True, slots=True)
class Table:
    """One kind's patterns; a pattern that can't match is used for an empty list."""

    whole: re.Pattern[str]
    starts: re.Pattern[str]
    inside: re.Pattern[str]
    ends: re.Pattern[str]

    def matches(self, text: str) -> bool:
        """True when the text, which is clean, is such a block, whatever its length."""
        body = text.lstrip(_LEAD)
        return bool(
            self.whole.fullmatch(body.rstrip(_TRAIL))
            or self.starts.match(body)
            or self.inside.search(body)
            or self.ends.search(body)
        )


# A kind's block has no more words than so many.
_MOST = {
    "boilerplate": _SHORT,  # newsletters, sharing, cookies, copyright, "read also" …
    "stamped": _SHORT,  # a line that a date and a time of day in figures open
    "byline": 30,  # who wrote it, for whom and when
    "caption": 80,  # what a picture shows and whose it is
    "related": 10,  # the heading of a list of links to other articles
    "comments": 6,  # the heading of what readers say below an article
    "notes": 6,  # the heading of the notes or the bibliography
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """All tables of all languages, by kind."""

    tables: dict[str, Table]
    date: re.Pattern[str]

    def is_date(self, text: str) -> bool:
        """Nothing but a date or a year, which heads what stands below."""
        return is_short(text, 8) and self.date.fullmatch(text) is not None

    def tell(self, kind: str, text: str) -> bool:
        """Whether a block's phrases tell that it is of a kind, one of `_MOST`."""
        return is_short(text, _MOST[kind]) and self.tables[kind].matches(text)


def is_short(text: str, words: int = _SHORT) -> bool:
    """Whether a clean text, with one blank between words, has no more than so many."""
    return len(text) <= 12 * words and text.count(" ") < words


@cache
def load() -> Phrases:
    """The tables, compiled. Raises ValueError naming the file when a pattern is wrong."""
    data = _data()

    def every(key: str) -> list[str]:
        return [entry for table in data.values() for entry in table.get(key, [])]

    words = {
        "name": NAME,
        "agency": _any(every("agencies"), exact=True),
        "month": _any(_named("month")),
        "weekday": _any(_named("weekday")),
    }
    # "The Sun" is no date.
    whole = _any(_named("weekday", most=1))
    small = _any(every("date_words"))
    dated = rf"(?:{words['month']}|{words['weekday']}|{small}|\d{{1,4}})(?!\w)"
    return Phrases(
        tables={kind: _table(kind, data, words) for kind in _MOST},
        # A month, a weekday in full or a year, among nothing but numbers and small words.
        date=re.compile(
            rf"(?=.*(?:\b{words['month']}\b|\b{whole}\b|\b\d{{4}}\b))"
            rf"(?:\d{{1,2}}(?=(?:st|nd|rd|th|er)\b)|{dated}|[\s.,;:/()*_–—-])+",
            re.I,
        ),
    )


def any_of(table: str, key: str) -> str:
    """One group of all that the languages list under a key of a table, as an expression."""
    return _any([entry for d in _data().values() for entry in d.get(table, {}).get(key, [])])


@cache
def _data() -> dict[str, dict[str, Any]]:
    """What the files hold, by name; what no language owns comes first."""
    common = resources.files(__package__) / "common.toml"
    data = {"common.toml": tomllib.loads(common.read_text("utf-8"))}
    for code in languages.having("passages"):
        data[f"{code}/passages.toml"] = languages.table(code, "passages")
    return data


def _named(table: str, most: int | None = None) -> list[str]:
    """The names of months or weekdays in every language whose passages are known.

    most: how many names of each, the whole one first; None for all.
    """
    codes = languages.having("passages")
    return [w for code in codes for named in calendar.names(code, table) for w in named[:most]]


def _any(words: list[str], *, exact: bool = False) -> str:
    """One group of alternatives, the longest first; exact ones keep their case."""
    ordered = sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))
    inner = "|".join(re.escape(w) if exact else w for w in ordered)
    return f"(?-i:(?:{inner})\\b)" if exact else f"(?:{inner})"


def _table(kind: str, data: dict[str, dict[str, Any]], words: dict[str, str]) -> Table:
    def compiled(where: str, suffix: str = "") -> re.Pattern[str]:
        parts: list[tuple[str, str]] = []
        for file, content in data.items():
            for pattern in content.get(kind, {}).get(where, []):
                for key, value in words.items():
                    pattern = pattern.replace(f"{{{key}}}", value)  # noqa: PLW2901
                parts.append((file, pattern))
        if not parts:
            return re.compile(r"(?!)")
        try:
            return re.compile(f"{_one_of([pattern for _, pattern in parts])}{suffix}", re.I)
        except re.error:
            for file, pattern in parts:
                _check(pattern, f"{file}, {kind}.{where}")
            raise

    return Table(
        compiled("whole"), compiled("starts"), compiled("inside"), compiled("ends", r"\s*$")
    )


def _one_of(patterns: Sequence[str]) -> str:
    """One group of alternatives; those that begin at a word's edge are tried at such alone."""
    edge = r"\b"
    worded = [p.removeprefix(edge) for p in patterns if p.startswith(edge)]
    tried = [p for p in patterns if not p.startswith(edge)]
    if worded:
        tried.append(f"{edge}(?:{'|'.join(worded)})")
    return f"(?:{'|'.join(tried)})"


def _check(pattern: str, where: str) -> None:
    """Raise ValueError that says where a wrong pattern stands."""
    try:
        re.compile(pattern)
    except re.error as e:
        raise ValueError(f"{where}: {pattern!r}: {e}") from e
