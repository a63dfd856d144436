"""timeline note: what is to be kept in mind of events."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import deciding, decision_ledger
from timeline.cli.options import DATA_OUT, EventIds, Output, Signed, StoreDir


def command(
    ids: EventIds,
    text: Annotated[str, typer.Argument(metavar="TEXT", help='The note; "" takes one away.')],
    signed: Signed,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Put a note on events, in place of the one they have."""
    decision_ledger.record(out_dir, deciding.note(ids, text, signed), output.events())
