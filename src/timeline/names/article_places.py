"""Which of several places of one name is meant: by what is named beside it, or by the article.

- beside it: "Paris, Texas", "Tripoli (Liban)", "the state of Georgia";
- by the article: a town that is no metropolis is the one whose country the article tells of, where
  it doesn't tell of the other's; a capital, a metropolis or a country gives way only to a large
  namesake, in an article that names other places inside that one's country and none of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from timeline.names import cities, countries, data, gazetteer
from timeline.names.cities import Entry

if TYPE_CHECKING:
    from timeline.model import EventMention, Participant, Place

# A namesake that has fewer people is never meant unless it is told apart beside the name.
_LEAST = 60_000
_LARGE = 150_000
_OFTEN = 2
_SMALL = 10
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _namesakes() -> dict[str, tuple[Entry, ...]]:
    """Cities of one name in several countries, and states named like a country, by that name."""
    table: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in cities.index()[1].items():
        if ", " in key:
            table[entry.name].append(entry)
    for name, kind, country in data.read("traps.toml")["namesakes"]:
        table[name].append(Entry(name, kind, country, people=_LARGE))
    return {
        name: tuple(found)
        for name, found in table.items()
        if len(found) > 1 or found[0].kind != "city"
    }


def named_beside(entry: Entry, country: str | None) -> Entry:
    """The place of that name in a country that is told beside it; the entry where there is none."""
    if country is None or country == entry.country:
        return entry
    found = [e for e in _namesakes().get(entry.name, ()) if e.country == country]
    return max(found, key=lambda e: e.people, default=entry)


def ambiguous(place: Place) -> bool:
    """Whether an article may mean another place of that name."""
    return any(_other(e, place) for e in _namesakes().get(place.name, ()))


def _other(entry: Entry, place: Place) -> bool:
    """Whether an entry may be meant in a place's stead; London in Ontario is too small for it."""
    if entry.country == place.country or entry.people < _LEAST:
        return False
    known = cities.index()[1].get(f"{place.name}, {place.country}")
    return known is None or entry.people * _SMALL >= known.people


class View:
    """The countries an article tells of, and those of which it names towns or regions."""

    def __init__(self, text: str, language: str) -> None:
        self.countries: Counter[str] = Counter()
        self.inside: set[str] = set()
        for _, _, place in gazetteer.places(text, language):
            if place.country is None or ambiguous(place):
                continue
            self.countries[place.country] += 1
            if place.kind != "country":
                self.inside.add(place.country)
        for word in _WORD.findall(text):
            code = countries.demonym(word, language)
            if code is not None:
                self.countries[code] += 1

    def meant(self, place: Place) -> Place:
        """The place of that name which the article means."""
        if place.country is None or self.countries[place.country]:
            return place
        large = place.kind == "country" or _great(place)
        fits = [
            e
            for e in _namesakes().get(place.name, ())
            if _other(e, place) and e.country is not None and self._told(e, large)
        ]
        best = max(fits, key=lambda e: (self.countries[e.country or ""], e.people), default=None)
        return place if best is None else best.place

    def _told(self, entry: Entry, large: bool) -> bool:
        code = entry.country or ""
        if not large:
            return self.countries[code] > 0
        return entry.people >= _LARGE and code in self.inside and self.countries[code] >= _OFTEN


def _great(place: Place) -> bool:
    entry = cities.index()[1].get(f"{place.name}, {place.country}")
    return entry is not None and entry.great


def settled(text: str, mentions: Sequence[EventMention], language: str) -> tuple[EventMention, ...]:
    """Mentions with the places that their article means, each name as what it stands for.

    A capital that acts is its country and no place ("Minsk rejected"); one that is visited is a
    place and no country ("visited Berlin").
    """
    doubtful = {p for m in mentions for p in m.places if ambiguous(p)}
    view = View(text, language) if doubtful else None
    meant = {p: view.meant(p) for p in doubtful} if view is not None else {}
    return tuple(_with(m, meant) for m in mentions)


def _with(mention: EventMention, meant: dict[Place, Place]) -> EventMention:
    places = tuple(dict.fromkeys(meant.get(p, p) for p in mention.places))
    people = mention.participants
    capitals = _capitals(mention, places)
    if mention.type == "visit":
        people = tuple(p for p in people if p.role == "agent" or p not in capitals)
    acting = {
        place
        for p, place in capitals.items()
        if p.role == "agent" and mention.quote.count(p.name) <= 1
    }
    places = tuple(p for p in places if p not in acting)
    if places == mention.places and people == mention.participants:
        return mention
    return mention.model_copy(update={"places": places, "participants": people})


def _capitals(mention: EventMention, places: Sequence[Place]) -> dict[Participant, Place]:
    """The countries that take part by the name of a town which is a place of the mention too."""
    towns = {p for p in places if p.kind == "city"}
    states = [p for p in mention.participants if p.kind == "country"] if towns else []
    stands = ((p, gazetteer.lookup(p.name, mention.language)) for p in states)
    return {p: place for p, place in stands if place in towns}
