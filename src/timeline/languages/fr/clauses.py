"""Faults of French clauses, put right where a verb and its subject or noun would disagree.

The models often take a subject with a relative clause behind it ("Le groupe, qui a vendu …, ferme
…") for a sentence without a verb, hang a participle on the clause instead of on the noun before
it, or a relative clause on a noun too far off. Number, gender and commas tell better. A tree is
touched only where it cannot be right as it stands.
"""

from __future__ import annotations

from timeline.languages.fr.trees import (
    HELPERS,
    NOUNS,
    OF,
    RELATIVE,
    SUBJECTS,
    TIMES,
    agree,
    bare_participle,
    finite,
    group_start,
    number,
)  # fmt: skip
from timeline.syntax import Tree

# Participles of verbs that make somebody something.
_CROWNED = {
    "sacré": "sacrer", "élu": "élire", "réélu": "réélire", "nommé": "nommer",
    "désigné": "désigner", "proclamé": "proclamer", "couronné": "couronner",
}  # fmt: skip
# How a verb may hang that is the sentence's own; how none with an auxiliary does as a complement.
_HUNG = frozenset(
    {"conj", "advcl", "advmod", "ccomp", "parataxis", "xcomp", "dep", "obl:mod", "acl", "appos"}
    | {"acl:relcl", "amod", "nmod", "punct", "obl:arg"}
)
_NEVER_FINITE = frozenset({"xcomp", "advmod", "amod", "nmod", "obl:mod", "obl:arg"})
_BARE_NOUN = frozenset({"obl:mod", "obl:arg", "nmod", "dislocated", "advmod", "dep"})
_PREDICATE_S_OWN = frozenset({"det", "amod", "nummod", "case", "flat:name", "compound"})
_THOSE = frozenset({"celui", "celle", "ceux", "celles"})


def one_tree(tree: Tree) -> None:
    """One tree where the model cut a sentence ("Moscou | , de son côté, doit …")."""
    tops = [n for n, node in enumerate(tree) if node.head == n]
    said = {node.head for node in tree if node.dep == "cop"}
    main = _main(tree, tops, said)
    for top in tops:
        if top != main:
            names = tree[top].pos in ("NOUN", "PROPN", "PRON") and top < main
            free = not tree.has(main, *SUBJECTS) and (tree[main].pos == "VERB" or main in said)
            tree[top].head = main
            if names and _first_names(tree, top, main):
                continue
            rest = _label_of_a_part(tree, top, main)
            tree[top].dep = _subject_of(tree, main) if names and free else rest


def _main(tree: Tree, tops: list[int], said: set[int]) -> int:
    """The top that is the sentence's verb: a finite one rather than a participle."""
    verbs = [n for n in tops if tree[n].pos == "VERB" or n in said]
    return next((n for n in verbs if finite(tree, n) is not None), (verbs or tops)[0])


def _label_of_a_part(tree: Tree, top: int, main: int) -> str:
    """How a part hangs on the main verb: « La cour, | réunie à Lyon, | a tenu »."""
    if top < main and tree[top].morph.get("VerbForm") == "Part":
        return "advcl"
    return "punct" if tree[top].pos == "PUNCT" else "parataxis"


def _first_names(tree: Tree, top: int, main: int) -> bool:
    """Join "La présidente Elena | Rusu a": the subject is the first part; False for other cuts."""
    family = tree.child(main, *SUBJECTS, start=top + 1, end=main)
    if family is None or {tree[family].pos, tree[family - 1].pos} != {"PROPN"}:
        return False
    given = tree[family - 1].head if tree[family - 1].dep.startswith("flat") else family - 1
    tree[top].dep = tree[family].dep
    tree[family].head, tree[family].dep = given, "flat:name"
    return True


def _subject_of(tree: Tree, verb: int) -> str:
    return "nsubj:pass" if tree.has(verb, "aux:pass") else "nsubj"


def made_something(tree: Tree) -> None:
    """ "a été sacré champion", "est élu maire": the participle is the verb."""
    for n, node in enumerate(tree):
        copula = tree.child(n, "cop", end=n) if node.pos in NOUNS else None
        if copula is None:
            continue
        made = [
            k for k in tree.children(n)
            if copula < k < n and tree[k].low.removesuffix("s").removesuffix("e") in _CROWNED
        ]  # fmt: skip
        if made:
            _crown(tree, n, made[0])


def nothing_done(tree: Tree) -> None:
    """ "n'ont rien gagné": the participle is the verb, and nothing its object."""
    for n, node in enumerate(tree):
        nothing = node.head
        has = tree[nothing].head
        done = node.pos == "VERB" and node.dep == "acl" and node.morph.get("VerbForm") == "Part"
        if done and tree[nothing].low == "rien" and tree[has].lemma == "avoir" and has < n:
            tree.replace(has, n)
            for k in tree.children(has):
                if k != n:
                    tree[k].head = n
            tree[has].head, tree[has].dep, tree[has].pos = n, "aux:tense", "AUX"
            tree[nothing].head, tree[nothing].dep = n, "obj"


def _crown(tree: Tree, noun: int, verb: int) -> None:
    """Make a participle the head of the clause that a noun was taken for the head of."""
    form = tree[verb].low
    tree[verb].lemma = _CROWNED[form.removesuffix("s").removesuffix("e")]
    tree[verb].pos = "VERB"
    told = "Plur" if form.endswith("s") else "Sing"
    tree[verb].morph |= {"VerbForm": "Part", "Tense": "Past", "Number": told}
    tree.replace(noun, verb)
    passive = {"cop": "aux:pass", "nsubj": "nsubj:pass", "nmod": "obl:mod"}
    for k in tree.children(noun):
        of = tree[k].dep == "nmod" and tree.case(k) in OF
        if k != verb and not (k > verb and (of or tree[k].dep in _PREDICATE_S_OWN)):
            tree[k].head, tree[k].dep = verb, passive.get(tree[k].dep, tree[k].dep)
    tree[noun].head, tree[noun].dep = verb, "xcomp"


def aim(tree: Tree) -> None:
    """ "afin de juger": the infinitive hangs on the verb above, not on "afin"."""
    for n, node in enumerate(tree):
        mark = node.head
        top = tree[mark].head
        if node.pos != "VERB" or tree[mark].low != "afin" or mark > n or top == mark:
            continue
        if not tree.below(top, n):
            node.head, node.dep = top, "advcl"
            tree[mark].head, tree[mark].dep = n, "mark"
            for k in tree.children(n):
                if mark < k < n and tree[k].dep == "case":
                    tree[k].dep = "mark"


def clause_behind_its_frame(tree: Tree) -> None:
    """ "Revenus au port, ils ont …": a clause with a subject and no relative word is none of the
    participle or noun before it, which frames it."""
    for n, node in enumerate(tree):
        if node.dep != "acl:relcl":
            continue
        head = node.head
        first = tree.child(n, *SUBJECTS, start=head + 1, end=n)
        if first is None or finite(tree, n) is None:
            continue
        related = any(r.low in RELATIVE for r in tree[head + 1 : n])
        top = head
        while tree[top].head != top:
            top = tree[top].head
        if not related and finite(tree, top) is None and top < first:
            node.head, node.dep = n, tree[top].dep
            tree[top].head = n
            tree[top].dep = "advcl" if tree[top].pos == "VERB" else "obl:mod"


def verb_behind_a_relative_clause(tree: Tree) -> None:
    """ "Le groupe, qui a vendu …, ferme …": the second verb is the sentence's."""
    noun = next((n for n, node in enumerate(tree) if node.head == n), 0)
    if tree[noun].pos not in ("NOUN", "PROPN", "PRON"):
        return
    clause = tree.child(noun, "acl:relcl", start=noun + 1)
    if clause is None or not any(r.low in RELATIVE for r in tree[noun + 1 : clause]):
        return
    for verb in range(clause + 1, len(tree)):
        under = tree.below(verb, clause) or tree[verb].head == noun
        if tree[verb].dep in _HUNG and under and _is_main(tree, noun, clause, verb):
            _raise(tree, noun, clause, verb)
            return


def verb_behind_an_office(tree: Tree) -> None:
    """ "Ann Lee, la maire, démissionne", "Ann Lee, absente, apprend": the office or adjective is no
    predicate, and the verb is the name's."""
    noun = next((n for n, node in enumerate(tree) if node.head == n), 0)
    name = tree.child(noun, "nsubj", end=noun)
    verb = tree.child(noun, "conj", "parataxis", start=noun + 1)
    if (
        name is None
        or verb is None
        or tree[noun].pos not in ("NOUN", "ADJ")
        or tree.has(noun, "cop")
    ):
        return
    last = max(k for k in range(noun) if tree.below(k, name))
    if all(node.text != "," for node in tree[last:noun]):
        return
    tree.replace(noun, verb)
    tree[name].head, tree[name].dep = verb, _subject_of(tree, verb)
    tree[noun].head, tree[noun].dep = name, {"NOUN": "appos"}.get(tree[noun].pos, "acl")
    for k in tree.children(noun):
        if not last <= k <= verb:
            tree.hang(k, verb, tree[k].dep)


def _of_the_name(tree: Tree, name: int, verb: int) -> bool:
    """Whether a verb behind a comma is finite, has no subject and agrees with a name."""
    told = finite(tree, verb)
    if told is None or tree.has(verb, *SUBJECTS, "cc"):
        return False
    closed = tree[group_start(tree, verb) - 1].text == ","
    return closed and agree(tree[told].morph.get("Number", ""), number(tree, name))


def _is_main(tree: Tree, noun: int, clause: int, verb: int) -> bool:
    """Whether a verb behind a relative clause is that of the noun before the clause."""
    told, inner = finite(tree, verb), finite(tree, clause)
    if told is None or _marked(tree, clause, verb):
        return False
    own, other = ("" if k is None else tree[k].morph.get("Number", "") for k in (told, inner))
    comma = tree[group_start(tree, verb) - 1].text == ","
    helped = tree[verb].dep in _NEVER_FINITE and tree.has(verb, *HELPERS, end=verb)
    alone = not tree.has(verb, *SUBJECTS, start=clause, end=verb)
    return agree(own, number(tree, noun)) and (
        comma or (alone and (helped or not agree(own, other)))
    )


def _marked(tree: Tree, clause: int, verb: int) -> bool:
    """Whether a conjunction, a relative word or a pronoun makes a clause of a verb."""
    for node in tree[clause:verb]:
        relative = node.low in RELATIVE and verb in (node.head, tree[node.head].head)
        acting = node.dep in SUBJECTS and node.pos == "PRON"
        if relative or (node.head == verb and (acting or node.dep in ("mark", "cc"))):
            return True
    return False


def _raise(tree: Tree, noun: int, clause: int, verb: int) -> None:
    """Make a verb the top, the noun its subject; what acted in the verb's clause is an object."""
    start = group_start(tree, verb)
    for k, node in enumerate(tree):
        if node.head == verb and node.dep in SUBJECTS and k < start:
            tree.hang(k, clause, "obl:mod" if tree.has(clause, "obj") else "obj")
        elif node.head in (clause, noun) and k > verb:
            node.head = verb
    tree[verb].head, tree[verb].dep = verb, tree[noun].dep
    tree[noun].head, tree[noun].dep = verb, _subject_of(tree, verb)


def verb_without_a_subject(tree: Tree) -> None:
    """Give a finite verb without a subject the only bare noun before it, which agrees with it."""
    for verb, node in enumerate(tree):
        if node.pos != "VERB" or node.dep not in ("root", "ccomp", "advcl"):
            continue
        told = finite(tree, verb)
        if told is None or tree.has(verb, *SUBJECTS, "csubj", "expl:subj"):
            continue
        fits = tree[told].morph.get("Number", "")
        found = [
            k for k in tree.children(verb)
            if k < group_start(tree, verb) and tree[k].pos in NOUNS and tree[k].dep in _BARE_NOUN
            and tree[k].low not in TIMES and agree(fits, number(tree, k)) and not tree.case(k)
        ]  # fmt: skip
        if len(found) == 1:
            tree[found[0]].dep = _subject_of(tree, verb)


def name_of_an_opening_participle(tree: Tree) -> None:
    """ "Née Louise Morel à Sceaux en 1868, elle …": the participle has the name and the date.

    The models hang the participle on the name, and the name on the verb behind the comma.
    """
    name = tree[0].head
    top = tree[name].head
    comma = next((k for k, node in enumerate(tree) if node.text == ","), len(tree))
    inner = any(node.pos == "VERB" for node in tree[1:comma])
    opens = tree[0].morph.get("VerbForm") == "Part" and tree[name].pos == "PROPN"
    if opens and 0 < name < comma < top and tree[top].pos == "VERB" and not inner:
        tree[0].head, tree[0].dep = top, "advcl"
        for k in tree.children(name):
            if name < k < comma and tree[k].dep == "nmod":
                tree[k].head, tree[k].dep = 0, "obl:mod"
        tree[name].head, tree[name].dep = 0, "xcomp"


def antecedent_of_qui(tree: Tree) -> None:
    """Hang a clause with "qui" on the noun before it that its verb agrees with."""
    for n, node in enumerate(tree):
        verb = node.head
        told = finite(tree, verb)
        if node.low != "qui" or node.dep not in SUBJECTS or not n or verb < n or told is None:
            continue
        many = tree[told].morph.get("Number", "")
        noun = _agreeing(tree, n, many) if _misplaced(tree, n, verb, many) else None
        if noun is not None:
            tree.hang(verb, noun, "acl:relcl")


def _agreeing(tree: Tree, pronoun: int, many: str) -> int | None:
    """The nearest noun before "qui" in its clause, of the verb's number; "un des …" is one."""
    for k in range(pronoun - 1, -1, -1):
        if tree[k].pos == "VERB" and finite(tree, k) is not None:
            return None
        if tree[k].low in ("un", "une") and tree[k + 1].low in OF and many == "Sing":
            tree[k].pos = "PRON"
            return k
        if _antecedes(tree, k) and agree(many, number(tree, k)):
            return _whole(tree, k, many)
    return None


def _misplaced(tree: Tree, pronoun: int, verb: int, many: str) -> bool:
    """Whether a clause with "qui" hangs on no noun, on one that disagrees or behind a verb."""
    head = tree[verb].head
    if tree[verb].dep != "acl:relcl":
        before = tree[pronoun - 1]
        behind = before.text == "," or before.pos in NOUNS
        return behind and tree[verb].dep in ("ccomp", "advcl", "parataxis", "xcomp")
    between = range(head + 1, pronoun)
    far = (k for k in between if tree[k].pos == "VERB" and finite(tree, k) is not None)
    return (
        tree[head].pos == "VERB"
        or not agree(many, number(tree, head))
        or any(not tree.below(k, head) for k in far)
    )


def _whole(tree: Tree, n: int, many: str) -> int:
    """Of "le championnat du monde" the championship, which agrees as well."""
    head = tree[n].head
    fits = tree.case(n) in OF and tree[n].entity != "PER" and tree[head].pos in NOUNS and head < n
    return head if fits and agree(many, number(tree, head)) else n


def _antecedes(tree: Tree, n: int) -> bool:
    """True for a noun that a clause can follow: one with a determiner, a name, "celui"."""
    node = tree[n]
    if node.low in _THOSE:
        return True
    if node.pos not in NOUNS or node.dep.startswith("flat") or node.low in TIMES:
        return False
    before = [tree[k] for k in tree.children(n) if k < n]
    determined = any(
        b.dep in ("det", "nummod", "case") and b.low not in ("de", "d'") for b in before
    )
    return determined or (node.pos == "PROPN" and node.entity != "")


def subject_behind_que(tree: Tree) -> None:
    """ "que présente la France": with "que" for an object, the noun behind the verb acts."""
    for n, node in enumerate(tree):
        verb = node.head
        if node.low not in ("que", "qu'") or node.dep != "obj" or verb < n:
            continue
        behind = tree.child(verb, "obj", start=verb + 1)
        if not tree.has(verb, *SUBJECTS) and behind is not None and tree[behind].pos in NOUNS:
            tree[behind].dep = "nsubj"
            if tree[verb].dep == "acl":
                tree[verb].dep = "acl:relcl"


def participle_of_another_noun(tree: Tree) -> None:
    """Hang a participle on the nearest noun before it that it agrees with."""
    for n, node in enumerate(tree):
        if not n or not bare_participle(tree, n):
            continue
        near = _nearest(tree, n)
        loose = node.dep in ("advcl", "xcomp") and _comma(tree, n) is None
        if near is None or near == node.head or loose or not _disagrees(tree, n, near):
            continue
        tree.hang(n, near, "acl")


def _disagrees(tree: Tree, n: int, near: int) -> bool:
    """Whether a participle is of another noun than of the one it is said of as it stands."""
    head, dep = tree[n].head, tree[n].dep
    if tree[head].pos in NOUNS:
        said_of: int | None = head
    elif dep == "conj":
        return False
    else:
        said_of = tree.child(head, *SUBJECTS)
    if said_of is None:
        return dep == "advcl" and n > head
    if tree[said_of].pos not in NOUNS:
        return False
    inside = dep in ("advcl", "xcomp") and head < near
    close = inside and (tree[near].dep == "obj" or _own_day(tree, n)) and _beside(tree, near, n)
    return close or not _fits(tree, said_of, n)


def _comma(tree: Tree, n: int) -> int | None:
    """The comma before a participle, adverbs between them or not."""
    at = n - 1
    while at and tree[at].pos == "ADV":
        at -= 1
    return at if tree[at].text == "," else None


def _beside(tree: Tree, noun: int, n: int) -> bool:
    """True where the noun's phrase ends at the comma before a participle."""
    at = _comma(tree, n)
    return at is not None and (tree.below(at - 1, noun) or noun >= at - 6)


def _own_day(tree: Tree, n: int) -> bool:
    """True for a participle with a date of its own."""
    behind = [tree[k] for k in tree.children(n) if k > n]
    return any(b.low in TIMES or b.text.isdigit() for b in behind)


def _form(text: str) -> tuple[str, str]:
    """Gender and number that a participle's ending shows; "" where it shows none."""
    if text.endswith(("ées", "ies", "ues", "tes", "ses")):
        return "Fem", "Plur"
    if text.endswith(("ée", "ie", "ue", "te", "se")):
        return "Fem", "Sing"
    if text.endswith(("és", "é")):
        return "Masc", "Plur" if text.endswith("s") else "Sing"
    return "Masc", ""


def _fits(tree: Tree, noun: int, participle: int) -> bool:
    """Whether a noun can be what a participle is said of."""
    gender, many = _form(tree[participle].low)
    own = tree[noun].morph.get("Gender", "")
    below = tree.children(noun)
    joined = [tree[k] for k in below if tree[k].dep == "conj" and tree[k].pos in NOUNS]
    if any(node.morph.get("Gender") == "Masc" for node in joined):
        own = "Masc"
    if tree[noun].pos != "NOUN" and not joined and own != "Fem":
        own = ""
    return agree(many, number(tree, noun)) and agree(gender, own)


def _nearest(tree: Tree, n: int) -> int | None:
    """The nearest noun before a participle that agrees with it, within its clause."""
    many = _form(tree[n].low)[1]
    for k in range(n - 1, -1, -1):
        node, top = tree[k], tree[k].head
        if node.pos == "VERB" and finite(tree, k) is not None:
            return None
        joined = node.dep == "conj" and {node.pos, tree[top].pos} <= NOUNS
        if joined and many == "Plur" and _fits(tree, top, n):
            return top
        if _antecedes(tree, k) and _fits(tree, k, n):
            return k
    return None
