from typing import Any

import pytest

from made import chronology, event, mention
from timeline.model import MentionTime
from timeline.render.interface import interface
from timeline.render.page.sureness import PHRASES, dated, is_by_hand, level


def at(start: int, how: str = "explicit") -> MentionTime:
    return MentionTime(
        text="then", start=start, end=start + 4, type="DATE", value="2020", edtf="2020", how=how
    )


FROM_PUBLICATION = at(0, "weekday-before-publication")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ([{}], "by_own_words"),
        ([{"time_expression": FROM_PUBLICATION}], "by_own_words_from_publication"),
        ([{"time_expression": FROM_PUBLICATION}, {}], "by_own_words"),
        ([{"time_expression": at(400)}], "by_words_nearby"),
        ([{"time_expression": at(400)}, {}], "by_own_words"),
        ([{"time_expression": None, "rules": ("anchor:publication-day",)}], "by_publication"),
        ([{"time_expression": None, "rules": ("anchor:story-day",)}], "by_story_day"),
        ([{"time_expression": None, "rules": ("merge:dated-by-event",)}], "by_elsewhere"),
        ([{"time_expression": None, "rules": ("anchor:meanwhile",)}], "by_context"),
        ([], "by_context"),
    ],
)
def test_what_dates_an_event_is_told_by_its_best_mention(
    changes: list[dict[str, Any]], name: str
) -> None:
    mentions = tuple(mention("a.txt", "2020-08-09", "Some words", **one) for one in changes)
    row = chronology(event(mentions=mentions)).model_dump(mode="json")["events"][0]
    assert dated(row["mentions"]) == name
    assert is_by_hand(row) == (not changes)


def test_there_is_a_level_for_every_confidence() -> None:
    assert [level(n) for n in (1.0, 0.9, 0.8, 0.5, 0.0)] == [
        "very_sure", "very_sure", "quite_sure", "fairly_sure", "doubtful",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["en", "fr"])
def test_there_are_words_for_each(code: str) -> None:
    assert len({interface(code).say(name) for name in PHRASES}) == len(PHRASES)
