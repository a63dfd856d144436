"""Who and where, from the cells and titles of a table; no model is at hand."""

from __future__ import annotations

import re

from timeline.model import Actor, Place
from timeline.names import country_of, gazetteer, names_country, organisations
from timeline.names.kinds import kind

# Capitalised words in a row, small particles between them.
_CAPITALISED = re.compile(
    r"\b[^\W\d_a-z]\w*(?:['’.-]\w+)*(?:\s+(?:(?:de|du|von|van|al|of)\s+)?[^\W\d_a-z]\w*(?:['’.-]\w+)*)*"
)
# Words that a headline in capitals leaves small.
_LIGHT = frozenset(
    ("the", "and", "for", "with", "from", "des", "les", "sur", "dans", "pour", "par")
)
_ARTICLE = re.compile(r"^(?:(?:the|a|an|le|la|les|un|une|des)\s+|l['’])", re.IGNORECASE)


def place(name: str, language: str) -> Place:
    """The place of a cell."""
    known = gazetteer.lookup(name, language)
    return known or Place(name=name, kind="place", country=None)


def actor(name: str, language: str) -> Actor:
    """The actor of a cell; two words and more that are nothing else are a person."""
    sort = kind(name, "", language)
    if sort == "organisation" and not organisations.body(name) and _like_a_person(name):
        sort = kind(name, "PERSON", language)
    return Actor(name=name, kind=sort)


def found_places(title: str, language: str) -> tuple[Place, ...]:
    """The places that a title names."""
    return tuple(dict.fromkeys(p for _, _, p in gazetteer.places(title, language)))


def found_actors(title: str, language: str) -> tuple[Actor, ...]:
    """The actors that a title names, in its order: what is capitalised and no town.

    Nothing where every word of weight is capitalised, as some headlines have it.
    """
    words = [w for w in title.split() if w[:1].isalpha() and len(w) > 2]
    if len(words) > 3 and all(w[:1].isupper() or w in _LIGHT for w in words):
        return ()
    towns = {
        n for start, end, p in gazetteer.places(title, language)
        if p.kind != "country" for n in range(start, end)
    }  # fmt: skip
    found: dict[str, Actor] = {}
    for m in _CAPITALISED.finditer(title):
        name = _ARTICLE.sub("", m[0])
        # The first word of a title is capitalised whatever it is.
        alone = m.start() == 0 and " " not in name and not (country_of(name) or name.isupper())
        if not name[:1].isupper() or alone or not towns.isdisjoint(range(m.start(), m.end())):
            continue
        if names_country(name) or country_of(name):
            found[name] = Actor(name=name, kind="country")
        else:
            found[name] = actor(name, language)
    return tuple(found.values())


def _like_a_person(name: str) -> bool:
    words = name.split()
    return 1 < len(words) < 5 and all(w[:1].isupper() and not w.isupper() for w in words)
