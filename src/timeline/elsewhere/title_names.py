"""Who and where, from the cells and titles of a table; no model is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline.model import Actor, Place
from timeline.names import country_of, data, gazetteer, organisations
from timeline.names.kinds import kind

_WORD = re.compile(r"[^\W\d_][\w]*(?:[’'.-]\w+)*")
# What may stand inside a name in small letters.
_PARTICLES = frozenset(("de", "du", "la", "von", "van", "der", "al", "el", "bin", "of"))
_AND = frozenset(("and", "et", ","))
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


def inner_names(titles: Iterable[str]) -> frozenset[str]:
    """The capitalised words within some titles: names, where a title begins with them too."""
    return frozenset(
        m[0] for t in titles for m in list(_WORD.finditer(t))[1:] if m[0][:1].isupper()
    )


def found_actors(title: str, language: str, known: frozenset[str] = frozenset()) -> list[Actor]:
    """The actors that a title names, in its order: what is capitalised and no town.

    known: words that are names though they begin a title. Nothing where every word of weight is
    capitalised, as some headlines have it.
    """
    if _all_in_capitals(title):
        return []
    towns = {
        n
        for start, end, p in gazetteer.places(title, language)
        if p.kind != "country"
        for n in range(start, end)
    }
    found: dict[str, Actor] = {}
    for start, end in _names(title):
        name = _ARTICLE.sub("", title[start:end])
        first = start == 0 and " " not in name
        sure = not first or _surely(name, title[end:], known)
        if sure and name[:1].isupper() and towns.isdisjoint(range(start, end)):
            found.setdefault(name, actor(name, language))
    return list(found.values())


def _all_in_capitals(title: str) -> bool:
    small = data.all_words("function")
    words = [w for w in title.split() if w[:1].isalpha() and len(w) > 2]
    return len(words) > 3 and all(w[:1].isupper() or w in small for w in words)


def _names(title: str) -> Iterator[tuple[int, int]]:
    """Spans of capitalised words in a row, with the particles between them."""
    start = end = -1
    for m in _WORD.finditer(title):
        inside = start >= 0 and title[end : m.start()].strip(" ") in ("", *_PARTICLES)
        if m[0] in _PARTICLES and inside:
            continue
        if not m[0][:1].isupper():
            if start >= 0:
                yield start, end
            start = -1
        elif inside:
            end = m.end()
        else:
            if start >= 0:
                yield start, end
            start, end = m.span()
    if start >= 0:
        yield start, end


def _surely(name: str, after: str, known: frozenset[str]) -> bool:
    """Whether one word at the beginning, where all are capitalised, is a name."""
    if name in known or name.isupper() or country_of(name) is not None:
        return True
    rest = after.replace(",", " , ").split()
    return len(rest) > 1 and rest[0] in _AND and rest[1][:1].isupper()


def _like_a_person(name: str) -> bool:
    words = name.split()
    return 1 < len(words) < 5 and all(w[:1].isupper() and not w.isupper() for w in words)
