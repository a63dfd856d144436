"""What a headline does without when it is long, the last phrase first, never half a phrase."""

from __future__ import annotations

from timeline.headline.clause import (
    SUBJECTS,
    VERBAL,
    Clause,
    breaks_quotation,
    completes,
)
from timeline.headline.omit import set_off
from timeline.languages import grammar
from timeline.syntax import Sentence, Token

# A headline has at most so many words; beyond FULL it does without what only adds to the clause.
MOST, FULL = 16, 14
# What a clause is made of; where only that is left a headline may have so many words more.
_MORE = 4
_CORE = {*SUBJECTS, "obj", "iobj", "xcomp", "ccomp", "obl:agent", "obl:arg"}
_NEEDED = _CORE - {"obl:arg"}
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
        if i < clause.top or below & fixed or completes(sentence, t):
            continue
        if t.dep in _ADDED:
            found.append(below)
        elif t.head == clause.top and t.dep.startswith(("obl", "nmod", "dep")):
            complements += 1
            apart = set_off(sentence, below)
            if t.dep not in _CORE and (complements > 1 or apart):
                found.append(below | _rest(clause, i) if apart else below)
    return found


def _rest(clause: Clause, first: int) -> set[int]:
    """What follows a phrase behind a comma and is one with it, « , contre deux au total », unless
    the clause is made of it."""
    rest = {k for k in clause.kept if k > first}
    told = any(clause.sentence.tokens[k].dep in _NEEDED for k in rest)
    return set() if told or rest & clause.fixed else rest


def cut(clause: Clause) -> None:
    """Leave out whole phrases until no more than MOST words are left, or a few more where that
    would take what the clause is made of or a part of a quotation."""
    while (over := clause.words() - MOST) > 0:
        phrases = [p for p in _phrases(clause) if not p[0] or over > _MORE]
        if not phrases:
            return
        least = min((missed, -max(below)) for missed, below in phrases)
        # Of the phrases that end there the smallest that is enough, else the largest.
        same = sorted((b for missed, b in phrases if (missed, -max(b)) == least), key=len)
        clause.kept -= next((b for b in same if len(b) >= over), same[-1])


def _phrases(clause: Clause) -> list[tuple[int, set[int]]]:
    """What may go, each with how much it is missed: 1 of a part of a quotation, 2 of what the
    clause is made of. What somebody says is all that there is."""
    sentence, fixed = clause.sentence, clause.fixed
    found = []
    for i in sorted(clause.kept - fixed):
        t, below = sentence.tokens[i], clause.below(i)
        above = sentence.tokens[t.head]
        said = clause.says and t.dep == "ccomp" and t.head == clause.top
        if below & fixed or t.head not in clause.kept or said or _one_with(sentence, t, above):
            continue
        # A clause below goes whole or not at all.
        if above.pos not in VERBAL or above.index in fixed or t.dep in _CLAUSES:
            core = t.dep in _CORE or (t.dep == "conj" and above.dep in SUBJECTS)
            core |= completes(sentence, t)
            found.append((2 if core else int(breaks_quotation(clause, below)), below))
    return found


def _one_with(sentence: Sentence, t: Token, above: Token) -> bool:
    """Whether a word is no phrase that could go from the one above it."""
    if t.dep in _HUNG or (t.dep == "amod" and t.index < above.index):
        return True  # "the second dam"
    if "amod" in (t.dep, above.dep) and (t.dep == "conj" or sentence.child(t.index, "conj")):
        return True  # « les forces politiques et syndicales »
    named = sentence.entity_at(t.index)
    if named is not None and named.first <= above.index < named.last:
        return True
    if t.dep == "advmod":
        return above.pos not in VERBAL  # « la plus haute tour »
    if t.dep != "nmod":
        return False
    # "in front of the hall", "millions of votes"
    counts = above.lemma in grammar.of(sentence.language).relational
    return counts or sentence.child(above.index, *_DETERMINED) is None
