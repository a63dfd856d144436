"""Faults of the English models, each mended on a tree, and a tree that is right left alone."""

from timeline.languages.en import repairs
from trees import edges, tree


def test_who_acts_after_a_day_is_the_subject() -> None:
    made = tree(
        "He/PRON/nsubj/1 died/VERB/root/1 a/DET/det/3 day/NOUN/obl:npmod/7 after/ADP/case/5 "
        "men/NOUN/nmod/3 had/AUX/aux/7 beaten/VERB/advcl/1 him/PRON/obj/7"
    )
    repairs.subject_on_the_day_before(made)
    assert edges(made)["men"] == "nsubj beaten"
    assert edges(made)["after"] == "mark beaten"


def test_a_day_after_a_noun_keeps_its_noun() -> None:
    made = tree(
        "He/PRON/nsubj/1 died/VERB/root/1 a/DET/det/3 day/NOUN/obl:npmod/1 after/ADP/case/5 "
        "talks/NOUN/nmod/3 he/PRON/nsubj/7 led/VERB/acl:relcl/5"
    )
    repairs.subject_on_the_day_before(made)
    assert edges(made)["talks"] == "nmod day"


def test_what_one_goes_on_to_do() -> None:
    made = tree(
        "She/PRON/nsubj/1 went/VERB/root/1/go on/ADP/compound:prt/1 to/PART/mark/4 win/VERB/advcl/1"
    )
    repairs.went_on_to(made)
    assert edges(made)["win"] == "xcomp went"


def test_what_one_goes_somewhere_for_is_a_purpose() -> None:
    made = tree(
        "She/PRON/nsubj/1 went/VERB/root/1/go home/ADV/advmod/1 to/PART/mark/4 sleep/VERB/advcl/1"
    )
    repairs.went_on_to(made)
    assert edges(made)["sleep"] == "advcl went"


def test_lemmas() -> None:
    made = tree("They/PRON/nsubj/1 hoped/VERB/root/1/hop")
    repairs.misread_lemma(made)
    assert [n.lemma for n in made] == ["they", "hope"]
