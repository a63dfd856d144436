"""Walking a parsed sentence."""

from support import sentence

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
