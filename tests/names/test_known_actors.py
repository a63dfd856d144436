"""Actors by whatever they are called, among those a chronology knows and those of the tables."""

import pytest

from timeline.names import aliases
from timeline.names.known_actors import Known, find

KNOWN = [
    Known("person:ana-muller", "Ana Müller", "person", ("A. Mueller", "Müller"), 9),
    Known("country:DE", "Germany", "country", (), 3),
    Known("organisation:who", "WHO", "organisation", (), 2),
    Known("organisation:georgia", "Georgia", "organisation", (), 5),
    Known("person:jo-lind", "Jo Lind", "person"),
    Known("person:alexander-kowalenko", "Alexander Kowalenko", "person"),
    Known("person:georgia", "Georgia", "person", (), 1),
]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Ana Müller", "person:ana-muller"),
        ("ana muller", "person:ana-muller"),
        ("Müller", "person:ana-muller"),
        ("Lind", "person:jo-lind"),
        ("Oleksandr Kovalenko", "person:alexander-kowalenko"),
        ("President Ana Müller", "person:ana-muller"),
        ("Germany", "country:DE"),
        ("Allemagne", "country:DE"),
        ("OMS", "organisation:who"),
        ("World Health Organization", "organisation:who"),
    ],
)
def test_whom_a_chronology_knows_is_found_in_any_spelling(name: str, id_: str) -> None:
    assert find(name, None, KNOWN) == next(one for one in KNOWN if one.id == id_)


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("Mia Lund", None, ("person:mia-lund", "Mia Lund", "person")),
        ("Jo Lind", "group", ("group:jo-lind", "Jo Lind", "group")),
        ("Frankreich", None, ("person:frankreich", "Frankreich", "person")),
        ("La France", None, ("country:FR", "France", "country")),
        ("protesters", None, ("group:protesters", "protesters", "group")),
        ("Ministry of Health", None, ("organisation:ministry-of-health", "Ministry of Health", "organisation")),
        ("President Mia Lund", "person", ("person:mia-lund", "Mia Lund", "person")),
    ],
)  # fmt: skip
def test_whom_nobody_knows_is_of_the_kind_that_is_told(
    name: str, kind: str | None, found: tuple[str, str, str]
) -> None:
    assert find(name, kind, KNOWN)[:3] == found


def test_of_namesakes_the_events_own_is_meant_then_the_one_of_the_usual_kind() -> None:
    assert find("Georgia", "person", KNOWN).id == "person:georgia"
    assert find("Georgia", "country", KNOWN).id == "country:GE"
    assert find("Georgia", None, KNOWN).id == "organisation:georgia"
    assert find("Georgia", None, KNOWN, own=["person:georgia"]).id == "person:georgia"


def test_the_users_own_names_are_heard() -> None:
    told = aliases.parse('same = [["Kyiv Post", "KP"]]\n', "names.toml", "1")
    with aliases.using(told):
        assert find("KP", None, []).name == "Kyiv Post"
