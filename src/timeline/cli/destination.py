"""Where events are written: standard output or a file, and which format a file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import typer

from timeline import render
from timeline.cli import out_file, settings, streams
from timeline.errors import Exit, UsageError
from timeline.store.files import EXPORT, STORE
from timeline.store.locking import LOCK
from timeline.store.seals import FILE as SUMS

# File name endings -> the format they stand for.
ENDINGS = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".ics": "ics",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".jsonld": "jsonld",
    ".atom": "atom", ".xml": "atom", ".mmd": "mermaid", ".mermaid": "mermaid", ".txt": "list",
    ".parquet": "parquet", ".tsv": "tsv", ".xlsx": "xlsx", ".docx": "docx",
}  # fmt: skip
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
DATA_OUT = Path("data/out")
# How the names begin of what stands in a store's folder and is no output.
_STORES_OWN = (STORE, EXPORT, LOCK, SUMS, "decisions.toml", "names.toml")


def output_file(
    given: str | None, asked: str | None, out_dir: Path | None, formats: Collection[str]
) -> str | None:
    """The file that -o names, None where nothing does.

    asked: the format asked for, None where the name's ending is to choose one. out_dir: the
    store's directory. formats: those that can be written. Raises UsageError for what names no file,
    for a directory, a store's own file, and an ending that no format has.
    """
    if given is None or given == "-":
        return given
    if not Path(given).name or "\0" in given:
        raise UsageError("-o", f"{given!r} names no file", "write like -o page.html")
    if out_file.stream(Path(given)) is not None:
        return given
    if given.endswith(("/", os.sep)) or Path(given).is_dir():
        how = f"name a file to write; the directory of a store is --out-dir {given}"
        raise UsageError("-o", f"{given} is a directory", how)
    _keep_off(given, out_dir)
    if asked is None and format_of(given) not in formats:
        raise _no_format(given, formats)
    return given


def _no_format(file: str, formats: Collection[str]) -> UsageError:
    """The error of a name whose ending asks for none of these formats."""
    ending = Path(file).suffix
    known = ", ".join(end for end, name in ENDINGS.items() if name in formats)
    if ending:
        why = f"{file} ends in {ending}, the ending of no format written here"
        return UsageError("-o", why, f"use {known}, or choose one with --format")
    how = f"end it in {known}, or choose one with --format; a store's directory is --out-dir"
    return UsageError("-o", f"{file} has no ending that would tell the format", how)


def format_of(file: str | None) -> str | None:
    """The format that a file's name asks for, None for standard output and names that ask none."""
    return None if file is None or file == "-" else ENDINGS.get(Path(file).suffix.lower())


def folder_of(file: str | None) -> str:
    """The absolute path of the folder that output will lie in, "" where that is not known."""
    here = file is None or file == "-" or out_file.stream(Path(file)) is not None
    try:
        return os.path.realpath("." if file is None or here else Path(file).parent)
    except FileNotFoundError:  # the working directory was removed
        return ""


def check(file: str | None) -> None:
    """Raise, before any work is done, when a file can't be written."""
    if file is not None and file != "-":
        out_file.check(Path(file))


def check_inputs(file: str | None, inputs: Iterable[str | Path | None]) -> None:
    """Raise UsageError when the file to write is also one of those to be read: one of these
    (None: none), or that of the settings."""
    if file is None or file == "-" or not Path(file).is_file():
        return
    if out_file.stream(Path(file)) is not None:
        return
    target = Path(file).stat()
    for path in (*inputs, settings.file(os.environ, Path())):
        with suppress(OSError, ValueError):
            if path is not None and os.path.samestat(target, Path(path).stat()):
                raise UsageError(file, f"it is one of the inputs ({path})", "write another file")


def _keep_off(file: str | None, out_dir: Path | None) -> None:
    """Raise UsageError for a file that is a store's own."""
    if file is None or file == "-":
        return
    path = Path(os.path.realpath(file))
    if not path.name.startswith(_STORES_OWN):
        return
    if (path.parent / STORE).exists() or path.parent == Path(os.path.realpath(out_dir or DATA_OUT)):
        how = "give it another name, or write it elsewhere"
        raise UsageError(file, "this name is the store's own", how)


@contextmanager
def opened(file: str | None, format_name: str, *, bom: bool = False) -> Iterator[Any]:
    """What to write to: standard output, a stream, or a file that is only there once it is whole.

    Bytes for a binary format, else text. A reader that has read enough is no error: the command
    ends quietly at once. Raises UsageError for a binary format on a terminal.
    """
    if file is None or file == "-":
        with streams.data(format_name) as out:
            if bom:
                out.write(BOM)
            yield out
        return
    binary = render.is_binary(format_name)
    try:
        with out_file.opened(Path(file), binary=binary) as out:
            streams.refuse_binary(format_name, out)
            if bom:
                out.write(BOM)
            yield streams.safe(out, format_name)
    except BrokenPipeError:
        raise typer.Exit(Exit.OK) from None
