"""PDFs made by hand, for tests."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[float, float, float, str] | bytes  # x, y, size in points, text; or what is drawn


def make_pdf(
    pages: Sequence[Sequence[Line]],
    *,
    locked: bool = False,
    page: bytes = b"",
    info: bytes = b"",
    attached: tuple[bytes, bytes] = (b"", b""),
) -> bytes:
    """A small PDF with one text object a line; `locked` asks for a password nobody has.

    page, info: entries of each page's and of the document's dictionary. attached: the name and
    content of a file that hangs on it.
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
    name, held = attached
    files = b"/Names << /EmbeddedFiles << /Names [(%s) %d 0 R] >> >>" % (name, tree + 3)
    objects.append(b"<< /Type /Catalog /Pages %d 0 R %s >>" % (tree, files if name else b""))
    objects.append(b"<< %s >>" % info)
    objects.append(b"<< /Type /Filespec /F (%s) /EF << /F %d 0 R >> >>" % (name, tree + 4))
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(held), held))
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
    lock += b" /Info %d 0 R" % (tree + 2)
    out += b"trailer << /Size %d /Root %d 0 R%s >>\n" % (len(objects) + 1, tree + 1, lock)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
