"""A folder with one file of every kind that is read, each with an event of its own, and of every
kind that isn't: broken, locked, hostile, foreign, rubbish."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import office_files as office
from compound import attachment, compound, message
from packing import tarred, zipped

TOWNS = (
    "Aarau", "Bergen", "Cardiff", "Dundee", "Esbjerg", "Florence", "Ghent", "Halifax", "Inverness",
    "Jena", "Kiel", "Leeds", "Malmö", "Nantes", "Oslo", "Parma", "Quimper", "Riga", "Seville",
    "Tampere", "Uppsala", "Verona", "Winterthur", "York", "Zagreb", "Angers", "Bologna", "Coventry",
    "Dijon", "Exeter", "Freiburg", "Geneva", "Hull", "Ipswich", "Kassel", "Lucerne", "Modena",
    "Norwich", "Orebro", "Plymouth", "Rouen", "Siena",
)  # fmt: skip
FIRST = date(2019, 3, 4)
URL = "https://news.example/{}"


@dataclass(frozen=True)
class Told:
    """What a document of the folder must give: its event's day, and where it says so url, page."""

    day: str
    url: str | None = None
    page: int | None = None


class Folder:
    """The folder as it is written. told: what each document must give, by id; unread: the words
    that stand in the reason for which each of the others isn't read; rubbish: what nobody names."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.told: dict[str, Told] = {}
        self.unread: dict[str, str] = {}
        self.rubbish: list[str] = []
        self._used = 0

    def sentence(self) -> tuple[str, str, date]:
        """A town, a sentence with an event in it, and its day, each time others."""
        town = TOWNS[self._used % len(TOWNS)]
        day = FIRST + timedelta(days=11 * self._used)
        self._used += 1
        return town, f"The council of {town} closed the old bridge on {day:%-d %B %Y}.", day

    def put(self, name: str, data: bytes | str) -> None:
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def gives(self, id_: str, day: date, url: str | None = None, page: int | None = None) -> None:
        self.told[id_] = Told(day.isoformat(), url, page)

    def left(self, name: str, data: bytes | str, why: str) -> None:
        """A file that isn't read."""
        self.put(name, data)
        self.unread[name] = why


def make(top: Path, pdf: bytes, pages: int) -> Folder:
    """The folder. pdf: one whose page `pages` has the words @@ for its sentence's place."""
    folder = Folder(top)
    for part in (_texts, _documents, _tables, _mails, _web, _news, _archives):
        part(folder)
    _paged(folder, pdf, pages)
    _broken(folder)
    _foreign(folder)
    return folder


def _texts(f: Folder) -> None:
    for name in ("note.txt", "note.md"):
        _, told, day = f.sentence()
        f.put(name, told + "\n")
        f.gives(name, day)
    _, told, day = f.sentence()
    f.put("paged.txt", f"A report.\n\f{told}\n")
    f.gives("paged.txt", day, page=2)
    for name, cue in (("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\n{}\n"),
                      ("talk.srt", "1\n00:00:01,000 --> 00:00:04,000\n{}\n")):  # fmt: skip
        _, told, day = f.sentence()
        f.put(name, cue.format(told))
        f.gives(name, day)


def _documents(f: Folder) -> None:
    _, told, day = f.sentence()
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{told}</w:t></w:r></w:p></w:body></w:document>'
    f.put(
        "memo.docx", office.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body})
    )
    f.gives("memo.docx", day)
    for name, kind in (("memo.odt", "text"), ("deck.odp", "presentation")):
        _, told, day = f.sentence()
        inner = f"<text:p>{told}</text:p>"
        if kind == "presentation":
            inner = f"<draw:page><draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame></draw:page>"
        f.put(name, office.open_document(kind, inner))
        f.gives(name, day, page=1 if kind == "presentation" else None)
    _, told, day = f.sentence()
    f.put("memo.rtf", r"{\rtf1\ansi " + told.replace("ö", r"\'f6") + "}")
    f.gives("memo.rtf", day)
    _, told, day = f.sentence()
    f.put("memo.doc", office.word97([([(told, b""), ("\r", b"")], 0, b"")]))
    f.gives("memo.doc", day)
    _, told, day = f.sentence()
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    book = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{item}</manifest><spine><itemref idref="a"/></spine></package>'
    chapter = f"<html><body><p>{told}</p></body></html>"
    f.put(
        "book.epub",
        office.zipped({"a.opf": book, "a.xhtml": chapter}, first="application/epub+zip"),
    )
    f.gives("book.epub", day)


def _tables(f: Folder) -> None:
    for name in ("list.csv", "list.tsv", "list.xlsx", "list.ods", "list.xls"):
        town, _, day = f.sentence()
        rows = [
            ("Date", "Event"),
            (day.isoformat(), f"The council of {town} closed the old bridge"),
        ]
        f.put(name, _table(name, rows, day))
        f.gives(name, day)


def _table(name: str, rows: list[tuple[str, str]], day: date) -> bytes:
    kind = name.partition(".")[2]
    if kind in ("csv", "tsv"):
        return "\n".join((";" if kind == "csv" else "\t").join(row) for row in rows).encode()
    if kind == "xlsx":
        serial = (day - date(1899, 12, 30)).days
        shown = office.cells(rows[0], ((serial, 1), rows[1][1]))
        return office.workbook({"A": shown}, formats="dd/mm/yyyy")
    if kind == "ods":
        told = "".join(
            f"<table:table-row>{''.join(f'<table:table-cell><text:p>{c}</text:p></table:table-cell>' for c in row)}</table:table-row>"
            for row in rows
        )
        return office.open_document(
            "spreadsheet", f'<table:table table:name="A">{told}</table:table>'
        )
    import xlwt

    book, held = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("A")
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            sheet.write(n, m, cell)
    book.save(held)
    return held.getvalue()


def _mail(subject: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ann Lee <ann@example.org>", subject
    mail["Date"] = "Thu, 6 May 2021 10:00:00 +0200"
    mail.set_content(text)
    return mail


def _mails(f: Folder) -> None:
    _, told, day = f.sentence()
    mail = _mail("Bridge", told)
    mail["Archived-At"] = f"<{URL.format('mail')}>"
    f.gives("mail.eml", day, URL.format("mail"))
    _, told, day = f.sentence()
    mail.add_attachment(told.encode(), maintype="text", subtype="plain", filename="report.txt")
    f.gives("mail.eml/report.txt", day)
    mail.add_attachment(
        b"\xff\xd8\xff\xe0" * 9, maintype="image", subtype="jpeg", filename="site.jpg"
    )
    f.unread["mail.eml/site.jpg"] = "photo"
    f.put("mail.eml", mail.as_bytes())
    box = b""
    for number in (1, 2):
        _, told, day = f.sentence()
        box += (
            b"From ann@example.org Thu May  6 10:00:00 2021\n"
            + _mail(f"No {number}", told).as_bytes()
            + b"\n"
        )
        f.gives("box.mbox" if number == 1 else "box.mbox#2", day)
    f.put("box.mbox", box)
    _, told, day = f.sentence()
    _, more, other = f.sentence()
    tree = message(
        {0x37: "Bridge", 0x0C1A: "Ann Lee", 0x1000: told}, sent=datetime(2021, 5, 6, 8, tzinfo=UTC),
        attached=[attachment("minutes.txt", more.encode())],
    )  # fmt: skip
    f.put("mail.msg", compound(tree))
    f.gives("mail.msg", day)
    f.gives("mail.msg/minutes.txt", other)


def _page(told: str, url: str) -> str:
    filler = "The bridge had stood for ninety years and needed care. " * 4
    return (
        f'<!doctype html><html><head><title>Bridge</title><link rel="canonical" href="{url}"></head>'
        f"<body><article><h1>Bridge</h1><p>{told}</p><p>{filler}</p></article></body></html>"
    )


def _web(f: Folder) -> None:
    _, told, day = f.sentence()
    f.put("page.html", _page(told, URL.format("page")))
    f.gives("page.html", day, URL.format("page"))
    f.put("page_files/logo.png", b"\x89PNG\r\n\x1a\n")
    f.rubbish.append("page_files")
    _, told, day = f.sentence()
    url = URL.format("saved")
    f.put("saved.mhtml", (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Bridge\r\n"
        "Date: Thu, 6 May 2021 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        f"--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {url}\r\n\r\n"
        f"{_page(told, url)}\r\n--B--\r\n"
    ))  # fmt: skip
    f.gives("saved.mhtml", day, url)
    _, told, day = f.sentence()
    url = URL.format("crawled")
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + _page(told, url).encode()
    )
    f.put("crawl.warc", (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-02T03:04:05Z\r\n"
        "WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    ).encode() + answer + b"\r\n\r\n")  # fmt: skip
    f.gives("crawl.warc/news.example/crawled", day, url)


def _news(f: Folder) -> None:
    wraps = {
        "nitf.xml": "<nitf><body><body.head><hedline><hl1>Bridge</hl1></hedline></body.head>"
        "<body.content><p>{}</p></body.content></body></nitf>",
        "g2.xml": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML contenttype="application/xhtml+xml">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p></body></html></inlineXML></contentSet></newsItem>',
        "tei.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{}</p></body></text></TEI>',
        "plain.xml": "<report><para>{}</para></report>",
    }  # fmt: skip
    for name, wrap in wraps.items():
        _, told, day = f.sentence()
        f.put(name, wrap.format(told))
        f.gives(name, day)
    items = {
        "feed.rss": "<rss><channel><title>T</title><item><title>Bridge</title><link>{url}</link><description>{told}</description></item></channel></rss>",
        "feed.atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bridge</title><link href="{url}"/><content>{told}</content></entry></feed>',
    }  # fmt: skip
    for name, wrap in items.items():
        _, told, day = f.sentence()
        url = URL.format(name)
        f.put(name, wrap.format(url=url, told=told))
        f.gives(name, day, url)
    for name in ("one.json", "lines.jsonl"):
        _, told, day = f.sentence()
        url = URL.format(name)
        f.put(name, json.dumps({"id": f"id of {name}", "text": told, "url": url}))
        f.gives(f"id of {name}", day, url)


def _archives(f: Folder) -> None:
    _, told, day = f.sentence()
    _, deeper, other = f.sentence()
    inner = zipped([("deep.txt", deeper.encode())])
    f.put(
        "box.zip",
        zipped(
            [
                ("a/memo.txt", told.encode()),
                ("inner.zip", inner),
                ("a/site.jpg", b"\xff\xd8\xff\xe0"),
                ("__MACOSX/a/._memo.txt", b"\0"),
            ]
        ),
    )
    f.gives("box.zip/a/memo.txt", day)
    f.gives("box.zip/inner.zip/deep.txt", other)
    f.unread["box.zip/a/site.jpg"] = "photo"
    for name, mode in (("box.tar", "w"), ("box.tar.gz", "w:gz")):
        _, told, day = f.sentence()
        f.put(name, tarred([("memo.txt", told.encode())], mode))
        f.gives(f"{name}/memo.txt", day)
    _, told, day = f.sentence()
    f.put("memo2.txt.gz", gzip.compress(told.encode(), mtime=0))
    f.gives("memo2.txt.gz/memo2.txt", day)


def _paged(f: Folder, pdf: bytes, page: int) -> None:
    _, told, day = f.sentence()
    mark = b"@" * len(told)
    assert mark in pdf or b"@@" in pdf
    f.put("report.pdf", pdf.replace(b"(@@)", b"(" + told.encode("cp1252") + b")"))
    f.gives("report.pdf", day, page=page)


def _broken(f: Folder) -> None:
    whole = {
        name: (f.top / name).read_bytes()
        for name in ("memo.docx", "memo.odt", "list.xlsx", "book.epub", "mail.msg", "memo.doc")
    }
    for name, data in whole.items():
        f.left(f"cut-{name}", data[: len(data) // 3], "")
    f.left("cut.pdf", (f.top / "report.pdf").read_bytes()[:200], "")
    f.left("empty.txt", b"", "empty")
    f.left("blank.md", b" \n\n", "blanks")
    f.put("bomb.zip", zipped([("bomb.txt", bytes(60_000_000))]))
    f.unread["bomb.zip/bomb.txt"] = "unpacks to more"
    locked = bytearray(zipped([("secret.txt", b"Nobody may read this.")], zipfile.ZIP_STORED))
    locked[6] |= 1
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    f.put("locked.zip", bytes(locked))
    f.unread["locked.zip"] = "password"
    f.left("mean.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "")
    f.put("bad.jsonl", "{")
    f.unread["bad.jsonl:1"] = "JSON"


def _foreign(f: Folder) -> None:
    f.left("site.jpg", b"\xff\xd8\xff\xe0", "photo")
    f.left("talk.mp3", b"ID3\x03", "sound")
    f.left("talk.mp4", struct.pack(">I4s", 24, b"ftypmp42"), "video")
    f.left("run.exe", b"MZ\x90\0", "program")
    f.left("data.xyz", bytes(range(256)) * 4, ".xyz")
    f.left("code.py", "print('hello')\n", "")
    (f.top / "gone.txt").symlink_to("nowhere.txt")
    f.unread["gone.txt"] = "link"
    os.mkfifo(f.top / "pipe")
    f.unread["pipe"] = ""
    for name in (".DS_Store", "Thumbs.db", "~$memo.docx", ".~lock.memo.odt#", "._note.txt"):
        f.put(name, b"\0\0\0\1Bud1")
        f.rubbish.append(name)
