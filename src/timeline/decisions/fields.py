"""What `timeline set` can set of an event or a document, what each value must be, and an event with
it set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol, cast

from timeline import web_address, when
from timeline.contract import (
    KINDS,
    PRINTED_SALIENCE,
    STATUSES,
    TYPES,
    ActorRow,
    EventRow,
    PlaceRow,
)
from timeline.decisions import actors, amounts
from timeline.errors import UsageError


class Namer(Protocol):
    """Who knows whom and what a name names."""

    def place(self, name: str) -> PlaceRow:
        """The place of that name."""

    def actor(self, name: str, kind: str | None, own: Sequence[ActorRow]) -> ActorRow:
        """The actor of that name. kind: None where that isn't said; own: the event's, who are meant
        before their namesakes."""


_CODE = re.compile(r"[a-z]{2,3}")


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


def _actors(value: str) -> str:
    return actors.written(actors.parted(value))


def _amounts(value: str) -> str:
    told = amounts.parted(value)
    for one in told:
        if amounts.read(one) is None:
            how = "write it like 1.5bn USD, $40m, 300 people or 12 %, several by semicolons"
            raise _Bad(f"{one!r} is no number with a currency or a unit", how)
    return "; ".join(told)


class _Bad(Exception):
    """Why a value can't be, and how to mend it."""


FIELDS: dict[str, Callable[[str], str]] = {
    "date": _date,
    "title": _title,
    "type": _among(TYPES),
    "status": _among(STATUSES),
    "who": _actors,
    "where": _places,
    "amounts": _amounts,
    "salience": _salience,
}
"""Field -> its check, which returns the value as it is kept."""
_OTHER_NAMES = {"place": "where"}


def named(field: str) -> str:
    """A field by the name it is kept under."""
    return _OTHER_NAMES.get(field, field)


def _told(value: str) -> str:
    return " ".join(value.split())


def _published(value: str) -> str:
    return _date(value.strip()) if value.strip() else ""


def _address(value: str) -> str:
    told = value.strip()
    if told and web_address.checked(told) is None:
        raise _Bad(web_address.why_not(told), "write it like https://example.org/page")
    return told


def _language(value: str) -> str:
    told = value.strip().lower()
    if told and not _CODE.fullmatch(told):
        raise _Bad(f"{value!r} is no language's code", "write it like en or fr")
    return told


def _kind(value: str) -> str:
    return _among(KINDS)(value) if value.strip() else ""


DOCUMENT_FIELDS: dict[str, Callable[[str], str]] = {
    "published": _published,
    "title": _told,
    "url": _address,
    "kind": _kind,
    "language": _language,
    "author": _told,
}
"""The same of a document. An empty value is what its file says."""
STAGED = ("published", "kind", "language")
"""Those that an article is read by; the others are of its record alone."""


def note(value: str) -> str:
    """A note as it is kept: white space at its ends is no part of it; "" for none."""
    return value.strip()


def tags(given: Iterable[object]) -> str:
    """Tags as they are kept, each once, parted by semicolons. Raises UsageError for none and for
    one that can't be."""
    told = [" ".join(tag.split()) if isinstance(tag, str) else "" for tag in given]
    for tag in told:
        if not tag or set(tag) & set(",;"):
            raise UsageError(f"tag {tag!r}", "it can't be a tag", "write words without , and ;")
    if not told:
        raise UsageError("tags", "there is none", "give at least one")
    return "; ".join(dict.fromkeys(told))


def check(field: str, value: str, *, document: bool = False) -> str:
    """A value as it is kept. Raises UsageError for an unknown field or a value it can't have.

    document: it is a document's, not an event's.
    """
    known = DOCUMENT_FIELDS if document else FIELDS
    if not document and named(field) in FIELDS:
        field = named(field)
    elif field not in known:
        near = get_close_matches(field, known, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        why = f"no field {field!r} of {_WHOSE[document]} can be set"
        raise UsageError(f"{field}={value}", why, f"{meant}{_choices(document)}")
    try:
        return known[field](value)
    except _Bad as error:
        why, how = error.args
        raise UsageError(f"{field}={value}", why, how) from None


def assignments(given: list[str], *, document: bool = False) -> dict[str, str]:
    """`field=value` arguments, checked. Raises UsageError. document: as for `check`."""
    values: dict[str, str] = {}
    for one in given:
        field, equals, value = one.partition("=")
        field = field.strip().lower()
        if not equals:
            raise UsageError(one, "it sets nothing", f"write FIELD=VALUE; {_choices(document)}")
        field = field if document else named(field)
        if field in values:
            raise UsageError(one, f"{field} is set twice", "set it once")
        values[field] = check(field, value, document=document)
    return values


_WHOSE = {False: "an event", True: "a document"}


def _choices(document: bool) -> str:
    other = f"{_WHOSE[not document]} has {', '.join(FIELDS if document else DOCUMENT_FIELDS)}"
    return f"choose from {', '.join(DOCUMENT_FIELDS if document else FIELDS)} ({other})"


def told(event: EventRow, field: str) -> str:
    """The value an event has, as `set` takes it."""
    match field:
        case "who":
            return actors.told(event["actors"])
        case "where":
            return "; ".join(p["name"] for p in event["places"])
        case "amounts":
            return amounts.told(event["amounts"])
    value = event[field]  # type: ignore[literal-required]
    return f"{value:g}" if isinstance(value, float) else str(value)


def changed(event: EventRow, values: Mapping[str, str], namer: Namer) -> EventRow:
    """The event with these values, checked already."""
    row = cast("EventRow", dict(event))
    for field, value in values.items():
        match field:
            case "date":
                span = when.parse(value)
                row["date"], row["start"], row["end"] = value, span.start, span.end
                row["precision"], row["approximate"] = span.precision, span.approximate
            case "salience":
                # Who gives an event weight wants it printed.
                row["salience"], row["shown"] = float(value), float(value) >= PRINTED_SALIENCE
            case "who":
                cast_ = (namer.actor(*one, event["actors"]) for one in actors.parted(value))
                row["actors"] = list({a["id"]: a for a in cast_}.values())
            case "where":
                row["places"] = [namer.place(name) for name in value.split("; ") if name]
            case "amounts":
                told = map(amounts.read, amounts.parted(value))
                row["amounts"] = [amount for amount in told if amount is not None]
            case _:
                row[field] = value  # type: ignore[literal-required]
    return row
