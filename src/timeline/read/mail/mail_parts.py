"""A mail's bytes -> its parts, by the standard library's parser within limits.

The library has none of its own: its time grows with the square of a header's length and with the
product of a mail's lines and the parts that are open, its memory with the parts, and it decodes
headers by any codec that Python knows.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable
from email import feedparser
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, cast

from timeline.decode import charset, decode, sound
from timeline.errors import InputError

# The subject, sender and date that anybody reads are shorter, and so are the types of parts.
_LONGEST = {"content-type": 1_000, "content-disposition": 1_000, "content-transfer-encoding": 100}
_LONGEST_OTHER = 2_000
# A mailing list's digest has a hundred mails, a mail within mails a dozen levels.
_MOST_PARTS = 2_000
_DEEPEST = 40

_ENCODED = re.compile(r"=\?([^?\s]{1,80})\?([bq])\?([^?\s]{0,2000})\?=", re.I)
# The character set of a parameter's value (RFC 2231): name*=utf-8''…, name*0*=utf-8''…
_OF_VALUE = re.compile(r"(\*\s?=\s?\"?)([^\"';\s]{0,80})'")


_ARCHIVED = ("archived-at", "x-archived-at", "list-archive")
_URL = re.compile(r"<?(https?://[^\s<>]{4,2000})>?")


class TooManyParts(Exception):
    """A mail is made of more parts, or of deeper ones, than any is; said in words."""


class _Policy(EmailPolicy):
    """The standard library's, which reads no header further than anybody does."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[: _LONGEST.get(name.lower(), _LONGEST_OTHER)]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if "=?" in value:
            value = _ENCODED.sub(_readable, value)
        if "'" in value:
            value = _OF_VALUE.sub(_named, value)
        # The grammar's parser raises whatever it trips over, RecursionError among it: such a type
        # counts as none, such a date as text.
        try:
            return super().header_fetch_parse(name, value)
        except Exception:
            of_part = name.lower() in _LONGEST
            plain = "" if of_part else _ENCODED.sub("", value)
            return super().header_fetch_parse(name if of_part else "subject", plain)


_POLICY = _Policy()


class _Lines(feedparser.BufferedSubFile):  # type: ignore[name-defined, misc]
    """The lines of a mail; each part is begun by saying what ends it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = 0
        self._open = 0

    def push_eof_matcher(self, pred: Callable[[str], Any]) -> None:
        self._parts += 1
        self._open += 1
        if self._parts > _MOST_PARTS:
            raise TooManyParts(f"it has more than {_MOST_PARTS} parts")
        if self._open > _DEEPEST:
            raise TooManyParts(f"it has parts that are nested more than {_DEEPEST} deep")
        super().push_eof_matcher(pred)

    def pop_eof_matcher(self) -> Any:
        self._open -= 1
        return super().pop_eof_matcher()


def parse(source: bytes) -> EmailMessage:
    """The mail. Raises TooManyParts; of what is no mail, whatever the standard library raises."""
    parser = feedparser.BytesFeedParser(policy=_POLICY)
    parser._input = _Lines()  # type: ignore[attr-defined]  # there is no other way in
    parser.feed(source)
    return cast(EmailMessage, parser.close())


def header(message: EmailMessage, name: str) -> str:
    """A header's value in one line, "" where there is none."""
    return sound(" ".join(str(message[name] or "").split()))


def archived(message: EmailMessage) -> str | None:
    """The address of the mail in its list's archive (RFC 5064), else of the archive (RFC 2369)."""
    for name in _ARCHIVED:
        if found := _URL.match(header(message, name)):
            return found[1]
    return None


def _readable(m: re.Match[str]) -> str:
    """An encoded word (RFC 2047), as it is where its character set is one, else as text."""
    if charset(m[1].partition("*")[0]) is not None:
        return m[0]
    packed = m[3].encode("ascii", "replace")
    try:
        if m[2] in "bB":
            raw = base64.b64decode(packed + b"===")
        else:
            raw = quopri.decodestring(packed, header=True)
        return " ".join(decode(raw, "")[0].split())
    except (InputError, ValueError):
        return "\ufffd"


def _named(m: re.Match[str]) -> str:
    return m[0] if not m[2] or charset(m[2]) else f"{m[1]}utf-8'"
