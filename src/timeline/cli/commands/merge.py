"""timeline merge: finished chronologies become one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline import render
from timeline.cli import streams
from timeline.cli.destination import check_inputs, format_of, output_file
from timeline.cli.options import (
    AbsolutePaths,
    All,
    Force,
    OutputFile,
    OutputOrEmpty,
    PreferLanguage,
    directory,
)
from timeline.cli.printers import empty_exit
from timeline.errors import Exit, InputError, StoreError

if TYPE_CHECKING:
    from timeline.elsewhere import Finished
    from timeline.store import Store


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Chronologies: our JSON or JSON Lines, or CSV with the columns date and title;"
            " a directory that holds a store; - for standard input.",
        ),
    ],
    output_: OutputFile = None,
    force: Force = False,
    out_dir: Annotated[
        Path | None,
        typer.Option(
            "--out-dir",
            metavar="DIR",
            help="Store the outcome in this directory, which holds no chronology yet.",
            show_default=False,
            parser=directory,
        ),
    ] = None,
    prefer_language: PreferLanguage = None,
    all_: All = False,
    absolute_paths: AbsolutePaths = False,
    *,
    output: OutputOrEmpty,
) -> Exit:
    """Merge finished chronologies into one.

    The rules are those of extract. Events that one file tells apart stay apart; every mention says
    by a rule from:FILE where it came from. A table may have the columns type, status, actors,
    places, language and source besides, several actors or places by semicolons. Trivial events are
    left out of tables and lists only.
    """
    file = output_file(output_, output.asked(), out_dir, render.FORMATS)
    files = [_chronology_of(given, output.say) for given in files]
    check_inputs(file, files)
    how = {"absolute": absolute_paths}
    told = output.format_name(format_of(file))
    printer = output.events(told, file=file, force=force, how=how)
    if "-" in files:
        streams.refuse_terminal("pipe one in or name files")
    if out_dir is not None:
        _is_free(out_dir)
    from timeline import recast
    from timeline.store import Query

    found, failed = _read(files, output.say)
    if not found:
        return Exit.SOME_FAILED
    chronology, kept = recast.merge_finished(found, prefer_language)
    with _target(out_dir) as store:
        # Broken off anywhere before `end`, what it prints included, the same command may be given
        # again.
        store.begin("merge")
        for document, mentions in kept:
            store.keep(f"finished {document.id}", document, mentions)
        store.note_language(prefer_language)
        store.publish(chronology)
        query = Query(everything=all_ or not printer.table)
        selection = printer.select(store, query)
        lacking = f"{streams.count(failed, 'input')} failed" if failed else ""
        printer.show(store, selection, lacking, query)
        store.end()
    return Exit.SOME_FAILED if failed else empty_exit(selection.events, output.fail_empty)


def _chronology_of(given: str, say: Callable[[str], None]) -> str:
    """The file to read: of a directory that holds a store its chronology, as it is decided now."""
    from timeline.cli import edited_decisions
    from timeline.store.files import EXPORT, STORE

    if not given or "\0" in given or not (Path(given) / STORE).is_file():
        return given
    edited_decisions.freshen(Path(given), say)
    return str(Path(given) / EXPORT)


def _read(files: Sequence[str], say: Callable[[str], None]) -> tuple[list[Finished], int]:
    """The chronologies that can be read; how many files can't, or not all of them."""
    from timeline import dates, elsewhere
    from timeline.languages.detect import detect

    found, failed = [], 0
    for path in dict.fromkeys(files):
        try:
            one = elsewhere.read(path, lambda text: detect(text, dates.with_events()))
        except InputError as error:
            failed += 1
            streams.report(error)
            continue
        for note in one.notes:
            say(f"{path}: {note}")
        for problem in one.errors:
            streams.report(problem)
        failed += bool(one.errors)
        found.append(one)
    return found, failed


def _target(folder: Path | None) -> Store:
    """Where the outcome is stored; what a run that was broken off left there goes."""
    from timeline.store import Store

    if folder is None:
        return Store.memory()
    return Store.write(folder, "", fresh=True, waiting=streams.say)


def _is_free(folder: Path) -> None:
    """Refuse a directory with a chronology: it would be replaced, and its articles are its own."""
    from timeline.store import Store

    if not Store.vacant(folder):
        raise StoreError(str(folder), "there is a chronology here", "choose another directory")
