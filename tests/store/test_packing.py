"""What is packed is unpacked as it was, or told to be damaged."""

from __future__ import annotations

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.store.packing import ARTICLES, EVENTS, MENTIONS, Packing, Unreadable

KINDS = (ARTICLES, MENTIONS, EVENTS)


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back(kind: Packing, text: str) -> None:
    assert kind.unpack(kind.pack(text)) == text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_packed_so_is_told(kind: Packing) -> None:
    whole = kind.pack('{"text": "They met in Graz.", "start": 3}' * 20)
    for bad in (whole[:-3], b"", b"\xff\xff", "text", None, 7):
        with pytest.raises(Unreadable):
            kind.unpack(bad)


def test_quotes_are_not_kept_beside_their_text() -> None:
    said = "On Monday the council of Graz rejected the plan to build a tunnel below the castle."
    text = f"Graz, 3 March 2020. {said} It had been asked to do so by the neighbourhood."
    event = {
        "quote": said, "start": 20, "end": 20 + len(said), "title": "The council rejected the plan",
        "trigger": {"text": "rejected", "start": 49, "end": 57}, "participants": [], "rules": [],
        "lemma": "reject", "type": "politics",
        "frame": {"subject": None, "object": None, "content": None, "others": []},
    }  # fmt: skip
    mention = {"event": event, "time_expression": {"text": "3 March 2020", "start": 6, "end": 18}}
    told = json.dumps([mention], separators=(",", ":"))
    beside = MENTIONS.pack(told, text)
    assert len(beside) + 40 < len(MENTIONS.pack(told))
    assert MENTIONS.unpack(beside, lambda: text) == told
    others: tuple[str | None, ...] = (None, text.replace("Graz", "Linz"), "")
    for other in others:
        with pytest.raises(Unreadable, match="the text that it is of is another"):
            MENTIONS.unpack(beside, partial(str, other) if other is not None else lambda: None)


@pytest.mark.parametrize("told", ["[]", "[7]", "no list"])
def test_what_tells_of_nothing_in_a_text_needs_none(told: str) -> None:
    assert MENTIONS.unpack(MENTIONS.pack(told, "They met in Graz.")) == told


def test_texts_of_their_kind_take_less_than_without_a_dictionary() -> None:
    article = '{"id":"a.txt","path":"a.txt","part":null,"title":null,"text":"They met in Graz."}'
    mention = '[{"event":{"document":"a.txt","language":"en","passage":1,"passage_kind":"body"}}]'
    bare = Packing(b"")
    for kind, text in ((ARTICLES, article), (MENTIONS, mention)):
        assert len(kind.pack(text)) < 0.7 * len(bare.pack(text))
