"""timeline join: these events are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import decision_ledger, stored_events
from timeline.cli.options import DATA_OUT, Output, Reason, StoreDir
from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger


def command(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID ID...", help="The ids of the events, or their beginnings."),
    ],
    reason: Reason = "",
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Make several events one, for good.

    The decision is kept in decisions.toml beside the store and holds on every later extraction.
    """

    def decide(store: Store, ledger: Ledger) -> Decision:
        events = {e["id"]: e for e in (stored_events.by_id(store, id_, ledger) for id_ in ids)}
        if len(events) < 2:
            raise UsageError("join", "this is one event", "name two or more")
        digests = store.digests()
        sides = tuple(decisions.spoken(e, digests=digests) for e in events.values())
        return decisions.Decision("join", sides, reason=reason, time=decision_ledger.now())

    decision_ledger.record(out_dir, decide, output.events())
