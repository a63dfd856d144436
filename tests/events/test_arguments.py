"""Who takes part, where, and how much."""

import pytest

from telling import event, parsed
from timeline.events import people
from timeline.events.lexicon import lexicon


def roles(language: str, trigger: str, *lines: str) -> set[tuple[str, str, str]]:
    return {(p.name, p.kind, p.role) for p in event(language, trigger, *lines).participants}


def test_subject_and_object() -> None:
    assert roles("en", "met", "President Ann Miller met Otto Braun in Vienna.") == {
        ("Ann Miller", "person", "agent"),
        ("Otto Braun", "person", "patient"),
    }


def test_coordination() -> None:
    found = roles("en", "called", "Ann Miller and Otto Braun called for calm.")
    assert ("Ann Miller", "person", "agent") in found
    assert ("Otto Braun", "person", "agent") in found


def test_passive_turns_the_roles() -> None:
    found = roles("en", "arrested", "Otto Braun was arrested by Ann Miller in Norway.")
    assert ("Otto Braun", "person", "patient") in found
    assert ("Ann Miller", "person", "agent") in found


def test_owner_of_a_noun_acts() -> None:
    assert ("Ann Miller", "person", "agent") in roles(
        "en", "visit", "Ann Miller's visit to Oslo in May was short."
    )


def test_a_day_takes_no_part() -> None:
    found = roles("en", "election", "Ann Miller won Sunday's election in Oslo.")
    assert {name for name, _, _ in found} == {"Ann Miller"}


def test_an_office_stands_for_its_holder() -> None:
    found = roles(
        "en",
        "resigned",
        "Norwegian President Ann Miller spoke in Oslo.",
        "The Norwegian leader resigned in May.",
    )
    assert found == {("Ann Miller", "person", "agent")}


def test_an_office_that_two_may_hold_stands_for_nobody() -> None:
    found = roles(
        "en",
        "resigned",
        "President Ann Miller and President Otto Braun spoke in Oslo.",
        "The president resigned in May.",
    )
    assert found == set()


def test_two_holders_of_one_office() -> None:
    found = roles(
        "fr",
        "visite",
        "Une visite est prévue lundi entre les présidents Paul Martin et Otto Braun.",
    )
    assert {name for name, _, _ in found} == {"Paul Martin", "Otto Braun"}


def test_places_and_amounts() -> None:
    found = event("en", "loan", "A loan of $3.2 billion was granted to Ghana in Geneva.")
    assert {p.name for p in found.places} >= {"Ghana", "Geneva"}
    assert [(a.value, a.currency) for a in found.amounts] == [(3.2e9, "USD")]


def test_offsets_point_into_the_article() -> None:
    lines = ("A first line.", "Ann Miller met Otto Braun in Vienna.")
    text = "\n\n".join(lines)
    found = event("en", "met", *lines)
    assert text[found.start : found.end] == found.quote == lines[1]
    assert text[found.trigger.start : found.trigger.end] == "met"
    assert {text[p.start : p.end] for p in found.participants} == {"Ann Miller", "Otto Braun"}


def test_a_surname_is_a_person_once_the_article_names_them_in_full() -> None:
    lines = ("Ann Miller visited Oslo on Monday.", "The council met.")
    text = "\n\n".join(lines)
    cast = people.Cast(text, parsed("en", *lines), lexicon("en"))
    assert cast.is_person("Miller", "ORG")
    assert not cast.is_person("Oslo", "GPE")
    assert not cast.is_person("Miller Group", "ORG")


@pytest.mark.parametrize(
    ("trigger", "line", "words"),
    [
        ("said", "Ann Miller said that the bridge would open.", "the bridge would open"),
        ("travelled", "Ann Miller travelled to Oslo to meet Otto Braun.", "meet Otto Braun"),
        ("met", "Ann Miller met Otto Braun in Vienna.", None),
    ],
)
def test_the_clause_a_verb_governs_is_in_its_frame(
    trigger: str, line: str, words: str | None
) -> None:
    content = event("en", trigger, line).frame.content
    assert content is None if words is None else content is not None and words in content.text
