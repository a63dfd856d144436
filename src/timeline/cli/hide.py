"""timeline hide: an event is left out of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions, render
from timeline.cli import deciding, options, output
from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger


def command(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="The id of the event, or its beginning.")
    ],
    reason: options.Reason = "",
    out_dir: options.StoreDir = options.DATA_OUT,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Leave an event out, for good.

    It is neither shown nor in chronology.json; timeline show --hidden shows it all the same.
    """
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    render.find(format_name)

    def decide(store: Store, ledger: Ledger) -> Decision:
        event = deciding.event(store, id_, ledger)
        if decisions.hidden(event):
            by = [n["number"] for n in store.ruling()[1] if event["id"] in n["events"]]
            numbers = [n for n in by if ledger.decisions[n - 1].action == "hide"]
            raise UsageError(
                id_, "it is hidden already", f"show it with timeline undo {numbers[0]}"
            )
        return decisions.Decision(
            "hide", (decisions.spoken(event),), reason=reason, time=deciding.now()
        )

    deciding.record(out_dir, decide, format_name, quiet=quiet)
