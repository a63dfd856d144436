import pytest

from timeline.decisions import cells


@pytest.mark.parametrize(
    ("edtf", "cell"),
    [
        ("2020-08-09", "09/08/2020"),
        ("2020-08-09", "8/9/2020"),
        ("2020-08-09", "09/08/20"),
        ("1914-07-28", "28/07/14"),
        ("2020-08-09", "09.08.2020"),
        ("2020-08-09", "2020-08-09 00:00:00"),
        ("2020-08-09", "2020-08-09T00:00:00Z"),
        ("2020-08-09", "8/9/2020 12:00:00 AM"),
        ("2020-08-09", "9-Aug-20"),
        ("2020-08-09", "9 août 2020"),
        ("2020-08-09", "Sunday, August 9, 2020"),
        ("2020-08-09", "44052"),
        ("2020-08-09", "########"),
        ("2020-08", "Aug-20"),
        ("2020-08", "août-20"),
        ("2020-08", "08/2020"),
        ("0800", "800"),
        ("-0043-03-15", "'-0043-03-15"),
        ("2014/2015", "2014/2015"),
        ("2020-08~", " 2020-08~ "),
    ],
)
def test_a_date_is_the_same_however_a_program_writes_it(edtf: str, cell: str) -> None:
    assert cells.same_date(edtf, cell)


@pytest.mark.parametrize(
    ("edtf", "cell"),
    [
        ("2020-08-09", "2020-08-10"),
        ("2020-08-09", "10/08/2020"),
        ("2020-08-09", ""),
        ("2020-08-09", "2020-08"),
        ("2020", "2021"),
        ("2020-08-09", "31/02/2020"),
    ],
)
def test_another_date_is_none_of_it(edtf: str, cell: str) -> None:
    assert not cells.same_date(edtf, cell)


def test_other_dates_of_a_file_tell_the_order_of_one() -> None:
    told = [
        ("2020-08-09", "09/08/2020"),
        ("2020-08-13", "13/08/2020"),
        ("2020-01-01", "01/01/2020"),
    ]
    assert cells.order(told) == "dmy"
    assert cells.order([("2020-08-09", "8/9/20")]) == "mdy"
    assert cells.order([("2020-08-09", "2020-08-09")]) == ""
    assert cells.readings("03/04/2021") == {"dmy": "2021-04-03", "mdy": "2021-03-04"}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("=1+1", "=1+1"),
        ("a; -2", "a; '-2"),
        ("a\n b", "a b"),
        ("00123", "123"),
        ("1e5", "1,00E+05"),
        ("2020", "2020"),
        ("E\u0301tat", "\u00c9tat"),
        ("", "  "),
    ],
)
def test_a_text_is_the_same_as_spreadsheets_keep_it(value: str, cell: str) -> None:
    assert cells.same_text(value, cell)


def test_another_text_is_not() -> None:
    assert not cells.same_text("1000000", "1000001")
    assert not cells.same_text("Vote", "vote")
    assert not cells.same_text("Vote", "")


def test_letters_that_a_character_set_lacks_are_no_change() -> None:
    assert cells.same_text("Łódź é", "?ód? é", "cp1252")
    assert cells.same_text("Łódź é", "Lódz é", "cp1252")
    assert not cells.same_text("Łódź é", "?ód? e", "cp1252")
    assert not cells.same_text("Łódź", "?ód?")


@pytest.mark.parametrize("cell", ["0.75", "0,75", "0.7500", "7.5E-01", "0.7500000001"])
def test_numbers(cell: str) -> None:
    assert cells.same_number(0.75, cell)
    assert not cells.same_number(0.7, cell)


@pytest.mark.parametrize("cell", ["TRUE", "true", "VRAI", "WAHR", "1"])
def test_truths(cell: str) -> None:
    assert cells.same_truth(True, cell) and not cells.same_truth(False, cell)


def test_lists_go_by_their_parts() -> None:
    assert cells.same_list(["a", "b c"], "b c;a")
    assert cells.same_list(["a;b", "c"], "a;b; c")
    assert cells.same_list([], "")
    assert not cells.same_list(["a"], "a; b")
