"""timeline undo: a decision is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import decision_ledger, streams
from timeline.cli.options import DATA_OUT, Debug, Quiet, StoreDir
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
    out_dir: StoreDir = DATA_OUT,
    quiet: Quiet = False,
    debug: Debug = False,
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

    ledger, notes = decision_ledger.change(out_dir, without)
    n, decision = gone[0]
    with streams.data("table") as out:
        out.write(decisions.block(decision))
    if not quiet:
        streams.say(f"taken back: decision {n} ({decision_ledger.about(decision)})")
        decision_ledger.tell(ledger, notes, streams.say)
