"""The English models' ClearNLP labels turned into Universal Dependencies.

What changes: a preposition hangs as `case` on its noun, which becomes `obl` of a verb or `nmod` of
a noun; passives are `nsubj:pass`, `aux:pass`, `obl:agent`; the noun or adjective after *be* heads
its clause with *be* as `cop`. What stays as the model has it: first names and titles are
`compound` of the last name (no `flat`), and *be* heads its clause where nothing can take its
place ("there is", "it is that …").
"""

from __future__ import annotations

from timeline.syntax import Node, Tree

_SIMPLE = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "dobj": "obj", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt",
    "preconj": "cc:preconj", "predet": "det:predet", "quantmod": "advmod", "intj": "discourse",
    "meta": "dep", "oprd": "xcomp", "attr": "xcomp", "acomp": "xcomp", "neg": "advmod",
    "dative": "iobj", "prep": "advmod", "agent": "obl:agent",
}  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_PREPOSITION = frozenset({"prep", "agent", "dative"})
_NEGATIVE = frozenset({"no", "never", "neither"})
_GOVERNED = ("pobj", "pcomp")
# How many prepositions may follow one another ("because", "of"), and hang on one another at most:
# a model given a word a thousand times makes a chain of them.
_CHAIN, _DEEP = 4, 8


def convert(tree: Tree) -> None:
    """Relabel and rehang in place; the result is a tree over the same tokens."""
    _auxiliaries(tree)
    for _ in range(_CHAIN):
        swapped = [_swap(tree, n) for n in range(len(tree)) if _is_preposition(tree, n)]
        if not any(swapped):
            break
    for node in tree:
        if node.dep in ("prep", "agent"):
            node.dep = _SIMPLE[node.dep]
    _copulas(tree)
    for node in tree:
        if node.dep == "neg":
            node.morph["Polarity"] = "Neg"
        elif node.low in _NEGATIVE and node.pos in ("DET", "ADV"):
            node.morph.setdefault("Polarity", "Neg")
        if node.dep == "npadvmod":
            node.dep = "obl:tmod" if node.entity in ("DATE", "TIME") else "obl:npmod"
        elif node.dep == "aux" and node.pos == "PART":
            node.dep = "mark"
        else:
            node.dep = _SIMPLE.get(node.dep, node.dep)


def _auxiliaries(tree: Tree) -> None:
    """Hang on the verb what the model hangs on its auxiliary: "the bank is perhaps waiting"."""
    for node in tree:
        above = tree[node.head]
        if above.dep in ("aux", "auxpass") and node.dep != "neg":
            node.head = above.head


def _is_preposition(tree: Tree, n: int) -> bool:
    node = tree[n]
    if node.dep == "conj":
        # "on Monday and in Paris", where the second phrase is hung on the verb.
        return node.pos == "ADP" and tree.has(n, "pobj")
    return node.dep in _PREPOSITION and (node.pos in ("ADP", "SCONJ") or node.dep == "prep")


def _swap(tree: Tree, prep: int, deep: int = 0) -> bool:
    """Hang the object of one preposition on the preposition's head; True when there was one."""
    inside = tree.children(prep)
    main = _object(tree, prep, deep)
    if main is None:
        return False
    node, head = tree[prep], tree[prep].head
    if head == prep:
        tree[main].head, tree[main].dep = main, "ROOT"
    else:
        tree[main].head, tree[main].dep = head, _label(tree[main], node, tree[head])
    for child in inside:
        if child != main:
            tree[child].head = main
            _beside(tree, child, deep)
    if node.dep == "conj" and tree[head].pos in _NOMINAL:
        tree[main].dep = "conj"
    node.head, node.dep = main, "mark" if tree[main].dep in ("advcl", "acl") else "case"
    return True


def _object(tree: Tree, prep: int, deep: int) -> int | None:
    """What a preposition governs, the inner preposition of "from behind the house" swapped."""
    objects = [c for c in tree.children(prep) if tree[c].dep in _GOVERNED]
    linked = tree.child(prep, "prep")
    if not objects and linked is not None and deep < _DEEP:
        _swap(tree, linked, deep + 1)
        return tree.child(prep, "obl", "nmod")
    main = objects[0] if objects else None
    for other in objects[1:]:
        # "because of rain": the model hangs both words on "because"; the noun is what it governs.
        if main is not None and _inner(tree[main]):
            tree[main].dep, main = "case", other
    return main


def _inner(node: Node) -> bool:
    """Whether it is the inner preposition of "because of"."""
    return node.pos in ("ADP", "SCONJ") and node.dep == "pcomp"


def _beside(tree: Tree, child: int, deep: int) -> None:
    """Label what hung on a preposition beside its object."""
    node = tree[child]
    if node.dep in _GOVERNED:
        node.dep = "conj"
    elif node.dep == "conj" and node.pos == "ADP":
        # "in Paris and in Rome": the second preposition swaps with its own noun first.
        node.dep = "prep"
        if deep < _DEEP and _swap(tree, child, deep + 1):
            tree[tree[child].head].dep = "conj"
        else:
            node.dep = "dep"


def _label(noun: Node, prep: Node, head: Node) -> str:
    if noun.pos in ("VERB", "AUX") and noun.dep == "pcomp":
        return "acl" if head.pos in _NOMINAL else "advcl"
    if _inner(noun):
        return "prep"  # it will be swapped in its turn
    if prep.dep == "agent":
        return "obl:agent"
    if prep.dep == "dative":
        return "obl:arg"
    return "nmod" if head.pos in _NOMINAL else "obl"


def _copulas(tree: Tree) -> None:
    """Let the predicate head its clause, *be* as `cop`; "there is" keeps its verb."""
    for verb, node in enumerate(tree):
        if node.lemma != "be" or node.pos not in ("AUX", "VERB"):
            continue
        predicates = [c for c in tree.children(verb) if tree[c].dep in ("attr", "acomp")]
        if not predicates:
            continue
        main = predicates[-1]
        if tree.has(verb, "expl"):
            tree[predicates[0]].dep = "nsubj"
        elif tree[main].pos not in ("VERB", "AUX"):
            inside = tree.children(verb)
            tree.replace(verb, main)
            for child in inside:
                if child != main:
                    tree[child].head = main
            node.head, node.dep = main, "cop"
