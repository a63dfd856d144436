"""Word's files until 2003, made byte by byte: what a reader of the finished document sees."""

from __future__ import annotations

import random

import pytest

import office_files as made
from compound import compound
from timeline.errors import InputError
from timeline.read import formats
from timeline.read.draft import Draft
from timeline.read.office import doc

DELETED, HIDDEN = b"\x00\x08\x01", b"\x3c\x08\x01"
IN_TABLE, ROW_ENDS, LISTED = b"\x16\x24\x01", b"\x17\x24\x01", b"\x0b\x46\x01\x00"
Told = tuple[list[made.Run], int, bytes]


def p(*runs: str | made.Run, style: int = 0, ops: bytes = b"", end: str = "\r") -> Told:
    told = [run if isinstance(run, tuple) else (run, b"") for run in runs]
    return [*told, (end, b"")], style, ops


def row(*cells: str) -> list[Told]:
    return [
        *(p(c, ops=IN_TABLE, end="\x07") for c in cells),
        p(ops=IN_TABLE + ROW_ENDS, end="\x07"),
    ]


def read(*paragraphs: Told, **options: object) -> Draft:
    (draft,) = doc.read(made.word97(paragraphs, **options), "a.doc")  # type: ignore[arg-type]
    assert isinstance(draft, Draft)
    return draft


def test_headings_lists_and_line_breaks() -> None:
    draft = read(
        p("The log", style=1), p("It opened.\x0bAt l\x1fast\x1ethen."), p("Below", style=3),
        p("One", ops=LISTED), p("Two", ops=LISTED), p("Été 😀", end="\x0c"), p("End."),
    )  # fmt: skip
    assert draft.text.split("\n\n") == [
        "# The log", "It opened.\nAt last-then.", "## Below", "- One\n- Two", "Été 😀", "End.",
    ]  # fmt: skip
    assert draft.title == "The log"


def test_tables_are_read_by_row() -> None:
    rows = (*row("2020-08-09", "A vote"), *row("2020-08-10", "A strike"))
    assert read(p("Above."), *rows, p("Below.")).text == (
        "Above.\n\n| 2020-08-09: A vote |\n| 2020-08-10: A strike |\n\nBelow."
    )


def test_deletions_hidden_text_and_codes_of_fields_are_left_out() -> None:
    field = '\x13 HYPERLINK "x" \x14the quay\x15'
    draft = read(p(field, (" never", DELETED), (" secretly", HIDDEN), " opened\x13PAGE\x15."))
    assert draft.text == "the quay opened."
    assert draft.warnings == (
        "what tracked changes delete was left out",
        "hidden text was left out",
    )


def test_a_day_that_changes_is_left_out_and_told() -> None:
    clock = "\x13 DATE \\@ \x13REF x\x14d\x15 \x142 May 2031\x15"
    draft = read(p(f"Printed {clock}, made \x13CREATEDATE\x143 May 2021\x15."))
    assert draft.text == "Printed , made 3 May 2021."
    assert draft.warnings == ("a date that the document's program puts in anew was left out",)


def test_footnotes_end_the_text() -> None:
    draft = read(p("It opened.\x02"), p("It closed.\x02"), footnotes=["A foot.", "Another."])
    assert draft.text.split("\n\n") == [
        "It opened.[^1]", "It closed.[^2]", "[^1]: A foot.", "[^2]: Another.",
    ]  # fmt: skip


def test_a_document_of_pictures_says_so() -> None:
    with pytest.raises(InputError, match="no text but pictures"):
        read(p("\x01"))


def test_locked_old_and_damaged_files_are_one_line() -> None:
    with pytest.raises(InputError, match="protected by a password"):
        read(p("x"), flags=0x0100)
    with pytest.raises(InputError, match="Word 95"):
        read(p("x"), version=0x68)
    data = made.word97([p("It opened.")])
    for cut in (data[:512], data[:2000], data[:5000], data.replace(b"\xec\xa5", b"\0\0")):
        with pytest.raises(InputError, match="damaged"):
            list(doc.read(cut, "a.doc"))


def test_any_byte_may_be_wrong() -> None:
    sound = made.word97([p("It opened.\x02"), *row("2020-08-09", "A vote")], footnotes=["A foot."])
    chance = random.Random(5)
    for _ in range(400):
        data = bytearray(sound)
        for _n in range(chance.randint(1, 6)):
            data[chance.randrange(512, len(data))] = chance.choice(
                (0, 1, 0x7F, 0xFF, chance.randrange(256))
            )
        try:
            list(doc.read(bytes(data), "a.doc"))
        except InputError as error:
            assert "\n" not in str(error)


def test_the_content_tells_what_a_compound_file_is() -> None:
    assert formats.sniff(made.word97([p("x")])) == "doc"
    assert formats.of_suffix(".doc", rb"{\rtf1 It opened.}") == "rtf"
    with pytest.raises(InputError, match="password"):
        formats.check("docx", compound({"EncryptedPackage": b"x"}), "a.docx")


def test_archives_that_programs_keep_their_files_in_are_told_by_their_names() -> None:
    data = made.zipped({"Index/Document.iwa": "x"})
    for name, kind in (("a.pages", "a text document"), ("a.numbers", "a spreadsheet")):
        with pytest.raises(InputError, match=f"it is {kind}; save it as"):
            formats.check("zip", data, name)
    formats.check("zip", data, "a.zip")
    with pytest.raises(InputError, match="it is a zip archive, not an OpenDocument text"):
        formats.check("odt", data, "a.odt")
    assert formats.sniff(made.zipped({"xl/workbook.bin": "", "[Content_Types].xml": ""})) == "zip"
