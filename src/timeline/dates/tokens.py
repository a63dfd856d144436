"""Text to tokens with classes: the cheap first pass over an article, linear in its length.

Invariants: tokens are in text order and never overlap; `Tokens.chars[i]` is the one-character code
of token i's set of classes, so that a grammar rule is a plain regular expression over `chars`;
"o" is a word no rule knows, "C" one with a capital, "B" a blank line. A rule can never match across
any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

OTHER = "o"
NAME = "C"
BREAK = "B"

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the lexicon: its code, the value of each of its classes, what follows from case.

    cap: the entry to use instead when the word is written with a capital; number: whether the word
    may be part of a number of several.
    """

    char: str
    values: Values
    cap: Entry | None = None
    number: bool = False


class Span(Protocol):
    """Anything with raw offsets, the end exclusive."""

    @property
    def start(self) -> int:
        """The first."""
        ...

    @property
    def end(self) -> int:
        """The one behind the last."""
        ...


@dataclass(slots=True)
class Tokens:
    """Parallel lists: raw offsets and classes of the tokens of one text.

    telling: the tokens that may tell a tense, games: how many are words of games; None until they
    are asked for.
    """

    text: str
    starts: list[int]
    ends: list[int]
    values: list[Values]
    chars: str
    telling: list[int] | None = None
    games: int | None = None

    def quote(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self.text[span.start : span.end].split())

    def low(self, index: int) -> str:
        """Token in lower case with a plain apostrophe."""
        return self.text[self.starts[index] : self.ends[index]].lower().replace("’", "'")


# Alternatives in order: what must not be cut up (addresses, codes), digits by shape, words, marks.
TOKEN = re.compile(
    r"(?P<skip>https?://\S+|www\.\S+|[@#]\w+)"
    r"|(?P<break>\n[ \t\r]*\n\s*)"
    r"|(?P<zone>(?:UTC|GMT)[ \u00a0]?[+\-\u2212\u2013]\d\d?(?::?[0-5]\d)?\b)"
    r"|(?P<digit>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?![\d-])"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?![\d/.,-]\d)(?!\d)"
    r"|\d{1,2}/(?:1[0-9]|20)\d\d(?![\d/])"
    r"|[1-4][QT](?:20)?\d\d(?!\w)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d|:\d)"
    r"|\d{1,2}[hH]\d\d(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)"
    # The number of a note behind a sentence that ends with a year.
    r"|(?<![\d.,])[12]\d{3}(?=\.\d{1,2}(?:[ \t]+[A-ZÀ-Þ«\"“]|[ \t\r]*(?:\n|\Z)))"
    r"|\d+(?:[.,]\d+)+"
    r"|(?:(?<!\w)|(?<=[QTHSqths]\d))['’‘]\d\d(?:s\b|(?!\w))"
    r"|\d{3}[1-9](?=['’]s\b)|\d+(?i:'?s\b|st\b|nd\b|rd\b|th\b|ern?\b|ers\b|res?\b|nds?\b|e\b|es\b|[eè]mes?\b|de\b|ste\b)"
    r"|\d+)"
    # Chinese and Japanese write no blanks: each of their characters is a token.
    r"|(?P<word>[\u3041-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:\d\w*)?)"
    r"|(?P<mark>[^\w\s]|_)"
)

# A text with a line longer than this is not cut to a width: each of its line ends ends a paragraph.
FLOWING = 200
LINES = re.compile(TOKEN.pattern.replace(r"\n[ \t\r]*\n\s*", r"\n\s*"))

Digits = tuple[frozenset[str], Values]


def pattern(text: str) -> re.Pattern[str]:
    """The pattern of a text's tokens: where lines flow, every line end is a break."""
    return LINES if any(len(line) > FLOWING for line in text.split("\n")) else TOKEN


# What a whole number may stand for, by its value and how many figures it has.
_NUMBERS: dict[str, Callable[[int, int], bool]] = {
    "num": lambda n, width: True,
    "digits": lambda n, width: True,  # no number in words: "en 1855 une galerie"
    "dd": lambda n, width: width <= 2 and 1 <= n <= 31,
    "mm": lambda n, width: width <= 2 and 1 <= n <= 12,
    "fullmm": lambda n, width: width == 2 and 1 <= n <= 12,
    "hh": lambda n, width: width <= 2 and n <= 24,
    "min": lambda n, width: width <= 2 and n <= 59,
    "yy": lambda n, width: width == 2,
    "late": lambda n, width: width == 2 and n > 31,  # too high for a day: '98, en 98
    "y3": lambda n, width: width == 3 and n >= 100,
    "yyyy": lambda n, width: width == 4 and 1000 <= n <= 2199,
    "round": lambda n, width: width == 4 and 1000 <= n <= 2199 and n % 100 == 0,
    "recent": lambda n, width: width == 4 and 1900 <= n <= 2039,
    "yclock": lambda n, width: width == 4 and 1000 <= n <= 2199 and n % 100 < 60,  # 1900 GMT
    "hhmm": lambda n, width: width == 4 and (n < 1000 or 2199 < n < 2400) and n % 100 < 60,
}


def _integer(text: str) -> Values:
    number = int(text)
    return {name: number for name, holds in _NUMBERS.items() if holds(number, len(text))}


def _decade(m: re.Match[str]) -> Values:
    number = int(m[1] or m[2])
    return {"decade": number} if number % 10 == 0 and number <= 2190 else {}


def _ordinal(m: re.Match[str]) -> Values:
    number = int(m[1])
    values = {"nth": number}
    return values | {"dth": number} if 1 <= number <= 31 else values


def _clock(m: re.Match[str]) -> Values:
    parts = tuple(int(p) for p in m.groups() if p)
    return {"clock": parts} if parts[0] <= 24 and max(parts[1:]) <= 59 else {}


def _h_clock(m: re.Match[str]) -> Values:
    hour, minute = int(m[1]), int(m[3])
    if hour > 24 or minute > 59:
        return {}
    values: Values = {"clock": (hour, minute)}
    # 1H20: twenty past one, or a half year where a language writes it so.
    return values | {"yearhalf": (hour, minute)} if m[2] == "H" and m[1] in "12" else values


def _month_year(m: re.Match[str]) -> Values:
    # 1/2000 may be a scale: one figure alone needs words around it to be a month.
    kind = "monthyear" if len(m[1]) == 2 else "thinmonthyear"
    return {kind: (int(m[1]), int(m[2]))} if 1 <= int(m[1]) <= 12 else {}


def _iso(m: re.Match[str]) -> Values:
    year, month, day, *time = (int(p) for p in (m[1], m[3], m[4], *m.groups()[4:]) if p)
    there_is = 1 <= month <= 12 and 1 <= day <= 31
    return {"iso": (year, month, day, tuple(time))} if there_is else {}


def _slashed(m: re.Match[str]) -> Values:
    a, b = int(m[1]), int(m[3])
    # "1.2.99" may number a version or a section: with dots all figures are in twos.
    plain = m[2] == "." and len(m[0]) < 8
    if plain or max(a, b) > 31 or min(a, b) not in range(1, 13):
        return {}
    return {"slashed": (a, b, int(m[4]), len(m[4]), m[2])}


def _grouped(m: re.Match[str]) -> Values:
    return {"num": int(re.sub(r"\D", "", m[0])[:12]), "big": True}


def _decimal(m: re.Match[str]) -> Values:
    values: Values = {"num": float(m[0].replace(",", ".")), "frac": True}
    # "9.30": a clock time where a rule says so, else a decimal number.
    if re.fullmatch(r"\d\d?\.\d\d", m[0]) and int(m[1]) < 24 and int(m[2]) < 60:
        values["dotted"] = (int(m[1]), int(m[2]))
    return values


# The shapes of a token that starts with a digit, the first that fits, and what it may stand for.
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Values]], ...] = tuple(
    (re.compile(shape, re.IGNORECASE), read)
    for shape, read in (
        (r"\d{1,8}", lambda m: _integer(m[0])),
        (r"'(\d\d)", lambda m: {"yyq": int(m[1])}),
        (r"'?(\d{2,4})'?s|(\d\d|\d{4})ern?", _decade),
        (r"(\d{1,3})(?:st|nd|rd|th|ers?|res?|nds?|es?|[eè]mes?|de|ste)", _ordinal),
        (r"(\d\d?):(\d\d)(?::(\d\d))?", _clock),
        (r"(\d\d?)(h)(\d\d)", _h_clock),
        (r"([1-4])[qt](?:20)?(\d\d)", lambda m: {"yearquarter": (int(m[1]), int(m[2]))}),
        (r"(\d\d?)/(\d{4})", _month_year),
        (r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:T(\d\d):(\d\d)(?::(\d\d))?)?", _iso),
        (r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)", _slashed),
        (r"\d{1,3}(?:(?:[\u00a0\u202f]\d{3})+|(?:,\d{3})+|(?:\.\d{3})+)", _grouped),
        (r"(\d{1,6})[.,](\d{1,6})", _decimal),
    )
)


@lru_cache(maxsize=65536)
def digits(text: str) -> Digits:
    """Classes and values of a token that starts with a digit."""
    plain = text.replace("’", "'").replace("‘", "'")
    for shape, read in _SHAPES:
        if m := shape.fullmatch(plain):
            values = read(m)
            return frozenset(values or ("junk",)), values
    return frozenset(["junk"]), {}


def digit_signatures() -> set[frozenset[str]]:
    """Every set of classes that `digits` can give."""
    shapes = """1990s 4th 40th 0th 32nd 12:30 12:30:10 2020-01-01 1/2/2020 1,000 1.5 9.30 9.75 99.99
    1.2.3 '98 12/2018 1/2018 2Q19 1H20 1H59"""
    whole = (f"{n:0{width}d}" for width in (1, 2, 3, 4, 5) for n in range(min(2500, 10**width)))
    return {digits(text)[0] for text in (*shapes.split(), *whole, "9999")}
