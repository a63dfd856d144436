"""Merging and headlines: how a title is worded says nothing of which mentions are one event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from merging import BELARUS, MINSK, SOCHI, document, mention
from timeline.merge import merge
from timeline.model import DatedMention

TOLD = [
    mention("a", "meet", "2020-09-14", people=("Anna Lind", "Karl Berg"), places=(SOCHI,)),
    mention("b", "rencontre", "2020-09-14", people=("Karl Berg",), language="fr", at=1),
    mention("b", "say", "2020-09-14", "statement", people=("Berg",), quote="he will say no", at=2),
    mention("c", "launch", "2020-09-15", "economy", countries=("Norway",), told="a new telephone"),
    mention("d", "launch", "2020-09-15", "economy", countries=("Norway",), told="a new laptop"),
    mention("d", "election", "2020", "election", places=(BELARUS,), at=1),
    mention("e", "scrutin", "2020-08-09", "election", places=(BELARUS,), language="fr"),
    mention("e", "march", "2020-08-16", "protest", places=(MINSK,), at=1),
    mention("f", "march", "2020-08-16", "protest", places=(MINSK,), told="women in white"),
]


def retitled(told: DatedMention, title: str) -> DatedMention:
    return told.model_copy(update={"event": told.event.model_copy(update={"title": title})})


def grouped(told: list[DatedMention]) -> list[tuple[str, str, list[tuple[str, int]]]]:
    events = merge(told, [document(name) for name in "abcdef"])
    return [(e.id, e.date, [(m.document, m.trigger.start) for m in e.mentions]) for e in events]


@pytest.mark.parametrize(
    "word",
    [
        lambda n, title: "",
        lambda n, title: "The same words for all",
        lambda n, title: f"Headline {n}",
        lambda n, title: " ".join(reversed(title.split())),
        lambda n, title: TOLD[-1 - n].event.title,
    ],
)
def test_rewording_every_title_changes_nothing_in_how_mentions_group(
    word: Callable[[int, str], str],
) -> None:
    reworded = [retitled(m, word(n, m.event.title)) for n, m in enumerate(TOLD)]
    assert grouped(reworded) == grouped(TOLD)
    assert 1 < len(grouped(TOLD)) < len(TOLD)
