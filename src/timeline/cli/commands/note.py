"""timeline note: what is to be kept in mind of events."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import bulk, deciding
from timeline.cli.options import DATA_OUT, Output, Signed, StoreDir
from timeline.decisions import fields


def command(
    *,
    ids: bulk.OptionalEventIds = None,
    text: Annotated[str, typer.Argument(metavar="TEXT", help='The note; "" takes one away.')],
    chosen: bulk.Chosen,
    signed: Signed,
    out_dir: StoreDir = DATA_OUT,
    output: Output,
) -> None:
    """Put a note on events, in place of the one they have.

    In place of ids filters may say which events, those of timeline show: what they leave is told
    first and asked for, and is one decision.
    """
    if not ids:
        bulk.lone(out_dir, "note", "TEXT", text, chosen)
    kept = fields.note(text)
    bulk.record(
        out_dir,
        ids,
        chosen,
        lambda named: deciding.note(named, text, signed),
        output.events(),
        action="note",
        settled=lambda event: bulk.noted(event, kept),
    )
