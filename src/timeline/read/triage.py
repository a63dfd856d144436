"""Whether a file that is met, and not named, is read: in a folder, an archive, on a mail.

Whoever names a file wants it read, whatever it is called; of what lies around only that is read
which holds articles by its name, or plainly by its content.
"""

# Paths are kept as the user wrote them, which pathlib would not do.
# ruff: noqa: PTH116, PTH123
from __future__ import annotations

import os
import stat

from timeline.decode import decode
from timeline.errors import InputError, LeftOut, NotRead, Rubbish
from timeline.read import formats, kinds, own

HEAD = 8192
"""Bytes that tell what a file is."""
_NAME_IT, _TAKE_IT_OUT = "name the file itself", "take the file out and name it"
_SPECIAL = {
    stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}  # fmt: skip


def in_folder(path: str) -> LeftOut | None:
    """Why a file met in a folder isn't read, None where it is, or only reading it can tell."""
    base = os.path.basename(path)  # noqa: PTH119
    if kinds.is_rubbish(base):
        return Rubbish(path)
    try:
        mode = stat.S_IFMT(os.stat(path).st_mode)
    except OSError:
        return NotRead(path, "a broken link", "it is a link to what is not there", "mend it")
    if mode != stat.S_IFREG:
        special = _SPECIAL.get(mode, "a special file")
        return NotRead(path, special, f"it is {special}", "name it to read what it gives")
    if base.startswith("."):
        return NotRead(path, "a hidden file", "its name begins with a dot", "name it to read it")
    head = _head(path)
    return None if head is None else own.left_out(path, head) or by_content(path, head)


def kind(path: str) -> str:
    """What a file is in words, by its name alone."""
    ending = kinds.ending(path)
    if ending in formats.SUFFIXES:
        return formats.SUFFIXES[ending].called
    known = kinds.of_name(path)
    return known.called if known is not None else ending or "an unknown file"


def own_output(path: str) -> NotRead | None:
    """Why a file that is named among others isn't read: timeline wrote it. Else None."""
    head = _head(path) if os.path.isfile(path) else None  # noqa: PTH113
    return None if head is None else own.left_out(path, head)


def _head(path: str) -> bytes | None:
    """How a file begins, None where it can't be read, which is told when that is tried."""
    try:
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError:
        return None


def by_name(name: str, path: str, *, told: bool = False) -> NotRead | None:
    """Why a file met in another isn't read, by its name alone; None where it is, or where its
    content must tell.

    name: its own path there; path: with that of the file around it, for messages. told: whether
    what it lies in tells its format, so that its name tells nothing.
    """
    if kinds.is_rubbish(name):
        return Rubbish(path)
    kind = None if told or kinds.ending(name) in formats.SUFFIXES else kinds.of_name(name)
    if kind is None:
        return None
    return _taken_out(NotRead(path, kind.called, kind.why, kind.how))


def in_file(path: str, data: bytes) -> NotRead | None:
    """Why a file met in another isn't read, by its content; None where it is."""
    left = own.left_out(path, data) or by_content(path, data)
    return None if left is None else _taken_out(left)


def _taken_out(left: NotRead) -> NotRead:
    """The same of a file within another, which can't be named by itself."""
    return NotRead(left.what, left.kind, left.why, left.how.replace(_NAME_IT, _TAKE_IT_OUT))


def by_content(path: str, head: bytes) -> NotRead | None:
    """Why a file isn't read by its name and first bytes, None where it is.

    The ending of a format goes before all, then that of a kind that isn't read. Of a file with
    neither the content decides; but plain text is no article there unless its name has no ending.
    """
    ending = kinds.ending(path)
    if ending in formats.SUFFIXES:
        return None
    kind = kinds.of_name(path)
    if kind is None and formats.sniff(head) is None:
        kind = kinds.of_content(head, text=True)
        if kind is None:
            return _unknown(path, ending, head)
    return None if kind is None else NotRead(path, kind.called, kind.why, kind.how)


def _unknown(path: str, ending: str, head: bytes) -> NotRead | None:
    """The same of a file that nothing says a word of."""
    if not head.strip():
        return NotRead(path, "an empty file", "it is empty")
    try:
        decode(head, path)
    except InputError:
        kind = ending or "an unknown file"
        return NotRead(path, kind, "it is no text, and no format that is read")
    if not ending:
        return None
    why = "its ending is that of no format that is read"
    return NotRead(path, ending, why, f"{_NAME_IT} to have it read as text")
