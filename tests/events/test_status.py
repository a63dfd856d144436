"""Status and tense: what happened, what is to come, what may be, what did not."""

import pytest

from telling import event, told

CASES = [
    ("en", "The ministers met in Oslo.", "met", "happened", "past"),
    ("en", "The ministers have met in Oslo.", "met", "happened", "past"),
    ("en", "The ministers will meet in Oslo.", "meet", "planned", "future"),
    ("en", "The summit is to be held in Oslo.", "summit", "planned", "future"),
    ("en", "The council meets in Oslo on Thursday.", "meets", "planned", "present"),
    ("en", "The ministers are meeting in Oslo.", "meeting", "planned", "present"),
    ("en", "The bank could collapse in June.", "collapse", "possible", "present"),
    ("en", "The army allegedly attacked the port.", "attacked", "possible", "past"),
    ("en", "The army would have attacked the port.", "attacked", "possible", "past"),
    ("en", "The army did not attack the port.", "attack", "denied", "past"),
    ("en", "No agreement was signed in Oslo.", "agreement", "denied", "past"),
    ("en", "They signed nothing in Oslo.", "signed", "denied", "past"),
    ("en", "A vote is scheduled for Friday.", "vote", "planned", "present"),
    ("en", "The planned strike worries the mayor.", "strike", "planned", "present"),
    ("en", "Thousands of workers are marching in Lyon.", "marching", "ongoing", "present"),
    ("en", "The rebels have occupied the town since May.", "occupied", "ongoing", "past"),
    ("en", "The company plans to buy the mine.", "plans to buy", "planned", "present"),
    ("en", "The minister threatened to close the port.", "threatened to close", "happened", "past"),
    ("en", "Norway did not recognise the result.", "recognise", "happened", "past"),
    ("fr", "Les ministres se sont rencontrés à Lyon.", "rencontrés", "happened", "past"),
    ("fr", "Le ministre se rendra à Lyon.", "rendra", "planned", "future"),
    ("fr", "La ministre recevra le maire à Lyon.", "recevra", "planned", "future"),
    ("fr", "Le maire entra à Lyon.", "entra", "happened", "past"),
    ("fr", "Elle s'est réfugiée en Norvège.", "réfugiée", "happened", "past"),
    ("en", "Ann Miller is expected in Vienna.", "expected", "planned", "present"),
    ("fr", "Le maire devrait démissionner lundi.", "démissionner", "planned", "present"),
    ("fr", "Le maire pourrait démissionner lundi.", "démissionner", "possible", "present"),
    ("fr", "Le maire n'a pas démissionné.", "démissionné", "denied", "past"),
    ("fr", "Aucune réunion n'est prévue à Lyon.", "réunion", "denied", "present"),
    ("fr", "Une visite est prévue en juin.", "visite", "planned", "present"),
    ("fr", "Le général est mort à Lyon.", "mort", "happened", "past"),
    ("fr", "Le ministre annonça sa démission.", "démission", "happened", "past"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "trigger", "status", "tense"), CASES)
def test_status_and_tense(language: str, text: str, trigger: str, status: str, tense: str) -> None:
    found = event(language, trigger, text)
    assert (found.status, found.tense) == (status, tense)


def test_a_headline_tells_the_past_in_the_present() -> None:
    found = event("en", "meets", "Queen meets mayor in Oslo", kind="headline")
    assert found.status == "happened"


@pytest.mark.parametrize(
    ("language", "text", "trigger", "status"),
    [
        ("en", "Hundreds of guests watched him take the oath on Monday.", "take", "happened"),
        ("en", "The army forced the minister to resign on Monday.", "resign", "happened"),
        ("en", "The army wanted the minister to resign on Monday.", "resign", "possible"),
        ("en", "Paul Martin will fly to Oslo on Monday to meet Ann Miller.", "meet", "planned"),
        ("fr", "Paul Martin se rendra lundi à Oslo pour rencontrer Anne Martin.", "rencontrer",
         "planned"),
        # An imperfect whose stem ends in r is no conditional.
        ("fr", "Lundi, le toit de la gare s'effondrait.", "effondrait", "happened"),
        ("fr", "Le ministre rencontrait lundi son homologue.", "rencontrait", "happened"),
        ("fr", "Le ministre rencontrerait lundi son homologue.", "rencontrerait", "possible"),
    ],
)  # fmt: skip
def test_what_an_infinitive_or_a_french_ending_says(
    language: str, text: str, trigger: str, status: str
) -> None:
    (found,) = [m for m in told(language, text) if trigger in m.trigger.text]
    assert found.status == status


def test_a_condition_holds_for_what_is_coordinated() -> None:
    text = "The ban returns if the firm is indicted or convicted in May."
    assert {m.status for m in told("en", text) if "convicted" in m.trigger.text} == {"possible"}
    text = "If he stays, the party splits, and she resigned in May."
    assert {m.status for m in told("en", text) if "resigned" in m.trigger.text} == {"happened"}
