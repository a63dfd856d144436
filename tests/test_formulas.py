import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formulas import restored, set_off


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"), ("﹦1", "'﹦1"), ("'=1", "''=1"), ('"=1', "'\"=1"),
        ("a;=1", "a;'=1"), ("a; =1; -2", "a; '=1; '-2"), ('a;"" =1', "a;'\"\" =1"),
        ("Ana; @b; c", "Ana; '@b; c"),
    ],
)  # fmt: skip
def test_a_beginning_of_a_formula_is_set_off(cell: str, told: str) -> None:
    assert set_off(cell) == told
    assert restored(told) == cell


@pytest.mark.parametrize("cell", ["1-0 for the visitors", "a=b", "Ana's visit", "-", "'a'", "a; b"])
def test_what_begins_none_stays(cell: str) -> None:
    assert set_off(cell) == restored(cell) == cell


@given(st.text(st.sampled_from("ab=+-@;'\" ＝")))
def test_what_was_set_off_is_restored_and_no_reader_sees_a_formula(cell: str) -> None:
    told = set_off(cell)
    assert restored(told) == cell
    assert not re.match(r"""[ "]*[=+\-@＝].""", told)
    assert not any(re.match(r"""[ "]*[=+\-@＝]""", part) for part in told.split(";")[1:])


def test_many_blanks_take_no_time() -> None:
    set_off("; " + " " * 200_000 + "a")
    restored("; " + "' " * 100_000 + "a")
