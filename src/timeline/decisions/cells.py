"""A cell of a spreadsheet held against the value that was exported into it.

Programs write a value their own way when they save it: 2020-08-09 becomes 09/08/2020, 08/09/20 or
44052, 2020-08 becomes Aug-20, 0.5 becomes 0,5, true becomes VRAI, and letters that an old character
set lacks become others. None of this is a change.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date

from timeline import when
from timeline.formulas import restored
from timeline.safe_text import clean

# ISO days, and what people write: day, month, year or month, day, year.
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AP]\.?M\.?)?Z?$", re.I)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:E[+-]?\d+)?", re.I)
# A column too narrow for its dates is saved as it looks.
_TOO_NARROW = re.compile(r"#{2,}")
# Two figures of a year are of the century that spreadsheets take them for.
_FIRST_OF_OLD = 30
_TRUE = {"true", "1", "vrai", "wahr", "verdadero", "vero", "waar", "verdadeiro"}
_FALSE = {"false", "0", "faux", "falsch", "falso", "onwaar"}
# Two numbers this close are one: programs save fewer figures than there are.
_CLOSE = 1e-6


def text(cell: str) -> str:
    """What a cell says, on one line, without the apostrophe that sets a formula off."""
    return unicodedata.normalize("NFC", restored(clean(cell)))


def same_text(value: str, cell: str, encoding: str = "") -> bool:
    """Whether a cell says a value still. encoding: the character set that it was saved in where
    that isn't Unicode, "" where it is."""
    told, found = unicodedata.normalize("NFC", clean(value)), text(cell)
    if told in (found, clean(cell)):
        return True
    one, other = number(told), number(found)
    if one is not None and other is not None:
        return math.isclose(one, other, rel_tol=1e-12)
    return bool(encoding) and _survives(told, found, encoding)


def same_number(value: float, cell: str) -> bool:
    """Whether a cell holds a number still, in as many figures as a program may leave of it."""
    found = number(text(cell))
    return found is not None and abs(found - value) <= _CLOSE


def _survives(value: str, found: str, encoding: str) -> bool:
    """Whether two texts differ in what a character set has no letters for alone."""
    return len(value) == len(found) and all(
        a == b or not _holds(encoding, a) for a, b in zip(value, found, strict=True)
    )


def _holds(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def number(cell: str) -> float | None:
    """The number that a cell holds, with a point or a comma, None for none."""
    told = cell.strip()
    return float(told.replace(",", ".")) if _NUMBER.fullmatch(told) else None


def same_list(values: Iterable[str], cell: str, encoding: str = "") -> bool:
    """Whether a cell lists these values still, in whichever order."""
    told = list(values)
    if same_text("; ".join(told), cell, encoding):
        return True
    return sorted(map(clean, told)) == sorted(listed(cell))


def listed(cell: str) -> list[str]:
    """The parts of a cell between its semicolons."""
    return [part for one in text(cell).split(";") if (part := one.strip())]


def same_truth(value: bool, cell: str) -> bool:
    """Whether a cell says yes or no still, in whichever language."""
    return is_true(cell) if value else text(cell).casefold() in _FALSE


def is_true(cell: str) -> bool:
    """Whether a cell says yes."""
    return text(cell).casefold() in _TRUE


# -- dates -----------------------------------------------------------------------------------------


def same_date(edtf: str, cell: str) -> bool:
    """Whether a cell may be a date still."""
    return edtf in readings(cell, edtf).values() or _TOO_NARROW.fullmatch(text(cell)) is not None


def readings(cell: str, near: str = "") -> dict[str, str]:
    """What date a cell may be, as EDTF, by the order of its parts: "" where that doesn't matter,
    else "ymd", "dmy" or "mdy". near: the date whose century two figures of a year are of; by
    default that which programs take them for."""
    century = int(near[:2]) if near[:4].isdecimal() else None
    told = _TIME.sub("", text(cell))
    try:
        return {"": str(when.parse(told))}
    except when.NotEdtfError:
        pass
    if numeric := _NUMERIC.fullmatch(told):
        return _numeric(numeric, century)
    if found := _MONTH_AND_YEAR.fullmatch(told):
        month = int(found[1])
        return {"": f"{found[2]}-{month:02d}"} if 1 <= month <= 12 else {}
    if _SERIAL.fullmatch(told):
        from timeline.read.tables import cells

        day = cells.of_days(int(told[:5]), finest="day")
        return {"": day} if day else {}
    if told.isdecimal() and len(told) < 4:
        return {"": told.zfill(4)}
    return _worded(told, century)


def _numeric(found: re.Match[str], century: int | None) -> dict[str, str]:
    first, mark, second, third = found.groups()
    told: dict[str, tuple[str, str, str]] = {}
    if len(first) == 4:
        told["ymd"] = first, second, third
    elif len(first) <= 2 and len(third) in (2, 4):
        told["dmy"] = third, second, first
        if mark != ".":  # nobody writes a month first before a full stop
            told["mdy"] = third, first, second
        if len(first) == len(third) == 2:
            told["ymd"] = first, second, third
    days = {order: _day(*parts, century) for order, parts in told.items()}
    found_ = {order: day for order, day in days.items() if day is not None}
    return {"": next(iter(found_.values()))} if len(set(found_.values())) == 1 else found_


def _day(year: str, month: str, day: str, century: int | None) -> str | None:
    try:
        return date(_year(year, century), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _year(told: str, century: int | None) -> int:
    if len(told) > 2:
        return int(told)
    if century is not None:
        return century * 100 + int(told)
    return int(told) + (2000 if int(told) < _FIRST_OF_OLD else 1900)


def _worded(told: str, century: int | None) -> dict[str, str]:
    """A date with the name of its month: Aug-20, 9 août 2020, Sunday, August 9, 2020."""
    if len(told) > 40:
        return {}
    from timeline.read.tables import cells

    tokens = _TOKEN.findall(told)
    months = [m for t in tokens if not t.isdecimal() and (m := cells.month_number(t)) is not None]
    figures = [t for t in tokens if t.isdecimal()]
    if len(months) != 1 or not 1 <= len(figures) <= 2 or len(tokens) > 5:
        return {}
    year, month = figures[-1], months[0]
    if len(year) not in (2, 4):
        return {}
    if len(figures) == 1:
        return {"": f"{_year(year, century):04d}-{month:02d}"}
    day = _day(year, str(month), figures[0], century)
    return {"": day} if day else {}


def order(told: Iterable[tuple[str, str]]) -> str:
    """The order in which a file's dates have their parts, "" where nothing tells. told: dates as
    they were exported, with their cells."""
    votes: Counter[str] = Counter()
    for edtf, cell in told:
        found = readings(cell, edtf)
        votes.update(name for name, one in found.items() if one == edtf and name)
    best = votes.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]
