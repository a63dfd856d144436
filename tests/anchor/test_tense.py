"""What the tense of an event and its date say together."""

from support import expression, mention, sentence
from timeline.anchor.scene import Attachment
from timeline.anchor.tense import agree
from timeline.model import Dating

TREE = "The/DET/det/1 board/NOUN/nsubj/2 buys/VERB/root/2 the/DET/det/4 mill/NOUN/obj/2 in/ADP/case/6 1969/NUM/obl/2"


def told(date: str, day: str | None, word: str = "buys", how: str = "explicit", **changes: object):  # type: ignore[no-untyped-def]
    """Status and date of the word, dated so, in a text of that day; None where no date is left."""
    text, parsed = sentence(TREE)
    event = mention(text, parsed, word, **{"tense": "present", "status": "ongoing"} | changes)
    found = Attachment(expression(text, "1969", date, how=how), date, 1.0, "modifier")
    published = Dating(published=day, how="given" if day else "unknown", confidence=1.0)
    mentions, attached = agree([event], {0: found}, [parsed], published)
    return mentions[0].status, attached[0].date if attached else None


def test_the_present_on_a_past_date_tells_what_happened() -> None:
    assert told("1969", "2019-05-20") == ("happened", "1969")
    assert told("1969", None) == ("happened", "1969")


def test_the_present_of_this_year_or_since_a_day_goes_on() -> None:
    assert told("2019", "2019-05-20") == ("ongoing", "2019")
    assert told("1969/..", "2019-05-20") == ("ongoing", "1969/..")


def test_a_meeting_of_a_day_that_was_guessed_stays_a_plan() -> None:
    plan = {"status": "planned", "type": "meeting"}
    assert told("1969", "2019-05-20", **plan)[0] == "happened"
    guessed = told("2019-05-16", "2019-05-20", how="weekday-before-publication", **plan)
    assert guessed[0] == "planned"


def test_what_is_possible_stays_so() -> None:
    assert told("1969", "2019-05-20", status="possible")[0] == "possible"


def test_a_noun_of_a_day_to_come_is_planned() -> None:
    noun = {"status": "happened", "tense": "none"}
    assert told("2019-10-23", "2019-05-20", word="mill", **noun)[0] == "planned"
    assert told("2018-10-23", "2019-05-20", word="mill", **noun)[0] == "happened"


def test_what_was_decided_on_for_a_day_to_come_is_planned() -> None:
    past = {"status": "happened", "tense": "past"}
    assert told("2019-10-23", "2019-05-20", **past)[0] == "planned"
    assert told("2019-05-20", "2019-05-20", **past)[0] == "happened"
    # The weekday may be that of the week before.
    weekday = told("2019-05-23", "2019-05-20", how="weekday-after-publication", **past)
    assert weekday[0] == "happened"


def test_a_plan_without_a_year_is_of_the_next() -> None:
    plan = {"status": "planned", "tense": "future"}
    assert told("2018-11-09", "2019-05-20", how="nearest-year", **plan)[1] == "2019-11-09"
    assert told("2018-11-09", "2019-05-20", **plan)[1] == "2018-11-09"
    assert told("2016-02-29", "2016-05-20", how="nearest-year", **plan)[1] == "2016-02-29"
