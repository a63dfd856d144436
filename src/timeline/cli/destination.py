"""Where events are written: standard output or a file, and which format a file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from timeline import render
from timeline.cli import streams
from timeline.errors import TimelineError, UsageError

# File name endings -> the format they stand for.
ENDINGS = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".ics": "ics",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".jsonld": "jsonld",
    ".atom": "atom", ".xml": "atom", ".mmd": "mermaid", ".mermaid": "mermaid", ".txt": "list",
    ".parquet": "parquet",
}  # fmt: skip
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def sort_out(
    given: str | None, out_dir: Path | None, file: str | None
) -> tuple[Path | None, str | None]:
    """(the store's directory, the file to write or None) of -o, --out-dir and --output.

    -o names a file when it ends like one (`-o page.html`), standard output when it is `-`, else
    the directory of the store. Raises UsageError when it and --output both name a file.
    """
    if given is None:
        return out_dir, file
    if given != "-" and (Path(given).suffix.lower() not in ENDINGS or Path(given).is_dir()):
        return Path(given), file
    if file is not None:
        raise UsageError("-o", f"{given} and --output {file} both name a file", "give one")
    return out_dir, given


def format_of(file: str | None) -> str | None:
    """The format that a file's name asks for, None for standard output and names that ask none."""
    return None if file is None or file == "-" else ENDINGS.get(Path(file).suffix.lower())


def check(file: str | None) -> None:
    """Raise, before any work is done, when a file lies in a directory that isn't there."""
    if file is not None and (not Path(file).name or "\0" in file):
        raise UsageError("--output", f"{file!r} names no file", "write like -o page.html")
    if file is not None and file != "-" and not Path(file).parent.is_dir():
        folder = str(Path(file).parent)
        raise UsageError(file, f"there is no directory {folder}", f"make it: mkdir -p {folder}")


@contextmanager
def opened(file: str | None, format_name: str, *, bom: bool = False) -> Iterator[Any]:
    """What to write to: standard output, or a file that is only there once it is whole.

    Bytes for a binary format, else text. Raises UsageError for a binary format on a terminal.
    """
    if file is None or file == "-":
        with streams.data(format_name) as out:
            if bom:
                out.write(BOM)
            yield out
        return
    binary = render.is_binary(format_name)
    path = Path(file)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        told: Any = part.open("wb") if binary else part.open("w", encoding="utf-8", newline="")
        with told:
            if bom:
                told.write(BOM)
            yield told
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> TimelineError:
    why = (error.strerror or str(error)).lower()
    return TimelineError(str(path), why, "choose a place that can be written to")
