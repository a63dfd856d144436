"""People filed by how their surnames sound, those of one surname together.

A name is compared in full with few of those it is near: where a surname has no counterpart in it,
it is nobody's of that surname.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from timeline.names import people, person_parts, phonetic
from timeline.names.spelling import spelling

_VOWELS = re.compile("[aeiouyhjw]")


class _Filed(NamedTuple):
    """at: when it was filed; names: its parts, None where no part tells it from others."""

    at: int
    head: str
    names: tuple[str, ...] | None


class FiledPeople:
    """The people of a collection, each by one name, in the order in which they are filed."""

    def __init__(self) -> None:
        # Blocks by sound; in each, those of a surname and a given name by that, others under "".
        self._blocks: dict[str, dict[str, dict[str, _Filed]]] = defaultdict(dict)
        self._count = 0

    def file(self, head: str, codes: Iterable[str]) -> None:
        """File a person in some blocks."""
        parts = person_parts.parts(head)
        filed = _Filed(self._count, head, None if parts.special else parts.names)
        self._count += 1
        surname = parts.names[1] if filed.names and len(filed.names) == 2 else ""
        for code in codes:
            self._blocks[code].setdefault(surname, {}).setdefault(head, filed)

    def near(self, name: str, codes: Iterable[str]) -> Iterator[str]:
        """Those in some blocks who may have a name, those of the first block first."""
        sought = people.Sought(name)
        met: set[str] = set()
        for code in codes:
            those: list[_Filed] = []
            for surname, of in self._blocks.get(code, {}).items():
                if not surname or sought.may_have(surname):
                    those += (one for one in of.values() if one.head not in met)
            met.update(one.head for one in those)
            those.sort(key=itemgetter(0))
            yield from (o.head for o in those if o.names is None or sought.may_be(o.names))


def surname_codes(name: str) -> list[str]:
    """The blocks a person's name is filed in."""
    return sorted({c for part in person_parts.parts(name).filed for c in _codes(part)})


def all_codes(name: str) -> list[str]:
    """The blocks a person's name is sought in."""
    return sorted({c for part in person_parts.parts(name).sought for c in _codes(part)})


def _codes(part: str) -> set[str]:
    """The blocks of a name's part: by sound, long ones by their inner consonants as well.

    The first letter of one name may be another sound in another language (Ts, T; Dz, D).
    """
    inner = _VOWELS.sub("", spelling(part)[1:])
    return {*phonetic.codes(part), *([f"-{inner[:4]}"] if len(inner) > 3 else [])}
