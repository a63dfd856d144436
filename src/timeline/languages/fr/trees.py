"""What the repairs of French trees ask of them."""

from __future__ import annotations

from timeline.languages.calendar import days
from timeline.syntax import Tree

SUBJECTS = ("nsubj", "nsubj:pass")
HELPERS = ("aux:tense", "aux:pass", "aux", "cop")
NOUNS = frozenset({"NOUN", "PROPN"})
VERBAL = frozenset({"VERB", "AUX"})
# Prepositions by which a noun is a complement of another noun.
OF = frozenset({"de", "d'", "du", "des"})
RELATIVE = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels"}) | {
    "lesquelles", "duquel", "auquel", "desquels", "desquelles", "auxquels", "auxquelles",
}  # fmt: skip
# Endings of the past participles of verbs in -er.
PARTICIPLE = ("é", "ée", "és", "ées")
_TIMES_WORDS = (
    "jour jours semaine semaines mois an ans année années heure heures matin soir nuit "
    "après-midi matinée soirée week week-end fois hier demain veille lendemain trimestre semestre "
    "été hiver printemps automne saison siècle décennie moment minute minutes instant époque "
    "période date nuits journée journées quinzaine"
)
DAYS = days("fr")
TIMES = DAYS | frozenset(_TIMES_WORDS.split())

_CLITICS_WORDS = "se s' ne n' le la l' les lui leur y en me m' te t' nous vous"
_CLITICS = frozenset(_CLITICS_WORDS.split())


def finite(tree: Tree, n: int) -> int | None:
    """The finite verb of a predicate, itself or an auxiliary; None where it has none."""
    for k, node in enumerate(tree[: n + 1]):
        helps = k == n or (node.head == n and node.dep in HELPERS)
        if helps and node.pos in VERBAL and node.morph.get("VerbForm") == "Fin":
            return k
    return None


def number(tree: Tree, n: int) -> str:
    """Number of a noun with what is coordinated with it; "" where nothing tells."""
    below = tree.children(n)
    if any(tree[k].dep == "conj" and tree[k].pos in NOUNS for k in below):
        return "Plur"
    before = [tree[k] for k in below if k < n]
    if tree[n].pos == "PROPN":
        several = any(b.dep == "det" and b.low in ("les", "des", "ces") for b in before)
        return "Sing" if tree[n].entity == "PER" and not several else ""
    one = {"un", "une", "1"} | DAYS
    counted = any(b.dep == "nummod" and b.low not in one for b in before)
    return "Plur" if counted and tree[n].pos == "NOUN" else tree[n].morph.get("Number", "")


def agree(first: str, second: str) -> bool:
    """Whether two genders or numbers go together; "" goes with all."""
    return not first or not second or first == second


def bare_participle(tree: Tree, n: int) -> bool:
    """True for a past participle without an auxiliary."""
    node = tree[n]
    past = node.morph.get("VerbForm") == "Part" and node.morph.get("Tense") == "Past"
    hung = node.dep in ("acl", "advcl", "conj", "xcomp")
    return node.pos == "VERB" and past and hung and not tree.has(n, *HELPERS, end=n)


def first_below(tree: Tree, n: int, head: int) -> int:
    """The first word of a noun's phrase, behind the word it hangs on."""
    return min((k for k in range(head + 1, n + 1) if tree.below(k, n)), default=n)


def group_start(tree: Tree, n: int) -> int:
    """The first word of a verb group: clitics, "ne" and auxiliaries before the verb."""
    at = n
    while at:
        before = tree[at - 1]
        own = before.head in (n, at) and (before.dep in HELPERS or before.pos == "ADV")
        clitic = before.low in _CLITICS and before.pos in ("PRON", "ADV", "PART")
        if not own and not clitic:
            break
        at -= 1
    return at
