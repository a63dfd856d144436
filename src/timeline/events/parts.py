"""The complements of a verb as a headline's parts, and why one cannot be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class Unwritable(Exception):
    """A needed part of a clause cannot be written."""


class Hopeless(Unwritable):
    """It cannot be written in any shape, so that no other shape need be tried."""


@dataclass(frozen=True, slots=True)
class Part:
    """One complement. need: 0 for one that the verb cannot lack, more for what gives way first."""

    text: str
    at: int
    need: int


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts in text order, "from five to six" as one."""
    made: list[Part] = []
    for p in sorted(parts, key=lambda p: p.at):
        if made and made[-1].need and p.need:
            pair = made[-1].text.split(maxsplit=1)[0], p.text.split(maxsplit=1)[0]
            if pair in (("from", "to"), ("de", "à")):
                made[-1] = Part(f"{made[-1].text} {p.text}", made[-1].at, made[-1].need)
                continue
        made.append(p)
    return tuple(made)


def once(parts: Iterable[Part]) -> list[Part]:
    """Parts without those whose noun one before has already ("from Tomsk, in Tomsk")."""
    made: list[Part] = []
    for p in parts:
        noun = p.text.partition(" ")[2]
        if not (p.need and noun and any(q.text.endswith(f" {noun}") for q in made)):
            made.append(p)
    return made
