"""What makes a title unfit to print, and what is done with an event whose title is."""

import pytest

from telling import told
from timeline.events.lexicon import lexicon
from timeline.events.printable import FEWEST, MOST_WORDS, faults, vague

FIT = [
    ("en", "Ann Miller meets Otto Braun in Vienna"),
    ("en", "Ghana: presidential election"),
    ("en", "US markets closed"),
    ("en", "iPhone unveiled in Oslo"),
    ("en", "Two arrested"),
    ("fr", "La mine ne vendrait plus de charbon"),
    ("fr", "Une alarme se déclenche sous le toit"),
]
UNFIT = [
    ("en", "Election", "short"),
    ("en", " ".join(["word"] * 13), "long"),
    ("en", "talks begin in Oslo", "capital"),
    ("en", "Loan granted to", "end"),
    ("en", "Cheap oil is", "end"),
    ("en", "Talks in Oslo,", "end"),
    ("en", "And talks begin in Oslo", "start"),
    ("en", "To sell the mine", "start"),
    ("en", "She resigns in May", "pronoun"),
    ("en", "Their assets frozen", "pronoun"),
    ("en", "Board grants me a leave", "speaker"),
    ("en", "Treaty (of Oslo signed", "pair"),
    ("en", 'Treaty "of Oslo signed', "quote"),
    ("en", "Talks in in Oslo", "twice"),
    ("en", "Norway condemns", "object"),
    ("fr", "Leurs avoirs gelés", "pronoun"),
    ("fr", "La mine ne vend plus de", "end"),
    ("fr", "Ne vendra plus de charbon", "start"),
    ("fr", "Paul Martin reçoit", "object"),
    ("fr", "L'Union ne vise des hommes", "negation"),
    ("en", "Whilst supported by Norway", "start"),
]


@pytest.mark.parametrize(("language", "title"), FIT)
def test_fit_to_print(language: str, title: str) -> None:
    assert faults(title, lexicon(language), nominal=False) == ()


@pytest.mark.parametrize(("language", "title", "fault"), UNFIT)
def test_unfit_to_print(language: str, title: str, fault: str) -> None:
    assert fault in faults(title, lexicon(language), nominal=False)


def test_a_noun_may_end_a_title_that_a_verb_may_not() -> None:
    words = lexicon("fr")
    assert faults("Paul Martin reçoit", words, nominal=True) == ()


def test_the_bounds_are_those_of_the_contract() -> None:
    assert (FEWEST, MOST_WORDS) == (2, 12)


def test_the_same_deed_with_its_object_is_shown() -> None:
    found = [m for m in told("en", "Moscow arrested Otto Braun on Monday.") if m.title]
    assert max(m.salience for m in found) > 0.5


def test_a_noun_that_is_only_counted_is_vague() -> None:
    words = lexicon("en")
    assert vague("Two riots", words)
    assert vague("Several other talks", words)
    assert not vague("Prison riots", words)
    assert not vague("Two prison riots", words)
