from typing import Any

import pytest

from made import document, event, mention
from timeline.contract import DocumentRow, EventRow
from timeline.digest.collection import Collection, day_number
from timeline.digest.tellings import Telling, tellings
from timeline.digest.vocabulary import Vocabulary
from timeline.model import Event, Mention

DAY = "2020-08-09"


def told(*events: Event, papers: list[DocumentRow] | None = None, day: str = DAY) -> list[Telling]:
    """The tellings of a day of these events."""
    rows: list[EventRow] = [e.model_dump(mode="json") for e in events]  # type: ignore[misc]
    collection = Collection(rows, paper("a", "b", "c") if papers is None else papers)
    number = day_number(day)
    assert number is not None
    return tellings(collection.events_of(number), collection, Vocabulary(collection))


def paper(*names: str, **changes: Any) -> list[DocumentRow]:
    return [document(name, **changes).model_dump(mode="json") for name in names]  # type: ignore[misc]


def one(trait: str, quote: str, papers: list[DocumentRow] | None = None, **changes: Any) -> float:
    """A trait of the only telling of an event in these words."""
    return told(event(mentions=(mention("a", DAY, quote, **changes),)), papers=papers)[0].traits[
        trait
    ]


def test_each_wording_of_an_event_is_a_telling_once() -> None:
    said = [
        mention("a", DAY, "Voters go to the polls"),
        mention("b", DAY, "The polls open at dawn"),
    ]
    again = mention("c", DAY, "The polls open at dawn")
    quotes = [t.mention["quote"] for t in told(event(mentions=(*said, again)))]
    assert quotes == ["Voters go to the polls", "The polls open at dawn"]


def test_a_mention_of_another_date_does_not_tell_the_day() -> None:
    other = mention("b", "2020-08", "The polls open this month")
    found = told(event(mentions=(mention("a", DAY, "Voters go to the polls"), other)))
    assert [t.mention["document"] for t in found] == ["a"]


def test_where_the_user_set_the_date_all_mentions_tell_it() -> None:
    assert len(told(event(mentions=(mention("a", "2020-08-10", "Voters go to the polls"),)))) == 1


def test_what_most_of_the_day_tells_is_central_to_it() -> None:
    first, second, third = told(
        event("e1", mentions=(mention("a", DAY, "Police clear Freedom Square of strikers"),)),
        event("e2", mentions=(mention("b", DAY, "Strikers fill Freedom Square at night"),)),
        event("e3", mentions=(mention("c", DAY, "A bakery opens in Graz"),)),
    )
    assert (
        min(first.traits["day-central"], second.traits["day-central"])
        > (third.traits["day-central"])
    )


def test_a_source_that_talks_much_does_not_outvote_the_others() -> None:
    chatter = [
        event(f"x{n}", mentions=(mention("a", DAY, f"Bakery number {n}00 opens somewhere"),))
        for n in range(9)
    ]
    squares = [
        event(name, mentions=(mention(name, DAY, f"Freedom Square cleared {name}"),))
        for name in ("b", "c")
    ]
    found = told(*chatter, *squares)
    assert found[-1].traits["day-central"] > 0.3


def test_only_sources_that_name_the_date_count() -> None:
    undated = mention("b", DAY, "The polls open", time_expression=None)
    found = told(event(mentions=(mention("a", DAY, "Voters go to the polls"), undated)))
    alone = told(event(mentions=(mention("a", DAY, "Voters go to the polls"),)))
    assert found[0].traits["sources"] == alone[0].traits["sources"] > 0


def test_a_chronicle_counts_where_it_looks_back() -> None:
    later = paper("a", kind="chronicle", published="2020-08-10")
    same = paper("a", kind="chronicle", published=DAY)
    news = paper("a", kind="news", published="2020-08-10")
    undated = paper("a", kind="chronicle", published=None)
    quote = "Voters go to the polls"
    assert [one("chronicle", quote, p) for p in (later, same, news, undated)] == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("quote", "leans"),
    [
        ("Voters in all of Graz go to the polls", False),
        ("He and his sons go to the polls", True),
        ("and voters in Graz go to the polls", True),
        ("“We in Graz go to the polls today", True),
        ("Do voters in Graz go to the polls?", True),
        ("Voters go home", True),
        ("Voters in Graz go home,” he says", True),
    ],
)
def test_a_quote_leans_on_what_is_beside_it(quote: str, leans: bool) -> None:
    assert one("leaning", quote) == leans


@pytest.mark.parametrize(
    ("rule", "title", "named"),
    [
        ("noun:election:vote", "The vote", True),
        ("noun:election:vote", "The vote in Graz drew more people than ever", False),
        ("verb:election:vote", "Graz votes", False),
        ("caption:meeting", "Ana Berg and Jan Holm in the old town of Graz", True),
    ],
)
def test_an_event_may_be_only_named(rule: str, title: str, named: bool) -> None:
    quote = "Since the vote in Graz prices have risen"
    assert one("named-only", quote, title=title, rules=(rule,)) == named


def test_a_sentence_that_tells_more_of_another_date_is_about_that() -> None:
    quote = "Ana Berg, who fled in May, came home to Graz"

    def said(date: str, title: str) -> Mention:
        return mention("a", date, quote, title=title)

    fled = event("e1", mentions=(said(DAY, "Ana Berg fled"),))
    came = event("e2", "2020-08-10", mentions=(said("2020-08-10", "Ana Berg came home to Graz"),))
    assert told(fled, came)[0].traits["beside"] == 1
    assert told(fled, came, day="2020-08-10")[0].traits["beside"] == 0
    same = event("e3", mentions=(said(DAY, "Ana Berg came home to Graz"),))
    assert [t.traits["beside"] for t in told(fled, same)] == [0, 0]


def test_the_language_of_most_documents_is_preferred() -> None:
    papers = [*paper("a", language="fr"), *paper("b", "c", language="en")]
    found = told(
        event("e1", mentions=(mention("a", DAY, "On vote à Graz dès l'aube"),)),
        event("e2", mentions=(mention("b", DAY, "Graz votes from dawn on"),)),
        papers=papers,
    )
    assert [t.traits["other-language"] for t in found] == [1, 0]
