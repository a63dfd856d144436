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
        text = meant if isinstance(meant, str) else _text(meant.sentence, meant.noun, start)
        if text is not None:
            found[start] = text
    return found


def _text(sentence: Sentence, noun: Token, pronoun: int) -> str | None:
    """A short phrase that names a noun, None where there is none.

    The words are the article's as they stand: what pronouns among them mean is not put in, so that
    two phrases may hold pronouns for each other. A phrase does not tell what one of its own means.

    pronoun: the raw offset of the pronoun that stands for it.
    """
    phrase = phrase_of(sentence, noun.index)
    if len(phrase) > _WORDS or _holds(sentence, phrase, pronoun):
        if any(t.dep == "conj" for t in sentence.children(noun.index)):
            return None
        before = {t.index for t in sentence.children(noun.index) if t.dep in _BEFORE}
        phrase = {noun.index, *(i for top in before for i in phrase_of(sentence, top))}
    return None if _holds(sentence, phrase, pronoun) else text_of(sentence, phrase)


def _holds(sentence: Sentence, phrase: set[int], pronoun: int) -> bool:
    return any(sentence.tokens[i].start == pronoun for i in phrase)
