"""E-mail: the subject and the plain body, else the HTML body's text, then the mails below it.

A mail quoted, forwarded in the text or attached is an article of its own, with its own date and
writer; other attachments are left. The day is that of the writer's clock. A mail that only
forwards is no article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, MIMEPart
from typing import Any

from timeline.decode import declared, decode, sound
from timeline.errors import InputError
from timeline.read.draft import Draft, Found, headed, numbered
from timeline.read.mail import mail_thread
from timeline.read.mail.mail_parts import TooManyParts, parse
from timeline.read.published import stated

_PREFIX = re.compile(r"^(?:\s*(?:re|fw|fwd|tr|rép)\s*:\s*)+", re.I)
# Mails attached to mails attached to mails; deeper ones are left.
_DEEPEST = 10


@dataclass(slots=True)
class Given:
    """The mails of a file so far, so that a quotation of one is not read as another."""

    seen: set[bytes] = field(default_factory=set)

    def again(self, text: str) -> bool:
        """Whether this text, but for its spacing and quotation signs, was given before."""
        key = hashlib.sha256(re.sub(r"[\s>]+", "", text).encode("utf-8", "replace")).digest()
        if key in self.seen:
            return True
        self.seen.add(key)
        return False


def read(data: bytes, name: str) -> Iterator[Found]:
    """The message and those below it."""
    yield from numbered(mails(data, name, Given()))


def mails(data: bytes, name: str, given: Given) -> Iterator[Draft]:
    """The message and those below it that the file did not give before, without their numbers."""
    try:
        message = parse(_headers_as_utf8(data.lstrip(), name))
        found = list(_message(message, name, given, 0)) if message.keys() else None
    except InputError:
        raise
    except TooManyParts as e:
        raise InputError(name, str(e), "save the mails it carries one by one") from e
    except Exception as e:  # the standard library's parser raises whatever its grammar trips over
        raise InputError(name, "the e-mail is damaged", "save it again, or give its text") from e
    if found is None:
        raise InputError(name, "it has no e-mail headers", "rename it to end in .txt")
    if not found:
        raise InputError(name, "the e-mail has no text", "save the attachment it carries instead")
    yield from found


def _headers_as_utf8(data: bytes, name: str) -> bytes:
    """The mail with its own headers in UTF-8, in which nothing declares their encoding."""
    m = re.search(rb"\r?\n\r?\n", data)
    head, rest = (data[: m.start()], data[m.start() :]) if m else (data, b"")
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return decode(head, name)[0].encode("utf-8") + rest
    return data


def _message(message: EmailMessage, name: str, given: Given, depth: int) -> Iterator[Draft]:
    part = message.get_body(preferencelist=("plain", "html"))
    subject = bare(_header(message, "subject"))
    sender = mail_thread.author(_header(message, "from"))
    attached = list(_attached(message))
    published, unread = stated(_header(message, "date"), "the e-mail's date")
    body, title, more = _body(part, name)
    warnings = [*unread, *more]
    (own, *below), left = mail_thread.split(body)
    if left:
        warnings.append(
            f"it holds more than {mail_thread.MOST} mails: the rest stays with the last"
        )
    if depth >= _DEEPEST and attached:
        warnings.append(f"mails attached more than {_DEEPEST} deep were not read")
        attached = []
    own.author = sender
    texts = [(mail, mail.text() if below else body) for mail in (own, *below)]
    yield from _drafts(texts, published, subject or title or "", warnings, given)
    for inner in attached:
        yield from _message(inner, name, given, depth + 1)


def _drafts(
    texts: list[tuple[mail_thread.Mail, str]],
    published: str | None,
    title: str,
    warnings: list[str],
    given: Given,
) -> Iterator[Draft]:
    """The mail itself, which comes first, and those it quotes.

    What only forwards has nothing of its own; its warnings go with what it forwards. A mail is
    never left out for saying what another said ("Thanks!"), only a quotation of one is.
    """
    for n, (mail, text) in enumerate(texts):
        if not text.strip() or (given.again(text) and n):
            continue
        day, about = published, title
        if n:
            day, about = mail.published(published), bare(mail.subject or "")
            if mail.stated and day is None:
                warnings.append(f"the quoted e-mail's date {mail.stated!r} could not be read")
        yield Draft(
            text=headed(about, text),
            title=about or title or None,
            published=day,
            author=mail.author,
            warnings=tuple(warnings),
        )
        warnings = []


def bare(subject: str) -> str:
    """A subject without Re:, Fwd: and the like."""
    return _PREFIX.sub("", " ".join(subject.split()))


def _header(message: EmailMessage, name: str) -> str:
    return sound(" ".join(str(message[name] or "").split()))


def _attached(message: EmailMessage) -> Iterator[EmailMessage]:
    """The mails attached to this one, not those attached to them."""
    queue: list[Any] = [message]
    for part in queue:  # grows as it is read
        if not part.is_multipart():
            continue
        kind, inner = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822":
            yield from inner
        elif kind.startswith("multipart/"):
            queue.extend(inner)


def _body(part: MIMEPart[Any, Any] | None, name: str) -> tuple[str, str | None, tuple[str, ...]]:
    if part is None:
        return "", None, ()
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    if not raw.strip():
        return "", None, ()
    text, warnings = declared(raw, part.get_content_charset("utf-8"), name)
    if part.get_content_subtype() == "html":
        from timeline.read.web import html_text
        from timeline.read.web.html import extract

        whole = html_text.lines(text)
        if len(mail_thread.split(whole)[0]) > 1:
            return whole, None, warnings
        # A letter by itself may be a page with all that pages have around their text.
        try:
            draft = extract(text, name)
        except InputError:
            return whole, None, warnings
        return draft.text, draft.title, warnings
    if part.get_param("format") == "flowed":
        text = "\n".join(_unfolded(text))
    return text, None, warnings


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
