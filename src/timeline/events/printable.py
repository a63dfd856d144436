"""What makes a title unfit to print, as far as its words alone can tell."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from timeline.events import inflect
from timeline.events.lexicon import Lexicon, lexicon

FEWEST, MOST_WORDS = 2, 12
_OPEN = ",;:-–—'’"
# Words that point at something told before, wherever they stand in a title.
_POINTING = frozenset({
    "this", "these", "those", "latter", "latter's", "Latter", "Latter's", "former's", "cela",
    "ceci", "ça", "celui-ci", "celle-ci", "ceux-ci", "celles-ci",
})  # fmt: skip
_DENIED = frozenset(
    {"pas", "plus", "jamais", "rien", "aucun", "aucune", "guère", "ni", "personne", "nul", "que"}
)
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))
_PAIRED = re.compile(r"[()\[\]«»“”]")


def faults(title: str, words: Lexicon, *, nominal: bool) -> tuple[str, ...]:
    """Names of the rules a title breaks, none for one that is well formed.

    nominal: the event is named by a noun, so that a last word that looks like a verb is none
    ("Ann Miller's visit").
    """
    told = title.split()
    if not told:
        return ("empty",)
    first, last = _bare(told[0]), _bare(told[-1])
    broken = (
        ("short", len(told) < FEWEST),
        ("long", len(told) > MOST_WORDS),
        ("capital", title[:1].islower() and not title[1:2].isupper()),
        (
            "end",
            (last in words.grammar["dangling"] and not carried(told, words))
            or last in _is(words)
            or title[-1:] in ",;:-–—'’",
        ),
        ("start", first in words.headline["first"] or first.rstrip("'") in _PREPOSED),
        ("pronoun", _unnamed(told, first, words) or not _POINTING.isdisjoint(told)),
        ("speaker", not words.headline["speaker"].isdisjoint(map(_said, told))),
        ("pair", bool(_PAIRED.search(title)) and _unpaired(title)),
        ("quote", title.count('"') % 2 == 1 or "{" in title or "|" in title),
        ("twice", _twice(told)),
        ("negation", words.language == "fr" and _half_denied(told)),
        ("object", not nominal and last in _transitive(words) and told[-1].islower()),
    )
    return tuple(name for name, holds in broken if holds)


def carried(told: list[str], words: Lexicon) -> bool:
    """True where the last word belongs to the verb before it ("Clashes go on")."""
    if len(told) < 3 or words.language != "en":
        return False
    verb, last = told[-2].lower(), told[-1].lower()
    if verb in _carriers(words.language).get(last, ()):
        return True
    done = verb.endswith("ed") or verb in _participles(words.language)
    # "to be sworn in", "is shot down"
    return done and (verb[:2], last) in _phrasal(words.language)


@lru_cache(maxsize=8)
def _carriers(language: str) -> dict[str, frozenset[str]]:
    """The forms of the verbs that each closing word belongs to."""
    words = lexicon(language)
    made: dict[str, set[str]] = {}
    for pair in words.headline["carried"]:
        base, _, end = pair.partition("_")
        made.setdefault(end, set()).update((inflect.present(base, False, words), base))
    return {end: frozenset(forms) for end, forms in made.items()}


@lru_cache(maxsize=8)
def _participles(language: str) -> frozenset[str]:
    return frozenset(lexicon(language).participles.values())


@lru_cache(maxsize=8)
def _phrasal(language: str) -> frozenset[tuple[str, str]]:
    """The first letters and the particle of each verb that has one."""
    pairs = (v.partition("_") for v in lexicon(language).known_verbs)
    return frozenset((base[:2], end) for base, _, end in pairs if end)


def vague(title: str, words: Lexicon) -> bool:
    """True for a noun that is only counted ("Two riots", "Other talks")."""
    *before, _ = title.split()
    return bool(before) and all(w.lower() in words.headline["counting"] for w in before)


_PREPOSED = frozenset({"to", "not", "ne", "n", "se", "s"})


def _half_denied(told: list[str]) -> bool:
    """True for a French "ne" without its second part."""
    lower = [w.lower() for w in told]
    ne = any(w == "ne" or w.startswith(("n'", "n’")) for w in lower)
    return ne and not any(w in _DENIED or w.startswith(("qu'", "d'aucun")) for w in lower)


def _is(words: Lexicon) -> frozenset[str]:
    return words.headline["is"] | words.headline["are"]


def _bare(word: str) -> str:
    return word.lower().strip(',;:.!?"«»“”()')


def _said(word: str) -> str:
    """A word as it stands but for signs, so that "US" is not "us"."""
    return word.strip(',;:.!?"«»“”()') if word != word.upper() or len(word) == 1 else ""


def _unnamed(told: list[str], first: str, words: Lexicon) -> bool:
    """True for a title that begins with a pronoun; "One of the ships" does not."""
    return first in words.headline["pronouns"] and told[1:2] != ["of"]


def _unpaired(title: str) -> bool:
    return any(title.count(a) != title.count(b) for a, b in _PAIRS)


def _twice(told: list[str]) -> bool:
    """True where a word stands two times running."""
    return any(
        a == b and word.isalpha()
        for (a, b), word in zip(pairwise([w.lower() for w in told]), told, strict=False)
    )


def _transitive(words: Lexicon) -> frozenset[str]:
    """The headline forms of verbs that need an object and that are no nouns as well."""
    return _forms(words.language)


@lru_cache(maxsize=8)
def _forms(language: str) -> frozenset[str]:
    words = lexicon(language)
    needs = words.headline["needs"] - words.headline["both"]
    alone = (v for v in needs if v not in words.nouns and v not in words.weak and "_" not in v)
    return frozenset(inflect.present(v, False, words) for v in alone)
