"""Questions that climb a tree, asked of one as deep as a sentence may be."""

from __future__ import annotations

import pytest

from support import sentence
from timeline import parse
from timeline.anchor import relations
from timeline.events import hedges, infinitives, tenses, tree
from timeline.events.lexicon import lexicon
from timeline.syntax import Sentence


def _chain(word: str, label: str, *, down: bool = False) -> Sentence:
    """So many words of one kind, each hanging on the one before it, or behind it."""
    last = parse.MOST_TOKENS * 8
    items = (
        f"{word}/{label}/{min(n + 1, last) if down else max(n - 1, 0)}" for n in range(last + 1)
    )
    return sentence(" ".join(items))[1]


@pytest.mark.parametrize("label", ["conj", "xcomp", "nmod", "ccomp", "aux:pass"])
@pytest.mark.parametrize(
    "word", ["would/AUX", "close/VERB", "seized/VERB", "end/NOUN", "start/NOUN"]
)
def test_none_breaks(word: str, label: str) -> None:
    words, top = lexicon("en"), parse.MOST_TOKENS * 8
    for down in (False, True):
        deep = _chain(word, label, down=down)
        for index in (0, top):
            infinitives.foretold(deep, index, words)
            hedges.charged(deep, index, words)
            hedges.conditioned(deep, index, words)
            tenses._untagged(deep, deep.tokens[index])
            tree.is_passive(deep, index)
            tree.is_time(deep, index, words)
            relations.apart(deep, index)


def test_the_answer_comes_from_the_far_end() -> None:
    words = lexicon("en")
    told = (
        "end/NOUN/obl/0 "
        + " ".join(f"end/NOUN/nmod/{n}" for n in range(999))
        + " May/PROPN/nmod/999"
    )
    assert tree.is_time(sentence(told)[1], 0, words)
    assert not tree.is_time(sentence(told.replace("May", "Ann"))[1], 0, words)
    told = "if/SCONJ/mark/1 pays/VERB/root/1 " + " ".join(
        f"leaves/VERB/conj/{n}" for n in range(1, 999)
    )
    assert hedges.conditioned(sentence(told)[1], 999, words)
    assert not hedges.conditioned(sentence(told.replace("if", "as"))[1], 999, words)
