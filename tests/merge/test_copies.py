"""Words that several articles print are told once, with their other sources."""

from typing import Any

from merging import SOCHI, document, mention, run, told_by
from timeline.merge import merge
from timeline.model import DatedMention, Event

AGENCY = "On Monday the two ministers met in Sochi, the agency said."
OWN = "In Sochi the ministers met for four hours."


def told(name: str, quote: str, **more: Any) -> DatedMention:
    at = {"people": ("Angela Merkel", "Vladimir Putin"), "places": (SOCHI,), "quote": quote}
    return mention(name, "met", "2020-09-14", **{**at, **more})


def one(*mentions: DatedMention) -> Event:
    (event,) = run(*mentions)
    return event


def test_a_paragraph_that_two_papers_print_is_told_once_with_both_named() -> None:
    event = one(told("a", AGENCY), told("b", AGENCY, at=3))
    (only,) = event.mentions
    (again,) = only.also_in
    assert (only.document, only.start) == ("a", 0)
    assert (again.document, again.start, again.end) == ("b", 3000, 3000 + len(AGENCY))
    assert AGENCY[again.trigger.start - again.start :].startswith("met")
    assert event.sources == 1


def test_other_marks_and_accents_are_the_same_words() -> None:
    other = "“On Monday, the two ministers met in Sochi” – the Agency said"
    event = one(told("a", AGENCY), told("b", other))
    assert len(event.mentions) == 1
    assert told_by(event) == {"a", "b"}


def test_what_is_said_in_other_words_is_a_source_of_its_own() -> None:
    event = one(told("a", AGENCY), told("b", AGENCY), told("c", OWN))
    assert [m.document for m in event.mentions] == ["a", "c"]
    assert event.sources == 2


def test_a_figure_more_is_not_the_same_words() -> None:
    event = one(told("a", AGENCY), told("b", AGENCY.replace("two", "two or three")))
    assert len(event.mentions) == 2


def test_a_few_words_are_the_same_by_chance() -> None:
    event = one(told("a", "The two met in Sochi."), told("b", "The two met in Sochi."))
    assert [m.also_in for m in event.mentions] == [(), ()]
    assert event.sources == 2


def test_the_quote_that_is_kept_is_the_one_published_first() -> None:
    documents = [document("a", "2020-09-16"), document("b", "2020-09-15")]
    (event,) = merge([told("a", AGENCY), told("b", AGENCY)], documents)
    assert [m.document for m in event.mentions] == ["b"]
    assert [r.document for m in event.mentions for r in m.also_in] == ["a"]


def test_what_an_article_says_twice_stays_as_it_has_it() -> None:
    event = one(told("a", AGENCY), told("a", AGENCY, at=5), told("b", OWN))
    assert [m.start for m in event.mentions] == [0, 5000, 0]


def test_a_conflict_names_each_paper_that_prints_a_figure() -> None:
    from timeline.model import Amount

    ten, six = (Amount(value=n, unit="detainees", text=str(n)) for n in (10, 600))
    event = one(
        told("a", AGENCY, amounts=(ten,)), told("b", AGENCY, amounts=(ten,)),
        told("c", OWN, amounts=(six,)),
    )  # fmt: skip
    values = {v.value: v.documents for c in event.conflicts for v in c.values}
    assert values == {"10 detainees": ("a", "b"), "600 detainees": ("c",)}
