"""The lexicon of merging: which words of two languages mean one kind of event."""

from __future__ import annotations

import pytest

from timeline.merge import meaning, measures
from timeline.model import Amount


def test_the_lexicon_is_sound() -> None:
    own, (en, fr) = meaning.relations(), (meaning.words(code)["concepts"] for code in ("en", "fr"))
    assert en.keys() == fr.keys()
    for concepts in (en, fr):
        words = [w for listed in concepts.values() for w in listed.split()]
        assert len(words) == len(set(words))
        assert all(listed.split() for listed in concepts.values())
    known = set(en)
    assert set(own["kin"]) | {b for v in own["kin"].values() for b in v} <= known
    assert all(0 < w <= 1 for v in own["kin"].values() for w in v.values())
    assert {c for sort in own["behaviour"].values() for c in sort.split()} <= known
    assert set(own["typed"].values()) <= known
    pairs = [frozenset((a, b)) for a, others in own["kin"].items() for b in others]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 for pair in pairs)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_verb_has_one_meaning_of_a_known_kind(code: str) -> None:
    table = meaning.words(code)
    for name in ("transitive", "intransitive", "verbs"):
        assert set(table[name]) <= set(table["concepts"])
        verbs = [verb for listed in table[name].values() for verb in listed.split()]
        assert len(verbs) == len(set(verbs))
    assert {"of_subject", "of_object", "counting", "joined_by"} == set(table["carriers"])


@pytest.mark.parametrize(
    ("lemma", "trigger", "language", "concept"),
    [
        ("re-election", "re-election", "en", "election"),
        ("scrutin", "scrutin présidentiel", "fr", "election"),
        ("loan", "confirmed a loan", "en", "loan"),
        ("start", "start of the meeting", "en", "meet"),
        ("conference", "press conference", "en", "interview"),
        ("program", "released the program", "en", "launch"),
        ("arrêter", "arrêtés", "fr", "arrest"),
        ("xyz", "xyz", "en", None),
    ],
)
def test_concepts(lemma: str, trigger: str, language: str, concept: str | None) -> None:
    assert meaning.concept(lemma, trigger, language) == concept


def test_words_the_lexicon_lacks_meet_by_their_stems() -> None:
    assert meaning.stem("annexation", "en")[:5] == meaning.stem("annexion", "fr")[:5]
    assert meaning.stem("leave", "en") == meaning.stem("leaves", "en")
    assert meaning.distinguishing("le second tour de l'élection") == {"round": "second"}
    assert meaning.distinguishing("the election") == {}


def test_a_concept_may_hang_on_the_type() -> None:
    assert meaning.of_type(meaning.concept("appeler", "appelé", "fr"), "diplomacy") == "phone"
    assert meaning.of_type(meaning.concept("appeler", "appelé", "fr"), "statement") == "demand"
    assert meaning.of_type(None, "diplomacy") is None


@pytest.mark.parametrize(
    ("text", "holds"), [("des milliers", True), ("un millier", False), ("a thousand", False)]
)
def test_a_size_without_a_number_holds_what_is_larger(text: str, holds: bool) -> None:
    size = Amount(value=1000, unit="people", text=f"{text} of people")
    assert measures.compatible(size, Amount(value=4200, unit="people", text="4,200")) is holds


@pytest.mark.parametrize(
    ("lemma", "subject", "object_", "language", "concept"),
    [
        # What a colourless verb tells of is its object …
        ("reach", "side", "agreement", "en", "agree"),
        ("issue", "ministry", "warning", "en", "warn"),
        ("carry", "rebel", "attack", "en", "attack"),
        ("complete", "bank", "merger", "en", "merge"),
        ("conclure", "roi", "traité", "fr", "agree"),
        ("donner", "sénat", "aval", "fr", "approve"),
        # … or its subject;
        ("strike", "quake", "coast", "en", "earthquake"),
        ("sweep", "fire", "hall", "en", "fire"),
        ("frapper", "séisme", "vallée", "fr", "earthquake"),
        ("survenir", "effondrement", "", "fr", "collapse"),
        # a verb may hang on its object, its subject or on having one.
        ("cut", "firm", "job", "en", "layoff"),
        ("supprimer", "usine", "emploi", "fr", "layoff"),
        ("hit", "shell", "school", "en", "attack"),
        ("fire", "club", "coach", "en", "dismiss"),
        ("fire", "guard", "", "en", "shoot"),
        ("présenter", "maison", "montre", "fr", "launch"),
    ],
)
def test_a_verb_means_what_its_clause_makes_of_it(
    lemma: str, subject: str, object_: str, language: str, concept: str
) -> None:
    clause = meaning.Clause(subject, object_)
    assert meaning.concept(lemma, lemma, language, clause=clause) == concept


@pytest.mark.parametrize(
    ("lemma", "subject", "object_", "language", "concept"),
    [
        # A firm verb keeps its own meaning, whatever it is about;
        ("reject", "club", "agreement", "en", "refuse"),
        ("criticize", "union", "attack", "en", "condemn"),
        ("annuler", "roi", "traité", "fr", "cancel"),
        # who carries out something isn't what is carried out;
        ("hit", "driver", "wall", "en", "hit"),
        ("sweep", "caretaker", "hall", "en", None),
        ("frapper", "voleur", "caissier", "fr", "hit"),
        # nor does any object change a verb's meaning.
        ("cut", "baker", "cake", "en", "fall"),
        ("order", "judge", "company", "en", "order"),
        ("give", "aunt", "book", "en", None),
    ],
)
def test_but_a_firm_verb_keeps_its_own(
    lemma: str, subject: str, object_: str, language: str, concept: str | None
) -> None:
    clause = meaning.Clause(subject, object_)
    assert meaning.concept(lemma, lemma, language, clause=clause) == concept


@pytest.mark.parametrize(
    ("word", "language", "concept"),
    [
        ("fire", "en", "fire"),
        ("strike", "en", "strike"),
        ("order", "en", "buy"),
        ("traité", "fr", "agree"),
    ],
)
def test_a_noun_is_not_the_verb_written_alike(word: str, language: str, concept: str) -> None:
    lemma = {"traité": "traiter"}.get(word, word)
    assert meaning.concept(lemma, word, language) == concept


@pytest.mark.parametrize(
    ("head", "text", "language", "counted"),
    [
        ("series", "a series of blasts", "en", "blasts"),
        ("série", "une série d'attentats", "fr", "attentats"),
        ("member", "members of the union", "en", "member"),
        ("dozen", "dozens", "en", "dozen"),
    ],
)
def test_a_noun_that_only_counts_yields_to_what_it_counts(
    head: str, text: str, language: str, counted: str
) -> None:
    assert meaning.counted(head, text, language) == counted


def test_an_ending_is_one_of_its_language() -> None:
    assert meaning.concept("break", "broke", "en") != "mediate"
    assert meaning.concept("acheter", "achetée", "fr") == "buy"
