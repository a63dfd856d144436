"""timeline hide: events are left out of what is shown."""

from __future__ import annotations

from timeline.cli import deciding, decision_ledger
from timeline.cli.options import DATA_OUT, EventIds, Output, Signed, StoreDir


def command(ids: EventIds, signed: Signed, out_dir: StoreDir = DATA_OUT, *, output: Output) -> None:
    """Leave events out, for good.

    They are neither shown nor in chronology.json; timeline show --hidden shows them all the same.
    """
    decision_ledger.record(out_dir, deciding.hide(ids, signed), output.events())
