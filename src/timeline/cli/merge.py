"""timeline merge: finished chronologies become one."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from timeline import render
from timeline.cli import options, output, target
from timeline.errors import Exit, InputError, StoreError, UsageError


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Chronologies: our JSON or JSON Lines, or CSV with the columns date and title;"
            " - for standard input.",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE|DIR",
            help="Write to a file in the format its name asks for (-o all.json), or store the"
            " outcome in a directory that holds no chronology yet.",
            rich_help_panel="Output",
            show_default=False,
        ),
    ] = None,
    all_: options.All = False,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    fail_empty: options.FailEmpty = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Merge finished chronologies into one.

    The rules are those of extract. Events that one file tells apart stay apart; every mention says
    by a rule from:FILE where it came from. A table may have the columns type, status, actors,
    places, language and source besides, several actors or places by semicolons. Trivial events are
    left out of tables and lists only.
    """
    file = out if out == "-" or target.format_of(out) else None
    out_dir = None if out is None or file is not None else Path(out)
    if format_ is None and not (json or jsonl or csv):
        format_ = target.format_of(file)
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    render.find(format_name)
    target.check(file)
    if "-" in files and sys.stdin.isatty():
        raise UsageError("-", "standard input is a terminal", "pipe one in or name files")
    if out_dir is not None:
        _is_free(out_dir)
    from timeline import elsewhere, recast
    from timeline.languages.detect import detect
    from timeline.store import Query, Store

    found = []
    failed: set[str] = set()
    for path in dict.fromkeys(files):
        try:
            one = elsewhere.read(path, lambda text: detect(text, ("en", "fr")))
        except InputError as error:
            failed.add(path)
            output.report(error)
            continue
        for problem in one.errors:
            failed.add(path)
            output.report(problem)
        found.append(one)
    if not found:
        raise typer.Exit(Exit.SOME_FAILED)
    chronology, kept = recast.merge_finished(found)
    everything = all_ or format_name not in ("table", "list")
    query = Query(everything=everything)
    into = partial(target.opened, file, format_name)
    with Store.memory() if out_dir is None else Store.write(out_dir, "") as store:
        for document, mentions in kept:
            store.keep(f"finished {document.id}", document, mentions)
        store.publish(chronology)
        selection = output.found(store, query, format_name)
        output.show(store, selection, format_name, quiet=quiet, failed=len(failed), into=into)
    if failed:
        raise typer.Exit(Exit.SOME_FAILED)
    raise typer.Exit(output.empty_exit(selection, fail_empty))


def _is_free(folder: Path) -> None:
    """Refuse a directory with a chronology: it would be replaced, and its articles are its own."""
    from timeline.store.files import STORE

    if (folder / STORE).exists():
        raise StoreError(str(folder), "there is a chronology here", "choose another directory")
