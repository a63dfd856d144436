"""The English model's ClearNLP labels turned into Universal Dependencies.

What changes: a preposition hangs as `case` on its noun, which becomes `obl` of a verb or `nmod` of
a noun; passives are `nsubj:pass`, `aux:pass`, `obl:agent`; the noun or adjective after *be* heads
its clause with *be* as `cop`. What stays as the model has it: first names and titles are
`compound` of the last name (no `flat`), and *be* heads its clause where nothing can take its
place ("there is", "it is that …").
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Row:
    """A token while it is being converted; head is an index into the same list."""

    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: dict[str, str] = field(default_factory=dict)
    tag: str = ""
    entity: str = ""


_SIMPLE = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "dobj": "obj", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt",
    "preconj": "cc:preconj", "predet": "det:predet", "quantmod": "advmod", "intj": "discourse",
    "meta": "dep", "oprd": "xcomp", "attr": "xcomp", "acomp": "xcomp",
}  # fmt: skip
# Lemmas the model gets wrong ("hoping" is not from "hop" in the news).
_LEMMAS = {"hop": "hope", "instal": "install", "bas": "base", "enrol": "enroll", "wan": "wane",
           "fin": "fine"}  # fmt: skip
# Plurals that are forms of a verb as well, of what ships, planes, crowds and prices do.
_BOTH_WORDS = (
    "docks lands sails moves returns leaves strikes crashes sinks falls rises wins votes visits "
    "calls marches protests attacks raids burns storms drops jumps debuts stops starts ends"
)
_BOTH = frozenset(_BOTH_WORDS.split())
_NEAR = 5  # how far behind "went" its complement stands
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_PREPOSITION = frozenset({"prep", "agent", "dative"})


def convert(rows: list[Row]) -> None:
    """Relabel and rehang in place; the result is a tree over the same tokens."""
    for row in rows:
        row.lemma = _LEMMAS.get(row.lemma, row.lemma)
    for row in rows:
        # "the bank is perhaps waiting": what the model hangs on an auxiliary is its verb's.
        above = rows[row.head]
        if above.dep in ("aux", "auxpass") and row.dep != "neg":
            row.head = above.head
    _prepositions(rows)
    _copulas(rows)
    for row in rows:
        if row.dep == "neg":
            row.dep = "advmod"
            row.morph["Polarity"] = "Neg"
        elif row.dep == "npadvmod":
            row.dep = "obl:tmod" if row.entity in ("DATE", "TIME") else "obl:npmod"
        elif row.dep == "dative":
            row.dep = "iobj"
        elif row.dep == "aux" and row.pos == "PART":
            row.dep = "mark"
        else:
            row.dep = _SIMPLE.get(row.dep, row.dep)
        if row.text.lower() in ("no", "never", "neither") and row.pos in ("DET", "ADV"):
            row.morph.setdefault("Polarity", "Neg")
    _after(rows)
    _going_on(rows)
    _docks(rows)


def _going_on(rows: list[Row]) -> None:
    """Make "win" the complement of "went on to win", which some take for its purpose."""
    for n, row in enumerate(rows):
        above = rows[row.head]
        if row.dep != "advcl" or above.lemma != "go" or row.head > n or n - row.head > _NEAR:
            continue
        inside = {r.text.lower() for r in rows[row.head + 1 : n]}
        if {"on", "to"} <= inside and "," not in inside:
            row.dep = "xcomp"


def _docks(rows: list[Row]) -> None:
    """Make a verb of "docks" in "The ship docks at Hull.", a sentence that has no other.

    The model takes it for a plural. One article before a singular noun tells that it is none.
    """
    n = next((k for k, row in enumerate(rows) if row.head == k), 0)
    row = rows[n]
    if n < 2 or row.tag != "NNS" or row.text not in _BOTH or rows[-1].text != ".":
        return
    actor = rows[n - 1]
    whole = any(r.pos in ("VERB", "AUX") for r in rows)
    if whole or actor.dep != "compound" or actor.head != n or actor.tag not in ("NN", "NNP"):
        return
    first = next((k for k in range(n) if rows[k].head == n and rows[k].dep == "det"), None)
    if first is None:
        return
    row.pos, row.lemma, row.dep = "VERB", row.text[:-1], "root"
    row.morph = {"Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}
    for k, other in enumerate(rows):
        if other.head == n and first <= k < n - 1:
            other.head = n - 1
        elif other.head == n and other.dep == "nmod":
            other.dep = "obl"
    actor.dep = "nsubj"


def _after(rows: list[Row]) -> None:
    """Give "a day after masked men had beaten him" the men as the subject of its clause.

    The model sometimes hangs them on the day, by the preposition, and leaves the verb without one.
    """
    for n, noun in enumerate(rows):
        day = noun.head
        verb = rows[day].head
        if noun.dep != "nmod" or rows[day].dep not in ("obl:tmod", "obl:npmod"):
            continue
        if rows[verb].dep != "advcl" or not day < n < verb:
            continue
        cases = [c for c in _children(rows, n) if rows[c].dep == "case"]
        inside = _children(rows, verb)
        if [rows[c].text.lower() for c in cases] not in (["after"], ["before"]):
            continue
        if any(rows[c].dep.startswith(("nsubj", "csubj")) for c in inside):
            continue
        passive = any(rows[c].dep == "aux:pass" for c in inside)
        noun.head, noun.dep = verb, "nsubj:pass" if passive else "nsubj"
        rows[cases[0]].head, rows[cases[0]].dep = verb, "mark"


def _children(rows: list[Row], index: int) -> list[int]:
    return [n for n, row in enumerate(rows) if row.head == index and n != index]


def _is_preposition(rows: list[Row], index: int) -> bool:
    row = rows[index]
    if row.dep == "conj":
        # "on Monday and in Paris", where the second phrase is hung on the verb.
        return row.pos == "ADP" and any(rows[c].dep == "pobj" for c in _children(rows, index))
    return row.dep in _PREPOSITION and (row.pos in ("ADP", "SCONJ") or row.dep == "prep")


def _prepositions(rows: list[Row]) -> None:
    """Swap each preposition with what it governs, outermost first."""
    # A chain (because -> of -> rain) resolves when each link is swapped with its own object.
    for _ in range(4):
        changed = False
        for n in range(len(rows)):
            if _is_preposition(rows, n):
                changed |= _swap(rows, n)
        if not changed:
            break
    for row in rows:
        if row.dep == "prep":
            row.dep = "advmod"
        elif row.dep == "agent":
            row.dep = "obl:agent"


def _swap(rows: list[Row], prep: int) -> bool:
    """Hang the object of one preposition on the preposition's head; True when there was one."""
    inside = _children(rows, prep)
    objects = [c for c in inside if rows[c].dep in ("pobj", "pcomp")]
    linked = [c for c in inside if rows[c].dep == "prep"]
    if not objects and linked:
        # "from behind the house": the inner preposition brings the noun.
        _swap(rows, linked[0])
        objects = [c for c in _children(rows, prep) if rows[c].dep in ("obl", "nmod")][:1]
    if not objects:
        return False
    row, main = rows[prep], objects[0]
    for other in objects[1:]:
        # "because of rain": the model hangs both words on "because"; the noun is what it governs.
        if rows[main].pos in ("ADP", "SCONJ") and rows[main].dep == "pcomp":
            rows[main].dep, main = "case", other
    head = row.head
    if head == prep:
        rows[main].head, rows[main].dep = main, "ROOT"
    else:
        rows[main].dep = _label(rows[main], row, rows[head])
        rows[main].head = head
    for child in inside:
        if child == main:
            continue
        rows[child].head = main
        if rows[child].dep == "case":
            continue
        if rows[child].dep in ("pobj", "pcomp"):
            rows[child].dep = "conj"
        elif rows[child].dep == "conj" and rows[child].pos == "ADP":
            # "in Paris and in Rome": the second preposition swaps with its own noun first.
            rows[child].dep = "prep"
            if _swap(rows, child):
                rows[rows[child].head].dep = "conj"
            else:
                rows[child].dep = "dep"
    if row.dep == "conj" and rows[head].pos in _NOMINAL:
        rows[main].dep = "conj"
    row.head = main
    row.dep = "mark" if rows[main].dep in ("advcl", "acl") else "case"
    return True


def _label(noun: Row, prep: Row, head: Row) -> str:
    clause = noun.pos in ("VERB", "AUX") and noun.dep == "pcomp"
    if clause:
        return "acl" if head.pos in _NOMINAL else "advcl"
    if noun.pos in ("ADP", "SCONJ") and noun.dep == "pcomp":
        # "because of": the inner word is a preposition that will be swapped in its turn.
        return "prep"
    if prep.dep == "agent":
        return "obl:agent"
    if prep.dep == "dative":
        return "obl:arg"
    return "nmod" if head.pos in _NOMINAL else "obl"


def _copulas(rows: list[Row]) -> None:
    for verb in range(len(rows)):
        if rows[verb].lemma != "be" or rows[verb].pos not in ("AUX", "VERB"):
            continue
        inside = _children(rows, verb)
        predicates = [c for c in inside if rows[c].dep in ("attr", "acomp")]
        if not predicates:
            continue
        if any(rows[c].dep == "expl" for c in inside):
            rows[predicates[0]].dep = "nsubj"
            continue
        subjects = [c for c in inside if rows[c].dep in ("nsubj", "csubj")]
        main = predicates[-1]
        if main in subjects or rows[main].pos in ("VERB", "AUX"):
            continue
        root = rows[verb].head == verb
        rows[main].head = main if root else rows[verb].head
        rows[main].dep = rows[verb].dep
        for child in inside:
            if child != main:
                rows[child].head = main
        rows[verb].head, rows[verb].dep = main, "cop"
