from typing import Any

import pytest

from made import chronology, event, mention
from timeline.model import Actor, Place
from timeline.render import Page
from timeline.render.interface import interface
from timeline.render.page.row import beside, by, called, weight


def row(**changes: Any) -> Any:
    return chronology(event(**changes)).model_dump(mode="json")["events"][0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sources": 1, "salience": 0.1}, 0),
        ({"sources": 1}, 1),
        ({"sources": 2, "salience": 0.1}, 2),
        ({"sources": 4}, 3),
        ({"sources": 15}, 4),
    ],
)
def test_the_more_sources_the_more_an_event_weighs(changes: dict[str, Any], expected: int) -> None:
    assert weight(row(**changes)) == expected


def people(*names: str) -> tuple[Actor, ...]:
    return tuple(Actor(name=name, kind="person") for name in names)


def test_who_and_where_are_told_in_short_and_once() -> None:
    told = row(
        type="meeting",
        actors=(*people("Ana", "Bo"), Actor(name="Austria", kind="country")),
        places=(Place(name="Graz", kind="city", country="AT"), Place(name="Austria", kind="country", country="AT")),
    )  # fmt: skip
    assert beside(told, interface("fr")) == "rencontre · Ana, Bo, Austria · Graz"
    assert beside(row(type="other", actors=(), places=()), interface()) == ""
    many: Any = row(type="other", places=(), actors=people(*"ABCDEF"))
    assert beside(many, interface()) == "A, B, C, D + 2"
    five: Any = {**many, "actors": many["actors"][:5]}
    assert beside(five, interface()) == "A, B, C, D, E"


def test_sources_have_short_names() -> None:
    quotes = tuple(mention(f"press/2020/{n}.txt", "2020-08-09", "Words") for n in "cd")
    told = chronology(event(mentions=quotes)).model_dump(mode="json")
    assert by(told["events"][0], Page(told["documents"], told["events"])) == "c.txt, d.txt"


def test_an_actor_is_called_by_all_names() -> None:
    actor = row()["actors"][0]
    assert called(actor) == "Ana Müller (also A. Mueller)"
    assert called(actor, interface("fr")) == "Ana Müller (ou A. Mueller)"
