"""The mentions of one article as they travel and are kept: text, until one of them is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from timeline.model.stages import DatedMention

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Mentions(Sequence[DatedMention]):
    """Dated mentions in text order, equal to a tuple of the same.

    Reading the records back takes longer than all else that is done with a finished article, and
    between the process that made them and the store nobody asks for one.
    """

    __slots__ = ("_json", "_made", "draft", "sizes")

    def __init__(
        self,
        json: str | Callable[[], str],
        made: tuple[DatedMention, ...] | None = None,
        sizes: Sequence[int] = (),
    ) -> None:
        self._json, self._made = json, made
        self.draft = ""
        """What merging has made of them already, in words of its own; "" for nothing."""
        self.sizes = sizes
        """How long the text of each is, of those of which there were records first."""

    @classmethod
    def of(cls, mentions: Iterable[DatedMention]) -> Mentions:
        """The same mentions with their text."""
        if isinstance(mentions, Mentions):
            return mentions
        made = tuple(mentions)
        told = [m.model_dump_json() for m in made]
        return cls(f"[{','.join(told)}]", made, sizes=[len(one) for one in told])

    @property
    def json(self) -> str:
        """A JSON list of them."""
        if not isinstance(self._json, str):
            self._json = self._json()
        return self._json

    def _whole(self) -> tuple[DatedMention, ...]:
        if self._made is None:
            self._made = _reader().validate_json(self.json)
        return self._made

    def __len__(self) -> int:
        return len(self._whole())

    @overload
    def __getitem__(self, at: int) -> DatedMention: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[DatedMention, ...]: ...
    def __getitem__(self, at: int | slice) -> DatedMention | tuple[DatedMention, ...]:
        return self._whole()[at]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Mentions):
            return self.json == other.json
        return self._whole() == other

    def __hash__(self) -> int:
        return hash(self._whole())

    def __repr__(self) -> str:
        return f"Mentions({self.json})"

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Mentions, (self.json,)


@cache
def _reader() -> TypeAdapter[tuple[DatedMention, ...]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[DatedMention, ...])
