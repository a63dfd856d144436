"""timeline tag: events are put under words of the user's own."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import deciding, decision_ledger
from timeline.cli.options import DATA_OUT, EventIds, Output, Signed, StoreDir, flag


def command(
    ids: EventIds,
    tags: Annotated[str, typer.Argument(metavar="TAG", help="A tag, or several by commas.")],
    signed: Signed,
    remove: Annotated[bool, flag("Take the tags off.", "--remove")] = False,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Tag events, so that they can be shown and exported by it."""
    decide = deciding.tag(ids, tags.split(","), signed, off=remove)
    decision_ledger.record(out_dir, decide, output.events())
