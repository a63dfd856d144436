"""Which nouns could name an event, and of which type."""

from __future__ import annotations

import re

from timeline.events import tree, types
from timeline.events.lexicon import Lexicon
from timeline.model import EventType
from timeline.syntax import Sentence, Token

_YEARS = re.compile(r"(?:1[0-9]|20)\d\d(?:[-–/]\d{2,4})?")
# Types of events that bear names which look like an organisation's ("… Conference").
_NAMED_EVENTS = frozenset({"meeting", "culture", "sport", "conflict", "disaster", "election"})


def find(sentence: Sentence, words: Lexicon) -> tuple[dict[int, EventType], dict[int, int]]:
    """(index -> type of every noun that could name an event, index of a phase -> what it is of).

    "The beginning of the war" is an event of the war's type; "the end of the summer" is none.
    """
    named = {
        t.index: kind
        for t in sentence.tokens
        if t.pos in tree.NOMINAL and (kind := _named_by(sentence, t, words))
    }
    of: dict[int, int] = {}
    for index in list(named):
        if tree.lemma(sentence.tokens[index]) not in words.phase_nouns:
            continue
        whole = _whole(sentence, index, named)
        if tree.is_time(sentence, index, words):
            del named[index]
        elif whole is not None:
            named[index], of[index] = named[whole], whole
        elif not _own_event(sentence, index, named[index], words):
            del named[index]
    return named, of


def _whole(sentence: Sentence, index: int, named: dict[int, EventType]) -> int | None:
    """The event of which a noun names the beginning or the end."""
    below = (t for t in sentence.children(index) if t.dep.startswith("nmod"))
    return next((t.index for t in below if t.index in named), None)


def _own_event(sentence: Sentence, index: int, kind: EventType, words: Lexicon) -> bool:
    """True for "the opening of the ferry line", not for "the end of the road"."""
    return sentence.tokens[index].dep in tree.SUBJECTS or (
        kind != "other"
        and any(
            t.dep.startswith("nmod") and not tree.is_time(sentence, t.index, words)
            for t in sentence.children(index)
        )
    )


def _named_by(sentence: Sentence, t: Token, words: Lexicon) -> EventType | None:
    """The type of the event that a noun could name, None where it can name none."""
    if t.dep in ("compound", "case", "mark"):
        return None
    kind = types.of_noun(sentence, t.index, words)
    if kind is None:
        return None
    month = t.text[0].isupper() and t.index and tree.lemma(t) in words.time["months"]
    if month or _of_its_year(sentence, t, words) or _paper(sentence, t, words):
        return None  # no march, but the month
    entity = tree.entity_at(sentence, t.index)
    if entity is None:
        return kind
    if entity.label == "ORG":
        body = kind not in _NAMED_EVENTS or tree.lemma(t) in words.grammar["bodies"]
        return None if body and not tree.dated(sentence, t.index, words) else kind
    return None if entity.label in ("PERSON", "GPE", "LOC", "NORP") else kind


def _paper(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for the letter of "dismissed by letter of 7 May", where the verb names the event."""
    if sentence.tokens[t.head].pos != "VERB" or not tree.is_paper(sentence, t, words):
        return False
    return tree.known_verb(sentence, t.head, words) in words.verbs


def _of_its_year(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for "the 2024 budget", « la saison 1895-1896 »: the year is its name."""
    if tree.lemma(t) not in words.grammar["yearly"]:
        return False
    near = sentence.tokens[max(0, t.index - 1) : t.index + 2]
    return any(c.pos in ("NUM", "NOUN", "PROPN") and _YEARS.fullmatch(c.text) for c in near)
