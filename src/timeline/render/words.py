"""Dates and amounts as people write them."""

from __future__ import annotations

import math

from timeline.when import When, parse

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def figure(value: str) -> str:
    """An amount of a conflict as people write it: 1.5 billion USD, 12,000 people; else the text."""
    told, _, unit = value.partition(" ")
    try:
        number = float(told)
    except ValueError:
        return value
    if not unit or not math.isfinite(number):
        return value
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if abs(number) >= size:
            return f"{number / size:,.10g}{word} {unit}"
    return f"{number:,.10g} {unit}"


def happened(status: str) -> str:
    """What leads an event's title where it did not simply happen: planned: , else nothing."""
    return "" if status == "happened" else f"{status}: "


def date(edtf: str) -> str:
    """An EDTF date in words: 9 Aug 2020, Aug 2020, 2010s, c. 2014, 2014 →, 2005 – 2015, Q1 2020."""
    when = parse(edtf)
    if "/" not in edtf:
        return _one(when)
    left, right = (None if p in ("", "..") else parse(p) for p in edtf.split("/"))
    if left is None or right is None:
        return f"→ {_one(right)}" if right else f"{_one(left)} →" if left else edtf
    if when.precision == "quarter" and when.first and not when.approximate:
        return f"Q{when.first[1] // 3 + 1} {_year(when.first[0])}"
    if left.approximate and right.approximate:
        return "c. " + _pair(_bare(left), _bare(right))
    return _pair(left, right)


def _one(when: When) -> str:
    body = _bare(when)
    said = f"c. {_body(body)}" if when.approximate else _body(body)
    return said + "?" if when.edtf[-1] in "?%" else said


def _bare(when: When) -> When:
    return parse(when.edtf.rstrip("~?%"))


def _body(when: When) -> str:
    if when.first is None or when.last is None:
        return when.edtf
    year, month, day = when.first
    match when.precision:
        case "day":
            return f"{day} {_MONTHS[month - 1]} {_year(year)}"
        case "month":
            return f"{_MONTHS[month - 1]} {_year(year)}"
        case "season" if month == 12:
            return f"winter {_year(year)}–{(year + 1) % 100:02d}"
        case "season":
            return f"{_SEASONS[month]} {_year(year)}"
        case "decade" if year > 0:
            return f"{year}s"
        case "century" if year >= 0:
            return f"{_ordinal(year // 100 + 1)} c."
        case "year":
            return _year(year)
        case _:
            return when.edtf


def _pair(a: When, b: When) -> str:
    """A span, the year or month not said twice."""
    marked = a.edtf[-1] in "~?%" or b.edtf[-1] in "~?%"
    if a.first and b.first and a.first[0] == b.first[0] and not marked:
        (year, month, day), (_, month_b, day_b) = a.first, b.first
        if a.precision == b.precision == "day" and month == month_b:
            return f"{day}–{day_b} {_MONTHS[month - 1]} {_year(year)}"
        if a.precision == b.precision == "day":
            return f"{day} {_MONTHS[month - 1]} – {_one(b)}"
        if a.precision == b.precision == "month":
            return f"{_MONTHS[month - 1]} – {_one(b)}"
    return f"{_one(a)} – {_one(b)}"


def _year(year: int) -> str:
    if year <= 0:  # astronomical: the year before AD 1 is 0
        return f"{1 - year} BC"
    return str(year) if year >= 1000 else f"AD {year}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"
