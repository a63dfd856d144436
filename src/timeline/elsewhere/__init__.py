"""Chronologies that others finished: read from their files, made fit to be merged.

`chronology_json` reads what `timeline show` writes, `spreadsheet` a table of dates and titles;
`dated_mentions` makes of every event the mentions that merging compares, `union` brings the
documents and events of several under one roof.
"""

from __future__ import annotations

import codecs
import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace

from timeline import content as bytes_of
from timeline.decode import guessed, read_as
from timeline.elsewhere.records import Entry, Finished
from timeline.errors import InputError

__all__ = ["Entry", "Finished", "read"]

# A share of its characters: what holds more is no text.
_MOST_NUL = 0.02


def read(path: str, detect: Callable[[str], str | None]) -> Finished:
    """A finished chronology, of standard input for `-`.

    detect: the language of a text, None where unknown.

    Raises InputError where nothing of it can be used; what is wrong with single rows of a table
    comes with it.
    """
    from timeline.elsewhere import chronology_json, spreadsheet

    stdin = path == "-"
    content = bytes_of.of_stdin(sys.stdin.buffer, path) if stdin else bytes_of.read(path)
    # Spreadsheets save "Unicode text" as UTF-16, with a mark.
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else "utf-8-sig"
    # Bytes that are none of it become characters that no record may hold: each is told there.
    text = content.decode(encoding, "replace" if wide else "surrogateescape")
    if text.count("\0") > _MOST_NUL * len(text):
        line = text.count("\n", 0, text.find("\0")) + 1
        raise InputError(f"{path}:{line}", "this is no text, it holds NUL", "save it as UTF-8")
    if not text.strip():
        raise InputError(path, "it is empty", "leave it out")
    if text.lstrip()[0] in "{[":
        return chronology_json.read(path, text)
    notes = []
    if not wide and (older := guessed(content)) != "utf-8":
        # Tables come from spreadsheets, which save in what is older.
        text = content.decode(older, "replace")
        notes.append(read_as(older))
    sha256 = hashlib.sha256(content).hexdigest()
    return replace(spreadsheet.read(path, text, sha256, detect), notes=tuple(notes))
