"""TIMEX3 values of lengths of time: P3D, PT30M, P2Y6M, PXW for an unnamed number of weeks."""

from __future__ import annotations

_CLOCK = {"H": 3600, "MIN": 60, "S": 1}
_LETTER = {"MIN": "M", "H": "H", "S": "S"}
# TimeML counts decades and centuries in years when their number is known.
_YEARS = {"DE": 10, "CE": 100, "ML": 1000}
_FINER = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("H", 24)}


def value(count: float | None, unit: str, extra: tuple[tuple[float, str], ...]) -> str:
    """Value of `count` units (TIMEX3 letter; None for an unnamed number), plus finer parts."""
    if unit == "S4":
        unit, count = "M", None if count is None else 3 * count
    if count is None:
        letter = _LETTER.get(unit)
        return f"PTX{letter}" if letter else f"PX{unit}"
    if unit in _YEARS:
        return f"P{_number(count * _YEARS[unit])}Y"
    if unit == "H2":
        return f"P{_number(count * 6)}M"
    if unit in _CLOCK:
        return "PT" + _clock(count, unit) + "".join(_clock(n, u) for n, u in extra)
    whole = int(count)
    rest = count - whole
    if not rest or unit not in _FINER:
        parts = "".join(f"{_number(n)}{u}" for n, u in extra if u not in _CLOCK)
        clock = "".join(_clock(n, u) for n, u in extra if u in _CLOCK)
        return f"P{_number(count)}{unit}{parts}" + (f"T{clock}" if clock else "")
    finer, size = _FINER[unit]
    head = f"P{whole}{unit}" if whole else "P"
    tail = f"{_number(round(rest * size))}"
    return f"{head}T{tail}{finer}" if finer == "H" else f"{head}{tail}{finer}"


def days(text: str) -> float | None:
    """Rough length in days of a value this module wrote; None for unnamed numbers."""
    size = {"Y": 365.25, "Q": 91.3, "M": 30.44, "W": 7.0, "D": 1.0, "WE": 7.0}
    body = text[1:] if text.startswith("P") else ""
    number = body.rstrip("YQMWDE")
    unit = body[len(number) :]
    try:
        return float(number) * size[unit]
    except (ValueError, KeyError):
        return None


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
