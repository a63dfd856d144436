"""Which words of a sentence become events, and which do not."""

import pytest

from telling import told

FOUND = [
    ("en", "The two leaders met in Oslo on Monday.", ["met"]),
    ("en", "The ministers held talks in Oslo.", ["held talks"]),
    ("en", "The company stopped buying steel in May.", ["stopped buying"]),
    ("en", "The summit took place in Lima in 2012.", ["summit took"]),
    ("en", "A loan of $2 billion was granted to Ghana.", ["loan"]),
    ("en", "The protests which occurred in June spread to Lyon.", ["protests which occurred", "spread"]),
    ("en", "The re-election of the mayor surprised many.", ["re-election", "surprised"]),
    ("en", "An earthquake struck the south on Monday.", ["earthquake struck"]),
    ("en", "The port was hit by a storm on Monday.", ["hit by a storm"]),
    ("en", "The shed caught fire on Monday.", ["caught fire"]),
    ("fr", "Un séisme a secoué l'île lundi.", ["séisme a secoué"]),
    ("en", "Norway has been neutral since 1905.", ["neutral"]),
    ("fr", "Le maire a procédé à une réforme en mai.", ["procédé à une réforme"]),
    ("fr", "La réunion a eu lieu à Lyon mardi.", ["réunion"]),
    ("fr", "Le début de la guerre a surpris l'Europe en 1914.", ["début de la guerre", "surpris"]),
    ("fr", "Elle a cessé d'acheter du gaz en mars.", ["cessé d'acheter"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "triggers"), FOUND)
def test_one_event_a_trigger(language: str, text: str, triggers: list[str]) -> None:
    found = [m.trigger.text for m in told(language, text)]
    assert found == triggers or (
        len(found) == len(triggers)
        and all(a.startswith(b) or b in a for a, b in zip(found, triggers, strict=True))
    )


def test_what_strikes_gives_its_type() -> None:
    (found,) = told("en", "An earthquake struck the south on Monday.")
    assert (found.type, found.lemma) == ("disaster", "strike")
    walkout = told("en", "The strike hit the railways on Monday.")
    assert {m.type for m in walkout} == {"protest"}


NONE = [
    ("en", "The building is tall and stands near the river."),
    ("en", "He is in charge of the office."),
    ("en", "She has two brothers and likes tea."),
    ("en", "The cake consists of flour and sugar."),
    ("fr", "Le pont est en place et semble solide."),
    ("fr", "Elle a deux frères et aime le thé."),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_states_are_no_events(language: str, text: str) -> None:
    assert told(language, text) == ()


def test_end_of_a_month_is_no_event() -> None:
    assert [m.trigger.text for m in told("en", "He resigned at the end of August.")] == ["resigned"]


def test_weak_nouns_need_a_date_or_a_setting() -> None:
    assert told("en", "Relations matter to both.") == ()
    found = told("en", "The tensions of 2009 between Norway and Spain were brief.")
    assert "tensions" in [m.trigger.text for m in found]


def test_a_body_is_no_event_unless_it_is_dated() -> None:
    assert "Union" not in [m.trigger.text for m in told("en", "The Baltic Free Union is rich.")]


def test_a_dated_state_is_an_event() -> None:
    (found,) = told("en", "Paul Martin has been in prison since May.")
    assert (found.trigger.text, found.type, found.status) == (
        "been in prison",
        "justice",
        "ongoing",
    )
    assert not told("en", "Paul Martin has been in a bad mood.")


def test_the_noun_of_a_fixed_phrase_names_no_second_event() -> None:
    found = told("en", "Ann Miller took the oath on Monday.")
    assert [m.trigger.text for m in found] == ["took the oath"]


def test_of_two_events_the_one_that_followed_is_told() -> None:
    text = "The protests that followed the election of 9 August 2020 went on."
    triggers = [m.trigger.text for m in told("en", text)]
    assert "protests that followed" in triggers, triggers


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tens of thousands of people gathered in Oslo on Monday.", "protest"),
        ("The demonstrators converged on the palace on Monday.", "protest"),
        ("Thousands of refugees gathered at the border on Monday.", "migration"),
        ("The ministers gathered in Oslo on Monday.", "meeting"),
    ],
)
def test_a_crowd_that_gathers_protests(text: str, kind: str) -> None:
    assert kind in {m.type for m in told("en", text)}


def test_a_line_of_a_chronology_is_an_event_whatever_its_words() -> None:
    found = told("fr", "17 mai 2019 | Troisième liste : vingt entités")
    assert [m.trigger.text for m in found] == ["liste"]
    assert not told("fr", "Troisième liste : vingt entités")
