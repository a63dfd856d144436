from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from pdf_files import make_pdf


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
