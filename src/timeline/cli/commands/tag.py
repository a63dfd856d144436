"""timeline tag: events are put under words of the user's own."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import bulk, deciding
from timeline.cli.options import DATA_OUT, Output, Signed, StoreDir, flag
from timeline.decisions import fields


def command(
    *,
    ids: bulk.OptionalEventIds = None,
    words: Annotated[str, typer.Argument(metavar="TAG", help="A tag, or several by commas.")],
    remove: Annotated[bool, flag("Take the tags off.", "--remove")] = False,
    chosen: bulk.Chosen,
    signed: Signed,
    out_dir: StoreDir = DATA_OUT,
    output: Output,
) -> None:
    """Tag events, so that they can be shown and exported by it.

    In place of ids filters may say which events, those of timeline show: what they leave is told
    first and asked for, and is one decision.
    """
    if not ids:
        bulk.lone(out_dir, "tag", "TAG", words, chosen)
    tags = fields.tags(words.split(",")).split("; ")
    bulk.record(
        out_dir,
        ids,
        chosen,
        lambda named: deciding.tag(named, tags, signed, off=remove),
        output.events(),
        action="untag" if remove else "tag",
        settled=lambda event: bulk.tagged(event, tags, off=remove),
    )
