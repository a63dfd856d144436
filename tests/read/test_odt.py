"""OpenDocument texts: what a reader of the finished document sees, in its order."""

from __future__ import annotations

import pytest

import office_files as made
from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.office import odt


def read(body: str, **options: str) -> Draft:
    (draft,) = odt.read(made.open_document("text", body, **options), "a.odt")
    assert isinstance(draft, Draft)
    return draft


def p(text: str, style: str = "P1") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<table:table-cell>{c}</table:table-cell>" for c in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"


def test_headings_lists_quotations_and_spaces() -> None:
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Standard"/>'
        '<style:style style:name="P2" style:parent-style-name="Quotations"/>'
        '<style:style style:name="P3" style:parent-style-name="Title"/>'
    )
    listed = f"<text:list><text:list-item>{p('One')}</text:list-item><text:list-item>{p('Two')}</text:list-item></text:list>"
    spaced = p(
        'It <text:span>op</text:span>ened<text:s text:c="2"/>at<text:tab/>last\n   now.<text:line-break/>Yes.'
    )
    draft = read(
        p("The log", "P3") + h("First", 1) + spaced + h("Second", 2) + listed + p("We pay.", "P2"),
        styles=styles,
    )
    assert draft.text.split("\n\n") == [
        "# The log", "# First", "It opened  at\tlast now.\nYes.", "## Second", "- One\n- Two",
        "> We pay.",
    ]  # fmt: skip
    assert draft.title == "The log"


def test_notes_end_the_text() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>7</text:note-citation>'
        "<text:note-body>" + p("A note.") + "</text:note-body></text:note>"
    )
    draft = read(p(f"It opened.{note.format('footnote')} It closed.{note.format('endnote')}"))
    assert draft.text == "It opened.[^1] It closed.[^2]\n\n[^1]: A note.\n\n[^2]: A note."


def test_tables_in_tables_and_boxes_are_read_once() -> None:
    inner = table((p("north"), p("ten")))
    assert (
        read(table((p("2020-08-09"), p("Boats:") + inner))).text
        == "| 2020-08-09: Boats: north, ten |"
    )
    assert read(table((p("Above."), inner))).text == "Above.\n\n| north | ten |"
    box = f"<draw:frame><draw:text-box>{p('In a box.')}</draw:text-box></draw:frame>"
    assert read(p(f"Be{box}side.")).text == "Beside.\n\nIn a box."
    assert read(box + p("Below.")).text == "In a box.\n\nBelow."


def test_deletions_comments_and_hidden_text_are_left_out_and_told() -> None:
    changes = f"<text:tracked-changes><text:changed-region><text:deletion>{p('never')}</text:deletion></text:changed-region></text:tracked-changes>"
    comment = f"<office:annotation>{p('Why?')}</office:annotation>"
    hidden = f'<text:section text:display="none">{p("secret")}</text:section>'
    contents = f"<text:table-of-content>{p('First 3')}</text:table-of-content>"
    draft = read(changes + contents + p(f"It {comment}opened.") + hidden)
    assert draft.text == "It opened."
    assert draft.warnings == (
        "1 comment was left out", "what tracked changes delete was left out",
        "hidden text was left out",
    )  # fmt: skip
    insertion = changes.replace("deletion", "insertion")
    assert read(insertion + p("It opened.")).warnings == ()


def test_large_pictures_are_told() -> None:
    picture = '<draw:frame svg:width="{}" svg:height="25cm"><draw:image/></draw:frame>'
    long = p("word " * 90)
    assert read(long + p(picture.format("17cm"))).warnings == (
        "1 picture may hold text that is not read",
    )
    assert read(long + p(picture.format("1cm"))).warnings == ()


def test_the_title_of_the_file_stands_in_for_a_heading() -> None:
    meta = f'<office:document-meta {made.ODF_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Log</dc:title></office:document-meta>'
    assert read(p("It opened."), meta=meta).title == "Log"


def test_a_password_and_damage_are_one_line() -> None:
    locked = "<manifest><encryption-data/></manifest>"
    with pytest.raises(InputError, match="protected by a password"):
        read(p("x"), **{"META-INF__manifest": locked})
    data = made.open_document("text", p("It opened."))
    for cut in (data[:60], data[: len(data) // 2], data[:-30]):
        with pytest.raises(InputError, match="damaged"):
            list(odt.read(cut, "a.odt"))
    with pytest.raises(InputError, match="no text"):
        read(p(""))


def test_tables_and_lists_of_any_depth() -> None:
    depth = 3_000
    body = "<table:table><table:table-row><table:table-cell>" * depth + p("It opened.")
    body += "</table:table-cell></table:table-row></table:table>" * depth
    assert read(body).text == "It opened."
    lists = (
        "<text:list><text:list-item>" * depth + p("One") + "</text:list-item></text:list>" * depth
    )
    assert read(lists + p("Two")).text == "- One\n\nTwo"


def test_text_of_hidden_styles_is_left_out_and_told() -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2"><style:text-properties text:display="true"/></style:style>'
        '<style:style style:name="P9" style:parent-style-name="T1"/>'
    )
    span = '<text:span text:style-name="{}">{}</text:span>'.format
    body = p("It shut" + span("T1", " in secret") + span("T2", " at noon") + ".") + p("No.", "P9")
    draft = read(body, styles=styles)
    assert draft.text == "It shut at noon."
    assert draft.warnings == ("hidden text was left out",)


def test_a_day_that_changes_is_left_out_and_told() -> None:
    body = p(
        "Printed <text:date>2 May 2031</text:date><text:print-time>9:00</text:print-time>, made "
        '<text:date text:fixed="true">3 May 2021</text:date>, '
        "<text:creation-date>4 May 2021</text:creation-date>."
    )
    draft = read(body)
    assert draft.text == "Printed , made 3 May 2021, 4 May 2021."
    assert draft.warnings == ("a date that the document's program puts in anew was left out",)
