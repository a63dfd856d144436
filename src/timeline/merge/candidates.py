"""Which mentions are compared at all: those that share a key.

A key names a time and what two mentions of one event may have in common there: a meaning, somebody
who takes part, a place. It follows from the mention alone, so no mention decides whether two others
are compared. A mention may be held under a key, for those that seek there to find it: two that are
both held there are not compared for it. So a day is held under its month and its year, where only
what is dated by the month or the year seeks.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from timeline import when
from timeline.merge import meaning
from timeline.merge.features import Feature

HELD = "<"
"""What a key ends with under which a mention is held only."""

# Near days lie in one of the stretches of so many days that begin every so many.
_STRETCH = 16
_STRIDE = 8
# A range no longer than this is told of by each of its days; one of no more years by each of them.
_DAYS = 8
_YEARS = 10


def keys(f: Feature) -> tuple[str, ...]:
    """The keys of a mention, sorted: a time, then what is shared, `HELD` at the end or not."""
    return tuple(sorted(set(_keys(f, _asked(f.date)))))


def packed(keys: Iterable[str]) -> bytes:
    """Keys as numbers, those of earlier times first; two keys of one time may rarely share one."""
    found: dict[int, bool] = {}
    for key in keys:
        number = _number(key.removesuffix(HELD))
        found[number] = found.get(number, True) and key.endswith(HELD)
    return array("q", (number << 1 | held for number, held in sorted(found.items()))).tobytes()


def unpacked(keys: bytes) -> tuple[list[int], list[int]]:
    """The numbers of the keys under which a mention seeks, and of those where it is only held."""
    found = array("q", keys)
    return [key >> 1 for key in found if not key & 1], [key >> 1 for key in found if key & 1]


def _number(key: str) -> int:
    """Below 2**61, so that there is room for a mark."""
    time, _, rest = key.partition("|")
    return (_time(time) << 31) | (zlib.crc32(rest.encode()) >> 1)


@lru_cache(maxsize=65536)
def _time(text: str) -> int:
    """A number below 2**30 for a day, a month or a year that orders as they do; 0 for none."""
    before = text.startswith("-")
    parts = [int(part) for part in text.removeprefix("-").split("-") if part.isdigit()]
    year, month, day = (*parts, 0, 0, 0)[:3]
    if not parts:
        return 0
    # Years beyond a million are all one.
    return ((min(year, 1 << 20) * (-1 if before else 1) + (1 << 20)) << 9) + 32 * month + day


def _asked(at: when.When) -> when.When:
    """The date under which a mention is filed: what lasts since a time began then."""
    onset = at.edtf.removesuffix("/..")
    return when.parse(onset) if onset not in (at.edtf, "") else at


def _keys(f: Feature, at: when.When) -> Iterator[str]:
    whole = sorted(f.entities) or [""]
    days = list(_days(at))
    for day in days:
        yield f"{day}|D|{f.sense}"
        for sense in meaning.kindred(f.concept) if f.concept else ():
            if sense != f.sense:
                yield f"{day}|D|{sense}{HELD}"
        for entity in f.persons | f.organisations | f.cities:
            yield f"{day}|D|{entity}"
    for stretch in {s for day in days for s in _stretches(day)}:
        for entity in whole:
            yield f"{stretch}|W|{f.sense}|{entity}"
    for time, held in _wide(at, bool(days)):
        for entity in whole:
            yield f"{time}|{f.sense}|{entity}{HELD if held else ''}"


def _days(at: when.When) -> Iterator[date]:
    """Each day of a date of few days."""
    first, days = at.first_date, at.days
    if first is not None and days is not None and days <= _DAYS:
        yield from (first + timedelta(days=n) for n in range(days))


def _stretches(day: date) -> Iterator[str]:
    """The first days of the stretches that a day lies in: two days near each other share one."""
    last = day.toordinal() // _STRIDE * _STRIDE
    for first in range(last, last - _STRETCH, -_STRIDE):
        yield str(date.fromordinal(max(1, first)))


def _wide(at: when.When, narrow: bool) -> Iterator[tuple[str, bool]]:
    """The months and years of a date, each with whether a mention so dated is only held there."""
    first, last = at.first, at.last
    if first is None or last is None or last[0] - first[0] >= _YEARS:
        yield f"|{at.edtf}", False
        return
    one_month = first[:2] == last[:2]
    if narrow or one_month:
        for year, month in sorted({first[:2], last[:2]}):
            yield f"{when.iso((year, month, 1))[:-3]}|M", narrow
    for year in range(first[0], last[0] + 1):
        yield f"{when.iso((year, 1, 1))[:-6]}|Y", narrow or one_month
