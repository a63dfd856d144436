"""TIMEX3 values of lengths of time: P3D, PT30M, P2Y6M, PXW for an unnamed number of weeks."""

from __future__ import annotations

_CLOCK = {"H": 3600, "MIN": 60, "S": 1}
_LETTER = {"MIN": "M", "H": "H", "S": "S"}
# TimeML counts decades and centuries in years when their number is known.
_AS = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "H2": (6, "M"), "S4": (3, "M")}
_FINER = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("H", 24)}


def value(count: float | None, unit: str, extra: tuple[tuple[float, str], ...]) -> str:
    """Value of `count` units (TIMEX3 letter; None for an unnamed number), plus finer parts."""
    if count is None:
        return f"PTX{_LETTER[unit]}" if unit in _LETTER else f"PX{unit}"
    factor, unit = _AS.get(unit, (1, unit))
    count *= factor
    finer, size = _FINER.get(unit, ("", 0))
    whole, rest = int(count), count - int(count)
    parts: list[tuple[float, str]] = [(count, unit), *extra]
    if finer and rest:
        parts = [(whole, unit)] if whole else []
        parts.append((round(rest * size), finer))
    days = "".join(f"{_number(n)}{u}" for n, u in parts if u not in _CLOCK)
    clock = "".join(_clock(n, u) for n, u in parts if u in _CLOCK)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def _clock(count: float, unit: str) -> str:
    if count == int(count) or unit == "S":
        return f"{_number(count)}{_LETTER[unit]}"
    seconds = round(count * _CLOCK[unit])
    if unit == "H":
        hours, minutes = divmod(seconds // 60, 60)
        return (f"{hours}H" if hours else "") + f"{minutes}M"
    minutes, seconds = divmod(seconds, 60)
    return (f"{minutes}M" if minutes else "") + f"{seconds}S"
