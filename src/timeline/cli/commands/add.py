"""timeline add: an event by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import deciding, decision_ledger
from timeline.cli.options import DATA_OUT, Output, Signed, StoreDir, single
from timeline.decisions.fields import FIELDS, assignments
from timeline.errors import UsageError

_OTHERS = [name for name in FIELDS if name not in ("date", "title")]


def command(
    date: Annotated[str, typer.Argument(metavar="DATE", help="EDTF: 2020-08-09, 2020-08 …")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its headline.")],
    signed: Signed,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...",
            help=f"{', '.join(_OTHERS)}; several actors, places or amounts by semicolons.",
            show_default=False,
        ),
    ] = None,
    document: Annotated[
        str, single("The document that tells of it: its id or path.", "DOC", "--document")
    ] = "",
    quote: Annotated[
        str, single("The words that tell of it, as they stand there.", "TEXT", "--quote")
    ] = "",
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """Add an event that no article was found to tell of.

    It is shown as any other, kept when articles are extracted again, and changed or taken back as
    any other: set, hide, join, undo. With a quote its source is cited.
    """
    told = values or []
    for one in told:
        if "=" not in one:
            what = f"{one!r} sets nothing"
            raise UsageError("add", what, f"put the title in quotes, and write {_OTHERS[0]}=…")
    wanted = assignments([f"date={date}", f"title={title}", *told])
    printer = output.events()
    decide = deciding.add(wanted, signed, document, quote, printer.say)
    decision_ledger.record(out_dir, decide, printer)
