"""Whoever a name agrees with is found among those it is near, and few others are."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from timeline.merge.filed_people import FiledPeople, all_codes, surname_codes
from timeline.names import people

PAIRS = Path(__file__).parents[1] / "names" / "pairs.tsv"
with PAIRS.open(encoding="utf-8", newline="") as handle:
    NAMES = sorted({row[k] for row in csv.DictReader(handle, delimiter="\t") for k in "ab"})


def filed(names: list[str]) -> FiledPeople:
    found = FiledPeople()
    for name in names:
        found.file(name, surname_codes(name))
    return found


def test_of_all_names_none_that_agrees_is_left_out() -> None:
    everyone = filed(NAMES)
    met = 0
    for name in NAMES:
        codes = set(all_codes(name))
        agreeing = [
            n for n in NAMES if codes & set(surname_codes(n)) and people.same_person(name, n)
        ]
        near = list(everyone.near(name, sorted(codes)))
        assert set(agreeing) <= set(near), name
        assert len(near) == len(set(near)), name
        met += len(agreeing)
    assert met > len(NAMES)  # each is near itself, and some are near another


PART = st.sampled_from(sorted({part for name in NAMES for part in name.split()}))
WRITTEN = st.lists(PART, min_size=1, max_size=4).map(" ".join)


@given(WRITTEN, st.lists(WRITTEN, max_size=8, unique=True))
def test_nor_of_names_made_of_their_parts(name: str, others: list[str]) -> None:
    codes = all_codes(name)
    agreeing = {
        n for n in others if set(codes) & set(surname_codes(n)) and people.same_person(name, n)
    }
    assert agreeing <= set(filed(others).near(name, codes))


def test_people_of_one_surname_are_told_apart_by_their_given_names() -> None:
    everyone = filed(["Robert Carter", "Bob Carter", "Alma Carter", "Robert Miller"])
    assert list(everyone.near("Bobby Carter", all_codes("Bobby Carter"))) == [
        "Robert Carter", "Bob Carter"
    ]  # fmt: skip
    assert list(everyone.near("Carter", all_codes("Carter"))) == [
        "Robert Carter", "Bob Carter", "Alma Carter"
    ]  # fmt: skip


def test_those_of_the_first_block_come_first_each_once() -> None:
    found = FiledPeople()
    for name, codes in (("Ana Soto", ["b"]), ("Anna Soto", ["a", "b"]), ("Ana Soto", ["a"])):
        found.file(name, codes)
    assert list(found.near("Ana Soto", ["a", "b"])) == ["Anna Soto", "Ana Soto"]
    assert list(found.near("Ana Soto", ["c"])) == []
