"""The lists behind the events: who's who, places, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.contract import DocumentRow, EventRow, PlaceRow, documents
from timeline.names.coordinates import Point, of_city
from timeline.render import Page
from timeline.render.page.choices import spelt
from timeline.safe_text import clean


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor or place. value: what its filter goes by; also: its other names, or its country;
    count: its events; point: where a city lies."""

    value: str
    name: str
    also: str
    count: int
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries, the commonest first: those of several events, and those of one alone."""

    several: Sequence[Entry]
    once: Sequence[Entry]

    def __len__(self) -> int:
        return len(self.several) + len(self.once)


def actors(events: Sequence[EventRow]) -> Listing:
    """Who takes part, with every spelling."""
    names: dict[str, str] = {}
    aliases: dict[str, dict[str, None]] = {}
    counts: Counter[str] = Counter()
    for event in events:
        counts.update({actor["id"] for actor in event["actors"]})
        for actor in event["actors"]:
            names.setdefault(actor["id"], actor["name"])
            aliases.setdefault(actor["id"], {}).update(dict.fromkeys(map(clean, actor["aliases"])))
    return _listing(
        Entry(spelt(id_), clean(name), ", ".join(_others(aliases[id_], clean(name))), counts[id_])
        for id_, name in names.items()
    )


def places(events: Sequence[EventRow]) -> Listing:
    """Where it happens, with the country that it lies in, and of a city where."""
    counts: Counter[str] = Counter()
    told: dict[str, PlaceRow] = {}
    for event in events:
        counts.update({spelt(place["name"]) for place in event["places"]})
        for place in event["places"]:
            told.setdefault(spelt(place["name"]), place)
    return _listing(_place(name, told[name], n) for name, n in counts.items())


def _place(name: str, place: PlaceRow, count: int) -> Entry:
    country = "" if place["kind"] == "country" else clean(place["country"] or "")
    point = of_city(place["name"], place["country"]) if place["kind"] == "city" else None
    return Entry(name, name, country, count, point)


def _others(aliases: Iterable[str], name: str) -> list[str]:
    return [alias for alias in aliases if alias.casefold() != name.casefold()]


def _listing(entries: Iterable[Entry]) -> Listing:
    told = sorted(entries, key=lambda one: (-one.count, one.name, one.value))
    several = [one for one in told if one.count > 1]
    # A few that stand once need no list of their own.
    return Listing(several, told[len(several) :]) if len(several) > 5 else Listing(told, [])


def sources(events: Sequence[EventRow], page: Page) -> list[tuple[DocumentRow, str, int]]:
    """(document, what its filter goes by, its events) of those that tell of the events, by the
    day of publication, the undated last."""
    counts = Counter(name for event in events for name in documents(event))
    told = [d for d in page.documents if d["id"] in counts]
    told.sort(key=lambda d: (d["published"] is None, d["published"] or "", page.titled(d["id"])))
    return [(d, spelt(page.called(d["id"])), counts[d["id"]]) for d in told]


def mapped(point: Point) -> str:
    """A link to a map of a place, opened only by who asks for it: the page itself has none, as one
    would take a network."""
    latitude, longitude = point
    at = f"{latitude}/{longitude}"
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=9/{at}"
