"""Where events are written: standard output or a file, and which format a file's name asks for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
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
# Endings of files that no format here has: a name that ends so is meant for a file, not a folder.
_OTHERS = frozenset({
    "avro", "bz2", "db", "doc", "epub", "feather", "gif", "gz", "ical", "jpeg",
    "jpg", "log", "numbers", "odp", "ods", "odt", "orc", "pdf", "pickle", "png", "pptx", "rdf",
    "rss", "rst", "rtf", "sql", "sqlite", "svg", "tar", "tex", "tgz", "toml", "ttl", "webp",
    "xhtml", "xls", "xlsm", "xz", "yaml", "yml", "zip", "zst",
})  # fmt: skip
_SHEETS = ("xls", "xlsm", "ods", "numbers")
# What an ending may look like; `out.d`, `2020.08` and `work.v2` are no files.
_LIKE_AN_ENDING = re.compile(r"(?!v\d)[a-z][a-z0-9]{1,7}")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
DATA_OUT = Path("data/out")
# How the names begin of what stands in a store's folder and is no output.
_STORES_OWN = (STORE, EXPORT, LOCK, SUMS, "decisions.toml", "names.toml")


def sort_out(
    given: str | None, out_dir: Path | None, file: str | None, *, looks: bool = False
) -> tuple[Path | None, str | None]:
    """(the store's directory, the file to write or None) of -o, --out-dir and --output.

    -o names a file when it ends like one (`-o page.html`) or is something to write into (a FIFO,
    a device, `>(gzip)`), standard output when it is `-`, else the directory of the store. looks:
    whether the directory has to be there already. Raises UsageError when it and --output both name
    a file, for a file of a store, for an ending that no format has, and for no name.
    """
    if given is not None and not names_file(given):
        _check_directory(given, looks=looks)
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


def _check_directory(given: str, *, looks: bool) -> None:
    """Raise UsageError for a directory's name that is empty, or ends as only a file's would."""
    if not given or "\0" in given:
        how = "write like -o page.html, or -o data/out"
        raise UsageError("-o", f"{given!r} names neither a file nor a directory", how)
    ending = Path(given).suffix.lower().removeprefix(".")
    like_a_file = ending in _OTHERS or (looks and _LIKE_AN_ENDING.fullmatch(ending) is not None)
    if not like_a_file or Path(given).exists():
        return
    if ending in _SHEETS:
        how = f"for a spreadsheet use .xlsx: timeline show -o {Path(given).stem}.xlsx"
    elif looks:
        how = f"use {', '.join(ENDINGS)}"
    else:
        how = f"use {', '.join(ENDINGS)}, or, to have a directory of that name, make it before"
    raise UsageError("-o", f"{given} ends in .{ending}, which is the ending of no format", how)


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
    if file is not None and (not Path(file).name or "\0" in file):
        raise UsageError("--output", f"{file!r} names no file", "write like -o page.html")
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
