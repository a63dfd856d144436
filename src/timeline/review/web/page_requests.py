"""What the page asks for, from a request, checked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from timeline.errors import UnknownChoiceError, UsageError
from timeline.review.desk import Action, Asked, Order, Wanted

# What the address of a list may hold beside filters.
_OWN = ("order", "everything", "text", "offset", "limit")
ORDERS: tuple[Order, ...] = get_args(Order)
ACTIONS: tuple[Action, ...] = get_args(Action)


def wanted(told: Sequence[tuple[str, str]]) -> Wanted:
    """The events that a list is asked for. Raises UsageError."""
    given: dict[str, list[str]] = {}
    for name, value in told:
        if value.strip():
            given.setdefault(name, []).append(value)
    last = {name: values[-1] for name, values in given.items()}
    order = next((one for one in ORDERS if one == last.get("order", "date")), None)
    if order is None:
        raise UsageError(
            "order", f"{last['order']!r} is unknown", f"choose from {', '.join(ORDERS)}"
        )
    filters = {name: tuple(values) for name, values in given.items() if name not in _OWN}
    # Marks between blanks are no word that an index holds.
    words = tuple(w for w in last.get("text", "").split() if any(map(str.isalnum, w)))
    everything = last.get("everything") == "1"
    return Wanted(filters, everything=everything, order=order, words=words)


def number(told: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A whole number of a request. Raises UsageError."""
    value = told.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise UsageError(name, f"{value!r} is no number", "write it like 100")
    return min(int(value), most)


def record(body: bytes) -> dict[str, Any]:
    """The object that a request holds. Raises UsageError."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError("the request", "it is no JSON", "send an object") from error
    if not isinstance(told, dict):
        raise UsageError("the request", "it is no object", "send one")
    return told


def decision(told: Mapping[str, Any]) -> Asked:
    """The decision that is asked for. Raises UsageError for what is of another kind."""
    action = next((one for one in ACTIONS if one == told.get("action")), None)
    if action is None:
        raise UnknownChoiceError("action", str(told.get("action"))[:40], ACTIONS)
    ids = _texts(told, "ids")
    if not ids:
        raise UsageError("ids", "no event is named", "name one")
    values = told.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(v, str) for v in values.values()):
        raise UsageError("values", "they are no texts by field", "send an object of texts")
    mentions = told.get("mentions", [])
    if not isinstance(mentions, list) or not all(type(n) is int for n in mentions):
        raise UsageError("mentions", "they are no numbers", "send a list of numbers")
    return Asked(
        action,
        ids,
        values,
        _text(told, "text"),
        _texts(told, "tags"),
        tuple(mentions),
        _text(told, "reason"),
    )


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise UsageError(name, "it is no text", "send a text")
    return value


def _texts(told: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = told.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(name, "they are no texts", "send a list of texts")
    return tuple(value)
