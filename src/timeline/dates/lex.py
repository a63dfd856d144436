"""Text to tokens with classes: the cheap first pass over an article, linear in its length.

Invariants: tokens are in text order and never overlap; `Tokens.chars[i]` is the one-character code
of token i's set of classes, so that a grammar rule is a plain regular expression over `chars`;
"o" is a word no rule knows, "C" one with a capital, "B" a blank line. A rule can never match across
any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

OTHER = "o"
NAME = "C"
BREAK = "B"

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the lexicon: its code, the value of each of its classes, what follows from case.

    cap: the entry to use instead when the word is written with a capital; number: (kind, value)
    when the word is part of a number in words.
    """

    char: str
    values: Values
    cap: Entry | None = None
    number: tuple[str, int] | None = None


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

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|ers?|res?|nds?|es?|[eè]mes?|de|ste)")
_DECADE = re.compile(r"(\d{2,4})'?s|(\d\d|\d{4})ern?")
_ROMAN = re.compile(r"(?=[ivx])(x{0,2})(ix|iv|v?i{0,3})(?:e|th|st|nd|rd|er|ème)?")

Digits = tuple[frozenset[str], Values]


def pattern(text: str) -> re.Pattern[str]:
    """The pattern of a text's tokens: where lines flow, every line end is a break."""
    return LINES if any(len(line) > FLOWING for line in text.split("\n")) else TOKEN


def _integer(number: int, width: int) -> Digits:
    values: Values = {"num": number}
    if width <= 2:
        if 1 <= number <= 31:
            values["dd"] = number
        if 1 <= number <= 12:
            values["mm"] = number
            if width == 2:
                values["fullmm"] = number
        if number <= 24:
            values["hh"] = number
        if number <= 59:
            values["min"] = number
        if width == 2:
            values["yy"] = number
            if number > 31:
                values["late"] = number  # too high for a day: '98, en 98
    elif width == 3 and number >= 100:
        values["y3"] = number
    elif width == 4 and 1000 <= number <= 2199:
        values["yyyy"] = number
        if number % 100 == 0:
            values["round"] = number
        if 1900 <= number <= 2039:
            values["recent"] = number
        if number < 2400 and number % 100 < 60:
            values["yclock"] = number  # 1900 GMT
    elif width == 4 and number < 2400 and number % 100 < 60:
        values["hhmm"] = number
    return frozenset(values), values


@lru_cache(maxsize=65536)
def digits(text: str) -> Digits:
    """Classes and values of a token that starts with a digit."""
    if text.isdigit():
        return _integer(int(text), len(text)) if len(text) < 9 else _eight(text)
    low = text.lower().replace("’", "'").replace("‘", "'")
    if low[0] == "'":
        if low.endswith("s"):
            return digits(low[1:])
        return frozenset(["yyq"]), {"yyq": int(low[1:])}
    if m := _DECADE.fullmatch(low):
        number = int(m[1] or m[2])
        if number % 10 == 0 and number <= 2190:
            return frozenset(["decade"]), {"decade": number}
        return frozenset(["junk"]), {}
    if m := _ORDINAL.fullmatch(low):
        values: Values = {"nth": int(m[1])} if len(m[1]) < 4 else {}
        if values and 1 <= values["nth"] <= 31:
            values["dth"] = values["nth"]
        return frozenset(values or ["junk"]), values
    if ":" in low and "-" not in low:
        return _clock([int(p) for p in low.split(":")], "clock")
    if "h" in low and "t" not in low:
        hour, _, minute = low.partition("h")
        kinds, named = _clock([int(hour), int(minute)], "clock")
        if text[1] != "H" or hour not in ("1", "2") or "clock" not in kinds:
            return kinds, named
        # 1H20: twenty past one, or a half year where a language writes it so.
        return frozenset(["clock", "yearhalf"]), named | {"yearhalf": (int(hour), int(minute))}
    if m := re.fullmatch(r"([1-4])[qt](?:20)?(\d\d)", low):
        return frozenset(["yearquarter"]), {"yearquarter": (int(m[1]), int(m[2]))}
    return _compound(text)


def _eight(text: str) -> Digits:
    return frozenset(["junk"]), {}


def _clock(parts: list[int], name: str) -> Digits:
    if parts[0] <= 24 and parts[1] <= 59 and (len(parts) < 3 or parts[2] <= 59):
        return frozenset([name]), {name: tuple(parts)}
    return frozenset(["junk"]), {}


def _compound(text: str) -> Digits:
    if m := re.fullmatch(r"(\d\d?)/(\d{4})", text):
        # 1/2000 may be a scale: one figure alone needs words around it to be a month.
        kind = "monthyear" if len(m[1]) == 2 else "thinmonthyear"
        named = {kind: (int(m[1]), int(m[2]))}
        return (frozenset(named), named) if 1 <= int(m[1]) <= 12 else (frozenset(["junk"]), {})
    if m := re.fullmatch(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:T(\d\d):(\d\d)(?::(\d\d))?)?", text):
        time = tuple(int(p) for p in m.groups()[4:] if p)
        value = (int(m[1]), int(m[3]), int(m[4]), time)
        ok = 1 <= value[1] <= 12 and 1 <= value[2] <= 31
        return (frozenset(["iso"]), {"iso": value}) if ok else (frozenset(["junk"]), {})
    if m := re.fullmatch(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)", text):
        value3 = (int(m[1]), int(m[3]), int(m[4]), len(m[4]), m[2])
        # "1.2.99" may number a version or a section: with dots all figures are in twos.
        plain = m[2] == "." and len(text) < 8
        if max(value3[:2]) <= 31 and min(value3[:2]) in range(1, 13) and not plain:
            return frozenset(["slashed"]), {"slashed": value3}
        return frozenset(["junk"]), {}
    plain = text.replace("\u00a0", "").replace("\u202f", "")
    if plain.isdigit():
        return frozenset(["num", "big"]), {"num": int(plain), "big": True}
    if m := re.fullmatch(r"(\d{1,2})\.(\d\d)", text):
        # "9.30": a clock time where a rule says so, else a decimal number.
        values: Values = {"num": float(text), "frac": True}
        if int(m[1]) < 24 and int(m[2]) < 60:
            values["dotted"] = (int(m[1]), int(m[2]))
        return frozenset(values), values
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text) or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        number = int(re.sub(r"[.,]", "", text)[:12])
        return frozenset(["num", "big"]), {"num": number, "big": True}
    if re.fullmatch(r"\d{1,6}[.,]\d{1,6}", text):
        return frozenset(["num", "frac"]), {"num": float(text.replace(",", ".")), "frac": True}
    return frozenset(["junk"]), {}


def digit_signatures() -> set[frozenset[str]]:
    """Every set of classes that `digits` can give."""
    found = {_integer(n, w)[0] for w in (1, 2, 3, 4, 5) for n in range(2500)}
    found |= {_integer(n, 4)[0] for n in (2500, 9999)} | {_integer(70, 2)[0]}
    samples = [
        "1990s",
        "4th",
        "40th",
        "400th",
        "12:30",
        "12:30:10",
        "2020-01-01",
        "1/2/2020",
        "1,000",
        "1.5",
        "9.30",
        "9.75",
        "99.99",
        "1.2.3",
        "123456789",
        "99s",
        "0th",
        "32nd",
        "'98",
        "12/2018",
        "1/2018",
        "2Q19",
        "1H20",
        "1H59",
    ]
    return found | {digits(s)[0] for s in samples}


def roman(text: str) -> int | None:
    """Value of a century's Roman numeral (XIX, XXe), 1 to 29; None for anything else."""
    m = _ROMAN.fullmatch(text.lower())
    if not m or not (m[1] or m[2]):
        return None
    ones = {
        "": 0,
        "i": 1,
        "ii": 2,
        "iii": 3,
        "iv": 4,
        "v": 5,
        "vi": 6,
        "vii": 7,
        "viii": 8,
        "ix": 9,
    }
    return 10 * len(m[1]) + ones[m[2]]
