"""How a noun that names an event stands in its phrase: as known, as somebody's, as new.

Read from the words before it; the words stand in languages/<xx>/retold.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from timeline import languages
from timeline.languages.stems import stem
from timeline.model import EventMention

# So many words before a noun belong to its phrase at most ("the large-scale overnight air attack").
_REACH = 5
# They stand within so many characters.
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


@dataclass(frozen=True, slots=True)
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

    @property
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


def noun(e: EventMention) -> bool:
    """Whether it is told by a noun, with a verb beside it or without: "the deal was signed"."""
    return e.nominal or e.found_by in ("light", "noun", "starting") or _at(e) > 0


def _at(e: EventMention) -> int:
    """Where in its trigger the noun begins that names it, 0 where it begins with that."""
    found = _noun(e)
    return found.start() if found else 0


def _noun(e: EventMention) -> re.Match[str] | None:
    """The noun that names an event in its trigger."""
    wanted = stem(e.lemma.split()[-1] if e.lemma else "", e.language)
    words_in = _WORDS.finditer(e.trigger.text)
    return next((w for w in words_in if stem(w[0].casefold(), e.language) == wanted), None)


def before(e: EventMention) -> list[str]:
    """The words before the noun of a mention in its sentence, the nearest first."""
    at = max(0, e.trigger.start - e.start) + _at(e)
    found = _WORDS.findall(e.quote[max(0, at - _AHEAD) : at])
    return [w.replace("’", "'") for w in found[: -_REACH - 1 : -1]]


def standing(e: EventMention) -> Standing:
    """How the noun of a mention stands: "the blast", "this blast", "his arrest", "a blast"."""
    if not noun(e):
        return Standing.BARE
    known = words(e.language)
    for written in before(e):
        word = written.casefold()
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


def modifiers(e: EventMention) -> list[str]:
    """The words between a noun and what its phrase begins with, as written."""
    found: list[str] = []
    for word in before(e):
        plain = word.casefold()
        if plain in words(e.language).opening or not word[:1].isalnum():
            break
        found.append(word)
        if plain.endswith("'s"):
            break
    return found


def several(e: EventMention) -> bool:
    """Whether the noun of a mention stands in the plural, by its form."""
    found = _noun(e) if noun(e) else None
    word, single = found[0].casefold() if found else "", (e.lemma.split() or [""])[-1]
    return word != single and word.endswith(("s", "x"))


def others(e: EventMention) -> frozenset[str]:
    """The words of otherness in a mention's frame: "another" of "another climber died"."""
    f = e.frame
    told = " ".join(a.text for a in (f.subject, f.object) if a is not None)
    written = [w.casefold() for w in _WORDS.findall(told)[:3]]
    return words(e.language).others.intersection(written)
