"""Groups that are mended are those made from scratch, whoever comes, goes or changes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.merge import candidates
from timeline.merge.average_link import UNIT
from timeline.merge.features import Feature
from timeline.merge.increment import groups as module
from timeline.merge.increment import tables
from timeline.merge.increment.groups import Filed, Groups


class Told(NamedTuple):
    """What stands in for a mention: its place among all, its keys, what it is compared by."""

    order: tuple[str, int]
    keys: tuple[str, ...]
    look: int


def _weight(a: Any, b: Any) -> int:
    assert a.order < b.order
    return random.Random(f"{a.order} {b.order} {a.look + b.look}").randrange(-3 * UNIT, 4 * UNIT)


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
        keys = candidates.packed(told.keys)
        tables.add(self.db, "merge_mention", [(number, *told.order, 0, 0, keys, "")])
        return Filed((*told.order, number), keys)

    def fill(self, told: Mapping[int, Told]) -> None:
        for number, one in told.items():
            self._enter(number, one)
        groups = Groups(self.db, self._feature)
        groups.fill()
        self.groups = {name: groups.members(name) for name in groups.names()}

    def change(self, now: Mapping[int, Told]) -> set[int]:
        old = {n: t for n, t in self.told.items() if now.get(n) != t}
        new = {n: t for n, t in now.items() if self.told.get(n) != t}
        out = {n: Filed((*t.order, n), candidates.packed(t.keys)) for n, t in old.items()}
        for number in old:
            self.db.execute("DELETE FROM merge_mention WHERE id = ?", (number,))
            del self.told[number]
        into = {number: self._enter(number, one) for number, one in new.items()}
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
        edges = self.db.execute("SELECT a, b, points FROM merge_edge").fetchall()
        hidden = self.db.execute("SELECT id, hidden FROM merge_mention").fetchall()
        grouped = self.db.execute("SELECT mention, name FROM merge_group").fetchall()
        keys = self.db.execute("SELECT mention, key, held FROM merge_candidate").fetchall()
        return [
            sorted((place[a], place[b], points) for a, b, points in edges),
            sorted((place[n], bool(is_hidden)) for n, is_hidden in hidden),
            sorted((place[n], place[name]) for n, name in grouped),
            sorted((place[n], key, held) for n, key, held in keys),
        ]


KEYS = [f"2020-08-0{n}|D|x" for n in range(1, 5)]
KEYS += [key + candidates.HELD for key in KEYS[:2]]
mentions = st.tuples(
    st.integers(0, 14), st.lists(st.sampled_from(KEYS), max_size=3), st.integers(0, 2)
)
worlds = st.lists(mentions, max_size=14, unique_by=lambda told: told[0])


def _world(rows: list[tuple[int, list[str], int]], numbers: random.Random) -> dict[int, Told]:
    """Mentions by number; one of a place has the same number as long as it is there."""
    number = list(range(1, 16))
    numbers.shuffle(number)
    return {
        number[at]: Told((f"d{at // 3}", at), tuple(sorted(set(keys))), look)
        for at, keys, look in rows
    }


@pytest.mark.parametrize("most", [1, 2, 4, 100])
@settings(max_examples=120, deadline=None)
@given(steps=st.lists(worlds, min_size=2, max_size=4), seed=st.integers(0, 99))
def test_what_is_mended_is_what_is_made_from_scratch(
    most: int, steps: list[list[tuple[int, list[str], int]]], seed: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "weight", _weight)
        patch.setattr(module, "MOST", most)
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


def _crowd(size: int) -> dict[int, Told]:
    return {n: Told(("d", n), (KEYS[0],), 0) for n in range(1, size + 1)}


def test_under_a_full_key_the_first_are_compared_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def weight(a: Any, b: Any) -> int:
        asked.append((a.order[1], b.order[1]))
        return UNIT

    monkeypatch.setattr(module, "weight", weight)
    monkeypatch.setattr(module, "MOST", 10)
    kept = Kept()
    kept.fill(_crowd(300))
    assert len(kept.groups) == 1
    assert len(asked) == len(set(asked)) == 45 + 10 * 290
    asked.clear()
    kept.change({**_crowd(300), 301: Told(("d", 301), (KEYS[0],), 0)})
    assert len(asked) == 10


def test_two_that_share_several_keys_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def weight(a: Any, b: Any) -> int:
        asked.append((a, b))
        return -UNIT

    monkeypatch.setattr(module, "weight", weight)
    kept = Kept()
    kept.fill({n: Told(("d", n), tuple(KEYS[:4]), 0) for n in (1, 2)})
    assert len(asked) == 1
    assert kept.groups == {1: [1], 2: [2]}
