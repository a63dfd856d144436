"""The formats that can be read: by suffix, and by content where the suffix does not say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol, cast

from timeline.errors import InputError, LibraryMissing
from timeline.read import kinds, signatures
from timeline.read.draft import Found

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = re.compile(rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\0")

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?><!--.{0,2000}?-->\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?><\?[^>]{0,500}>\s*|<!--.{0,2000}?-->\s*|<!doctype[^>\[]{0,300}>\s*)*+"
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
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From: ?\"?<Saved by )", re.I | re.M)


def _zipped(kind: str) -> Callable[[bytes, bytes], object]:
    return lambda data, _: signatures.zipped(data) == kind


def _compound(kind: str) -> Callable[[bytes, bytes], object]:
    return lambda data, _: signatures.compound(data) == kind


def _is_tar(data: bytes, _: bytes) -> bool:
    return data[257:262] == b"ustar"


def _is_feed(_: bytes, head: bytes) -> bool:
    return bool(_FEED.match(head) or (head[:1] == b"{" and _JSON_FEED.search(head)))


def _is_json(data: bytes, head: bytes) -> bool:
    """True when the first line, or the whole, is a JSON object with a text, or a list of them."""
    if not head.startswith((b"{", b"[")):
        return False
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


def _is_mail(_: bytes, head: bytes) -> bool:
    lines = head.split(b"\n")[:12]
    return bool(_MAIL.match(head)) and sum(1 for line in lines if _MAIL.match(line)) >= 3


def _is_saved_page(data: bytes, head: bytes) -> bool:
    return _is_mail(data, head) and bool(_SAVED.search(head))


@dataclass(frozen=True, slots=True)
class Format:
    """One format; the module of its name, in the package `home` below this one, reads it.

    called: in messages. suffixes: of file names. seen: whether the content, whole and its first
    4096 bytes without a mark and blanks, plainly is of it; of two the one listed first. always:
    whether every sound file of it is seen so. rather: the formats that a file with such a suffix is
    instead where its content says so. begins: where a file holds many articles, what begins the
    line that begins one.
    """

    name: str
    called: str
    suffixes: tuple[str, ...]
    seen: Callable[[bytes, bytes], object] = lambda data, head: False
    rather: tuple[str, ...] = ()
    begins: re.Pattern[bytes] | None = None
    home: str = ""
    always: bool = False


_OFFICE = tuple(
    replace(made, home="office", always=True)
    for made in (
        Format("docx", "a DOCX file", (".docx", ".docm", ".dotx"), _zipped("docx"), ("rtf",)),
        Format("odt", "an OpenDocument text", (".odt", ".ott"), _zipped("odt")),
        Format(
            "rtf", "rich text", (".rtf",), lambda data, _: data.startswith(b"{\\rtf"), ("docx",)
        ),
        Format("xlsx", "an Excel workbook", (".xlsx", ".xlsm", ".xltx"), _zipped("xlsx")),
        Format("ods", "an OpenDocument spreadsheet", (".ods", ".ots"), _zipped("ods")),
        Format(
            "xls", "an old Excel workbook", (".xls", ".xlt"), _compound("xls"), ("xlsx", "html")
        ),
        Format(
            "doc", "an old Word file", (".doc", ".dot"), _compound("doc"), ("rtf", "html", "docx")
        ),
        Format("epub", "an e-book", (".epub",), _zipped("epub")),
        Format("pptx", "a PowerPoint deck", (".pptx", ".pptm", ".ppsx", ".potx"), _zipped("pptx")),
        Format("odp", "an OpenDocument deck", (".odp", ".otp"), _zipped("odp")),
    )
)
_CONTAINERS = frozenset({"msg", *(f.name for f in _OFFICE)})
FORMATS = {
    f.name: f
    for f in (
        *_OFFICE,
        Format(
            "html", "an HTML page", (".html", ".htm", ".xhtml"), lambda _, h: _HTML.match(h),
            home="web",
        ),
        Format(
            "feed", "a feed", (".rss", ".atom"), _is_feed, ("html",),
            re.compile(rb".{0,200}?<(?:item|entry)\b"), "web",
        ),
        Format(
            "xml", "an XML file", (".xml", ".nitf", ".newsml", ".tei", ".nxml"),
            lambda _, h: h.startswith(b"<?xml"), ("feed", "html"),
            re.compile(rb".{0,200}?<(?:item|entry|newsItem|NewsItem|nitf|TEI)\b"), "xml",
        ),
        Format(
            "jsonl", "JSON Lines", (".jsonl", ".ndjson", ".json"), _is_json, ("feed",),
            re.compile(rb"\s*\S"),
        ),
        Format(
            "mbox", "a mailbox", (".mbox", ".mbx"), lambda _, h: _MBOX.match(h),
            begins=re.compile(rb"From "), home="mail",
        ),
        Format("mhtml", "a saved page", (".mhtml", ".mht"), _is_saved_page, home="web"),
        Format("captions", "a transcript", (".vtt", ".srt"), lambda _, h: _CAPTIONS.match(h)),
        Format("eml", "an e-mail", (".eml", ".emlx"), _is_mail, ("mbox", "mhtml"), home="mail"),
        Format(
            "msg", "an Outlook mail", (".msg",), _compound("msg"), ("eml",), home="mail",
            always=True,
        ),
        Format(
            "text", "plain text", (".txt", ".text", ".rst", ".org", ".adoc", ".asciidoc"),
            rather=("mbox",),
        ),
        Format("markdown", "Markdown", (".md", ".markdown")),
        Format("delimited", "a table", (".csv", ".tsv", ".tab"), home="tables"),
        Format(
            "zip", "a zip archive", (".zip",), lambda data, _: data.startswith(_ZIP),
            tuple(f.name for f in _OFFICE), home="archives", always=True,
        ),
        Format(
            "warc", "a web archive", (".warc",), lambda data, _: data.startswith(b"WARC/"),
            home="archives", always=True,
        ),
        Format("tar", "a tar archive", (".tar",), _is_tar, home="archives"),
        Format(
            "packed", "a compressed file", (".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz"),
            lambda data, _: _PACKED.match(data), home="archives", always=True,
        ),
        # Last, for its mark need not come first: it may be that of a file that another holds.
        Format(
            "pdf", "a PDF file", (".pdf",), lambda data, _: b"%PDF-" in data[:1024], home="pdf",
            always=True,
        ),
    )
}  # fmt: skip
SUFFIXES = {suffix: f for f in FORMATS.values() for suffix in f.suffixes}
_COMMON = (".txt", ".md", ".html", ".pdf", ".docx")


class FormatModule(Protocol):
    """The module that reads a format."""

    def read(self, data: bytes, name: str) -> Iterator[Found]:
        """What is in `data`; `name` names the file. Raises InputError for the whole of it."""


def module(name: str) -> FormatModule:
    """The module that reads a format, imported now."""
    home = FORMATS[name].home
    return cast(FormatModule, import_module(f"timeline.read.{home and f'{home}.'}{name}"))


def found_in(name: str, data: bytes, path: str) -> Iterator[Found]:
    """What the module of a format reads in `data`, the bytes of the file at `path`.

    Raises InputError for the whole of it, as where a library that it needs can't be loaded.
    """
    try:
        yield from module(name).read(data, path)
    except (ImportError, OSError) as error:  # OSError: a shared library
        told = LibraryMissing.of(error, path)
        if told is None:
            raise
        raise told from error


def some() -> str:
    """The commonest suffixes that are read, and how many there are besides, for messages."""
    return f"{' '.join(_COMMON)} and {len(SUFFIXES) - len(_COMMON)} more"


def sniff(data: bytes) -> str | None:
    """The name of the format the content plainly is, None when nothing says.

    Plain text is never "plainly" text, so None leaves that to the decoder.
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf").lstrip()
    return next((f.name for f in FORMATS.values() if f.seen(data, head)), None)


def of_suffix(suffix: str, data: bytes) -> str | None:
    """The format that a name's suffix tells, None when it tells none.

    Where a suffix stands for several, the content decides: `.json` may be a feed, `.xml` a page,
    `.txt` a mailbox.
    """
    told = SUFFIXES.get(suffix)
    if told is None:
        return None
    seen = sniff(data[:8192]) if told.rather else None
    return seen if seen in told.rather else told.name


def check(name: str, data: bytes, path: str) -> None:
    """Raise InputError when the content of a file is plainly of another kind than its format."""
    fmt, seen = FORMATS[name], FORMATS.get(sniff(data) or "")
    if signatures.compound(data) == "locked":
        raise InputError(path, "it is protected by a password", "save it without one")
    noun = fmt.called.removeprefix("a ").removeprefix("an ")
    if name in _CONTAINERS and signatures.is_cut(data):
        raise InputError(path, f"the {noun} is cut off or damaged", "get it anew")
    if (kind := _unread(seen, data, path)) is not None:
        how = kind.how.replace("left out", "leave it out")
        why = kind.why if seen is fmt else f"{kind.why}, not {fmt.called}"
        raise InputError(path, why, how)
    if seen is fmt:
        return
    if seen is not None and seen.always:
        why = f"it is {seen.called}, not {fmt.called}"
        raise InputError(path, why, f"rename it to end in {seen.suffixes[0]}")
    if fmt.always and data.strip():
        how = "check the file, or rename it for what it is"
        raise InputError(path, f"it is no {noun}, or a damaged one", how)


def _unread(seen: Format | None, data: bytes, path: str) -> kinds.Kind | None:
    """The kind of what is no format that is read; None of what is, or of what nothing tells."""
    if seen is None:
        return kinds.of_content(data)
    # Many programs keep what they write in zip archives; the ending tells which.
    kind = kinds.of_name(path) if seen.name == "zip" else None
    other = kind is not None and kind.called != "an archive"
    return kind if other and kinds.ending(path) not in SUFFIXES else None
