"""What articles read together tell of each other's time."""

import random
from collections.abc import Iterable

import pytest

from timeline.dates import (
    ReadTogether,
    TimesAround,
    Told,
    date_document,
    read_together,
    settle,
    told,
)
from timeline.model import Dating

QUAKE = (
    "LISBON, March 9 (Agency) -- Rescue teams from Setubal and Almada said Thursday that the "
    "bridge at Barreiro had fallen. Mayor Teresa Valadares visited Barreiro and Setubal."
)
REPORT = (
    "The inquiry into the fall of the bridge at Barreiro heard teams from Setubal and Almada. "
    "Former mayor Teresa Valadares spoke. The bridge had fallen on March 8, 2017, at night."
)
OTHER = (
    "The harvest in Lleida was poor, growers from Balaguer and Mollerussa said. "
    "It had been good in Balaguer until hail fell on May 3, 2011."
)
FOLDER = [(text, "en") for text in (QUAKE, REPORT, OTHER)]


def company(*texts: tuple[str, str]) -> ReadTogether:
    return ReadTogether(told(*text) for text in texts)


def test_only_articles_of_one_matter_tell_days() -> None:
    around = company(*FOLDER).around(told(QUAKE, "en"))
    assert around == TimesAround(nearby=("2017-03-08",), alike=())
    # Nothing is told of an article by itself.
    assert company((REPORT, "en")).around(told(REPORT, "en")) == TimesAround()
    assert company(*FOLDER).around(told(OTHER, "en")) == TimesAround()


def test_a_dateline_takes_its_year_from_articles_of_its_matter() -> None:
    assert date_document(QUAKE, language="en").published is None
    around = company(*FOLDER).around(told(QUAKE, "en"))
    found = date_document(QUAKE, language="en", nearby=around.nearby)
    # 9 March is a Thursday in 2017 and in 2023.
    assert (found.published, found.how) == ("2017-03-09", "inferred")
    assert any("2017" in told for told in found.evidence)


def test_the_order_of_the_articles_does_not_matter() -> None:
    there, back = company(*FOLDER), company(*reversed(FOLDER))
    for text in FOLDER:
        assert there.around(told(*text)) == back.around(told(*text))


def test_of_too_many_articles_the_same_are_chosen_in_any_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(read_together, "MOST", 40)
    dice = random.Random(7)
    many = [
        Told(
            frozenset(dice.sample([f"name{n}" for n in range(30)], 12)),
            frozenset([f"20{n % 90 + 10}-01-01"]),
            f"20{n % 90 + 10}" if n % 3 else None,
        )
        for n in range(200)
    ]
    asked, there = many[0], ReadTogether(many)
    dice.shuffle(many)
    assert there.around(asked) == ReadTogether(many).around(asked)
    assert there.around(asked).alike


def test_articles_dated_on_the_way_help_with_the_rest() -> None:
    late = (
        "Teams from Setubal and Almada looked for cars below the bridge at Barreiro. "
        "People in Barreiro thanked mayor Teresa Valadares."
    )
    undated = [*FOLDER, (late, "en")]

    def date(arounds: Iterable[TimesAround]) -> list[Dating]:
        return [
            date_document(text, language=language, nearby=around.nearby, alike=around.alike)
            for (text, language), around in zip(undated, arounds, strict=True)
        ]

    found = settle(company(*undated), [told(*text) for text in undated], date)
    assert found[0].published == "2017-03-09"
    assert (found[3].published, found[3].confidence) == ("2017", 0.5)
    assert found[2].published is None


def test_articles_of_two_years_or_before_the_text_decide_nothing() -> None:
    told = "They spoke of the bridge at Barreiro."
    assert date_document(told, language="en", alike=["2017-03-09", "2018-01-01"]).published is None
    assert date_document(told, language="en", alike=["2017-03-09", "2017-05"]).published == "2017"
    later = "They spoke of the bridge, which had been closed in 2019."
    assert date_document(later, language="en", alike=["2017-03-09"]).published is None


def test_a_date_further_down_is_not_the_day_of_writing() -> None:
    text = "The mayor spoke of the bridge.\n\n" * 40 + "It fell on Wednesday, March 8, at night."
    assert date_document(text, language="en", nearby=["2017-03-10"]).published is None
