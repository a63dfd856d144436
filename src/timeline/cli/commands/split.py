"""timeline split: these mentions are another event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import decision_ledger, stored_events, streams
from timeline.cli.options import DATA_OUT, EventId, Output, Reason, StoreDir
from timeline.contract import EventRow
from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger

_NUMBERS = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def command(
    id_: EventId,
    mentions: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION...",
            help="Numbers as timeline explain tells them, 2 or 2-4, or names of documents.",
        ),
    ],
    reason: Reason = "",
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Take mentions out of an event, for good.

    Those named become one event of their own and are never merged with the rest again.
    """
    printer = output.events()

    def decide(store: Store, ledger: Ledger) -> Decision:
        event = stored_events.by_id(store, id_, ledger)
        away = _meant(event, mentions)
        stays = [m for n, m in enumerate(event["mentions"]) if n not in away]
        if not stays:
            have = streams.count(len(event["mentions"]), "mention")
            raise UsageError("split", f"the event has {have}, all named", "leave one in it")
        taken = [m for n, m in enumerate(event["mentions"]) if n in away]
        digests = store.digests()
        sides = tuple(decisions.spoken(event, told, digests) for told in (stays, taken))
        return decisions.Decision("split", sides, reason=reason, time=decision_ledger.now())

    decision_ledger.record(out_dir, decide, printer)


def _meant(event: EventRow, named: list[str]) -> set[int]:
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
