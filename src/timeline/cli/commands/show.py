"""timeline show: what is stored, filtered."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline import render
from timeline.cli import completions, edited_decisions, event_columns, names_file, source_conflicts
from timeline.cli.destination import check_inputs
from timeline.cli.event_output import EventOutput
from timeline.cli.filters import Filters
from timeline.cli.options import Limit, OutputOrEmpty, flag, many, one_of
from timeline.cli.printers import empty_exit
from timeline.cli.streams import count
from timeline.errors import Exit, UsageError
from timeline.store import Store
from timeline.store.query import SORTS


def command(
    filters: Filters,
    conflicts: Annotated[
        bool,
        flag("Only events that sources differ on; a table tells who says what.", "--conflicts"),
    ] = False,
    hidden: Annotated[bool, flag("Show what was hidden too.", "--hidden")] = False,
    sort: Annotated[
        str,
        typer.Option(
            metavar="KEY",
            help=f"{', '.join(SORTS)}; the first by salience, confidence or sources that --limit"
            " leaves stand in date order.",
            autocompletion=completions.among(SORTS),
        ),
    ] = "date",
    reverse: Annotated[bool, flag("The other way round.", "--reverse")] = False,
    limit: Limit = None,
    columns: Annotated[
        list[str] | None,
        many(
            f"Only these columns, in this order: {', '.join(event_columns.NAMES)}.",
            "NAMES",
            "--columns",
            completed=completions.among(event_columns.NAMES),
        ),
    ] = None,
    *,
    written: EventOutput,
    output: OutputOrEmpty,
) -> Exit:
    """Show the stored chronology, filtered.

    Values of one filter are alternatives; different filters add up. In tables and lists what was
    under way before the first day asked for stands in a block of its own, and --limit leaves it out
    first.
    """
    wanted = event_columns.named(columns)
    folder, printer = written.printer(output, event_columns.fields(wanted))
    one_of("--sort", sort, SORTS)
    if wanted and printer.format_name not in render.SHEETS:
        how = f"use --format {', '.join(render.SHEETS)}"
        raise UsageError("--columns", f"{printer.format_name} has none to choose from", how)
    query = filters.query(
        sort=sort,
        reverse=reverse,
        limit=limit,
        away=hidden,
        disputed=conflicts,
        dated=sort in ("date", "salience", "confidence", "sources"),
    )
    edited_decisions.freshen(folder, output.say)
    with Store.read(folder) as store:
        names = names_file.of(store, filters.names)
        check_inputs(printer.file, [names])
        query = filters.stored(query, store, output.say)
        selection = printer.select(store, query)
        if conflicts and not wanted and printer.format_name == "table":
            with printer.opened() as out:
                called = store.names(store.documents())
                told = source_conflicts.sheet(selection.events, store.id_length(), called)
                render.find_for_sheets("table").sheet(told, out)
            output.say(count(len(selection.events), "event") + " that sources differ on")
        elif wanted:
            printer.show_columns(store, selection, wanted, query)
        else:
            printer.show(store, selection, query=query)
    return empty_exit(selection.events, output.fail_empty)
