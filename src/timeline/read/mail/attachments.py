"""A mail's parts: those that are its text, the mails attached, and the files that hang on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from timeline.decode import sound
from timeline.errors import Rubbish
from timeline.read import kinds
from timeline.read.draft import Member

# What programs add to mails, and nobody reads.
_SIGNATURES = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "text/rfc822-headers", "application/pgp-encrypted", "application/pgp-keys",
})  # fmt: skip
# Exchange makes files of what stands behind one in a mail.
_SPLIT_OFF = re.compile(r"ATT\d{5}(?:\.txt|\.html?)?")
_MAILS = ("message/rfc822", "message/global", "message/news")
_PICTURES = ("a photo", "a picture")
# A logo, a button or a dot that counts readers is smaller, a photo larger; bytes.
_LOGO = 20_000
_ENDINGS = {
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv",
    "text/markdown": ".md", "text/rtf": ".rtf", "application/rtf": ".rtf", "text/vcard": ".vcf",
    "application/pdf": ".pdf", "application/msword": ".doc", "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt", "application/gzip": ".gz",
    "application/pkcs7-mime": ".p7m", "application/x-pkcs7-mime": ".p7m",
    "application/ms-tnef": ".tnef", "application/vnd.ms-tnef": ".tnef",
    "application/xml": ".xml", "text/xml": ".xml",
}  # fmt: skip
_SIMPLE = re.compile(r"(?:image|audio|video)/(?:x-)?([a-z0-9]{2,6})")


@dataclass(slots=True)
class Passage:
    """A piece of a mail's text, by the parts that hold it in plain text and, the same, in HTML."""

    plain: list[Any] = field(default_factory=list)
    page: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """passages: what its text is made of, in order. mails: those attached to it, not those attached
    to them."""

    passages: list[Passage] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    attached: list[Member | Rubbish] = field(default_factory=list)


def sorted_out(message: EmailMessage, path: str) -> Parts:
    """The parts of a mail by what they are to it. path: that of its file, in messages."""
    parts = Parts()
    by_group: dict[int, Passage] = {}
    number = 0
    for part, groups in _leaves(message):
        kind = _kind(part)
        if kind in _MAILS and part.is_multipart():
            parts.mails.extend(part.get_payload())
        elif _is_text(part, kind, first=not parts.passages):
            # A group of alternatives says the same several times.
            group = next((id(g) for g in groups if _kind(g) == "multipart/alternative"), id(part))
            if group not in by_group:
                by_group[group] = Passage()
                parts.passages.append(by_group[group])
            passage = by_group[group]
            (passage.page if kind == "text/html" else passage.plain).append(part)
        elif not _is_text_again(kind, groups):
            number += 1
            parts.attached.append(_hanging(part, groups, number, path))
    return parts


def _is_text_again(kind: str, groups: tuple[Any, ...]) -> bool:
    """Whether a part is the letter's text once more, in a form of its own."""
    among = any(_kind(group) == "multipart/alternative" for group in groups)
    return among and kind.startswith("text/") and kind not in _ENDINGS


def _hanging(part: Any, groups: tuple[Any, ...], number: int, path: str) -> Member | Rubbish:
    """What hangs on a mail, the part of that number among those."""
    kind = _kind(part)
    name = called(sound(" ".join(str(part.get_filename() or "").split())), kind, number)
    data = _content(part)
    shown = bool(part["content-id"]) or "multipart/related" in map(_kind, groups)
    rubbish = is_rubbish(name, kind, len(data), shown=shown)
    return Rubbish(f"{path}/{name}") if rubbish else Member(name, data)


def _leaves(message: EmailMessage) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """The parts that are no groups of parts, with the groups around; an attached mail is one."""
    stack: list[tuple[Any, tuple[Any, ...]]] = [(message, ())]
    while stack:
        part, groups = stack.pop()
        if part.is_multipart() and _kind(part).startswith("multipart/"):
            stack.extend((each, (*groups, part)) for each in reversed(part.get_payload()))
        else:
            yield part, groups


def _kind(part: Any) -> str:
    return str(part.get_content_type())


def _is_text(part: Any, kind: str, *, first: bool) -> bool:
    """Whether a part is of the letter: its text, or what goes on with it behind a picture."""
    if kind.startswith("multipart/"):  # which it says, and has no parts
        return True
    if kind not in ("text/plain", "text/html"):
        return False
    name = str(part.get_filename() or "")
    if _SPLIT_OFF.fullmatch(name):
        return True
    return part.get_content_disposition() != "attachment" and (first or not name)


def is_rubbish(name: str, kind: str, size: int, *, shown: bool) -> bool:
    """Whether nobody reads what hangs on a mail: a signature, a logo.

    kind: its media type; shown: whether the letter shows it in its midst.
    """
    if kind in _SIGNATURES or kind.startswith("message/") or name.lower() == "smime.p7s":
        return True
    picture = kinds.of_name(name)
    seen = kind.startswith("image/") or (picture is not None and picture.called in _PICTURES)
    return shown and seen and size < _LOGO


def called(told: str, kind: str, number: int) -> str:
    """What a file is called: as the mail tells, else by its number and media type."""
    simple = _SIMPLE.fullmatch(kind)
    ending = _ENDINGS.get(kind) or (f".{simple[1]}" if simple else "")
    if not told:
        return f"part {number}{ending}"
    return told if kinds.ending(told) else f"{told}{ending}"


def _content(part: Any) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
