"""timeline join: these events are one."""

from __future__ import annotations

from timeline.cli import deciding, decision_ledger
from timeline.cli.options import DATA_OUT, EventIds, Output, Signed, StoreDir


def command(ids: EventIds, signed: Signed, out_dir: StoreDir = DATA_OUT, *, output: Output) -> None:
    """Make several events one, for good.

    The decision is kept in decisions.toml beside the store and holds on every later extraction.
    """
    decision_ledger.record(out_dir, deciding.join(ids, signed), output.events())
