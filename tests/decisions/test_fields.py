from typing import Any, cast

import pytest

from made import event
from timeline.contract import EventRow
from timeline.decisions import fields
from timeline.errors import UsageError
from timeline.model import Event


def row(**changes: Any) -> EventRow:
    return cast("EventRow", event(**changes).model_dump(mode="json"))


def test_values_are_kept_as_they_are_checked() -> None:
    given = ["date=2020-08", "title=  A   better one ", "type=Meeting", "status=planned",
             "place= Graz ;; Wien", "salience=.75"]  # fmt: skip
    assert fields.assignments(given) == {
        "date": "2020-08", "title": "A better one", "type": "meeting", "status": "planned",
        "place": "Graz; Wien", "salience": "0.75",
    }  # fmt: skip
    assert fields.assignments(["title=a=b"]) == {"title": "a=b"}


@pytest.mark.parametrize(
    ("given", "said", "mend"),
    [
        ("dtae=2020", "no field 'dtae' of an event can be set", "did you mean date? choose from date, title, type, status, place, salience"),
        ("id=e1", "no field 'id' of an event can be set", "choose from date, title"),
        ("title", "it sets nothing", "write FIELD=VALUE"),
        ("title= ", "it is empty", "give a headline"),
        ("date=9 August", "not an EDTF date", "write it like 2020-08-09"),
        ("date=2021-02-30", "there is no such day", "write it like"),
        ("type=meting", "'meting' is unknown", "did you mean meeting? choose from election"),
        ("status=over", "'over' is unknown", "choose from happened, ongoing"),
        ("salience=2", "no number from 0 to 1", "write it like 0.8"),
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
            "salience=0",
        ]
    )
    made = fields.changed(
        row(), values, lambda name: {"name": name, "kind": "city", "country": "AT"}
    )
    read = Event.model_validate(made)
    assert (read.start, read.end, read.precision, read.approximate) == (
        "2014-01-01", "2015-12-31", "range", True,
    )  # fmt: skip
    assert [p.name for p in read.places] == ["Wien", "Graz"]
    assert (read.title, read.type, read.status, read.salience) == ("T", "sport", "denied", 0.0)
    for field, value in values.items():
        assert fields.told(made, field) == value


def test_the_event_given_is_not_touched() -> None:
    given = row()
    before = row()
    fields.changed(given, {"title": "T", "date": "2021"}, lambda _: None)  # type: ignore[arg-type, return-value]
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
