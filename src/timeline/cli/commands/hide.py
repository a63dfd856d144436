"""timeline hide: events are left out of what is shown."""

from __future__ import annotations

from timeline.cli import bulk, deciding
from timeline.cli.options import DATA_OUT, Output, Signed, StoreDir
from timeline.contract import reviewed


def command(
    *,
    ids: bulk.OptionalEventIds = None,
    chosen: bulk.Chosen,
    signed: Signed,
    out_dir: StoreDir = DATA_OUT,
    output: Output,
) -> None:
    """Leave events out, for good.

    They are neither shown nor in chronology.json; timeline show --hidden shows them all the same.
    In place of ids filters may say which events, those of timeline show: what they leave is told
    first and asked for, and is one decision.
    """
    bulk.record(
        out_dir,
        ids,
        chosen,
        lambda named: deciding.hide(named, signed),
        output.events(),
        action="hide",
        settled=lambda event: reviewed(event)["verdict"] == "rejected",
    )
