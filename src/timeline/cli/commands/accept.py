"""timeline accept: somebody looked at events and found them right."""

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
    """Accept events as they are shown.

    Their verdict is `accepted`; what was hidden before is shown again. In place of ids filters may
    say which events, those of timeline show: what they leave is told first and asked for, and is
    one decision.
    """
    bulk.record(
        out_dir,
        ids,
        chosen,
        lambda named: deciding.accept(named, signed),
        output.events(),
        action="accept",
        settled=lambda event: reviewed(event)["verdict"] == "accepted",
    )
