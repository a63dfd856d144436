"""Whose names the names of a whole collection are, each article's own left aside.

People: full names that agree with every spelling already gathered are one person's; a surname
alone is the one full name it fits, or far the most usual. Organisations: acronyms with the one
expansion seen. All comparing is done inside small blocks of like-sounding surnames. What is found
of a name follows from the names like it alone (`gathered` and `alone` may be asked of any set that
holds with a name all those like it), which is what lets the ledger mend a part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from timeline.merge.filed_people import FiledPeople, all_codes, surname_codes
from timeline.model import ActorKind, DatedMention
from timeline.names import fold, people, person_parts
from timeline.names import organisations as bodies

# A namesake must be this much rarer for a bare surname to be taken as the other's.
_FAR_MORE = 3
# A handful of spellings stands for the rest: names are compared with few, not with all.
_SPELLINGS = 6


class Names(Protocol):
    """What the whole collection tells of a name; None where it tells nothing."""

    def head(self, name: str) -> str | None:
        """The name that stands for the person of a full name seen."""

    def known(self, name: str) -> str | None:
        """The full name that a surname stands for, where it is plain whose it is."""

    def named(self, name: str) -> str | None:
        """The one person's name that a full name not seen as a person's agrees with."""

    def alone(self, name: str) -> str | None:
        """The spelling that stands for a surname without a full name."""

    def acronym(self, name: str) -> str | None:
        """The key of the one organisation seen that the letters fit."""

    def usual_kind(self, name: str) -> ActorKind | None:
        """The kind of actor that a proper name is most often taken for, None for other words."""


Row = tuple[ActorKind, str]
"""A kind of actor and a name."""


def names_in(mentions: Iterable[DatedMention]) -> Counter[Row]:
    """How often each name is written, countries left out: they are known without looking."""
    return counted((p.kind, p.name) for m in mentions for p in m.event.participants)


def counted(names: Iterable[Row]) -> Counter[Row]:
    """The same of the names of all participants."""
    return Counter(row for row in names if row[0] != "country")


class Collection:
    """The names of some articles, all in memory.

    seen: how often each name is written of each kind of actor.
    """

    def __init__(self, seen: Mapping[Row, int]) -> None:
        self._seen = seen
        people_seen = {name: n for (kind, name), n in seen.items() if kind == "person"}
        self._full = gathered({n: c for n, c in people_seen.items() if full(n)})
        self._count = heads(people_seen, self._full)
        self._filed = FiledPeople()
        for head in sorted(set(self._full.values())):
            self._filed.file(head, surname_codes(head))
        self._alone = alone(n for n in people_seen if n not in self._full)
        names = {name for kind, name in seen if kind == "organisation"}
        self._long: dict[str, set[str]] = defaultdict(set)
        for name in sorted(names):
            for letters in initials(name):
                self._long[letters].add(name)
        self._cache: dict[tuple[bool, str], str | None] = {}

    def head(self, name: str) -> str | None:
        """See Names."""
        return self._full.get(name)

    def known(self, name: str) -> str | None:
        """See Names."""
        if (True, name) not in self._cache:
            near = {h: self._count[h] for h in self._near(name)}
            self._cache[True, name] = fitting(name, near)
        return self._cache[True, name]

    def named(self, name: str) -> str | None:
        """See Names."""
        if (False, name) not in self._cache:
            self._cache[False, name] = only(name, self._near(name))
        return self._cache[False, name]

    def alone(self, name: str) -> str | None:
        """See Names."""
        return self._alone.get(name)

    def acronym(self, name: str) -> str | None:
        """See Names."""
        return expansion(name, self._long.get(fold.key(name), ())) if " " not in name else None

    def usual_kind(self, name: str) -> ActorKind | None:
        """See Names."""
        return usual_kind(name, {kind: self._seen.get((kind, name), 0) for kind in KINDS})

    def _near(self, name: str) -> Iterable[str]:
        return self._filed.near(name, surname_codes(name))


# -- people ------------------------------------------------------------------------------------


def full(name: str) -> bool:
    """Whether a person's name has two parts or more."""
    return len(person_parts.parts(name).names) > 1


def gathered(seen: Mapping[str, int]) -> dict[str, str]:
    """Full names, with how often each is written -> the name that stands for their person."""
    # The most usual spelling of the fullest names first; the order never depends on the input's.
    names = sorted(seen, key=lambda n: (-len(person_parts.parts(n).names), -seen[n], n))
    clusters: dict[str, list[str]] = {}
    filed = FiledPeople()
    result: dict[str, str] = {}
    for name in names:
        best, best_score = None, 0.0
        for head in filed.near(name, all_codes(name)):
            score = _least(name, clusters[head])
            if score > best_score:
                best, best_score = head, score
        head = best or name
        result[name] = head
        spellings = clusters.setdefault(head, [])
        if len(spellings) < _SPELLINGS:
            spellings.append(name)
        # Filed by surname, sought by every part: given names would make the blocks huge.
        filed.file(head, surname_codes(name))
    return result


def _least(name: str, spellings: Sequence[str]) -> float:
    """The least agreement of a name with some spellings, 0 where one is another person's."""
    least = 1.0
    for other in spellings:
        score = people.person_score(name, other)
        if score < people.THRESHOLD:
            return 0.0
        least = min(least, score)
    return least


def alone(names: Iterable[str]) -> dict[str, str]:
    """Surnames that no full name goes with -> the first of the spellings like each."""
    blocks: dict[str, list[str]] = defaultdict(list)
    result: dict[str, str] = {}
    for name in sorted(names):
        codes = surname_codes(name)
        found = dict.fromkeys(h for c in codes for h in blocks[c])
        result[name] = next((h for h in found if people.same_person(name, h)), name)
        if result[name] == name:
            for code in codes:
                blocks[code].append(name)
    return result


def heads(names: Mapping[str, int], found: Mapping[str, str]) -> Counter[str]:
    """How often each person is named in full."""
    count: Counter[str] = Counter()
    for name, n in names.items():
        if name in found:
            count[found[name]] += n
    return count


def fitting(name: str, near: Mapping[str, int]) -> str | None:
    """The one of some people that a surname fits, or the one named far more often than the rest."""
    fits = sorted((-n, h) for h, n in near.items() if people.same_person(name, h))
    if not fits or (len(fits) > 1 and -fits[0][0] < _FAR_MORE * -fits[1][0]):
        return None
    return fits[0][1]


def only(name: str, near: Iterable[str]) -> str | None:
    """The one of some people whose name agrees with a full name."""
    fits = [h for h in near if people.same_person(name, h)]
    return fits[0] if len(fits) == 1 else None


# -- kinds -------------------------------------------------------------------------------------

KINDS: tuple[ActorKind, ...] = ("organisation", "person", "group")
"""What a parser may take a proper name for; of equally many the first."""


def usual_kind(name: str, seen: Mapping[ActorKind, int]) -> ActorKind | None:
    """See Names; seen: how often the name is taken for each kind.

    A body is taken for a people where a small model has no better word for it: Gazprom.
    """
    if not name[:1].isupper() or not any(seen.values()):
        return None
    body, person, group = (seen.get(kind, 0) for kind in KINDS)
    if not (body or person):
        return "group"
    return "person" if person > body + group or not body else "organisation"


# -- organisations -----------------------------------------------------------------------------


def initials(name: str) -> set[str]:
    """The letters that may be short for a name of several words, () for one word."""
    if " " not in name.strip():
        return set()
    words = fold.key(name).split()
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if len(w) > 3)}


def expansion(acronym: str, names: Iterable[str]) -> str | None:
    """The key of the one of some organisations that an acronym stands for."""
    fits = {bodies.stem(n) for n in names if bodies.acronym_of(acronym, n)}
    return fits.pop() if len(fits) == 1 else None
