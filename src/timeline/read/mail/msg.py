"""Mails that Outlook saved (.msg): the text, else the HTML's, else that of the rich text.

The day is that of the writer's clock where the mail's own headers were kept, as in what came over
the internet; else that of the time of sending, in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.errors import InputError, Rubbish
from timeline.read.draft import Draft, Found, Member, numbered
from timeline.read.mail import attachments, page
from timeline.read.mail.compressed_rtf import unpacked
from timeline.read.mail.letter import DEEPEST, Body, Given, Letter, may_stand_in
from timeline.read.mail.letter import read as read_letter
from timeline.read.mail.mail_parts import archived, header, parse
from timeline.read.mail.mapi import Compound, Prop, Stored

_MOST_ATTACHED = 500


def read(data: bytes, name: str) -> Iterator[Found]:
    """The message, those below it and what hangs on it."""
    # A damaged file fails in the library, which trusts what it reads, in a dozen ways.
    try:
        letter = _letter(Stored(Compound(data)), name, 0)
    except (InputError, ImportError):
        raise
    except Exception as e:
        why, how = "the Outlook file is damaged", "save it again, or give its text"
        raise InputError(name, why, how) from e
    yield from numbered(read_letter(letter, name, Given()))


def _letter(message: Stored, name: str, depth: int) -> Letter:
    told = parse(message.text(Prop.HEADERS).lstrip().encode("utf-8", "replace"))
    sender = message.text(Prop.SENDER) or message.text(Prop.SENT_FOR)
    letter = Letter(
        subject=message.text(Prop.SUBJECT),
        sender=sender or message.text(Prop.SENDER_ADDRESS) or header(told, "from"),
        date=header(told, "date") or message.day(Prop.SUBMITTED) or message.day(Prop.DELIVERED),
        url=archived(told),
    )
    letter.body = [_body(message, name, letter.warnings)]
    for number, stored in enumerate(message.attached(), start=1):
        inner = stored.message()
        if number > _MOST_ATTACHED or (inner is not None and depth >= DEEPEST):
            letter.warnings.append("what hangs on it deeper, or beyond so many, was not read")
            break
        if inner is not None:
            letter.below.append(_letter(inner, name, depth + 1))
        else:
            letter.attached.append(_attached(stored, name, number))
    return letter


def _body(message: Stored, name: str, warnings: list[str]) -> Body:
    body = Body(plain=message.text(Prop.BODY).replace("\r\n", "\n"))
    if not may_stand_in(body.plain):
        return body
    source = message.text(Prop.PAGE)
    if not source and (raw := message.data(Prop.PAGE)):
        from timeline.read.web.html import page_text

        source, told = page_text(raw, name)
        warnings.extend(told)
    if source.strip():
        body.page, body.title = page.text_of(source, name)
    elif not body.plain.strip() and (rich := message.data(Prop.RICH)):
        body.plain = _of_rich_text(rich, name)
    return body


def _of_rich_text(data: bytes, name: str) -> str:
    from timeline.read.office import rtf

    try:
        found = list(rtf.read(unpacked(data), name))
    except (InputError, ValueError):  # of an empty letter
        return ""
    return "\n\n".join(item.text for item in found if isinstance(item, Draft))


def _attached(stored: Stored, name: str, number: int) -> Member | Rubbish:
    kind = stored.text(Prop.MIME).lower()
    told = stored.text(Prop.LONG_NAME) or stored.text(Prop.NAME) or stored.text(Prop.SHOWN_NAME)
    called = attachments.called(told, kind, number)
    data: Any = stored.data(Prop.DATA)
    shown = bool(stored.text(Prop.CONTENT_ID))
    if attachments.is_rubbish(called, kind, len(data), shown=shown):
        return Rubbish(f"{name}/{called}")
    return Member(called, data)
