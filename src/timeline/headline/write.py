"""The words of a headline put together, without what leads to something left out."""

from __future__ import annotations

from itertools import pairwise

from timeline.headline.clause import CLOSING, OPENING, SUBJECTS, Clause, quotation_marks
from timeline.syntax import Token

# Marks before which no space stands, and those with which no headline begins or ends.
_NO_SPACE = frozenset(",;:.…!?)”")
_ENDING = frozenset(",;:.…!?–—-")
_ASIDES = ("acl", "acl:relcl", "appos", "advcl")
_LEADING = ("ADP", "DET", "CCONJ", "SCONJ", "PART")
_ELISION = ("'", "’")
_VOWELS = "aeiouyhéèêâîôœ"


def write(clause: Clause) -> str:
    """The words kept, with the spaces between them; the first letter is a capital."""
    text = f"[{clause.behind[-1]}] " if -1 in clause.behind else ""
    before: Token | None = None
    for t in _tidy(clause):
        # "It cost $550m.": the stop is the sentence's.
        stop = t.text.endswith(".") and any(c.isdigit() for c in t.text)
        word = t.text.rstrip(".") if stop else t.text
        if before is not None and not _joined(before, t):
            text += " "
        elif before is None and text and t.pos != "PROPN" and word[1:].islower():
            word = word.lower()  # no longer the first word
        text += f"[{clause.instead[t.index]}]" if t.index in clause.instead else word
        if t.index in clause.behind:
            text += f" [{clause.behind[t.index]}]"
        before = t
    first = 1 if text.startswith("[") else 0
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def _joined(before: Token, t: Token) -> bool:
    """Whether no space stands between two words that follow each other in a headline."""
    if t.index == before.index + 1:
        return t.start == before.end
    return t.text in _NO_SPACE or before.text.endswith(_ELISION)


def _tidy(clause: Clause) -> list[Token]:
    """The tokens kept, without marks beside which something went and words that lead to nothing."""
    sentence = clause.sentence
    tokens = sentence.tokens
    pairs = quotation_marks(sentence)
    half = {i for i in clause.kept if i in pairs and pairs[i] not in clause.kept}
    half |= _half_brackets(clause)
    _complete(clause)
    kept = [tokens[i] for i in sorted(clause.kept) if i not in half and _stays(clause, tokens[i])]
    kept = [t for t in _without_empty_quotations(kept) if not _before_date(clause, t)]
    kept = [t for t, after in pairwise([*kept, None]) if t and not _stranded(clause, t, after)]
    return _ends(clause, kept)


def _half_brackets(clause: Clause) -> set[int]:
    """The brackets of which the other half is left out, with what they hold unless that must
    stand."""
    gone: set[int] = set()
    first: int | None = None
    for t in clause.sentence.tokens:
        if t.text == "(":
            first = t.index
        elif t.text == ")" and first is not None:
            if len({first, t.index} & clause.kept) == 1:
                inside = set(range(first, t.index + 1))
                gone |= {first, t.index} if inside & clause.fixed else inside
            first = None
    return gone


def _ends(clause: Clause, kept: list[Token]) -> list[Token]:
    """Without what only joins at the start, or leads on at the end."""
    while kept and _dangles(kept[-1]) and kept[-1].index not in clause.behind:
        kept.pop()
    while kept and _only_joins(kept[0], clause.kept):
        kept.pop(0)
    return kept


def _stays(clause: Clause, t: Token) -> bool:
    """Whether a mark stands beside what it parts: both its neighbours, and all of an aside."""
    if t.pos != "PUNCT" or t.index in clause.bound | set(quotation_marks(clause.sentence)):
        return True
    if t.text == "," and _closes_a_date(clause, t.index):
        return False  # « L'arrivée du train, le 3 mai 1869, ouvre un marché »
    beside = {t.index - 1, t.index + 1} <= clause.kept | (clause.dates - {t.index + 1})
    if t.text != "," or t.index + 1 not in clause.kept:
        return beside
    tokens = clause.sentence.tokens
    behind = tokens[t.index + 1]
    for aside in (behind, *clause.sentence.ancestors(behind.index)):
        if aside.index == clause.top:
            break
        below = clause.below(aside.index)
        if aside.dep in _ASIDES and aside.head < t.index < min(below):
            end = max(below)
            last = max(i for i in clause.kept if tokens[i].pos != "PUNCT")
            return end >= last or (beside and end + 1 in clause.kept)
    return beside


def _closes_a_date(clause: Clause, comma: int) -> bool:
    """Whether a comma stands behind a date that is left out, with another one before that."""
    tokens = clause.sentence.tokens
    first = comma - 1
    while first > 0 and first not in clause.kept and tokens[first].text != ",":
        first -= 1
    # "says by 3 May, the mill will close"
    leads = clause.says and first == clause.top
    return (tokens[first].text == "," or leads) and comma - 1 in clause.dates


def _complete(clause: Clause) -> None:
    """Keep all of a word with a hyphen of which a part is kept: "follow-up", "semi-finals"."""
    tokens = clause.sentence.tokens
    for before, t in pairwise(tokens):
        glued = t.start == before.end and (before.text[-1:] in "-‑" or t.text[:1] in "-‑")
        if glued and before.index in clause.kept and t.index not in clause.dates:
            clause.kept.add(t.index)
    for before, t in reversed(list(pairwise(tokens))):
        glued = t.start == before.end and (before.text[-1:] in "-‑" or t.text[:1] in "-‑")
        if glued and t.index in clause.kept and before.index not in clause.dates:
            clause.kept.add(before.index)


def _without_empty_quotations(kept: list[Token]) -> list[Token]:
    """Without a pair of quotation marks that has nothing between."""
    empty = {
        i
        for n, (a, b) in enumerate(pairwise(kept))
        if a.text in OPENING and b.text in CLOSING
        for i in (n, n + 1)
    }
    return [t for n, t in enumerate(kept) if n not in empty]


def _before_date(clause: Clause, t: Token) -> bool:
    """Whether a preposition has lost the date that it led to: "in office since"."""
    return t.pos in ("ADP", "SCONJ") and t.head in clause.dates


def _stranded(clause: Clause, t: Token, after: Token | None) -> bool:
    """Whether an elided word has lost the word that it leans on, « qu' » before a consonant, or a
    conjunction what it joins."""
    if t.dep == "cc" and after is not None:
        between = clause.sentence.tokens[t.index + 1 : after.index]
        return any(b.dep == "conj" for b in between)  # "A and [B] have agreed"
    if not t.text.endswith(_ELISION) or len(t.text) == 1:
        return False
    return after is None or (after.index != t.index + 1 and after.text[:1].lower() not in _VOWELS)


def _dangles(t: Token) -> bool:
    """Whether a word at the end leads to something left out."""
    leads = t.dep in ("case", "det", "cc", "mark") and t.pos in _LEADING
    return leads or t.text in _ENDING


def _only_joins(t: Token, kept: set[int]) -> bool:
    """Whether a word at the start only joins what follows to something else."""
    relative = t.morph.get("PronType") == "Rel" and t.dep not in SUBJECTS
    lost = t.dep in ("case", "mark") and t.head not in kept
    return relative or lost or t.dep == "cc" or t.text in _ENDING
