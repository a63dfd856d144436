"""timeline set: the user knows better than the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions, render
from timeline.cli import deciding, options, output
from timeline.decisions.fields import FIELDS, assignments
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger


def command(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="The id of the event, or its beginning.")
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...", help=f"{', '.join(FIELDS)}; several places by semicolons."
        ),
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
    """Set what is shown of an event, for good.

    A date is EDTF: 2020-08-09, 2020-08, 2020-08-09/2020-08-12. What the sources tell stays with
    the event: see timeline explain, and `decided` in the JSON.
    """
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    render.find(format_name)
    wanted = assignments(values)

    def decide(store: Store, ledger: Ledger) -> Decision:
        told = (decisions.spoken(deciding.event(store, id_, ledger)),)
        return decisions.Decision("set", told, wanted, reason=reason, time=deciding.now())

    deciding.record(out_dir, decide, format_name, quiet=quiet)
