"""timeline show: what is stored, filtered."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from timeline import render
from timeline.cli import deciding, disputes, naming, options, output, target
from timeline.errors import UnknownChoiceError, UsageError
from timeline.store import Query, Store
from timeline.store.query import SORTS

_ORDER = "Order"


def command(
    since: Annotated[
        str | None, options.one('On or after: 2020, 2020-08, 2020-08-09, "last month".', "DATE")
    ] = None,
    until: Annotated[str | None, options.one("On or before.", "DATE")] = None,
    on: Annotated[str | None, options.one("On this day, or in this month or year.", "DATE")] = None,
    around: Annotated[
        str | None, options.one("Near it: as long again on either side, 3 days at least.", "DATE")
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            help="Of this type, e.g. election,protest. May be repeated.",
            metavar="TYPE",
            rich_help_panel=options.FILTER,
            show_default=False,
        ),
    ] = None,
    actor: Annotated[
        list[str] | None, options.many("With this person or body, however it is spelt.", "NAME")
    ] = None,
    place: Annotated[
        list[str] | None, options.many("At this place, or country code.", "NAME")
    ] = None,
    status: Annotated[
        list[str] | None, options.many("happened, ongoing, planned, possible or denied.", "STATUS")
    ] = None,
    source: Annotated[
        list[str] | None, options.many("Told by a document with this in its name or title.", "TEXT")
    ] = None,
    language: Annotated[
        list[str] | None, options.many("Told by a document in this language.", "CODE")
    ] = None,
    grep: Annotated[
        str | None, options.one("With this regular expression in its title or quotes.", "PATTERN")
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0, max=1, metavar="0..1", rich_help_panel=options.FILTER, help="At least this sure."
        ),
    ] = 0.0,
    min_salience: Annotated[
        float,
        typer.Option(
            min=0,
            max=1,
            metavar="0..1",
            rich_help_panel=options.FILTER,
            help="At least this weighty.",
        ),
    ] = 0.0,
    names: naming.NamesFile = None,
    conflicts: Annotated[
        bool,
        typer.Option(
            "--conflicts",
            help="Only events that sources differ on; a table tells who says what.",
            rich_help_panel=options.FILTER,
        ),
    ] = False,
    all_: options.All = False,
    hidden: Annotated[
        bool,
        typer.Option("--hidden", rich_help_panel="Output", help="Show what was hidden too."),
    ] = False,
    sort: Annotated[
        str, typer.Option(metavar="KEY", rich_help_panel=_ORDER, help=f"{', '.join(SORTS)}.")
    ] = "date",
    reverse: Annotated[
        bool, typer.Option("--reverse", rich_help_panel=_ORDER, help="The other way round.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            rich_help_panel=_ORDER,
            help="At most this many.",
            show_default=False,
        ),
    ] = None,
    output_: Annotated[
        str | None,
        typer.Option(
            "-o",
            metavar="FILE|DIR",
            help="Write to this file (page.html, days.ics …; - for standard output); a directory "
            "is that of the store.",
            rich_help_panel="Output",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help="Write to this file, whatever its name.",
            rich_help_panel="Output",
            show_default=False,
        ),
    ] = None,
    out_dir: Annotated[
        Path,
        typer.Option(
            "--out-dir",
            metavar="DIR",
            help="Where the chronology is stored.",
            rich_help_panel="Output",
        ),
    ] = options.DATA_OUT,
    layout: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="table or list on the terminal; vertical or horizontal for html.",
            rich_help_panel="Output",
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool,
        typer.Option("-v", "--verbose", rich_help_panel="Output", help="Quotes in the list too."),
    ] = False,
    excel: Annotated[
        bool,
        typer.Option("--excel", rich_help_panel="Output", help="CSV that Excel knows to be UTF-8."),
    ] = False,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    fail_empty: options.FailEmpty = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Show the stored chronology, filtered.

    Values of one filter are alternatives; different filters add up.
    """
    out_dir, file = target.sort_out(output_, out_dir, file)
    asked = options.layout(layout)
    csv = csv or excel
    if format_ is None and not (json or jsonl or csv):
        format_ = target.format_of(file) or asked
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    if asked == "list" and format_name == "table":
        format_name = "list"
    if layout is not None and format_name not in options.LAYOUTS[layout]:
        hint = f"use --format {options.LAYOUTS[layout][0]}"
        raise UsageError("--layout", f"{format_name} has no {layout} layout", hint)
    render.find(format_name)
    target.check(file)
    first, last = options.window(since, until, on, around)
    if sort not in SORTS:
        raise UnknownChoiceError("--sort", sort, SORTS)
    query = Query(
        since=first,
        until=last,
        types=options.types(type_),
        statuses=options.statuses(status),
        sources=tuple(source or ()),
        grep=_pattern(grep),
        min_confidence=min_confidence,
        min_salience=min_salience,
        everything=all_,
        sort=sort,
        reverse=reverse,
        limit=limit,
        away=hidden,
        disputed=conflicts,
    )
    deciding.freshen(out_dir, quiet=quiet)
    with Store.read(out_dir) as store:
        path = naming.of(store, names)
        naming.warn(store, path, quiet=quiet)
        spoken = naming.languages(store, language or (), quiet=quiet)
        query = replace(query, languages=spoken)
        if actor:
            query = replace(query, called=naming.actors(store, actor, path, quiet=quiet))
        if place:
            at, within = naming.places(store, place, quiet=quiet)
            query = replace(query, at=at, within=within)
        selection = output.found(store, query, format_name)
        how = {"quotes": verbose, "horizontal": layout == "horizontal"}
        into = partial(target.opened, file, format_name, bom=excel)
        if conflicts and format_name == "table":
            with into() as out:
                told = disputes.sheet(selection.events, store.id_length())
                render.find_for_sheets(format_name).sheet(told, out)
            if not quiet:
                output.say(output.count(len(selection.events), "event") + " that sources differ on")
        else:
            output.show(store, selection, format_name, quiet=quiet, into=into, how=how)
    raise typer.Exit(output.empty_exit(selection, fail_empty))


def _pattern(text: str | None) -> re.Pattern[str] | None:
    if text is None:
        return None
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise UsageError(
            "--grep",
            f"{text!r} is no regular expression ({error})",
            "escape special characters with \\",
        ) from error
