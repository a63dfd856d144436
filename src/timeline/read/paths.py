"""What the user names -> the files there are, each once, in a fixed order, errors apart."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline.errors import InputError
from timeline.read import formats

STDIN = "-"


def find(paths: Sequence[str]) -> Iterator[str | InputError]:
    """Every file under `paths` that can be read, and an InputError for each thing that can't.

    paths: see `collect.articles`.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            if isinstance(found, str):
                key = found if found == STDIN else os.path.realpath(found)
                if key in seen:
                    continue
                seen.add(key)
                if not _is_text(found):
                    # No output could hold such a name, and no message quote it in one line.
                    found = InputError(ascii(found), "its name is no plain text", "rename it")  # noqa: PLW2901
            yield found


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not any(c in path for c in "\n\r\x0b\x0c\x1b\x85\u2028\u2029")


def _expand(path: str) -> Iterator[str | InputError]:
    if path == STDIN:
        yield path
    elif not path or "\x00" in path:
        yield InputError(ascii(path), "it is no path", "name a file, a directory or -")
    elif os.path.isdir(path):  # noqa: PTH112 - the path is kept as the user wrote it
        yield from _directory(path)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
        if not matches:
            yield InputError(path, "no file matches the pattern", "check the pattern")
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112
                # `**` lists the files below as well, so a directory adds nothing.
                if "**" not in path:
                    yield from _directory(match)
            elif "**" not in path or suffix(match) in formats.SUFFIXES:
                yield match
    else:
        yield InputError(path, "there is no such file or directory", "check the spelling")


def _directory(root: str) -> Iterator[str | InputError]:
    count = 0
    for found in _walk(root, frozenset()):
        count += 1
        yield found
    if not count:
        why = f"the directory holds nothing that can be read ({formats.choices()})"
        yield InputError(root, why, "name another, or name the file itself")


def _walk(folder: str, above: frozenset[str]) -> Iterator[str | InputError]:
    """Files below, each folder's own in name order; `above` stops links that lead back up."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda e: e.name)
    except OSError as e:
        yield InputError(folder, f"the directory can't be listed ({reason(e)})", "check its rights")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir():
                yield from _walk(entry.path, above | {real})
            elif entry.is_file() and suffix(entry.name) in formats.SUFFIXES:
                yield entry.path
        except OSError:
            continue


def suffix(path: str) -> str:
    """The suffix of a file's name in lower case, with its dot."""
    return Path(path).suffix.lower()


def reason(error: OSError) -> str:
    """Why the system could not do it, for messages."""
    return (error.strerror or type(error).__name__).lower()
