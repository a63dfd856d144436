"""timeline accept: somebody looked at events and found them right."""

from __future__ import annotations

from timeline.cli import deciding, decision_ledger
from timeline.cli.options import DATA_OUT, EventIds, Output, Signed, StoreDir


def command(ids: EventIds, signed: Signed, out_dir: StoreDir = DATA_OUT, *, output: Output) -> None:
    """Accept events as they are shown.

    Their verdict is `accepted`; what was hidden before is shown again.
    """
    decision_ledger.record(out_dir, deciding.accept(ids, signed), output.events())
