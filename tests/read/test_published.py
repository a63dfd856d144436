from __future__ import annotations

import pytest

from timeline.read.published import from_name, from_url, from_value


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2020-08-19", "2020-08-19"),
        ("2020-08-19T23:30:00-05:00", "2020-08-19"),
        ("2020-08-19 10:00", "2020-08-19"),
        ("20200819", "2020-08-19"),
        ("20200819T103000Z", "2020-08-19"),
        ("2020/08/19", "2020-08-19"),
        ("2020-08", "2020-08"),
        ("2020", "2020"),
        (2020, "2020"),
        ("201X", "201X"),
        ("2020-08~", "2020-08~"),
        ("Wed, 19 Aug 2020 10:00:00 +0200", "2020-08-19"),
        ("August 19, 2020", "2020-08-19"),
        ("19 août 2020", "2020-08-19"),
        ("août 2020", "2020-08"),
        ("19/08/2020", "2020-08-19"),
        ("08/08/2020", "2020-08-08"),
    ],
)
def test_metadata_values_that_are_dates(value: object, edtf: str) -> None:
    assert from_value(value) == edtf


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "today",
        "Monday",
        "2020-02-30",
        "04/08/2020",
        "12345",
        None,
        True,
        3.5,
        [],
        "x" * 99,
    ],
)
def test_metadata_values_that_are_none(value: object) -> None:
    assert from_value(value) is None


@pytest.mark.parametrize(
    ("name", "edtf"),
    [
        ("2020-08-19-slug.txt", "2020-08-19"),
        ("20200819_x.md", "2020-08-19"),
        ("x_20200819T1030.md", "2020-08-19"),
        ("slug_2020-08.txt", "2020-08"),
        ("2020_08_19.html", "2020-08-19"),
        ("slug-19.08.2020.txt", "2020-08-19"),
        ("a/2020/08/19/slug.html", "2020-08-19"),
        ("a/2020/08/slug.html", "2020-08"),
    ],
)
def test_names_that_carry_a_date(name: str, edtf: str) -> None:
    assert from_name(name) == edtf


@pytest.mark.parametrize(
    "name",
    [
        "001_29cd1fd3e4eaaa4d.txt",
        "abc20200819def.txt",
        "ABC19980108.1830.txt",
        "election-2020.txt",
        "2020-13-40.txt",
        "2020-08-19_2020-09-01.txt",
        "04-08-2020.txt",
        "1234567890123.txt",
        "0020200819.txt",
        "chapter-2001-1.txt",
        "plain.txt",
    ],
)
def test_names_that_carry_none(name: str) -> None:
    assert from_name(name) is None


def test_addresses_carry_a_date_in_their_folders() -> None:
    assert from_url("https://example.org/world/2020/08/19/slug.html") == "2020-08-19"
    assert from_url("https://example.org/article/202008/19") is None
