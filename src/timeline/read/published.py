"""Publication dates from what a file says of itself: a metadata value, its name, its folders."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from pathlib import PurePath
from typing import Any

from timeline import languages, when

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.S)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")

# In a name, a date stands apart: no letter or digit may touch it, so hashes and wire numbers
# (29cd1fd3e4, ABC19980108) are none.
_NAME_DAY = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?:T\d{2,6}Z?)?(?![0-9A-Za-z])"
)
_NAME_DAY_FIRST = re.compile(
    r"(?<![0-9A-Za-z])(\d{1,2})([-_.])(\d{1,2})\2((?:19|20)\d{2})(?![0-9A-Za-z])"
)
_NAME_MONTH = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[-_.])((?:19|20)\d{2})[-_.](0[1-9]|1[0-2])(?![0-9A-Za-z])(?![-_.]\d)"
)
_FOLDERS = re.compile(r"((?:19|20)\d{2})/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?")


def stated(value: object, what: str) -> tuple[str | None, tuple[str, ...]]:
    """EDTF of a metadata value, and what to tell of one that is no date; what: whose date it is."""
    value = value.strip() if isinstance(value, str) else value
    if value is None or value == "":
        return None, ()
    found = from_value(value)
    return found, () if found else (f"{what} {repr(value)[:80]} could not be read",)


def from_value(value: object) -> str | None:
    """EDTF of a whole metadata value, None when it is no date.

    Reads EDTF, ISO dates with any time (the day as written, whatever its zone), RFC 5322 dates,
    and, by dateparser, dates written out in a language that has a table of files. Numbers count as
    years.
    """
    text = str(value).strip() if isinstance(value, str | int | date) else ""
    if not 4 <= len(text) <= 80 or isinstance(value, bool):
        return None
    for pattern in (_ISO, _SLASHED, _COMPACT):
        if m := pattern.fullmatch(text):
            return _day(int(m[1]), int(m[2]), int(m[3]))
    try:
        return when.parse(text).edtf
    except when.NotEdtfError:
        pass
    if re.match(r"[A-Za-z]{3}, \d", text) or re.match(r"\d{1,2} [A-Za-z]{3} \d{4} \d", text):
        try:
            found = parsedate_to_datetime(text).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
        else:  # it takes the year 0000 for 2000
            return None if re.search(r" 0\d{3} ", text) else found.isoformat()
    return _written_out(text)


@lru_cache(maxsize=1_000)  # a page or a feed says the same again and again
def _written_out(text: str) -> str | None:
    # Without a year or with words alone ("today") there is nothing to go by but the clock.
    if not re.search(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)", text):
        return None
    try:
        found = _parser().get_date_data(text)
    except Exception:  # its own errors are no date either, and it raises of many kinds
        return None
    if found is None or found.date_obj is None:
        return None
    day: date = found.date_obj.date()
    if found.period == "year":
        return when.of_year(day.year).edtf
    if found.period == "month":
        return when.of_month(day.year, day.month).edtf
    # 04/08/2020 has two readings; which one was meant is not for us to choose.
    m = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}", text)
    if m and m[1] != m[2] and int(m[1]) <= 12 and int(m[2]) <= 12:
        return None
    return day.isoformat()


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=list(languages.having("files")),
        settings={"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first", "STRICT_PARSING": False},
    )


def from_name(path: str) -> str | None:
    """EDTF of the one date a file's name or folders carry (2020-08-19-slug, 2020/08/19/slug)."""
    pure = PurePath(path)
    days = {_day(int(m[1]), int(m[3]), int(m[4])) for m in _NAME_DAY.finditer(pure.stem)}
    for m in _NAME_DAY_FIRST.finditer(pure.stem):
        day, month = int(m[1]), int(m[3])
        if day > 12 or day == month:
            days.add(_day(int(m[4]), month, day))
    days.discard(None)
    if not days:
        days = {f"{m[1]}-{m[2]}" for m in _NAME_MONTH.finditer(pure.stem)}
    if days:
        return days.pop() if len(days) == 1 else None
    return from_url(pure.parent.as_posix())


def from_url(url: str) -> str | None:
    """EDTF of a dated folder at the end of a path or inside an address (…/2020/08/19/slug)."""
    found = None
    for m in _FOLDERS.finditer(url):
        before, after = url[: m.start()][-1:], url[m.end() :][:1]
        if before in ("", "/") and after in ("", "/"):
            found = m
    if found is None:
        return None
    return (
        _day(int(found[1]), int(found[2]), int(found[3]))
        if found[3]
        else "-".join(found.group(1, 2))
    )


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
