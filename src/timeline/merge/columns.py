"""What mentions are compared by, as numbers in columns, so that many pairs are weighed at once.

A mention is a row. What it tells some of is a set of keys (who takes part, the words, the names …);
each key of a row is a number that also says in which of its sets it stands. How many keys two rows
share, of every kind, is counted in one number for both (`Shared`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline import when
from timeline.merge import meaning, measures
from timeline.merge.arrays import Mask, Numbers, Points, runs
from timeline.merge.features import Feature
from timeline.merge.signs import kind_of, saying
from timeline.model import Amount

# What stands for a day that is not there: before all others, after all others.
NEVER_BEGAN, NEVER_ENDS = -(1 << 30), 1 << 30
NO_DAY = -(1 << 30)
"""The ordinal of a day that has none, or that is not there."""

# So many keys of a row stand in one table, the others of its first so many in another.
_FEW, _MANY = 24, 96
# A row of more keys than these is compared by itself with others of its kind.
_MOST_WORDS, _MOST = 63, 7

# So many pairs of articles are known at a time, each in a place of its own or instead of another.
_PAIRS = 1 << 18
# There are never so many articles.
_ARTICLES = 1 << 31


class Lane(NamedTuple):
    """Where in the number of what two rows share the keys of one kind are counted."""

    start: int
    width: int

    def of(self, shared: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many keys of the kind are shared."""
        found = (shared >> np.uint64(self.start)) & np.uint64((1 << self.width) - 1)
        return found.astype(np.int64)

    def any(self, shared: NDArray[np.uint64]) -> Mask:
        """Whether any are."""
        found: Mask = (shared & np.uint64(((1 << self.width) - 1) << self.start)) != 0
        return found


def _lanes() -> Mapping[str, Lane]:
    wide = dict.fromkeys(("words", "names", "content"), 6)
    narrow = "things person body agent patient crossed named_agent named_patient agent_named"
    narrow += " patient_named figure city country measure"
    start, found = 0, {}
    for name, width in {**wide, **dict.fromkeys(narrow.split(), 3)}.items():
        found[name] = Lane(start, width)
        start += width
    return found


LANES = _lanes()
"""Of two rows, the keys that stand in both as: words, names …; crossed: whom one has act and the
other acted on; named_agent: who is named and acts in the first and takes part in the second, and
agent_named the other way round."""

# What a row tells some of, a bit each; the kinds of who acts and who is acted on, four bits each.
FLAGS = {
    name: 1 << n
    for n, name in enumerate(
        (
            *("named", "organisations", "agent", "patient", "cities", "countries", "content"),
            *("names", "figures", "named_agent", "named_patient", "guessed", "direct"),
            *("printed", "headline", "rising", "big", "endless"),
        )
    )
}
AGENT_KINDS, PATIENT_KINDS = 20, 24
_KINDS = {name: 1 << n for n, name in enumerate(("person", "organisation", "country", "group"))}

# In which of its sets an actor stands.
_PERSON, _BODY, _AGENT, _PATIENT, _NAMED_AGENT, _NAMED_PATIENT = (1 << n for n in range(6))
_WORD, _CONTENT = 1, 2

# Of so many rows it is at hand what they share with others.
_ROWS = 4096

COLUMNS = (
    *("date", "first", "last", "first_day", "last_day", "day", "days", "flags", "concept", "stem"),
    *("manner", "senses", "language", "document", "place", "chain", "sentence", "words", "names"),
    "amounts",
)


class Columns:
    """The rows of mentions, in order of entering."""

    def __init__(self) -> None:
        self.size = 0
        self._room = 1024
        self._column = {name: np.zeros(self._room, np.int32) for name in COLUMNS}
        self._keys = np.zeros((self._room, _FEW), np.int32)
        self._more = np.zeros((16, _MANY - _FEW), np.int32)
        self._longer = np.zeros(self._room, np.int32)
        self._long = 0
        self._numbers: dict[Any, int] = {}
        self._next: dict[str, count[int]] = {}
        # Of each set of keys: the key's numbers by the sets it stands in, and what that key is.
        self._variants: dict[tuple[str, str], dict[int, int]] = {}
        self._key_of: list[tuple[str, str, int]] = [("", "", 0)]
        # Of each key that a row was compared by, what `_counting` tells of so many variants.
        self._known: dict[int, tuple[int, list[int], list[int]]] = {}
        # Of rows the same, while there are so many keys.
        self._marks: dict[int, tuple[Numbers, NDArray[np.uint64]]] = {}
        self._marks_of = 0
        self.of_concept: list[Feature] = []
        self.of_manner: list[Feature] = []
        self.of_senses: list[Mapping[str, str]] = []
        self.of_amounts: list[tuple[Amount, ...]] = []
        self.documents: list[str] = []
        self.stories = Stories()

    def __getitem__(self, name: str) -> NDArray[np.int32]:
        return self._column[name][: self.size]

    # -- entering --------------------------------------------------------------------------------

    def add(self, f: Feature) -> int:
        """Enter a mention; its row."""
        if self.size == self._room:
            self._grow()
        row = self.size
        self.size += 1
        e = f.mention.event
        says = saying(f)
        keys = [self._key(*key) for key in _keys(f)]
        values = {
            **_dated(f.date),
            "date": self._number("date", f.date.edtf),
            "flags": _flags(f) | (len(keys) > _MANY) * FLAGS["endless"],
            "concept": self._kind("concept", (f.concept, says), self.of_concept, f),
            "stem": self._number("stem", f.stem) if f.stem else -1,
            "manner": self._kind("manner", (f.another, e.status, e.nominal), self.of_manner, f),
            "senses": self._kind(
                "senses", tuple(sorted(f.senses.items())), self.of_senses, f.senses
            ),
            "language": self._number("language", e.language),
            "document": self._kind("document", f.document, self.documents, f.document),
            "place": f.order[1],
            "chain": f.chain,
            "sentence": e.sentence,
            "words": len(f.words),
            "names": len(f.names),
            "amounts": self._kind(
                "amounts", tuple(map(_told, e.amounts)), self.of_amounts, e.amounts
            ),
        }
        if values["document"] == self.stories.size:
            self.stories.add(f.story)
        for name, value in values.items():
            self._column[name][row] = value
        self._enter_keys(row, keys)
        return row

    def _grow(self) -> None:
        self._room *= 2
        for name, column in self._column.items():
            self._column[name] = np.resize(column, self._room)
        self._keys = np.concatenate([self._keys, np.zeros_like(self._keys)])
        self._longer = np.concatenate([self._longer, np.zeros_like(self._longer)])

    def _number(self, kind: str, told: Any) -> int:
        """A number for a value, the next one where it is new."""
        found = self._numbers.get((kind, told))
        if found is None:
            found = self._numbers[kind, told] = next(self._next.setdefault(kind, count()))
        return found

    def _kind(self, kind: str, told: Any, of: list[Any], value: Any) -> int:
        """The same, with what stands for it in a list."""
        found = self._number(kind, told)
        if found == len(of):
            of.append(value)
        return found

    def _enter_keys(self, row: int, keys: Sequence[int]) -> None:
        self._keys[row, : len(keys)] = keys[:_FEW]
        if len(keys) > _FEW:
            self._long += 1
            if self._long == len(self._more):
                self._more = np.concatenate([self._more, np.zeros_like(self._more)])
            self._more[self._long, : min(len(keys), _MANY) - _FEW] = keys[_FEW:_MANY]
            self._longer[row] = self._long

    def _key(self, kind: str, key: str, sets: int) -> int:
        variants = self._variants.setdefault((kind, key), {})
        found = variants.get(sets)
        if found is None:
            found = variants[sets] = len(self._key_of)
            self._key_of.append((kind, key, sets))
        return found

    # -- what rows share ---------------------------------------------------------------------------

    def shared(self, one: Numbers, two: Numbers) -> NDArray[np.uint64]:
        """What rows share with others, counted in lanes; one: each row once, or in a run."""
        marks = np.zeros(len(self._key_of), np.uint64)
        found = np.zeros(len(one), np.uint64)
        for at, end in runs(one):
            ids, lanes = self._at_hand(int(one[at]))
            marks[ids] = lanes
            others = two[at:end]
            marks.take(self._keys.take(others, axis=0)).sum(axis=1, out=found[at:end])
            longer = self._longer.take(others)
            if longer.any():
                found[at:end] += marks.take(self._more.take(longer, axis=0)).sum(axis=1)
            marks[ids] = 0
        return found

    def _at_hand(self, row: int) -> tuple[Numbers, NDArray[np.uint64]]:
        """What `_marked` tells, asked for again and again until another key is entered."""
        if self._marks_of != len(self._key_of) or len(self._marks) >= _ROWS:
            self._marks.clear()
            self._marks_of = len(self._key_of)
        found = self._marks.get(row)
        if found is None:
            ids, lanes = self._marked(row)
            found = self._marks[row] = np.array(ids, np.int64), np.array(lanes, np.uint64)
        return found

    def _marked(self, row: int) -> tuple[list[int], list[int]]:
        """The keys that a row shares something with, and the lanes that each counts in."""
        ids: list[int] = []
        lanes: list[int] = []
        own = self._keys[row].tolist()
        if self._longer[row]:
            own += self._more[self._longer[row]].tolist()
        for number in own:
            if not number:
                break
            counted = self._counting(number)
            ids += counted[0]
            lanes += counted[1]
        return ids, lanes

    def _counting(self, number: int) -> tuple[list[int], list[int]]:
        """The same for one of a row's keys."""
        kind, key, sets = self._key_of[number]
        variants = self._variants[kind, key]
        known = self._known.get(number)
        if known is None or known[0] != len(variants):
            told = {id_: _counted(kind, sets, other) for other, id_ in variants.items()}
            counted = {id_: lanes for id_, lanes in told.items() if lanes}
            known = len(variants), list(counted), list(counted.values())
            self._known[number] = known
        return known[1:]


class Stories:
    """The names in whole articles, and how many of them two have in common."""

    def __init__(self) -> None:
        self.size = 0
        self._numbers: dict[str, int] = {}
        self._starts = np.zeros(256, np.int64)
        self._names = np.zeros(4096, np.int32)
        self._known = np.full(_PAIRS, -1, np.int64)
        self._shared = np.zeros(_PAIRS, np.int32)

    def add(self, story: frozenset[str]) -> None:
        """Enter the next article."""
        if self.size + 2 > len(self._starts):
            self._starts = np.resize(self._starts, 2 * len(self._starts))
        start = int(self._starts[self.size])
        while start + len(story) > len(self._names):
            self._names = np.resize(self._names, 2 * len(self._names))
        known = self._numbers
        found = [known.setdefault(name, len(known)) for name in sorted(story)]
        self._names[start : start + len(found)] = found
        self.size += 1
        self._starts[self.size] = start + len(found)

    def shares(self, one: Numbers, two: Numbers) -> Points:
        """The share of names that articles have in common with others, as `signs.story` has it."""
        low, high = (each(one, two).astype(np.int64) for each in (np.minimum, np.maximum))
        pair = low * _ARTICLES + high
        at = (low * 7919 + high) % _PAIRS
        shared = self._shared.take(at)
        new = np.flatnonzero(self._known.take(at) != pair)
        if len(new):
            pairs, back = np.unique(pair[new], return_inverse=True)
            counted = self._counted(*np.divmod(pairs, _ARTICLES))
            shared[new] = counted[back]
            self._known[at[new]], self._shared[at[new]] = pair[new], shared[new]
        sizes = np.diff(self._starts[: self.size + 1])
        return shared / np.maximum(sizes.take(one) + sizes.take(two) - shared, 1)

    def _counted(self, one: Numbers, two: Numbers) -> Numbers:
        marks = np.zeros(len(self._numbers), np.int32)
        found = np.zeros(len(one), np.int64)
        for at, end in runs(one):
            own = slice(*self._starts[one[at] : one[at] + 2])
            marks[self._names[own]] = 1
            starts, sizes = self._starts[two[at:end]], np.diff(self._starts)[two[at:end]]
            bounds = np.concatenate([[0], np.cumsum(sizes)])
            names = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], sizes)
            total = np.concatenate([[0], np.cumsum(marks[self._names[names]])])
            found[at:end] = np.diff(total[bounds])
            marks[self._names[own]] = 0
        return found


def _dated(date: when.When) -> dict[str, int]:
    """Days that order as days do, ordinals to count days between, how many days it lasts or -1."""
    first, last = date.first_date, date.last_date
    return {
        "first": NEVER_BEGAN if date.first is None else _ordered(date.first),
        "last": NEVER_ENDS if date.last is None else _ordered(date.last),
        "first_day": NO_DAY if first is None else first.toordinal(),
        "last_day": NO_DAY if last is None else last.toordinal(),
        "day": first.toordinal() if first and date.days == 1 and not date.approximate else NO_DAY,
        "days": -1 if date.days is None else date.days,
    }


def _ordered(day: when.Day) -> int:
    return 372 * day[0] + 31 * day[1] + day[2]


def _flags(f: Feature) -> int:
    e = f.mention.event
    told = {
        "named": f.named,
        "organisations": f.organisations,
        "agent": f.agent,
        "patient": f.patient,
        "cities": f.cities,
        "countries": f.countries,
        "content": f.content,
        "names": f.names,
        "figures": f.figures,
        "named_agent": f.agent & f.named,
        "named_patient": f.patient & f.named,
        "guessed": f.guessed,
        "direct": f.direct,
        "printed": f.mention.how == "publication-day" and e.status == "happened",
        "headline": e.passage_kind == "headline",
        "rising": meaning.behaves(f.concept, "rising"),
        "big": _big(f),
    }
    found = sum(FLAGS[name] for name, value in told.items() if value)
    for shift, keys in ((AGENT_KINDS, f.agent), (PATIENT_KINDS, f.patient)):
        for kind in {kind_of(k) for k in keys}:
            found |= _KINDS.get(kind, 0) << shift
    return found


def _big(f: Feature) -> bool:
    """Whether it has more of something than can be counted where another has as much."""
    actors = f.persons | f.organisations | f.agent | f.patient
    few = [len(actors), len(f.cities), len(f.countries), len(f.things), len(f.figures)]
    few.append(len(f.mention.event.amounts))
    return max(few) > _MOST or max(len(f.words | f.content), len(f.names)) > _MOST_WORDS


def _told(a: Amount) -> tuple[Any, ...]:
    return a.value, a.currency, a.unit, a.text


def _keys(f: Feature) -> Iterable[tuple[str, str, int]]:
    """The keys of a mention: of what kind, and in which of its sets."""
    actors: dict[str, int] = {}
    sets = (
        (_PERSON, f.persons),
        (_BODY, f.organisations),
        (_AGENT, f.agent),
        (_PATIENT, f.patient),
        (_NAMED_AGENT, f.agent & f.named),
        (_NAMED_PATIENT, f.patient & f.named),
    )
    for bit, keys in sets:
        for key in keys:
            actors[key] = actors.get(key, 0) | bit
    yield from (("actor", key, actors[key]) for key in sorted(actors))
    for word in sorted(f.words | f.content):
        yield "word", word, _WORD * (word in f.words) | _CONTENT * (word in f.content)
    single = {"names": f.names, "things": f.things, "figure": f.figures, "city": f.cities}
    single["country"] = f.countries
    single["measure"] = frozenset(map(measures.measure, f.mention.event.amounts))
    for kind, found in single.items():
        yield from ((kind, key, 1) for key in sorted(found))


def _counted(kind: str, one: int, two: int) -> int:
    """The lanes in which a key counts that stands in some sets of one row and some of another."""
    at = (kind, one, two)
    found = _COUNTED.get(at)
    if found is None:
        lanes = _in_both(one, two) if kind == "actor" else {kind: True}
        if kind == "word":
            lanes = {"words": one & two & _WORD, "content": one & two & _CONTENT}
        found = sum(1 << LANES[name].start for name, counts in lanes.items() if counts)
        _COUNTED[at] = found
    return found


_COUNTED: dict[tuple[str, int, int], int] = {}


def _in_both(one: int, two: int) -> dict[str, int]:
    return {
        "person": one & two & _PERSON,
        "body": one & two & _BODY,
        "agent": one & two & _AGENT,
        "patient": one & two & _PATIENT,
        "crossed": (one & _AGENT and two & _PATIENT) or (one & _PATIENT and two & _AGENT),
        "named_agent": one & _NAMED_AGENT and two & _PERSON,
        "named_patient": one & _NAMED_PATIENT and two & _PERSON,
        "agent_named": one & _PERSON and two & _NAMED_AGENT,
        "patient_named": one & _PERSON and two & _NAMED_PATIENT,
    }
