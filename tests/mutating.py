"""Mutations of small files of every format, for fuzzing the readers.

`python tests/mutating.py [SECONDS] [SEED]` reads mutated files until the time is over and
prints each that breaks a promise: whatever is no article is one InputError that a reader meant, what
is read can be written as UTF-8 and as JSON, and no file takes longer than LIMIT seconds.
`mutated(random, samples())` gives (suffix, bytes); `broken(suffix, data, folder)` says what is
wrong, or None.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import office_files
from compound import attachment, compound, message
from packing import tarred, zipped
from timeline.errors import ArticleFailed, TimelineError
from timeline.read import articles, formats

LIMIT = 20
LARGEST = 60_000

_TEXT = "On 4 May 2021 the quay was closed. The council met on Tuesday and agreed to reopen it. "
_TOKENS = [
    *(t.encode() for t in (
        "=?undefined?q?a=00?=", "=?utf-7?b?2AA=?=", 'charset="a\0b"', "charset=unicode_escape",
        "charset=utf-16", "encoding='punycode'", "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
        "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: x-uuencode\n",
        "Content-Transfer-Encoding: base64\n", "Date: Mon, 99 Foo 99999 99:99:99 +9999\n",
        "-----Original Message-----\n", "On 4 May 2021 10:00, Jo <jo@x.org> wrote:\n> ", ">" * 60,
        "From jo Tue May  4 10:12:00 2021\n", "9999-12-31", "0000-00-00", "0001-01-01", "-0001",
        "99999999999999999999", "1e999", "NaN", "\\ud800", "\\u0000", "[" * 50, "{" * 50, '{"a":' * 20,
        "<!--", "-->", "<![CDATA[", "]]>", "<table><tr><td colspan=9999999>", "<div>" * 60, "<b>" * 60,
        '<meta charset="utf-7">', '<time datetime="', '<script type="application/ld+json">',
        '{"@graph": [', '"datePublished": "', "<!DOCTYPE r [<!ENTITY a 'b'>]>", "&a;", "&#0;", "&#xd800;",
        "&nbsp", "<item>", "</item>", "<entry>", "---\n", "+++\n", "? ", "- " * 40, "&a *a", "!!binary x",
        "# ", "#" * 40, " " * 300, "\t" * 50, "\n" * 50, "\r", "\0", "\u2028", "\u202e", "\ufffe", "²",
        "00:00:01.000 --> 00:00:02.000\n", "<v ", "1 of 2 DOCUMENTS\n", "Body\n", "LENGTH: 5\n",
        "Document ABCDEF0020210504ab12cdef\n", "news·20210504·AB·1\n", "PD 4 May 2021\n", "HD x\n", "AN x\n",
        '<w:gridSpan w:val="99999"/>', "<w:vMerge/>", "<w:tbl>", "<w:p>", "</w:p>", "<w:tc>",
        "endobj\n", "stream\n", "/Kids [3 0 R 3 0 R]", "/Count 99999", "<<" * 40, "[" * 40, " R",
    )),
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3\x28", b"\xed\xa0\x80", b"\x80" * 9, b"PK\x03\x04",
]  # fmt: skip


def samples() -> dict[str, list[bytes]]:
    """Small sound files by their suffix; those that are built by libraries come from `pdf_of`."""
    mail = (
        "From: Jo Doe <jo@example.org>\nTo: a@example.org\nSubject: =?utf-8?q?L=27=C3=A9t=C3=A9?=\n"
        "Date: Tue, 4 May 2021 10:12:00 +0200\nMIME-Version: 1.0\n"
    )
    parts = (
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=latin1\n'
        "Content-Transfer-Encoding: quoted-printable\n\nReÃ§u =E9t=E9. " + _TEXT + "\n--b\n"
        "Content-Type: message/rfc822\n\n"
        + mail
        + "\n"
        + _TEXT
        + "\n--b\nContent-Type: text/html\n\n"
        "<p>" + _TEXT + "</p>\n--b--\n"
    )
    quoted = (
        mail + f"\n{_TEXT}\n\nOn 3 May 2021 10:12, Al <al@x.org> wrote:\n> {_TEXT}\n>> {_TEXT}\n"
    )
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quay | Paper</title>'
        '<meta property="article:published_time" content="2021-05-04T10:00:00Z">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-05-04"}</script>'
        f'</head><body><nav>Home</nav><article><h1>Quay</h1><time datetime="2021-05-04">4 May 2021</time>'
        f"<p>{_TEXT * 4}</p><blockquote>{_TEXT}</blockquote><ul><li>one<li>two</ul><table><tr><th>Day<td>"
        f"4 May 2021</table><figure><figcaption>A quay</figcaption></figure><p>{_TEXT * 3}<sup>1</sup></p>"
        "</article><footer>2022</footer></body></html>"
    )
    rss = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><item><title>Quay</title><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><dc:creator>Jo"
        f"</dc:creator><description>&lt;p&gt;{_TEXT}&lt;/p&gt;</description></item><item><description>"
        f"<![CDATA[<b>{_TEXT}</b>]]></description></item></channel></rss>"
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Quay</title><updated>2021-05-04'
        f'T10:00:00Z</updated><link href="https://x.org/a"/><content type="xhtml"><div xmlns='
        f'"http://www.w3.org/1999/xhtml"><p>{_TEXT}</p></div></content></entry></feed>'
    )
    json_feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "content_html": f"<p>{_TEXT}</p>", "date_published": "2021-05-04"}],
    }
    record = {
        "id": "a",
        "title": "Quay",
        "published": "4 May 2021",
        "language": "en",
        "text": _TEXT,
    }
    line = json.dumps(record)
    nexis = f"1 of 2 DOCUMENTS\n\nThe Paper\n\nMay 4, 2021 Tuesday\n\nQuay\n\nBYLINE: Jo\n\nLENGTH: 9 words\n\n{_TEXT}\n"
    factiva = f"HD Quay\nBY Jo\nPD 4 May 2021\nLP {_TEXT}\nTD {_TEXT}\nAN Document ABCDEF0020210504ab12cdef\n"
    captions = f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Jo>{_TEXT}\n\n2\n00:00:09.000 --> 00:00:11.000\n- {_TEXT}\n"
    found = {
        ".eml": [mail + "\n" + _TEXT, mail + parts, quoted],
        ".mbox": [f"From jo Tue May  4 10:12:00 2021\n{mail}\n{_TEXT}\n\n" * 3],
        ".html": [page, page.replace("<article>", "<article class=a>", 1) * 2],
        ".rss": [rss, atom],
        ".json": [json.dumps(json_feed), json.dumps([record, {"text": "It opened."}], indent=1)],
        ".jsonl": [line + "\n" + line.replace('"a"', '"b"') + "\n"],
        ".md": [
            f"---\ntitle: 'Quay'\ndate: 2021-05-04\ntags: [a, b]\n---\n# Quay ##\n\n{_TEXT}",
            f"+++\ntitle = 'Quay'\ndate = 2021-05-04\n[a.b]\nc = 1\n+++\n{_TEXT}",
        ],
        ".txt": [nexis * 2, factiva * 2, f"Quay\n\n{_TEXT}\nnews·20210504·AB·1\n", f"Été. {_TEXT}"],
        ".vtt": [captions, captions.removeprefix("WEBVTT\n\n").replace(".000", ",000")],
    }
    built = {suffix: [text.encode() for text in texts] for suffix, texts in found.items()}
    built[".txt"] += [
        text.encode(code) for text in found[".txt"][3:] for code in ("cp1252", "utf-16")
    ]
    built[".docx"] = [docx_of()]
    built[".pdf"] = [pdf_of()]
    built |= office_files.samples(_TEXT)
    return built | _holding(built)


def _holding(built: Mapping[str, Sequence[bytes]]) -> dict[str, list[bytes]]:
    """Files that hold such files."""
    inside = [
        (f"in/a{suffix}", files[0]) for suffix, files in built.items() if len(files[0]) < 5_000
    ]
    page = built[".html"][0]
    saved = b"From: <Saved by x>\nSnapshot-Content-Location: https://x.org/a\nMIME-Version: 1.0\n"
    saved += b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    crawled = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.org/a\r\nContent-Type: "
        b"application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(answer), answer)
    )
    letter = {0x37: "Quay", 0x1000: _TEXT, 0x0C1A: "Jo"}
    return {
        ".zip": [zipped(inside), zipped([("b.zip", zipped(inside[:2]))], zipfile.ZIP_STORED)],
        ".tar": [tarred(inside)],
        ".tgz": [tarred(inside[:3], "w:gz"), gzip.compress(crawled)],
        ".xz": [tarred(inside[:3], "w:xz")],
        ".msg": [compound(message(letter, attached=[attachment("a.txt", _TEXT.encode())]))],
        ".mhtml": [saved + page + b"\n--b--\n"],
        ".warc": [crawled * 2],
    }


def docx_of() -> bytes:
    """A small Word file."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cell = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p></w:tc>"
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Quay</w:t><w:tab/><w:br/></w:r></w:p>'
        f"<w:tbl><w:tr>{cell * 2}</w:tr><w:tr>{cell}</w:tr></w:tbl><w:p><w:r><w:t>{_TEXT}</w:t>"
        '<w:footnoteReference w:id="1"/></w:r></w:p>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {word}><w:body>{body}</w:body></w:document>"
        )
        style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        archive.writestr("word/styles.xml", f"<w:styles {word}>{style}</w:styles>")
        note = f'<w:footnote w:id="1"><w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p></w:footnote>'
        archive.writestr("word/footnotes.xml", f"<w:footnotes {word}>{note}</w:footnotes>")
    return held.getvalue()


def pdf_of() -> bytes:
    """A small PDF of one page, without the table of places, which readers can do without."""
    shown = f"BT /F1 12 Tf 12 TL 50 700 Td ({_TEXT}) Tj T* (It opened.) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )  # fmt: skip
    told = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + told + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF\n"


# -- mutations ---------------------------------------------------------------------------------


def mutated(chance: random.Random, sound: Mapping[str, Sequence[bytes]]) -> tuple[str, bytes]:
    """A suffix, and a file of that format changed in one to five places."""
    suffix = chance.choice(sorted(sound))
    data = chance.choice(sound[suffix])
    if data.startswith(b"PK") and chance.random() < 0.8:
        return suffix, _repacked(chance, data)
    other = chance.choice(sound[chance.choice(sorted(sound))])
    return suffix, _changed(chance, data, other)


def _repacked(chance: random.Random, data: bytes) -> bytes:
    """A zip file one of whose members is changed, so that what it holds is reached."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            member = old.read(name)
            new.writestr(name, _changed(chance, member, member) if name == chosen else member)
    return held.getvalue()


def _changed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    for _ in range(chance.randint(1, 5)):
        data = chance.choice(_WAYS)(chance, data, other)[:LARGEST]
    return data


def _flip(chance: random.Random, data: bytes, _: bytes) -> bytes:
    changed = bytearray(data or b"x")
    for _n in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _piece(chance: random.Random, data: bytes) -> tuple[int, int]:
    at = chance.randint(0, len(data))
    return at, min(len(data), at + int(chance.paretovariate(0.5)))


def _cut(chance: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def _drop(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at, end = _piece(chance, data)
    return data[:at] + data[end:]


def _repeat(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at, end = _piece(chance, data)
    return data[:at] + data[at:end] * chance.choice((2, 3, 20, 400)) + data[end:]


def _splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at, (begins, ends) = chance.randint(0, len(data)), _piece(chance, other)
    return data[:at] + other[begins:ends] + data[at:]


def _token(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at, end = _piece(chance, data)
    token = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 2, 200))
    return data[:at] + token + data[end if chance.random() < 0.3 else at :]


def _swap(chance: random.Random, data: bytes, _: bytes) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


_WAYS: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    _flip, _cut, _drop, _repeat, _splice, _token, _token, _token, _swap,
)  # fmt: skip


# -- promises ----------------------------------------------------------------------------------


def broken(suffix: str, data: bytes, folder: Path) -> str | None:
    """What promise a file breaks, None when it breaks none; `folder` is where it is written."""
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    try:
        for item in articles([str(path)]):
            if isinstance(item, TimelineError):
                str(item).encode()
                if isinstance(item, ArticleFailed):
                    return item.why
                continue
            json.dumps(item.model_dump(mode="json"), ensure_ascii=False).encode()
            told = (item.text, item.title, item.author, item.url, item.id, *item.warnings)
            if any("\0" in value for value in told if value):
                return "a NUL was let through"
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return None


class _Late(BaseException):
    """A file took too long."""


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise _Late


def fuzz(seconds: float, seed: int) -> Iterator[tuple[str, bytes, str]]:
    """Files that break a promise, with which."""
    signal.signal(signal.SIGALRM, _late)
    chance, sound, count = random.Random(seed), samples(), 0
    ends = time.monotonic() + seconds
    with TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            suffix, data = mutated(chance, sound)
            count += 1
            try:
                signal.alarm(LIMIT)
                wrong = broken(suffix, data, Path(folder))
            except _Late:
                wrong = f"it takes more than {LIMIT} seconds"
            finally:
                signal.alarm(0)
            if wrong:
                yield suffix, data, wrong
    sys.stderr.write(f"{count} files\n")


if __name__ == "__main__":
    assert formats.SUFFIXES.keys() >= samples().keys()
    seconds, seed = (*sys.argv[1:], "60", "0")[:2] if len(sys.argv) < 3 else sys.argv[1:3]
    keep = Path("fuzzed")
    for number, (kind, found, why) in enumerate(fuzz(float(seconds), int(seed))):
        keep.mkdir(exist_ok=True)
        (keep / f"{number}{kind}").write_bytes(found)
        sys.stdout.write(f"fuzzed/{number}{kind}: {why}\n")
