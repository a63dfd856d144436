"""Mentions folded into columns come back as they were, or are not folded at all."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.store import columns

QUOTE = "On Monday the council of Graz, which met late, rejected the plan."


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def span(text: str, quote: str = QUOTE, at: int = 100, **more: Any) -> dict[str, Any]:
    start = at + quote.index(text)
    return {"text": text, **more, "start": start, "end": start + len(text)}


def mention(title: str, **own: Any) -> dict[str, Any]:
    frame = {
        "subject": span("the council of Graz", head="council"), "object": None,
        "content": None, "others": [span("the plan", head="plan")],
    }  # fmt: skip
    event = {
        "quote": QUOTE, "start": 100, "end": 100 + len(QUOTE), "trigger": span("rejected"),
        "lemma": "reject", "type": "politics", "participants": [], "frame": frame,
        "title": title, "rules": ["verb:politics:reject", "odd:"], "confidence": 0.7, **own,
    }  # fmt: skip
    return {"event": event, "time_expression": span("Monday"), "date": "2020-03-02"}


MENTIONS = [
    mention("The council of Graz rejected the plan"),
    mention("[The council] met late", rules=["verb:politics:meet"]),
    mention("", start=90, end=100 + len(QUOTE)),
    mention("The plan, rejected", participants=[{"name": "Graz", "start": 125, "end": 129}]),
    mention("council", trigger={"text": "said", "start": 3, "end": 7}),
    {**mention("On Monday  Graz"), "time_expression": None},
]


@pytest.mark.parametrize("names_end_so", [True, False])
def test_all_comes_back_and_in_less_room(names_end_so: bool) -> None:
    told = copy.deepcopy(MENTIONS)
    if not names_end_so:  # what ends as the names of rules are cut is told apart
        for one in told:
            one["event"]["rules"] = [r for r in one["event"]["rules"] if r != "odd:"]
    found = columns.folded(dumped(told))
    if names_end_so:
        assert found is None
    else:
        assert found is not None
        assert len(found) < len(dumped(told)) / 2
        assert found.count(QUOTE) == 1
        assert columns.unfolded(found) == dumped(told)


words = st.lists(st.sampled_from(["Graz", "the", "The", "met,", "met", "", "?"])).map(" ".join)


@given(titles=st.lists(st.tuples(words, words), min_size=1, max_size=4))
def test_any_title_of_any_quote_comes_back(titles: list[tuple[str, str]]) -> None:
    told = [mention(title, quote=quote) for title, quote in titles]
    for one in told:
        one["event"]["rules"] = []
    found = columns.folded(dumped(told))
    assert found is not None
    assert columns.unfolded(found) == dumped(told)


@pytest.mark.parametrize("text", ["", "[ ]", "{}", "[1]", "null", '[{"event":{}}]', '"a"', "[[]]"])
def test_what_are_no_mentions_is_not_folded(text: str) -> None:
    assert columns.folded(text) is None
