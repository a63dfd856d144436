"""Where the parse is doubtful: the sentence itself, shortened at its commas."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.headline import omit
from timeline.headline.clause import AUXILIARY, VERBAL, Clause, words_of
from timeline.model import DatedMention, TimeExpression
from timeline.syntax import Sentence

# Words that the parts before the trigger may bring it to, and those behind it.
_MOST, _FEW = 16, 8
_TOLD = ("root", "conj", "parataxis", "ccomp")
# Words that a dateline may have, and that its place stands among; the dash has a space before it.
_DATELINE, _FIRST = 10, 3
_DASHES = ("—", "–", "-", "--")
_MARKS = (",", ";", ":", "–", "—", "--")
_NAMES = ("NOUN", "PROPN", "PRON")


def doubtful(clause: Clause, mention: DatedMention) -> bool:
    """Whether the tree can't tell what the clause says: one word, or a verb without a subject."""
    top = clause.sentence.tokens[clause.top]
    if (clause.words() < 2 and not clause.behind) or mention.event.rules[0].startswith("entry:"):
        return True
    if clause.doubtful or _inverted(clause) or _behind_dateline(clause):
        return True
    alone = clause.subject is None and top.pos in VERBAL and top.dep in _TOLD
    return alone and top.morph.get("VerbForm") != "Inf"


def _inverted(clause: Clause) -> bool:
    """Whether an auxiliary stands before who acts: "only then did he admit"."""
    sentence, subject = clause.sentence, clause.subject
    if subject is None or not subject < clause.top or sentence.tokens[-1].text == "?":
        return False
    return any(t.dep in AUXILIARY and t.index < subject for t in sentence.children(clause.top))


def _behind_dateline(clause: Clause) -> bool:
    """Whether what acts is the place of a dateline: "OSLO, June 1 — Britain …"."""
    tokens, subject = clause.sentence.tokens, clause.subject
    if subject is None or not subject < min(clause.top, _FIRST):
        return False
    behind = range(subject + 1, min(clause.top, _DATELINE))
    return any(tokens[i].text in _DASHES and tokens[i].start > tokens[i - 1].end for i in behind)


def around(mention: DatedMention, sentence: Sentence, times: Sequence[TimeExpression]) -> Clause:
    """The part of a sentence between commas that holds the trigger, with what it needs: before it
    as far back as the first noun, behind it no more than a few words."""
    trigger = words_of(sentence, mention)
    clause = Clause(sentence, min(trigger), {t.index for t in sentence.tokens}, trigger)
    omit.dates(clause, mention, times)
    omit.parentheses(clause)
    parts = _parts(clause)
    at = next((n for n, part in enumerate(parts) if trigger & set(part)), None)
    if at is None:
        return clause
    first = last = at
    size = len(parts[at])
    while first and not _named(clause, parts[first]) and size + len(parts[first - 1]) <= _MOST:
        first -= 1
        size += len(parts[first])
    while last + 1 < len(parts) and size + len(parts[last + 1]) <= _FEW:
        last += 1
        size += len(parts[last])
    clause.kept &= set(range(parts[first][0], parts[last][-1] + 1))
    return clause


def _parts(clause: Clause) -> list[list[int]]:
    """The indices kept, parted at commas and their like; those marks left out."""
    tokens = clause.sentence.tokens
    parts: list[list[int]] = [[]]
    for i in sorted(clause.kept):
        if tokens[i].text in _MARKS:
            parts.append([])
        elif tokens[i].pos != "PUNCT" or parts[-1]:
            parts[-1].append(i)
    return [part for part in parts if part]


def _named(clause: Clause, part: Sequence[int]) -> bool:
    """Whether a part has something before the trigger that may act."""
    tokens = clause.sentence.tokens
    return any(
        i < clause.top and tokens[i].pos in _NAMES and tokens[i].morph.get("PronType") != "Rel"
        for i in part
    )
