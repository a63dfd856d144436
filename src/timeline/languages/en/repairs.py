"""Faults of the English models, a function each, mended on trees of Universal Dependencies."""

from __future__ import annotations

from functools import cache

from timeline.languages import calendar
from timeline.languages.en import asides
from timeline.syntax import Tree

# Lemmas the models get wrong: "hoping" is not from "hop" in the news.
_LEMMAS = {
    "hop": "hope", "instal": "install", "bas": "base", "enrol": "enroll", "wan": "wane",
    "fin": "fine", "having": "have",
}  # fmt: skip

# Verbs that are adjectives as well.
_ADJECTIVAL = frozenset({"clear", "close", "complete", "empty", "open", "present", "slow"})
# How "starting" hangs that only leads to a day.
_STARTING = ("starting", "beginning", "effective")
_LED = ("advcl", "iobj", "obj", "dep", "xcomp", "advmod", "amod")
# What leads a clause as well as a noun.
_CLAUSAL = frozenset({"since", "after", "before", "until"})
_NEAR = 5  # how far behind "went" its complement stands


def misread_lemma(tree: Tree) -> None:
    """ "hoping" is a form of "hope"."""
    for node in tree:
        node.lemma = _LEMMAS.get(node.lemma, node.lemma)


def infinitive_for_adjective(tree: Tree) -> None:
    """Make "close" a verb in "due to open on 3 May and close on 5 May", no adjective."""
    for n, node in enumerate(tree):
        # The model may join it to the day before.
        top = tree[node.head].head if _times(tree, node.head) else node.head
        first, led = tree[top], tree.child(top, "mark", end=top)
        if node.low not in _ADJECTIVAL or node.dep != "conj" or led is None:
            continue
        dated = any(_times(tree, k) for k in tree.children(n) if k > n)
        if tree[led].low == "to" and first.pos == "VERB" and dated and tree[n - 1].dep == "cc":
            node.pos, node.morph = "VERB", {"VerbForm": "Inf"}
            tree.hang(n, top, "conj")


def subject_taken_for_another_place(tree: Tree) -> None:
    """ "left Peru and the office in Lima was closed": the noun right before the auxiliary of a verb
    without a subject is that, whatever "and" seems to join it to."""
    for n, noun in enumerate(tree):
        verb = next((k for k in range(n + 1, len(tree)) if tree[k].dep.startswith("aux")), None)
        verb = None if verb is None else tree[verb].head
        cc = tree.child(noun.head, "cc", start=noun.head, end=n)
        if noun.dep != "conj" or verb is None or tree[noun.head].dep.startswith("nsubj") or not cc:
            continue
        if _lacks_a_subject(tree, verb, n):
            tree.hang(n, verb, "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj")
            tree.hang(cc, verb, "cc")


def _lacks_a_subject(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a second verb has none, and a noun's phrase stands right before its auxiliary."""
    shared = any(tree[k].dep in ("cc", "punct") for k in range(noun, verb))
    last = max(k for k in range(len(tree)) if tree.below(k, noun))
    first = next(k for k in tree.children(verb) if tree[k].dep.startswith("aux"))
    acted = tree.has(verb, "nsubj", "nsubj:pass", "csubj", "expl", "mark")
    return tree[verb].dep == "conj" and not (acted or shared) and last + 1 == first


def then_without_and(tree: Tree) -> None:
    """Join the second verb of "beat Hull in May, then lost to Leeds" to the first."""
    for n, node in enumerate(tree):
        past = node.pos == "VERB" and node.morph.get("Tense") == "Past"
        if node.dep not in ("dep", "advcl", "parataxis") or not past or n < 3:
            continue
        own = tree.has(n, "nsubj", "nsubj:pass", "mark", "aux")
        set_off = tree[n - 1].low == "then" and tree[n - 2].text == ","
        if set_off and not own and node.head < n and tree[node.head].pos == "VERB":
            node.dep = "conj"
            tree.hang(n - 1, n, "advmod")


def content_of_what_was_learnt(tree: Tree) -> None:
    """Make the clause of "it was learnt later that a clerk had left" what was learnt."""
    for n, node in enumerate(tree):
        mark = tree.child(n, "mark", end=n)
        it = tree.child(node.head, "nsubj:pass", end=node.head)
        if node.dep != "advcl" or mark is None or it is None or node.head > mark:
            continue
        if tree[mark].low == "that" and tree[it].low == "it":
            node.dep = "ccomp"


def month_before_a_name(tree: Tree) -> None:
    """Part "while in August Ann Lee arrived" into the month and the subject of its verb."""
    for n, month in enumerate(tree):
        name = month.head
        if month.dep != "compound" or month.low.rstrip(".") not in _months() or not n:
            continue
        if tree[n - 1].low == "in" and n < name and tree[name].dep.startswith("nsubj"):
            tree.hang(n, tree[name].head, "obl")
            tree.hang(n - 1, n, "case")


def subject_on_the_day_before(tree: Tree) -> None:
    """Give "a day after masked men had beaten him" the men as the subject of its clause.

    The models sometimes hang them on the day, by the preposition, and leave the verb without one.
    """
    for n, noun in enumerate(tree):
        day = noun.head
        if noun.dep != "nmod" or tree[day].dep not in ("obl:tmod", "obl:npmod"):
            continue
        verb = tree[day].head
        case = tree.child(n, "case")
        if case is None or tree[case].low not in ("after", "before"):
            continue
        acted = tree.has(verb, "nsubj", "nsubj:pass", "csubj", "csubj:pass")
        if tree[verb].dep == "advcl" and day < n < verb and not acted:
            noun.head = verb
            noun.dep = "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj"
            tree[case].head, tree[case].dep = verb, "mark"


def subject_taken_for_a_time(tree: Tree) -> None:
    """ "the worst since a ferry in Korea sank": the noun behind "since" is the subject of the verb
    behind it, which has no other and which nothing joins to what stands before."""
    for n, noun in enumerate(tree):
        case = tree.child(n, "case", end=n)
        if not noun.dep.startswith("obl") or case is None or tree[case].low not in _CLAUSAL:
            continue
        verb = next((k for k in range(n + 1, len(tree)) if tree[k].pos == "VERB"), None)
        if verb is None or tree[verb].morph.get("Tense") != "Past" or tree.below(verb, n):
            continue
        between = {tree[k].text for k in range(n, verb)} | {tree[k].dep for k in range(n, verb)}
        acted = tree.has(verb, "nsubj", "nsubj:pass", "csubj", "cc", "mark", "aux")
        if tree[verb].head == noun.head and not acted and not between & {",", ";", ":", "cc"}:
            tree.hang(verb, noun.head, "advcl")
            tree.hang(case, verb, "mark")
            tree.hang(n, verb, "nsubj")


def went_on_to(tree: Tree) -> None:
    """Make "win" the complement of "went on to win", which some take for its purpose."""
    for n, node in enumerate(tree):
        if node.dep != "advcl" or tree[node.head].lemma != "go":
            continue
        inside = {r.low for r in tree[node.head + 1 : n]}
        if node.head < n <= node.head + _NEAR and {"on", "to"} <= inside and "," not in inside:
            node.dep = "xcomp"


def name_behind_the_day(tree: Tree) -> None:
    """Part "On 2 May Clara Lund, …, married" into the day and the subject of its verb.

    Where something between commas follows, the models take day and name for one.
    """
    at = _day_at_head(tree)
    if at is None or at + 1 >= len(tree):
        return
    noun = tree[at].head
    if not (at < noun <= at + _NEAR) or tree[noun].pos != "PROPN":
        return
    name, verb = tree[noun], tree[noun].head
    inside = any(t.text == "," for t in tree[at:noun])
    other = tree.has(verb, "nsubj", "nsubj:pass", "csubj", "csubj:pass")
    own = name.dep.startswith("nsubj")
    if inside or verb <= noun or tree[verb].pos not in ("VERB", "AUX") or other is not own:
        return
    if not (own or name.dep.startswith("obl")) or tree[verb - 1].low == "to":
        return
    tree.hang(at, verb, "obl")
    tree.hang(3 - at, at, "nummod")
    tree.hang(0, at, "case")
    if not own:
        passive = tree.has(verb, "aux:pass")
        tree.hang(noun, verb, "nsubj:pass" if passive else "nsubj")


def noun_behind_the_day(tree: Tree) -> None:
    """Make the crew of "On 6 May the crew …, which had trained, won" the subject of its verb.

    The models take it for another word for the day. Behind a comma it may be one.
    """
    at = _day_at_head(tree)
    noun = None if at is None or tree[at + 1].text == "," else tree.child(at, "appos", start=at)
    if at is None or noun is None or noun > at + _NEAR:
        return
    verb = tree[at].head
    if verb > noun and tree[verb].pos == "VERB" and not tree.has(verb, "nsubj", "nsubj:pass"):
        tree.hang(noun, verb, "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj")


def day_for_subject(tree: Tree) -> None:
    """Make the day of "and on 19 May 1932 became premier" a time of its verb, no subject of it."""
    for n, month in enumerate(tree):
        if not month.dep.startswith("nsubj") or month.low.rstrip(".") not in _months():
            continue
        day = tree.child(n, "nummod")
        first = n if day is None else min(n, day)
        if day is not None and first and tree[first - 1].low in ("on", "by", "from"):
            month.dep = "obl"
            tree.hang(first - 1, n, "case")


def starting_on_a_day(tree: Tree) -> None:
    """Make "starting" of "will be allowed to park starting on Monday" a preposition of the day.

    Behind a noun, or what is not to come, it tells since when that is: "a boycott starting in May".
    """
    for n, node in enumerate(tree):
        verb, below = tree.verb_above(n), tree.children(n)
        if node.low not in _STARTING or verb is None or (n and not _to_come(tree, verb)):
            continue
        days = [k for k in below if tree[k].pos != "PUNCT"]
        if node.dep in _LED and days and all(k > n and _times(tree, k) for k in days):
            for k in below:
                tree.hang(k, verb, "obl" if k in days else "punct")
            node.pos, node.morph = "ADP", {}
            tree.hang(n, days[0], "case")


def _to_come(tree: Tree, verb: int) -> bool:
    """Whether a verb has a "will" or its like, or is an infinitive below one that has."""
    while tree[verb].dep == "xcomp" and not any(tree[k].tag == "MD" for k in tree.children(verb)):
        verb = tree[verb].head
    return any(tree[k].tag == "MD" for k in tree.children(verb))


def _times(tree: Tree, n: int) -> bool:
    """Whether a token is a month, a weekday or a year."""
    low = tree[n].low.rstrip(".")
    return low in _months() | calendar.days("en") or (low.isdigit() and len(low) == 4)


@cache
def _months() -> frozenset[str]:
    return frozenset(name for listed in calendar.names("en", "month") for name in listed)


def _day_at_head(tree: Tree) -> int | None:
    """The month of a day that a preposition opens the sentence with: "On 2 May", "On May 2"."""
    if len(tree) < 4 or tree[0].low not in ("on", "by", "from"):
        return None
    months = _months()
    for at, day in ((2, 1), (1, 2)):
        if tree[at].low.rstrip(".") in months and tree[day].text.isdigit():
            return at
    return None


REPAIRS = (
    *asides.REPAIRS,
    name_behind_the_day,
    noun_behind_the_day,
    misread_lemma,
    infinitive_for_adjective,
    content_of_what_was_learnt,
    month_before_a_name,
    subject_on_the_day_before,
    subject_taken_for_another_place,
    subject_taken_for_a_time,
    then_without_and,
    went_on_to,
    day_for_subject,
    starting_on_a_day,
)
