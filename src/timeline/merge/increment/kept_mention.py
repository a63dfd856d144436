"""A mention that is kept as text: what comparing asks of it is at hand, the rest is read.

A collection of a million mentions does not fit in memory as records. What is compared by the
million is held in a few fields; whatever else is asked of a mention is read from the article then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.model import Amount, DatedMention, Participant, unchecked

Told = list[Any]

_OF_EVENT = ("language", "passage_kind", "sentence", "nominal", "type", "status")
_OF_MENTION = ("date", "how", "confidence", "direct")


class _Whole:
    """Reads a mention once, when it is first asked for.

    Shared by what stands for the mention and its event, that neither may hold the other: they come
    and go by the million while no garbage is collected.
    """

    __slots__ = ("_found", "_read")

    def __init__(self, read: Callable[[], DatedMention]) -> None:
        self._read = read
        self._found: DatedMention | None = None

    def __call__(self) -> DatedMention:
        if self._found is None:
            self._found = self._read()
        return self._found


class KeptEvent:
    """Stands for the EventMention of a kept mention."""

    __slots__ = ("_whole", "amounts", "document", "participants", *_OF_EVENT)

    participants: tuple[Participant, ...]
    """Read with the rest unless they are given."""

    def __init__(self, document: str, told: Told, whole: _Whole) -> None:
        self._whole, self.document = whole, document
        for name, value in zip(_OF_EVENT, told, strict=False):
            setattr(self, name, value)
        self.amounts = tuple(
            unchecked.record(Amount, value=v, currency=c, unit=u, text=t)
            for v, c, u, t in told[len(_OF_EVENT)]
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._whole().event, name)


class KeptMention:
    """Stands for a DatedMention; read: reads the whole of it."""

    __slots__ = ("_whole", "event", *_OF_MENTION)

    def __init__(self, document: str, told: Told, read: Callable[[], DatedMention]) -> None:
        self._whole = _Whole(read)
        for name, value in zip(_OF_MENTION, told, strict=False):
            setattr(self, name, value)
        self.event = KeptEvent(document, told[len(_OF_MENTION)], self._whole)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._whole(), name)


def brief(m: DatedMention) -> Told:
    """What of a mention is held at hand, for JSON."""
    e = m.event
    amounts = [[a.value, a.currency, a.unit, a.text] for a in e.amounts]
    own = [getattr(m, name) for name in _OF_MENTION]
    return [*own, [*(getattr(e, name) for name in _OF_EVENT), amounts]]
