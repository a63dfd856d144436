from typing import Any

import pytest

from made import document, event, mention
from timeline.contract import DocumentRow, EventRow
from timeline.digest.collection import Collection
from timeline.digest.days import USUAL, best_days, importances, usual_number


def row(*documents: str, date: str = "2020-08-09", **changes: Any) -> EventRow:
    """An event that these documents tell of by its own date."""
    told = tuple(mention(name, date, f"Voters go to the polls, says {name}") for name in documents)
    made = event(f"e{date}{'-'.join(documents)}", date, **({"mentions": told} | changes))
    return made.model_dump(mode="json")  # type: ignore[return-value]


def papers(**published: str | None) -> list[DocumentRow]:
    """A document for each name, with the day it was published."""
    told = (document(name, published=day) for name, day in published.items())
    return [d.model_dump(mode="json") for d in told]  # type: ignore[misc]


def dates(events: list[EventRow], documents: list[DocumentRow], n: int | None) -> list[str]:
    collection = Collection(events, documents)
    chosen = best_days(collection, n).best
    return [str(collection.events_of(day)[0]["date"]) for day in chosen]


FOUR = papers(a="2020-08-10", b="2020-08-11", c="2020-08-12", d="2020-09-30")


def test_a_day_that_more_articles_name_matters_more() -> None:
    events = [row("a", date="2020-08-08"), row("a", "b", "c", date="2020-08-09")]
    assert dates(events, FOUR, 1) == ["2020-08-09"]
    assert dates(events, FOUR, 2) == ["2020-08-08", "2020-08-09"]


def test_days_are_in_order_whatever_matters_most() -> None:
    events = [row("a", "b", date="2020-08-09"), row("a", "b", "c", date="2020-08-02")]
    assert dates(events, FOUR, 2) == ["2020-08-02", "2020-08-09"]


def test_a_copy_is_no_article_of_its_own() -> None:
    copies = papers(a="2020-08-10", b="2020-08-10", c="2020-08-10")
    for copy in copies[1:]:
        copy["copy_of"] = "a"
    others = papers(x="2020-08-10", y="2020-08-10")
    events = [row("a", "b", "c", date="2020-08-08"), row("x", "y", date="2020-08-09")]
    assert dates(events, copies + others, 1) == ["2020-08-09"]


def test_what_is_still_told_of_weeks_later_matters_more() -> None:
    events = [row("a", "b", date="2020-08-08"), row("a", "d", date="2020-08-09")]
    assert dates(events, FOUR, 1) == ["2020-08-09"]


def test_a_late_day_is_measured_by_the_few_articles_that_came_after_it() -> None:
    days = {f"n{n}": "2020-08-10" for n in range(60)}
    many = papers(**days, y="2020-12-03", z="2020-12-03")
    early, late = row("n1", "n2", date="2020-08-09"), row("y", "z", date="2020-12-02")
    told = importances(Collection([early, late], many))
    first, second = told.values()
    assert second > first


def test_what_a_chronicle_lists_matters_more_if_others_tell_of_it_too() -> None:
    documents = papers(a="2020-08-20", b="2020-08-20", c="2020-08-20", d="2020-08-20")
    documents[3]["kind"] = "chronicle"
    events = [row("a", "d", date="2020-08-08"), row("b", "c", date="2020-08-09")]
    assert dates(events, documents, 1) == ["2020-08-08"]
    alone = [row("d", date="2020-08-08"), row("b", date="2020-08-09")]
    assert len(set(importances(Collection(alone, documents)).values())) == 1


def test_what_one_article_brings_goes_before_what_it_looks_back_on() -> None:
    documents = papers(a="2020-08-10", b="2020-09-20", c="2020-10-20")
    news = row("b", date="2020-09-19", salience=0.8)
    behind = [row("b", date="2020-08-02", salience=0.5), row("c", date="2020-08-03", salience=0.5)]
    assert dates([*behind, news], documents, 1) == ["2020-09-19"]


def test_a_diary_and_a_live_page_list_every_day() -> None:
    documents = papers(a="2020-08-10", b="2020-08-10", c="2020-08-10", d="2020-08-10")
    documents[3]["kind"] = "chronicle"
    events = [row("a", "d", date="2020-08-08"), row("b", "c", date="2020-08-09")]
    assert len(set(importances(Collection(events, documents)).values())) == 1


def test_words_that_name_no_day_do_not_count_as_naming_it() -> None:
    by_default = mention("b", "2020-08-08", "They voted", time_expression=None)
    from_another = mention("b", "2020-08-08", "They voted", rules=("merge:dated-by-event",))
    for told in (by_default, from_another):
        events = [
            row(date="2020-08-08", mentions=(told,)),
            row("a", date="2020-08-09"),
        ]
        assert dates(events, FOUR, 1) == ["2020-08-09"]


def test_a_mention_counts_for_the_day_that_it_gives_itself() -> None:
    other = mention("b", "2020-08-09", "They voted on Sunday")
    events = [
        row("a", date="2020-08-08", mentions=(mention("a", "2020-08-08", "They vote"), other)),
        row("a", date="2020-08-09"),
    ]
    told = importances(Collection(events, FOUR))
    alone = importances(Collection(events[1:], FOUR))
    day = next(iter(alone))
    assert told[day] > alone[day]


def test_an_article_that_nobody_can_date_tells_of_the_past() -> None:
    undated = papers(a=None, b=None)
    plans = tuple(mention("b", "2020-08-08", "They will vote", status="planned") for _ in "1")
    events = [row(date="2020-08-08", mentions=plans), row("a", date="2020-08-09")]
    assert dates(events, undated, 1) == ["2020-08-09"]


def test_spans_and_what_is_open_are_no_days() -> None:
    long = [row("a", "b", "c", date=d) for d in ("2020-08-01/2020-08-20", "2014/..", "202X")]
    assert dates([*long, row("a")], FOUR, 9) == ["2020-08-09"]


def test_a_history_told_by_years_has_its_years() -> None:
    events = [row("a", date=d) for d in ("1869", "1893", "1901-03", "1934-01-12", "1950/1960")]
    assert dates(events, FOUR, 9) == ["1869", "1893", "1901-03", "1934-01-12"]
    assert "1869" not in dates([*events, *(row("b", date=f"1940-01-0{n}") for n in "123")], FOUR, 9)


def test_before_the_first_year_there_are_days_too() -> None:
    events = [row("a", date="-0043-03-15"), row("a", date="-0043-03-17")]
    assert dates(events, FOUR, 2) == ["-0043-03-15", "-0043-03-17"]


def test_a_day_with_nothing_printed_by_default_comes_last_and_only_when_asked_for() -> None:
    trivial = row("a", "b", "c", date="2020-08-08", salience=0.1)
    assert dates([trivial, row("a")], FOUR, 1) == ["2020-08-09"]
    assert dates([trivial, row("a")], FOUR, 2) == ["2020-08-08", "2020-08-09"]
    assert dates([trivial, row("a")], FOUR, None) == ["2020-08-09"]
    collection = Collection([trivial, row("a")], FOUR)
    first, last = best_days(collection, everything=True).best
    assert best_days(collection, 1, everything=True).best == [first]
    assert first < last


def test_what_the_user_wants_comes_first_and_what_is_rejected_never() -> None:
    accepted, rejected = row("a", date="2020-08-01"), row("a", "b", date="2020-08-02")
    raised, lowered = row("a", date="2020-08-03"), row("a", date="2020-08-04", salience=0.1)
    accepted["review"] = {"verdict": "accepted", "note": None, "tags": []}
    rejected["review"] = {"verdict": "rejected", "note": None, "tags": []}
    for told in (raised, lowered):
        told["decided"] = [
            {"action": "set", "field": "salience", "told": "0.5", "reason": None, "author": None}
        ]
    events = [accepted, rejected, raised, lowered, row("a", "b", "c", "d", date="2020-08-09")]
    assert dates(events, FOUR, 2) == ["2020-08-01", "2020-08-03"]
    assert "2020-08-02" not in dates(events, FOUR, 9)


def test_of_equal_days_the_one_with_the_more_salient_event_is_taken() -> None:
    events = [row("a", date="2020-08-01", salience=0.6), row("a", date="2020-08-02")]
    assert dates(events, FOUR, 1) == ["2020-08-02"]


def test_an_earlier_version_told_of_no_review() -> None:
    old = row("a")
    del old["review"]  # type: ignore[misc]
    assert dates([old], FOUR, None) == ["2020-08-09"]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_of_few_days_all_are_shown(count: int) -> None:
    assert usual_number([1.0] * count) == count


def test_many_days_make_a_chronology_of_about_the_usual_length() -> None:
    assert usual_number([1.0] * 400) == USUAL
    assert usual_number([-n / 10 for n in range(25)]) < 14


@pytest.mark.parametrize("at", [12, 14, 19])
def test_it_ends_where_importance_falls_off(at: int) -> None:
    falling = [-n / 100 for n in range(at)] + [-9 - n / 100 for n in range(100)]
    assert usual_number(falling) == at
