"""What a headline leaves out of its clause: dates, asides, openings, what tells something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from timeline.headline.clause import (
    OPENING,
    SUBJECTS,
    VERBAL,
    Clause,
    breaks_quotation,
    completes,
)
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
# "in its first winter", « octobre derniers »: what describes the date goes with it.
_DATE_WORDS = ("det", "nmod:poss", "amod", "nummod")
_TOLD_OF_DATE = ("appos", "acl:relcl", "parataxis")
_CLOCK = re.compile(r"T\d\d")
_MARKS = frozenset(",;:–—")
# What sets the scene or describes; before the subject it stays where it is short and has a place.
_SCENE = ("obl", "obl:mod", "obl:arg", "advcl", "acl", "acl:relcl", "nmod")
_DESCRIBING = ("acl", "acl:relcl", "appos")
_OPENING = ("advmod", "obl", "nmod", "dep")
_SHORT = 6
# Labels of what is left out at all.
_LEAVING = (*_ASIDE, *_JOINING, *_OPENING, "acl", "appos", "advcl", "conj", "ccomp", "xcomp")


def dates(clause: Clause, mention: DatedMention, times: Sequence[TimeExpression]) -> None:
    """Leave out the dates of the clause, which stand beside the headline.

    A date of what the clause only mentions stays ("the review launched in 2022 is over").
    """
    sentence, dating = clause.sentence, mention.time_expression
    told = clause.fixed | {t.index for t in sentence.children(clause.top) if t.dep == "xcomp"}
    for time in times:
        own = dating is not None and time.start == dating.start
        inside = {t.index for t in sentence.covering(time.start, time.end)}
        if not inside or not (own or _is_day(time)) or mention.event.token in inside:
            continue
        top = _head(sentence, inside)
        if not _says_when(clause, top) or not (own or top.head in told):
            continue
        if clause.kept.isdisjoint(inside):
            continue  # "in June 2010, when the clerk walked in"
        gone = _whole(sentence, inside, top, clause.fixed)
        if not _bound(sentence, min(gone), top):
            clause.kept -= gone
            clause.trigger -= gone  # "receives tonight the members"
            clause.dates |= gone
            told |= gone


def _says_when(clause: Clause, top: Token) -> bool:
    """Whether a date, by its highest token, says when something is."""
    when = top.index != clause.top and top.dep.startswith(_WHEN)
    owned = clause.sentence.tokens[top.head]
    if top.dep == "obj" and clause.sentence.child(owned.index, "obl", "xcomp") is not None:
        led = grammar.of(clause.sentence.language).being
        behind = clause.sentence.tokens[top.index + 1 : top.index + 2]
        if any(t.text.lower() in led for t in behind):
            return False  # "set Monday as the new date"
    if top.dep == "nmod:poss" and owned.dep not in SUBJECTS:
        return False  # "in Saturday's blaze"
    return when and not _named_by(clause.sentence, top)


def _is_day(time: TimeExpression) -> bool:
    """Whether an expression is a date or a time of the clock."""
    return time.type == "DATE" or (time.type == "TIME" and bool(_CLOCK.search(time.value)))


def _named_by(sentence: Sentence, top: Token) -> bool:
    """Whether a date stands between an article and its noun: "a May meeting", "the 2018 cup"."""
    return top.dep in _NAMING and any(
        t.dep == "det" and t.index < top.index < top.head for t in sentence.children(top.head)
    )


def _bound(sentence: Sentence, first: int, top: Token) -> bool:
    """Whether a date can't go without a change of sense: "only in May", "gave him until May", "no
    verdict before May"."""
    own = grammar.of(sentence.language)
    above = sentence.children(top.head)
    denied = any(t.morph.get("Polarity") == "Neg" and t.index < first for t in above)
    words = own.bound_to_dates | (own.bound_when_denied if denied else frozenset())
    return any(t.text.lower() in words for t in sentence.tokens[max(0, first - 1) : first + 1])


def _head(sentence: Sentence, inside: set[int]) -> Token:
    """The highest token of an expression."""
    tokens = [sentence.tokens[i] for i in inside]
    heads = [t for t in tokens if t.head not in inside or t.head == t.index]
    return min(heads, key=lambda t: (sum(1 for _ in sentence.ancestors(t.index)), t.index))


def _whole(sentence: Sentence, inside: set[int], top: Token, fixed: set[int]) -> set[int]:
    """The tokens of a date with the words that only lead to it or tell of it, and what is hung on
    it as if it were another, but for those of `fixed`.
    """
    gone = inside | _joined_to(sentence, top, fixed)
    for t in sentence.children(top.index):
        if t.dep in _TOLD_OF_DATE or (t.dep in _DATE_WORDS and t.pos != "PUNCT"):
            gone |= sentence.governed(t.index)
    for t in [t for i in inside for t in sentence.children(i)]:
        below = sentence.subtree(t.index)
        small = all(b.pos in _SMALL or b.index in gone for b in below)
        if small and (t.pos != "PUNCT" or min(inside) < t.index < max(inside)):
            gone |= {b.index for b in below}
    first = min(gone)
    while first and (
        _leads(sentence.tokens[first - 1], gone, top) or _fixed(sentence.tokens[first])
    ):
        first -= 1
        gone.add(first)
    before = tuple(t.text.lower() for t in sentence.tokens[max(0, first - 2) : first])
    if before in grammar.of(sentence.language).leading_to_dates:
        gone |= {first - 1, first - 2}
    return gone


def _joined_to(sentence: Sentence, top: Token, fixed: set[int]) -> set[int]:
    """What is no date and yet hung on one: "left on 3 May and a new manager started"."""
    found: set[int] = set()
    for t in sentence.children(top.index):
        below = sentence.governed(t.index)
        joined = sentence.child(top.index, "cc") or sentence.child(t.index, "cc")
        if t.dep == "conj" and t.pos in ("NOUN", "PROPN") and joined and not below & fixed:
            found |= below
    return found


def _fixed(t: Token) -> bool:
    """Whether a word is one with that before it: « à partir », of which « à » may not be a case."""
    return t.dep == "fixed" and t.head == t.index - 1


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
    _quoted(clause)
    sentence, fixed, told_apart = clause.sentence, clause.fixed, set(others)
    for i in sorted(clause.kept):
        t = sentence.tokens[i]
        if i not in clause.kept or not t.dep.startswith(_LEAVING):
            continue
        below = clause.below(i)
        if not below & fixed and _goes(clause, t, below, told_apart, sparing=sparing):
            clause.kept -= below
            if t.dep == "conj" and t.pos in VERBAL and t.head == clause.top:
                # What follows a second verb is its own, whatever the parser hangs it on.
                clause.kept -= {k for k in clause.kept - fixed if k > t.index}
    _case_of_a_noun(clause)


def _quoted(clause: Clause) -> None:
    """Leave out a quotation behind a colon where another verb stands between, whose it is: "turned
    to the stage, having long hesitated: 'I was afraid'"."""
    tokens, last = clause.sentence.tokens, max(clause.fixed)
    for colon, first in pairwise(tokens[last + 1 :]):
        between = any(t.pos in VERBAL for t in tokens[last + 1 : colon.index])
        if colon.text == ":" and first.text in OPENING and between and not clause.says:
            clause.kept -= set(range(colon.index, len(tokens)))
            return


def _case_of_a_noun(clause: Clause) -> None:
    """Leave out what governs a noun that stands alone; the copula keeps it: « sont en grève »."""
    sentence, top = clause.sentence, clause.top
    if sentence.tokens[top].pos not in VERBAL and sentence.child(top, "cop") is None:
        cases = (t for t in sentence.children(top) if t.dep == "case")
        clause.kept -= {t.index for t in cases if t.index < top}


def _goes(clause: Clause, t: Token, below: set[int], others: set[int], *, sparing: bool) -> bool:
    """Whether a phrase is left out; see `asides`."""
    if _hyphened(clause.sentence, min(below)) or breaks_quotation(clause, below):
        return False
    if t.dep == "acl" and below == {t.index} and clause.sentence.governed(t.index) & clause.dates:
        return True  # "a hearing set for 3 May"
    if sparing and t.dep in _SCENE and not (below & others and _apart(clause.sentence, t, below)):
        return False
    return _aside(clause, t, below) or _told_apart(clause, t, below, others)


def _apart(sentence: Sentence, t: Token, below: set[int]) -> bool:
    """Whether a phrase stands behind a comma or has somebody of its own who acts: "confessed to
    killing" does not."""
    return set_off(sentence, below) or sentence.child(t.index, *SUBJECTS) is not None


def _aside(clause: Clause, t: Token, below: set[int]) -> bool:
    """Whether a phrase only comments, joins, describes behind a comma, or opens the sentence."""
    if t.dep in _ASIDE:
        return True
    if t.dep in _JOINING:
        # "the meeting to be held", "Japan to update its rules"
        leads = t.pos == "PART" and t.dep == "mark" and clause.subject is not None
        return t.head == clause.top and not leads
    if t.dep in _DESCRIBING:
        return _describes(clause, t, below)
    if t.dep == "advcl":
        return t.index < clause.top
    if t.dep == "conj" and t.head == clause.subject and t.pos == "NOUN":
        return _office(clause.sentence, t, below)
    return t.head == clause.top and t.dep.startswith(_OPENING) and _opens(clause, t, below)


def _spliced(clause: Clause, t: Token) -> bool:
    """Whether a clause before the verb is none of its content: "X fell in 1929, in 1930 Y succeeded
    Z", where the verb is none of saying, or governs another clause."""
    sentence, top = clause.sentence, clause.top
    told = {c.dep for c in sentence.children(top) if c.index > top}
    full = "ccomp" in told or (not clause.says and bool(told & {"obj", "xcomp"}))
    return full or any(b.text == ";" for b in sentence.tokens[t.index : top])


def _office(sentence: Sentence, t: Token, below: set[int]) -> bool:
    """Whether what seems joined to a name only says who that is: "Ann Lee, the mayor, left"."""
    name = sentence.tokens[t.head]
    joined = any(sentence.child(c.index, "cc") for c in sentence.children(name.index))
    after = sentence.tokens[min(max(below) + 1, len(sentence.tokens) - 1)]
    return name.pos == "PROPN" and not joined and set_off(sentence, below) and after.text == ","


def _describes(clause: Clause, t: Token, below: set[int]) -> bool:
    """Whether what hangs on a noun only describes it: behind a comma, or of a name."""
    if set_off(clause.sentence, below):
        return True
    if t.dep == "appos":
        return t.pos not in ("PROPN", "NOUN", "NUM")
    return t.dep == "acl:relcl" and clause.sentence.tokens[t.head].pos == "PROPN"


def _opens(clause: Clause, t: Token, below: set[int]) -> bool:
    """Whether a phrase before the verb opens the sentence, or stands between commas."""
    first = clause.top if clause.subject is None else min(clause.top, clause.subject)
    if t.index > first:
        return t.index < clause.top and len(below) > 1 and set_off(clause.sentence, below)
    places = (e for e in clause.sentence.entities if e.label in ("GPE", "LOC"))
    return len(below) > _SHORT or not any(e.first in below for e in places)


def _told_apart(clause: Clause, t: Token, below: set[int], others: set[int]) -> bool:
    """Whether a phrase is a clause that tells something of its own, or another event."""
    sentence, top = clause.sentence, clause.top
    if t.dep == "conj":
        both = t.pos in VERBAL and sentence.tokens[t.head].pos in VERBAL
        acts = sentence.child(t.index, *SUBJECTS, "cop") is not None
        acts |= t.pos == "NOUN" and sentence.child(t.index, "obj") is not None  # a gerund
        return both or acts or t.index in others or _lists(sentence, t, below)
    if t.dep == "ccomp" and t.head == top and t.index < top:
        return _spliced(clause, t)
    before = sentence.tokens[min(below) - 1].text if min(below) else ""
    apart = t.dep in ("advcl", "dep") and bool(below & others) and not completes(sentence, t)
    return apart or (t.dep in ("ccomp", "xcomp", "advcl", "dep") and before in (":", ";"))


def _lists(sentence: Sentence, t: Token, below: set[int]) -> bool:
    """Whether a list belongs to the clause before it, which the parser hangs on its noun or verb:
    "bought Acme, founded to make wire, nails and rope"."""
    first = sentence.tokens[max(0, min(below) - 1)]
    told = (c for c in sentence.children(t.head) if c.dep in ("acl", "acl:relcl", "advcl"))
    listed = first.text == "," and t.pos == "NOUN"
    return listed and any(t.head < c.index < t.index for c in told)


def _roles(clause: Clause) -> None:
    """Of a subject such as "the head of the police, Commissioner Oakes," the name is enough."""
    if clause.subject is None or clause.subject in clause.trigger:
        return
    sentence, subject = clause.sentence, clause.sentence.tokens[clause.subject]
    name = sentence.child(subject.index, "appos")
    if name is None or subject.pos != "NOUN" or not subject.index < name.index:
        return
    person = sentence.entity_at(name.index)
    if person is not None and person.label == "PERSON" and name.index in clause.kept:
        whole = clause.below(name.index) | (clause.kept & set(range(person.first, person.last)))
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
