"""French coordinations and asides hung where they belong.

The models join what stands behind "et" to the nearest word, whatever it is, and lose a verb, an
object or a subject that an aside between commas parts from its own.
"""

from __future__ import annotations

from timeline.languages.fr.nouns import TAKING
from timeline.languages.fr.trees import (
    HELPERS,
    NOUNS,
    OF,
    SUBJECTS,
    TIMES,
    VERBAL,
    agree,
    bare_participle,
    finite,
    first_below,
    group_start,
    number,
)  # fmt: skip
from timeline.syntax import Tree

_HELPING = {"avoir": "aux:tense", "être": "aux:pass"}
# How a noun hangs that the models take for none of the clause, though a verb stands behind it.
_ADRIFT = frozenset({"parataxis", "nsubj", "nsubj:pass", "dislocated", "obl:mod", "nmod", "dep"})
# Nouns that behind a preposition and without an article lead to another: « au terme de ».
_LEADING_WORDS = (
    "terme issue cours sein titre nom profit lieu faveur moyen sortie occasion suite fin début "
    "cadre prix compte détriment bénéfice chevet"
)
_LEADING = frozenset(_LEADING_WORDS.split())


def name_taken_for_a_verb(tree: Tree) -> None:
    """ "a battu Anna Costa 6-1": what has a capital behind a name is a part of it."""
    for n, node in enumerate(tree[1:], 1):
        name = n - 1 if not tree[n - 1].dep.startswith("flat") else tree[n - 1].head
        capital = node.pos == "VERB" and node.text[:1].isupper() and node.text[1:].islower()
        if not capital or {tree[n - 1].pos, tree[name].pos} != {"PROPN"} or tree.below(name, n):
            continue
        if tree.has(n, *SUBJECTS, *HELPERS):
            continue
        for k in tree.children(n):
            tree.hang(k, node.head, tree[k].dep)
        node.pos, node.morph = "PROPN", {}
        tree.hang(n, name, "flat:name")


def participle_behind_an_aside(tree: Tree) -> None:
    """ "avaient, pour la première fois, tué": the participle is the verb that is helped."""
    for n, node in enumerate(tree[:-2]):
        helps = node.lemma in _HELPING and node.morph.get("VerbForm") == "Fin"
        if not helps or node.dep.startswith(("aux", "cop")) or tree[n + 1].text != ",":
            continue
        verb = _helped(tree, n)
        if verb is None:
            continue
        tree.replace(n, verb)
        for k in tree.children(n):
            if k != verb:
                tree[k].head = verb
        node.head, node.dep, node.pos = verb, _HELPING[node.lemma], "AUX"
        for k in range(n + 1, len(tree)):
            if tree[k].pos == "PUNCT" and not tree.below(verb, k):
                tree[k].head = verb
        return


def _helped(tree: Tree, n: int) -> int | None:
    """The past participle right behind the aside that follows an auxiliary."""
    close = next((k for k in range(n + 2, len(tree) - 1) if tree[k].text == ","), None)
    if close is None or tree.has(n, "obj", "xcomp", "ccomp", start=n, end=close):
        return None
    if any(finite(tree, k) is not None for k in range(n + 2, close)):
        return None
    form = tree[close + 1].morph
    past = form.get("VerbForm") == "Part" and form.get("Tense") == "Past"
    return close + 1 if past and tree[close + 1].pos == "VERB" else None


def object_behind_a_frame(tree: Tree) -> None:
    """ "a annoncé hier, à cette occasion, un projet": the bare noun behind the commas is what is
    announced."""
    for n, node in enumerate(tree):
        verb = node.head
        loose = node.pos == "NOUN" and node.dep.startswith(("obl", "nmod", "dep", "appos"))
        if not loose or verb > n or tree[verb].pos != "VERB" or node.low in TIMES:
            continue
        first = first_below(tree, n, verb)
        first += tree[first].text == ","
        opens = tree[first].pos == "DET" and tree[first].head == n and tree[first - 1].text == ","
        framed = any(tree[k].text == "," for k in range(verb + 1, first - 1))
        if opens and framed and not tree.case(n) and _wants_an_object(tree, verb):
            tree.hang(n, verb, "obj")


def _wants_an_object(tree: Tree, verb: int) -> bool:
    """Whether a verb takes an object and has none."""
    free = not tree.has(verb, "obj", "aux:pass", "xcomp", "ccomp", "expl:comp", "expl:pass")
    return free and tree[verb].lemma in TAKING and finite(tree, verb) is not None


def first_of_two_subjects(tree: Tree) -> None:
    """ "Sept femmes et cinq hommes ont été": both act, where the verb is of many."""
    for n, node in enumerate(tree):
        verb = node.head
        if node.dep not in SUBJECTS or node.pos not in NOUNS or verb < n:
            continue
        start = first_below(tree, n, -1)
        told = finite(tree, verb)
        of_many = told is not None and tree[told].morph.get("Number") == "Plur"
        if start < 2 or tree[start - 1].low != "et" or not of_many:
            continue
        first = _noun_before(tree, start - 1, verb)
        if first is not None:
            tree[first].dep = node.dep
            node.head, node.dep = first, "conj"
            tree[start - 1].head, tree[start - 1].dep = n, "cc"


def _noun_before(tree: Tree, et: int, verb: int) -> int | None:
    """The noun before "et" that hangs on a verb as none of its clause, nor as a time."""
    first = et - 1
    while tree[first].head <= et and tree[first].head != first:
        first = tree[first].head
    noun = tree[first]
    if tree[verb].head == first and tree[verb].dep == "conj" and not tree.case(first):
        tree.replace(first, verb)  # taken for the sentence's own noun
        noun.head, noun.dep = verb, "nsubj"
    adrift = noun.head == verb and noun.pos in NOUNS and noun.dep in _ADRIFT
    return first if adrift and not tree.case(first) and noun.low not in TIMES else None


def subject_behind_et(tree: Tree) -> None:
    """ "a vu son rival et Ann Lee, malade, a renoncé": the second noun acts in a clause of its own,
    whose verb has no other subject before it."""
    for n, node in enumerate(tree):
        cc = tree.child(n, "cc", end=n)
        if node.dep != "conj" or node.pos not in NOUNS or cc is None or tree[cc].low != "et":
            continue
        last = next((k for k in range(n, len(tree)) if tree[k].text == ","), len(tree)) - 1
        if tree.case(n) or not all(tree.below(k, n) for k in range(n, last + 1)):
            continue
        verb, above = _own_verb(tree, n, last + 2), tree.verb_above(n)
        if verb is None or above is None or above > n or finite(tree, above) is None:
            continue
        _make_a_clause(tree, n, verb, above)
        tree.hang(cc, verb, "cc")
        return


def _make_a_clause(tree: Tree, noun: int, verb: int, above: int) -> None:
    """Join a verb to the one above with a noun for its subject."""
    for k in tree.children(verb):
        if tree[k].dep in SUBJECTS:
            tree[k].dep = "obj"
    tree[verb].head, tree[verb].dep = above, "conj"
    tree.hang(noun, verb, "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj")
    for k in range(noun + 1, group_start(tree, verb)):
        if tree[k].head == above:
            tree[k].head = verb


def _own_verb(tree: Tree, noun: int, start: int) -> int | None:
    """The verb behind the aside that begins at `start`, if a noun may act in it and none does."""
    close = next((k for k in range(start, len(tree)) if tree[k].text == ","), len(tree))
    if any(finite(tree, k) is not None for k in range(start, close)):
        return None
    verb = next((k for k in range(close, len(tree)) if tree[k].pos == "VERB"), None)
    told = None if verb is None else finite(tree, verb)
    if verb is None or told is None or group_start(tree, verb) != close + 1:
        return None
    alone = not tree.has(verb, *SUBJECTS, "expl:subj", end=verb)
    fits = agree(tree[told].morph.get("Number", ""), number(tree, noun))
    free = tree[verb].dep in ("parataxis", "conj", "dep", "appos", "acl", "advcl", "ccomp")
    return verb if alone and fits and free else None


def participle_beside_another(tree: Tree) -> None:
    """ "souligne-t-il dans un texte publié lundi et relayé": two bare participles are joined."""
    for n, node in enumerate(tree):
        verb = node.head
        if node.dep != "conj" or verb > n or not bare_participle(tree, n):
            continue
        if tree[verb].pos not in VERBAL or tree[verb].morph.get("VerbForm") != "Fin":
            continue
        other = next((k for k in range(n - 1, verb, -1) if bare_participle(tree, k)), None)
        if other is not None and tree[other].dep == "acl" and tree.has(n, "cc", end=n):
            tree.hang(n, other, "conj")


def complement_of_a_leading_noun(tree: Tree) -> None:
    """ "présenté à un juge au terme de sa garde à vue": what follows "au terme" is its own."""
    for n, node in enumerate(tree):
        if node.pos not in NOUNS or tree.case(n) not in OF:
            continue
        lead = first_below(tree, n, -1) - 1
        if lead < 1 or lead == node.head or tree[lead].low not in _LEADING:
            continue
        bare = tree[lead - 1].pos == "ADP" and tree[lead].pos == "NOUN"
        if bare and not tree.has(lead, "nmod", start=lead):
            tree.hang(n, lead, "nmod")


def conjunction_of_the_verb(tree: Tree) -> None:
    """ "dit qu'au moins deux enfants ont été tués": "que" opens the clause, not its subject."""
    for node in tree:
        noun = node.head
        verb = tree[noun].head
        if node.dep == "mark" and tree[noun].dep in SUBJECTS and verb > noun:
            node.head = verb
