"""timeline show --conflicts: who says what, and what is shown of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import made
from driven import Run
from timeline.cli import source_conflicts
from timeline.model import Conflict, ConflictValue, Place

TWICE = """\
2020-08-10 | election | happened | 0.9 | Voters elect a new president
"""


def _conflict(field: str, **told: tuple[str, ...]) -> Conflict:
    values = (ConflictValue(value=v.replace("_", " "), documents=d) for v, d in told.items())
    return Conflict(field=field, values=tuple(values))


def _rows(**changes: object) -> list[dict[str, str]]:
    row: Any = made.event(**changes).model_dump(mode="json")  # type: ignore[arg-type]
    return [dict(r) for r in source_conflicts.sheet([row], 4, {}).rows]


def test_only_events_in_dispute_are_shown_and_a_table_tells_who_says_what(
    run: Run, articles: Path
) -> None:
    (articles / "in/c.txt").write_text(TWICE.replace("08-10", "08-11"), encoding="utf-8")
    assert run("extract", "in", "-q").code == 0
    ended = run("show", "--conflicts", "--jsonl")
    assert ended.titles == ["Voters elect a new president"]
    told = {v["value"]: v["documents"] for c in ended.events[0]["conflicts"] for v in c["values"]}
    assert told == {
        "2020-08-09": ["in/a.txt"],
        "2020-08-10": ["in/b.txt"],
        "2020-08-11": ["in/c.txt"],
    }
    table = run("show", "--conflicts", "--format", "table")
    assert "Told by" in table.out
    assert "Factories" not in table.out
    assert [line.split()[-1] for line in table.out.splitlines() if "Aug 2020" in line][1:] == [
        "in/a.txt", "in/b.txt", "in/c.txt",
    ]  # fmt: skip
    assert table.err == "timeline: 1 event that sources differ on\n"


def test_a_chronology_without_disputes_shows_none(run: Run, articles: Path) -> None:
    (articles / "in/b.txt").unlink()
    assert run("extract", "in", "-q").code == 0
    assert run("show", "--conflicts", "--json").code == 0
    assert json.loads(run("show", "--conflicts", "--json").out)["events"] == []


def test_the_value_shown_is_marked() -> None:
    dates = _conflict("date", **{"2020-08-09": ("a",), "2020-08-10": ("b",)})
    rows = _rows(date="2020-08-09", conflicts=(dates,))
    assert [(r["value"], r["shown"]) for r in rows] == [("9 Aug 2020", "*"), ("10 Aug 2020", "")]
    towns = _conflict("places", Minsk=("a",), Sochi=("b",))
    rows = _rows(places=(Place(name="Sochi", kind="city", country="RU"),), conflicts=(towns,))
    assert [(r["field"], r["value"], r["shown"]) for r in rows] == [
        ("place", "Minsk", ""),
        ("", "Sochi", "*"),
    ]
    sums = _conflict("amounts", **{"1000000000_USD": ("a",), "1500000000_USD": ("b", "c")})
    rows = _rows(conflicts=(sums,))
    assert [(r["value"], r["shown"], r["documents"]) for r in rows] == [
        ("1 billion USD", "", "a"),
        ("1.5 billion USD", "*", "b, c"),
    ]
    status = _conflict("status", happened=("a",), denied=("b",))
    assert [r["shown"] for r in _rows(status="happened", conflicts=(status,))] == ["*", ""]


def test_single_sources_are_told_from_several() -> None:
    status = _conflict("status", happened=("a",), denied=("b",))
    assert _rows(conflicts=(status,), sources=1)[0]["event"].endswith("(1 source)")
    assert _rows(conflicts=(status,), sources=3)[0]["event"].endswith("(3 sources)")
