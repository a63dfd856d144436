"""What is packed is unpacked as it was, or told to be damaged."""

from __future__ import annotations

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


def test_texts_of_their_kind_take_less_than_without_a_dictionary() -> None:
    article = '{"id":"a.txt","path":"a.txt","part":null,"title":null,"text":"They met in Graz."}'
    mention = '[{"event":{"document":"a.txt","language":"en","passage":1,"passage_kind":"body"}}]'
    bare = Packing(b"")
    for kind, text in ((ARTICLES, article), (MENTIONS, mention)):
        assert len(kind.pack(text)) < 0.7 * len(bare.pack(text))
