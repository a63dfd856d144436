"""Features and mentions as text, and back without checking them again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_origin

from pydantic_core import to_json

from timeline import when
from timeline.merge.actors import Actors
from timeline.merge.features import Feature
from timeline.merge.increment import kept_mention
from timeline.merge.increment.kept_mention import KeptMention
from timeline.merge.whose_names import Row, counted
from timeline.model import (
    Amount,
    Argument,
    DatedMention,
    EventMention,
    Frame,
    Participant,
    Place,
    Record,
    TimeExpression,
    Trigger,
    unchecked,
)

R = TypeVar("R", bound=Record)

# All that a feature holds but for its mention and what is known without its text.
_ELSEWHERE = {"mention", "order", "number", "date", "story"}
_HELD = tuple(f for f in fields(Feature) if f.init and f.name not in _ELSEWHERE)
_NAMES = tuple(f.name for f in _HELD)
_SETS = frozenset(f.name for f in _HELD if str(f.type).startswith("frozenset"))
_CONTENT = _NAMES.index("content")

# Most sets are empty, and each empty one made takes as much room as one of four.
_NONE: frozenset[Any] = frozenset()


class Keys(NamedTuple):
    """The keys of a participant: the one merging compares, and that of who is shown."""

    merged: str
    shown: str


class Line(NamedTuple):
    """What is kept of a mention: its length in the JSON text of its article's; the keys of its
    participants; the rest as JSON gives it back."""

    size: int
    keys: list[Keys]
    told: list[Any]


def feature(f: Feature, actors: Actors, size: int | tuple[int, int]) -> str:
    """What a mention is compared by, what of it is held at hand, and whose its names are, in a line
    of text. size: see `Line`; with where it begins, where that isn't right behind the one before.

    Raises TypeError for a field of a kind that JSON does not give back as it was.
    """
    e = f.mention.event
    keys: list[str | list[str]] = []
    for p in e.participants:
        both = actors.key(e.document, p.name, p.kind), actors.actor(e.document, p.name, p.kind)
        keys.append(both[0] if both[0] == both[1] else list(both))
    told = [_plain(name, getattr(f, name)) for name in _NAMES]
    # Nearly all words are content: it takes less room to tell which are not.
    told[_CONTENT] = sorted(f.words - f.content)
    return to_json([size, keys, kept_mention.brief(f.mention), *told]).decode()


def _plain(name: str, value: Any) -> Any:
    if name in _SETS:
        return sorted(value)
    if isinstance(value, str | int | float | dict | None):
        return value
    raise TypeError(f"a feature's {name} can't be kept: it is a {type(value).__name__}")


def read(line: str) -> Line:
    """What was kept in a line."""
    size, keys, *told = json.loads(line)
    if isinstance(size, list):
        size = size[1]
    return Line(size, [Keys(k, k) if isinstance(k, str) else Keys(*k) for k in keys], told)


def starts(lines: Sequence[str]) -> list[int]:
    """Where the mentions of an article stand in their JSON text by what is kept of them in lines:
    one after the other, but where a line says otherwise."""
    found: list[int] = []
    at = 1
    for line in lines:
        if line[1] == "[":
            at, size = json.loads(line[1 : line.index("]") + 1])
        else:
            size = int(line[1 : line.index(",")])
        found.append(at)
        at += size + 1
    return found


def unpacked(
    line: Line,
    order: tuple[str, int],
    number: int,
    mention: DatedMention | Callable[[], DatedMention],
    story: frozenset[str],
) -> Feature:
    """The feature of a mention from its line; mention: it, or what reads it when asked for."""
    told, *values = line.told
    held: dict[str, Any] = {
        n: (frozenset(v) if v else _NONE) if n in _SETS else v
        for n, v in zip(_NAMES, values, strict=True)
    }
    others = values[_CONTENT]
    held["content"] = held["words"].difference(others) if others else held["words"]
    return Feature(
        mention=mention
        if isinstance(mention, DatedMention)
        else KeptMention(order[0], told, mention),  # type: ignore[arg-type]
        order=order,
        number=number,
        date=when.parse(told[0]),
        story=story,
        **held,
    )


class Outline(NamedTuple):
    """What of an article is asked before any other is known: names as they are written of its
    participants, and the quotes of its mentions."""

    names: Counter[Row]
    quotes: frozenset[str]


def outline(text: str) -> Outline:
    """The outline of an article from the JSON text of the list of its mentions.

    Raises ValueError where one is none.
    """
    try:
        told = [m["event"] for m in json.loads(text)]
        names = counted((p["kind"], p["name"]) for e in told for p in e["participants"])
        return Outline(names, frozenset(e["quote"] for e in told))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no mentions: {text[:80]}") from error


def mentions(text: str) -> Iterator[tuple[tuple[int, int], DatedMention]]:
    """The mentions in the JSON text of a list of them, each with where it stands: start, length.

    Raises ValueError where one is none.
    """
    read = json.JSONDecoder().raw_decode
    at = 1
    while at < len(text) - 1:
        if text[at] in ", ":
            at += 1
            continue
        told, end = read(text, at)
        yield (at, end - at), _checked(told)
        at = end


def mention(text: str) -> DatedMention:
    """A mention from the JSON text it was kept as. Raises ValueError where it is none."""
    return _checked(json.loads(text))


def _checked(told: Any) -> DatedMention:
    try:
        return _mention(told)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no mention: {str(told)[:80]}") from error


def _mention(told: dict[str, Any]) -> DatedMention:
    e = told["event"]
    e["trigger"] = _made(Trigger, e["trigger"])
    e["participants"] = _each(Participant, e["participants"])
    e["places"] = _each(Place, e["places"])
    e["amounts"] = _each(Amount, e["amounts"])
    e["frame"] = _frame(e["frame"])
    told["event"] = _made(EventMention, e)
    if told["time_expression"] is not None:
        told["time_expression"] = _made(TimeExpression, told["time_expression"])
    return _made(DatedMention, told)


def _frame(told: dict[str, Any]) -> Frame:
    for name in ("subject", "object", "content"):
        if told[name]:
            told[name] = _made(Argument, told[name])
    told["others"] = _each(Argument, told["others"])
    return _made(Frame, told)


def _each(kind: type[R], told: list[dict[str, Any]]) -> tuple[R, ...]:
    return tuple([_made(kind, one) for one in told]) if told else ()


def _made(kind: type[R], told: dict[str, Any]) -> R:
    shape = _shape(kind)
    if tuple(told) != shape.names:
        # Not as we wrote it: an earlier record, or none of ours.
        if not (shape.required <= told.keys() <= shape.defaults.keys()):
            raise ValueError(f"no {kind.__name__}: {', '.join(told)}")
        told = {**shape.defaults, **told}
    for name in shape.several:
        told[name] = tuple(told[name])
    return unchecked.of(kind, told)


class _Shape(NamedTuple):
    """The fields of a record in their order with their defaults, those that have none, and those
    that JSON has as lists."""

    names: tuple[str, ...]
    defaults: dict[str, Any]
    required: frozenset[str]
    several: tuple[str, ...]


@cache
def _shape(kind: type[Record]) -> _Shape:
    fields = kind.model_fields
    required = frozenset(name for name, field in fields.items() if field.is_required())
    defaults = {n: None if n in required else f.get_default() for n, f in fields.items()}
    several = tuple(n for n, f in fields.items() if get_origin(f.annotation) is tuple)
    return _Shape(tuple(fields), defaults, required, several)
