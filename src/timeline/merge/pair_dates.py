"""How the dates of many pairs stand to each other: `signs.time`, `signs.opposed` for many."""

from __future__ import annotations

import numpy as np

from timeline.merge import signs
from timeline.merge.arrays import Mask, Numbers
from timeline.merge.columns import FLAGS, NEVER_BEGAN, NEVER_ENDS, NO_DAY, Columns

_TOLD = ("told", "one told", "none told")
_NEAR = ("same day", *(name for _, name in signs.APART))
_SPANS = ("same span", "same month", "onset", "inside a span", "inside a month", "inside a year")
DATES = (*(f"{name}, {told}" for name in _NEAR for told in _TOLD), "far apart", *_SPANS)
"""How two dates may stand to each other, in the order of their codes."""

_FAR = len(_NEAR) * len(_TOLD)
_CODE = {name: code for code, name in enumerate(DATES)}
_BOUNDS = np.array([most for most, _ in signs.APART])


def codes(c: Columns, a: Numbers, b: Numbers) -> Numbers:
    """The place in DATES of what `signs.time` says of each pair."""
    guessed = (c["flags"].take(a) & FLAGS["guessed"] > 0) * 1 + (
        c["flags"].take(b) & FLAGS["guessed"] > 0
    )
    alike = c["date"].take(a) == c["date"].take(b)
    one, two = c["first_day"].take(a), c["first_day"].take(b)
    near = 1 + np.searchsorted(_BOUNDS, np.abs(one - two))
    near[alike] = 0
    far = (near == len(_NEAR)) | (one == NO_DAY) | (two == NO_DAY)
    found: Numbers = np.where(far & ~alike, _FAR, near * len(_TOLD) + guessed)
    days = c["days"].take(a), c["days"].take(b)
    wide = np.flatnonzero((days[0] != 1) | (days[1] != 1) | (~alike & (one == two)))
    if len(wide):
        found[wide] = _spans(c, a[wide], b[wide], alike[wide], found[wide])
    return found


def _spans(c: Columns, a: Numbers, b: Numbers, alike: Mask, near: Numbers) -> Numbers:
    """The same where one date is more than a day."""
    began = c["first"].take(a), c["first"].take(b)
    ends = c["last"].take(a), c["last"].take(b)
    days = tuple(np.where(d < 0, 1 << 30, d) for d in (c["days"].take(a), c["days"].take(b)))
    over = (began[0] <= began[1]) & (ends[1] <= ends[0])
    under = (began[1] <= began[0]) & (ends[0] <= ends[1])
    meet = ~((ends[0] < began[1]) | (ends[1] < began[0]))
    widest = np.maximum(*days)
    open_end = np.where(days[0] <= days[1], ends[1], ends[0]) == NEVER_ENDS
    inside = np.select(
        [(began[0] == began[1]) & open_end, widest > 366, widest <= 31],
        [_CODE["onset"], _CODE["inside a span"], _CODE["inside a month"]],
        _CODE["inside a year"],
    )
    same = np.select([days[0] > 31, days[0] > 1], [_CODE["same span"], _CODE["same month"]], near)
    found: Numbers = np.select(
        [alike, over | under, meet], [same, inside, _CODE["inside a span"]], near
    )
    return found


def opposed(c: Columns, a: Numbers, b: Numbers) -> Mask:
    """Whether the dates of each pair are two, as `signs.opposed` has it."""
    one, two = c["flags"].take(a), c["flags"].take(b)
    day = c["day"].take(a), c["day"].take(b)
    two_days = (day[0] != day[1]) & (day[0] != NO_DAY) & (day[1] != NO_DAY)
    apart = day[1] - day[0]
    direct = (one & FLAGS["direct"] > 0, two & FLAGS["direct"] > 0)
    printed = (one & FLAGS["printed"] > 0, two & FLAGS["printed"] > 0)
    later = (printed[0] & direct[1] & (apart > 1)) | (printed[1] & direct[0] & (apart < -1))
    same = c["document"].take(a) == c["document"].take(b)
    found: Mask = two_days & np.where(direct[0] & direct[1], same, later)
    guessed = (one | two) & FLAGS["guessed"] > 0
    return found | (_gap(c, a, b) >= np.where(guessed, signs.YEAR, signs.WEEK))


def _gap(c: Columns, a: Numbers, b: Numbers) -> Numbers:
    """The days between two dates, 0 where they meet or one is open towards the other."""
    began = [np.where(k == NEVER_BEGAN, 0, k) for k in (c["first"].take(a), c["first"].take(b))]
    first = began[0] <= began[1]
    end = np.where(first, c["last_day"].take(a), c["last_day"].take(b))
    begin = np.where(first, c["first_day"].take(b), c["first_day"].take(a))
    found: Numbers = np.where((end == NO_DAY) | (begin == NO_DAY), 0, begin - end)
    return found
