"""timeline set: the user knows better than the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import decision_ledger, stored_events
from timeline.cli.options import DATA_OUT, EventId, Output, Reason, StoreDir
from timeline.decisions.fields import FIELDS, assignments
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger


def command(
    id_: EventId,
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...", help=f"{', '.join(FIELDS)}; several places by semicolons."
        ),
    ],
    reason: Reason = "",
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Set what is shown of an event, for good.

    A date is EDTF: 2020-08-09, 2020-08, 2020-08-09/2020-08-12. What the sources tell stays with
    the event: see timeline explain, and `decided` in the JSON.
    """
    printer, wanted = output.events(), assignments(values)

    def decide(store: Store, ledger: Ledger) -> Decision:
        event = stored_events.by_id(store, id_, ledger)
        told = (decisions.spoken(event, digests=store.digests()),)
        return decisions.Decision("set", told, wanted, reason=reason, time=decision_ledger.now())

    decision_ledger.record(out_dir, decide, printer)
