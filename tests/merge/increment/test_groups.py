"""Groups that are mended are those made from scratch, whoever comes, goes or changes."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.merge import candidates
from timeline.merge.arrays import Numbers
from timeline.merge.average_link import FLOOR, UNIT
from timeline.merge.candidates import Ask
from timeline.merge.features import Feature
from timeline.merge.increment import filing, leading, tables
from timeline.merge.increment import weighed as module
from timeline.merge.increment.edges import Edges
from timeline.merge.increment.filing import Filed, asks, keep_asks, packed
from timeline.merge.increment.groups import Groups
from timeline.merge.increment.leading import REACH


class Told(NamedTuple):
    """What stands in for a mention: its place among all, where it is filed, what it is compared by.

    span: how many days its date lasts; one of a day asks for what is near. chain: what its article
    tells by it, maybe not for the first time.
    """

    order: tuple[Any, int]
    day: int
    span: int
    labels: tuple[str, ...]
    look: int
    chain: int

    @property
    def mention(self) -> Any:
        """Its language, of which there are two."""
        return SimpleNamespace(event=SimpleNamespace(language="fr" if self.order[0] % 3 else "en"))


KIN = {
    "=meet": {"=meet", "=summit"},
    "=summit": {"=meet", "=summit", "=vote"},
    "=vote": {"=vote", "=summit", "=say"},
    "=say": {"=say", "=vote"},
}
SAYING = {"=say"}


def _filed(told: Any) -> tuple[int, frozenset[str]]:
    return told.day, frozenset(told.labels)


def _asks(told: Any) -> Iterator[Ask]:
    labels = frozenset().union(*(KIN.get(label, {label}) for label in told.labels))
    if told.span == 0:
        yield Ask(told.day - REACH, told.day + REACH, labels)
    elif told.span > 0:
        near = frozenset(label for label in labels if label[0] != "~")
        yield Ask(told.day, told.day + told.span, near)


def _compared(a: Told, b: Told) -> bool:
    if (a.order[0], a.chain) == (b.order[0], b.chain):
        return True
    if min(a.span, b.span) < 0:
        return False
    common = {
        label
        for one, two in ((a, b), (b, a))
        for ask in _asks(one)
        if ask.low <= two.day <= ask.high
        for label in ask.labels & {*two.labels}
    }
    if a.mention.event.language != b.mention.event.language:
        return bool(common)
    others = sum(label[0] != "=" for label in common)
    said = not SAYING.isdisjoint((*a.labels, *b.labels))
    return others + (len(common) > others) * (1 if said else 2) >= 2


@pytest.fixture(autouse=True)
def _told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "filed", _filed)
    monkeypatch.setattr(candidates, "asks", _asks)


def _weight(a: Any, b: Any) -> int:
    return random.Random(f"{a.order} {b.order} {a.look + b.look}").randrange(-3 * UNIT, 4 * UNIT)


def weighing(
    weight: Callable[[Any, Any], int], asked: Callable[[Any, Any], object] = lambda a, b: None
) -> type:
    """What weighs pairs of mentions by a function of them in their order.

    asked: takes those that are compared first, not those weighed again where groups may be joined.
    """

    class Weighing:
        def __init__(self, feature: Callable[[int], Any]) -> None:
            self._feature = feature

        def make_room(self) -> None:
            pass

        def points(self, one: Numbers, two: Numbers) -> Numbers:
            return np.array([weight(a, b) for a, b in self._told(one, two)], np.int64)

        def _told(self, one: Numbers, two: Numbers) -> list[list[Any]]:
            pairs = zip(one.tolist(), two.tolist(), strict=True)
            return [sorted(map(self._feature, pair), key=lambda t: t.order) for pair in pairs]

        def positive(self, one: Numbers, two: Numbers) -> tuple[Numbers, Numbers]:
            for a, b in self._told(one, two):
                asked(a, b)
            points = self.points(one, two)
            return np.flatnonzero(points > 0), points[points > 0]

    return Weighing


class Kept:
    """Groups in a database of their own."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:")
        tables.lay(self.db)
        self.told: dict[int, Told] = {}
        self.groups: dict[int, list[int]] = {}

    def _feature(self, number: int) -> Feature:
        return cast(Feature, self.told[number])

    def _enter(self, number: int, told: Told) -> Filed:
        self.told[number] = told
        f = cast(Feature, told)
        keep_asks(self.db, ((number, days) for days in asks(f)))
        return Filed((*told.order, number), *packed(f))

    def _file(self) -> None:
        """Keep how all are filed, article by article."""
        articles: dict[int, dict[int, filing.Row]] = defaultdict(dict)
        for number, told in sorted(self.told.items()):
            day, labels = packed(cast(Feature, told))
            articles[told.order[0]][number] = filing.Row(day, told.chain, labels)
        for (document,) in self.db.execute("SELECT document FROM merge_filed").fetchall():
            filing.put(self.db, document, 0, ())
        for document, found in articles.items():
            rows = list(found.values())
            filing.put(self.db, document, min(found), rows)
            assert filing.Kept(self.db).of(document) == (document, min(found), rows)
            assert [*filing.of(self.db, document)] == [*found]
        days = {(row.day, document) for document, f in articles.items() for row in f.values()}
        assert self.db.execute("SELECT * FROM merge_day").fetchall() == sorted(days)

    def fill(self, told: Mapping[int, Told]) -> None:
        for number, one in told.items():
            self._enter(number, one)
        self._file()
        groups = Groups(self.db, self._feature)
        groups.fill()
        self.groups = {group[0]: group for group in groups.all()}

    def change(self, now: Mapping[int, Told]) -> set[int]:
        old = {n: t for n, t in self.told.items() if now.get(n) != t}
        new = {n: t for n, t in now.items() if self.told.get(n) != t}
        out = {n: Filed((*t.order, n), *packed(cast(Feature, t))) for n, t in old.items()}
        for number in old:
            for table in ("merge_ask", "merge_hidden"):
                self.db.execute(f"DELETE FROM {table} WHERE mention = ?", (number,))
            del self.told[number]
        into = {number: self._enter(number, one) for number, one in new.items()}
        self._file()
        groups = Groups(self.db, self._feature)
        moved = groups.change(out, into)
        for name in moved:
            self.groups.pop(name, None)
            if members := groups.members(name):
                self.groups[name] = members
        return moved

    def places(self) -> list[list[tuple[str, int]]]:
        return sorted([self.told[n].order for n in group] for group in self.groups.values())

    def rows(self) -> list[list[Any]]:
        """All that is kept, mentions told by their places."""
        place = {n: t.order for n, t in self.told.items()}
        edges = [(n, *edge) for n, told in Edges(self.db).all() for edge in told]
        hidden = self.db.execute("SELECT mention FROM merge_hidden").fetchall()
        grouped = self.db.execute("SELECT mention, name FROM merge_group").fetchall()
        asked = self.db.execute("SELECT mention, low, high FROM merge_ask").fetchall()
        return [
            sorted((place[a], place[b], points) for a, b, points in edges),
            sorted(place[n] for (n,) in hidden),
            sorted((place[n], place[name]) for n, name in grouped),
            sorted((place[n], *rest) for n, *rest in asked),
        ]


LABELS = (*KIN, "person:ada", "person:bo", "~harbour")
mentions = st.tuples(
    st.integers(0, 14),
    st.integers(0, 9),
    st.sampled_from([-1, 0, 0, 0, 3, 40, 400, 40_000]),
    st.lists(st.sampled_from(LABELS), max_size=2),
    st.sampled_from(list(KIN)),
    st.integers(0, 2),
    st.integers(0, 4),
)
worlds = st.lists(mentions, max_size=14, unique_by=lambda told: told[0])
Row = tuple[int, int, int, list[str], str, int, int]


def _world(rows: list[Row], numbers: random.Random) -> dict[int, Told]:
    """Mentions by number: those of an article follow each other from the same one on."""
    first = list(range(1, 16, 3))
    numbers.shuffle(first)
    sizes: dict[int, Iterator[int]] = defaultdict(count)
    world = {}
    for at, day, span, labels, sense, *rest in sorted(rows):
        document = at // 3
        n = next(sizes[document])
        labels = [*({*labels} - KIN.keys()), sense]  # noqa: PLW2901
        world[first[document] + n] = Told((document, n), day, span, (*labels,), *rest)
    return world


@pytest.mark.parametrize("most", [1, 2, 4, 100])
@settings(max_examples=60, deadline=None)
@given(steps=st.lists(worlds, min_size=2, max_size=4), seed=st.integers(0, 99))
def test_what_is_mended_is_what_is_made_from_scratch(
    most: int, steps: list[list[Row]], seed: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "Weighing", weighing(_weight))
        patch.setattr(leading, "MOST", most)
        mended = Kept()
        for n, rows in enumerate(steps):
            world = _world(rows, random.Random(seed))
            before = {name: list(g) for name, g in mended.groups.items()}
            looks = dict(mended.told)
            if n == 0:
                mended.fill(world)
                continue
            moved = mended.change(world)
            anew = Kept()
            anew.fill(world)
            assert mended.places() == anew.places()
            assert mended.rows() == anew.rows()
            same = {
                name
                for name, group in mended.groups.items()
                if before.get(name) == group and all(looks[m] == world[m] for m in group)
            }
            assert moved.isdisjoint(same) or most < len(world)


@settings(max_examples=150, deadline=None)
@given(rows=worlds)
def test_who_is_compared_is_who_asks_or_is_asked_for(rows: list[Row]) -> None:
    compared: set[tuple[Any, Any]] = set()

    def asked(a: Any, b: Any) -> None:
        assert (a.order, b.order) not in compared
        compared.add((a.order, b.order))

    world = _world(rows, random.Random(0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "Weighing", weighing(lambda a, b: FLOOR - 1, asked))
        Kept().fill(world)
    told = sorted(world.values())
    assert compared == {
        (a.order, b.order) for n, a in enumerate(told) for b in told[n + 1 :] if _compared(a, b)
    }


def _crowd(size: int) -> dict[int, Told]:
    return {n: Told((7, n - 1), 5, 0, ("=vote",), 0, n) for n in range(1, size + 1)}


def test_of_many_on_one_day_the_first_are_compared_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, int]] = []

    def ask(a: Any, b: Any) -> None:
        asked.append((a.order[1], b.order[1]))

    monkeypatch.setattr(module, "Weighing", weighing(lambda a, b: UNIT, ask))
    monkeypatch.setattr(leading, "MOST", 10)
    kept = Kept()
    kept.fill(_crowd(300))
    assert len(kept.groups) == 1
    assert len(asked) == len(set(asked)) == 45 + 10 * 290
    asked.clear()
    kept.change(_crowd(301))
    assert len(asked) == 10


def test_of_many_that_tell_one_thing_the_first_are_compared_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, int]] = []

    def ask(a: Any, b: Any) -> None:
        asked.append((a.order[1], b.order[1]))

    def chain(size: int) -> dict[int, Told]:
        # Dated so that nothing but the chain connects them.
        return {n: Told((7, n - 1), 100 * n, 0, ("=vote",), 0, 1) for n in range(1, size + 1)}

    monkeypatch.setattr(module, "Weighing", weighing(lambda a, b: UNIT, ask))
    monkeypatch.setattr(leading, "MOST", 10)
    kept = Kept()
    kept.fill(chain(300))
    assert len(kept.groups) == 1
    assert len(asked) == len(set(asked)) == 45 + 10 * 290
