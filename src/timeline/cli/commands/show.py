"""timeline show: what is stored, filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from timeline import render
from timeline.cli import decision_ledger, names_file, source_conflicts
from timeline.cli.destination import check_inputs, format_of, sort_out
from timeline.cli.filters import Filters
from timeline.cli.options import (
    DATA_OUT,
    AbsolutePaths,
    Limit,
    OutDir,
    OutputFile,
    OutputOrEmpty,
    flag,
    one_of,
    single,
)
from timeline.cli.printers import empty_exit
from timeline.cli.streams import count
from timeline.errors import Exit, UsageError
from timeline.store import Store
from timeline.store.query import SORTS

# Layout -> the format that has it.
LAYOUTS = {"table": "table", "list": "list", "vertical": "html", "horizontal": "html"}


def command(
    filters: Filters,
    conflicts: Annotated[
        bool,
        flag("Only events that sources differ on; a table tells who says what.", "--conflicts"),
    ] = False,
    hidden: Annotated[bool, flag("Show what was hidden too.", "--hidden")] = False,
    sort: Annotated[str, typer.Option(metavar="KEY", help=f"{', '.join(SORTS)}.")] = "date",
    reverse: Annotated[bool, flag("The other way round.", "--reverse")] = False,
    limit: Limit = None,
    output_: OutputFile = None,
    file: Annotated[
        str | None, single("Write to this file, whatever its name.", "FILE", "--output")
    ] = None,
    out_dir: OutDir = DATA_OUT,
    layout: Annotated[
        str | None,
        single("table or list on the terminal; vertical or horizontal for html.", "NAME"),
    ] = None,
    absolute_paths: AbsolutePaths = False,
    excel: Annotated[bool, flag("CSV that Excel knows to be UTF-8.", "--excel")] = False,
    verbose: Annotated[bool, flag("Quotes in the list too.", "-v", "--verbose")] = False,
    *,
    output: OutputOrEmpty,
) -> Exit:
    """Show the stored chronology, filtered.

    Values of one filter are alternatives; different filters add up.
    """
    given, file = sort_out(output_, out_dir, file, looks=True)
    folder = given or DATA_OUT
    output = replace(output, csv=output.csv or excel)
    format_name = _format(output, layout, file)
    how = {"quotes": verbose, "horizontal": layout == "horizontal", "absolute": absolute_paths}
    printer = output.events(format_name, file=file, bom=excel, how=how)
    one_of("--sort", sort, SORTS)
    query = filters.query(sort=sort, reverse=reverse, limit=limit, away=hidden, disputed=conflicts)
    decision_ledger.freshen(folder, output.say)
    with Store.read(folder) as store:
        names = names_file.of(store, filters.names)
        check_inputs(file, [] if names is None else [names])
        selection = printer.select(store, filters.stored(query, store, output.say))
        if conflicts and format_name == "table":
            with printer.opened() as out:
                called = store.names(store.documents())
                told = source_conflicts.sheet(selection.events, store.id_length(), called)
                render.find_for_sheets(format_name).sheet(told, out)
            output.say(count(len(selection.events), "event") + " that sources differ on")
        else:
            printer.show(store, selection)
    return empty_exit(selection.events, output.fail_empty)


def _format(output: OutputOrEmpty, layout: str | None, file: str | None) -> str:
    """The format: as asked for, as the file is called, or the one that has the layout."""
    has_it = None if layout is None else LAYOUTS[one_of("--layout", layout, LAYOUTS)]
    format_name = output.format_name(format_of(file) or has_it)
    if layout == "list" and format_name == "table":
        return "list"
    if has_it not in (None, format_name):
        why = f"{format_name} has no {layout} layout"
        raise UsageError("--layout", why, f"use --format {has_it}")
    return format_name
