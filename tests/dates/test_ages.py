"""Ages as years, where the text tells one birth."""

from __future__ import annotations

from timeline.dates import tag


def told(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    found = tag(text, language=language, published="2024-06-10")
    return [(e.text, e.edtf) for e in found if "age" in e.rules]


def test_an_age_is_about_the_year_of_birth_and_so_many_years() -> None:
    text = "Lee Moss was born in 1936 in Hull. When she was 12 she left school."
    assert told(text) == [("When she was 12", "1948~")]
    text = "Né le 3 mai 1940 à Lyon, Paul Mercier y étudie. À 21 ans, il part à Paris."
    assert told(text, "fr") == [("À 21 ans", "1961~")]


def test_nothing_where_the_birth_is_not_one_or_the_sentence_has_its_date() -> None:
    assert told("When she was 12 she left school.") == []
    text = "Lee was born in 1936. Her brother was born in 1940. When she was 12 she left school."
    assert told(text) == []
    assert told("Lee was born in 1936. On 3 May 1960, at the age of 23, she left.") == []
    assert told("Lee was born in 1936 and has died. She died at the age of 88.") == []
    text = "Paul Mercier est né en 1940. Il est condamné à 10 ans de prison."
    assert told(text, "fr") == []
