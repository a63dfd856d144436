"""Texts are read once while there is room, and are the same however they are held."""

from __future__ import annotations

from collections import Counter

import pytest

from timeline.merge.increment import texts_at_hand
from timeline.merge.increment.texts_at_hand import TextsAtHand


def test_each_is_read_once_and_again_when_it_was_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()

    def text(name: str) -> str:
        read[name] += 1
        return f"{name} é " * 200

    monkeypatch.setattr(texts_at_hand, "_WHOLE", 1)
    texts = TextsAtHand(text)
    for _ in range(3):
        for name in "abc":
            assert texts.of(name) == f"{name} é " * 200
    assert read == {"a": 1, "b": 1, "c": 1}
    monkeypatch.setattr(texts_at_hand, "_PACKED", 1)
    texts = TextsAtHand(text)
    for _ in range(3):
        for name in "abc":
            assert texts.of(name) == f"{name} é " * 200
    assert min(read.values()) > 1
