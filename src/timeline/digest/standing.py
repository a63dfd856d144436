"""Whether a line can stand alone: what it leans on, and what was run into it.

A reader sees the line and nothing beside it. What a language's little words tell of it stands in
languages/<xx>/lines.toml; a language without that table leans on nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from timeline import languages
from timeline.contract import EventRow
from timeline.digest.tellings import Telling
from timeline.digest.vocabulary import Vocabulary
from timeline.languages import grammar

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|\[[^][]*\]|[,;:.|]")
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"")
# The hour of an entry of a live page: "1851 Officials met".
_CLOCK = re.compile(r"[0-2]\d[:.]?[0-5]\d (GMT |BST )?[A-Z]")
# A line of fewer words says too little.
_SHORT = 6
# The longest word that a name goes on with: "Lord of The Rings".
_WITHIN = 3
FAULTS = ("unsound", "run-together", "caption", "unnamed", "pointing", "bare", "short")
"""Names of what may be wrong with a line, each with a weight in lines.toml."""

_NOT_PEOPLE = ("organisation", "country", "group")


@dataclass(frozen=True, slots=True)
class _Little:
    """The little words of a language. openers: before a subject, they name nothing; speakers: of
    who writes; pointing: stretches that mean what was said before; elliptic: stretches that want a
    noun behind them; dangling: words that no line ends with; personal: pronouns of one person;
    indefinite: articles that bring in who is new; bare: openings that tell of somebody known;
    captions: of pictures, and notes about a page; articles: those that begin no name."""

    openers: frozenset[str]
    speakers: frozenset[str]
    pointing: tuple[str, ...]
    elliptic: tuple[str, ...]
    dangling: frozenset[str]
    personal: frozenset[str]
    indefinite: frozenset[str]
    bare: tuple[str, ...]
    captions: tuple[str, ...]
    articles: frozenset[str]


@cache
def _little(language: str) -> _Little | None:
    try:
        told = languages.table(language, "lines")
    except FileNotFoundError:
        return None

    def words(name: str) -> frozenset[str]:
        return frozenset(told[name].split())

    def stretches(name: str) -> tuple[str, ...]:
        return tuple(f" {stretch.replace('_', ' ')} " for stretch in told[name].split())

    return _Little(
        words("openers"),
        words("speakers"),
        stretches("pointing"),
        stretches("elliptic"),
        words("dangling"),
        words("personal"),
        words("indefinite"),
        stretches("bare"),
        stretches("captions"),
        words("articles"),
    )


def faults(line: str, telling: Telling, vocabulary: Vocabulary) -> Mapping[str, float]:
    """What keeps a line from standing alone, each fault by its name in lines.toml, as 1.0."""
    words = _WORD.findall(_QUOTED.sub(" ", line))
    little = _little(telling.language)
    found = {
        "run-together": "|" in words
        or _CLOCK.match(line) is not None
        or _begins_at(line, little, vocabulary) is not None,
        "short": sum(word[:1].isalnum() or word[:1] == "[" for word in _WORD.findall(line))
        < _SHORT,
    }
    if little is not None:
        found |= _by_little_words(words, little, telling)
    return {name: 1.0 for name in FAULTS if found.get(name)}


def _by_little_words(words: Sequence[str], little: _Little, telling: Telling) -> Mapping[str, bool]:
    """The faults that the little words of a language show."""
    text = f" {' '.join(words).casefold()} "
    # "US" is no "us".
    small = [word if word.isupper() and len(word) > 1 else word.casefold() for word in words]
    return {
        "unsound": bool(small) and small[-1] in little.dangling,
        "pointing": any(p in text for p in little.pointing)
        or any(_ends(text, e) for e in little.elliptic),
        "caption": any(f in text for f in little.captions),
        "bare": text.startswith(little.bare),
        "unnamed": not little.speakers.isdisjoint(small)
        or _pronoun_first(small, little, telling.language)
        or _nobody(words, little, telling.event),
    }


def own_sentence(line: str, telling: Telling, vocabulary: Vocabulary) -> str:
    """Of a line into which a heading or a caption was run, the part that tells the event.

    The line as it is where that is too short to stand alone, or both parts may tell it.
    """
    at = _begins_at(line, _little(telling.language), vocabulary)
    if at is None:
        return line
    trigger = telling.mention["trigger"]["text"]
    parts = [part.strip() for part in (line[:at], line[at:]) if trigger in part]
    return parts[0] if len(parts) == 1 and len(parts[0].split()) >= _SHORT else line


def _begins_at(line: str, little: _Little | None, vocabulary: Vocabulary) -> int | None:
    """Where a sentence begins in the midst of a line, a heading or a caption before it."""
    found = list(_WORD.finditer(line))
    words = [m.group() for m in found]
    following = [*words[2:], ""]
    for m, before, word, after in zip(found[1:], words, words[1:], following, strict=False):
        if len(before) <= _WITHIN or not before[-1:].isalnum() or not word[:1].isupper():
            continue
        # A capital may follow the article of a name: "told The Gazette".
        goes_on = after.islower() or after.isupper() or after.isdigit()
        if little is not None and word.casefold() in little.articles:
            if goes_on or len(word) == 1:
                return m.start()
        elif before.islower() and after.islower() and vocabulary.seldom_capital(word):
            return m.start()
    return None


def _ends(text: str, stretch: str) -> bool:
    """Whether a stretch has no word behind it that it could go with."""
    at = text.find(stretch)
    return at >= 0 and not text[at + len(stretch) :][:1].isalnum()


def _pronoun_first(small: Sequence[str], little: _Little, language: str) -> bool:
    """Whether a pronoun stands before anything that it could mean."""
    first = next((w for w in small if w not in little.openers and w[:1].isalnum()), "")
    return first in grammar.of(language).subject_forms or first in little.personal


def _nobody(words: Sequence[str], little: _Little, event: EventRow) -> bool:
    """Whether a pronoun of one person stands where none was named or brought in before."""
    no_person = {
        word.casefold() for name in _without_person(event) for word in re.findall(r"[^\W_]+", name)
    }
    for n, word in enumerate(words):
        small = word.casefold()
        if small in little.personal:
            return True
        named = word[:1].isupper() and n > 0 and words[n - 1] not in ".:"
        opening = n == 0 and len(words) > 1 and _opens_with_name(words, little)
        if word[:1] == "[" or small in little.indefinite:
            return False
        if (named or opening) and small not in no_person and small not in little.openers:
            return False
    return False


def _opens_with_name(words: Sequence[str], little: _Little) -> bool:
    """Whether the word that opens a line may be a name: no article, no little word."""
    small = words[0].casefold()
    return small not in little.openers and small not in little.dangling


def _without_person(event: EventRow) -> list[str]:
    """The names of an event that no person has."""
    actors = (a["name"] for a in event["actors"] if a["kind"] in _NOT_PEOPLE)
    aliases = (x for a in event["actors"] if a["kind"] in _NOT_PEOPLE for x in a["aliases"])
    return [*actors, *aliases, *(p["name"] for p in event["places"])]
