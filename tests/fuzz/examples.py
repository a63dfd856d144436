"""Valid examples of every format that is read: what the fuzzing of the readers begins with."""

from __future__ import annotations

import base64
import io
import zipfile
from functools import cache

Examples = dict[str, tuple[bytes, ...]]

_EN = "The council met on Monday and agreed to rebuild the harbour. Work begins on 3 May 2021."
_FR = "Le conseil s'est réuni lundi et a voté la reconstruction du port. Début le 3 mai 2021."

_TEXT = (
    f"Harbour to be rebuilt\n\nPorthaven, 19 August 2020 - {_EN}\n\n- Quays\n- Cranes\n",
    f"Le port sera reconstruit\n\nPar Ana Vidal\nLe 19 août 2020\n\n{_FR}\n\n« Oui », dit-elle.",
    "3 of 12 DOCUMENTS\n\nThe Daily Example\n\nAugust 19, 2020 Wednesday\n\nHarbour to be rebuilt\n\n"
    "BYLINE: Ana Vidal\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 120 words\n\nPORTHAVEN - The council met.\n\n"
    "LOAD-DATE: August 20, 2020\n\nLANGUAGE: ENGLISH\n\nCopyright 2020 The Daily Example\n\n"
    "4 of 12 DOCUMENTS\n\nThe Daily Example\n\nAugust 20, 2020 Thursday\n\nNext\n\nBody text.\n",
    "HD Harbour to be rebuilt\nBY Ana Vidal\nWC 120 words\nPD 19 August 2020\nSN The Daily Example\n"
    "LA English\nLP The council met.\nTD Work begins in May.\nAN Document EXMPL00020200819eg8j0001x\n\n"
    "HD Next\nWC 80 words\nPD 20 August 2020\nSN The Daily Example\nLP More.\n"
    "AN Document EXMPL00020200820eg8k0002x\n",
)
_MARKDOWN = (
    f"---\ntitle: Harbour to be rebuilt\ndate: 2020-08-19\nlang: en\nauthor: Ana Vidal\n---\n\n"
    f'# Harbour\n\n{_EN}\n\n> "We will pay", she said.[^1]\n\n| When | What |\n|---|---|\n'
    "| 2021 | Work |\n\n* [Quays](a.md)\n* ![Crane](c.png)\n\n```\ncode\n```\n\n[^1]: A note, 2019.\n",
    f"Le port\n=======\n\n{_FR}\n\n1. Quais\n2. Grues\n\n***\n\n**Fin** _2020_ `x` <b>y</b> &amp;\n",
)
_HTML = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour to be rebuilt</title>'
    '<meta property="article:published_time" content="2020-08-19T08:00:00Z">'
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-08-19",'
    '"headline":"Harbour","author":{"name":"Ana Vidal"}}</script></head><body><nav><a href="/">Home'
    f"</a></nav><article><h1>Harbour to be rebuilt</h1><p class=byline>By Ana Vidal</p><p>{_EN}</p>"
    f"<blockquote><p>We will pay, she said.</p></blockquote><ul><li>Quays<li>Cranes</ul><table><tr>"
    "<td>2021<td>Work begins</table></article><footer>Copyright 2020</footer></body></html>",
    '<html lang="fr"><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    f"<title>Le port</title></head><body><h1>Le port</h1><time datetime='2020-08-19'>19 août 2020"
    f"</time><p>{_FR}</p><p>&eacute;&#233;&#xe9; &nbsp; fin</p></body></html>",
)
_FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/'
    'modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example</title>'
    "<language>en</language><item><title>Harbour</title><link>https://example.org/a</link><pubDate>"
    f"Wed, 19 Aug 2020 08:00:00 GMT</pubDate><dc:creator>Ana Vidal</dc:creator><description>{_EN}"
    "</description></item><item><title>Next</title><content:encoded><![CDATA[<p>The <b>mayor</b> "
    "resigned.</p>]]></content:encoded><dc:date>2020-08-20</dc:date></item></channel></rss>",
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Exemple</title><entry><title>Le '
    "port</title><id>urn:1</id><published>2020-08-19T08:00:00Z</published><updated>2020-08-20T08:00:00"
    f'Z</updated><author><name>Ana Vidal</name></author><link href="https://example.org/b"/>'
    f'<content type="html">&lt;p&gt;{_FR}&lt;/p&gt;</content></entry></feed>',
    '{"version": "https://jsonfeed.org/version/1.1", "title": "Example", "items": [{"id": "1", '
    f'"content_text": "{_EN}", "date_published": "2020-08-19T08:00:00Z", "url": "https://example.org'
    '/a"}, {"id": 2, "content_html": "<p>Next</p>", "title": "Next", "authors": [{"name": "A"}]}]}',
)
_JSONL = (
    f'{{"id": "a1", "title": "Harbour", "published": "2020-08-19", "language": "en", "text": "{_EN}"}}'
    f'\n{{"id": "a2", "text": "{_FR}", "language": "fr", "url": "https://example.org/b"}}\n',
    f'[{{"text": "{_EN}", "published": "2020-08"}}, {{"text": "Le port \\u00e9\\ud83d\\ude00"}}]',
)
_MAIL = (
    "From: Ana Vidal <ana@example.org>\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Le_port_sera_r=C3=A9?="
    "\r\n =?utf-8?b?cGFyw6k=?=\r\nDate: Wed, 19 Aug 2020 08:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    f"{_FR}\r\n\r\nOn Tue, 18 Aug 2020 at 10:12, Jan Roe <jan@example.org> wrote:\r\n> {_EN}\r\n>> No.\r\n",
    "From: ana@example.org\r\nSubject: Harbour\r\nDate: Wed, 19 Aug 2020 08:00:00 +0200\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: '
    'multipart/alternative; boundary="b2"\r\n\r\n--b2\r\nContent-Type: text/plain; charset=iso-8859-1'
    f"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{_EN} caf=E9\r\n\r\n--b2\r\nContent-Type: "
    f"text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    f"{base64.b64encode(f'<p>{_EN}</p>'.encode()).decode()}\r\n--b2--\r\n--b1\r\nContent-Type: "
    "message/rfc822\r\n\r\nFrom: jan@example.org\r\nSubject: Inner\r\n\r\nThe inner mail.\r\n--b1--\r\n",
    "From: a@example.org\nSubject: Fwd: Harbour\nDate: Wed, 19 Aug 2020 08:00:00 +0000\n\nSee below.\n\n"
    "-----Original Message-----\nFrom: Jan Roe\nSent: Tuesday, August 18, 2020 9:00 AM\nTo: Ana Vidal\n"
    f"Subject: Harbour\n\n{_EN}\n",
)
_CAPTIONS = (
    "WEBVTT Harbour talk\n\nNOTE made by hand\n\n1\n00:00:01.000 --> 00:00:04.000 align:start\n"
    f"<v Ana Vidal>{_EN}\n\n00:00:09.000 --> 00:00:12.000\n<i>No.</i> &amp; yes.\n",
    f"1\n00:00:01,000 --> 00:00:04,000\nANA: {_EN}\n\n2\n00:00:05,500 --> 00:00:07,000\n- Oui.\n- Non.\n",
)

_DOCX_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxml'
    'formats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
    'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType='
    '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_DOCX_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://'
    'schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target='
    '"docProps/core.xml"/></Relationships>'
)
_DOCX_BODY = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
    'main"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Harbour to be rebuilt</w:t>'
    f"</w:r></w:p><w:p><w:r><w:t>{_EN}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> Bold.</w:t></w:r></w:p>"
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Quays</w:t>'
    '</w:r></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="10"/><w:gridCol w:w="10"/></w:tblGrid><w:tr>'
    '<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr><w:p><w:r><w:t>2021</w:t></w:r></w:p></w:tc><w:tc>'
    '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Work begins</w:t></w:r></w:p></w:tc></w:tr>'
    "</w:tbl><w:sectPr/></w:body></w:document>"
)
_DOCX_CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org'
    '/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Draft 3</dc:title>'
    '<dc:creator>Ana Vidal</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2020-08-19T08:00:00Z'
    "</dcterms:created></cp:coreProperties>"
)
# The members of a small Word file.
DOCX = {
    "[Content_Types].xml": _DOCX_TYPES.encode(),
    "_rels/.rels": _DOCX_RELATIONS.encode(),
    "word/document.xml": _DOCX_BODY.encode(),
    "docProps/core.xml": _DOCX_CORE.encode(),
}


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive of these members, not compressed, without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A PDF file of one page with a line of text for each given."""
    shown = " ".join(
        f"1 0 0 1 50 {780 - 20 * number} Tm ({line}) Tj" for number, line in enumerate(lines)
    )
    stream = f"BT /F1 11 Tf {shown} ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Harbour) /CreationDate (D:20200819080000Z) >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


@cache
def examples() -> Examples:
    """File name ending -> examples of what such files hold."""
    mbox = "".join(
        f"From ana@example.org Wed Aug 19 08:00:00 2020\n{mail.replace(chr(13), '')}\n\n"
        for mail in _MAIL
    )
    written = {
        ".txt": _TEXT,
        ".md": _MARKDOWN,
        ".html": _HTML,
        ".xml": _FEED,
        ".jsonl": _JSONL,
        ".eml": _MAIL,
        ".mbox": (mbox,),
        ".vtt": _CAPTIONS,
    }
    made = {suffix: tuple(t.encode() for t in texts) for suffix, texts in written.items()}
    made[".docx"] = (zipped(DOCX),)
    made[".pdf"] = (pdf("Harbour to be rebuilt", *_EN.split(". ")),)
    return made
