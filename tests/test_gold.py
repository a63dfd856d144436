"""The sample articles against their gold: how well they are read and merged, with floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import samples

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())
# Texts of other kinds than the press stories, which have floors of their own.
OTHER_KINDS = {
    "affaire-calas.txt", "carnet-bialystok.md", "chronologie-1936.txt", "faiencerie-marsal.md",
    "horizon-in-court.txt", "hut-diary.txt", "rope-works.html", "webb-month-by-month.md",
}  # fmt: skip
# What each entry of the floors is measured on; an entry that is not there yet holds nothing.
MEASURED_ON = {
    "samples": set(samples.documents_of()) - OTHER_KINDS,
    "samples of other kinds": OTHER_KINDS,
    "samples of all kinds": set(samples.documents_of()),
}


@pytest.fixture(scope="module")
def chronology() -> dict[str, Any]:
    return samples.extract()


@pytest.mark.parametrize("entry", [name for name in MEASURED_ON if name in FLOORS])
def test_no_figure_falls_below_its_floor(chronology: dict[str, Any], entry: str) -> None:
    figures = samples.score(chronology, only=MEASURED_ON[entry])
    least = FLOORS[entry]["least"]
    low = {name: (figures[name], floor) for name, floor in least.items() if figures[name] < floor}
    assert not low, f"below the floor (measured, floor): {low}"
    most = FLOORS[entry].get("most", {})
    high = {name: (figures[name], cap) for name, cap in most.items() if figures[name] > cap}
    assert not high, f"above the ceiling (measured, ceiling): {high}"


def test_the_scorer_sees_a_wrong_date_and_a_wrong_join(chronology: dict[str, Any]) -> None:
    figures = samples.score(chronology)
    moved = json.loads(json.dumps(chronology))
    for event in moved["events"]:
        for mention in event["mentions"]:
            mention["date"] = "1950-01-01"
    assert samples.score(moved)["dated"] == 0.0
    assert samples.score(moved)["printed"] == 0.0
    joined = json.loads(json.dumps(chronology))
    for event in joined["events"]:
        event["id"] = "one"
    assert samples.score(joined)["pairs precision"] < figures["pairs precision"]
    assert samples.score({"documents": [], "events": []})["found"] == 0.0


def test_an_event_told_again_counts_as_right_and_as_told_twice(chronology: dict[str, Any]) -> None:
    figures = samples.score(chronology)
    again = json.loads(json.dumps(chronology))
    again["events"] += [e | {"id": e["id"] + " again"} for e in again["events"]]
    doubled = samples.score(again)
    assert doubled["printed"] == pytest.approx(figures["printed"])
    assert doubled["twice"] == pytest.approx((figures["printed"] + figures["twice"]) / 2)


def test_lines_that_another_event_of_the_article_finds_too_are_told_twice() -> None:
    one, two, three = (("a.txt", n, n + 1) for n in range(3))
    assert samples.twice({("a.txt", "e1"): {one, two}, ("a.txt", "e2"): {two}}) == 1
    assert samples.twice({("a.txt", "e1"): {one}, ("a.txt", "e2"): {one}}) == 1
    assert samples.twice({("a.txt", "e1"): {one, two}, ("a.txt", "e2"): {two, three}}) == 0
    assert samples.twice({("a.txt", "e1"): {one}, ("b.txt", "e1"): {one}}) == 0


def test_only_the_articles_asked_for_are_looked_at(chronology: dict[str, Any]) -> None:
    news = samples.documents_of(["news"])
    kept = json.loads(json.dumps(chronology))
    for event in kept["events"]:
        event["mentions"] = [m for m in event["mentions"] if Path(m["document"]).name in news]
    assert samples.score(kept, only=news) == samples.score(chronology, only=news)
    assert samples.score(kept, only=OTHER_KINDS)["found"] == 0.0
