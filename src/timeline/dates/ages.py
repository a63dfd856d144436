"""A person's ages as years, in a text that tells when that person was born: "when she was 12".

Only where exactly one birth is told with its year, near the beginning; an age is about a year, and
it counts only in a sentence that names no date of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from timeline.dates import rulebook
from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning
from timeline.dates.point import Point
from timeline.dates.rulebook import Rulebook
from timeline.dates.tense import sentence_ends
from timeline.dates.tokens import Tokens

BEGINNING = 400  # tokens within which the birth is told
REACH = 6  # tokens from "born" to its date: "born in Leeds in the spring of 1931"
OLDEST = 110
SENTENCE = 80  # tokens of a sentence that are looked at on either side


@dataclass(frozen=True)
class Words:
    """born: words that a birth's date follows; age: what stands before an age, as a pattern; years:
    what must follow it, empty for nothing."""

    born: frozenset[str]
    age: re.Pattern[str]
    years: frozenset[str]


@lru_cache(maxsize=32)
def _words(code: str) -> Words | None:
    table: Mapping[str, list[str]] = rulebook.load(code).data.get("age", {})
    if not table:
        return None
    age = re.compile(rf"(?<!\w)(?:{'|'.join(table['before'])})[ \u00a0]")
    return Words(frozenset(table["born"]), age, frozenset(table.get("years", [])))


def with_ages(
    tokens: Tokens, found: Sequence[Found], language: Rulebook, published: Point | None
) -> list[Found]:
    """The expressions, with the ages told of a person whose birth the text dates."""
    words = _words(language.code)
    born = None if words is None else _birth(tokens, found, words.born)
    if words is None or born is None:
        return list(found)
    made = {f.start: f for f in found}
    for m in words.age.finditer(tokens.text):
        age = bisect_left(tokens.starts, m.end())
        told = _age(tokens, age, words.years)
        if told is None or age >= len(tokens.starts) or tokens.starts[age] != m.end():
            continue
        last = age + 1 + bool(words.years)
        first = bisect_left(tokens.starts, m.start())
        # "who has died at the age of 88": of the days before publication, which dates it better.
        if published is not None and born + told >= published.year - 1:
            continue
        if any(_sentence_dates(tokens, found, first, last)):
            continue
        meaning = Meaning("DATE", "date", year=born + told, mod="APPROX")
        made.pop(tokens.starts[age], None)  # « 21 ans »: a length no more
        start, end = tokens.starts[first], tokens.ends[last - 1]
        made[start] = Found(first, last, start, end, meaning, "age")
    return sorted(made.values(), key=attrgetter("start"))


def _birth(tokens: Tokens, found: Sequence[Found], born: frozenset[str]) -> int | None:
    """The year of the only birth that is told with its date, near the beginning."""
    years = list[int]()
    for f in found:
        year = f.meaning.year
        if f.meaning.kind != "date" or year is None or f.meaning.bc:
            continue
        for i in range(f.first - 1, max(-1, f.first - 1 - REACH), -1):
            if sentence_ends(tokens, i):
                break
            if tokens.low(i) in born:
                if f.first > BEGINNING:
                    return None
                years.append(year)
                break
    return years[0] if len(years) == 1 else None


def _age(tokens: Tokens, at: int, years: frozenset[str]) -> int | None:
    if at + bool(years) >= len(tokens.starts):
        return None
    told = tokens.values[at].get("num")
    if not isinstance(told, int) or not 1 <= told <= OLDEST:
        return None
    return told if not years or tokens.low(at + 1) in years else None


def _sentence_dates(
    tokens: Tokens, found: Sequence[Found], first: int, last: int
) -> Iterator[bool]:
    """Whether each other expression near by stands in the same sentence and is a date."""
    begin = bisect_left(found, first - SENTENCE, key=attrgetter("first"))
    for f in found[begin:]:
        if f.first > last + SENTENCE:
            return
        if f.meaning.type in ("DURATION", "SET"):
            continue
        between = range(f.last, first) if f.first < first else range(last, f.first)
        yield not any(sentence_ends(tokens, i) for i in between)
