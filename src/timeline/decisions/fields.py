"""What `timeline set` can set, what each value must be, and an event with it set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import cast

from timeline import when
from timeline.contract import PRINTED_SALIENCE, STATUSES, TYPES, EventRow, PlaceRow
from timeline.errors import UsageError


def _date(value: str) -> str:
    try:
        return str(when.parse(value))
    except when.NotEdtfError as error:
        raise _Bad(str(error), "write it like 2020-08-09, 2020-08, 2020-08-09/2020-08-12") from None


def _title(value: str) -> str:
    told = " ".join(value.split())
    if not told:
        raise _Bad("it is empty", "give a headline; timeline undo takes one back")
    return told


def _among(choices: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        told = value.strip().lower()
        if told not in choices:
            near = get_close_matches(told, choices, n=1)
            meant = f"did you mean {near[0]}? " if near else ""
            raise _Bad(f"{value!r} is unknown", f"{meant}choose from {', '.join(choices)}")
        return told

    return check


def _salience(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise _Bad(f"{value!r} is no number from 0 to 1", "write it like 0.8")
    return f"{number:g}"


def _places(value: str) -> str:
    names = [" ".join(name.split()) for name in value.split(";")]
    return "; ".join(name for name in names if name)


class _Bad(Exception):
    """Why a value can't be, and how to mend it."""


FIELDS: dict[str, Callable[[str], str]] = {
    "date": _date,
    "title": _title,
    "type": _among(TYPES),
    "status": _among(STATUSES),
    "place": _places,
    "salience": _salience,
}
"""Field -> its check, which returns the value as it is kept."""


def check(field: str, value: str) -> str:
    """A value as it is kept. Raises UsageError for an unknown field or a value it can't have."""
    if field not in FIELDS:
        near = get_close_matches(field, FIELDS, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"{field}={value}", f"no field {field!r} can be set", f"{meant}{_choices()}"
        )
    try:
        return FIELDS[field](value)
    except _Bad as error:
        why, how = error.args
        raise UsageError(f"{field}={value}", why, how) from None


def assignments(given: list[str]) -> dict[str, str]:
    """`field=value` arguments, checked. Raises UsageError."""
    values: dict[str, str] = {}
    for one in given:
        field, equals, value = one.partition("=")
        field = field.strip().lower()
        if not equals:
            raise UsageError(one, "it sets nothing", f"write FIELD=VALUE; {_choices()}")
        if field in values:
            raise UsageError(one, f"{field} is set twice", "set it once")
        values[field] = check(field, value)
    return values


def _choices() -> str:
    return f"choose from {', '.join(FIELDS)}"


def told(event: EventRow, field: str) -> str:
    """The value an event has, as `set` takes it."""
    if field == "place":
        return "; ".join(p["name"] for p in event["places"])
    value = event[field]  # type: ignore[literal-required]
    return f"{value:g}" if isinstance(value, float) else str(value)


def changed(
    event: EventRow, values: Mapping[str, str], place: Callable[[str], PlaceRow]
) -> EventRow:
    """The event with these values, checked already; place: the record of a place's name."""
    row = cast("EventRow", dict(event))
    for field, value in values.items():
        if field == "date":
            span = when.parse(value)
            row["date"], row["start"], row["end"] = value, span.start, span.end
            row["precision"], row["approximate"] = span.precision, span.approximate
        elif field == "salience":
            # Who gives an event weight wants it printed.
            row["salience"], row["shown"] = float(value), float(value) >= PRINTED_SALIENCE
        elif field == "place":
            row["places"] = [place(name) for name in value.split("; ") if name]
        else:
            row[field] = value  # type: ignore[literal-required]
    return row
