"""Dates and amounts as people write them, in a language that has a table of them
(languages/<xx>/interface.toml)."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import Any

from timeline import languages
from timeline.when import When, parse

ENGLISH = "en"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def happened(status: str) -> str:
    """What leads an event's title where it did not simply happen: planned: , else nothing."""
    return "" if status == "happened" else f"{status}: "


def date(edtf: str, language: str = ENGLISH) -> str:
    """An EDTF date in words: 9 Aug 2020, Aug 2020, 2010s, c. 2014, 2014 →, 2005 – 2015, Q1 2020."""
    return words(language).date(edtf)


def figure(value: str, language: str = ENGLISH) -> str:
    """An amount of a conflict as people write it: 1.5 billion USD, 12,000 people; else the text."""
    return words(language).figure(value)


@cache
def words(language: str) -> Words:
    """How a language writes dates and figures. Raises FileNotFoundError where no table tells."""
    return Words(languages.table(language, "interface"))


class Words:
    """How one language writes dates and figures. table: parsed from its interface.toml."""

    def __init__(self, table: dict[str, Any]) -> None:
        dates, figures = table["dates"], table["figures"]
        self._dates, self._figures = dates, figures
        self._months, self._short = dates["months"].split(), dates["short"].split()
        self._sizes = [(float(size), told) for size, told in figures["sizes"].items()]

    # -- numbers ----------------------------------------------------------------------------------

    def number(self, number: float) -> str:
        """A number with its thousands parted: 1,200; 1 200."""
        told = f"{number:,.10g}"
        swap = {",": self._figures["thousands"], ".": self._figures["decimal"]}
        return "".join(swap.get(c, c) for c in told)

    def agreed(self, number: float, forms: str) -> str:
        """The form that goes with a number, of "singular|plural"."""
        one, _, many = forms.partition("|")
        smallest = self._figures["plural"]
        return one if number == 1 or (abs(number) < smallest and smallest > 1) else many or one

    def figure(self, value: str) -> str:
        """An amount, "number unit", as people write it; any other text as it stands."""
        told, _, unit = value.partition(" ")
        try:
            number = float(told)
        except ValueError:
            return value
        if not unit or not math.isfinite(number):
            return value
        for size, forms in self._sizes:
            if abs(number) >= size:
                return f"{self.number(number / size)} {self.agreed(number / size, forms)} {unit}"
        return f"{self.number(number)} {unit}"

    # -- dates ------------------------------------------------------------------------------------

    @lru_cache(maxsize=20_000)  # noqa: B019 - one object a language, kept for good
    def date(self, edtf: str) -> str:
        """An EDTF date in words."""
        when = parse(edtf)
        if "/" not in edtf:
            return self._one(when)
        left, right = (None if p in ("", "..") else parse(p) for p in edtf.split("/"))
        if left is None or right is None:
            return f"→ {self._one(right)}" if right else f"{self._one(left)} →" if left else edtf
        if when.precision == "quarter" and when.first and not when.approximate:
            number, year = when.first[1] // 3 + 1, self.year(when.first[0])
            return self._told("quarter", number=number, year=year)
        if left.approximate and right.approximate:
            return self._told("about", date=self._pair(_bare(left), _bare(right)))
        return self._pair(left, right)

    def month(self, year: int, month: int) -> str:
        """August 2020; 44 BC; 2020 where month is 0."""
        return f"{self._months[month - 1]} {self.year(year)}" if month else self.year(year)

    def short_month(self, month: int) -> str:
        """Aug."""
        return str(self._short[month - 1])

    def year(self, year: int) -> str:
        """A year, astronomical: the one before AD 1 is 0."""
        if year <= 0:
            return self._told("before", year=1 - year)
        return str(year) if year >= 1000 else self._told("early", year=year)

    def decade(self, year: int) -> str:
        """The ten years from one on: 2010s."""
        return self._told("decade", year=self.year(year))

    def span(self, first: str, last: str) -> str:
        """From one date in words to another."""
        return self._told("span", first=first, last=last)

    def _told(self, form: str, **values: object) -> str:
        return str(self._dates[form]).format(**values)

    def _one(self, when: When) -> str:
        body = self._body(_bare(when))
        said = self._told("about", date=body) if when.approximate else body
        return self._told("unsure", date=said) if when.edtf[-1] in "?%" else said

    def _body(self, when: When) -> str:
        if when.first is None or when.last is None:
            return when.edtf
        year, month, day = when.first
        match when.precision:
            case "day":
                return self._day(year, month, day)
            case "month":
                return f"{self._short[month - 1]} {self.year(year)}"
            case "season":
                told = str(self._dates["seasons"][str(month)])
                two = f"{(year + 1) % 100:02d}"
                return told.format(year=self.year(year), next=self.year(year + 1), two=two)
            case "decade" if year > 0:
                return self._told("decade", year=year)
            case "century" if year >= 0:
                return self._told("century", ordinal=self._ordinal(year // 100 + 1))
            case "year":
                return self.year(year)
            case _:
                return when.edtf

    def _day(self, year: int, month: int, day: int) -> str:
        told = self._day_of(day)
        return self._told("day", day=told, month=self._short[month - 1], year=self.year(year))

    def _day_of(self, day: int) -> str:
        return str(self._dates["first"]) if day == 1 else str(day)

    def _pair(self, a: When, b: When) -> str:
        """A span, the year or month not said twice."""
        marked = a.edtf[-1] in "~?%" or b.edtf[-1] in "~?%"
        if a.first and b.first and a.first[0] == b.first[0] and not marked:
            (year, month, day), (_, month_b, day_b) = a.first, b.first
            short = self._short[month - 1]
            if a.precision == b.precision == "day" and month == month_b:
                first, last = self._day_of(day), self._day_of(day_b)
                return self._told("days", first=first, last=last, month=short, year=self.year(year))
            if a.precision == b.precision == "day":
                return f"{self._day_of(day)} {short} – {self._one(b)}"
            if a.precision == b.precision == "month":
                return f"{short} – {self._one(b)}"
        return f"{self._one(a)} – {self._one(b)}"

    def _ordinal(self, number: int) -> str:
        endings = self._dates["ordinals"]
        roman = self._dates["roman"]
        last = number if roman else number % 10 if not 10 < number % 100 < 14 else 0
        return f"{_roman(number) if roman else number}{endings.get(str(last), endings['0'])}"


def _bare(when: When) -> When:
    return parse(when.edtf.rstrip("~?%"))


def _roman(number: int) -> str:
    """XXI; of numbers below 40, which is as far as centuries go here."""
    told = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        told += sign * times
    return told
