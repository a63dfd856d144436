"""Faults of the English models, a function each, mended on trees of Universal Dependencies."""

from __future__ import annotations

from timeline.syntax import Tree

# Lemmas the models get wrong: "hoping" is not from "hop" in the news.
_LEMMAS = {
    "hop": "hope", "instal": "install", "bas": "base", "enrol": "enroll", "wan": "wane",
    "fin": "fine",
}  # fmt: skip

_NEAR = 5  # how far behind "went" its complement stands


def misread_lemma(tree: Tree) -> None:
    """ "hoping" is a form of "hope"."""
    for node in tree:
        node.lemma = _LEMMAS.get(node.lemma, node.lemma)


def subject_on_the_day_before(tree: Tree) -> None:
    """Give "a day after masked men had beaten him" the men as the subject of its clause.

    The models sometimes hang them on the day, by the preposition, and leave the verb without one.
    """
    for n, noun in enumerate(tree):
        day = noun.head
        verb = tree[day].head
        if noun.dep != "nmod" or tree[day].dep not in ("obl:tmod", "obl:npmod"):
            continue
        case = tree.child(n, "case")
        if case is None or tree[case].low not in ("after", "before"):
            continue
        acted = tree.has(verb, "nsubj", "nsubj:pass", "csubj", "csubj:pass")
        if tree[verb].dep == "advcl" and day < n < verb and not acted:
            noun.head = verb
            noun.dep = "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj"
            tree[case].head, tree[case].dep = verb, "mark"


def went_on_to(tree: Tree) -> None:
    """Make "win" the complement of "went on to win", which some take for its purpose."""
    for n, node in enumerate(tree):
        inside = {r.low for r in tree[node.head + 1 : n]}
        near = node.head < n <= node.head + _NEAR and {"on", "to"} <= inside and "," not in inside
        if near and node.dep == "advcl" and tree[node.head].lemma == "go":
            node.dep = "xcomp"


REPAIRS = (misread_lemma, subject_on_the_day_before, went_on_to)
