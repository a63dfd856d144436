"""timeline split: these mentions are another event."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import deciding, decision_ledger
from timeline.cli.options import DATA_OUT, EventId, Output, Signed, StoreDir


def command(
    id_: EventId,
    mentions: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION...",
            help="Numbers as timeline explain tells them, 2 or 2-4, or names of documents.",
        ),
    ],
    signed: Signed,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Take mentions out of an event, for good.

    Those named become one event of their own and are never merged with the rest again.
    """
    decision_ledger.record(out_dir, deciding.split(id_, mentions, signed), output.events())
