"""The events that are gone through, and where one is."""

from __future__ import annotations

import pytest

from desks import StandIn, row
from timeline.errors import UsageError
from timeline.review.desk import Asked, Wanted
from timeline.review.route import Route


def begun(wanted: Wanted | None = None) -> tuple[StandIn, Route]:
    desk = StandIn(*(row(f"e{n}", f"2020-08-0{n}", title=f"Vote {n}") for n in range(1, 6)))
    route = Route(desk, wanted or Wanted())
    assert route.freshen()
    return desk, route


def here(route: Route) -> str | None:
    return None if route.here is None else route.here.id


def test_it_goes_on_and_back_within_its_ends() -> None:
    _, route = begun()
    assert not route.move(-1) and route.move(2) and here(route) == "e3"
    assert route.move(99) and here(route) == "e5" and route.following is None
    assert not route.move(1)


def test_it_stays_at_its_event_when_others_decide() -> None:
    desk, route = begun()
    route.go_to("e3")
    del desk.stored["e1"]
    desk.states += 1
    assert route.is_old() and route.freshen() and here(route) == "e3"
    assert not route.freshen()
    del desk.stored["e3"], desk.stored["e4"]
    desk.states += 1
    assert route.freshen() and here(route) == "e5"
    desk.stored.clear()
    desk.states += 1
    assert route.freshen() and here(route) is None and not route.move(1)


def test_of_what_is_left_that_stays_which_was_decided_here() -> None:
    desk, route = begun(Wanted(left=True))
    desk.decide(Asked("accept", ("e1",)))
    route.keep(["e1"])
    desk.decide(Asked("accept", ("e2",)))
    route.freshen()
    assert [r.id for r in route.rows] == ["e1", "e3", "e4", "e5"]
    assert (here(route), route.left) == ("e1", 3)


def test_other_events_are_chosen_from_where_one_is() -> None:
    _, route = begun()
    route.go_to("e4")
    route.choose(Wanted(order="surest"))
    assert here(route) == "e4"
    with pytest.raises(UsageError):
        route.choose(Wanted({"nothing": ["x"]}))
    assert here(route) == "e4" and route.wanted.order == "surest"
    route.choose(Wanted({"grep": ["2"]}))
    assert here(route) == "e2"
