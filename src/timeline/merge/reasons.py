"""Why two mentions are one event, in words: the signs of `signs` that weigh most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.merge import evidence
from timeline.merge.features import Feature
from timeline.merge.signs import opposed

# So many signs are told.
_TOLD = 3
# Of what two mentions share so much is told.
_SHARED = 4
# Signs smaller than this would be told as nothing.
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions by their places in a list, and what tells for and against their being one.

    points: evidence beyond what is asked, in log-odds; 0 and more joins them by itself.
    reasons: ("for" or "against", the signs that tell so, each with what it adds to the points).
    """

    first: int
    second: int
    points: float
    reasons: tuple[tuple[str, str], ...]


def link(first: int, a: Feature, second: int, b: Feature) -> Link:
    """The evidence on two mentions."""
    told: dict[str, list[str]] = {"for": [], "against": []}
    for name, points in evidence.weighed(a, b)[:_TOLD]:
        if abs(points) >= _LEAST:
            side = told["for" if points > 0 else "against"]
            side.append(f"{name}{_shown(name, a, b)} {points:+.1f}")
    if opposed(a, b):
        told["against"].append("a word tells them apart; others of the event connect them")
    reasons = ((aspect, ", ".join(said)) for aspect, said in told.items() if said)
    points = evidence.points(a, b) - evidence.JOIN
    return Link(first, second, round(points, 2), tuple(reasons))


def _shown(name: str, a: Feature, b: Feature) -> str:
    """What of two mentions a sign tells of, in brackets."""
    said = ", ".join(_of(name, a, b))
    return f" ({said})" if said else ""


def _of(name: str, a: Feature, b: Feature) -> list[str]:
    """What a sign is about: what both share, or else what each has."""
    one, two = a.mention.event, b.mention.event
    if name.startswith("date: "):
        return list(dict.fromkeys((str(a.date), str(b.date))))
    if name == "same concept" and a.concept == b.concept:
        return [str(a.concept)]
    if name in ("kin", "same concept", "strange"):
        return [str(a.concept), str(b.concept)]
    if name in ("same stem", "same word", "one unknown", "both unknown"):
        return list(dict.fromkeys((one.trigger.text, two.trigger.text)))
    if name in ("amount", "other amount"):
        return list(dict.fromkeys(x.text for x in (*one.amounts, *two.amounts)))[:_SHARED]
    return [_plain(key) for key in sorted(_shared(name, a, b))[:_SHARED]]


def _shared(name: str, a: Feature, b: Feature) -> Iterable[str]:
    sets = {
        "words": (a.words, b.words),
        "things": (a.things, b.things),
        "names": (a.names, b.names),
        "several names": (a.names, b.names),
        "person": (a.persons, b.persons),
        "body": (a.organisations, b.organisations),
        "agent": (a.agent, b.agent),
        "patient": (a.patient, b.patient),
        "city": (a.cities, b.cities),
        "figure": (a.figures, b.figures),
    }
    either = {
        "other persons": a.named | b.named,
        "other bodies": a.organisations | b.organisations,
        "other agent": a.agent | b.agent,
        "other patient": a.patient | b.patient,
        "other cities": a.cities | b.cities,
        "other countries": a.countries | b.countries,
    }
    one, two = sets.get(name, (frozenset(), frozenset()))
    return (one & two) or either.get(name, ())


def _plain(key: str) -> str:
    """A key as a reader may see it: "person:angela merkel" and "Minsk/BY" are names."""
    kind, colon, name = key.partition(":")
    told = name if colon and kind in ("person", "organisation", "group", "country") else key
    told = told.strip("~=").partition("/")[0]
    return told.title() if kind == "person" and told.islower() else told
