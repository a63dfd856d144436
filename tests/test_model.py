"""The records: what they refuse, and how a passage points back into the raw text."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from timeline.model import Amount, Article, Chronology, Dating, Passage, TimeExpression


def test_a_passage_maps_its_text_back_to_the_raw_offsets() -> None:
    raw = "He  said\n\n no."
    passage = Passage(
        index=0, kind="body", start=0, end=14, text="He said no.", runs=((0, 0), (3, 4), (8, 11))
    )
    for position, character in enumerate(passage.text):
        if character != " ":
            assert raw[passage.raw(position)] == character
    start, end = passage.raw_span(3, 11)
    assert raw[start:end] == "said\n\n no."


@pytest.mark.parametrize("bad", ["2021-02-30", "yesterday", "2020-13", "2014/2010", ""])
def test_a_record_takes_no_date_that_is_not_edtf(bad: str) -> None:
    with pytest.raises(ValidationError, match="not an EDTF date"):
        Dating(published=bad, how="given", confidence=1.0)


def test_records_refuse_unknown_fields_and_changes() -> None:
    dating = Dating(published="2020", how="given", confidence=1.0)
    with pytest.raises(ValidationError, match="frozen"):
        dating.published = "2021"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Dating.model_validate({"published": None, "how": "given", "confidence": 1, "by": "me"})


def test_an_amount_has_one_measure() -> None:
    assert Amount(value=1.5e9, currency="USD", text="$1.5bn").unit is None
    for measures in ({}, {"currency": "USD", "unit": "tonnes"}):
        with pytest.raises(ValidationError, match="either a currency or a unit"):
            Amount.model_validate({"value": 1.0, "text": "x", **measures})


def test_the_interval_is_what_an_expression_denotes_when_there_is_one() -> None:
    base = {"start": 0, "end": 4, "text": "2014", "type": "DATE", "value": "2014"}
    assert TimeExpression.model_validate(base | {"edtf": "2014"}).denotes == "2014"
    since = TimeExpression.model_validate(base | {"edtf": "2014", "interval": "2014/.."})
    assert since.denotes == "2014/.."


def test_the_schema_name_is_written_as_schema() -> None:
    assert Chronology().model_dump() == {"schema": "timeline/1", "documents": (), "events": ()}
    assert Chronology.model_validate({"schema": "timeline/1"}) == Chronology()
    with pytest.raises(ValidationError):
        Chronology.model_validate({"schema": "timeline/2"})


def test_an_article_holds_no_half_of_a_surrogate_pair() -> None:
    """One for one, so that offsets stay; whole pairs and other signs are kept."""
    text = "Rain \ud83d fell 😀 on\udfff Friday\0."
    article = Article(id="a", path="a", text=text, title="\udc00", format="text", sha256="0")
    assert article.text == "Rain � fell 😀 on� Friday\0." and article.title == "�"
    article.model_dump_json().encode()
