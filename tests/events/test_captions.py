"""A caption that names two people, a place and a date is their meeting."""

from telling import told


def test_two_people_a_place_and_a_date() -> None:
    (found,) = told("en", "Ann Miller and Otto Braun in Vienna, May 3, 2011.", kind="caption")
    assert (found.type, found.status) == ("meeting", "happened")
    assert {p.name for p in found.participants} == {"Ann Miller", "Otto Braun"}
    assert found.rules == ("caption:meeting",)


def test_french_caption() -> None:
    (found,) = told("fr", "Paul Martin et Otto Braun à Vienne, le 3 mai 2011.", kind="caption")
    assert (found.type, found.lemma) == ("meeting", "rencontrer")


def test_one_person_or_no_date_is_no_meeting() -> None:
    assert told("en", "Ann Miller in Vienna, May 3, 2011.", kind="caption") == ()
    assert told("en", "Ann Miller and Otto Braun in Vienna.", kind="caption") == ()


def test_the_same_words_in_the_body_are_no_meeting() -> None:
    found = told("en", "Ann Miller and Otto Braun in Vienna, May 3, 2011.")
    assert "caption:meeting" not in [r for m in found for r in m.rules]
