"""One decision on all events that filters leave, told first and asked for.

Events are either named or filtered for, never both: who names events means these, whatever filters
would say of them, and who filters sees first what is meant. A decision taken so is one decision:
one `undo` takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import asking, completions, deciding, decision_ledger, streams
from timeline.cli.filters import Filters
from timeline.cli.options import flag
from timeline.contract import reviewed
from timeline.decisions.fields import told
from timeline.errors import Exit, UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.cli.printers import EventPrinter
    from timeline.contract import EventRow

# Events told one by one before a decision on all of them.
MOST_TOLD = 10
_LEAST_OF_AN_ID = 4
_MONTH = 31  # days

OptionalEventIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID...]",
        help="The ids of events, or as much as tells each apart; else filters say which events.",
        show_default=False,
        autocompletion=completions.events,
    ),
]


@dataclass(frozen=True)
class Chosen(Filters):
    """Which events a decision is on, where ids don't name them, and whether to ask first."""

    yes: Annotated[bool, flag("Decide on what filters leave without asking.", "--yes", "-y")] = (
        False
    )
    dry_run: Annotated[bool, flag("Only tell which events it would be.", "--dry-run")] = False

    def filtered(self) -> tuple[str, ...]:
        """The filters that are given, as options. --all and --names choose nothing alone."""
        mine = (f for f in fields(Filters) if f.name not in ("all_", "names"))
        return tuple(
            f"--{f.name.strip('_').replace('_', '-')}"
            for f in mine
            if getattr(self, f.name) not in (f.default, [])
        )


@dataclass(frozen=True, slots=True)
class _Meant:
    """The events that are decided on. already: how many beside them are so already; wide: how many
    were left out as they reach beyond the days that were asked for."""

    events: list[EventRow]
    already: int
    wide: int


def record(
    folder: Path,
    ids: Sequence[str] | None,
    chosen: Chosen,
    decide_on: Callable[[Sequence[str]], deciding.Decide],
    printer: EventPrinter,
    *,
    action: str,
    settled: Callable[[EventRow], bool] | None = None,
) -> None:
    """Take a decision on the events that are named, or on those that filters leave.

    action: what is done to them, as it is said ("hide"). settled: whether an event is as it would
    be already, so that nothing is to be decided of it. Raises UsageError for ids and filters at
    once, for neither, and where somebody ought to be asked and nobody can be.
    """
    filters = chosen.filtered()
    if ids and filters:
        why = f"events are named and filtered for at once ({', '.join(ids[:3])})"
        raise UsageError(filters[0], why, "give ids, or filters alone")
    if not ids and not filters:
        how = "name events by their ids, or filter for them, like --grep PATTERN"
        raise UsageError(action, "it is of no event", how)
    if ids and not chosen.dry_run:
        left = ids if settled is None else _unsettled(folder, ids, settled)
        if left:
            decision_ledger.record(folder, decide_on(left), printer)
        else:
            are = "is" if len(ids) == 1 else "are"
            printer.say(f"{action}: {', '.join(ids[:3])} {are} so already; nothing is decided")
        return
    decide_on(ids or ())  # what can't be decided is told before anybody is asked
    meant = _found(folder, ids, chosen, settled)
    if _go_on(meant, chosen, action, printer):
        decision_ledger.record(folder, decide_on([e["id"] for e in meant.events]), printer)


def lone(folder: Path, action: str, word: str, text: str, chosen: Chosen) -> None:
    """Raise UsageError for an event's id where the text that a decision needs is expected.

    word: what the text is called. text: the one argument that was given.
    """
    if len(text) < _LEAST_OF_AN_ID:
        return
    with Store.read(folder) as store:
        if not (found := store.lookup(text)):
            return
    event = f"{found[0]['id']} (“{found[0]['title']}”)"
    if not chosen.filtered():
        how = f"write timeline {action} {text} {word}"
        raise UsageError(action, f"{word} is missing: {text} names the event {event}", how)
    if asking.possible() and not chosen.yes:
        if asking.agreed(f"{text} names the event {event}: is it the {word}? [y/N] "):
            return
        raise typer.Exit(Exit.USAGE)
    why = f"it names the event {event}, and events are filtered for too"
    raise UsageError(text, why, f"give the {word}, or the id and no filters")


def _unsettled(
    folder: Path, ids: Sequence[str], settled: Callable[[EventRow], bool]
) -> Sequence[str]:
    """The ids of the events that are meant and aren't as they would be already."""
    ledger = decision_ledger.known(folder, streams.say)
    try:
        with Store.read(folder) as store:
            found = deciding.meant(store, ids, ledger)
    except UsageError:
        return ids  # what takes the decision says it, and better
    left = [e["id"] for e in found if not settled(e)]
    return ids if len(left) == len(found) else left


def _found(
    folder: Path,
    ids: Sequence[str] | None,
    chosen: Chosen,
    settled: Callable[[EventRow], bool] | None,
) -> _Meant:
    """The events that are meant."""
    query = chosen.query()
    ledger = decision_ledger.known(folder, streams.say)
    with Store.read(folder) as store:
        if ids:
            found = deciding.meant(store, ids, ledger)
        else:
            found = list(store.select(chosen.stored(query, store, streams.say)).events)
    near = [e for e in found if ids or not _reaches_out(e, *chosen.window())]
    left = [e for e in near if settled is None or not settled(e)]
    return _Meant(left, len(near) - len(left), len(found) - len(near))


def _reaches_out(event: EventRow, first: str | None, last: str | None) -> bool:
    """Whether an event is open, or longer than a month, and reaches beyond days that were asked
    for: it merely includes one of them."""
    from timeline.digest.collection import day_number

    begin, end = day_number(event["start"]), day_number(event["end"])
    if begin is not None and end is not None and end - begin < _MONTH:
        return False
    since, until = day_number(first), day_number(last)
    before = since is not None and (begin is None or begin < since)
    return before or (until is not None and (end is None or end > until))


def _go_on(meant: _Meant, chosen: Chosen, action: str, printer: EventPrinter) -> bool:
    """Tell what is meant, and whether to go on. Raises UsageError where nobody can be asked."""
    found, already = meant.events, meant.already
    many = streams.count(len(found), "event")
    beside = f"; {streams.count(already, 'event')} more so already" if already else ""
    if meant.wide:
        wide = streams.count(meant.wide, "event")
        beside += f"; {wide} left out, open or longer than a month and not of these days alone"
        beside += f": name {'it' if meant.wide == 1 else 'them'} by id"
    say = printer.say if chosen.yes and not chosen.dry_run else streams.say
    say(f"{action}: {many}{beside}")
    for event in found[:MOST_TOLD]:
        say(f"{event['id']}  {event['date']}  {event['title']}")
    if len(found) > MOST_TOLD:
        say(f"and {len(found) - MOST_TOLD} more")
    if not found or chosen.dry_run:
        say("nothing is decided")
        return False
    if chosen.yes:
        return True
    if not asking.possible():
        how = "add --yes to decide so, or --dry-run to look only"
        raise UsageError(action, f"{many} would be decided on and nobody can be asked", how)
    if asking.agreed(f"{action} {'it' if len(found) == 1 else f'these {many}'}? [y/N] "):
        return True
    say("nothing is decided")
    return False


def decided(event: EventRow, values: Mapping[str, str]) -> bool:
    """Whether somebody has set all these values of an event already."""
    by_hand = {d["field"] for d in event["decided"] if d["action"] in ("set", "add")}
    return all(name in by_hand and told(event, name) == value for name, value in values.items())


def noted(event: EventRow, text: str) -> bool:
    """Whether an event bears just this note; "" for none."""
    return text == (reviewed(event)["note"] or "")


def tagged(event: EventRow, tags: Sequence[str], *, off: bool) -> bool:
    """Whether an event bears all these tags; off: none of them."""
    borne = set(reviewed(event)["tags"])
    return borne.isdisjoint(tags) if off else borne.issuperset(tags)
