"""The formats that can be read: by suffix, and by content where the suffix does not say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from timeline.errors import InputError
from timeline.read.draft import Draft

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".vtt": "captions",
    ".srt": "captions",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}

# First bytes of files that hold no article, with what to call them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich text file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a media file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Word files and encrypted new ones

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<\?[^>]{0,500}>\s*|<!--.{0,2000}?-->\s*|<!doctype[^>\[]{0,300}>\s*)*"
    rb"<(?:rss|(?:\w{1,20}:)?feed|rdf:RDF)\b",
    re.I | re.S,
)
_MBOX = re.compile(rb"\s*From [^\n]{0,200}\d{1,2}:\d{2}[^\n]{0,60}\r?\n>?[\w-]{2,60}:")
_CAPTIONS = re.compile(rb"\s*(?:WEBVTT\b|\d{1,6}\s{1,4}\d{1,3}:\d{2}:\d{2}[.,]\d{1,3}\s{0,3}-->)")
_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_MAIL = re.compile(
    rb"(?:return-path|received|delivered-to|from|to|date|subject|message-id|mime-version|"
    rb"content-type|x-[a-z-]+):[ \t]",
    re.I,
)


class Reader(Protocol):
    """A format's module."""

    def read(self, data: bytes, name: str) -> Iterator[Draft | InputError]:
        """Articles in `data`; `name` names the file. Raises InputError for the whole of it."""


def reader(name: str) -> Reader:
    """The module that reads a format, imported now."""
    return cast(Reader, import_module(f"timeline.read.{name}"))


def choices() -> str:
    """The suffixes that are read, for messages."""
    return " ".join(sorted(SUFFIXES))


def sniff(data: bytes) -> str | None:
    """The format the content plainly is: one of the values of SUFFIXES, None when nothing says.

    Plain text is never "plainly" text, so None leaves that to the decoder.
    """
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in data or b"[Content_Types].xml" in data[:4096] else None
    head = data[:4096].lstrip(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(head):
        return "html"
    if _FEED.match(head) or (head[:1] == b"{" and _JSON_FEED.search(head)):
        return "feed"
    if head[:1] in b"{[" and head and _is_json(data):
        return "jsonl"
    if _MBOX.match(head):
        return "mbox"
    if _CAPTIONS.match(head):
        return "captions"
    lines = head.split(b"\n")[:12]
    if _MAIL.match(head) and sum(1 for line in lines if _MAIL.match(line)) >= 3:
        return "eml"
    return None


def of_suffix(suffix: str, data: bytes) -> str | None:
    """The format that a name's suffix tells, None when it tells none.

    Where a suffix stands for several, the content decides: `.json` may be a feed, `.xml` a page,
    `.txt` a mailbox.
    """
    told = SUFFIXES.get(suffix)
    either = {"jsonl": ("feed",), "feed": ("html",), "text": ("mbox",), "eml": ("mbox",)}
    if told in either and (seen := sniff(data[:8192])) in either[told]:
        return seen
    return told


def _is_json(data: bytes) -> bool:
    """True when the first line, or the whole, is a JSON object with a text, or a list of them."""
    text = data.decode("utf-8-sig", "replace").strip()
    for part in (text.split("\n", 1)[0], text):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            return "text" in value
    return False


def foreign(data: bytes) -> str | None:
    """What the file is, in words, when it is of a known kind that holds no readable article."""
    if data.startswith(_OLE):
        return "an old Word file or a password-protected one"
    if data.startswith(b"PK\x03\x04") and sniff(data) is None:
        return "a zip archive"
    return next((words for magic, words in _MAGIC if data.startswith(magic)), None)


def check(fmt: str, data: bytes, name: str) -> None:
    """Raise InputError when the content is plainly of another kind than the name says."""
    words = foreign(data)
    if words is not None:
        how = "save it as .docx or .txt" if "Word" in words or "rich" in words else "leave it out"
        raise InputError(name, f"it is {words}, not {_article(fmt)}", how)
    seen = sniff(data)
    if seen in ("pdf", "docx") and seen != fmt:
        raise InputError(
            name, f"it is {_article(seen)}, not {_article(fmt)}", f"rename it to end in .{seen}"
        )
    if fmt in ("pdf", "docx") and seen != fmt and data.strip():
        what = f"it is no {fmt.upper()} file, or a damaged one"
        raise InputError(name, what, "check the file, or rename it for what it is")


def _article(fmt: str) -> str:
    names = {
        "text": "plain text",
        "markdown": "Markdown",
        "jsonl": "JSON Lines",
        "eml": "an e-mail",
        "mbox": "a mailbox",
        "feed": "a feed",
        "captions": "a transcript",
    }
    return names.get(fmt) or ("an HTML page" if fmt == "html" else f"a {fmt.upper()} file")
