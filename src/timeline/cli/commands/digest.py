"""timeline digest: a short chronology of what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from timeline import collector
from timeline.cli import edited_decisions, names_file
from timeline.cli.destination import check_inputs
from timeline.cli.event_output import EventOutput
from timeline.cli.filters import Filters
from timeline.cli.options import OutputOrEmpty, flag
from timeline.cli.printers import empty_exit
from timeline.cli.streams import count
from timeline.digest import digest
from timeline.errors import Exit
from timeline.store import Selection, Store


def command(
    filters: Filters,
    days: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="This many days, where as many hold an event; by default those that stand out,"
            " about 15.",
            show_default=False,
        ),
    ] = None,
    per_day: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="K", help="Events a day at most; 1 by default.", show_default=False
        ),
    ] = None,
    conflicts: Annotated[bool, flag("Only events that sources differ on.", "--conflicts")] = False,
    reverse: Annotated[bool, flag("The last day first.", "--reverse")] = False,
    *,
    written: EventOutput,
    output: OutputOrEmpty,
) -> Exit:
    """Show a short chronology: the days that matter most.

    Days are chosen from all events that meet the filters, those of --all too.
    """
    folder, printer = written.printer(output)
    query = filters.query(disputed=conflicts)
    edited_decisions.freshen(folder, output.say)
    with Store.read(folder) as store, collector.paused():
        names = names_file.of(store, filters.names)
        check_inputs(printer.file, [names])
        query = replace(filters.stored(query, store, output.say), everything=True)
        found = store.select(query, spooled=True).events
        told = digest(
            found,
            store.each_document(),
            days=days,
            per_day=per_day,
            everything=filters.all_,
            language=query.languages[0] if len(query.languages) == 1 else "",
            with_rejected="rejected" in query.verdicts,
        )
        selection = Selection(told[::-1] if reverse else told, hidden=0, cut=0)
        printer.show(store, selection, f"chosen from {count(len(found), 'event')}")
    return empty_exit(told, output.fail_empty)
