"""Walking a parsed sentence."""

from support import sentence
from trees import tree

TREE = (
    "Voters/NOUN/nsubj/1 chose/VERB/ROOT/1 a/DET/det/3 parliament/NOUN/obj/1 "
    "of/ADP/case/5 women/NOUN/nmod/3"
)


def test_children_ancestors_and_subtree() -> None:
    _, parsed = sentence(TREE)
    assert [t.text for t in parsed.children(1)] == ["Voters", "parliament"]
    assert [t.text for t in parsed.ancestors(5)] == ["parliament", "chose"]
    assert [t.text for t in parsed.subtree(3)] == ["a", "parliament", "of", "women"]
    assert list(parsed.ancestors(1)) == []


def test_child_by_relation() -> None:
    _, parsed = sentence(TREE)
    found = parsed.child(1, "iobj", "obj")
    assert found is not None
    assert found.text == "parliament"
    assert parsed.child(1, "obl") is None


def test_covering_takes_tokens_that_share_a_character() -> None:
    text, parsed = sentence(TREE, at=100)
    start = 100 + text.index("parliament")
    assert [t.text for t in parsed.covering(start + 3, start + 12)] == ["parliament", "of"]
    assert parsed.covering(0, 100) == []


def test_a_tree_under_repair() -> None:
    made = tree("la/DET/det/1 reine/NOUN/nsubj/4 de/ADP/case/3 Metz/PROPN/nmod/1 part/VERB/root/4")
    assert made.children(1) == [0, 3]
    assert made.child(1, "det", "nmod", start=1) == 3
    assert made.case(3) == "de"
    assert made.below(2, 1) and not made.below(1, 3)
    made.hang(1, 3, "nmod")  # would hang on itself
    assert made[1].head == 4
    made.hang(3, 4, "obl")
    assert (made[3].head, made[3].dep) == (4, "obl")
    assert made.verb_above(0) == 4 and made.verb_above(4) == 4
    made.replace(4, 1)
    assert (made[1].head, made[1].dep) == (1, "root")


def test_what_shares_a_label_with_the_word_above() -> None:
    _, parsed = sentence("came/VERB/root/0 sat/VERB/conj/0 ate/VERB/conj/1 left/VERB/advcl/2")
    assert [t.text for t in parsed.shared(2, "conj")] == ["ate", "sat", "came"]
    assert [t.text for t in parsed.shared(3, "conj")] == ["left"]
    _, knotted = sentence("came/VERB/conj/1 sat/VERB/conj/0")
    assert [t.text for t in knotted.shared(1, "conj")] == ["sat", "came"]
