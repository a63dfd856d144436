"""E-mail: the subject, then the plain body, else the HTML body's text; attachments are left."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import MIMEPart
from typing import Any

from timeline.errors import InputError
from timeline.read.decode import decode, newlines
from timeline.read.draft import Draft
from timeline.read.published import from_value

_PREFIX = re.compile(r"^(?:\s*(?:re|fw|fwd|tr|rép)\s*:\s*)+", re.I)


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The message as one article."""
    try:
        message = email.message_from_bytes(data.lstrip(), policy=policy.default)
        part = message.get_body(preferencelist=("plain", "html"))
        subject = _PREFIX.sub("", " ".join(str(message["subject"] or "").split()))
        date = str(message["date"] or "").strip()
        headers = len(message.keys())
    # The header parser raises whatever its grammar trips over.
    except Exception as e:
        raise InputError(name, "the e-mail is damaged", "save it again, or give its text") from e
    if not headers:
        raise InputError(name, "it has no e-mail headers", "rename it to end in .txt")
    published = from_value(date)
    warnings = () if published or not date else (f"the e-mail's date {date!r} could not be read",)
    body, title, more = _body(part, name)
    if not body.strip():
        raise InputError(name, "the e-mail has no text", "save the attachment it carries instead")
    title = subject or title
    if title and not body.lstrip().startswith(title):
        body = f"{title}\n\n{body}"
    yield Draft(
        text=body,
        title=title or None,
        published=published,
        published_how="metadata" if published else "unknown",
        warnings=(*warnings, *more),
    )


def _body(part: MIMEPart[Any, Any] | None, name: str) -> tuple[str, str | None, tuple[str, ...]]:
    if part is None:
        return "", None, ()
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    if not raw.strip():
        return "", None, ()
    charset = part.get_content_charset("utf-8")
    warnings: tuple[str, ...] = ()
    try:
        text = newlines(raw.decode(charset))
    except (LookupError, UnicodeDecodeError):
        text, warnings = decode(raw, name)
    if part.get_content_subtype() == "html":
        from timeline.read.html import extract

        draft = extract(text, name)
        return draft.text, draft.title, warnings
    if part.get_param("format") == "flowed":
        # RFC 3676: a space before the line end means the paragraph goes on.
        text = re.sub(r"(?<!-- ) \n(?!\n)", " ", text)
    return text, None, warnings
