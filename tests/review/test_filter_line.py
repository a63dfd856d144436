"""Which events a review goes through, as a line."""

from __future__ import annotations

import pytest

from timeline.errors import UsageError
from timeline.review import filter_line
from timeline.review.desk import Wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", Wanted()),
        ("  ", Wanted()),
        ("profit warning", Wanted({"grep": ["profit warning"]})),
        ("$1.5bn", Wanted({"grep": [r"\$1\.5bn"]})),
        ("don't panic", Wanted({"grep": ["don't panic"]})),
        ("--type election --type protest", Wanted({"type": ["election", "protest"]})),
        ('--actor "Ana Müller" --since=2020', Wanted({"actor": ["Ana Müller"], "since": ["2020"]})),
        ("--left --all", Wanted(left=True, everything=True)),
        ("--order doubtful vote", Wanted({"grep": ["vote"]}, order="doubtful")),
        ("--no-rejected", Wanted(rejected=False)),
        ("--grep '^a|b$'", Wanted({"grep": ["^a|b$"]})),
        ("--grep=--x", Wanted({"grep": ["--x"]})),
    ],
)
def test_a_line_is_read_and_told_again(line: str, wanted: Wanted) -> None:
    assert filter_line.read(line) == wanted
    assert filter_line.read(filter_line.told(wanted)) == wanted


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--type", "it has no value"),
        ("--order best", "'best' is unknown"),
        ("--grep x more words", "a pattern is given too"),
        ('--actor "Ana', "a quotation mark is open"),
    ],
)
def test_a_line_that_can_t_be_says_why(line: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        filter_line.read(line)


def test_the_filter_all_is_said_once() -> None:
    assert filter_line.told(Wanted({"all": ["1"]}, everything=True)) == "--all"
