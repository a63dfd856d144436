"""Faults of the English models, each mended on a tree, and a tree that is right left alone."""

from timeline.languages.en import asides, repairs
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


def test_a_name_behind_the_day_that_opens_the_sentence_is_the_subject() -> None:
    made = tree(
        "On/ADP/case/4 2/NUM/nummod/4 May/PROPN/compound/4 Clara/PROPN/compound/4 "
        "Lund/PROPN/obl/9 ,/PUNCT/punct/4 the/DET/det/7 baker/NOUN/appos/4 ,/PUNCT/punct/4 "
        "married/VERB/root/9"
    )
    repairs.name_behind_the_day(made)
    assert edges(made)["Lund"] == "nsubj married"
    assert edges(made)["May"] == "obl married"
    assert edges(made)["2"] == "nummod May"
    assert edges(made)["On"] == "case May"


def test_a_month_that_is_in_a_name_stays_there() -> None:
    for words in (
        "On/ADP/case/4 2/NUM/nummod/4 May/PROPN/compound/4 Day/PROPN/compound/4 marches/PROPN/obl/6 "
        "they/PRON/nsubj/6 sang/VERB/root/6",
        "On/ADP/case/3 May/PROPN/compound/3 2/NUM/nummod/3 Street/PROPN/obl/5 she/PRON/nsubj/5 "
        "fell/VERB/root/5",
    ):
        made = tree(words)
        before = edges(made)
        repairs.name_behind_the_day(made)
        assert edges(made) == before


def test_a_noun_behind_the_day_is_the_subject_where_the_verb_has_none() -> None:
    opens = "On/ADP/case/2 6/NUM/nummod/2 May/PROPN/obl/5 the/DET/det/4 crew/NOUN/appos/2 "
    made = tree(f"{opens} won/VERB/root/5")
    repairs.noun_behind_the_day(made)
    assert edges(made)["crew"] == "nsubj won"
    beside = (
        "On/ADP/case/2 6/NUM/nummod/2 May/PROPN/obl/6 ,/PUNCT/punct/2 a/DET/det/5 "
        "Sunday/NOUN/appos/2 won/VERB/root/6"
    )
    made = tree(beside)
    repairs.noun_behind_the_day(made)
    assert edges(made)["Sunday"] == "appos May"


def test_a_day_that_is_taken_for_the_subject_is_a_time() -> None:
    made = tree(
        "On/ADP/advmod/4 19/NUM/nummod/2 May/PROPN/nsubj/4 1932/NUM/nummod/2 fell/VERB/root/4"
    )
    repairs.day_for_subject(made)
    assert (edges(made)["May"], edges(made)["On"]) == ("obl fell", "case May")
    made = tree("May/PROPN/nsubj/1 was/AUX/root/1 dry/ADJ/xcomp/1")
    repairs.day_for_subject(made)
    assert edges(made)["May"] == "nsubj was"


def test_a_noun_behind_since_acts_in_the_clause_behind_it() -> None:
    made = tree(
        "It/PRON/nsubj/2 was/AUX/cop/2 worst/ADJ/root/2 since/ADP/case/5 a/DET/det/5 "
        "ferry/NOUN/obl/2 sank/VERB/conj/2/sink"
    )
    made[6].morph["Tense"] = "Past"
    repairs.subject_taken_for_a_time(made)
    assert edges(made)["ferry"] == "nsubj sank"
    assert edges(made)["since"] == "mark sank"


def test_what_a_conjunction_joins_to_the_verb_stays() -> None:
    made = tree(
        "He/PRON/nsubj/1 rose/VERB/root/1/rise after/ADP/case/3 lunch/NOUN/obl/1 and/CCONJ/cc/5 "
        "left/VERB/conj/1/leave"
    )
    made[5].morph["Tense"] = "Past"
    repairs.subject_taken_for_a_time(made)
    assert edges(made)["lunch"] == "obl rose"


def test_an_infinitive_with_a_date_is_no_adjective() -> None:
    made = tree(
        "to/PART/mark/1 open/VERB/root/1 and/CCONJ/cc/1 close/ADJ/conj/1 May/PROPN/obl/3 "
        "3/NUM/nummod/4"
    )
    repairs.infinitive_for_adjective(made)
    assert made[3].pos == "VERB"


def test_an_adjective_without_a_date_stays_one() -> None:
    made = tree("to/PART/mark/1 stay/VERB/root/1 and/CCONJ/cc/1 close/ADJ/conj/1")
    repairs.infinitive_for_adjective(made)
    assert made[3].pos == "ADJ"


def test_what_stands_before_an_auxiliary_is_the_subject() -> None:
    made = tree(
        "She/PRON/nsubj/1 left/VERB/root/1 Peru/PROPN/obl/1 and/CCONJ/cc/2 the/DET/det/5 "
        "office/NOUN/conj/2 was/AUX/aux:pass/7 closed/VERB/conj/1"
    )
    repairs.subject_taken_for_another_place(made)
    assert edges(made)["office"] == "nsubj:pass closed"
    assert edges(made)["and"] == "cc closed"


def test_a_subject_that_is_shared_stays_shared() -> None:
    made = tree(
        "She/PRON/nsubj/1 left/VERB/root/1 Peru/PROPN/obl/1 and/CCONJ/cc/2 Chile/PROPN/conj/2 "
        "and/CCONJ/cc/1 was/AUX/aux:pass/7 fined/VERB/conj/1"
    )
    repairs.subject_taken_for_another_place(made)
    assert edges(made)["Chile"] == "conj Peru"


def test_then_joins_two_verbs() -> None:
    made = tree(
        "He/PRON/nsubj/1 beat/VERB/root/1 Hull/PROPN/obj/1 ,/PUNCT/punct/1 then/ADV/advmod/1 "
        "lost/VERB/dep/1"
    )
    made[5].morph = {"Tense": "Past"}
    repairs.then_without_and(made)
    assert edges(made)["lost"] == "conj beat"
    assert edges(made)["then"] == "advmod lost"


def test_a_month_before_a_name_is_no_part_of_it() -> None:
    made = tree("in/ADP/advmod/3 August/PROPN/compound/2 Lee/PROPN/nsubj/3 came/VERB/root/3")
    repairs.month_before_a_name(made)
    assert edges(made)["August"] == "obl came"
    assert edges(made)["in"] == "case August"


def test_what_it_was_learnt() -> None:
    made = tree(
        "It/PRON/nsubj:pass/1 learnt/VERB/root/1 that/SCONJ/mark/4 he/PRON/nsubj/4 "
        "left/VERB/advcl/1"
    )
    repairs.content_of_what_was_learnt(made)
    assert edges(made)["left"] == "ccomp learnt"


def test_a_relative_clause_behind_dashes_is_about_the_noun_before_them() -> None:
    made = tree(
        "the/DET/det/1 rises/NOUN/root/1 --/PUNCT/punct/1 two/NUM/nummod/4 percent/NOUN/dep/1 "
        "--/PUNCT/punct/4 that/SCONJ/mark/8 management/NOUN/nsubj/8 imposed/VERB/acl/4"
    )
    asides.relative_behind_dashes(made)
    assert edges(made)["imposed"] == "acl:relcl rises"
    assert edges(made)["that"] == "obj imposed"
