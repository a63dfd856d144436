"""Cells of a table that a spreadsheet would run as formulas, and how they are set off.

A formula begins, after blanks and quotation marks, with = + - @ or a wide form of them (OWASP, "CSV
Injection"). A reader that parts cells at semicolons sees the beginning of one behind every
semicolon of a text too; tabs and line ends, at which others part them, are no part of our cells.
Each such beginning gets an apostrophe, which reading the table again takes away.
"""

from __future__ import annotations

import re

_BEGINS = r"[\s'\"]*+[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
# A mark alone in its cell is none; behind a semicolon the next cells follow it.
_FORMULA = re.compile(rf"(^\s*+)(?={_BEGINS}.)|(;\s*+)(?={_BEGINS})")
_SET_OFF = re.compile(rf"(^\s*+)'(?={_BEGINS}.)|(;\s*+)'(?={_BEGINS})")


def set_off(cell: str) -> str:
    """A cell's text in which nothing begins a formula."""
    return _FORMULA.sub(r"\1\2'", cell)


def restored(cell: str) -> str:
    """The text that `set_off` was given."""
    return _SET_OFF.sub(r"\1\2", cell)
