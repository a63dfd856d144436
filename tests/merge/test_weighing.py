"""Many pairs at once weigh what each weighs by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import when
from timeline.merge import columns, evidence, weighing
from timeline.merge.features import Feature
from timeline.merge.weighing import Weighing, units
from timeline.model import Amount

DATES = (
    *("2020-08-09", "2020-08-10", "2020-08-09~", "2020-08-14", "2020-08-30", "2020-08", "2020"),
    *("2020-09", "2019/2021", "2020-08-09/..", "../2020-08-20", "201X", "19XX", "-0043", "2020-21"),
    *("2020-08-09/2020-08-11", "2020-01-01/..", "../-0050"),
)
HOW = ("modifier", "publication-day", "story-day", "nearby")
AMOUNTS = (
    Amount(value=12, unit="people", text="12 people"),
    Amount(value=12.3, unit="people", text="some 12"),
    Amount(value=90, unit="people", text="90 people"),
    Amount(value=1000, unit="people", text="thousands"),
    Amount(value=12, currency="EUR", text="12 euros"),
)


class Event:
    """What of an event is compared."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.__dict__.update(told)


class Mention(Event):
    """What of a mention is compared, with its event."""


def sets(keys: Sequence[str], most: int = 3) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(keys), max_size=most)


PEOPLE = [f"person:{name}" for name in "abcdefghij"]
ACTORS = [*PEOPLE[:3], "organisation:x", "country:PL", "group:miners", "~union", "~crowd"]
WORDS = [f"w{n}" for n in range(90)]
features = st.fixed_dictionaries(
    {
        "concept": st.sampled_from([None, "meet", "summit", "death", "attack", "say", "quake"]),
        "stem": st.sampled_from(["", "meet", "kill"]),
        "persons": sets(PEOPLE, 10),
        "named": sets(PEOPLE, 10),
        "organisations": sets(["organisation:x", "organisation:y"]),
        "countries": sets(["PL", "BY"]),
        "cities": sets(["Minsk/BY", "Sochi/RU"]),
        "agent": sets(ACTORS),
        "patient": sets(ACTORS),
        "senses": st.sampled_from([{}, {}, {"round": "first"}, {"round": "second"}, {"echo": "y"}]),
        "words": st.one_of(sets(WORDS[:9], 9), sets(WORDS[:9], 9), st.just(frozenset(WORDS))),
        "content": sets(WORDS[:12], 9),
        "things": sets(["=car", "=ship"]),
        "names": sets(["ada", "bo", "cy", "di", "ed"], 5),
        "figures": sets(["12", "33", "=90"]),
        "another": st.booleans(),
        "chain": st.integers(0, 2),
    }
)
mentions = st.tuples(
    features,
    st.fixed_dictionaries(
        {
            "how": st.sampled_from(HOW),
            "direct": st.booleans(),
        }
    ),
    st.fixed_dictionaries(
        {
            "language": st.sampled_from(["en", "fr"]),
            "passage_kind": st.sampled_from(["text", "headline"]),
            "sentence": st.integers(0, 14),
            "nominal": st.booleans(),
            "type": st.sampled_from(["statement", "attack"]),
            "status": st.sampled_from(["happened", "ongoing", "planned", "possible", "denied"]),
            "amounts": st.lists(st.sampled_from(AMOUNTS), max_size=2).map(tuple),
        }
    ),
    st.sampled_from(DATES),
)
STORIES = (frozenset({"ada", "bo", "33"}), frozenset({"ada", "cy", "di"}), frozenset[str]())


def made(told: Sequence[Any], place: int) -> Feature:
    held, mention, event, date = told
    document = place % len(STORIES)
    event = Event({**event, "document": f"d{document}"})
    return Feature(
        mention=cast(Any, Mention({**mention, "date": date, "event": event})),
        order=(f"d{document}", place),
        number=place,
        date=when.parse(date),
        story=STORIES[document],
        **held,
    )


def weighed(found: Sequence[Feature]) -> None:
    one, two = (
        np.array(column) for column in zip(*combinations(range(len(found)), 2), strict=True)
    )
    told = Weighing(found.__getitem__)
    pairs = [
        sorted((found[a], found[b]), key=lambda f: f.order) for a, b in zip(one, two, strict=True)
    ]
    asked = [units(evidence.points(a, b)) for a, b in pairs]
    assert told.points(one, two).tolist() == asked
    assert told.points(two, one).tolist() == asked
    at, points = told.positive(one, two)
    assert dict(zip(at.tolist(), points.tolist(), strict=True)) == {
        n: p for n, p in enumerate(asked) if p > 0
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(mentions, min_size=2, max_size=9))
def test_many_pairs_weigh_what_each_weighs(told: list[Any]) -> None:
    weighed([made(one, place) for place, one in enumerate(told)])


@pytest.mark.parametrize(("few", "block"), [(2, 1), (3, 5)])
@settings(max_examples=60, deadline=None)
@given(told=st.lists(mentions, min_size=2, max_size=9))
def test_however_few_are_weighed_at_once(few: int, block: int, told: list[Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_FEW", few)
        patch.setattr(weighing, "_BLOCK", block)
        weighed([made(one, place) for place, one in enumerate(told)])


def test_what_was_read_is_forgotten_where_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "_AT_HAND", 1)
    read: list[int] = []

    def feature(number: int) -> Feature:
        read.append(number)
        return made(({**_NOTHING}, {"how": "modifier", "direct": True}, _EVENT, "2020"), number)

    told = Weighing(feature)
    pair = np.array([1]), np.array([2])
    first = told.points(*pair).tolist()
    told.make_room()
    assert told.points(*pair).tolist() == first
    assert read == [1, 2, 1, 2]


_SETS = "persons named organisations countries cities agent patient words content things names"
_NOTHING: dict[str, Any] = {
    **dict.fromkeys([*_SETS.split(), "figures"], frozenset()),
    **{"concept": "meet", "stem": "meet", "senses": {}, "another": False, "chain": 0},
}
_EVENT: dict[str, Any] = {
    **{"language": "en", "passage_kind": "text", "sentence": 1, "nominal": False},
    **{"type": "attack", "status": "happened", "amounts": ()},
}
