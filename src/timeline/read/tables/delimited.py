"""Rows of delimited text (CSV, TSV): comma, semicolon, tab or bar between cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Literal

from timeline.decode import decode
from timeline.errors import InputError
from timeline.formulas import restored
from timeline.read.draft import Found
from timeline.read.tables.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, cell_text, draft

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50
# Excel's own way to say what parts cells.
_SAID = re.compile(r"sep=(.)\n", re.I)
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')


def read(data: bytes, name: str) -> Iterator[Found]:
    """The rows as one article. Raises InputError for what is no table."""
    text, warnings = decode(data, name)
    text = text.removeprefix("\ufeff")
    said = _SAID.match(text)
    if said:
        text = text[said.end() :]
    sheet = Sheet("")
    try:
        for cells in _rows(text, said[1] if said else _delimiter(text)):
            if len(sheet.rows) >= MOST_ROWS:
                sheet.cut = True
                break
            sheet.cut |= len(cells) > MOST_COLUMNS
            sheet.rows.append([cell_text(restored(c.strip())) for c in cells[:MOST_COLUMNS]])
    except csv.Error as error:
        why = f"it is no table ({error})"
        raise InputError(name, why, "save it as CSV again, or rename it to end in .txt") from error
    yield draft([sheet], name, warnings=warnings)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    # One quotation mark that is never closed would take in all that follows.
    quotes: Literal[0, 3] = csv.QUOTE_MINIMAL if text.count('"') % 2 == 0 else csv.QUOTE_NONE
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quotes)


def _delimiter(text: str) -> str:
    """The sign that parts as many cells in most lines, and the most of them."""
    bare = _QUOTED.sub('""', text[:200_000])
    lines = [line for line in bare.split("\n") if line.strip()][:_SAMPLE_LINES]

    def fits(sign: str) -> tuple[float, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=lambda n: (counts.count(n), n), default=0)
        share = counts.count(usual) / len(counts) if usual else 0
        return (round(share, 1), usual)

    return max(_DELIMITERS, key=lambda sign: (*fits(sign), -_DELIMITERS.index(sign)))
