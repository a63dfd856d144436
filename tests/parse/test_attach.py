"""Dates and places hung on the event they belong to, whatever the model says."""

from timeline.parse.attach import convert
from timeline.parse.english import Row


def rows(tree: str) -> list[Row]:
    """Rows from word/POS/dep/head items, an entity label as the fifth field."""
    made = []
    for item in tree.split():
        word, pos, dep, head, *label = item.split("/")
        made.append(Row(word, word.lower(), pos, dep, int(head), entity=label[0] if label else ""))
    return made


def heads(made: list[Row]) -> dict[str, str]:
    return {r.text: made[r.head].text for r in made}


def test_a_date_right_behind_a_setting_noun() -> None:
    made = rows(
        "He/PRON/nsubj/1 left/VERB/ROOT/1 after/ADP/case/4 the/DET/det/4 vote/NOUN/obl/1 "
        "on/ADP/case/6 Monday/PROPN/obl/1"
    )
    convert(made)
    assert heads(made)["Monday"] == "vote"


def test_without_such_a_preposition_it_stays() -> None:
    made = rows(
        "He/PRON/nsubj/1 left/VERB/ROOT/1 with/ADP/case/4 the/DET/det/4 judge/NOUN/obl/1 "
        "on/ADP/case/6 Monday/PROPN/obl/1"
    )
    convert(made)
    assert heads(made)["Monday"] == "left"


def test_a_date_that_opens_the_clause() -> None:
    made = rows(
        "Since/SCONJ/case/1 2015/NUM/nmod/2 sites/NOUN/nsubj:pass/4 were/AUX/aux:pass/4 "
        "made/VERB/ROOT/4"
    )
    convert(made)
    assert heads(made)["2015"] == "made"
    assert made[1].dep == "obl"


def test_a_place_behind_a_person() -> None:
    made = rows(
        "Ann/PROPN/nsubj/1/PERSON met/VERB/ROOT/1 Bob/PROPN/obj/1/PERSON in/ADP/case/4 "
        "Oslo/PROPN/nmod/2/GPE"
    )
    convert(made)
    assert heads(made)["Oslo"] == "met"


def test_a_place_behind_a_thing_stays() -> None:
    made = rows(
        "Ann/PROPN/nsubj/1/PERSON saw/VERB/ROOT/1 houses/NOUN/obj/1 in/ADP/case/4 "
        "Oslo/PROPN/nmod/2/GPE"
    )
    convert(made)
    assert heads(made)["Oslo"] == "houses"


def test_a_name_with_its_year_belongs_to_the_noun_before() -> None:
    made = rows(
        "It/PRON/nsubj/1 joined/VERB/ROOT/1 the/DET/det/3 drill/NOUN/obj/1 Anvil-2017/NOUN/obj/1"
    )
    convert(made)
    assert heads(made)["Anvil-2017"] == "drill"


def test_the_nearer_of_two_names() -> None:
    made = rows(
        "its/PRON/nmod:poss/1 heir/NOUN/ROOT/1 ,/PUNCT/punct/1 the/DET/det/4 Union/PROPN/appos/1 "
        "in/ADP/case/6 2014/NUM/nmod/1"
    )
    convert(made)
    assert heads(made)["2014"] == "Union"


def test_an_example_does_not_catch_what_follows_it() -> None:
    made = rows(
        "They/PRON/nsubj/1 quarrelled/VERB/ROOT/1 for/ADP/case/3 instance/NOUN/obl/1 "
        "about/ADP/case/5 trade/NOUN/nmod/3 in/ADP/case/7 2009/NUM/nmod/3"
    )
    convert(made)
    assert heads(made)["trade"] == "quarrelled"
    assert heads(made)["2009"] == "trade"
