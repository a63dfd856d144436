"""Decisions laid over a store's chronology: all of them, or what one more or one less changes.

The outcome is the same. One decision concerns the events that it speaks of, and those that others
joined with them or took from them; what became of all other decisions stands in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from timeline import decisions
from timeline.cli import names_file
from timeline.decisions import apply
from timeline.decisions.apply import State
from timeline.decisions.blocks import adding
from timeline.decisions.finder import Finder, Found
from timeline.store import Layer, Store
from timeline.store.layer import Part, Said

if TYPE_CHECKING:
    from timeline.contract import ActorRow, EventRow, MentionRow, PlaceRow
    from timeline.decisions import Builder, Decision, Ledger
    from timeline.names.namer import Namer

_Sides = tuple[Found, ...]
_RULINGS = ("join", "split")


class LazyBuilder:
    """Makes events anew by the store's names, loaded when the first one is wanted."""

    def __init__(self, store: Store, stack: ExitStack) -> None:
        self._store, self._stack = store, stack

    @cached_property
    def _namer(self) -> Namer:
        from timeline.names.namer import Namer

        self._stack.enter_context(names_file.using(self._store))
        store = self._store
        return Namer(store.base_actors, partial(_title_language, store), store.base_places)

    @cached_property
    def _builder(self) -> Builder:
        from timeline import recast

        namer = self._namer
        return recast.Rebuilder(self._store.told, _title_language(self._store), namer)

    def build(self, groups: Sequence[Sequence[MentionRow]]) -> list[EventRow]:
        """See `decisions.Builder`, as for all of these."""
        return self._builder.build(groups) if groups else []

    def nearest(self, mention: MentionRow, groups: Sequence[Sequence[MentionRow]]) -> int:
        """The place of the group that a mention agrees with best."""
        return self._builder.nearest(mention, groups)

    def place(self, name: str) -> PlaceRow:
        """The place of that name."""
        return self._namer.place(name)

    def actor(self, name: str, kind: str | None, own: Sequence[ActorRow]) -> ActorRow:
        """The actor of that name."""
        return self._namer.actor(name, kind, own)


def _title_language(store: Store) -> str:
    """The language that the chronology's titles are in, where a source is in it."""
    from timeline.languages.main_language import main_language

    languages = (d["language"] for d in store.documents())
    return store.preferred_language() or main_language(languages)


def names_digest(store: Store) -> str:
    """Names what the store's file of names holds now, "" where that can't be told."""
    path = names_file.of(store)
    try:
        told = path.read_bytes() if path is not None and path.exists() else b""
    except OSError:
        return ""
    gone = store.merged_with() if not told else ""
    return hashlib.sha256(told + repr(gone).encode()).hexdigest()


# -- all -------------------------------------------------------------------------------------------


def events(store: Store, ledger: Ledger) -> Layer:
    """What the decisions make of the events of a chronology that nothing is laid over."""
    with ExitStack() as stack:
        made = decisions.overlay(store.base, ledger.decisions, LazyBuilder(store, stack))
    return Layer(
        replaced=made.replaced,
        shown=[e for e in made.shown if not decisions.hidden(e)],
        hidden=[e for e in made.shown if decisions.hidden(e)],
        digest=ledger.digest,
        notes=[_note(s.number, _said(s), s.decision, s.gone) for s in made.states],
        spots={e["id"]: spot for e, spot in zip(made.shown, made.spots, strict=True)},
        said={s.number: _said(s) for s in made.states},
        names=names_digest(store),
        by_parts=not made.renamed,
    )


def _said(state: State) -> Said:
    found = tuple((f.spots, f.gone) for f in state.sides)
    return Said(found, state.shows, state.against)


def _note(number: int, said: Said, decision: Decision, gone: Sequence[str]) -> dict[str, Any]:
    """What is told of a decision on events."""
    told = sum(bool(spots) for spots, _ in said.found)
    return {
        "number": number,
        "in_force": told >= (2 if decision.action in _RULINGS else 1),
        "overruled_by": sorted({*said.against, *(n for _, _, by in said.shows for n in by)}),
        "gone": list(gone),
        "events": [id_ for _, id_, _ in said.shows],
        "documents": [],
    }


# -- what changes ----------------------------------------------------------------------------------


def part(store: Store, ledger: Ledger, wanted: Ledger) -> Part | None:
    """What changes in the layer that the store has from one file of decisions to the next.

    None where that isn't told by some of them alone. ledger: the decisions that are laid.
    """
    numbers, digest = wanted.since()
    laid, names, by_parts = store.laid()
    if not (by_parts and wanted.decisions and digest == ledger.digest == laid):
        return None
    gone = sorted(set(range(1, len(ledger.decisions) + 1)).difference(numbers))
    new = [n for n, before in enumerate(numbers, 1) if not before]
    changed = [ledger.decisions[n - 1] for n in gone] + [wanted.decisions[n - 1] for n in new]
    if any(d.document is not None or d.action == "add" for d in changed) or not names:
        return None
    if len(changed) > len(numbers) // 2 + 1 or names != names_digest(store):
        return None
    return _Step(store, ledger, wanted).part(gone, new)


class _Step:
    """From the decisions that are laid to others."""

    def __init__(self, store: Store, ledger: Ledger, wanted: Ledger) -> None:
        self._store, self._base, self._before, self._wanted = store, store.base, ledger, wanted
        self._numbers = wanted.since()[0]
        self._now = {before: n for n, before in enumerate(self._numbers, 1) if before}
        self._finder = Finder(self._base)
        self._known: dict[int, tuple[Said, Any]] = {}

    def part(self, gone: Sequence[int], new: Sequence[int]) -> Part | None:
        """What changes where these decisions of before go and these of now come."""
        decided = {n: self._wanted.decisions[n - 1] for n in new}
        by_id = any(e.added or not e.mentions for d in decided.values() for e in d.events)
        if by_id and adding(self._wanted.decisions):
            return None
        fresh = {n: self._found(decision) for n, decision in decided.items()}
        of = self._touched(gone, fresh)
        events = {id_: event for id_ in of if (event := self._event(id_)) is not None}
        if len(events) < len(of):  # what somebody added is none of merging's
            return None
        states = self._states(of, fresh)
        with ExitStack() as stack:
            builder = LazyBuilder(self._store, stack)
            made = apply.laid(apply.planned(states, events, builder), self._base, builder)
        others = {e["id"] for e in made.shown}.difference(of, self._store.laid_over(of))
        if made.renamed or any(map(self._base.is_laid, others)):
            return None
        said = {s.number: self._told(s, of, whole=s.number in fresh) for s in made.states}
        return Part(of, self._numbers, self._layer(made, said))

    def _layer(self, made: decisions.Overlay, said: Mapping[int, Said]) -> Layer:
        """What is laid over the events of a part."""
        return Layer(
            replaced=made.replaced,
            shown=[e for e in made.shown if not decisions.hidden(e)],
            hidden=[e for e in made.shown if decisions.hidden(e)],
            digest=self._wanted.digest,
            notes=[self._note(n, said[n]) for n in sorted(said)],
            spots={e["id"]: spot for e, spot in zip(made.shown, made.spots, strict=True)},
            said=said,
            names=self._store.laid()[1],
            by_parts=True,
        )

    def _found(self, decision: Decision) -> _Sides:
        return tuple(self._finder.find(side, decision.events) for side in decision.events)

    def _event(self, id_: str) -> EventRow | None:
        return self._finder.events.get(id_) or self._base.event(id_)

    def _said(self, number: int) -> Said:
        """What became of a decision of before."""
        if number not in self._known:
            self._known[number] = self._store.said_of_decision(number)
        return self._known[number][0]

    def _touched(self, gone: Sequence[int], fresh: Mapping[int, _Sides]) -> list[str]:
        """The events, as merging made them, whose decisions may come to another outcome."""
        left: list[str] = []
        links: dict[str, set[str]] = {}
        for n, sides in fresh.items():
            action = self._wanted.decisions[n - 1].action
            for group in _together(action, [[s[0] for s in f.spots] for f in sides]):
                left += group
                for id_ in group:
                    links.setdefault(id_, set()).update(group)
        for number in gone:
            left += self._said(number).bases()
        found: set[str] = set()
        while left:
            id_ = left.pop()
            if id_ in found:
                continue
            found.add(id_)
            left += links.get(id_, ())
            for number in self._store.decisions_on(id_):
                action = self._before.decisions[number - 1].action
                told = [[s[0] for s in spots] for spots, _ in self._said(number).found]
                for group in _together(action, told):
                    left += group if id_ in group else ()
        return sorted(found)

    def _states(self, of: Sequence[str], fresh: Mapping[int, _Sides]) -> list[State]:
        """The decisions on these events, each with what it says of them."""
        there = set(of)
        found = dict(fresh)
        for number in {n for id_ in of for n in self._store.decisions_on(id_)}:
            if number in self._now:
                sides = (Found(tuple(s), tuple(gone)) for s, gone in self._said(number).found)
                whole = self._before.decisions[number - 1].action in _RULINGS
                found[self._now[number]] = tuple(
                    f for f in sides if whole or any(s[0] in there for s in f.spots)
                )
        return [
            State(n, self._wanted.decisions[n - 1], sides=told) for n, told in sorted(found.items())
        ]

    def _told(self, state: State, of: Sequence[str], *, whole: bool) -> Said:
        """What becomes of a decision in all, of which these events may be a part."""
        if whole:
            return _said(state)
        before = self._said(self._numbers[state.number - 1])
        there = set(of)
        others = [
            (spot, id_, tuple(self._now[n] for n in by if n in self._now))
            for spot, id_, by in before.shows
            if spot[0] not in there
        ]
        return Said(before.found, sorted((*others, *state.shows)), state.against)

    def _note(self, number: int, said: Said) -> dict[str, Any]:
        gone = dict.fromkeys(g for _, told in said.found for g in told)
        return _note(number, said, self._wanted.decisions[number - 1], list(gone))


def _together(action: str, sides: Sequence[Sequence[str]]) -> list[list[str]]:
    """The events that a decision makes depend on each other."""
    if action in _RULINGS:
        return [[id_ for side in sides for id_ in side]]
    return [list(side) for side in sides if side]
