"""What the sources of one event disagree on, and what is no disagreement."""

from typing import Any

from merging import BERGEN, MINSK, document, mention
from timeline.merge import merge
from timeline.merge.disagreements import conflicts
from timeline.merge.features import features
from timeline.model import Amount, DatedMention, Event


def one(*mentions: DatedMention, published: str = "") -> Event:
    """published: the days of the articles, a letter each, in the order of their names."""
    names = sorted({m.event.document for m in mentions})
    days = published or "1" * len(names)
    documents = [document(n, f"2020-08-1{d}") for n, d in zip(names, days, strict=True)]
    (event,) = merge(mentions, documents)
    return event


def told(event: Event, field: str = "amounts") -> list[tuple[str, tuple[str, ...]]]:
    return [(v.value, v.documents) for c in event.conflicts if c.field == field for v in c.values]


def flood(name: str, dead: int, noun: str = "people", **more: Any) -> DatedMention:
    amount = Amount(value=dead, unit=noun, text=f"{dead} {noun}")
    quote = more.pop("quote", f"The flood in Bergen killed {dead} {noun}, {name} said")
    return mention(
        name,
        "killed",
        "2020-08-10",
        "death",
        places=(BERGEN,),
        amounts=(amount,),
        quote=quote,
        **more,
    )


def cuts(name: str, said: str, jobs: int, **more: Any) -> DatedMention:
    amount = Amount(value=jobs, unit="jobs", text=f"{jobs} jobs")
    quote = f"Norvik cut {said}{jobs} jobs in Bergen, {name} said"
    return mention(
        name, "cut", "2020-08-10", "economy", organisations=("Norvik",), places=(BERGEN,),
        amounts=(amount,), quote=quote, **more,
    )  # fmt: skip


def sums(name: str, value: float, said: str) -> DatedMention:
    amount = Amount(value=value, currency="USD", text=f"{value:.0f} dollars")
    quote = f"Norvik got {said}{value:.0f} dollars, {name} said"
    return mention(
        name,
        "got",
        "2020-08-10",
        "finance",
        organisations=("Norvik",),
        amounts=(amount,),
        quote=quote,
    )


def test_a_toll_that_rises_is_told_in_the_order_of_the_reports() -> None:
    event = one(flood("c", 12), flood("b", 15), flood("a", 19), published="321")
    assert told(event) == [
        ("12 people", ("c",)),
        ("15 people", ("b",)),
        ("19 people", ("a",)),
    ]


def test_the_dead_are_counted_by_whatever_noun() -> None:
    event = one(flood("a", 12), flood("b", 19, "dead"))
    assert told(event) == [("12 people", ("a",)), ("19 dead", ("b",))]
    assert told(one(flood("a", 12), flood("b", 12, "dead"))) == []


def test_job_cuts_that_differ_by_more_than_rounding_are_in_conflict() -> None:
    event = one(cuts("a", "", 1200), cuts("b", "about ", 1000))
    assert told(event) == [("1000 jobs", ("b",)), ("1200 jobs", ("a",))]


def test_a_rounded_figure_is_no_conflict() -> None:
    assert told(one(cuts("a", "about ", 1000), cuts("b", "", 1030))) == []
    assert told(one(sums("a", 1.5e9, ""), sums("b", 1.48e9, ""))) == []


def test_two_exact_figures_that_differ_by_a_little_are_one() -> None:
    assert [v for v, _ in told(one(flood("a", 113), flood("b", 115)))] == [
        "113 people",
        "115 people",
    ]


def test_more_than_a_figure_holds_what_is_a_little_more() -> None:
    assert told(one(cuts("a", "more than ", 1000), cuts("b", "", 1200))) == []
    assert told(one(cuts("a", "more than ", 1000), cuts("b", "", 2000))) != []


def test_counts_of_two_things_are_no_conflict() -> None:
    hurt = flood("b", 30, "injured", quote="The flood in Bergen killed and left 30 injured")
    assert told(one(flood("a", 12), hurt)) == []


def test_lengths_are_of_many_things() -> None:
    assert told(one(flood("a", 12, "kilometres"), flood("b", 40, "kilometres"))) == []


def test_a_part_of_a_sum_and_the_sum_are_no_conflict() -> None:
    part = sums("a", 5e8, "the second instalment of ")
    whole = sums("b", 1.5e9, "the second instalment of a loan of ")
    assert told(one(part, whole)) == []
    assert told(one(sums("a", 5e8, "a loan of "), sums("b", 1.5e9, "a loan of "))) != []


def test_who_gives_both_figures_disagrees_with_nobody() -> None:
    both = flood("b", 12).model_copy(
        update={"event": flood("b", 12).event.model_copy(
            update={"amounts": (*flood("b", 12).event.amounts, *flood("b", 15).event.amounts)}
        )}
    )  # fmt: skip
    assert told(one(flood("a", 12), both)) == []


def test_a_day_that_is_only_about_right_is_no_other_day() -> None:
    def vote(name: str, day: str) -> DatedMention:
        return mention(name, "election", day, "election", places=(MINSK,))

    assert told(one(vote("a", "2020-08-09"), vote("b", "2020-08-10~")), "date") == []
    assert told(one(vote("a", "2020-08-09"), vote("b", "2020-08-10")), "date") == [
        ("2020-08-09", ("a",)),
        ("2020-08-10", ("b",)),
    ]


def test_figures_of_two_people_or_two_towns_are_no_conflict() -> None:
    def sales(name: str, n: int, *people: str, said: str = "") -> DatedMention:
        amount = Amount(value=n, unit="boats", text=f"{n} boats")
        return mention(
            name, "sold", "2020-08-10", "economy", people=people, places=(BERGEN,),
            amounts=(amount,), quote=f"{people[0]} sold {said}{n} boats, {name} said",
        )  # fmt: skip

    assert told(one(sales("a", 30, "Anna Berg"), sales("b", 70, "Anna Berg"))) != []
    both = sales("b", 70, "Piotr Lis", "Anna Berg")
    assert conflicts(features([sales("a", 30, "Anna Berg"), both]), {}) != ()
    for other in ("the first ", "another ", "60 of "):
        some = sales("b", 70, "Anna Berg", said=other)
        assert told(one(sales("a", 30, "Anna Berg"), some)) == []


def test_jobs_and_the_dead_are_compared_across_languages() -> None:
    def cut(name: str, n: int) -> DatedMention:
        amount = Amount(value=n, unit="emplois", text=f"{n} emplois")
        return mention(
            name, "supprimé", "2020-08-10", "economy", organisations=("Norvik",), places=(BERGEN,),
            amounts=(amount,), quote=f"Norvik a supprimé {n} emplois à Bergen, dit {name}",
            language="fr",
        )  # fmt: skip

    def figures(*mentions: DatedMention) -> list[tuple[str, tuple[str, ...]]]:
        found = features(mentions)
        return [(v.value, v.documents) for c in conflicts(found, {}) for v in c.values]

    assert figures(cuts("a", "", 2000), cut("b", 1200)) == [
        ("1200 emplois", ("b",)),
        ("2000 jobs", ("a",)),
    ]
    assert figures(cuts("a", "", 1200), cut("b", 1200)) == []
    morts = flood("b", 19, "morts").event.model_copy(update={"language": "fr"})
    other = flood("b", 19, "morts").model_copy(update={"event": morts})
    assert len(figures(flood("a", 12, "dead"), other)) == 2


def test_a_year_before_the_verb_is_no_figure_of_several() -> None:
    def dated(name: str, dead: int) -> DatedMention:
        return flood(
            name, dead, quote=f"The flood of 10 August 2020 killed {dead} people, {name} said"
        )

    assert [v for v, _ in told(one(dated("a", 12), dated("b", 19)))] == ["12 people", "19 people"]
