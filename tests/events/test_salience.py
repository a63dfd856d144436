"""What belongs in a chronology stands above 0.3, asides and mere reports below."""

import pytest

from telling import event, told

HIGH = [
    ("en", "election", "The presidential election was held in Chile on May 3."),
    ("en", "accused", "Ann Miller accused Norway of fraud on Monday."),
    ("en", "acquired", "The bank acquired a mine in Chile in 2012."),
    ("fr", "scrutin", "Le scrutin présidentiel du 9 mai a divisé le Chili."),
]
LOW = [
    ("en", "said", "He said it was late."),
    ("en", "expect", "We expect little of the meeting."),
    ("en", "carry", "The wagon could carry ten people."),
    ("fr", "dit", "Il a dit que c'était tard."),
]


@pytest.mark.parametrize(("language", "trigger", "text"), HIGH)
def test_kept(language: str, trigger: str, text: str) -> None:
    assert event(language, trigger, text).salience >= 0.5


@pytest.mark.parametrize(("language", "trigger", "text"), LOW)
def test_trivial(language: str, trigger: str, text: str) -> None:
    assert all(m.salience < 0.3 for m in told(language, text) if trigger in m.trigger.text)


def test_a_date_makes_an_event_surer_and_weightier() -> None:
    dated = event("en", "arrested", "Police arrested Otto Braun on Monday.")
    bare = event("en", "arrested", "Police arrested Otto Braun.")
    assert dated.salience > bare.salience
    assert dated.confidence > bare.confidence
