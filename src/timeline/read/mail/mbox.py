"""Mailboxes (mbox): mails one behind another, each begun by a line `From …` (RFC 4155)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.errors import InputError
from timeline.read.draft import Found, Member, numbered
from timeline.read.mail.eml import mails
from timeline.read.mail.letter import Given

# "From jane@example.org Tue May  4 10:12:00 2021" after a blank line or at the beginning.
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{0,200}\d{1,2}:\d{2}[^\n]{0,60}\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.M)


def read(data: bytes, name: str) -> Iterator[Found]:
    """Every mail of the box and the mails below it, each once; one InputError for a bad one."""
    yield from numbered(_mails(data, name))


def _mails(data: bytes, name: str) -> Iterator[Found]:
    first = _FROM.search(data)
    if first is None:
        raise InputError(name, "it is no mailbox", "rename it for what it is, or check the file")
    given = Given()
    start, number = first.end(), 1
    for m in _FROM.finditer(data, start):
        yield from _mail(data[start : m.start()], name, number, given)
        start, number = m.end(), number + 1
    yield from _mail(data[start:], name, number, given)


def _mail(data: bytes, name: str, number: int, given: Given) -> Iterator[Found]:
    """A mail of the box; what hangs on it is named by its number there, `box.mbox/mail 3/a.pdf`."""
    try:
        for item in mails(_ESCAPED.sub(rb"\1", data), f"{name}, mail {number}", given):
            if isinstance(item, Member):
                yield replace(item, name=f"mail {number}/{item.name}")
            else:
                yield item
    except InputError as e:
        yield e
