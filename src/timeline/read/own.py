"""What timeline wrote itself, met among articles: told by its content, whatever its name.

A chronology read as an article would tell its events a second time. The formats say who made them
(`contract.GENERATOR`, the schema), or begin as nothing else does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from timeline.contract import GENERATOR, SCHEMA
from timeline.errors import InputError, NotRead
from timeline.flat import COLUMNS

STORE, STORE_MARK = "timeline.sqlite", b"tlne"
"""A store's file, and what stands in it where SQLite keeps the mark of an application."""
_MARK_AT = 68  # https://www.sqlite.org/fileformat2.html, section 1.3
_HEAD = 8192
_BEGINS = (
    re.compile(rb"<!doctype html>.{0,6000}?<meta name=.generator. content=.%b[^>]{0,9}>"
               % re.escape(GENERATOR.encode()), re.I | re.S),
    re.compile(rb"<\?xml[^>]{0,100}>\s*<feed\b[^>]{0,100}>.{0,300}?<generator>%b</generator>"
               % re.escape(GENERATOR.encode()), re.S),
    re.compile(rb"# Chronology\s+<!-- %b -->" % re.escape(GENERATOR.encode())),
    re.compile(rb'\{\s*"@context": \{\s*"@vocab": "https://schema.org/"\s*\},\s*"@graph": \[\s*'
               rb'\{\s*"@id": "urn:timeline:'),
    re.compile(rb'\{\s*"title": \{\s*"text": \{\s*"headline": "Chronology"'),
    re.compile(rb"timeline\s+title Chronology\s"),
    re.compile(rb"BEGIN:VCALENDAR\r?\nVERSION:2.0\r?\nPRODID:-//timeline//timeline//"),
    # An office file, its first part not packed (render/office_file.py).
    re.compile(rb"PK\x03\x04.{26}docProps/core\.xml.{0,2000}?>%b<" % re.escape(GENERATOR.encode()),
               re.S),
    # For the terminal, kept in a file: a table, a list.
    re.compile(rb"Date +Event [^\n]{0,300} Id *\n(?:\xe2\x94\x80)+\n"),
    re.compile(rb"(?:Undated|\d{1,4}(?: BC)?)\n(?:[^\n]{0,300}\n){1,9}?"
               rb"[^\n]{1,300}  e[0-9a-f]{3,10}\n"),
)  # fmt: skip
# Those that `timeline merge` reads.
_FINISHED = (
    re.compile(rb'\{\s*"schema"\s*:\s*"%b"' % re.escape(SCHEMA.encode())),
    re.compile(rb'\[?\s*\{"id": "[^"]{1,100}", "title": ".{0,7000}?, "precision": "[a-z]{1,20}", '
               rb'"approximate": (?:true|false), "type": "'),
    re.compile(rb"%b[,\t]" % rb"[,\t]".join(name.encode() for name in COLUMNS[:9])),
)  # fmt: skip
_WHAT = "it is a chronology that timeline wrote"


def check(data: bytes, name: str) -> None:
    """Raise InputError for a file that timeline wrote, named as if it were an article."""
    head = _start(data)
    if any(form.match(head) for form in _FINISHED):
        how = "join it with others by timeline merge, or name the articles it was made of"
        raise InputError(name, _WHAT, how)
    if any(form.match(head) for form in _BEGINS):
        raise InputError(name, _WHAT, "name the articles it was made of")


def wrote(head: bytes) -> bool:
    """Whether timeline wrote a chronology that begins so."""
    try:
        check(head, "")
    except InputError:
        return True
    return False


def left_out(path: str, head: bytes) -> NotRead | None:
    """Why a file that is met and begins so is none of the articles, None where nothing says."""
    try:
        check(head, path)
    except InputError:
        return NotRead(path, "a chronology file", _WHAT)
    return NotRead(path, "a chronology store", _WHAT) if _is_store(head) else None


def store(folder: str, names: Sequence[str]) -> NotRead | None:
    """Why a folder of these files, met in another, is left alone: it is a store of timeline's."""
    if STORE not in names:
        return None
    try:
        with open(os.path.join(folder, STORE), "rb") as file:  # noqa: PTH118, PTH123
            ours = _is_store(file.read(_HEAD))
    except OSError:
        return None
    what = "it holds a chronology that timeline stored (name it to read what else is there)"
    return NotRead(folder, "a chronology store", what) if ours else None


def _is_store(head: bytes) -> bool:
    return head[_MARK_AT : _MARK_AT + len(STORE_MARK)] == STORE_MARK


def _start(data: bytes) -> bytes:
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
