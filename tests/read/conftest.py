from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Line = tuple[float, float, float, str] | bytes  # x, y, size in points, text; or what is drawn


def make_pdf(
    pages: Sequence[Sequence[Line]], *, locked: bool = False, page: bytes = b"", info: bytes = b""
) -> bytes:
    """A small PDF with one text object a line; `locked` asks for a password nobody has.

    page, info: entries of each page's and of the document's dictionary.
    """
    objects: list[bytes] = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    ]
    tree = 2 + 2 * len(pages)
    kids: list[bytes] = []
    for lines in pages:
        stream = b""
        for line in lines:
            if isinstance(line, bytes):
                stream += line + b" "
                continue
            x, y, size, text = line
            shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            begin = b"BT /F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm" % (size, x, y)
            stream += b"%s (%s) Tj ET " % (begin, shown.encode("cp1252"))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> %s >>" % (tree, len(objects), page)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    objects.append(b"<< %s >>" % info)
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    lock = b""
    if locked:
        keys = (b"41" * 32, b"42" * 32)
        lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % keys
        lock += b" /ID [<00> <00>]"
    lock += b" /Info %d 0 R" % len(objects)
    out += b"trailer << /Size %d /Root %d 0 R%s >>\n" % (len(objects) + 1, tree + 1, lock)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    return make_pdf


@pytest.fixture
def docx() -> bytes:
    """A Word file with a title, headings, a list, a table, a quotation and a bold word."""
    import docx

    document = docx.Document()
    document.add_heading("Harbour to be rebuilt", level=0)
    paragraph = document.add_paragraph("The council met on ")
    paragraph.add_run("Monday").bold = True
    paragraph.add_run(" and agreed.")
    document.add_heading("What it costs", level=2)
    document.add_paragraph("Quays", style="List Bullet")
    document.add_paragraph("Cranes", style="List Bullet")
    document.add_paragraph("We will pay, the mayor said.", style="Quote")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "2021"
    table.rows[0].cells[1].text = "Work begins"
    document.core_properties.title = "Draft 3"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes | str], str]:
    """Writes a file below an empty working directory and gives its path as a user would type it."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    return write
