"""timeline undo: a decision is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import deciding, options, output
from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger


def command(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[N]",
            help="The decision's number, as timeline decisions tells it; the last one by default.",
            show_default=False,
        ),
    ] = None,
    out_dir: options.StoreDir = options.DATA_OUT,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Take a decision back.

    It is cut out of decisions.toml and the chronology is as if it had never been taken. What is cut
    out is printed.
    """
    gone: list[tuple[int, Decision]] = []

    def without(_: Store, ledger: Ledger) -> Ledger:
        if not ledger.decisions:
            raise UsageError("undo", "there are no decisions", "see timeline decisions")
        n = len(ledger.decisions) if number is None else number
        left = decisions.without_decision(ledger, n)
        gone.append((n, ledger.decisions[n - 1]))
        return left

    ledger, notes = deciding.change(out_dir, without)
    n, decision = gone[0]
    with output.data("table") as out:
        out.write(decisions.block(decision))
    if not quiet:
        output.say(f"taken back: decision {n} ({deciding.about(decision)})")
        deciding.tell(ledger, notes)
