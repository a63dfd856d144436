"""timeline merge: finished chronologies become one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline import render
from timeline.cli import options, output
from timeline.contract import PRINTED_SALIENCE
from timeline.errors import Exit, InputError, StoreError


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Chronologies: our JSON or JSON Lines, or CSV with the columns date and title.",
        ),
    ],
    out_dir: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out-dir",
            metavar="DIR",
            help="Store the outcome there too, in a directory that holds none yet.",
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
    places, language and source besides, several actors or places by semicolons.
    """
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    render.find(format_name)
    if out_dir is not None:
        _is_free(out_dir)
    from timeline import elsewhere, language, recast
    from timeline.store import Query, Store

    found = []
    failed: set[str] = set()
    for path in dict.fromkeys(files):
        try:
            one = elsewhere.read(path, lambda text: language.detect(text, ("en", "fr")))
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
    query = Query(min_salience=0.0 if all_ else PRINTED_SALIENCE)
    with Store.memory() if out_dir is None else Store.write(out_dir, "") as store:
        for document, mentions in kept:
            store.keep(f"finished {document.id}", document, mentions)
        store.publish(chronology)
        selection = store.select(query)
        output.show(store, selection, format_name, quiet=quiet, failed=len(failed))
    if failed:
        raise typer.Exit(Exit.SOME_FAILED)
    raise typer.Exit(output.empty_exit(selection, fail_empty))


def _is_free(folder: Path) -> None:
    """Refuse a directory with a chronology: it would be replaced, and its articles are its own."""
    from timeline.store.files import STORE

    if (folder / STORE).exists():
        raise StoreError(str(folder), "there is a chronology here", "choose another directory")
