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
from timeline.cli import adding, decision_ledger, stored_events, streams
from timeline.cli.options import Signed
from timeline.contract import EventRow
from timeline.decisions import added, blocks, fields
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
        return _made("hide", _spoken(store, ledger, left), signed)

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
        return _made("join", _spoken(store, ledger, events), signed)

    return decide


def split(id_: str, mentions: Sequence[str], signed: Signed) -> Decide:
    """These mentions of an event are another. mentions: their numbers from 1, 2 or 2-4, names of
    documents, or ids of events that were added by hand and joined with it."""

    def decide(store: Store, ledger: Ledger) -> Decision:
        event = stored_events.by_id(store, id_, ledger)
        told = event["mentions"]
        of = _by_hand(store, ledger).get(event["id"], ())
        ids = [one.id for one in of]
        away = _away(event, [name for name in mentions if name not in ids], ids)
        owners = {n: owner.id for n, m in enumerate(told) if (owner := added.owner(m, of))}
        gone = {i for i in ids if i in mentions} | {i for n, i in owners.items() if n in away}
        away |= {n for n, i in owners.items() if i in gone}
        if len(away) == len(told) and len(gone) == len(ids):
            have = streams.count(len(told) or len(ids), "mention")
            raise UsageError("split", f"the event has {have}, all named", "leave one in it")
        digests = store.digests()
        sides = tuple(
            added.spoken_of(
                event,
                of,
                digests,
                [m for n, m in enumerate(told) if (n in away) is taken],
                [i for i in ids if (i in gone) is taken],
            )
            for taken in (False, True)
        )
        return _made("split", sides, signed)

    return decide


def edited(store: Store, ledger: Ledger, edits: Sequence[Edit], signed: Signed) -> list[Decision]:
    """What was changed in a spreadsheet; what is done alike to several events is one decision."""
    from timeline.decisions.edits import changes

    made = changes(edits)
    new = {edit.event["id"] for edit in edits if edit.new}
    events = {e["id"]: e for one in made for e in one.events if e["id"] not in new}
    spoken = dict(zip(events, _spoken(store, ledger, list(events.values())), strict=True))
    for event in (edit.event for edit in edits if edit.new):
        spoken[event["id"]] = decisions.Spoken(event["id"], event["date"], event["title"])
    return [
        _made(one.action, tuple(spoken[e["id"]] for e in one.events), signed, one.values)
        for one in made
    ]


def add(
    values: Mapping[str, str],
    signed: Signed,
    document: str = "",
    quote: str = "",
    say: Callable[[str], None] = streams.say,
) -> Decide:
    """There is such an event. values: checked (`fields.assignments`), with its date and title.
    document, quote: where words stand that tell of it, "" for none. say: is told of words that
    stand there more than once."""
    if bool(document) != bool(quote.strip()):
        lacking = "--quote" if document else "--document"
        raise UsageError(lacking, "a quote is words of a document", "give both or neither")

    def decide(store: Store, ledger: Ledger) -> Decision:
        told = adding.spoken(store, ledger, values, document, quote, say)
        return _made("add", (told,), signed, values)

    return decide


def meant(store: Store, ids: Sequence[str], ledger: Ledger) -> list[EventRow]:
    """The events that ids name, each once. Raises UsageError."""
    found = (stored_events.by_id(store, id_, ledger) for id_ in ids)
    return list({e["id"]: e for e in found}.values())


def _each(
    action: Action, ids: Sequence[str], signed: Signed, values: Mapping[str, str] | None = None
) -> Decide:
    def decide(store: Store, ledger: Ledger) -> Decision:
        return _made(action, _spoken(store, ledger, meant(store, ids, ledger)), signed, values)

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


def _spoken(store: Store, ledger: Ledger, events: Sequence[EventRow]) -> tuple[Spoken, ...]:
    digests, of = store.digests(), _by_hand(store, ledger)
    return tuple(added.spoken_of(event, of.get(event["id"], ()), digests) for event in events)


def _by_hand(store: Store, ledger: Ledger) -> Mapping[str, Sequence[Spoken]]:
    """The events added by hand, by the id of the event that each shows in."""
    some = blocks.adding(ledger.decisions)
    return added.parts(some, store.ruling()[1]) if some else {}


def _refuse(store: Store, ledger: Ledger, events: Sequence[EventRow]) -> None:
    """Raise UsageError for events that are hidden already."""
    first = events[0]
    by = [n["number"] for n in store.ruling()[1] if first["id"] in n["events"]]
    numbers = [n for n in by if ledger.decisions[n - 1].action == "hide"]
    how = f"show it with timeline undo {numbers[-1]}, or timeline accept {first['id']}"
    why = "it is hidden already" if len(events) == 1 else "they are hidden already"
    raise UsageError(first["id"], why, how)


def _away(event: EventRow, named: Sequence[str], ids: Sequence[str]) -> set[int]:
    """The places of the mentions that are named, from 0. Raises UsageError. ids: what else can be
    named."""
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
            of = ", ".join((*dict.fromkeys(m["document"] for m in told), *ids))
            raise UsageError(name, "the event has no mention there", f"give numbers or of {of}")
        found |= here
    return found
