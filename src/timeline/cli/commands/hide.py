"""timeline hide: an event is left out of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline import decisions
from timeline.cli import decision_ledger, stored_events
from timeline.cli.options import DATA_OUT, EventId, Output, Reason, StoreDir
from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger


def command(
    id_: EventId, reason: Reason = "", out_dir: StoreDir = DATA_OUT, *, output: Output
) -> None:
    """Leave an event out, for good.

    It is neither shown nor in chronology.json; timeline show --hidden shows it all the same.
    """

    def decide(store: Store, ledger: Ledger) -> Decision:
        event = stored_events.by_id(store, id_, ledger)
        if decisions.hidden(event):
            by = [n["number"] for n in store.ruling()[1] if event["id"] in n["events"]]
            numbers = [n for n in by if ledger.decisions[n - 1].action == "hide"]
            how = f"show it with timeline undo {numbers[0]}"
            raise UsageError(id_, "it is hidden already", how)
        told = (decisions.spoken(event, digests=store.digests()),)
        return decisions.Decision("hide", told, reason=reason, time=decision_ledger.now())

    decision_ledger.record(out_dir, decide, output.events())
