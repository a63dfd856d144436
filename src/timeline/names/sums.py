"""Quantities that a text states: money with its currency, counts with their unit, percentages.

A quantity is read from left to right over tokens: digits or number words, a half, scales
("billion", "milliards"), or an order of magnitude ("tens of thousands": its value is the
magnitude, 10 000). It is an amount only with a currency or a unit beside it, so years, dates,
ages, times and ordinals are none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from timeline.languages.grammar import of
from timeline.names import countries
from timeline.names.quantities import (
    DOLLARS,
    SYMBOLS,
    Grammar,
    Token,
    grammar,
    is_code,
    may_state,
    number,
    product,
    spelled,
)

if TYPE_CHECKING:
    from timeline.model import Amount

# A word names a family of currencies; a country's adjective picks its own ("Belarusian rubles").
_FAMILIES = {"USD", "RUB", "GBP", "CHF", "FRF", "SEK", "DKK", "MXN", "INR", "IRR", "SAR", "IQD",
             "AED", "TRY", "ITL", "KRW", "CZK"}  # fmt: skip


@lru_cache(maxsize=64)  # the events of one clause ask for its amounts one after the other
def amounts(text: str, language: str) -> tuple[tuple[int, int, Amount], ...]:
    """Amounts in a text: (start, end, amount), offsets into it, in order, never overlapping.

    Money has an ISO 4217 code; a count has the noun as its unit, casefolded as written ("people",
    "manifestants"); a percentage has the unit "%".
    """
    from timeline.model import Amount

    return tuple((start, end, Amount(**one._asdict())) for start, end, one in sums(text, language))


class Sum(NamedTuple):
    """An amount as plain values; see `model.Amount`."""

    value: float
    currency: str | None
    unit: str | None
    text: str


def sums(text: str, language: str) -> list[tuple[int, int, Sum]]:
    """The same as `amounts`, for those who can't wait for pydantic."""
    rules = grammar(language)
    return _Reader(text, rules).read() if may_state(text, rules) else []


class _Quantity(NamedTuple):
    value: float
    first: int  # token positions [first, last)
    last: int
    digits: bool
    plain_year: bool = False


class _Reader:
    """One pass over one text's tokens."""

    def __init__(self, text: str, rules: Grammar) -> None:
        self.text, self.g = text, rules
        self.tokens = [
            Token(m.lastgroup or "", m[0], m[0].casefold(), m.start(), m.end())
            for m in rules.token.finditer(text)
        ]

    def read(self) -> list[tuple[int, int, Sum]]:
        found: list[tuple[int, int, Sum]] = []
        i = 0
        while i < len(self.tokens):
            hit = self._amount(i) if self._begins(i) else None
            if hit is None:
                i += 1
                continue
            first, last, value, currency, unit = hit
            start, end = self.tokens[first].start, self.tokens[last - 1].end
            found.append((start, end, Sum(value, currency, unit, self.text[start:end])))
            i = last
        return found

    def _begins(self, i: int) -> bool:
        """False for most words: nothing that begins with them is an amount."""
        token = self.tokens[i]
        if token.kind != "word" or token.key in self.g.openers or is_code(token.text):
            return True
        if i + 1 == len(self.tokens):
            return False
        after = self.tokens[i + 1]
        return after.text == "$" or (token.key in self.g.articles and after.key in self.g.sized)

    # -- small helpers -------------------------------------------------------------------------

    def _at(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def _key(self, i: int) -> str:
        token = self._at(i)
        return token.key if token and token.kind == "word" else ""

    def _gap(self, i: int) -> str:
        """What stands between token i and the one before it."""
        return self.text[self.tokens[i - 1].end : self.tokens[i].start]

    def _linked(self, i: int) -> bool:
        """Token i follows the one before it with nothing but a space, hyphen or apostrophe."""
        if not 0 < i < len(self.tokens):
            return False
        gap = self._gap(i)
        return not gap or gap in "'’-‑" or (gap.isspace() and gap.count("\n") < 2)

    # -- amounts -------------------------------------------------------------------------------

    def _amount(self, i: int) -> tuple[int, int, float, str | None, str | None] | None:
        symbol = self._symbol(i)
        if symbol:
            currency, at = symbol
            quantity = self._quantity(at, money=True) if self._linked(at) else None
            if quantity and quantity.digits:
                # "$5 US dollars": the word repeats the sign.
                return i, quantity.last, quantity.value, currency, None
            return None
        quantity = self._quantity(i, money=False)
        # "1.5bn USD": the letters are a scale before a currency alone.
        rich = self._quantity(i, money=True)
        for q in (rich, quantity):
            money = self._currency(q.last) if q else None
            if q and money:
                return q.first, money[1], q.value, money[0], None
        unit = self._unit(quantity) if quantity else None
        if quantity and unit:
            return quantity.first, unit[1], quantity.value, None, unit[0]
        return None

    def _symbol(self, i: int) -> tuple[str, int] | None:
        """A currency sign or code at i, and the position after it."""
        token = self._at(i)
        if token is None:
            return None
        after = self._at(i + 1)
        if token.kind == "symbol" and token.text in SYMBOLS:
            return SYMBOLS[token.text], i + 1
        if token.kind == "word" and after and after.text == "$" and not self._gap(i + 1):
            code = DOLLARS.get(token.key)
            return (code, i + 2) if code else None
        if is_code(token.text) and after and after.kind == "number":
            return ("CNY" if token.text == "RMB" else token.text), i + 1
        return None

    def _currency(self, i: int) -> tuple[str, int] | None:
        """A currency after a quantity: its code and the position after it."""
        token = self._at(i)
        if token is None or not self._linked(i):
            return None
        if token.kind == "symbol" and token.text in SYMBOLS:
            # In "5 $10 notes" the sign belongs to what follows it.
            after = self._at(i + 1)
            if after and after.kind == "number" and not self._gap(i + 1):
                return None
            return SYMBOLS[token.text], i + 1
        if is_code(token.text):
            return ("CNY" if token.text == "RMB" else token.text), i + 1
        return self._named_currency(i + 1 if self._of(i) else i)

    def _named_currency(self, i: int) -> tuple[str, int] | None:
        """A currency by its name, with a country's adjective in front or behind."""
        country = None
        if self._key(i) not in self.g.currencies and self._linked(i + 1):
            country = self._country(i)
            i += country is not None
        for n in (2, 1):
            code = self.g.currencies.get(" ".join(self._key(k) for k in range(i, i + n)))
            if code is None or not all(self._linked(k) for k in range(i + 1, i + n)):
                continue
            i += n
            if code in _FAMILIES:
                if country is None and self._linked(i):
                    country = countries.demonym(self.tokens[i].text, self.g.language)
                    i += country is not None
                code = _national(code, country)
            return code, i
        return None

    def _country(self, i: int) -> str | None:
        text = self.tokens[i].text
        return "US" if text in ("US", "U.S.") else countries.demonym(text, self.g.language)

    def _of(self, i: int) -> bool:
        """Whether token i leads on to what is counted ("millions of", "milliard de")."""
        return self._key(i) in self.g.of and self._linked(i + 1)

    def _unit(self, q: _Quantity) -> tuple[str, int] | None:
        """The noun counted: its text and the position after it."""
        i = q.last
        token = self._at(i)
        if token is None or not self._linked(i):
            return None
        if token.text == "%":
            return "%", i + 1
        for n in (2, 1):
            if " ".join(self._key(k) for k in range(i, i + n)) in self.g.percent:
                return "%", i + n
        if self._gap(i) and self._gap(i) in "'’-‑":
            return None
        return self._counted(i + 1 if self._of(i) else i, q)

    def _counted(self, i: int, q: _Quantity) -> tuple[str, int] | None:
        """The noun at i, or behind an adjective or two, if so many of it may be counted."""
        for k in range(i, i + 3):
            word = self._at(k)
            if word is None or (k > i and not self._linked(k)):
                return None
            if word.kind != "word" or word.key in self.g.never:
                return None
            if word.key in self.g.counted and not (q.plain_year and self._dated(q.first)):
                return word.key, k + 1
            if word.key in self.g.adjectives or countries.demonym(word.text, self.g.language):
                continue
            return (word.key, k + 1) if k == i and self._plural(word.text, q) else None
        return None

    def _plural(self, word: str, q: _Quantity) -> bool:
        """Whether a word that no table lists may be what so many are of ("40 balconies")."""
        many = q.value >= 10 and not q.plain_year
        return many and word.islower() and len(word) > 3 and of(self.g.language).looks_plural(word)

    def _dated(self, i: int) -> bool:
        """A four-digit number after a word that begins a date ("in 2014 protesters …")."""
        return self._key(i - 1) in self.g.dating

    # -- quantities ----------------------------------------------------------------------------

    def _quantity(self, i: int, money: bool) -> _Quantity | None:
        token = self._at(i)
        if token is None:
            return None
        if token.kind == "number":
            return self._digits(i, money)
        if token.kind != "word" or (i and not self._gap(i)):
            return None
        return self._halved(i) or self._spelled(i) or self._magnitude(i)

    def _digits(self, i: int, money: bool) -> _Quantity | None:
        token = self.tokens[i]
        value = number(token.text, self.g.decimal)
        year = token.text.isdigit() and len(token.text) == 4 and 1000 <= value <= 2100
        scale, last = self._scale(i + 1, money)
        after = self._at(last)
        # "15th", "66e", "A380s": letters stuck to the digits that are no scale and no unit.
        stuck = after is not None and last == i + 1 and not self._gap(last)
        if stuck and after and after.kind == "word" and after.key not in self.g.counted:
            return None
        if i and self.tokens[i - 1].kind == "word" and not self._gap(i):
            return None
        return _Quantity(value * scale, i, last, True, year and last == i + 1)

    def _scale(self, i: int, money: bool) -> tuple[float, int]:
        """Scales from position i on: their product, and the position after them."""
        product = 1.0
        while self._linked(i):
            key = self._key(i)
            if self._key(i - 1) in self.g.of and key not in self.g.magnitudes:
                break
            if money and key in self.g.short and product == 1:
                return product * self.g.short[key], i + 1
            value = self.g.scales.get(key) or self.g.magnitudes.get(key)
            if value is None:
                break
            product *= value
            i += 1
        behind = self._half(i) if product > 1 else None
        return (product, i) if behind is None else (product * 1.5, behind)

    def _half(self, i: int) -> int | None:
        """The position after "and a half", "et demi" at i."""
        if self._key(i) not in self.g.joiners:
            return None
        at = i + 2 if self._key(i + 1) in self.g.articles else i + 1
        return at + 1 if self._key(at) in self.g.half else None

    def _halved(self, i: int) -> _Quantity | None:
        """Half a billion, un demi-milliard; one and a half billion, deux millions et demi."""
        start = i
        if self._key(i) in self.g.articles and self._key(i + 1) in self.g.half:
            i += 1
        if self._key(i) in self.g.half:
            at = i + 2 if self._key(i + 1) in self.g.articles else i + 1
            scale, last = self._scale(at, money=False)
            return _Quantity(scale / 2, start, last, True) if scale > 1 else None
        behind = self._half(i + 1) if self._key(i) in self.g.number_words else None
        whole = spelled(self._key(i), self.g.language) if behind is not None else None
        if behind is None or whole is None:
            return None
        scale, last = self._scale(behind, money=False)
        return _Quantity((whole + 0.5) * scale, start, last, True)

    def _spelled(self, i: int) -> _Quantity | None:
        """Number words: two hundred and fifty thousand, a hundred, vingt-cinq mille."""
        words, last = self._number_words(i)
        if not words:
            return None
        value = spelled(" ".join(words), self.g.language)
        if value is None:
            value = product(words, self.g)
        if value is None:
            return None
        scale = self.g.scales.get(words[-1], 0) if value >= 100 else 0
        if scale and (behind := self._half(last)) is not None:
            return _Quantity(value + scale / 2, i, behind, True)
        # "une centaine de milliers"
        if self._key(last) in self.g.of and self._key(last + 1) in self.g.magnitudes:
            return _Quantity(value * self.g.magnitudes[self._key(last + 1)], i, last + 2, True)
        return _Quantity(value, i, last, True)

    def _number_words(self, i: int) -> tuple[list[str], int]:
        """The words of one number from position i on, and the position after them."""
        words: list[str] = []
        article = self._key(i) in self.g.articles and self._key(i + 1) in self.g.scales
        at = last = i + article
        while (at in (i, last) or self._linked(at)) and (key := self._key(at)):
            if key in self.g.number_words or (key in self.g.scales and (words or article)):
                words.append(key)
                last = at = at + 1
            elif key in self.g.joiners and words and self._key(at + 1) in self.g.number_words:
                words.append(key)
                at += 1
            else:
                break
        while words and words[-1] in self.g.joiners:
            words.pop()
        return words, last

    def _magnitude(self, i: int) -> _Quantity | None:
        """Tens of thousands, several thousand, quelques centaines: the magnitude itself."""
        start, vague = i, False
        sizes = self.g.scales | self.g.magnitudes
        while self._key(i) in self.g.vague or (self._key(i) in self.g.articles and i == start):
            vague = vague or self._key(i) in self.g.vague
            i += 1
            if self._key(i) in self.g.of and vague:
                i += 1
        value, last = 1.0, i
        while self._linked(i) or i == start:
            key = self._key(i)
            size = (sizes if vague else self.g.magnitudes).get(key)
            if size is None:
                break
            value *= size
            last = i = i + 1
            i += self._key(i) in self.g.of and self._key(i + 1) in sizes
        return _Quantity(value, start, last, False) if value > 1 else None


def _national(code: str, country: str | None) -> str:
    """The currency of this family that the country uses today, else the family's usual one."""
    if country is None:
        return code
    if code == "USD" and country == "US":
        return "USD"
    from babel.numbers import get_territory_currencies

    own: list[str] = get_territory_currencies(country) or []
    return own[0] if own else code
