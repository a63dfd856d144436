"""timeline join: these events are one."""

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
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID ID...", help="The ids of the events, or their beginnings."),
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
    """Make several events one, for good.

    The decision is kept in decisions.toml beside the store and holds on every later extraction.
    """
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    render.find(format_name)

    def decide(store: Store, ledger: Ledger) -> Decision:
        events = {e["id"]: e for e in (deciding.event(store, id_, ledger) for id_ in ids)}
        if len(events) < 2:
            raise UsageError("join", "this is one event", "name two or more")
        sides = tuple(decisions.spoken(e) for e in events.values())
        return decisions.Decision("join", sides, reason=reason, time=deciding.now())

    deciding.record(out_dir, decide, format_name, quiet=quiet)
