"""Features and mentions as text, and back without checking them again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from timeline import when
from timeline.merge import bulk_records
from timeline.merge.actors import Actors
from timeline.merge.features import Feature
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
)

R = TypeVar("R", bound=Record)

_SETS = (
    "persons", "named", "organisations", "groups", "countries", "cities", "towns", "context",
    "about", "words", "content", "things", "bodies",
)  # fmt: skip


def feature(f: Feature, actors: Actors) -> str:
    """What a mention is compared by, but for the mention itself, and whom its names are keys of."""
    e = f.mention.event
    keys = [actors.key(e.document, p.name, p.kind) for p in e.participants]
    sets = [sorted(getattr(f, name)) for name in _SETS]
    told = [keys, f.concept, f.stem, f.plural, f.senses, *sets]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, mention: DatedMention, number: int, n: int) -> Feature:
    """The feature of a mention, the n-th of its article, from its text."""
    _, concept, stem, plural, senses, *sets = json.loads(text)
    return Feature(
        mention=mention,
        order=(mention.event.document, n),
        number=number,
        date=when.parse(mention.date),
        concept=concept,
        stem=stem,
        senses=senses,
        plural=plural,
        **{name: frozenset(told) for name, told in zip(_SETS, sets, strict=True)},
    )


def pieces(mentions: str) -> Iterator[tuple[int, int]]:
    """(start, length) of each record in the JSON text of a list of them."""
    read = json.JSONDecoder().raw_decode
    at = 1
    while at < len(mentions) - 1:
        if mentions[at] in ", ":
            at += 1
            continue
        _, end = read(mentions, at)
        yield at, end - at
        at = end


def mention(text: str) -> DatedMention:
    """A mention from the JSON text it was kept as. Raises ValueError where it is none."""
    try:
        return _mention(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no mention: {text[:80]}") from error


def _mention(told: dict[str, Any]) -> DatedMention:
    e = told["event"]
    e["trigger"] = _made(Trigger, e["trigger"])
    e["participants"] = tuple(_made(Participant, p) for p in e["participants"])
    e["places"] = tuple(_made(Place, p) for p in e["places"])
    e["amounts"] = tuple(_made(Amount, a) for a in e["amounts"])
    e["frame"] = _frame(e["frame"])
    told["event"] = _made(EventMention, e)
    if told["time_expression"] is not None:
        told["time_expression"] = _made(TimeExpression, told["time_expression"])
    return _made(DatedMention, told)


def _frame(told: dict[str, Any]) -> Frame:
    filled = {k: _made(Argument, told[k]) for k in ("subject", "object", "content") if told[k]}
    return _made(Frame, {**told, **filled, "others": [_made(Argument, a) for a in told["others"]]})


def _made(kind: type[R], told: dict[str, Any]) -> R:
    fields, required = _fields(kind)
    if not (required <= told.keys() <= fields.keys()):
        raise ValueError(f"no {kind.__name__}: {', '.join(told)}")
    values = {**fields, **told}
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(value)
    return bulk_records.record(kind, **values)


@cache
def _fields(kind: type[Record]) -> tuple[dict[str, Any], frozenset[str]]:
    """All fields in their order with their defaults, and those that have none."""
    fields = kind.model_fields
    required = frozenset(name for name, field in fields.items() if field.is_required())
    return {n: None if n in required else f.get_default() for n, f in fields.items()}, required
