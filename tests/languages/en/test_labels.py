"""The English model's labels become Universal Dependencies; no model needed."""

from timeline.languages.en.labels import convert
from trees import edges, tree


def test_a_preposition_hangs_on_its_noun() -> None:
    made = tree("She/PRON/nsubj/1 spoke/VERB/ROOT/1 in/ADP/prep/1 Oslo/PROPN/pobj/2")
    convert(made)
    assert edges(made)["Oslo"] == "obl spoke"
    assert edges(made)["in"] == "case Oslo"
    assert edges(made)["spoke"] == "root spoke"


def test_below_a_noun_it_is_nmod() -> None:
    made = tree("talks/NOUN/ROOT/0 with/ADP/prep/0 Norway/PROPN/pobj/1")
    convert(made)
    assert edges(made)["Norway"] == "nmod talks"


def test_passive_and_agent() -> None:
    made = tree(
        "He/PRON/nsubjpass/2 was/AUX/auxpass/2 seen/VERB/ROOT/2 by/ADP/agent/2 Ann/PROPN/pobj/3"
    )
    convert(made)
    assert edges(made)["He"] == "nsubj:pass seen"
    assert edges(made)["was"] == "aux:pass seen"
    assert edges(made)["Ann"] == "obl:agent seen"


def test_the_predicate_heads_a_copular_clause() -> None:
    made = tree(
        "Oslo/PROPN/nsubj/1 is/AUX/ROOT/1/be a/DET/det/3 city/NOUN/attr/1 since/SCONJ/prep/1 "
        "1050/NUM/pobj/4"
    )
    convert(made)
    assert edges(made)["city"] == "root city"
    assert edges(made)["is"] == "cop city"
    assert edges(made)["Oslo"] == "nsubj city"
    assert edges(made)["1050"] == "obl city"


def test_there_is_keeps_its_verb() -> None:
    made = tree("There/PRON/expl/1 was/AUX/ROOT/1/be no/DET/det/3 deal/NOUN/attr/1")
    convert(made)
    assert edges(made)["deal"] == "nsubj was"
    assert made[2].morph["Polarity"] == "Neg"


def test_two_prepositions() -> None:
    made = tree(
        "It/PRON/nsubj/1 closed/VERB/ROOT/1 because/SCONJ/prep/1 of/ADP/pcomp/2 rain/NOUN/pobj/2"
    )
    convert(made)
    assert edges(made)["rain"] == "obl closed"
    assert edges(made)["because"] == edges(made)["of"] == "case rain"


def test_a_clause_behind_a_preposition() -> None:
    made = tree(
        "They/PRON/nsubj/1 left/VERB/ROOT/1 after/ADP/prep/1 signing/VERB/pcomp/2 it/PRON/dobj/3"
    )
    convert(made)
    assert edges(made)["signing"] == "advcl left"
    assert edges(made)["after"] == "mark signing"
    assert edges(made)["it"] == "obj signing"


def test_negation_is_marked() -> None:
    made = tree("They/PRON/nsubj/3 did/AUX/aux/3 not/PART/neg/3 sign/VERB/ROOT/3")
    convert(made)
    assert made[2].dep == "advmod"
    assert made[2].morph["Polarity"] == "Neg"
