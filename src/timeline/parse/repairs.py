"""Where parses are repaired: each repair once a sentence, those of its language first.

A repair mends one kind of fault of a model and is named for it. Those of one language stand in
`languages/<xx>/repairs.py` and are listed by its `Grammar`; those here are for every language, and
ask its grammar for the words they go by. `python bench/repairs.py` prints how often each fires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from timeline.languages import calendar
from timeline.languages.grammar import Grammar, Repair
from timeline.syntax import Tree

LONGEST = 200  # tokens of a sentence beyond which it is a list or a dump, left as parsed

_PERSON = frozenset({"PERSON", "PER"})
# What may stand between a noun and its date: the noun's own complements.
_COMPLEMENTS = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM"})


def repair(tree: Tree, grammar: Grammar, fired: Counter[str] | None = None) -> None:
    """Mend a sentence's tree in place. fired: counts the sentences that each repair changed."""
    for name, mend in registered(grammar) if len(tree) <= LONGEST else ():
        before = [replace(n, morph={**n.morph}) for n in tree] if fired is not None else tree
        mend(tree)
        if fired is not None and before != tree:
            fired[name] += 1


@cache
def registered(grammar: Grammar) -> tuple[tuple[str, Repair], ...]:
    """The repairs of a language in the order in which they run, each with its name."""
    own = [(f"{grammar.code}: {mend.__name__}", mend) for mend in grammar.repairs]
    shared = [(f"all: {mend.__name__}", partial(_told, mend, grammar)) for mend in SHARED]
    return (*own, *shared)


def _told(mend: Callable[[Tree, Grammar], None], grammar: Grammar, tree: Tree) -> None:
    mend(tree, grammar)


def complements_of_an_example(tree: Tree, grammar: Grammar) -> None:
    """Hang what the model puts below "for instance" where it would stand without those words."""
    for n, node in enumerate(tree):
        if node.low not in grammar.examples or node.head == n:
            continue
        last = node.head
        for k in tree.children(n):
            if k > n and tree[k].dep.startswith(("nmod", "obl")):
                nominal = tree[last].pos in ("NOUN", "PROPN")
                tree[k].head, tree[k].dep = last, "nmod" if nominal else "obl"
                last = k


def place_of_a_person(tree: Tree, grammar: Grammar) -> None:
    """Hang "in Vienna" behind a person's name on the verb: people are met there, not made there."""
    for n, node in enumerate(tree):
        if node.dep != "nmod" or node.pos != "PROPN":
            continue
        if tree[node.head].entity not in _PERSON or node.entity in _PERSON:
            continue
        verb = tree.verb_above(node.head)
        located = tree.case(n) in grammar.located
        if located and verb is not None and tree[verb].pos == "VERB" and verb < n:
            node.head, node.dep = verb, "obl"


def date_before_its_clause(tree: Tree, grammar: Grammar) -> None:
    """Hang "since 2015," on the clause it opens: a date with a preposition follows its noun."""
    for n, node in enumerate(tree):
        if (
            node.dep == "nmod"
            and n < node.head
            and tree.has(n, "case")
            and _dated(tree, n, grammar)
        ):
            verb = tree.verb_above(n)
            if verb is not None:
                node.head, node.dep = verb, "obl"


def date_of_the_nearer_name(tree: Tree, grammar: Grammar) -> None:
    """Of two names for one thing the nearer has the date: "its heir, the Free Union in 2014"."""
    for n, node in enumerate(tree):
        if node.dep != "nmod" or node.head == n or not _dated(tree, n, grammar):
            continue
        at = n - 1
        while at > node.head and (tree[at].head == n or tree[at].pos == "DET"):
            at -= 1
        if tree[at].head == node.head and tree[at].dep == "appos":
            node.head = at


def date_of_what_sets_the_time(tree: Tree, grammar: Grammar) -> None:
    """Hang the date right behind "after the vote" on the vote.

    After a preposition that sets one event beside another the noun is an event, and the date its
    own; the models often hang it on the verb of the clause.
    """
    for n, node in enumerate(tree):
        head = node.head
        if head == n or not node.dep.startswith("obl") or not _dated(tree, n, grammar):
            continue
        for noun in range(n):
            beside = tree[noun].head == head and tree[noun].dep.startswith("obl")
            near = all(other.pos in _COMPLEMENTS for other in tree[noun + 1 : n])
            own = beside and near and not _dated(tree, noun, grammar)
            if own and _sets_time(tree, noun, grammar):
                node.head, node.dep = noun, "nmod"


def _sets_time(tree: Tree, noun: int, grammar: Grammar) -> bool:
    marks = ("case", "mark", "advmod")
    return any(tree[c].dep in marks and tree[c].low in grammar.setting for c in tree.children(noun))


def _dated(tree: Tree, n: int, grammar: Grammar) -> bool:
    """Whether it is a year, or a month or weekday stands in it."""
    text = tree[n].text
    said = {tree[n].low} | {tree[c].low for c in tree.children(n) if c > n}
    return bool(said & calendar.days(grammar.code)) or (text.isdigit() and len(text) == 4)


SHARED: tuple[Callable[[Tree, Grammar], None], ...] = (
    complements_of_an_example,
    place_of_a_person,
    date_before_its_clause,
    date_of_the_nearer_name,
    date_of_what_sets_the_time,
)
