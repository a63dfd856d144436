"""Speech that is told before who speaks: « …, a annoncé lundi la direction ».

The models take the noun behind the verb for its object and hang the speech below the verb, or the
verb below the speech, as they like. The verb becomes an aside of what is said, or what is said its
complement, and the noun its subject.
"""

from __future__ import annotations

from timeline.languages.fr.trees import (
    HELPERS,
    NOUNS,
    RELATIVE,
    SUBJECTS,
    TIMES,
    VERBAL,
    agree,
    finite,
    group_start,
    number,
)  # fmt: skip
from timeline.syntax import Tree

# Verbs that stand with their subject behind what was said; those that do only as « se réjouit ».
_SAYING_WORDS = (
    "admettre affirmer ajouter alerter annoncer assurer avertir avouer concéder confier confirmer "
    "conclure déclarer déplorer dire estimer expliquer indiquer insister ironiser juger lancer "
    "marteler noter nuancer observer plaider plaisanter préciser prévenir promettre rappeler "
    "raconter rapporter reconnaître regretter relever répliquer répondre résumer révéler signaler "
    "souligner sourire témoigner"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_OF_ONESELF = frozenset(
    ["alarmer", "féliciter", "indigner", "inquiéter", "justifier", "réjouir", "souvenir"]
)
_ONESELF = frozenset({"se", "s'"})
_ENDS = frozenset({"»", '"', "”"})
_BEHIND_SPEECH = _ENDS | {",", "?", "!", "-", "–"}
# How a verb hangs that the model takes for part of another clause.
_COMPLEMENT = ("mark", "case", "nummod", "nmod")
_HUNG = ("advcl", "conj", "advmod", "acl", "acl:relcl", "xcomp", "ccomp")


def speaker_behind_the_verb(tree: Tree) -> None:
    """ "…, a annoncé lundi la direction": what follows a verb of saying between commas says it."""
    for n, node in enumerate(tree):
        if node.pos != "VERB" or finite(tree, n) is None:
            continue
        start = group_start(tree, n)
        if not start or tree[start - 1].text not in _BEHIND_SPEECH or not _says(tree, n, start):
            continue
        said = _said(tree, n, start)
        noun = _bare_noun(tree, n)
        if noun is None or _has_both(tree, n, start, said is not None):
            continue
        if _agrees(tree, n, noun) and _closes(tree, noun, start):
            tree[noun].dep = "nsubj"
            if said is not None:
                _hang(tree, n, said, start)
            if node.dep in _HUNG and node.head < start:
                node.dep = "parataxis"


def _bare_noun(tree: Tree, verb: int) -> int | None:
    """The first noun behind a verb that hangs on it without a preposition and is no date."""
    behind = (k for k in tree.children(verb) if k > verb and tree[k].pos in NOUNS)
    return next((k for k in behind if tree[k].low not in TIMES and not tree.case(k)), None)


def _says(tree: Tree, verb: int, start: int) -> bool:
    """Whether a verb is one of saying, or stands right behind a quotation."""
    before = {tree[k].text for k in range(max(0, start - 2), start)}
    oneself = any(node.low in _ONESELF for node in tree[start:verb])
    known = _SAYING | _OF_ONESELF if oneself else _SAYING
    return tree[verb].lemma in known or ("," in before and bool(before & _ENDS))


def _said(tree: Tree, verb: int, start: int) -> int | None:
    """The verb of what is said before a verb of saying: that above it, else the first that hangs
    on it or stands in no clause below."""
    if tree[verb].head < start and finite(tree, tree[verb].head) is not None:
        return tree[verb].head
    below = next((k for k in range(start) if _leads_below(tree, k)), start)
    told = [k for k in range(start) if tree[k].dep not in HELPERS and finite(tree, k) is not None]
    own = (k for k in told if tree[k].head == verb and not tree.has(k, "mark", end=k))
    return next(own, next((k for k in told if k < below), None))


def _leads_below(tree: Tree, n: int) -> bool:
    """Whether a word opens a clause that is below another."""
    return tree[n].low in RELATIVE or tree[n].pos == "SCONJ"


def _has_both(tree: Tree, verb: int, start: int, told: bool) -> bool:
    """Whether a verb of saying has its own subject before it, or what is said behind it."""
    that = any(node.low in ("que", "qu'") for node in tree[verb + 1 : verb + 4])
    acts = not told and tree.has(verb, *SUBJECTS, end=verb)
    return (
        that
        or acts
        or tree.has(verb, *SUBJECTS, start=start, end=verb)
        or tree.has(verb, "ccomp", "xcomp", start=start)
    )


def _closes(tree: Tree, noun: int, start: int) -> bool:
    """Whether a noun's phrase ends its sentence or stands before a comma, or a quotation ends
    before the verb group that begins at `start`, so that anything may follow."""
    if start > 1 and tree[start - 1].text == "," and tree[start - 2].text in _ENDS:
        return True
    below = (k for k in range(len(tree)) if tree.below(k, noun) and tree[k].pos != "PUNCT")
    last = max(below)
    return last >= len(tree) - 2 or tree[last + 1].text == ","


def _agrees(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a noun agrees with a verb."""
    told = tree[finite(tree, verb) or verb].morph.get("Number", "")
    return agree(told, number(tree, noun))


def _hang(tree: Tree, verb: int, said: int, start: int) -> None:
    """Hang what is said on its own verb, and that on the verb of saying where it does not govern
    it."""
    if tree[verb].head == said:
        return
    if tree.below(verb, said):  # the verb of saying is somewhere below what it reports
        tree.hang(verb, said, "parataxis")
        return
    noun = tree[said].head
    for k in tree.children(said):
        if tree[noun].pos not in VERBAL and noun < k < said and tree[k].dep in _COMPLEMENT:
            tree.hang(k, noun, tree[k].dep)  # « supérieure à 7 | pourraient »
    tree.hang(said, verb, "ccomp")
    for k in tree.children(verb):
        if k < start and k != said and tree[k].dep != "punct":
            tree.hang(k, said, tree[k].dep)


def somebody_who_says(tree: Tree) -> None:
    """ "Il confirme que": the pronoun of a verb of saying in the active stands for somebody."""
    for node in tree:
        verb = node.head
        active = tree[verb].lemma in _SAYING and not tree.has(verb, "aux:pass", "expl:pass")
        if node.dep == "expl:subj" and node.low in ("il", "elle") and active:
            node.dep = "nsubj"
