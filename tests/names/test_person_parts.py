"""A name's parts, its titles left out."""

from __future__ import annotations

import pytest

from timeline.names.person_parts import parts, without_titles


@pytest.mark.parametrize(
    ("name", "names", "initials", "ordinal"),
    [
        ("President Vladimir V. Putin", ("vladimir", "putin"), "v", ""),
        ("le pape Jean-Paul II", ("jeanpaul",), "", "ii"),
        ("Bashar al-Assad", ("bashar", "assad"), "", ""),
        ("Xi Jin-ping", ("xi", "jinping"), "", ""),
        ("Ursula von der Leyen", ("ursula", "leyen"), "", ""),
        ("Лукашенко", ("lukashenko",), "", ""),
        ("", (), "", ""),
    ],
)
def test_parts(name: str, names: tuple[str, ...], initials: str, ordinal: str) -> None:
    found = parts(name)
    assert (found.names, found.initials, found.ordinal) == (names, initials, ordinal)


def test_titles_go_but_never_the_whole_name() -> None:
    assert without_titles("Prime Minister Boris Johnson") == "Boris Johnson"
    assert without_titles("la chancelière Angela Merkel") == "Angela Merkel"
    assert without_titles("La Toya Jackson") == "La Toya Jackson"
    assert without_titles("President") == "President"


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("李克强", ("li", "keqiang")),
        ("Abd al-Aziz Bouteflika", ("abdelaziz", "bouteflika")),
        ("Mohamed ElBaradei", ("mohamed", "baradei")),
        ("Zoran Đinđić", ("zoran", "djindjic")),
        ("Đàm Vĩnh Hưng", ("dam", "vinh", "hung")),
        ("Ивица Дачић", ("ivica", "dacic")),
    ],
)
def test_parts_of_other_alphabets_and_habits(name: str, names: tuple[str, ...]) -> None:
    assert parts(name).names == names
