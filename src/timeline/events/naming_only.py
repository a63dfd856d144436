"""Words that name events elsewhere but none where they stand: an address in a street.

Each rule is for the places in which such a word only names a thing, counts it or says how it is.
"""

from __future__ import annotations

import re

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.events.tenses import group
from timeline.syntax import Sentence, Token

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:[-–/]\d{2,4})?")
# Within so many words before a noun that is counted its verb stands.
_COUNTED = 6


def no_event(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """Whether a noun that may name an event names none in its place."""
    return (
        _paper(sentence, t, words)
        or _place(sentence, t, words)
        or _known(sentence, t, words)
        or _of_its_year(sentence, t, words)
        or _counted(sentence, t, words)
        or _label(sentence, t, words)
    )


def _paper(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for the letter of "dismissed by letter of 7 May", where the verb names the event."""
    told = sentence.tokens[t.head].pos == "VERB" and (
        tree.known_verb(sentence, t.head, words) in words.verbs
    )
    return told and tree.is_paper(sentence, t, words)


def _place(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for "an address in Oak Lane", not for the address that is given in parliament."""
    if tree.lemma(t) not in words.grammar["places"] or t.dep in tree.SUBJECTS:
        return False
    above = sentence.tokens[t.head]
    if above.pos == "VERB" and tree.lemma(above) in words.light:
        return False
    return any(
        c.pos == "PROPN" and tree.cases(sentence, c.index) in words.grammar["place"]
        for c in sentence.children(t.index)
    )


def _known(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for "people familiar with the talks", who only tell of them."""
    above = sentence.tokens[t.head]
    return above.pos == "ADJ" and tree.lemma(above) in words.grammar["familiar"]


def _of_its_year(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for "the 2024 budget", « la saison 1895-1896 »: the year is its name."""
    if tree.lemma(t) not in words.grammar["yearly"]:
        return False
    beside = [
        sentence.tokens[n] for n in (t.index - 1, t.index + 1) if 0 <= n < len(sentence.tokens)
    ]
    return any(c.pos in ("NUM", "NOUN", "PROPN") and _YEAR.fullmatch(c.text) for c in beside)


def _counted(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for "it is the second stabbing this year", which counts what was told before."""
    opens = sentence.tokens[max(0, t.index - _COUNTED) : t.index]
    if not any(tree.lemma(c) in words.grammar["ranks"] for c in opens):
        return False
    for n, c in enumerate(opens[1:], 1):
        if tree.lemma(c) in words.grammar["copula"]:
            rest = opens[n + 1 :]
            this = opens[n - 1].pos == "PRON" and all(r.pos in ("DET", "ADJ", "NUM") for r in rest)
            return this and opens[n - 1].text.lower() in words.grammar["this"]
    return False


def _label(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for « Témoignage. », which says what kind of text follows."""
    told = [c for c in sentence.tokens if c.pos != "PUNCT"]
    return len(told) == 1 and words.nouns.get(tree.lemma(t)) == "statement"


def standing(sentence: Sentence, verb: int, key: str, words: Lexicon) -> bool:
    """Whether a verb tells how things stand: "is owned by X and run by Y", "lenders led by X"."""
    if key not in words.grammar["holding"] or not tree.is_passive(sentence, verb):
        return False
    token = sentence.tokens[verb]
    if token.dep == "acl":
        return sentence.child(verb, "obl:agent") is not None
    above = token
    while above.dep == "conj" and not tree.auxiliaries(sentence, above.index):
        above = sentence.tokens[above.head]
    return group(sentence, above.index, words).tense == "present"


def lasts(sentence: Sentence, verb: int, words: Lexicon) -> bool:
    """Whether a time beside a verb is the one since which it is so."""
    times = tree.own_times(sentence, verb, words)
    return any(tree.cases(sentence, t.index).split("_")[0] in words.grammar["since"] for t in times)


def great(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for the name of an event with its year: "the Great Drought of 1785"."""
    named = any(
        c.dep in ("compound", "amod")
        and tree.lemma(c) in words.grammar["great"]
        and c.text[0].isupper()
        for c in sentence.children(t.index)
    )
    return named and t.text[0].isupper() and any(
        tree.cases(sentence, c.index) in words.grammar["of"]
        for c in tree.own_times(sentence, t.index, words)
    )  # fmt: skip
