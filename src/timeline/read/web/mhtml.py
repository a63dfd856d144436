"""Web pages saved in one file (.mhtml, .mht: RFC 2557): the page, as it would be read alone.

The day in the file's own headers is that of saving, and dates nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from timeline.errors import InputError
from timeline.read.draft import Found
from timeline.read.mail.mail_parts import TooManyParts, header, parse
from timeline.read.web import html, saved

_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The article or the articles of the page. Raises InputError for the whole of it."""
    try:
        message = parse(data.lstrip())
        page = _page(message)
        source = b"" if page is None else page.get_payload(decode=True)
    except TooManyParts as e:
        raise InputError(name, str(e), "save the page alone, as .html") from e
    except Exception as e:  # the standard library's parser raises whatever its grammar trips over
        raise InputError(name, "the saved page is damaged", "save it again") from e
    if page is None or not source.strip():
        raise InputError(name, "it holds no page", "save it again, as .html")
    charset = page.get_content_charset("")
    yield from html.read(saved.page(source, charset, _url(message, page), name), name)


def _page(message: EmailMessage) -> Any:
    """The part that `start` names, else the first that is a page."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "").strip("<> ")
    named = (part for part in pages if start and header(part, "content-id").strip("<> ") == start)
    return next(named, pages[0] if pages else None)


def _url(message: EmailMessage, page: Any) -> str | None:
    told = (header(message, "snapshot-content-location"), header(page, "content-location"))
    return next((url for url in told if url.startswith(("http://", "https://"))), None)
