"""Web archives (WARC, ISO 28500): what servers answered, each page, document or text an article.

The day of an answer is that of the crawl, and dates nothing. Redirects, requests and what the
crawler writes of itself are passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote, urlsplit

from timeline.errors import InputError, NotRead, Rubbish
from timeline.read.archives import http
from timeline.read.archives.records import Cut, Record, records
from timeline.read.archives.tar import Readable
from timeline.read.draft import Found, Member
from timeline.read.members import plain

_FORMATS = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
    "text/plain": "text", "application/rss+xml": "feed", "application/atom+xml": "feed",
}  # fmt: skip
_OWN_KINDS = ("application/http", "application/http;msgtype=response")
_HOW = "get it anew, or have it repaired"


def read(data: bytes, name: str) -> Iterator[Found]:
    """Every answer, in the archive's order. Raises InputError where there is none."""
    yield from answers(io.BytesIO(data), name)


def answers(stream: Readable, name: str) -> Iterator[Found]:
    """The same of an archive that is read as it is unpacked."""
    count = 0
    try:
        for record in records(stream):
            if (found := _found(record, name)) is not None:
                count += 1
                yield found
    except Cut as error:
        why = f"the web archive is cut off or damaged after {count} of its pages ({error})"
        raise InputError(name, why, _HOW) from error
    if not count:
        raise InputError(name, "it holds no page", "leave it out")


def _found(record: Record, name: str) -> Found | None:
    """What a record holds, None where that is no file."""
    url = record.fields.get("warc-target-uri", "").strip("<>")
    told = record.fields.get("warc-type")
    if not url.startswith(("http://", "https://")):
        return None
    if told == "response" and record.kind.replace(" ", "").startswith(_OWN_KINDS):
        answer = http.head(record)
    elif told in ("resource", "conversion"):
        answer = http.Answer(200, {"content-type": record.kind}, record)
    else:
        return None
    if answer is None or 300 <= answer.status < 400:
        return None
    path = _path(url)
    if answer.status != 200:
        why = f"the server answered {answer.status}"
        return NotRead(f"{name}/{plain(path)}", "an error page", why, "crawl it again")
    if path.endswith(("/robots.txt", "/favicon.ico")):
        return Rubbish(f"{name}/{plain(path)}")
    return Member(path, partial(_content, answer, url), url, _FORMATS.get(answer.kind))


def _path(url: str) -> str:
    """The name of a page: its address without what it begins and ends with."""
    try:
        parts = urlsplit(url)
    except ValueError:  # of a host in half a pair of brackets
        return url.partition("//")[2]
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc}{unquote(parts.path, errors='replace')}".rstrip("/") + query


def _content(answer: http.Answer, url: str, most: int, called: str) -> bytes:
    data = answer.body(most, called)
    if _FORMATS.get(answer.kind) == "html":
        from timeline.read.web import saved

        return saved.page(data, answer.charset, url, called)
    return data
