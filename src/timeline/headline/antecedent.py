"""What the pronouns of an article stand for, in words short enough for a headline's brackets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline import centering
from timeline.headline.clause import phrase_of, text_of
from timeline.syntax import Sentence, Token

# A longer phrase is named by its noun with what stands before it.
_WORDS = 6
_BEFORE = ("det", "amod", "compound", "nmod:poss", "flat", "flat:name", "flat:foreign")


def meanings(sentences: Sequence[Sentence], known: Mapping[int, str]) -> dict[int, str]:
    """What pronouns mean, by their raw offset, `known` ones included."""
    found = dict(known)
    for start, meant in centering.meanings(sentences, known).items():
        text = meant if isinstance(meant, str) else _text(meant.sentence, meant.noun)
        if text is not None:
            found[start] = text
    return found


def _text(sentence: Sentence, noun: Token) -> str | None:
    """A short phrase that names a noun, None where there is none."""
    phrase = phrase_of(sentence, noun.index)
    if len(phrase) > _WORDS:
        if any(t.dep == "conj" for t in sentence.children(noun.index)):
            return None
        before = {t.index for t in sentence.children(noun.index) if t.dep in _BEFORE}
        phrase = {noun.index, *(i for top in before for i in phrase_of(sentence, top))}
    return text_of(sentence, phrase)
