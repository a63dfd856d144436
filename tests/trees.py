"""Trees written by hand, for the tests of labels and repairs."""

from __future__ import annotations

from timeline.syntax import Node, Tree


def tree(written: str) -> Tree:
    """A tree of items word/POS/label/head, each with a lemma, features and an entity if need be.

    "a/AUX/aux:tense/1/avoir/VerbForm=Fin|Number=Sing"; features and lemma may be left empty.
    """
    made = Tree()
    for item in written.split():
        text, pos, dep, head, *more = item.split("/")
        lemma, features, entity = (*more, "", "", "")[:3]
        morph = dict(f.split("=", 1) for f in features.split("|") if f)
        made.append(Node(text, lemma or text.lower(), pos, dep, int(head), morph, entity=entity))
    return made


def edges(made: Tree) -> dict[str, str]:
    """Word -> label and the word it hangs on: "Oslo" -> "obl spoke"."""
    return {n.text: f"{n.dep} {made[n.head].text}" for n in made}


def whole(made: Tree) -> bool:
    """Whether every word hangs, however far below, on one root."""
    roots = [n for n, node in enumerate(made) if node.head == n]
    return len(roots) == 1 and all(made.below(n, roots[0]) for n in range(len(made)))
