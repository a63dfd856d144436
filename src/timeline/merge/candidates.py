"""Which mentions are compared at all: those of which one asks for the other.

A mention is filed under its first day by labels: its meaning, who takes part, the towns and names
of its clause. It asks for what is filed by one of its labels within some days of its own, or within
its month or year. Two are compared that have enough in common (increment/leading.py): neither the
day that they share nor one name, which a whole story may be about, is enough. Those that their
article tells again (Feature.chain) are compared whatever their dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline import when
from timeline.merge import meaning
from timeline.merge.features import Feature

# Days of different articles this far apart may be one event's; days of `numbered` may be five more.
_NEAR = 12
# Wider spans than this (ten years) hold too much to tell of one event.
_WIDEST = 3660


class Ask(NamedTuple):
    """Seeks what is filed from one day to another (`numbered`) under any of some labels."""

    low: int
    high: int
    labels: frozenset[str]


def numbered(at: when.Day) -> int:
    """A number for a day that orders as days do, two neighbours at most four apart."""
    return 372 * at[0] + 31 * at[1] + at[2]


def filed(f: Feature) -> tuple[int, frozenset[str]]:
    """The day a mention is filed under, and its labels."""
    first = f.date.first or f.date.last
    return (0 if first is None else numbered(first)), _labels(f) | _wordings(f) | {f"={f.sense}"}


def asks(f: Feature) -> Iterator[Ask]:
    """What a mention is to be compared with; each two need one to ask for the other.

    What asks for nothing is compared with nothing but what its article tells again.
    Of two that ask as far to either side of their days, each asks for the other or neither does.
    """
    labels = _labels(f) | _meanings(f)
    days = f.date.days
    if days is not None and days > _WIDEST:
        return
    span = f.date
    if days is None:
        # What lasts since then, or up to then, is told by that end.
        span = when.parse(f.date.edtf.strip("./"))
    if span.first is None or span.last is None:
        return
    low, high = numbered(span.first), numbered(span.last)
    if span.days == 1:
        yield Ask(low - _NEAR, high + _NEAR, labels | _wordings(f))
    else:
        yield Ask(low, high, labels)


def _meanings(f: Feature) -> frozenset[str]:
    """Its own meaning and the kindred ones."""
    kin = meaning.kindred(f.concept) if f.concept else (f.sense,)
    return frozenset(f"={sense}" for sense in kin)


def _labels(f: Feature) -> frozenset[str]:
    """Who takes part, where, and the names of its clause."""
    named = f.persons | f.organisations | f.agent | f.patient | f.cities
    return frozenset(k for k in named if k[0] != "~") | {f"@{name}" for name in f.names}


def _wordings(f: Feature) -> frozenset[str]:
    """Words of what it is about, enough on days."""
    heads = {k for k in f.agent | f.patient if k[0] == "~"}
    return frozenset(heads | {f"~{w}" for w in f.content} | {f"'{t}" for t in f.things})
