"""A headline of the clause's own words, in their order and form, where composing one has failed.

Left out: the date, which stands beside it; clauses below that tell something else; openings, asides
and what joins it to the clause before. Nothing is put in, so that nothing false can be said.
"""

from __future__ import annotations

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.syntax import Sentence, Token

# At most so many words; a longer clause ends behind a whole phrase.
MOST = 16
# Clauses below that tell something of their own, and what only joins or opens.
_APART = {"advcl", "acl:relcl", "parataxis", "discourse", "vocative", "dislocated", "appos"}
_JOINING = {"cc", "mark"}
_CLOSING = frozenset((*",;:–—-.…!?", "...", "--"))
_QUOTES = frozenset('«»“”"‘„')
_HUNG = {"case", "det", "cc", "mark", "aux", "aux:pass", "cop"}


def headline(sentence: Sentence, candidate: Candidate, words: Lexicon) -> str:
    """The words of the clause that tells an event; "" where they are no more than one."""
    top = candidate.chain[0] if candidate.chain else candidate.head
    kept = _kept(sentence, top, candidate, words)
    kept = _within(kept, candidate.head)
    while kept and (kept[-1].dep in _HUNG or kept[-1].text in _CLOSING):
        kept.pop()
    while kept and kept[0].text in _CLOSING:
        kept.pop(0)
    told = [t for t in kept if t.pos != "PUNCT"]
    if len(told) < 2:
        return ""
    text = _joined(kept)
    return text[:1].upper() + text[1:]


def _kept(sentence: Sentence, top: int, candidate: Candidate, words: Lexicon) -> list[Token]:
    """The tokens of the clause, what is left out taken away with all that hangs on it."""
    away: set[int] = set()
    own = {candidate.head, *candidate.chain, *range(*candidate.span)}
    for t in sentence.subtree(top):
        if t.index in away or t.index == top or t.index in own:
            continue
        verbal = t.pos in tree.VERBAL and t.dep == "conj"
        time = tree.is_time(sentence, t.index, words)
        joins = t.dep in _JOINING and t.head == top
        sign = t.text in "()[]" or t.text in _QUOTES
        # "The train whose first cars left": what joins a relative clause but acts in it stays.
        joins |= t.morph.get("PronType") == "Rel" and t.dep not in tree.SUBJECTS
        if t.dep in _APART or verbal or time or joins or sign:
            below = {b.index for b in sentence.subtree(t.index)}
            away |= below if not below & own else {t.index}
    kept: list[Token] = []
    for t in sentence.subtree(top):
        # Of two marks that stand together where something went, one is enough.
        twice = bool(kept) and kept[-1].text in _CLOSING and t.text in _CLOSING
        if t.index not in away and not twice:
            kept.append(t)
    return kept


def _within(tokens: list[Token], head: int) -> list[Token]:
    """No more than MOST words: the end goes, phrase by phrase, but never the trigger."""
    count = sum(t.pos != "PUNCT" for t in tokens)
    while count > MOST and tokens and tokens[-1].index > head:
        last = tokens.pop()
        count -= last.pos != "PUNCT"
        if count <= MOST and last.dep not in _HUNG:
            # The last word taken belonged to a phrase: its other words go as well.
            while tokens and tokens[-1].index > head and tokens[-1].head == last.index:
                count -= tokens.pop().pos != "PUNCT"
    return tokens


def _joined(tokens: list[Token]) -> str:
    """The words with the spaces between them; a gap where something was left out is one space."""
    text = ""
    for before, t in zip([None, *tokens], tokens, strict=False):
        if before is not None:
            close = t.start == before.end
            if not close and t.text not in _CLOSING:
                text += " "
        text += t.text
    return text
