"""Which of several places of one name is meant."""

from __future__ import annotations

import pytest

from timeline.names import places
from timeline.names.article_places import View, ambiguous


def told(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    return [(p.name, p.country) for _, _, p in places(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("A fire in Paris, Texas, on Monday", "en", ("Paris", "US")),
        ("A fire in Paris, France, on Monday", "en", ("Paris", "FR")),
        ("Paris (Reuters)", "en", ("Paris", "FR")),
        ("in Birmingham, Alabama", "en", ("Birmingham", "US")),
        ("à Birmingham (Alabama)", "fr", ("Birmingham", "US")),
        ("Birmingham, England", "en", ("Birmingham", "GB")),
        ("Tripoli, Lebanon", "en", ("Tripoli", "LB")),
        ("à Tripoli, au Liban", "fr", ("Tripoli", "LB")),
        ("Cambridge, Massachusetts (AP)", "en", ("Cambridge", "US")),
        ("in London, Ontario", "en", ("London", "CA")),
        ("the state of Georgia", "en", ("Georgia", "US")),
        ("in Georgia", "en", ("Georgia", "GE")),
        ("in Paris, Germany and Italy said", "en", ("Paris", "FR")),
    ],
)
def test_what_stands_beside_a_name_tells(text: str, language: str, first: tuple[str, str]) -> None:
    assert told(text, language)[0] == first


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("Voters in Georgia went to Atlanta. Texas and Florida watched.", "en", "US"),
        ("Georgia and Russia signed. Tbilisi said Georgian troops left. Atlanta?", "en", "GE"),
        ("Georgia and the United States signed.", "en", "GE"),
        ("Clashes in Tripoli. The army left Beirut as Lebanon mourned.", "en", "LB"),
        ("Des heurts à Tripoli, au nord de Beyrouth ; le Liban est en deuil.", "fr", "LB"),
        ("Clashes in Tripoli; the Libyan army left. Beirut and Lebanon mourn.", "en", "LY"),
        ("Police in Birmingham. Alabama and Texas mourn, so do Chicago and Boston.", "en", "US"),
        ("Police in Birmingham; London reacted, Alabama did not.", "en", "GB"),
        ("Students in Cambridge, not far from Boston, the American town", "en", "US"),
        ("Students in Cambridge left for London and Boston", "en", "GB"),
        ("Climate talks in Paris worry Texas, California and Chicago", "en", "FR"),
        ("London awaits the prime minister of Canada, who left Toronto and Ottawa", "en", "GB"),
        ("À Brest, la marine nationale française attend Toulon", "fr", "FR"),
        ("À Brest, près de Minsk, au Bélarus", "fr", "BY"),
    ],
)
def test_the_country_in_view_tells(text: str, language: str, first: str) -> None:
    found = places(text, language)[0][2]
    assert View(text, language).meant(found).country == first


def test_only_names_with_namesakes_are_doubtful() -> None:
    (minsk,) = (p for _, _, p in places("in Minsk", "en"))
    (tripoli,) = (p for _, _, p in places("in Tripoli", "en"))
    assert not ambiguous(minsk)
    assert ambiguous(tripoli)


@pytest.mark.parametrize(
    "text", ["Indiana Jones", "Texas Instruments said", "Virginia Woolf wrote"]
)
def test_states_in_other_names_are_no_places(text: str) -> None:
    assert told(text) == []


def test_states_are_places() -> None:
    assert told("Ohio Senator Rob Portman, in New Mexico") == [("Ohio", "US"), ("New Mexico", "US")]
