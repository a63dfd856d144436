"""Which events a review goes through, as a line that a person types: the options of `show`, or bare
words to be searched for."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace

from timeline.errors import UnknownChoiceError, UsageError
from timeline.review.desk import Order, Wanted

ORDERS: tuple[Order, ...] = ("date", "surest", "doubtful")
# Options that take no value, as Wanted or the filters have them.
_FLAGS = ("left", "all", "rejected", "no-rejected")


def told(wanted: Wanted) -> str:
    """What is wanted, as it would be typed."""
    parts = []
    for name, values in wanted.filters.items():
        if name == "all":
            continue
        parts += [f"--{name}={v}" if v.startswith("-") else f"--{name} {_typed(v)}" for v in values]
    if wanted.everything:
        parts.append("--all")
    if wanted.left:
        parts.append("--left")
    if not wanted.rejected:
        parts.append("--no-rejected")
    if wanted.order != "date":
        parts.append(f"--order {wanted.order}")
    return " ".join(parts)


def read(line: str) -> Wanted:
    """What a line asks for. Raises UsageError for one that can't be read; which filters there are
    only the desk knows."""
    wanted, words = Wanted(), []
    filters: dict[str, list[str]] = {}
    parts = iter(_parts(line))
    for part in parts:
        if not part.startswith("--"):
            words.append(part)
            continue
        name, equals, value = part[2:].partition("=")
        if name in _FLAGS:
            wanted = _flagged(wanted, name)
            continue
        if not equals:
            value = next(parts, "")
        if not value:
            raise UsageError(part, "it has no value", f"write it like --{name} VALUE")
        if name == "order":
            wanted = replace(wanted, order=_order(value))
        else:
            filters.setdefault(name, []).append(value)
    if words and "grep" in filters:
        raise UsageError(words[0], "a pattern is given too", "put all of it into --grep")
    if words:
        filters["grep"] = [" ".join(map(re.escape, words)).replace("\\ ", " ")]
    return replace(wanted, filters=filters)


def _typed(value: str) -> str:
    return shlex.quote(value) if not value.isalnum() else value


def _parts(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        # An apostrophe is no quotation mark in a search for words.
        if "--" not in line:
            return line.split()
        how = 'put values that have quotation marks in others, like "o\'clock"'
        raise UsageError(line, "a quotation mark is open", how) from None


def _flagged(wanted: Wanted, name: str) -> Wanted:
    if name == "all":
        return replace(wanted, everything=True)
    return replace(wanted, left=True) if name == "left" else replace(
        wanted, rejected=name == "rejected"
    )  # fmt: skip


def _order(value: str) -> Order:
    for one in ORDERS:
        if one == value:
            return one
    raise UnknownChoiceError("--order", value, ORDERS)
