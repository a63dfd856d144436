"""What stands in brackets for a pronoun, on trees by hand: phrases that hold pronouns themselves."""

from __future__ import annotations

from timeline.headline import antecedent
from timeline.syntax import Sentence, Token
from trees import tree

# "The town on its river burned."
OWN = (
    "The/DET/det/1 town/NOUN/nsubj/5//Number=Sing on/ADP/case/4 its/PRON/nmod:poss/4"
    " river/NOUN/nmod/1//Number=Sing burned/VERB/root/5"
)
# "It sold its farms", of what the sentence before tells.
AGAIN = "It/PRON/nsubj/1 sold/VERB/root/1 its/PRON/nmod:poss/3 farms/NOUN/obj/1//Number=Plur"


def sentences(*written: str) -> list[Sentence]:
    """Sentences of one English passage, each by `trees.tree`."""
    made: list[Sentence] = []
    at = 0
    for number, told in enumerate(written):
        tokens = []
        for index, node in enumerate(tree(told)):
            end = at + len(node.text)
            tokens.append(
                Token(index, node.text, node.lemma, node.pos, node.dep, node.head, at, end,
                      node.morph)
            )  # fmt: skip
            at = end + 1
        made.append(Sentence(number, 0, "en", tokens[0].start, tokens[-1].end, tuple(tokens)))
    return made


def _means(*written: str) -> dict[str, str]:
    """What each pronoun means, by its number in the article's words and its text."""
    made = sentences(*written)
    words = [t for s in made for t in s.tokens]
    found = antecedent.meanings(made, {})
    return {f"{n} {t.text}": found[t.start] for n, t in enumerate(words) if t.start in found}


def test_a_phrase_that_holds_the_possessive_is_named_without_it() -> None:
    assert _means(OWN) == {"3 its": "the town"}


def test_the_pronouns_behind_it_stand_for_the_phrase_as_it_is_written() -> None:
    found = _means(OWN, AGAIN)
    assert found["3 its"] == "the town"
    assert found["6 It"] == found["8 its"] == "the town on its river"


def test_a_possessive_before_its_own_noun_is_that_of_nobody() -> None:
    """« son livre »: what is somebody's is not told to be its own owner."""
    assert not _means("its/PRON/nmod:poss/1 mill/NOUN/nsubj/2//Number=Sing closed/VERB/root/2")


def test_two_phrases_may_hold_possessives_for_each_other() -> None:
    """However often each is told again, no phrase is put into the other."""
    other = (
        "The/DET/det/1 firm/NOUN/nsubj/5//Number=Sing of/ADP/case/4 its/PRON/nmod:poss/4"
        " owner/NOUN/nmod/1//Number=Sing sold/VERB/root/5 the/DET/det/7"
        " mill/NOUN/obj/5//Number=Sing beside/ADP/case/10 its/PRON/nmod:poss/10"
        " river/NOUN/nmod/7//Number=Sing"
    )
    found = _means(*[OWN, other, AGAIN] * 200)
    assert found and max(map(len, found.values())) <= len("the town on its river")
