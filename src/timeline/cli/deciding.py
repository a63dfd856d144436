"""Decisions on events as all who take them do: each makes one decision of what was asked for, from
the store and the decisions there are. Commands record it (decision_ledger.record), the review does.

Ids are beginnings of ids; all functions that are returned raise UsageError for one that names no
event, or several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from timeline import decisions
from timeline.cli import decision_ledger, stored_events, streams
from timeline.cli.options import Signed
from timeline.contract import EventRow
from timeline.decisions import fields
from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger, Spoken
    from timeline.decisions.edits import Edit
    from timeline.decisions.records import Action

Decide = Callable[[Store, "Ledger"], "Decision"]

_NUMBERS = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def accept(ids: Sequence[str], signed: Signed) -> Decide:
    """These events are right as they are shown; what was hidden is shown again."""
    return _each("accept", ids, signed)


def hide(ids: Sequence[str], signed: Signed) -> Decide:
    """These events are left out. What is hidden already is refused, with how to show it."""

    def decide(store: Store, ledger: Ledger) -> Decision:
        events = meant(store, ids, ledger)
        away = [e for e in events if decisions.hidden(e)]
        if len(away) == len(events):
            _refuse(store, ledger, away)
        left = [e for e in events if not decisions.hidden(e)]
        return _made("hide", _spoken(store, left), signed)

    return decide


def note(ids: Sequence[str], text: str, signed: Signed) -> Decide:
    """This is to be kept in mind of these events; an empty text takes a note away."""
    return _each("note", ids, signed, {"note": fields.note(text)})


def tag(ids: Sequence[str], tags: Sequence[str], signed: Signed, *, off: bool = False) -> Decide:
    """These events bear these tags; off: they don't any more. Raises UsageError at once for what
    can't be a tag."""
    return _each("untag" if off else "tag", ids, signed, {"tags": fields.tags(tags)})


def set_values(ids: Sequence[str], values: Mapping[str, str], signed: Signed) -> Decide:
    """These events have these values (`fields.assignments`)."""
    return _each("set", ids, signed, values)


def join(ids: Sequence[str], signed: Signed) -> Decide:
    """These events are one."""

    def decide(store: Store, ledger: Ledger) -> Decision:
        events = meant(store, ids, ledger)
        if len(events) < 2:
            raise UsageError("join", "this is one event", "name two or more")
        return _made("join", _spoken(store, events), signed)

    return decide


def split(id_: str, mentions: Sequence[str], signed: Signed) -> Decide:
    """These mentions of an event are another. mentions: their numbers from 1, 2 or 2-4, or names
    of documents."""

    def decide(store: Store, ledger: Ledger) -> Decision:
        event = stored_events.by_id(store, id_, ledger)
        away = _away(event, mentions)
        stays = [m for n, m in enumerate(event["mentions"]) if n not in away]
        if not stays:
            have = streams.count(len(event["mentions"]), "mention")
            raise UsageError("split", f"the event has {have}, all named", "leave one in it")
        taken = [m for n, m in enumerate(event["mentions"]) if n in away]
        digests = store.digests()
        sides = tuple(decisions.spoken(event, told, digests) for told in (stays, taken))
        return _made("split", sides, signed)

    return decide


def edited(store: Store, edits: Sequence[Edit], signed: Signed) -> list[Decision]:
    """What was changed in a spreadsheet; what is done alike to several events is one decision."""
    from timeline.decisions.edits import changes

    digests = store.digests()
    return [
        _made(
            change.action,
            tuple(decisions.spoken(event, digests=digests) for event in change.events),
            signed,
            change.values,
        )
        for change in changes(edits)
    ]


def meant(store: Store, ids: Sequence[str], ledger: Ledger) -> list[EventRow]:
    """The events that ids name, each once. Raises UsageError."""
    found = (stored_events.by_id(store, id_, ledger) for id_ in ids)
    return list({e["id"]: e for e in found}.values())


def _each(
    action: Action, ids: Sequence[str], signed: Signed, values: Mapping[str, str] | None = None
) -> Decide:
    def decide(store: Store, ledger: Ledger) -> Decision:
        return _made(action, _spoken(store, meant(store, ids, ledger)), signed, values)

    return decide


def _made(
    action: Action,
    events: tuple[Spoken, ...],
    signed: Signed,
    values: Mapping[str, str] | None = None,
) -> Decision:
    time = decision_ledger.now()
    return decisions.Decision(
        action, events, values or {}, signed.reason, time, author=signed.name()
    )


def _spoken(store: Store, events: Sequence[EventRow]) -> tuple[Spoken, ...]:
    digests = store.digests()
    return tuple(decisions.spoken(event, digests=digests) for event in events)


def _refuse(store: Store, ledger: Ledger, events: Sequence[EventRow]) -> None:
    """Raise UsageError for events that are hidden already."""
    first = events[0]
    by = [n["number"] for n in store.ruling()[1] if first["id"] in n["events"]]
    numbers = [n for n in by if ledger.decisions[n - 1].action == "hide"]
    how = f"show it with timeline undo {numbers[-1]}, or timeline accept {first['id']}"
    why = "it is hidden already" if len(events) == 1 else "they are hidden already"
    raise UsageError(first["id"], why, how)


def _away(event: EventRow, named: Sequence[str]) -> set[int]:
    """The places of the mentions that are named, from 0. Raises UsageError."""
    told = event["mentions"]
    found: set[int] = set()
    for name in named:
        numbers = _NUMBERS.fullmatch(name)
        if numbers:
            first, last = int(numbers[1]), int(numbers[2] or numbers[1])
            if not 1 <= first <= last <= len(told):
                have = f"the event has the mentions 1 to {len(told)}"
                raise UsageError(name, have, f"see timeline explain {event['id']}")
            found.update(range(first - 1, last))
            continue
        here = {n for n, m in enumerate(told) if m["document"] == name}
        if not here:
            documents = ", ".join(dict.fromkeys(m["document"] for m in told))
            raise UsageError(
                name, "the event has no mention there", f"give numbers or of {documents}"
            )
        found |= here
    return found
