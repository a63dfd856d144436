"""What tests of the review's page in a browser wait for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reviewing import decided

Open = Callable[..., Any]


def title(page: Any) -> str:
    return str(page.locator("#title").inner_text())


def at(page: Any, wanted: str) -> None:
    """Wait until an event is shown, and its place is kept."""
    page.wait_for_function("t => document.getElementById('title')?.textContent === t", arg=wanted)


def counts(page: Any, wanted: str) -> None:
    page.wait_for_function("t => document.getElementById('counts').textContent === t", arg=wanted)


def said(page: Any, wanted: str) -> None:
    page.wait_for_function(
        "t => document.getElementById('said').textContent.includes(t)", arg=wanted
    )


def written(store: Path, number: int, page: Any) -> list[dict[str, Any]]:
    """The decisions, as soon as there are so many."""
    for _ in range(600):
        if len(decided(store)) == number:
            break
        page.wait_for_timeout(50)
    told = decided(store)
    assert len(told) == number
    return told


def held_back(page: Any, held: list[Any]) -> list[Any]:
    """The requests a route keeps back, as soon as one is there: what the page asks for gets to
    the route a while after the page has asked."""
    for _ in range(600):
        if held:
            break
        page.wait_for_timeout(50)
    assert held
    return held
