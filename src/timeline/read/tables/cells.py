"""What a table's cell is by its form: a date, a number, an address, words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import cache

from timeline.read import labels

_LONGEST_DATE = 40
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC_DAY = re.compile(
    r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}(?:\2\d{1,2})?|\d{1,2}[./]\d{4})(?![./-]?\d)"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?(?:\s*[ap]\.?m\.?)?", re.I)
_BY_THE_CLOCK = re.compile(r"\d{1,2}\s?(?::\d|h\b|h\d|[ap]\.?m)", re.I)
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_ORDINAL = frozenset({"st", "nd", "rd", "th", "er", "ère", "º"})
# Letters of the words that may stand beside a date: "early", "vers", "winter", "fin de".
_LETTERS_BESIDE = 12
_NUMBER = re.compile(r"[-+−(]?\s?[$€£]?\s?\d[\d\s,.'’]*\s?(?:%|[$€£]|[A-Za-z]{1,3})?\)?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@.]+\.\S+")
_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?"
)
_COMPACT = re.compile(r"((?:1[5-9]|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SERIAL = re.compile(r"([1-5]\d{4})(?:\.\d+)?")
# Excel counts days from here; it takes 1900 for a leap year, so that it is right from March on.
_DAY_NOUGHT = date(1899, 12, 30)


def is_date(cell: str) -> bool:
    """Whether a cell holds a date and nothing else: with a year, or a month with its day.

    "9 August 2020", "early 1956", "12–14 mai", "05/03/2021", "2020-08-09 14:30"; a number without a
    month is a year only (`is_year`) where its column says so.
    """
    if len(cell) > _LONGEST_DATE or not re.search(r"\d", cell):
        return False
    rest, days = _NUMERIC_DAY.subn(" ", cell)
    tokens = _TOKEN.findall(_CLOCK.sub(" ", rest.casefold()))
    kinds = [_kind(token) for token in tokens]
    told, words = Counter(kinds), [len(t) for t in tokens if _kind(t) == "word"]
    if told["number"] or sum(words) > _LETTERS_BESIDE:
        return False
    if days or (told["month"] and told["day"] + told["year"]):
        return True
    # "early 1956", "1956–58", "1850s"; but "1600 High" is an address.
    last = kinds[-1:] != ["word"] or len(tokens[-1]) <= 2
    return last and told["year"] > 0 and sum(words) + told["day"] + told["year"] > 1


def _kind(token: str) -> str:
    if token.isdigit():
        if len(token) <= 2:
            return "day"
        return "year" if _YEAR.fullmatch(token) else "number"
    if token in _months():
        return "month"
    return "" if token in _ORDINAL or _weekday().fullmatch(token) else "word"


def is_year(cell: str) -> bool:
    """Whether a cell is four digits that may be a year."""
    return _YEAR.fullmatch(cell) is not None


def is_month(cell: str) -> bool:
    """Whether a cell is the name or the number of a month."""
    return cell.casefold().rstrip(".") in _months() or (cell.isdigit() and 1 <= int(cell[:3]) <= 12)


def is_day_number(cell: str) -> bool:
    """Whether a cell may be the number of a day in its month."""
    return re.fullmatch(r"0?[1-9]|[12]\d|3[01]", cell) is not None


def is_clock(cell: str) -> bool:
    """Whether a cell is a time of day: 14:30, 2 p.m., 14 h 30."""
    return (
        len(cell) <= 12 and re.match(r"\d{1,2}\s?(?::\d|h\b|h\d|[ap]\.?m)", cell, re.I) is not None
    )


def month_number(cell: str) -> int | None:
    """The number of a month that is named, or given as one."""
    named = _months().get(cell.casefold().rstrip("."))
    return named or (int(cell) if cell.isdigit() and 1 <= int(cell[:3]) <= 12 else None)


def is_number(cell: str) -> bool:
    """Whether a cell is a number, with its unit or currency."""
    return _NUMBER.fullmatch(cell) is not None


def is_address(cell: str) -> bool:
    """Whether a cell is a web or mail address."""
    return _ADDRESS.fullmatch(cell) is not None


def of_days(days: float, year_one: date = _DAY_NOUGHT, *, finest: str = "minute") -> str:
    """A number of days, as spreadsheets hold a moment, in ISO form; "" beyond the calendar.

    finest: what is shown of it: "year", "month", "day" or "minute"; midnight is no time of day.
    """
    try:
        moment = datetime.combine(year_one, time()) + timedelta(minutes=round(days * 1440))
    except (OverflowError, ValueError):
        return ""
    if finest == "minute" and days < 1:
        return moment.strftime("%H:%M")
    told = moment.date().isoformat()[: {"year": 4, "month": 7}.get(finest)]
    clock = finest == "minute" and (moment.hour or moment.minute)
    return f"{told} {moment:%H:%M}" if clock else told


def number(value: float) -> str:
    """A number as people write it: 2 for 2.0, 0.1 for what is nearest to it."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"


def counts_days(cell: str) -> bool:
    """Whether a number may be Excel's for a day of 1927 to 2064, or a day in eight digits."""
    return _SERIAL.fullmatch(cell) is not None or _COMPACT.fullmatch(cell) is not None


def as_written_out(cell: str) -> str:
    """A date cell as people write it: numbers that count days and programs' stamps as ISO days."""
    if stamp := _STAMP.fullmatch(cell):
        return stamp[1] if stamp[2] == "00:00" else f"{stamp[1]} {stamp[2]}"
    if compact := _COMPACT.fullmatch(cell):
        return "-".join(compact.groups())
    if serial := _SERIAL.fullmatch(cell):
        return of_days(int(serial[1]), finest="day")
    return cell


@cache
def _months() -> dict[str, int]:
    return {name.rstrip("."): number for name, number in labels.months().items()}


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(labels.weekday(), re.I)
