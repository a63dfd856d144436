"""French nouns hung where they belong: dates, appositions, prepositions, objects gone astray."""

from __future__ import annotations

from timeline.languages.fr.trees import (
    DAYS,
    NOUNS,
    OF,
    SUBJECTS,
    TIMES,
    VERBAL,
    bare_participle,
    finite,
    first_below,
)  # fmt: skip
from timeline.syntax import Tree

# Adverbs that with "de" or "à" are prepositions.
_WITH_OF = frozenset({"lors", "autour", "près", "loin", "auprès", "hors", "grâce", "faute", "face"})
_MARKS = frozenset({",", "(", "-", "–", ":", "/"})
# Verbs of the news that take an object and never "de".
_TAKING_WORDS = """
confirmer adopter annoncer imposer prendre lancer signer décréter approuver voter prononcer déposer
publier dénoncer condamner organiser tenir conclure engager infliger lever exiger présenter proposer
prévoir ordonner réclamer envoyer mener faire causer provoquer"""
TAKING = frozenset(_TAKING_WORDS.split())
# Verbs that give a thing to somebody.
_GIVING_WORDS = (
    "accorder adresser apporter attribuer céder confier décerner donner envoyer livrer offrir "
    "présenter proposer remettre rendre transmettre vendre verser"
)
_GIVING = frozenset(_GIVING_WORDS.split())
_GENERAL = frozenset({"il", "ce", "c'", "-"})


def day_of_the_verb(tree: Tree) -> None:
    """ "ont attaqué vendredi une banque", "a vu mardi": a day is when, neither the object nor
    what the object is of."""
    for n, node in enumerate(tree):
        if node.low not in DAYS:
            continue
        top = tree[node.head].head
        if node.dep == "nmod" and node.head > n > 0 and tree[top].pos == "VERB" and top < n:
            tree.hang(n, top, "obl:mod")
        named = node.text[:1].isupper() and n > 0
        if node.dep in ("obj", "xcomp") and tree[node.head].pos == "VERB" and not named:
            node.dep = "obl:mod"


def complement_of_a_day(tree: Tree) -> None:
    """ "a remis lundi sa démission au président": a day has no such complements, the verb has."""
    for n, node in enumerate(tree):
        day = node.head
        verb = tree[day].head
        if tree[day].low not in DAYS or day >= n or node.pos not in NOUNS:
            continue
        when = node.low in TIMES or node.text.isdigit()
        if when or not node.dep.startswith(("nmod", "obl")) or tree.case(n) in OF:
            continue
        if tree[verb].pos != "VERB" or verb == day:
            continue
        if tree.case(n):
            tree.hang(n, verb, "obl:mod")
        elif tree.has(n, "det", end=n) and not tree.has(verb, "obj", "aux:pass"):
            tree.hang(n, verb, "obj")


def like_prepositions(tree: Tree) -> None:
    """ "situées à Bourges et à Turin": like prepositions join like nouns."""
    for n, node in enumerate(tree):
        if node.dep != "conj" or node.pos not in NOUNS:
            continue
        case = tree.case(n)
        if not case or tree.case(node.head) == case:
            continue
        for k in range(n - 1, node.head, -1):
            if tree[k].pos in NOUNS and tree.case(k) == case and not tree.below(k, n):
                node.head = k
                break


def preposition_taken_for_an_adverb(tree: Tree) -> None:
    """ "lors du conseil", "autour de Paris": the noun hangs on the verb, not on the adverb."""
    for n, node in enumerate(tree):
        adverb = node.head
        top = tree[adverb].head
        if tree[adverb].low not in _WITH_OF or tree[adverb].pos != "ADV" or adverb > n:
            continue
        noun = node.pos in (*NOUNS, "NUM", "PRON") and tree.has(n, "case", start=adverb, end=n)
        if noun and top != adverb and not tree.below(top, n):
            node.head = top
            node.dep = "obl:mod" if tree[top].pos in (*VERBAL, "ADJ") else "nmod"
            tree[adverb].head, tree[adverb].dep = n, "case"


def noun_between_commas(tree: Tree) -> None:
    """ "Les Lions, champions d'Europe, …": a noun between commas beside another is apposed."""
    for n, node in enumerate(tree):
        if node.pos != "NOUN" or node.dep not in ("nmod", "flat:name", "flat", "advmod", "amod"):
            continue
        head = node.head
        if head > n or tree[head].pos not in NOUNS or node.low in TIMES:
            continue
        first = next((k for k in tree.children(n) if head < k < n), n)
        if tree[first - 1].text in (",", ":") and not tree.has(n, "case", start=head, end=n):
            node.dep = "appos"


def name_behind_a_comma(tree: Tree) -> None:
    """ "a dit la maire, Anna Costa": a name behind a comma is apposed, not a second one."""
    for n, node in enumerate(tree):
        head = node.head
        if node.dep != "conj" or head > n or tree[n - 1].text != "," or tree.has(n, "cc", end=n):
            continue
        capital = node.pos in NOUNS and node.text[:1].isupper()
        common = tree[head].pos == "NOUN" and tree[head].text.islower()
        more = any(tree[k].dep == "conj" and k != n for k in tree.children(head))
        if capital and common and not more:
            node.dep = "appos"


def place_of_a_participle(tree: Tree) -> None:
    """Hang "à Lyon" in "le traité signé à Lyon" on the participle it follows."""
    for n, node in enumerate(tree):
        if node.pos not in NOUNS or node.dep != "nmod":
            continue
        case = tree.child(n, "case", end=n)
        if not case or tree[case].low in OF:
            continue
        if node.head < case - 1 and bare_participle(tree, case - 1):
            tree.hang(n, case - 1, "obl:mod")


def object_of_the_verb(tree: Tree) -> None:
    """ "a saisi la cour d'une plainte hier la mairie": a noun with an article but no preposition
    is the object of a verb that has none yet, never what another noun is of."""
    for n, node in enumerate(tree):
        head = node.head
        if node.pos != "NOUN" or not node.dep.startswith(("nmod", "obl", "dep", "appos")):
            continue
        if head > n or node.low in TIMES or node.entity or not _article(tree, n):
            continue
        verb = _free_verb(tree, head)
        if verb is not None:
            after = [k for k in tree.children(head) if k > n and tree[k].dep.startswith("nmod")]
            tree.hang(n, verb, "obj")
            for k in after:
                tree[k].head = n


def _article(tree: Tree, n: int) -> bool:
    """Whether an article opens a noun's phrase, with neither mark nor preposition before it.

    "inscrit mardi huit firmes sur la liste": a number does for an article beside the verb.
    """
    head = tree[n].head
    first = first_below(tree, n, head)
    counted = tree[first].dep == "nummod" and tree[head].pos == "VERB"
    opens = tree[first].head == n and (tree[first].pos == "DET" or counted)
    barred = ("case",) if counted else ("case", "nummod")
    return opens and tree[first - 1].text not in _MARKS and not tree.has(n, *barred, end=n)


def _free_verb(tree: Tree, n: int) -> int | None:
    """The verb above a noun, or itself, that stands before it and has neither object nor clause."""
    while tree[n].pos not in VERBAL and tree[n].head != n:
        if tree[n].head > n:
            return None
        n = tree[n].head
    past = tree[n].dep == "acl" and tree[n].morph.get("Tense") == "Past"
    filled = tree.has(n, "obj", "aux:pass", "xcomp", "ccomp")
    return n if tree[n].pos == "VERB" and not past and not filled else None


def object_behind_an_aside(tree: Tree) -> None:
    """ "a offert à Ann, qui fête ses 60 ans, un livre": what is given stands behind the clause."""
    for n, node in enumerate(tree):
        if node.pos != "NOUN" or node.dep != "appos" or node.head > n:
            continue
        first, clause = first_below(tree, n, node.head), n
        while tree[clause].dep != "acl:relcl" and tree[clause].head != clause:
            clause = tree[clause].head
        verb = tree[tree[clause].head].head
        behind = tree[first].pos == "DET" and tree[first - 1].text == ","
        free = tree[verb].pos == "VERB" and not tree.has(verb, "obj", "aux:pass")
        if behind and free and tree[clause].head != clause and tree[verb].lemma in _GIVING:
            tree.hang(n, verb, "obj")


def article_taken_for_a_preposition(tree: Tree) -> None:
    """ "a confirmé des sanctions": behind a verb that takes an object, "des" is its article."""
    for n, node in enumerate(tree):
        verb = node.head
        if node.pos != "NOUN" or not node.dep.startswith(("nmod", "obl", "dep")):
            continue
        case = tree.child(n, "case", start=verb + 1, end=n)
        if case is None:
            continue
        taking = tree[case].low == "des" and tree[verb].lemma in TAKING
        if taking and not tree.has(verb, "obj", "aux:pass", "expl:comp", "expl:pass"):
            node.dep, tree[case].dep, tree[case].pos = "obj", "det", "DET"


def second_subject(tree: Tree) -> None:
    """ "Un dîner avait réuni autour d'Ann les élus": the second subject is the object."""
    for n, node in enumerate(tree):
        verb = node.head
        if node.dep not in SUBJECTS or node.pos not in NOUNS or n <= verb:
            continue
        first = tree.child(verb, *SUBJECTS, end=verb)
        acted = first is not None and tree[first].low not in _GENERAL
        free = tree[verb].pos == "VERB" and not tree.has(verb, "obj", "aux:pass")
        if acted and free and tree[n - 1].text != ",":
            node.dep = "obj"


def subject_before_a_participle(tree: Tree) -> None:
    """ "Le mouvement, lancé mercredi, avait été prolongé": what was launched is what the verb tells
    of, which has no other subject."""
    for n, node in enumerate(tree):
        verb = node.head
        if not bare_participle(tree, n) or verb <= n or finite(tree, verb) is None:
            continue
        noun = tree.child(n, *SUBJECTS, end=n)
        if noun is None or tree[n - 1].text != "," or tree.has(verb, *SUBJECTS, "expl:subj"):
            continue
        if any(tree[k].text == "," for k in range(n + 1, verb)):
            dep = "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj"
            tree[noun].head, tree[noun].dep = verb, dep
            node.head, node.dep = noun, "acl"


def noun_with_a_hyphen(tree: Tree) -> None:
    """ "le musée-école": the hyphen is no noun of its own, and the first noun is the whole's."""
    for n, node in enumerate(tree[1:-1], 1):
        first, second = tree[n - 1], tree[n + 1]
        if node.text != "-" or node.pos != "NOUN" or not {first.pos, second.pos} <= NOUNS:
            continue
        for k, dep in ((n, "punct"), (n + 1, "flat")):
            if not tree.below(k, n - 1) and (k == n or tree.below(n - 1, k)):
                tree.replace(k, n - 1)
            tree.hang(k, n - 1, dep)
        for k in tree.children(n):
            tree.hang(k, n - 1, tree[k].dep)
        node.pos = "PUNCT"


def noun_of_the_whole_clause(tree: Tree) -> None:
    """Make « , des faits condamnés par le maire », behind a passive, which has no object, or joined
    to a verb by nothing, a word for what its clause tells."""
    for n, node in enumerate(tree):
        verb = node.head
        loose = node.dep == "obj" and verb < n and tree.has(verb, "aux:pass", end=verb)
        joined = node.dep == "conj" and tree[verb].pos == "VERB" and not tree.has(n, "cc", "case")
        loose |= joined and tree.has(n, "acl", "acl:relcl", start=n)
        own = (k for k in tree.children(n) if k < n and tree[k].dep != "punct")
        first = min(own, default=n)
        if loose and first and tree[first - 1].text == "," and node.pos == "NOUN":
            node.dep = "appos"
