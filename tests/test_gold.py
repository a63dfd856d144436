"""The sample articles against their gold: how well they are read and merged, with floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import samples

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())["samples"]["least"]


@pytest.fixture(scope="module")
def chronology() -> dict[str, Any]:
    return samples.extract()


def test_no_figure_falls_below_its_floor(chronology: dict[str, Any]) -> None:
    figures = samples.score(chronology)
    low = {name: (figures[name], least) for name, least in FLOORS.items() if figures[name] < least}
    assert not low, f"below the floor (measured, floor): {low}"


def test_the_scorer_sees_a_wrong_date_and_a_wrong_join(chronology: dict[str, Any]) -> None:
    figures = samples.score(chronology)
    moved = json.loads(json.dumps(chronology))
    for event in moved["events"]:
        for mention in event["mentions"]:
            mention["date"] = "1950-01-01"
    assert samples.score(moved)["dated"] == 0.0
    joined = json.loads(json.dumps(chronology))
    for event in joined["events"]:
        event["id"] = "one"
    assert samples.score(joined)["pairs precision"] < figures["pairs precision"]
    assert samples.score({"documents": [], "events": []})["found"] == 0.0
