"""The mentions that a decision speaks of, among those of today.

An anchor is its mention when place and words agree; else it is the mention of the same article
that says most of the same words, by the same trigger before another. An article is known by what
it holds, whatever it is called; one that was edited by its name, else by that of its file. One
that was edited and renamed is known by neither: its mention is looked for in the event of its id,
else in all events, where one alone says nearly the same words, by the same trigger, of the same
date, in an article that the decision doesn't speak of already.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol, cast

from timeline.contract import EventRow, MentionRow
from timeline.decisions.records import Anchor, Spoken

Spot = tuple[str, int]
"""One mention of today: the id of the event that merging puts it in, its number there from 0. An
event that was added by hand, or has no mention, has one spot, number 0."""

NONE_ADDED: Mapping[str, EventRow] = MappingProxyType({})

# So much of an anchor's words must be in a passage for it to be the one …
_ALIKE = 0.6
# … and so much where another word of it names the event.
_SAME = 0.85
# The most that `_score` gives a mention that doesn't stand at the anchor's place.
_MOST_ELSEWHERE = 4.9
_WORD = re.compile(r"\w+")


class Base(Protocol):
    """The chronology as merging alone makes it."""

    def events_of(self, document: str) -> Sequence[EventRow]:
        """The events that a document tells of."""

    def event(self, id_: str) -> EventRow | None:
        """The event of that id."""

    def events_dated(self, date: str) -> Sequence[EventRow]:
        """The events with a mention of that date."""

    def digests(self) -> Mapping[str, str]:
        """sha256 of all documents, by id."""

    def article(self, id_: str) -> str | None:
        """The article of that id as it was read, JSON; None where it isn't kept."""

    def language(self, id_: str) -> str | None:
        """The language of the document of that id."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one event that was spoken of. gone: what isn't found, in words."""

    spots: tuple[Spot, ...]
    gone: tuple[str, ...]


class Finder:
    """Finds what decisions speak of; every article is looked up once.

    added: the events added by hand, by id. events: those met so far, by id.
    """

    def __init__(self, base: Base, added: Mapping[str, EventRow] = NONE_ADDED) -> None:
        self._base, self._added = base, added
        self.events: dict[str, EventRow] = {}
        self._told: dict[str, list[tuple[Spot, MentionRow]]] = {}
        self._places: dict[str, dict[tuple[int, int], list[tuple[Spot, MentionRow]]]] = {}
        self._dated: dict[str, Sequence[EventRow]] = {}
        self._known: Mapping[str, str] | None = None
        self._found: dict[tuple[str, str], list[str]] = {}
        # What was asked for of one decision last.
        self._beside: tuple[Iterable[Spoken], set[str]] = ((), set())

    def find(self, spoken: Spoken, beside: Iterable[Spoken] = ()) -> Found:
        """The mentions of today of an event that was spoken of. beside: all of the decision."""
        ids = spoken.added or (() if spoken.mentions else (spoken.id,))
        mine = [id_ for id_ in ids if id_ in self._added]
        if not (mine or spoken.added):
            return self._find(spoken, beside)
        self.events |= {id_: self._added[id_] for id_ in mine}
        lost = (f"no event is added as {id_} any more" for id_ in ids if id_ not in mine)
        told = self._find(spoken, beside) if spoken.mentions else Found((), ())
        return Found((*((id_, 0) for id_ in mine), *told.spots), (*lost, *told.gone))

    def _find(self, spoken: Spoken, beside: Iterable[Spoken]) -> Found:
        if not spoken.mentions:
            event = self._base.event(spoken.id)
            if event is None:
                return Found((), (f"no event has the id {spoken.id}",))
            self.events[event["id"]] = event
            return Found(tuple((event["id"], n) for n in range(size(event))), ())
        spots: dict[Spot, None] = {}
        removed: dict[str, None] = {}
        lost = []
        for anchor in spoken.mentions:
            documents = self._articles(anchor)
            if documents:
                spot = self._within(anchor, documents)
            else:
                spot = self._elsewhere(anchor, spoken.id, self._articles_of((spoken,), beside))
            if spot is not None:
                spots[spot] = None
            elif not documents:
                removed[anchor.document] = None
            else:
                lost.append(f"{anchor.document} no longer tells of “{_short(anchor)}”")
        return Found(tuple(spots), (*_removed(list(removed)), *dict.fromkeys(lost)))

    def _articles_of(self, spoken: Iterable[Spoken], beside: Iterable[Spoken]) -> set[str]:
        """The ids of the articles that events which were spoken of may lie in."""
        if self._beside[0] is not beside:
            # A decision may be on thousands of events, each of which asks for those of all.
            theirs = {a for one in beside for a in one.mentions}
            self._beside = beside, {id_ for a in theirs for id_ in self._articles(a)}
        mine = {id_ for one in spoken for a in one.mentions for id_ in self._articles(a)}
        return self._beside[1] | mine

    def _articles(self, anchor: Anchor) -> list[str]:
        """The ids of the articles that an anchor may lie in."""
        if self._known is None:
            self._known = self._base.digests()
        named = anchor.document, anchor.sha256
        if named not in self._found:
            self._found[named] = articles_of(*named, self._known)
        return self._found[named]

    def _within(self, anchor: Anchor, documents: Sequence[str]) -> Spot | None:
        """The mention of some documents that is an anchor's."""
        here = [m for id_ in documents for m in self._placed(id_).get(anchor.at, ())]
        # None that stands elsewhere is as sure.
        if any(_score(anchor, _words(anchor.quote), m) > _MOST_ELSEWHERE for _, m in here):
            return _best(anchor, here)
        return _best(anchor, (m for id_ in documents for m in self._mentions(id_)))

    def _placed(self, document: str) -> dict[tuple[int, int], list[tuple[Spot, MentionRow]]]:
        """The mentions of a document by the place of the word that names the event."""
        if document not in self._places:
            found = self._places.setdefault(document, {})
            for spot, m in self._mentions(document):
                at = m["trigger"]["start"], m["trigger"]["end"]
                found.setdefault(at, []).append((spot, m))
        return self._places[document]

    def _elsewhere(self, anchor: Anchor, id_: str, known: Collection[str]) -> Spot | None:
        """The one mention of all that is an anchor's, but for those in known articles. id_: of the
        event that was spoken of."""
        if not anchor.date:
            return None
        if anchor.date not in self._dated:
            self._dated[anchor.date] = self._base.events_dated(anchor.date)
        events = self._dated[anchor.date]
        fitting = {e["id"]: told for e in events if (told := _saying(anchor, e, known))}
        if id_ not in fitting and len(fitting) != 1:
            return None
        found = id_ if id_ in fitting else next(iter(fitting))
        self.events |= {e["id"]: e for e in events if e["id"] == found}
        return _best(anchor, fitting[found])

    def _mentions(self, document: str) -> list[tuple[Spot, MentionRow]]:
        if document not in self._told:
            found: list[tuple[Spot, MentionRow]] = []
            for event in self._base.events_of(document):
                self.events[event["id"]] = event
                for n, mention in enumerate(event["mentions"]):
                    spot = event["id"], n
                    found += [(spot, m) for m in _passages(mention) if m["document"] == document]
            found.sort(key=lambda f: (f[1]["trigger"]["start"], f[1]["date"], f[0]))
            self._told[document] = found
        return self._told[document]


def size(event: EventRow) -> int:
    """The number of spots of an event."""
    return max(1, len(event["mentions"]))


def articles_of(document: str, sha256: str, known: Mapping[str, str]) -> list[str]:
    """The ids of the articles that are a document spoken of by its id and the beginning of its
    sha256: those of its content, copies of one another, else the one of its name, else the one of
    its file's name.

    known: sha256 of all documents, by id.
    """
    if sha256:
        same = [d for d, told in known.items() if told.startswith(sha256)]
        if same:
            return sorted(same, key=lambda d: (d != document, d))
    if document in known:
        return [document]
    name = PurePath(document).name
    moved = [d for d in known if PurePath(d).name == name]
    return moved if len(moved) == 1 else []


def _passages(mention: MentionRow) -> list[MentionRow]:
    """A mention, and as mentions of their own the passages that say its words again."""
    again = (cast("MentionRow", {**mention, **r}) for r in mention.get("also_in", ()))
    return [mention, *again]


def _saying(
    anchor: Anchor, event: EventRow, known: Collection[str]
) -> list[tuple[Spot, MentionRow]]:
    """The mentions of an event that say nearly the words of an anchor, by its trigger, of its
    date, but for those in known articles."""
    words = _words(anchor.quote)
    return [
        ((event["id"], n), passage)
        for n, mention in enumerate(event["mentions"])
        for passage in _passages(mention)
        if passage["document"] not in known
        and passage["date"] == anchor.date
        and _folded(passage["trigger"]["text"]) == _folded(anchor.word)
        and _share(words, _words(passage["quote"])) >= _SAME
    ]


def _best(anchor: Anchor, told: Iterable[tuple[Spot, MentionRow]]) -> Spot | None:
    words = _words(anchor.quote)
    best, best_score = None, 0.0
    for spot, mention in told:
        score = _score(anchor, words, mention)
        if score > best_score:
            best, best_score = spot, score
    return best


def _score(anchor: Anchor, words: Counter[str], mention: MentionRow) -> float:
    """How surely a mention is the anchor's; 0 where it is not."""
    trigger = mention["trigger"]
    share = _share(words, _words(mention["quote"]))
    here = anchor.at == (trigger["start"], trigger["end"])
    same_word = _folded(anchor.word) == _folded(trigger["text"])
    # Another word of the very passage may name the event once the rules have changed.
    if share < (_ALIKE if same_word else _SAME):
        return 0.0
    within = not set(_words(anchor.word)).isdisjoint(_words(trigger["text"]))
    if not (same_word or here or within):
        return 0.0
    near = 1 / (1 + abs(anchor.at[0] - trigger["start"]) / 1000)
    dated = anchor.date == mention["date"]
    return 4 * (here and same_word) + 2 * same_word + within + share + 0.5 * dated + 0.4 * near


def _share(words: Counter[str], others: Counter[str]) -> float:
    total = words.total()
    return (words & others).total() / total if total else 0.0


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _removed(documents: list[str]) -> list[str]:
    if not documents:
        return []
    named = ", ".join(documents[:3])
    more = f" and {len(documents) - 3} more" if len(documents) > 3 else ""
    return [
        f"{named}{more} {'is' if len(documents) == 1 else 'are'} not in the chronology any more"
    ]


def _short(anchor: Anchor) -> str:
    return anchor.quote if len(anchor.quote) <= 60 else anchor.quote[:60].rpartition(" ")[0] + " …"
