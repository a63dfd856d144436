"""What a headline leaves out of its clause: dates, asides, openings, what tells something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from timeline.headline.clause import SUBJECTS, VERBAL, Clause
from timeline.languages import grammar
from timeline.model import DatedMention, TimeExpression
from timeline.syntax import Sentence, Token

# What only comments, and what joins a clause to others.
_ASIDE = {"parataxis", "discourse", "vocative", "dislocated"}
_JOINING = {"cc", "mark", "cc:preconj"}
# How a date hangs that only says when.
_WHEN = (
    "obl", "advmod", "nmod", "obj", "dep", "appos", "parataxis", "npadvmod", "root", "ccomp",
    "discourse", "advcl", "nummod", "conj",
)  # fmt: skip
# What only leads to a date or describes it.
_NAMING = ("compound", "nmod", "nummod", "amod")
_SMALL = {"ADP", "DET", "PUNCT", "ADV", "PART", "CCONJ"}
_TOLD_OF_DATE = ("appos", "acl:relcl", "parataxis")
_CLOCK = re.compile(r"T\d\d")
_MARKS = frozenset(",;:–—")
# What sets the scene or describes; before the subject it stays where it is short and has a place.
_SCENE = ("obl", "obl:mod", "obl:arg", "advcl", "acl", "acl:relcl", "nmod")
_OPENING = ("advmod", "obl", "nmod", "dep")
_SHORT = 6
# Labels of what is left out at all.
_LEAVING = (*_ASIDE, *_JOINING, *_OPENING, "acl", "appos", "advcl", "conj", "ccomp")


def dates(clause: Clause, mention: DatedMention, times: Sequence[TimeExpression]) -> None:
    """Leave out the dates of the clause, which stand beside the headline.

    A date of what the clause only mentions stays ("the review launched in 2022 is over").
    """
    sentence, dating = clause.sentence, mention.time_expression
    told = clause.fixed | {t.index for t in sentence.children(clause.top) if t.dep == "xcomp"}
    for time in times:
        own = dating is not None and time.start == dating.start
        inside = {t.index for t in sentence.covering(time.start, time.end)}
        day = own or time.type == "DATE" or (time.type == "TIME" and _CLOCK.search(time.value))
        if not inside or not day or mention.event.token in inside:
            continue
        top = _head(sentence, inside)
        if _named_by(sentence, top):
            continue
        if top.index != clause.top and top.dep.startswith(_WHEN) and (own or top.head in told):
            gone = _whole(sentence, inside, top)
            if _bound(sentence, min(gone)):
                continue
            clause.kept -= gone
            clause.trigger -= gone  # "receives tonight the members"
            clause.dates |= gone
            told |= gone


def _named_by(sentence: Sentence, top: Token) -> bool:
    """Whether a date stands between an article and its noun: "a May meeting", "the 2018 cup"."""
    return top.dep in _NAMING and any(
        t.dep == "det" and t.index < top.index < top.head for t in sentence.children(top.head)
    )


def _bound(sentence: Sentence, first: int) -> bool:
    """Whether a date can't go without a change of sense: "only in May", "gave him until May"."""
    words = grammar.of(sentence.language).bound_to_dates
    return any(t.text.lower() in words for t in sentence.tokens[max(0, first - 1) : first + 1])


def _head(sentence: Sentence, inside: set[int]) -> Token:
    """The highest token of an expression."""
    tokens = [sentence.tokens[i] for i in inside]
    heads = [t for t in tokens if t.head not in inside or t.head == t.index]
    return min(heads, key=lambda t: (sum(1 for _ in sentence.ancestors(t.index)), t.index))


def _whole(sentence: Sentence, inside: set[int], top: Token) -> set[int]:
    """The tokens of a date with the words that only lead to it or tell of it."""
    gone = set(inside)
    for t in sentence.children(top.index):
        if t.dep in _TOLD_OF_DATE:
            gone |= {b.index for b in sentence.subtree(t.index)}
    for t in [t for i in inside for t in sentence.children(i)]:
        below = sentence.subtree(t.index)
        mark = t.pos == "PUNCT" and not min(inside) < t.index < max(inside)
        if not mark and all(b.pos in _SMALL or b.index in gone for b in below):
            gone |= {b.index for b in below}
    first = min(gone)
    while first and _leads(sentence.tokens[first - 1], gone, top):
        first -= 1
        gone.add(first)
    return gone


def _leads(before: Token, gone: set[int], top: Token) -> bool:
    """Whether a preposition or article belongs to the date behind it."""
    if before.dep == "fixed":
        return True  # « à partir du 3 mai »
    belongs = before.head in gone or (before.head == top.head and before.dep == "case")
    return before.pos in ("ADP", "DET") and belongs


def asides(clause: Clause, others: Collection[int], *, sparing: bool = False) -> None:
    """Leave out what is no part of what the clause tells.

    others: indices of the tokens of other events; sparing: what sets the scene or describes stays.
    """
    parentheses(clause)
    _roles(clause)
    sentence, fixed, told_apart = clause.sentence, clause.fixed, set(others)
    for i in sorted(clause.kept):
        t = sentence.tokens[i]
        if i not in clause.kept or not t.dep.startswith(_LEAVING):
            continue
        below = clause.below(i)
        if below & fixed or _hyphened(sentence, min(below)):
            continue
        if sparing and t.dep in _SCENE and not (below & told_apart and _apart(sentence, t, below)):
            continue
        if _aside(clause, t, below) or _told_apart(clause, t, below, told_apart):
            clause.kept -= below
    if sentence.tokens[clause.top].pos not in VERBAL:
        cases = (t for t in sentence.children(clause.top) if t.dep == "case")
        clause.kept -= {t.index for t in cases if t.index < clause.top}


def _apart(sentence: Sentence, t: Token, below: set[int]) -> bool:
    """Whether a phrase stands behind a comma or has somebody of its own who acts: "confessed to
    killing" does not."""
    return set_off(sentence, below) or sentence.child(t.index, *SUBJECTS) is not None


def _aside(clause: Clause, t: Token, below: set[int]) -> bool:
    """Whether a phrase only comments, joins, describes behind a comma, or opens the sentence."""
    sentence, top = clause.sentence, clause.top
    if t.dep in _ASIDE or (t.dep in _JOINING and t.head == top):
        # "the meeting to be held", "Japan to update its rules"
        return not (t.pos == "PART" and t.dep == "mark" and clause.subject is not None)
    if t.dep in ("acl", "acl:relcl"):
        named = t.dep == "acl:relcl" and sentence.tokens[t.head].pos == "PROPN"
        return named or set_off(sentence, below)
    if t.dep == "appos":
        return set_off(sentence, below) or t.pos not in ("PROPN", "NOUN", "NUM")
    if t.dep == "advcl":
        return t.index < top
    first = top if clause.subject is None else min(top, clause.subject)
    if t.dep.startswith("obl") and _attributes(sentence, t):
        return True
    if t.head == top and first < t.index < top and t.dep.startswith(_OPENING):
        return set_off(sentence, below)
    if t.head == top and t.index < first and t.dep.startswith(_OPENING):
        placed = any(e.label in ("GPE", "LOC") and e.first in below for e in sentence.entities)
        return not (placed and len(below) <= _SHORT)
    return False


def _attributes(sentence: Sentence, t: Token) -> bool:
    """Whether a phrase says who says so: "according to the ministry", « selon le ministère »."""
    words = grammar.of(sentence.language).attributing
    return any(c.text.lower() in words for c in sentence.subtree(t.index)[:2])


def _told_apart(clause: Clause, t: Token, below: set[int], others: set[int]) -> bool:
    """Whether a phrase is a clause that tells something of its own, or another event."""
    sentence, top = clause.sentence, clause.top
    if t.dep == "conj":
        both = t.pos in VERBAL and sentence.tokens[t.head].pos in VERBAL
        acts = sentence.child(t.index, *SUBJECTS, "cop") is not None
        return both or acts or t.index in others
    if t.dep == "ccomp" and t.head == top and t.index < top:
        return any(b.text == ";" for b in sentence.tokens[t.index : top])
    before = sentence.tokens[min(below) - 1].text if min(below) else ""
    apart = t.dep in ("advcl", "dep") and bool(below & others)
    return apart or (t.dep in ("ccomp", "advcl", "dep") and before in (":", ";"))


def _roles(clause: Clause) -> None:
    """Of a subject such as "the head of the police, Commissioner Oakes," the name is enough."""
    if clause.subject is None or clause.subject in clause.trigger:
        return
    sentence, subject = clause.sentence, clause.sentence.tokens[clause.subject]
    name = sentence.child(subject.index, "appos")
    if name is None or subject.pos != "NOUN" or not subject.index < name.index:
        return
    people = (e for e in sentence.entities if e.label == "PERSON")
    if any(e.first <= name.index < e.last for e in people) and name.index in clause.kept:
        whole = clause.below(name.index)
        around = {*whole, max(whole) + 1}
        clause.kept -= clause.below(subject.index) - whole
        clause.kept -= {i for i in around & clause.kept if sentence.tokens[i].text in _MARKS}
        clause.subject = name.index


def _hyphened(sentence: Sentence, first: int) -> bool:
    """Whether a phrase is the second half of a word with a hyphen."""
    here, before = sentence.tokens[first], sentence.tokens[first - 1]
    return first > 0 and here.start == before.end and "-" in (here.text[0], before.text[-1])


def set_off(sentence: Sentence, below: set[int]) -> bool:
    """Whether a comma, a colon or a dash stands before a phrase."""
    first = min(below)
    return any(sentence.tokens[i].text in _MARKS for i in (first, first - 1) if i >= 0)


def parentheses(clause: Clause) -> None:
    """Leave out what stands in brackets."""
    sentence = clause.sentence
    inside = sentence.once("in brackets", lambda: _bracketed(sentence))
    if not inside & clause.fixed:
        clause.kept -= inside


def _bracketed(sentence: Sentence) -> frozenset[int]:
    """The indices of all tokens in brackets, those included."""
    depth, inside = 0, set[int]()
    dashes = [t.index for t in sentence.tokens if t.text in ("–", "—")]
    if len(dashes) == 2:
        inside |= set(range(dashes[0], dashes[1] + 1))
    for t in sentence.tokens:
        depth += t.text in ("(", "[")
        if depth:
            inside.add(t.index)
        depth = max(0, depth - (t.text in (")", "]")))
    return frozenset(inside)
