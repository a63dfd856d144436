from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.decisions import Decision, DecisionsError, Ledger, Spoken
from timeline.decisions.merged_files import taken_in
from timeline.decisions.toml_text import HEAD, parse, with_


def hide(name: str, time: str = "") -> Decision:
    stamp = f"2026-01-01T00:00:{time}Z" if time else ""
    return Decision("hide", (Spoken(f"e{name}", title=name),), time=stamp)


def text_of(*decisions: Decision) -> str:
    text = ""
    for decision in decisions:
        text = with_(text, decision)
    return text


def both(ours: str, theirs: str) -> tuple[list[str], int]:
    """(titles in the order of the file that both are, how many were taken in)."""
    ledger = Ledger(Path(), ours, "", parse(ours, "ours"))
    made, added = taken_in(ledger, theirs.encode(), "theirs")
    assert parse(made.text, "both") == made.decisions
    return [d.events[0].title for d in made.decisions], added


def test_of_two_files_each_keeps_its_order_and_the_earlier_comes_first() -> None:
    base = [hide("a", "01"), hide("b", "02")]
    ours = text_of(*base, hide("c", "05"), hide("d", "09"))
    theirs = text_of(*base, hide("x", "03"), hide("y", "07"), hide("z", "11"))
    told = (["a", "b", "x", "c", "y", "d", "z"], 3)
    assert both(ours, theirs) == told
    assert both(theirs, ours) == (told[0], 2)


def test_what_is_there_is_not_taken_twice() -> None:
    text = text_of(hide("a", "01"), hide("b", "02"))
    assert both(text, text) == (["a", "b"], 0)
    assert both("", text) == (["a", "b"], 2)
    assert both(text, "") == (["a", "b"], 0)


def test_what_tells_no_time_stays_behind_the_one_before_it() -> None:
    ours = text_of(hide("a", "01"), hide("c", "05"))
    assert both(ours, text_of(hide("a", "01"), hide("x")))[0] == ["a", "x", "c"]
    assert both(text_of(hide("p"), hide("q")), text_of(hide("x", "03")))[0] == ["p", "q", "x"]


def test_no_byte_of_ones_own_file_changes() -> None:
    ours = f"{HEAD}# mine\n{text_of(hide('c', '05')).removeprefix(HEAD)}# to be continued\n"
    ledger = Ledger(Path(), ours, "", parse(ours, "ours"))
    made, _ = taken_in(ledger, text_of(hide("x", "03"), hide("z", "09")).encode(), "theirs")
    left = iter(made.text.splitlines())
    assert all(line in left for line in ours.splitlines()), "in their order"


def test_a_mistake_in_the_other_file_is_told() -> None:
    ledger = Ledger(Path(), "", "", ())
    with pytest.raises(DecisionsError) as told:
        taken_in(ledger, b"[[decision]]\naction = 'jump'\n", "theirs.toml")
    assert told.value.what == "theirs.toml:2"
    with pytest.raises(DecisionsError):
        taken_in(ledger, b"\xff", "theirs.toml")


moments = st.lists(st.integers(0, 59), max_size=6).map(sorted)


@given(moments, moments)
def test_nothing_is_lost_and_all_is_in_order(ours: list[int], theirs: list[int]) -> None:
    mine = [hide(f"m{n}", f"{t:02}") for n, t in enumerate(ours)]
    others = [hide(f"o{n}", f"{t:02}") for n, t in enumerate(theirs)]
    names, added = both(text_of(*mine), text_of(*others))
    assert added == len(theirs)
    assert [n for n in names if n[0] == "m"] == [d.events[0].title for d in mine]
    assert [n for n in names if n[0] == "o"] == [d.events[0].title for d in others]
    times = {d.events[0].title: d.time for d in (*mine, *others)}
    assert [times[n] for n in names] == sorted(times.values())
