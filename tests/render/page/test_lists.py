from typing import Any

from made import chronology, document, event, mention
from timeline.model import Actor, Place
from timeline.names.coordinates import Point
from timeline.render import Page
from timeline.render.page.lists import Entry, actors, mapped, places, sources


def rows(*events: Any) -> list[Any]:
    return chronology(*events).model_dump(mode="json")["events"]  # type: ignore[no-any-return]


def person(name: str, *aliases: str) -> Actor:
    return Actor(id=f"person:{name}", name=name, kind="person", aliases=aliases)


def test_who_takes_part_is_counted_once_an_event_with_every_spelling() -> None:
    told = rows(
        event("e1", actors=(person("Bo"), person("Ana", "A.", "ANA"))),
        event("e2", actors=(person("Ana", "A. Müller"), person("Ana"))),
    )
    assert list(actors(told).several) == [
        Entry("person:Ana", "Ana", "A., A. Müller", 2),
        Entry("person:Bo", "Bo", "", 1),
    ]
    assert not actors(told).once, "so few need no second list"


def test_those_of_one_event_stand_apart_where_there_are_many() -> None:
    often = [person(f"P{n}") for n in range(6)]
    told = rows(event("e1", actors=(*often, person("Once"))), event("e2", actors=tuple(often)))
    listing = actors(told)
    assert [one.name for one in listing.once] == ["Once"]
    assert len(listing) == 7


def test_a_place_is_told_with_its_country_and_a_city_with_where_it_lies() -> None:
    told = rows(
        event("e1", places=(Place(name="Graz", kind="city", country="AT"), Place(name="Austria", kind="country", country="AT"))),
        event("e2", places=(Place(name="Graz", kind="city", country="AT"),)),
    )  # fmt: skip
    assert list(places(told).several) == [
        Entry("Graz", "Graz", "AT", 2, Point(47.07, 15.44)),
        Entry("Austria", "Austria", "", 1),
    ]


def test_sources_stand_by_their_day_and_only_those_that_tell_of_an_event() -> None:
    known = [
        document("undated.txt", published=None),
        document("new.txt", published="2021-01-01"),
        document("old.txt", published="2020-01-01"),
        document("silent.txt"),
    ]
    quotes = [mention(d.id, "2020-08-09", "Words") for d in known[:3]]
    events = (event("e1", mentions=tuple(quotes)), event("e2", mentions=(quotes[1],)))
    told = chronology(*events, documents=known).model_dump(mode="json")
    found = sources(told["events"], Page(told["documents"], told["events"]))
    assert [(d["id"], value, count) for d, value, count in found] == [
        ("old.txt", "old.txt", 1),
        ("new.txt", "new.txt", 2),
        ("undated.txt", "undated.txt", 1),
    ]


def test_a_map_is_a_link_alone() -> None:
    assert mapped(Point(47.07, -15.4)).endswith("?mlat=47.07&mlon=-15.4#map=9/47.07/-15.4")
