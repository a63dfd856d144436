"""Decisions laid over what merging made: which events they replace, and by what.

Invariants: the outcome depends on merging's chronology and on the decisions, on nothing else;
events that no decision speaks of are not looked at. Values that are set stand in the event itself,
what its sources tell stays in `decided` and in the mentions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol, cast

from timeline.contract import (
    ActorRow,
    DecidedRow,
    EventRow,
    MentionRow,
    PlaceRow,
    ReviewRow,
    reviewed,
)
from timeline.decisions import added, fields
from timeline.decisions.finder import Base, Finder, Found, Spot, size
from timeline.decisions.grouping import Group, Nearest, Ruling, grouped
from timeline.decisions.records import Decision

__all__ = ["Base", "Builder", "Overlay", "State", "laid", "overlay", "plan", "planned"]


class Builder(Protocol):
    """What merging is asked for; `recast.Rebuilder` does it."""

    def build(self, groups: Sequence[Sequence[MentionRow]]) -> list[EventRow]:
        """The event of each group of mentions."""

    def nearest(self, mention: MentionRow, groups: Sequence[Sequence[MentionRow]]) -> int:
        """The place of the group that a mention agrees with best."""

    def place(self, name: str) -> PlaceRow:
        """The place of that name."""

    def actor(self, name: str, kind: str | None, own: Sequence[ActorRow]) -> ActorRow:
        """The actor of that name, as in `fields.Namer`."""


@dataclass(slots=True)
class State:
    """What became of a decision. events: the ids of the events it shows in, once they are built.

    gone: what it speaks of and is not there; overruled: the numbers of later decisions that it
    gives way to; idle: nothing of it is in force. sides: what was found of each event it speaks of;
    against: the later decisions that hinder a join or a split; shows: the first spot and the id of
    each event it shows in, with the later decisions it gives way to there.
    """

    number: int
    decision: Decision
    gone: tuple[str, ...] = ()
    overruled: tuple[int, ...] = ()
    idle: bool = False
    events: tuple[str, ...] = ()
    sides: tuple[Found, ...] = ()
    against: tuple[int, ...] = ()
    shows: tuple[tuple[Spot, str, tuple[int, ...]], ...] = ()


@dataclass(slots=True)
class Plan:
    """groups: the events after joining and splitting, of all mentions concerned; marks: by group,
    the numbers of the decisions that show in it, in order; by_hand: the ids of events that somebody
    added; outdone: by group and number, the later ones that a decision gives way to there."""

    groups: list[Group]
    marks: dict[int, list[int]]
    states: list[State]
    events: dict[str, EventRow]
    by_hand: frozenset[str]
    outdone: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    def sourced(self, group: Group) -> list[Spot]:
        """The mentions of a group that its sources tell."""
        return [s for s in group if s[0] not in self.by_hand and self.events[s[0]]["mentions"]]


@dataclass(frozen=True, slots=True)
class Overlay:
    """replaced: base ids whose events give way; shown: the events in their stead, hidden too;
    spots: the first spot of each of them. renamed: whether one has another id than it would have by
    itself."""

    replaced: tuple[str, ...] = ()
    shown: tuple[EventRow, ...] = ()
    states: tuple[State, ...] = field(default=())
    spots: tuple[Spot, ...] = ()
    renamed: bool = False


def hidden(event: EventRow) -> bool:
    """Whether the user has put the event away."""
    return reviewed(event)["verdict"] == "rejected"


def plan(base: Base, decisions: Sequence[Decision], builder: Builder | None = None) -> Plan:
    """What the decisions say of today's mentions. Without a builder nothing is compared: a mention
    that merging added to an event since it was split stays with the greater part of it."""
    by_hand = added.find(base, decisions, builder)
    by_hand = {id_: one for id_, one in by_hand.items() if base.event(id_) is None}
    finder = Finder(base, {id_: one.row for id_, one in by_hand.items()})
    told = map(added.meant, decisions)
    found = [tuple(finder.find(side, sides) for side in sides) for sides in told]
    states = [
        State(n, d, tuple(dict.fromkeys(g for f in sides for g in f.gone)))
        for n, (d, sides) in enumerate(zip(decisions, found, strict=True), 1)
    ]
    for state in states:
        if state.decision.action == "add" and state.decision.events[0].id in by_hand:
            state.gone += by_hand[state.decision.events[0].id].gone[state.number]
    for state, sides in zip(states, found, strict=True):
        state.sides = sides
    return planned(states, finder.events, builder, frozenset(by_hand))


def planned(
    states: Sequence[State],
    known: Mapping[str, EventRow],
    builder: Builder | None,
    by_hand: frozenset[str] = frozenset(),
) -> Plan:
    """What decisions say of the mentions that were found of them (`sides`), by their numbers.

    known: the events that have these mentions, by id; by_hand: those that somebody added.
    """
    pairs = [(state, state.sides) for state in states]
    rulings = [ruling for state, sides in pairs if (ruling := _ruling(state, sides)) is not None]
    named = {spot[0] for _, sides in pairs for f in sides for spot in f.spots}
    events = {id_: known[id_] for id_ in sorted(named)}
    sizes = {id_: size(event) for id_, event in events.items()}
    made = Plan([], {}, list(states), events, by_hand)
    grouping = grouped(rulings, sizes, _nearest(made, builder))
    by_number = {state.number: state for state in states}
    for number, by in grouping.overruled.items():
        by_number[number].against = by_number[number].overruled = tuple(sorted(by))
    home = {spot: n for n, group in enumerate(grouping.groups) for spot in group}
    made.groups, made.marks = grouping.groups, _marks(pairs, home)
    _outdone(made, by_number)
    return made


def _ruling(state: State, sides: tuple[Found, ...]) -> Ruling | None:
    """What a join or a split rules, where it is found; the state learns whether it is idle."""
    state.idle = not any(f.spots for f in sides)
    if state.idle or state.decision.action not in ("join", "split"):
        return None
    spots = tuple(f.spots for f in sides)
    state.idle = sum(bool(s) for s in spots) < 2
    return Ruling(state.number, state.decision.action == "join", spots)


def _nearest(made: Plan, builder: Builder | None) -> Nearest:
    def nearest(spot: Spot, groups: Sequence[Group]) -> int:
        if builder is None:
            return max(range(len(groups)), key=lambda n: (len(groups[n]), -n))
        told = [[_mention(made.events, s) for s in made.sourced(group)] for group in groups]
        return builder.nearest(_mention(made.events, spot), told)

    return nearest


def _marks(
    pairs: Sequence[tuple[State, tuple[Found, ...]]], home: Mapping[Spot, int]
) -> dict[int, list[int]]:
    """By group, the numbers of the decisions that show in it."""
    marks: dict[int, list[int]] = {}
    for state, sides in pairs:
        for n in _shows_in(state, sides, home):
            marks.setdefault(n, []).append(state.number)
    return marks


def _shows_in(state: State, sides: tuple[Found, ...], home: Mapping[Spot, int]) -> list[int]:
    """The groups that a decision shows in."""
    if state.idle:
        return []
    if state.decision.action == "split":
        return sorted({home[s] for f in sides for s in f.spots})
    if state.decision.action == "join":
        owners: dict[int, set[int]] = {}
        for n, side in enumerate(sides):
            for spot in side.spots:
                owners.setdefault(home[spot], set()).add(n)
        return sorted(n for n, told in owners.items() if len(told) > 1)
    # Of an event that has come apart it holds for the greater part of what it spoke of.
    return sorted({_greatest([home[s] for s in f.spots]) for f in sides if f.spots})


def _greatest(groups: Sequence[int]) -> int:
    return max(groups, key=lambda n: (groups.count(n), -groups.index(n)))


def _outdone(made: Plan, states: Mapping[int, State]) -> None:
    """Of two that settle one thing of one event the later is heard; a join undone shows nowhere."""
    for n, numbers in made.marks.items():
        last: dict[str, int] = {}
        for number in reversed(numbers):
            state = states[number]
            slots = state.decision.slots
            later = {last[f] for f in slots if f in last}
            if later:
                made.outdone[n, number] = tuple(sorted(later))
                state.overruled = tuple(sorted({*state.overruled, *later}))
            for f in slots:
                last.setdefault(f, number)


def overlay(base: Base, decisions: Sequence[Decision], builder: Builder) -> Overlay:
    """What the decisions make of the base chronology."""
    if not decisions:
        return Overlay()
    return laid(plan(base, decisions, builder), base, builder)


def laid(made: Plan, base: Base, builder: Builder) -> Overlay:
    """The events of a plan. base: as for `overlay`, of which only whether an id is there is asked
    beside what the plan has."""
    rows, replaced = _rows(made, builder)
    shown = _with_ids(base, rows, replaced)
    renamed = any(shown[n]["id"] != row["id"] for n, row in rows.items())
    states = {state.number: state for state in made.states}
    for n, row in shown.items():
        mine = [states[k] for k in made.marks.get(n, [])]
        shown[n] = _decided(row, mine, builder, sourced=bool(made.sourced(made.groups[n])))
    shows: dict[int, list[tuple[Spot, str, tuple[int, ...]]]] = {}
    for n in sorted(shown):
        for number in made.marks.get(n, []):
            one = made.groups[n][0], shown[n]["id"], made.outdone.get((n, number), ())
            shows.setdefault(number, []).append(one)
    for state in made.states:
        state.shows = tuple(shows.get(state.number, ()))
        state.events = tuple(id_ for _, id_, _ in state.shows)
    order = sorted(shown)
    return Overlay(
        replaced,
        tuple(shown[n] for n in order),
        tuple(made.states),
        tuple(made.groups[n][0] for n in order),
        renamed,
    )


def _rows(made: Plan, builder: Builder) -> tuple[dict[int, EventRow], tuple[str, ...]]:
    """The events that decisions show in or make anew, by group, and the ids they replace."""
    fresh = [n for n, g in enumerate(made.groups) if g != _whole(made, g)]
    rows = {n: _named_as_before(row, made, n) for n, row in _built(made, fresh, builder).items()}
    kept = {g[0][0] for n, g in enumerate(made.groups) if n not in rows and n not in made.marks}
    for n in made.marks:
        rows.setdefault(n, made.events[made.groups[n][0][0]])
    return rows, tuple(id_ for id_ in made.events if id_ not in kept and id_ not in made.by_hand)


def _whole(made: Plan, group: Group) -> Group:
    """All of the event that a group begins with."""
    first = group[0][0]
    return [(first, n) for n in range(size(made.events[first]))]


def _built(made: Plan, fresh: Sequence[int], builder: Builder) -> dict[int, EventRow]:
    """The events of groups that merging didn't make; what was added by hand adds its quotes."""
    told = {n: made.sourced(made.groups[n]) for n in fresh}
    rows = {n: made.events[g[0][0]] for n, g in told.items() if g and g == _whole(made, g)}
    some = [n for n, g in told.items() if g and n not in rows]
    groups = [[_mention(made.events, s) for s in told[n]] for n in some]
    rows |= zip(some, builder.build(groups), strict=True)
    for n in fresh:
        others = [made.events[id_] for id_, _ in made.groups[n] if id_ in made.by_hand]
        rows[n] = added.with_quotes(rows.get(n) or made.events[made.groups[n][0][0]], others)
    return rows


def _mention(events: Mapping[str, EventRow], spot: Spot) -> MentionRow:
    return events[spot[0]]["mentions"][spot[1]]


def _with_ids(
    base: Base, rows: Mapping[int, EventRow], replaced: Sequence[str]
) -> dict[int, EventRow]:
    """The rows by number, no id of theirs twice or another event's."""
    taken: set[str] = set()
    given: dict[int, EventRow] = {}
    for n in sorted(rows):
        row = rows[n]
        stem, id_ = row["id"], row["id"]
        for more in count(2):
            if id_ not in taken and (id_ in replaced or base.event(id_) is None):
                break
            id_ = f"{stem}-{more}"
        taken.add(id_)
        given[n] = cast("EventRow", {**row, "id": id_})
    return given


def _named_as_before(row: EventRow, made: Plan, number: int) -> EventRow:
    """People keep the names that the whole chronology gave them: a part of it knows fewer."""
    known: dict[tuple[str, str], ActorRow] = {}
    for id_ in dict.fromkeys(spot[0] for spot in made.groups[number]):
        for actor in made.events[id_]["actors"]:
            for name in (actor["name"], *actor["aliases"]):
                known.setdefault((name, actor["kind"]), actor)
    shown: dict[str, ActorRow] = {}
    spellings: dict[str, set[str]] = {}
    for actor in row["actors"]:
        names = [actor["name"], *actor["aliases"]]
        seen = [name for name in names if (name, actor["kind"]) in known]
        now = known[seen[0], actor["kind"]] if seen else actor
        shown.setdefault(now["id"], now)
        spellings.setdefault(now["id"], set()).update(seen or names)
    told = [
        {**actor, "aliases": sorted(spellings[id_] - {actor["name"]})}
        for id_, actor in shown.items()
    ]
    return cast("EventRow", {**row, "actors": told})


def _decided(
    row: EventRow, states: Sequence[State], builder: Builder, *, sourced: bool
) -> EventRow:
    """The row with the values that are set, and what its sources tell in their stead, if any."""
    decided = [s.decision for s in states]
    last = {slot: decision for decision in decided for slot in decision.slots}
    values = {slot: d.values[slot] for slot, d in last.items() if d.action in ("set", "add")}
    entries = _entries(row, decided, last, sourced=sourced)
    changed = fields.changed(row, values, builder)
    said = review(states, row["review"])
    # Who accepts an event wants it printed.
    shown = changed["shown"] or (said is not None and said["verdict"] == "accepted")
    return cast("EventRow", {**changed, "shown": shown, "decided": entries, "review": said})


def _entries(
    row: EventRow, decided: Sequence[Decision], last: Mapping[str, Decision], *, sourced: bool
) -> list[DecidedRow]:
    """What is told of the decisions on an event. last: the one that is heard on each slot."""
    entries: list[DecidedRow] = []
    for decision in decided:
        heard = [slot for slot in decision.slots if last[slot] is decision]
        if decision.action == "set" or (decision.action == "add" and sourced):
            entries += [_entry(decision, name, fields.told(row, name)) for name in heard]
        elif heard or decision.action == "add" or not decision.slots:
            entries += [one for one in [_entry(decision)] if one not in entries]
    return entries


def _entry(decision: Decision, name: str | None = None, told: str | None = None) -> DecidedRow:
    return {
        "action": decision.action,
        "field": name,
        "told": told,
        "reason": decision.reason or None,
        "author": decision.author or None,
    }


def review(states: Sequence[State], before: ReviewRow | None = None) -> ReviewRow | None:
    """What the decisions of one event, in order, say in review; None where they say nothing.

    before: what it came with, from a finished chronology that was merged into this one.
    """
    verdict = before["verdict"] if before else None
    note = before["note"] if before else None
    tags = set(before["tags"]) if before else set()
    for decision in (s.decision for s in states):
        verdict = _VERDICTS.get(decision.action, verdict)
        if decision.action == "note":
            note = decision.values["note"] or None
        elif decision.action == "tag":
            tags.update(decision.tags)
        elif decision.action == "untag":
            tags.difference_update(decision.tags)
    if verdict is None and note is None and not tags:
        return None
    return {"verdict": verdict, "note": note, "tags": sorted(tags)}


_VERDICTS = {"accept": "accepted", "hide": "rejected"}
