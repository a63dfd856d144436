"""TOML that people or strangers wrote, read in linear time, with errors in plain words.

The parser of the standard library takes time and memory with the square of the parts of a dotted
key and of the digits of a number, and fails on deep nesting by using the stack up. What goes beyond
any file that somebody means is refused before it is parsed.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

MOST_BYTES = 10_000_000
MOST_PARTS = 20
"""Parts of a dotted key."""
MOST_DEEP = 50
"""Lists and tables within each other."""
MOST_DIGITS = 100

# Strings of the four kinds, closed or not, and comments: what stands in them is no structure.
_QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{0,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{0,5}"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.S,
)
_BRACKET = re.compile(r"[\[\]{}]")
_APART = re.compile(r"[=,\n\[\]{}]")
_NUMBER = re.compile(rf"(?<!\w)\d\w{{{MOST_DIGITS}}}")
_WHERE = re.compile(r"(?<!\s)\s*+\((?:at line (\d+), column \d+|at end of document)\)$")


class NotTomlError(ValueError):
    """A text that can't be read as TOML. why: one clause; line: where, from 1; how: to mend it."""

    def __init__(self, why: str, line: int, how: str = "mend that line") -> None:
        super().__init__(why)
        self.why, self.line, self.how = why, line, how


def decoded(data: bytes) -> str:
    """The text of a file's bytes. Raises NotTomlError where they are no UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = f"it is not UTF-8 text (byte {error.start + 1})"
        raise NotTomlError(why, line, "save it as UTF-8") from None


def loads(text: str) -> dict[str, Any]:
    """What a text says; a byte order mark at its beginning says nothing. Raises NotTomlError."""
    text = text.removeprefix("\ufeff")
    _refuse(text)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise NotTomlError("it is nested too deeply", 1, "make it simpler") from None
    except ValueError as error:
        where = _WHERE.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        told = " ".join(_WHERE.sub("", str(error)).split())[:200]
        raise NotTomlError(
            f"this can't be read as TOML ({told[:1].lower()}{told[1:]})", line
        ) from None


def _refuse(text: str) -> None:
    """Raise NotTomlError for what the parser would be long about."""
    if len(text) > MOST_BYTES:
        raise NotTomlError(f"it is larger than {MOST_BYTES / 1e6:g} MB", 1, "make it smaller")
    # As many lines as before, so that they can be told.
    bare = _QUIET.sub(lambda m: '"' + "\n" * m[0].count("\n"), text)
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MOST_DEEP:
            line = bare.count("\n", 0, bracket.start()) + 1
            raise NotTomlError("it is nested too deeply", line, "make it simpler")
    at = 0
    for part in _APART.split(bare):
        if part.count(".") >= MOST_PARTS:
            line = bare.count("\n", 0, at) + 1
            why = f"a name with more than {MOST_PARTS} parts between dots"
            raise NotTomlError(why, line, "make it simpler")
        at += len(part) + 1
    if long := _NUMBER.search(bare):
        line = bare.count("\n", 0, long.start()) + 1
        why = f"a number with more than {MOST_DIGITS} digits"
        raise NotTomlError(why, line, "write a shorter one, or put it in quotation marks")
