from collections.abc import Sequence
from typing import Any, cast

import pytest

from made import event
from timeline.contract import ActorRow, EventRow, PlaceRow
from timeline.decisions import fields
from timeline.errors import UsageError
from timeline.model import Event


def row(**changes: Any) -> EventRow:
    return cast("EventRow", event(**changes).model_dump(mode="json"))


class Namer:
    """Knows the event's own actors, and takes all others for organisations."""

    def place(self, name: str) -> PlaceRow:
        return {"name": name, "kind": "city", "country": "AT"}

    def actor(self, name: str, kind: str | None, own: Sequence[ActorRow]) -> ActorRow:
        told = kind or "organisation"
        new: ActorRow = {"id": f"{told}:{name}", "name": name, "kind": told, "aliases": []}
        return next((a for a in own if a["name"] == name), new)


def test_values_are_kept_as_they_are_checked() -> None:
    given = ["date=2020-08", "title=  A   better one ", "type=Meeting", "status=planned",
             "place= Graz ;; Wien", "salience=.75"]  # fmt: skip
    assert fields.assignments(given) == {
        "date": "2020-08", "title": "A better one", "type": "meeting", "status": "planned",
        "where": "Graz; Wien", "salience": "0.75",
    }  # fmt: skip
    assert fields.assignments(["title=a=b"]) == {"title": "a=b"}


@pytest.mark.parametrize(
    ("given", "said", "mend"),
    [
        ("dtae=2020", "no field 'dtae' of an event can be set", "did you mean date? choose from date, title, type, status, who, where, amounts, salience"),
        ("id=e1", "no field 'id' of an event can be set", "choose from date, title"),
        ("title", "it sets nothing", "write FIELD=VALUE"),
        ("title= ", "it is empty", "give a headline"),
        ("date=9 August", "not an EDTF date", "write it like 2020-08-09"),
        ("date=2021-02-30", "there is no such day", "write it like"),
        ("type=meting", "'meting' is unknown", "did you mean meeting? choose from election"),
        ("status=over", "'over' is unknown", "choose from happened, ongoing"),
        ("salience=2", "no number from 0 to 1", "write it like 0.8"),
        ("amounts=300 people; plenty", "'plenty' is no number with a currency", "write it like 1.5bn USD"),
        ("amounts=300", "'300' is no number with a currency or a unit", "several by semicolons"),
        ("whom=Ana", "no field 'whom'", "did you mean who?"),
        ("salience=nan", "no number from 0 to 1", "write it like 0.8"),
    ],
)  # fmt: skip
def test_a_bad_value_says_what_can_be(given: str, said: str, mend: str) -> None:
    with pytest.raises(UsageError) as caught:
        fields.assignments([given])
    assert said in caught.value.why
    assert mend in caught.value.how


def test_a_field_is_set_once() -> None:
    with pytest.raises(UsageError, match="set twice"):
        fields.assignments(["title=a", "title=b"])


def test_an_event_with_every_field_set_is_an_event_still() -> None:
    values = fields.assignments(
        [
            "date=2014~/2015",
            "title=T",
            "type=sport",
            "status=denied",
            "place=Wien; Graz",
            "who=Ana Müller; Bund; WHO (organisation); Bund (group)",
            "amounts=1.5bn USD; 300 people; $40m; 12 %; 1,5 milliard d'euros; 3 balconies",
            "salience=0",
        ]
    )
    made = fields.changed(row(), values, Namer())
    read = Event.model_validate(made)
    assert (read.start, read.end, read.precision, read.approximate) == (
        "2014-01-01", "2015-12-31", "range", True,
    )  # fmt: skip
    assert [p.name for p in read.places] == ["Wien", "Graz"]
    assert [(a.name, a.kind) for a in read.actors] == [
        ("Ana Müller", "person"), ("Bund", "organisation"), ("WHO", "organisation"),
        ("Bund", "group"),
    ]  # fmt: skip
    assert read.actors[0].aliases == ("A. Mueller",)
    assert [(a.value, a.currency or a.unit) for a in read.amounts] == [
        (1.5e9, "USD"), (300, "people"), (4e7, "USD"), (12, "%"), (1.5e9, "EUR"), (3, "balconies"),
    ]  # fmt: skip
    assert (read.title, read.type, read.status, read.salience) == ("T", "sport", "denied", 0.0)
    values["who"] = "Ana Müller; Bund (organisation); WHO (organisation); Bund (group)"
    for field, value in values.items():
        assert fields.told(made, field) == value
        assert fields.check(field, value) == value


def test_nobody_nowhere_and_nothing_can_be_set() -> None:
    values = fields.assignments(["who=", "where= ;", "amounts="])
    made = fields.changed(row(), values, Namer())
    assert (made["actors"], made["places"], made["amounts"]) == ([], [], [])
    assert {fields.told(made, field) for field in values} == {""}


def test_place_is_another_name_of_where() -> None:
    assert fields.assignments(["place=Graz"]) == fields.assignments(["where=Graz"])
    with pytest.raises(UsageError, match="where is set twice"):
        fields.assignments(["place=Graz", "where=Wien"])


def test_the_event_given_is_not_touched() -> None:
    given = row()
    before = row()
    fields.changed(given, {"title": "T", "date": "2021", "who": ""}, Namer())
    assert given == before


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("published= 2008-06-09 ", {"published": "2008-06-09"}),
        ("published=", {"published": ""}),
        ("title= The   vote", {"title": "The vote"}),
        ("url= https://example.org/a?b=c ", {"url": "https://example.org/a?b=c"}),
        ("kind=News", {"kind": "news"}),
        ("language=EN", {"language": "en"}),
    ],
)
def test_values_of_a_document_as_they_are_kept(given: str, kept: dict[str, str]) -> None:
    assert fields.assignments([given], document=True) == kept


@pytest.mark.parametrize(
    "given", ["published=Monday", "url=ftp://a", "kind=novel", "language=e", "status=denied"]
)
def test_what_a_document_can_not_have(given: str) -> None:
    with pytest.raises(UsageError):
        fields.assignments([given], document=True)
