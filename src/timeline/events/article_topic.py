"""The country or body an article is about, to tell apart what a bare noun names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from timeline.events.lexicon import Lexicon
from timeline.events.spelling import clean
from timeline.syntax import Entity, Sentence

# In how many sentences, and in what share of them, the topic is named; how far ahead of the next.
_FEWEST, _SHARE, _AHEAD = 3, 0.3, 2.0


def of(sentences: Sequence[Sentence], words: Lexicon) -> tuple[str, bool]:
    """The name of what most sentences speak of, as the article writes it; "" if nothing leads.

    With it whether that is a country.
    """
    told: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        seen = set()
        for entity in sentence.entities:
            key, name = _named(entity, words.language)
            if not key:
                continue
            seen.add(key)
            if name:
                written[key][name] += 1
        told.update(sorted(seen))
    if not told:
        return "", False
    order = sorted(told, key=lambda k: (-told[k], k))
    best = order[0]
    second = told[order[1]] if len(order) > 1 else 0
    enough = told[best] >= _FEWEST and told[best] >= _SHARE * len(sentences)
    if not enough or told[best] < _AHEAD * second or not written[best]:
        return "", False
    return min(written[best], key=lambda n: (-written[best][n], n)), best.isupper()


def _named(entity: Entity, language: str) -> tuple[str, str]:
    """What an entity counts for, and its name where it is the topic's own."""
    from timeline import names

    text = clean(entity.text)
    if text == "U.S":
        text = "US"
    if entity.label == "NORP" or (entity.label in ("GPE", "LOC", "ORG", "MISC")):
        code = names.demonym(text, language)
        if code is not None:
            return code, ""
        code = names.country(text, language)
        if code is not None:
            return code, text if names.names_country(text) else ""
        for _, _, place in names.places(text, language):
            if place.country:
                return place.country, ""
    if entity.label not in ("NORP", "PERSON") and text[:1].isupper():
        return text.casefold(), text
    return "", ""
