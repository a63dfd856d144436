"""E-mail: the subject and the plain body, else the HTML body's text, then the mails below it.

A mail quoted, forwarded in the text or attached is an article of its own, with its own date and
writer, and so is each file that hangs on it. The day is that of the writer's clock. A mail that
only forwards is no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from timeline.decode import charset, declared, guessed, newlines
from timeline.errors import InputError
from timeline.read.draft import Found, numbered
from timeline.read.mail import attachments, page
from timeline.read.mail.letter import DEEPEST, Body, Given, Letter, may_stand_in
from timeline.read.mail.letter import read as read_letter
from timeline.read.mail.mail_parts import TooManyParts, archived, header, parse

# Apple's Mail keeps a mail with its length before it, and a list of its own behind.
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.I)
_SEARCHED = 100_000
_WITH_LENGTH = re.compile(rb"\s*(\d{1,9}) *\r?\n")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The message, those below it and what hangs on it."""
    if length := _WITH_LENGTH.match(data):
        data = data[length.end() :][: int(length[1])]
    yield from numbered(mails(data, name, Given()))


def mails(data: bytes, name: str, given: Given) -> Iterator[Found]:
    """The same but for what the file gave before, without their numbers."""
    try:
        message = parse(_headers_as_utf8(data.lstrip(), name))
        letter = _letter(message, name, 0) if message.keys() else None
    except InputError:
        raise
    except TooManyParts as e:
        raise InputError(name, str(e), "save the mails it carries one by one") from e
    except Exception as e:  # the standard library's parser raises whatever its grammar trips over
        raise InputError(name, "the e-mail is damaged", "save it again, or give its text") from e
    if letter is None:
        raise InputError(name, "it has no e-mail headers", "rename it to end in .txt")
    yield from read_letter(letter, name, given)


def _headers_as_utf8(data: bytes, name: str) -> bytes:
    """The mail with its own headers in UTF-8, in which nothing declares their encoding."""
    m = re.search(rb"\r?\n\r?\n", data)
    head, rest = (data[: m.start()], data[m.start() :]) if m else (data, b"")
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return _by_body(head, rest, name).encode("utf-8") + rest
    return data


def _by_body(head: bytes, rest: bytes, name: str) -> str:
    """Headers in an encoding that they don't declare: that of the body, which says more of it."""
    for named in _CHARSET.finditer(head + rest, 0, _SEARCHED):
        known = charset(named[1].decode("ascii"))
        if known not in (None, "ascii", "utf-8"):
            return declared(head, known or "", name, wide=False)[0]
    encoding = guessed(rest[:_SEARCHED])
    if encoding == "utf-8":  # it tells nothing: most mails that are no UTF-8 are of Windows
        encoding = "cp1252"
    return newlines(head.decode(encoding, "replace"))


def _letter(message: EmailMessage, name: str, depth: int) -> Letter:
    parts = attachments.sorted_out(message, name)
    letter = Letter(
        subject=header(message, "subject"),
        sender=header(message, "from"),
        date=header(message, "date"),
        url=archived(message),
        attached=parts.attached,
    )
    letter.body = [_body(passage, name, letter.warnings) for passage in parts.passages]
    if depth < DEEPEST:
        letter.below = [_letter(mail, name, depth + 1) for mail in parts.mails]
    elif parts.mails:
        letter.warnings.append(f"mails attached more than {DEEPEST} deep were not read")
    return letter


def _body(passage: attachments.Passage, name: str, warnings: list[str]) -> Body:
    """A passage as text. warnings: gets what there is to tell."""
    plain = "\n\n".join(_text(part, name, warnings) for part in passage.plain)
    parts = passage.page if may_stand_in(plain) else []
    pages = [page.text_of(_text(part, name, warnings), name) for part in parts]
    return Body(
        plain=plain,
        page="\n\n".join(text for text, _ in pages),
        title=next((title for _, title in pages if title), None),
    )


def _text(part: Any, name: str, warnings: list[str]) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    if not raw.strip():
        return ""
    text, more = declared(raw, part.get_content_charset("utf-8"), name)
    warnings.extend(told for told in more if told not in warnings)
    if part.get_content_subtype() != "html" and part.get_param("format") == "flowed":
        return "\n".join(_unfolded(text))
    return text


def _unfolded(text: str) -> Iterator[str]:
    """Lines of RFC 3676: a space before the line end means the paragraph goes on."""
    whole: list[str] = []
    depth = 0
    for line in text.split("\n"):
        signs = len(line) - len(line.lstrip(">"))
        if whole and signs != depth:
            yield "".join(whole)
            whole = []
        whole.append(line[signs:].removeprefix(" ") if whole else line)
        depth = signs
        if not line.endswith(" ") or line.endswith("-- ") or not line[signs:].strip():
            yield "".join(whole)
            whole = []
    if whole:
        yield "".join(whole)
