"""Dates and places hung on the event they belong to, whatever the model says."""

from collections import Counter

from timeline.languages.grammar import of
from timeline.parse import repairs
from timeline.syntax import Tree
from trees import edges, tree


def heads(made: Tree) -> dict[str, str]:
    return {r.text: made[r.head].text for r in made}


def convert(made: Tree) -> None:
    repairs.repair(made, of("en"))


def test_a_date_right_behind_a_setting_noun() -> None:
    made = tree(
        "He/PRON/nsubj/1 left/VERB/ROOT/1 after/ADP/case/4 the/DET/det/4 vote/NOUN/obl/1 "
        "on/ADP/case/6 Monday/PROPN/obl/1"
    )
    convert(made)
    assert heads(made)["Monday"] == "vote"


def test_without_such_a_preposition_it_stays() -> None:
    made = tree(
        "He/PRON/nsubj/1 left/VERB/ROOT/1 with/ADP/case/4 the/DET/det/4 judge/NOUN/obl/1 "
        "on/ADP/case/6 Monday/PROPN/obl/1"
    )
    convert(made)
    assert heads(made)["Monday"] == "left"


def test_a_date_that_opens_the_clause() -> None:
    made = tree(
        "Since/SCONJ/case/1 2015/NUM/nmod/2 sites/NOUN/nsubj:pass/4 were/AUX/aux:pass/4 "
        "made/VERB/ROOT/4"
    )
    convert(made)
    assert heads(made)["2015"] == "made"
    assert made[1].dep == "obl"


def test_a_place_behind_a_person() -> None:
    made = tree(
        "Ann/PROPN/nsubj/1/ann//PERSON met/VERB/ROOT/1 Bob/PROPN/obj/1/bob//PERSON in/ADP/case/4 "
        "Oslo/PROPN/nmod/2/oslo//GPE"
    )
    convert(made)
    assert heads(made)["Oslo"] == "met"


def test_a_place_behind_a_thing_stays() -> None:
    made = tree(
        "Ann/PROPN/nsubj/1/ann//PERSON saw/VERB/ROOT/1 houses/NOUN/obj/1 in/ADP/case/4 "
        "Oslo/PROPN/nmod/2/oslo//GPE"
    )
    convert(made)
    assert heads(made)["Oslo"] == "houses"


def test_the_nearer_of_two_names() -> None:
    made = tree(
        "its/PRON/nmod:poss/1 heir/NOUN/ROOT/1 ,/PUNCT/punct/1 the/DET/det/4 Union/PROPN/appos/1 "
        "in/ADP/case/6 2014/NUM/nmod/1"
    )
    convert(made)
    assert heads(made)["2014"] == "Union"


def test_an_example_does_not_catch_what_follows_it() -> None:
    made = tree(
        "They/PRON/nsubj/1 quarrelled/VERB/ROOT/1 for/ADP/case/3 instance/NOUN/obl/1 "
        "about/ADP/case/5 trade/NOUN/nmod/3 in/ADP/case/7 2009/NUM/nmod/3"
    )
    convert(made)
    assert heads(made)["trade"] == "quarrelled"
    assert heads(made)["2009"] == "trade"


def test_what_fires_is_counted_by_language_and_name() -> None:
    fired: Counter[str] = Counter()
    made = tree("She/PRON/nsubj/1 hoped/VERB/root/1/hop")
    repairs.repair(made, of("en"), fired)
    repairs.repair(tree("She/PRON/nsubj/1 left/VERB/root/1"), of("en"), fired)
    assert fired == {"en: misread_lemma": 1}
    assert made[1].lemma == "hope"


def test_a_dump_is_left_as_parsed() -> None:
    made = tree("hoped/VERB/root/0/hop " + "x/X/dep/0 " * repairs.LONGEST)
    repairs.repair(made, of("en"))
    assert made[0].lemma == "hop"


def test_each_language_runs_the_shared_repairs_last() -> None:
    for code in ("en", "fr"):
        names = [name for name, _ in repairs.registered(of(code))]
        assert len(set(names)) == len(names)
        assert names[-len(repairs.SHARED) :] == [f"all: {m.__name__}" for m in repairs.SHARED]


def test_days_are_those_of_the_language() -> None:
    made = tree("avant/ADP/case/2 le/DET/det/2 vote/NOUN/obl/3 parti/VERB/root/3 lundi/NOUN/obl/3")
    before = edges(made)
    repairs.repair(made, of("fr"))
    assert edges(made) == before
