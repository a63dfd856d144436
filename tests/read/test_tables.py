"""Rows of tables as lines: a column of dates dates them, whatever its place and its form."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.read.tables import cells
from timeline.read.tables.rows import notes, one_line, written

DATES = (
    "2020-08-09", "2020-08-09 14:30", "2020-08", "9 August 2020", "August 9, 2020", "9 Aug. 2020",
    "Sunday, 9 August 2020", "9 août 2020", "1er mai", "12–14 May", "05/03/2021", "5.3.21", "1956–58",
    "1914-1918", "early 1956", "vers 1850", "c. 1850", "1850s", "Winter 2019/20", "2020/08/09",
    "fin mars 2020", "44 BC 12 March", "dim. 9 août",
)  # fmt: skip
NO_DATES = (
    "", "1956", "12", "12.50", "1,500", "14:30", "May", "Bristol", "1600 High Street", "Room 12",
    "2 injured", "12/34", "The council closed the bridge in 2020", "555-1234", "10.0.0.1",
)  # fmt: skip


@pytest.mark.parametrize("cell", DATES)
def test_a_cell_that_is_a_date(cell: str) -> None:
    assert cells.is_date(cell)


@pytest.mark.parametrize("cell", NO_DATES)
def test_a_cell_that_is_none(cell: str) -> None:
    assert not cells.is_date(cell)


def test_numbers_and_stamps_that_programs_write_for_days() -> None:
    assert cells.as_written_out("44052") == "2020-08-09" == cells.as_written_out("20200809")
    assert cells.as_written_out("2020-08-09T14:30:00Z") == "2020-08-09 14:30"
    assert cells.as_written_out("2020-08-09 00:00:00") == "2020-08-09"
    assert cells.as_written_out("9 August 2020") == "9 August 2020"
    assert cells.as_written_out("10000") == date(1927, 5, 18).isoformat()


CLOSED, FELL = "The council closed the bridge", "Two men fell."
LAYOUTS = {
    "the date first": (
        [["Date", "Event", "Place"], ["2020-08-09", CLOSED, "Bristol"], ["2020-08-10", FELL, ""]],
        [f"| 2020-08-09: {CLOSED} (Bristol) |", f"| 2020-08-10: {FELL} |"],
    ),
    "the date last": (
        [
            ["Event", "Injured", "Date"],
            [CLOSED, "0", "9 August 2020"],
            [FELL, "2", "10 August 2020"],
        ],
        [
            f"| 9 August 2020: {CLOSED} (Injured: 0) |",
            "| 10 August 2020: Two men fell (Injured: 2). |",
        ],
    ),
    "no headings": ([["2021", "Work begins"]], ["| 2021: Work begins |"]),
    "years, in French": (
        [["Année", "Événement"], ["1956", "Construction de la jetée"], ["1957", "Inauguration"]],
        ["| 1956: Construction de la jetée |", "| 1957: Inauguration |"],
    ),
    "from and to": (
        [
            ["From", "To", "What"],
            ["2020-08-09", "2020-08-12", "A strike"],
            ["2020-09-01", "", "Work"],
        ],
        ["| 2020-08-09 – 2020-08-12: A strike |", "| 2020-09-01: Work |"],
    ),
    "years from and to": (
        [
            ["De", "À", "Fait"],
            ["1914", "1918", "La guerre"],
            ["1919", "1919", "Le traité est signé"],
        ],
        ["| 1914 – 1918: La guerre |", "| 1919: Le traité est signé |"],
    ),
    "pieces of a date": (
        [["Year", "Month", "Day", "Event"], ["2020", "Aug", "9", CLOSED], ["2020", "9", "", FELL]],
        [f"| 2020-08-09: {CLOSED} |", f"| 2020-09: {FELL} |"],
    ),
    "a time of day": (
        [["Date", "Time", "Event"], ["9 August 2020", "14:30", CLOSED]],
        [f"| 9 August 2020 14:30: {CLOSED} |"],
    ),
    "Excel's numbers of days": (
        [["Date", "Event"], ["44052", CLOSED], ["44053", FELL]],
        [f"| 2020-08-09: {CLOSED} |", f"| 2020-08-10: {FELL} |"],
    ),
    "who did it in a column of its own": (
        [["Date", "Who", "What"], ["2020-08-09", "Police", "arrested three men"]],
        ["| 2020-08-09: Police arrested three men |"],
    ),
    "two columns that tell": (
        [["Date", "Title", "Text"], ["2020-08-09", "A bridge is closed", f"{CLOSED}."]],
        [f"| 2020-08-09: A bridge is closed. {CLOSED}. |"],
    ),
    "an address": (
        [["Date", "Event", "Source"], ["2020-08-09", CLOSED, "https://example.org/a"]],
        [f"| 2020-08-09: {CLOSED} (Source: https://example.org/a) |"],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    rows, lines = LAYOUTS[layout]
    told = written(rows)
    assert told.dated
    assert told.blocks == ("\n".join(lines),)


def test_of_two_columns_of_dates_the_one_so_named_dates_the_rows_and_the_other_is_told() -> None:
    rows = [["Reported", "Event", "Date"], ["2020-08-12", CLOSED, "2020-08-09"]]
    told = written(rows)
    assert told.blocks == (f"| 2020-08-09: {CLOSED} |",)
    assert list(notes([told])) == [
        "further columns of dates were left out, others dating their rows: 'Reported'"
    ]


def test_titles_headings_between_rows_and_rows_without_a_date_stand_apart() -> None:
    rows = [
        ["Harbour log", "", ""],
        ["Date", "Event", "Place"],
        ["2020", "", ""],
        ["9 August", CLOSED, "Bristol"],
        ["", FELL, ""],
        ["Phase two", "", ""],
        ["10 August", FELL, ""],
    ]
    assert written(rows).blocks == (
        "Harbour log", "## 2020", f"| 9 August: {CLOSED} (Bristol) |", f"| {FELL} |", "## Phase two",
        f"| 10 August: {FELL} |",
    )  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Amount"], ["Pier", "1956"], ["Quay", "1957"]],
        [["Date", "Price"], ["2020-08-09", "12"], ["2020-08-10", "13"]],
        [["Name", "Address"], ["Ann Miller", "1600 High Street"], ["Bob Hill", "1602 High Street"]],
        [["a", "b"]],
    ],
)
def test_rows_that_nothing_dates_or_that_tell_nothing_stay_rows(rows: list[list[str]]) -> None:
    told = written(rows)
    assert not told.dated
    assert told.blocks == ("\n".join(f"| {a} | {b} |" for a, b in rows),)


def test_no_rows() -> None:
    assert written([]).blocks == () == written([["", ""]]).blocks


def test_the_lines_of_a_cell_are_parted_where_nothing_else_parts_them() -> None:
    assert one_line(["Two men fell", "One died"]) == "Two men fell; One died"
    assert one_line(["Two men fell.", "One died"]) == "Two men fell. One died"
    assert one_line(["Two men", "fell", ""]) == "Two men fell"
