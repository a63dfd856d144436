"""Rich text: what a reader of the finished document sees, in its order."""

from __future__ import annotations

import time

import pytest

from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.office import rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}"
    r"{\f1\fnil\fcharset204{\*\fname Arial;}Arial Cyr;}{\f2\fcharset128 Gothic;}}"
    r"{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql \snext0 Normal;}{\s1\ql \li0\b\fs32 \sbasedon0 heading 1;}"
    r"{\s2\ql heading 2;}{\s3 Quote;}{\*\cs4 \additive Strong;}}"
)


def told(body: str, head: str = HEAD) -> Draft:
    (draft,) = rtf.read(f"{head}{body}}}".encode("cp1252"), "a.rtf")
    assert isinstance(draft, Draft)
    return draft


def row(*cells: str, flags: tuple[str, ...] = ()) -> str:
    bounds = "".join(
        rf"{flag}\cellx{n}00"
        for n, flag in enumerate([*flags, *[""] * len(cells)][: len(cells)], 1)
    )
    return rf"\trowd{bounds}" + "".join(rf"\pard\intbl {c}\cell" for c in cells) + r"\row"


def test_headings_lists_quotations_and_the_title() -> None:
    item = r"{\listtext\pard\plain\'b7\tab}\pard\ls1 "
    draft = told(
        rf"\pard\s1 The log\par\pard\plain It opened.\par\pard\s2 Below\par {item}One\par {item}Two\par"
        r"\pard\plain\s3 We will pay.\par\pard\outlinelevel1 Third\par\pard The end."
    )
    assert draft.text.split("\n\n") == [
        "# The log", "It opened.", "## Below", "- One\n- Two", "> We will pay.", "## Third", "The end.",
    ]  # fmt: skip
    assert draft.title == "The log"


def test_characters_in_every_way_of_writing_them() -> None:
    body = (
        r"caf\'e9 caf\u233e \u8364?5 \uc0\u8364 5 \uc2\u8364??5\uc1 \u-10179?\u-8704? \emdash\lquote x"
        r"\rquote  a\~b \{\\\} {\f1 \'cf\'f0\'e8} {\f2 \'93\'fa\'96\'7b} r\'e9sum\'e9 soft\-hyphen"
    )
    assert told(body).text == ("café café €5 €5 €5😀 —‘x’ a\xa0b {\\} При 日本 résumé softhyphen")
    assert told(r"\'8e", r"{\rtf1\mac ").text == "é"


def test_deletions_and_hidden_text_are_left_out_and_told() -> None:
    draft = told(r"The quay {\deleted never }{\v secretly }{\revised opened}\v  x\v0 \plain .")
    assert draft.text == "The quay opened."
    assert draft.warnings == (
        "what tracked changes delete was left out",
        "hidden text was left out",
    )


def test_notes_end_the_text() -> None:
    draft = told(
        r"It opened.{\super\chftn{\footnote\pard\plain {\chftn} A note.\par More.}} It closed."
        r"{\footnote\ftnalt An end {\i note}.}\par Later."
    )
    assert draft.text.split("\n\n") == [
        "It opened.[^1] It closed.[^2]", "Later.", "[^1]: A note. More.", "[^2]: An end note.",
    ]  # fmt: skip


def test_fields_boxes_and_alternatives_are_read_once() -> None:
    body = (
        r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt the quay}} opened'
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard In a box.\par}}{\shprslt{\*\do x}}}.\par"
        r"{\upr{ansi}{\*\ud{uni\u233e}}}{\*\unknown nothing}{\header x}{\footer y}{\*\bkmkstart z}"
    )
    assert told(body).text == "the quay opened.\n\nIn a box.\n\nunié"


def test_tables_are_read_by_row() -> None:
    body = (
        r"Above.\par" + row("2020-08-09", r"A vote\par A strike") + row("2020-08-10", "It rained")
    )
    draft = told(body + r"\pard Below.")
    assert draft.text == (
        "Above.\n\n| 2020-08-09: A vote; A strike |\n| 2020-08-10: It rained |\n\nBelow."
    )


def test_a_cell_over_two_rows_and_a_table_in_a_cell() -> None:
    body = row("2020-08-09", "A vote", flags=(r"\clvmgf", "")) + row(
        "", "A strike", flags=(r"\clvmrg", "")
    )
    assert told(body).text == "| 2020-08-09: A vote |\n| 2020-08-09: A strike |"
    nested = (
        r"\pard\intbl\itap1 Boats:\par\pard\intbl\itap2 north\nestcell ten\nestcell"
        r"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}\pard\intbl\itap1 "
    )
    body = rf"\trowd\cellx1\cellx2\pard\intbl 2020-08-09\cell{nested}\cell\row"
    assert told(body).text == "| 2020-08-09: Boats: north, ten |"


def test_pictures_and_comments_are_told() -> None:
    picture = (
        r"{\*\shppict{\pict\jpegblip\picwgoal9000\pichgoal12000 ffd8ffe0}}{\nonshppict{\pict 00}}"
    )
    draft = told(rf"It opened. {picture}{{\*\annotation{{\*\atndate 1}}Why?}}")
    assert draft.text == "It opened."
    assert draft.warnings == (
        "1 comment was left out", "1 picture may hold text that is not read",
    )  # fmt: skip
    with pytest.raises(InputError, match="no text but pictures"):
        told(picture)


def test_binary_pictures_are_passed_over() -> None:
    data = HEAD.encode() + rb"It {\pict\bin7 }}{{\x\}opened.}"
    (draft,) = rtf.read(data, "a.rtf")
    assert isinstance(draft, Draft)
    assert draft.text == "It opened."


def test_the_title_of_the_file_stands_in_for_a_heading() -> None:
    assert told(r"{\info{\title L'\'e9t\'e9 \{1\}}{\author Jo}}It opened.").title == "L'été {1}"


@pytest.mark.parametrize("data", [b"", b"plain words", b"{\\html}", b"\x00" * 50])
def test_what_is_no_rich_text_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match="no RTF"):
        list(rtf.read(data, "a.rtf"))


def test_a_file_cut_short_is_read_to_its_end_and_told() -> None:
    (draft,) = rtf.read((HEAD + r"It opened. {\b It clo").encode(), "a.rtf")
    assert isinstance(draft, Draft)
    assert draft.text == "It opened. It clo"
    assert "its end is missing" in draft.warnings


@pytest.mark.parametrize(
    "body",
    [
        "{" * 300_000, "}" * 300_000, r"{\footnote " * 30_000, r"\trowd\cellx1\cell\row" * 20_000,
        r"\u55357?" * 60_000, r"\bin99999999999", r"\bin-5 x", r"\uc99999 \u8364 xyz", r"{\upr" * 9_000,
        r"\'" * 100_000, r"{\stylesheet{" + r"\a " * 90_000, r"{\fonttbl{\f0" + r"\x" * 90_000,
        r"{\title " + "\\" * 90_000, r"\nestcell\nestrow\cell\row" * 20_000, r"{\shptxt x}" * 20_000,
    ],
)  # fmt: skip
def test_hostile_files_take_bounded_time(body: str) -> None:
    begun = time.process_time()
    try:
        for found in rtf.read(rf"{HEAD}A word. {body}".encode(), "a.rtf"):
            assert isinstance(found, Draft)
            assert found.text.startswith("A word.")
            found.text.encode()
    except InputError:
        pass
    assert time.process_time() - begun < 10


def test_notes_that_other_programs_may_pass_over_are_read() -> None:
    draft = told(r"It shut.{\super\chftn{\*\footnote\ftnalt An end note.}} {\*\unread No note.}")
    assert draft.text.split("\n\n") == ["It shut.[^1]", "[^1]: An end note."]


def test_a_day_that_changes_is_left_out_and_told() -> None:
    def field(code: str) -> str:
        return rf"{{\field{{\*\fldinst {{\insrsid7 {code} \\@ d}}}}{{\fldrslt {{2 May 2031}}}}}}"

    draft = told("Printed " + field("DATE") + ", made " + field("CREATEDATE") + ".")
    assert draft.text == "Printed , made 2 May 2031."
    assert draft.warnings == ("a date that the document's program puts in anew was left out",)
    assert told("See " + field("REF date") + ".").text == "See 2 May 2031."
