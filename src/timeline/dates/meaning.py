"""What a phrase says before it is placed: the parts it names, None where it does not name them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Kind = Literal["date", "unit", "offset", "ref", "duration", "set", "value"]


@dataclass(slots=True)
class Meaning:
    """Parts named by a phrase; None where it does not name them.

    rel: -1, 0, +1 for last, this, next; anchor: what rel and offsets count from ("dct" the
    publication, "text" the date the narrative is at, None to be decided). unit, count: TIMEX3 unit
    letter and number (None for an unnamed number, "several"). order: which of day and month comes
    first in figures, "dmy" or "mdy", as they were read. day -1 is the last of its month or year.
    moved: how many of its units before or after the date named ("two days before Christmas").
    rel_unit: the unit that "today", "this week" behind an offset makes it exact to.
    """

    type: Type
    kind: Kind
    year: int | None = None
    short_year: int | None = None
    bc: bool = False
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week_number: int | None = None
    decade: int | None = None
    century: int | None = None
    feast: str | None = None
    rel: int | None = None
    anchor: str | None = None
    unit: str | None = None
    count: float | None = None
    extra: tuple[tuple[float, str], ...] = ()
    part: str = ""
    clock: tuple[int, ...] | None = None
    zone: str = ""
    value: str = ""
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    fiscal: bool = False
    ambiguous: tuple[tuple[int, int, int], ...] = ()
    order: str = ""
    moved: int = 0
    rel_unit: str = ""
    named: frozenset[str] = field(default_factory=frozenset)
    how: str = ""
    deictic: bool = False
    narrative: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names a year."""
        return self.year is not None or self.short_year is not None
