"""Verbs that the French model takes for other words."""

from timeline.parse.english import Row
from timeline.parse.french_verbs import convert


def rows(tree: str) -> list[Row]:
    """Rows from word/POS/dep/head items."""
    made = []
    for item in tree.split():
        word, pos, dep, head = item.split("/")
        made.append(Row(word, word.lower(), pos, dep, int(head)))
    return made


def told(made: list[Row]) -> dict[str, tuple[str, str, str]]:
    """Word -> part of speech, label and the word it hangs on."""
    return {r.text: (r.pos, r.dep, made[r.head].text) for r in made}


def test_what_stands_behind_a_subject_pronoun_is_a_verb() -> None:
    made = rows(
        "Il/PRON/expl:subj/3 entre/ADP/case/3 au/ADP/case/3 parti/NOUN/ROOT/3 en/ADP/case/5 "
        "1936/NUM/obl:mod/3"
    )
    convert(made)
    found = told(made)
    assert found["entre"] == ("VERB", "ROOT", "entre")
    assert made[1].lemma == "entrer"
    assert found["Il"] == ("PRON", "nsubj", "entre")
    assert found["parti"] == ("NOUN", "obl:arg", "entre")
    assert found["1936"] == ("NUM", "obl:mod", "entre")


def test_clitics_may_stand_between() -> None:
    made = rows("Elle/PRON/det/2 y/PRON/obl/2 siège/NOUN/ROOT/2 depuis/ADP/case/4 mai/NOUN/nmod/2")
    convert(made)
    assert made[2].lemma == "siéger"
    assert told(made)["Elle"] == ("PRON", "nsubj", "siège")
    assert told(made)["mai"] == ("NOUN", "obl:mod", "siège")


def test_a_word_before_the_verb_stays_what_it_is() -> None:
    made = rows("Elle/PRON/nsubj/2 seule/ADJ/amod/0 décide/VERB/ROOT/2")
    convert(made)
    assert told(made)["seule"] == ("ADJ", "amod", "Elle")


def test_the_only_word_that_can_be_a_verb() -> None:
    made = rows("La/DET/det/1 mine/NOUN/ROOT/1 ferme/ADJ/amod/1 en/ADP/case/4 1984/NUM/nmod/1")
    convert(made)
    assert told(made)["mine"] == ("NOUN", "nsubj", "ferme")
    assert told(made)["1984"] == ("NUM", "obl:mod", "ferme")


def test_an_adjective_beside_a_verb_stays_one() -> None:
    made = rows(
        "La/DET/det/1 terre/NOUN/nsubj/3 ferme/ADJ/amod/1 apparaît/VERB/ROOT/3 en/ADP/case/5 "
        "mai/NOUN/obl:mod/3"
    )
    convert(made)
    assert told(made)["ferme"] == ("ADJ", "amod", "terre")


def test_only_verbs_end_like_a_simple_past_in_the_plural() -> None:
    made = rows(
        "Les/DET/det/1 plongeurs/NOUN/nsubj/2 localisèrent/ADV/advmod/4 l'/DET/det/4 "
        "épave/NOUN/ROOT/4"
    )
    made[1].head = 4
    convert(made)
    assert told(made)["localisèrent"] == ("VERB", "ROOT", "localisèrent")
    assert told(made)["plongeurs"] == ("NOUN", "nsubj", "localisèrent")
    assert told(made)["épave"] == ("NOUN", "obj", "localisèrent")
    assert told(made)["l'"] == ("DET", "det", "épave")


def test_a_finite_verb_is_no_participle_of_its_subject() -> None:
    made = rows(
        "Le/DET/det/1 groupe/NOUN/nsubj/4 racheta/VERB/acl/1 un/DET/det/4 rival/NOUN/ROOT/4 "
        "en/ADP/case/6 2010/NUM/obl:mod/4"
    )
    made[2].morph = {"VerbForm": "Fin"}
    convert(made)
    assert told(made)["racheta"] == ("VERB", "ROOT", "racheta")
    assert told(made)["groupe"] == ("NOUN", "nsubj", "racheta")
    assert told(made)["rival"] == ("NOUN", "obj", "racheta")
    assert told(made)["2010"] == ("NUM", "obl:mod", "racheta")
