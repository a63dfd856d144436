"""What a headline does without when it is long, the last phrase first, never half a phrase."""

from __future__ import annotations

from timeline.headline.clause import SUBJECTS, VERBAL, Clause
from timeline.headline.omit import set_off

# A headline has at most so many words; beyond FULL it does without what only adds to the clause.
MOST, FULL = 16, 14
# What a clause is made of.
_CORE = {*SUBJECTS, "obj", "iobj", "xcomp", "ccomp", "obl:agent", "obl:arg"}
_CLAUSES = {"acl", "acl:relcl", "advcl", "ccomp", "xcomp", "conj", "parataxis"}
_ADDED = ("acl", "acl:relcl", "advcl")
# A noun without any of these needs its complement.
_DETERMINED = ("det", "nmod:poss", "amod", "nummod", "compound", "flat")
# What is no phrase of its own.
_HUNG = {
    "case", "det", "cc", "mark", "aux", "aux:pass", "aux:tense", "cop", "punct", "nummod", "fixed",
    "flat", "flat:name", "flat:foreign", "compound", "compound:prt", "goeswith", "nmod:poss",
    "expl", "expl:subj", "expl:comp", "expl:pv",
}  # fmt: skip


def trim(clause: Clause) -> None:
    """Leave out clauses below, and all complements but the first, while there is much of it."""
    while clause.words() > FULL:
        added = _added(clause)
        if not added:
            return
        last = max(map(max, added))
        clause.kept -= max((below for below in added if max(below) == last), key=len)


def _added(clause: Clause) -> list[set[int]]:
    """The phrases behind the verb that only add to it."""
    sentence, fixed = clause.sentence, clause.fixed
    found = []
    complements = 0
    for i in sorted(clause.kept - fixed):
        t, below = sentence.tokens[i], clause.below(i)
        if i < clause.top or below & fixed:
            continue
        if t.dep in _ADDED:
            found.append(below)
        elif t.head == clause.top and t.dep.startswith(("obl", "nmod", "dep")):
            complements += 1
            if t.dep not in _CORE and (complements > 1 or set_off(sentence, below)):
                found.append(below)
    return found


def cut(clause: Clause) -> None:
    """Leave out whole phrases until no more than MOST words are left."""
    while (over := clause.words() - MOST) > 0:
        phrases = _phrases(clause)
        if not phrases:
            return
        least = min((core, -max(below)) for core, below in phrases)
        # Of the phrases that end there the smallest that is enough, else the largest.
        same = sorted((b for core, b in phrases if (core, -max(b)) == least), key=len)
        clause.kept -= next((b for b in same if len(b) >= over), same[-1])


def _phrases(clause: Clause) -> list[tuple[bool, set[int]]]:
    """What may go, and whether the clause is made of it."""
    sentence, fixed = clause.sentence, clause.fixed
    found = []
    for i in sorted(clause.kept - fixed):
        t, below = sentence.tokens[i], clause.below(i)
        if below & fixed or t.dep in _HUNG or t.head not in clause.kept:
            continue
        above = sentence.tokens[t.head]
        if t.dep == "nmod" and sentence.child(above.index, *_DETERMINED) is None:
            continue  # "in front of the hall"
        # A clause below goes whole or not at all.
        if above.pos not in VERBAL or above.index in fixed or t.dep in _CLAUSES:
            found.append((t.dep in _CORE, below))
    return found
