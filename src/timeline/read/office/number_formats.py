"""How finely the number format of a spreadsheet's cell shows a date."""

from __future__ import annotations

import re

# What stands in a format as it is, is as wide as something, fills the cell, or is a condition.
_NOT_CODE = re.compile(r'"[^"]{0,255}"|\\.|_.|\*.|\[[^\[\]]{0,60}\]')
KNOWN = {
    **dict.fromkeys((14, 15, 16, *range(27, 32), 34, 35, 36, *range(50, 59)), "day"), 17: "month",
    **dict.fromkeys((18, 19, 20, 21, 22, 32, 33, 45, 46, 47), "minute"),
}  # fmt: skip
"""Formats that every program knows by number (ECMA-376, 18.8.30): days, "Aug-20", times of day."""


def finest(code: str) -> str:
    """What a format's code shows of a date at its finest: "year", "month", "day" or "minute".

    "" where it shows numbers. `[$-409]d" of "mmmm yyyy` shows the day.
    """
    bare = _NOT_CODE.sub("", code.split(";", maxsplit=1)[0]).lower()
    if "general" in bare:
        return ""
    if "h" in bare or "s" in bare:
        return "minute"
    if "d" in bare:
        return "day"
    if "y" in bare:
        return "month" if "m" in bare else "year"
    return ""
