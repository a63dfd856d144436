"""How a noun that names an event stands in its phrase: as known, as somebody's, as new.

Read from the words before it; the words stand in languages/<xx>/retold.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property, lru_cache

from timeline import languages
from timeline.languages.stems import stem
from timeline.model import EventMention

# So many words before a noun belong to its phrase at most ("the large-scale overnight air attack").
_REACH = 5
# Words of otherness are among so many first ones of a phrase.
_FIRST = 3
# The words before a noun stand within so many characters.
_AHEAD = 120
_WORDS = re.compile(r"\w['’]|[^\W_]+(?:-[^\W_]+)*(?:['’]s\b|['’])?|[^\w\s]")


class Standing(Enum):
    """What the words before a noun say of the event it names."""

    KNOWN = "the"
    POINTED_AT = "this"
    OWNED = "his"
    NEW = "a"
    OTHER = "another"
    BARE = ""


@dataclass(frozen=True)
class Words:
    """The small words of one language that say whether a noun names something again."""

    known: frozenset[str]
    pointing: frozenset[str]
    owning: frozenset[str]
    new: frozenset[str]
    others: frozenset[str]
    newer: frozenset[str]
    ends: frozenset[str]
    joining: frozenset[str]

    @cached_property
    def opening(self) -> frozenset[str]:
        """What the phrase of a noun begins with, or what stands before it."""
        return self.known | self.pointing | self.owning | self.new | self.ends | self.joining


@cache
def words(language: str) -> Words:
    """Those of a language; none where it has no such table."""
    names = tuple(Words.__dataclass_fields__)
    if language not in languages.having("retold"):
        return Words(*(frozenset[str]() for _ in names))
    told = languages.table(language, "retold")["before_nouns"]
    return Words(*(frozenset(told[name].split()) for name in names))


@dataclass(frozen=True, slots=True)
class Phrase:
    """The phrase of the noun that tells a mention.

    noun: False where a verb alone tells it; standing: what stands before it; several: whether its
    form is a plural; modifiers: the words between, as written, the nearest first.
    """

    noun: bool
    standing: Standing
    several: bool
    modifiers: tuple[str, ...]


def phrase(e: EventMention) -> Phrase:
    """The phrase by which a mention is told: that of "the deal was signed" is "the deal"."""
    noun = e.nominal or e.found_by in ("light", "noun", "starting")
    at = max(0, e.trigger.start - e.start)
    return _phrase(e.quote, at, e.trigger.text, e.lemma, noun, e.language)


@lru_cache(maxsize=1024)
def _phrase(quote: str, start: int, trigger: str, lemma: str, noun: bool, language: str) -> Phrase:
    """Asked for twice of each mention of an article."""
    single = (lemma.split() or [""])[-1]
    wanted = stem(single, language)
    words_in = _WORDS.finditer(trigger)
    found = next((w for w in words_in if stem(w[0].casefold(), language) == wanted), None)
    at = found.start() if found else 0
    if not (noun or at > 0):
        return Phrase(False, Standing.BARE, False, ())
    written = _before(quote, start + at)
    word = found[0].casefold() if found else ""
    several = word != single and word.endswith(("s", "x"))
    return Phrase(True, _standing(language, written), several, _modifiers(language, written))


def _before(quote: str, end: int) -> list[str]:
    """The words before a noun in its sentence, the nearest first."""
    found = _WORDS.findall(quote[max(0, end - _AHEAD) : end])
    return [w.replace("’", "'") for w in found[: -_REACH - 1 : -1]]


def _standing(language: str, written: Sequence[str]) -> Standing:
    known = words(language)
    for word in map(str.casefold, written):
        if word in known.others | known.newer:
            return Standing.OTHER
        if word in known.new or word.isdigit():
            return Standing.NEW
        if word in known.pointing:
            return Standing.POINTED_AT
        if word in known.owning or word.endswith("'s"):
            return Standing.OWNED
        if word in known.known:
            return Standing.KNOWN
        if word in known.opening or not word[:1].isalnum():
            break
    return Standing.BARE


def _modifiers(language: str, written: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for word in written:
        plain = word.casefold()
        if plain in words(language).opening or not word[:1].isalnum():
            break
        found.append(word)
        if plain.endswith("'s"):
            break
    return tuple(found)


def others(told: str, language: str) -> frozenset[str]:
    """The words of otherness that a phrase begins with: "another" of "another climber"."""
    written = [w.casefold() for w in _WORDS.findall(told)[:_FIRST]]
    return words(language).others.intersection(written)


def apposes(between: str, language: str) -> bool:
    """Whether the words between two nouns set the second beside the first as what it is.

    ", an " of "the blast, an attack on the mine".
    """
    before, comma, told = between.partition(",")
    opens = [w.casefold() for w in _WORDS.findall(told)]
    if not (comma and opens) or before.strip():
        return False
    known = words(language)
    inside = known.ends | known.joining
    return opens[0] in known.new | known.known and inside.isdisjoint(opens[1:])
