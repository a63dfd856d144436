"""The grammar of quantities in one language, and what digits and number words are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from timeline.names import data

SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₺": "TRY", "₹": "INR",
    "₩": "KRW", "₪": "ILS", "₸": "KZT", "₦": "NGN", "₫": "VND", "₾": "GEL", "฿": "THB",
}  # fmt: skip
# Letters written before the dollar sign.
DOLLARS = {
    "us": "USD", "u.s.": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "a": "AUD", "au": "AUD",
    "hk": "HKD", "nz": "NZD", "s": "SGD", "r": "BRL", "nt": "TWD",
}  # fmt: skip
# Currency codes worth reading beside a number; any three capitals would be too many.
_CODES = (
    "USD EUR GBP RUB BYN UAH PLN HUF RON CZK BGN CNY RMB JPY KRW INR IDR THB MYR TRY CHF SEK NOK "
    "DKK ISK ZAR NGN EGP MXN BRL ARS CLP COP CAD AUD NZD SGD HKD TWD IRR IQD SAR AED QAR KWD ILS "
    "KZT AZN GEL AMD XOF XAF MAD DZD TND "
)


class Token(NamedTuple):
    """A number, a word or a currency sign of a text; key: casefolded."""

    kind: str
    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Grammar:
    """The words of one language that make quantities, from the table `amounts` of its file.

    openers: the words a quantity in words begins with, save articles that do so only before one of
    `sized`; telling: all of which a text without figures or signs has one if it states a quantity;
    dating: those that a year may follow.
    """

    language: str
    token: re.Pattern[str]
    decimal: str
    number_words: frozenset[str]
    joiners: frozenset[str]
    articles: frozenset[str]
    half: frozenset[str]
    of: frozenset[str]
    vague: frozenset[str]
    percent: frozenset[str]
    scales: dict[str, int]
    magnitudes: dict[str, int]
    short: dict[str, int]
    currencies: dict[str, str]
    counted: frozenset[str]
    never: frozenset[str]
    adjectives: frozenset[str]
    openers: frozenset[str]
    sized: frozenset[str]
    telling: frozenset[str]
    dating: frozenset[str]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language, read once."""
    own = data.language(language)["amounts"]
    decimal, group = re.escape(own["decimal"]), re.escape(own["group"])
    space = "\u0020\u00a0\u202f\u2009"
    number = (
        rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)(?:{decimal}\d+)?"
        rf"|\d{{1,3}}(?:[{space}]\d{{3}})+(?!\d)(?:{decimal}\d+)?"
        rf"|\d+(?:[.,]\d+)?"
    )
    symbols = re.escape("".join(SYMBOLS))
    token = re.compile(
        rf"(?<![\d.,])(?P<number>{number})"
        rf"|(?P<word>(?:[^\W\d_]\.){{2,}}|[^\W\d_]+)|(?P<symbol>[{symbols}%])"
    )
    units = own["units"]
    sized = frozenset().union(*(own[table] for table in ("half", "vague", "magnitudes", "scales")))
    openers = frozenset().union(
        *(own[table] for table in ("number_words", "half", "vague", "magnitudes"))
    )
    return Grammar(
        language,
        token,
        own["decimal"],
        frozenset(own["number_words"]),
        frozenset(own["and"]),
        frozenset(own["articles"]),
        frozenset(own["half"]),
        frozenset(own["of"]),
        frozenset(own["vague"]),
        frozenset(own["percent"]),
        own["scales"],
        own["magnitudes"],
        own["short_scales"],
        {k.casefold(): v for k, v in own["currencies"].items()},
        frozenset(units["counted"]) | data.words(language, "group"),
        frozenset(units["never"]),
        frozenset(units["adjectives"]),
        openers,
        sized,
        openers | sized,
        frozenset().union(*(data.language(code)["amounts"]["dating"] for code in data.LANGUAGES)),
    )


_FIGURES = re.compile(rf"[\d{re.escape(''.join(SYMBOLS))}]")
_LETTERS = re.compile(r"[^\W\d_]+")


def may_state(text: str, rules: Grammar) -> bool:
    """False for most texts: they have no quantity, for want of any word, figure or sign of one."""
    if _FIGURES.search(text):
        return True
    return not rules.telling.isdisjoint(_LETTERS.findall(text.casefold()))


def number(text: str, decimal: str) -> float:
    """Digits with their separators; a lone point or comma before other than three digits is one."""
    text = re.sub(r"[\s\u00a0\u202f\u2009]", "", text)
    other = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", text):
        text = text.replace(other, "")
    return float(text.replace(",", "."))


def is_code(text: str) -> bool:
    """Whether the text is an ISO 4217 code worth reading beside a number."""
    return len(text) == 3 and text.isupper() and f"{text} " in _CODES


@cache
def spelled(words: str, language: str) -> float | None:
    """What number words are worth, None when they make no number."""
    from text_to_num import text2num

    try:
        return float(text2num(words, language if language in data.LANGUAGES else "en"))
    except (ValueError, KeyError):
        return None


def product(words: list[str], grammar: Grammar) -> float | None:
    """Scales the number-word reader does not know: two dozen, une dizaine, deux millions."""
    head = [w for w in words if w not in grammar.scales]
    tail = [w for w in words if w in grammar.scales]
    base = spelled(" ".join(head), grammar.language) if head else 1.0
    if base is None or not tail:
        return None
    for w in tail:
        base *= grammar.scales[w]
    return base
