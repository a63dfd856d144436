"""contract.py says the same as model.py."""

import json
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from made import chronology, event
from timeline import contract, model


@pytest.mark.parametrize(
    ("row", "record"),
    [
        (contract.DocumentRow, model.Document),
        (contract.EventRow, model.Event),
        (contract.MentionRow, model.Mention),
        (contract.TimeRow, model.MentionTime),
        (contract.SpanRow, model.Trigger),
        (contract.ActorRow, model.Actor),
        (contract.PlaceRow, model.Place),
        (contract.AmountRow, model.Amount),
        (contract.ConflictRow, model.Conflict),
        (contract.ConflictValueRow, model.ConflictValue),
        (contract.DecidedRow, model.Decided),
    ],
)
def test_rows_have_the_fields_of_the_records_in_their_order(
    row: Any, record: type[BaseModel]
) -> None:
    assert list(row.__annotations__) == list(record.model_fields)


def test_names_are_those_of_the_records() -> None:
    assert get_args(model.EventType) == contract.TYPES
    assert get_args(model.Status) == contract.STATUSES
    assert model.SCHEMA == contract.SCHEMA


def test_the_whole_reads_back_as_the_same_chronology() -> None:
    made = chronology(event("e1"), event("e2", "2014/.."))
    told = made.model_dump(mode="json")
    text = "".join(contract.whole(told["documents"], told["events"]))
    assert model.Chronology.model_validate_json(text) == made
    assert len(text.splitlines()) == 8


def test_an_empty_chronology_is_one_too() -> None:
    text = "".join(contract.whole([], []))
    assert model.Chronology.model_validate_json(text) == model.Chronology()


def test_a_line_never_holds_a_line_break_or_a_number_json_lacks() -> None:
    told = {"quote": "a\nb\u2028c\u2029d\x85e\x1cf"}
    text = contract.line(told)
    assert len(text.splitlines()) == 1
    assert json.loads(text) == told
    with pytest.raises(ValueError, match="not JSON compliant"):
        contract.line({"value": float("nan")})
