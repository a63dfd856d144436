"""Where events are written: standard output or a file, and which format a file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import typer

from timeline import render
from timeline.cli import out_file, streams
from timeline.errors import Exit, UsageError
from timeline.store.files import EXPORT, STORE
from timeline.store.locking import LOCK
from timeline.store.seals import FILE as SUMS

# File name endings -> the format they stand for.
ENDINGS = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".ics": "ics",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".jsonld": "jsonld",
    ".atom": "atom", ".xml": "atom", ".mmd": "mermaid", ".mermaid": "mermaid", ".txt": "list",
    ".parquet": "parquet",
}  # fmt: skip
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
DATA_OUT = Path("data/out")
# How the names begin of what stands in a store's folder and is no output.
_STORES_OWN = (STORE, EXPORT, LOCK, SUMS, "decisions.toml", "names.toml")


def sort_out(
    given: str | None, out_dir: Path | None, file: str | None
) -> tuple[Path | None, str | None]:
    """(the store's directory, the file to write or None) of -o, --out-dir and --output.

    -o names a file when it ends like one (`-o page.html`) or is something to write into (a FIFO,
    a device, `>(gzip)`), standard output when it is `-`, else the directory of the store. Raises
    UsageError when it and --output both name a file, and for a file of a store.
    """
    if given is not None and not names_file(given):
        out_dir, given = Path(given), None
    if given is not None and file is not None:
        raise UsageError("-o", f"{given} and --output {file} both name a file", "give one")
    file = file if given is None else given
    _keep_off(file, out_dir)
    return out_dir, file


def names_file(given: str) -> bool:
    """Whether what -o is given is a file to write, and not the directory of a store."""
    if given == "-" or out_file.stream(Path(given)) is not None:
        return True
    return Path(given).suffix.lower() in ENDINGS and not Path(given).is_dir()


def format_of(file: str | None) -> str | None:
    """The format that a file's name asks for, None for standard output and names that ask none."""
    return None if file is None or file == "-" else ENDINGS.get(Path(file).suffix.lower())


def folder_of(file: str | None) -> str:
    """The absolute path of the folder that output will lie in, as far as that is known."""
    if file is None or file == "-" or out_file.stream(Path(file)) is not None:
        return os.path.realpath(".")
    return os.path.realpath(Path(file).parent)


def check(file: str | None) -> None:
    """Raise, before any work is done, when a file can't be written."""
    if file is not None and (not Path(file).name or "\0" in file):
        raise UsageError("--output", f"{file!r} names no file", "write like -o page.html")
    if file is not None and file != "-":
        out_file.check(Path(file))


def check_inputs(file: str | None, inputs: Iterable[str]) -> None:
    """Raise UsageError when the file to write is also one of those to be read."""
    if file is None or file == "-" or not Path(file).is_file():
        return
    if out_file.stream(Path(file)) is not None:
        return
    target = Path(file).stat()
    for path in inputs:
        with suppress(OSError, ValueError):
            if os.path.samestat(target, Path(path).stat()):
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
