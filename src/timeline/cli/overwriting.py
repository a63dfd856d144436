"""Whether a file that lies where a command is to write may be written over.

It may where it is empty or timeline wrote it, as its content says: an article that `-o` names by
mistake would be lost. A table that somebody has changed and saved since is still ours while its
columns say so.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from timeline.cli import event_columns, out_file
from timeline.contract import GENERATOR
from timeline.errors import UsageError
from timeline.read import own
from timeline.render import Column

_HEAD = 1 << 16
_TELLING = {"id", "date", "title", "actor_ids", "precision", "salience"}
"""Columns that together stand in no table but an export of events."""
_UNDER_WAY = re.compile(rb"Under way since before [^\n]{1,40}:\n\n")
_RULED = re.compile("(?:[^\n]{1,300}\n)?([^\n]{1,2000})\n\N{BOX DRAWINGS LIGHT HORIZONTAL}+\n")
"""A table, maybe below what it is of."""
_LISTED = re.compile(
    rb"(?:Undated|\d{1,4}(?: BC)?)\n(?:[^\n]{0,300}\n){0,9}?"
    rb"[ \d]{4}  [^\n]{1,300}  [0-9a-f]{3,11}\n"
)
_COUNTED = re.compile(r"\d+ events?\n\nBy (?:month|year|decade)\n")


def check(file: str, columns: Collection[str] = ()) -> None:
    """Raise UsageError for a file that is there and that timeline did not write.

    columns: those of the events that are to be written, where they were asked for.
    """
    path = Path(file)
    if out_file.stream(path) is not None or not path.is_file():
        return
    why = "timeline did not write the file that lies there, and it would be lost"
    try:
        with path.open("rb") as there:
            head = there.read(_HEAD)
        ours = not head.strip() or _ours(path, head, frozenset(columns))
    except OSError:
        ours, why = False, "it can't be read, to see whether timeline wrote it"
    if not ours:
        how = "name another file, or write over it by adding --force"
        raise UsageError(file, why, how)


def _ours(path: Path, head: bytes, columns: frozenset[str]) -> bool:
    if head.startswith(b"PK\x03\x04"):
        return own.wrote(head) or _office(path)
    if head.startswith(b"PAR1"):
        return _parquet(path)
    told = _UNDER_WAY.sub(b"", head, count=1)
    if own.wrote(told) or _LISTED.match(told):
        return True
    text = head.decode(
        "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace"
    )
    return _table(text, columns)


def _office(path: Path) -> bool:
    """Whether an office file that another program may have saved since says that it is ours."""
    try:
        with ZipFile(path) as parts, parts.open("docProps/core.xml") as core:
            return f">{GENERATOR}<".encode() in core.read(_HEAD)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error):
        return False


def _parquet(path: Path) -> bool:
    """Whether the columns of our rows stand at a file's end, where Parquet names them."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _HEAD))
        end = file.read()
    return all(name.encode() in end for name in _TELLING)


def _table(text: str, columns: frozenset[str]) -> bool:
    """Whether rows of text are ours: by their header, by the members of the first object."""
    told = text.lstrip()
    if told.rstrip() == "[]":
        return True
    if told[:1] in ("{", "["):
        return _known(_members(told.removeprefix("[").lstrip()), columns, whole=False)
    if ruled := _RULED.match(told):
        return {part for part in re.split(" {2,}", ruled[1].strip()) if part} <= _headers()
    if _COUNTED.match(told):
        return True
    names = (name.strip(' "\r').casefold() for name in re.split("[,;\t]", told.partition("\n")[0]))
    return _known(set(filter(None, names)), columns, whole=True)


def _members(text: str) -> set[str]:
    """The names in the JSON object that a text begins with."""
    try:
        told, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return set()
    return set(told) if isinstance(told, dict) else set()


def _known(names: set[str], columns: frozenset[str], *, whole: bool) -> bool:
    """Whether these are the columns of rows that timeline writes. whole: whether all must stand
    there and no others; JSON has members that no table shows."""
    if not names:
        return False
    if names >= _TELLING or names == columns:
        return True
    sheets = ({column.name for column in sheet} for sheet in _sheets())
    return any(names == s or (not whole and names >= s) for s in sheets)


@cache
def _sheets() -> list[tuple[Column, ...]]:
    """The columns of all records that commands print: the tuples of columns in their modules."""
    from timeline.cli.summaries import SUMMARIES

    commands = (f"timeline.cli.commands.{'set_' if n == 'set' else n}" for n in SUMMARIES)
    modules = ("timeline.cli.source_conflicts", *commands)
    values: Iterable[object] = (v for m in modules for v in vars(import_module(m)).values())
    return [v for v in values if isinstance(v, tuple) and v and isinstance(v[0], Column)]


def _headers() -> set[str]:
    events = {"Date", "Event", "Type", "Who", "Where", "Src", "Id"}
    named = {name.replace("_", " ").capitalize() for name in event_columns.NAMES}
    return events | named | {column.header or "" for sheet in _sheets() for column in sheet}
