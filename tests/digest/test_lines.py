from typing import Any

from made import document, event, mention
from timeline.contract import EventRow
from timeline.digest import digest
from timeline.digest.collection import Collection, day_number
from timeline.digest.lines import lines, weights
from timeline.digest.standing import FAULTS
from timeline.digest.tellings import tellings
from timeline.digest.vocabulary import Vocabulary
from timeline.model import Decided, Event, Review

DAY, NEXT, LATER = "2020-08-09", "2020-08-10", "2020-08-20"


def chosen(
    *events: Event, k: int | None = 1, everything: bool = False, french: str = ""
) -> list[EventRow]:
    """The lines of all days of these events. french: a document in another language."""
    rows: list[EventRow] = [e.model_dump(mode="json") for e in events]  # type: ignore[misc]
    names = sorted({m["document"] for row in rows for m in row["mentions"]})
    papers = [
        document(name, language="fr" if name == french else "en").model_dump(mode="json")
        for name in names
    ]
    collection = Collection(rows, papers)  # type: ignore[arg-type]
    days = [n for n in (day_number(day) for day in (DAY, NEXT, LATER)) if n is not None]
    return lines([n for n in days if n in collection.days], k, collection, everything=everything)


def ids(*events: Event, **options: Any) -> list[str]:
    return [row["id"] for row in chosen(*events, **options)]


def said(id_: str, *quotes: str, date: str = DAY, **changes: Any) -> Event:
    """An event that as many documents tell, each in one of these sentences."""
    mentions = tuple(mention(f"{'abcdef'[n]}.txt", date, q) for n, q in enumerate(quotes))
    return event(id_, date, **({"mentions": mentions} | changes))


POLLS = "Voters in Graz go to the polls for the third time in two years"
STRIKE = "Drivers of all bus lines in Linz stop work over their pay"
BRIDGE = "A lorry with forty tonnes of gravel falls off the Danube bridge"


def test_an_event_that_more_sources_tell_stands_for_the_day() -> None:
    told = said("e2", STRIKE, "Bus drivers in Linz stop work for a day", "In Linz no bus line runs")
    assert ids(said("e1", POLLS), told) == ["e2"]


def test_an_event_is_told_by_the_most_telling_of_its_sentences() -> None:
    quotes = (
        POLLS,
        "Since the vote in Graz prices have risen again",
        "Voters in Graz go to the polls",
    )
    mentions = (
        mention("b.txt", DAY, quotes[1], title="The vote", rules=("noun:election:vote",)),
        mention("a.txt", DAY, quotes[0], title="Voters in Graz go to the polls"),
        mention("c.txt", DAY, quotes[2]),
    )
    (row,) = chosen(event("e1", title=quotes[2], mentions=mentions))
    assert row["title"] in (quotes[0], quotes[2])
    assert len(row["mentions"]) == 3


def test_a_line_may_say_more_than_a_title() -> None:
    short = mention("a.txt", DAY, f"{POLLS}.", title="Voters in Graz go to the polls")
    (row,) = chosen(event("e1", title=short.title, mentions=(short,)))
    assert row["title"] == POLLS


def test_nothing_is_told_twice_on_a_day() -> None:
    again = said("e2", "For the third time in two years voters in Graz go to the polls")
    assert len(ids(said("e1", POLLS), again, k=2)) == 1
    assert ids(said("e1", POLLS), said("e3", STRIKE), k=2) == ["e1", "e3"]


def test_of_two_days_that_tell_the_same_the_better_has_it() -> None:
    late = said("e2", "Voters in Graz went to the polls for the third time in two years", date=NEXT,
                salience=0.5)  # fmt: skip
    assert ids(said("e1", POLLS), late, said("e3", STRIKE, date=NEXT, salience=0.5)) == ["e1", "e3"]
    # Alike words of a day weeks away are of another event.
    assert ids(said("e1", POLLS), said("e4", f"Again {POLLS}", date=LATER)) == ["e1", "e4"]


def test_a_day_that_tells_nothing_of_its_own_leaves_its_place_to_the_next_best() -> None:
    # Days are ranked by how many tell of them: the day after repeats, the later one has news.
    told = said("e1", POLLS, POLLS, POLLS)
    late = "For the third time in two years voters in Graz go to the polls"
    again = said("e2", late, late, date=NEXT)
    rows: list[EventRow] = [
        e.model_dump(mode="json")  # type: ignore[misc]
        for e in (told, again, said("e3", STRIKE, date=LATER))
    ]
    papers = [document(f"{name}.txt").model_dump(mode="json") for name in "abc"]
    assert [row["id"] for row in digest(rows, papers, days=2)] == ["e1", "e3"]  # type: ignore[arg-type]
    assert [row["id"] for row in digest(rows, papers, days=3)] == ["e1", "e3"]  # type: ignore[arg-type]


def test_two_that_share_who_where_and_how_much_are_one_though_told_in_other_words() -> None:
    lends = said("e1", "Graz borrows 20 million euros from a bank in Linz for its tramway")
    signed = said(
        "e2", "The mayor has signed a contract that pays for new rails, 20 million in all"
    )
    rows = [e.model_dump(mode="json") for e in (lends, signed)]
    for row in rows:
        row["places"] = [{"name": "Linz", "kind": "city", "country": "AT"}]
        row["actors"] = [{"id": "graz", "name": "Graz", "kind": "group", "aliases": []}]
        row["amounts"] = []
    rows[1]["type"] = "agreement"
    papers = [document("a.txt").model_dump(mode="json")]
    assert len(digest(rows, papers, per_day=2)) == 2  # type: ignore[arg-type]
    for row in rows:
        row["amounts"] = [{"value": 2e7, "currency": "EUR", "unit": None, "text": "20 million"}]
    assert len(digest(rows, papers, per_day=2)) == 1  # type: ignore[arg-type]


def test_a_line_that_leans_on_what_is_not_there_gives_way_to_another() -> None:
    leans = said("e1", "Graz closed its own, along a street from which all cars are barred now")
    assert ids(leans, said("e2", STRIKE, salience=0.5)) == ["e2"]
    assert ids(leans) == ["e1"]


def test_one_sentence_is_one_line_whatever_days_it_tells_of() -> None:
    assert ids(said("e1", POLLS), said("e2", POLLS, date=LATER)) == ["e1"]


def test_one_type_of_event_on_a_day_in_two_languages_is_one_event() -> None:
    here = said("e1", POLLS, POLLS)
    there = event("e2", mentions=(mention("z.txt", DAY, "À Graz on vote pour la troisième fois"),))
    other = event("e3", type="protest", mentions=there.mentions)
    assert ids(here, there, k=2, french="z.txt") == ["e1"]
    assert ids(here, other, k=2, french="z.txt") == ["e1", "e3"]


def test_a_part_is_no_line_beside_its_whole() -> None:
    part = said("e2", STRIKE, part_of="e1")
    assert len(ids(said("e1", POLLS), part, k=2)) == 1


def test_what_is_less_likely_than_not_stands_only_where_nothing_else_does() -> None:
    unsure = said("e1", POLLS, STRIKE, confidence=0.4, shown=False)
    assert ids(unsure, said("e2", BRIDGE, salience=0.5, shown=True)) == ["e2"]
    assert ids(unsure) == ["e1"]
    assert ids(unsure, said("e2", BRIDGE, salience=0.5, shown=True), everything=True) == ["e1"]
    # What an article has told before is not printed by default, yet it is sure.
    assert ids(said("e1", POLLS, STRIKE, shown=False), said("e2", BRIDGE)) == ["e1"]


def test_what_happened_comes_before_what_was_planned() -> None:
    assert ids(said("e1", POLLS, status="planned"), said("e2", STRIKE)) == ["e2"]


def test_what_the_user_accepted_comes_first_with_the_users_title() -> None:
    review = Review(verdict="accepted", note=None, tags=())
    titled = Decided(action="set", field="title", told="Voters vote", reason=None)
    mine = said("e1", STRIKE, title="Buses!", salience=0.1, decided=(titled,), review=review)
    (row,) = chosen(mine, said("e2", POLLS, POLLS, f"{POLLS} then"))
    assert (row["id"], row["title"]) == ("e1", "Buses!")


def test_what_the_user_accepted_is_told_even_where_it_says_the_same() -> None:
    review = Review(verdict="accepted", note=None, tags=())
    assert ids(said("e1", POLLS), said("e2", POLLS, review=review), k=2) == ["e2"]
    both = [said(name, f"{POLLS} {name}", review=review) for name in ("e1", "e2")]
    assert ids(*both, k=2) == ["e1", "e2"]


def test_rows_given_are_left_as_they_are() -> None:
    made = event("e1", title="Voters", mentions=(mention("a.txt", DAY, POLLS, title="Voters"),))
    rows: list[EventRow] = [made.model_dump(mode="json")]  # type: ignore[list-item]
    collection = Collection(rows, [document("a.txt").model_dump(mode="json")])  # type: ignore[list-item]
    (line,) = lines(list(collection.days), 1, collection)
    assert (rows[0]["title"], line["title"]) == ("Voters", POLLS)


def test_days_without_events_and_no_days_have_no_lines() -> None:
    assert lines([], 1, Collection([], [])) == []
    assert lines([7], 1, Collection([], [])) == []


def test_every_weight_is_of_a_trait() -> None:
    rows: list[EventRow] = [said("e1", POLLS).model_dump(mode="json")]  # type: ignore[list-item]
    collection = Collection(rows, [])
    (telling,) = tellings(rows, collection, Vocabulary(collection))
    assert set(weights()) == {*telling.traits, *FAULTS}


def test_what_somebody_added_stands_for_its_day_with_or_without_a_quote() -> None:
    added = (Decided(action="add"),)
    bare = event("e1", title="The archive opens", mentions=(), decided=added, sources=0)
    told = said("e2", STRIKE, "Bus drivers in Linz stop work for a day")
    (row,) = chosen(bare, told)
    assert (row["id"], row["title"]) == ("e1", "The archive opens")
    assert ids(bare, told, k=2) == ["e1", "e2"]


def test_a_plan_stands_for_no_day_on_which_something_happened() -> None:
    quotes = ("Hoisting should start on Wednesday, the minister said", "Hoisting is to start soon")
    plan = said("e1", *quotes, status="planned", salience=0.9)
    assert ids(plan, said("e2", BRIDGE, salience=0.2)) == ["e2"]
    assert ids(plan) == ["e1"]
    wanted = said("e1", *quotes, status="planned", review=Review(verdict="accepted"))
    assert ids(wanted, said("e2", BRIDGE)) == ["e1"]


def test_all_that_the_user_accepted_is_told_where_it_is_little() -> None:
    accepted = Review(verdict="accepted")
    both = (said("e1", POLLS, review=accepted), said("e2", STRIKE, review=accepted))
    assert ids(*both, said("e3", BRIDGE), k=None) == ["e1", "e2"]
    assert ids(*both, said("e3", BRIDGE)) == ["e1"]
    many = [said(f"a{n}", f"Street {n} is closed", review=accepted) for n in range(21)]
    assert len(ids(*many, k=None)) == 1
