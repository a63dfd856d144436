"""Numbers that order articles as their ids do."""

from __future__ import annotations

import sqlite3

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.merge.increment import numbering, tables

ids = st.text("abc", min_size=1, max_size=3)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(ids), st.lists(st.sets(ids), max_size=6))
def test_numbers_order_articles_as_their_ids_do(first: set[str], steps: list[set[str]]) -> None:
    numbers = numbering.first_numbers(first)
    for step in steps:
        more = numbering.between(numbers, step - numbers.keys())
        if more is None:
            return
        assert more.keys() == step - numbers.keys()
        numbers |= more
        assert sorted(numbers, key=numbers.__getitem__) == sorted(numbers)
        assert len(set(numbers.values())) == len(numbers)


def test_there_is_an_end_to_the_room_between_two() -> None:
    numbers = numbering.first_numbers(["a", "b"])
    for n in range(numbering.APART):
        more = numbering.between(numbers, ["a" * (n + 2)])
        if more is None:
            break
        numbers |= more
    assert n < 20
    assert numbering.between(numbers, ["c"]) is not None


def test_a_text_has_one_number() -> None:
    db = sqlite3.connect(":memory:")
    tables.lay(db)
    texts = numbering.Texts(db)
    one = texts.number("Minsk")
    assert texts.known("Sochi") is None
    assert texts.number("Sochi") != one
    assert numbering.Texts(db).number("Minsk") == one == texts.known("Minsk")
    assert texts.text(one) == "Minsk"
    both = texts.numbers(["country:belarus", "city:belarus"])
    assert [texts.text(n) for n in both] == ["country:belarus", "city:belarus"]
    assert texts.known("elarus") is None


def test_a_text_is_found_without_reading_all_of_them() -> None:
    db = sqlite3.connect(":memory:")
    tables.lay(db)
    sql = f"EXPLAIN QUERY PLAN SELECT id FROM merge_text WHERE {numbering.IS}"
    plan = [row[3] for row in db.execute(sql, ("Minsk", "Minsk"))]
    assert plan == ["SEARCH merge_text USING INDEX merge_text_end (<expr>=?)"]
