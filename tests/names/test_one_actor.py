"""One actor, one id: no actor of the sample articles stands under two names in their chronology.

Counted is a line of one_actor.toml, a list made by hand, of which two names stand under two ids.
"""

from __future__ import annotations

import importlib.util
import tomllib
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from raw_samples import results
from timeline import pipeline
from timeline.model import Chronology

ROOT = Path(__file__).parents[2]
LISTED = tomllib.loads((ROOT / "tests/names/one_actor.toml").read_text(encoding="utf-8"))


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_names", ROOT / "bench/names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def chronology() -> Chronology:
    return pipeline.merge(results())


def test_nobody_stands_under_two_ids(chronology: Chronology) -> None:
    assert _bench().doubled(chronology, LISTED) == []


def test_relatives_stay_apart(chronology: Chronology) -> None:
    ids: dict[str, set[str]] = defaultdict(set)
    for event in chronology.events:
        for actor in event.actors:
            for name in (actor.name, *actor.aliases):
                ids[name].add(actor.id)
    for names in LISTED["apart"]:
        told = [ids[name] for name in names]
        assert all(told), names
        assert len(set().union(*told)) == sum(map(len, told)), names


def test_an_id_has_one_name_and_a_name_of_one_kind_one_id(chronology: Chronology) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in chronology.events:
        assert len({a.id for a in event.actors}) == len(event.actors)
        for actor in event.actors:
            names[actor.id].add(actor.name)
            ids[actor.name, actor.kind].add(actor.id)
            assert actor.id.partition(":")[0] == actor.kind
            assert actor.name not in actor.aliases
    assert [i for i, told in names.items() if len(told) > 1] == []
    assert [n for n, told in ids.items() if len(told) > 1] == []


def test_the_counting_finds_what_is_doubled(chronology: Chronology) -> None:
    bench = _bench()
    listed = {"actors": [["Angela Merkel", "Emmanuel Macron"]], "towns": []}
    assert bench.doubled(chronology, listed) == [
        ("Angela Merkel", ["person:angela-merkel", "person:emmanuel-macron"])
    ]
