"""The page for those who do not see it, or have no mouse: axe-core, the Tab key, live regions."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from made import event, mention
from timeline.model import Actor, Conflict, ConflictValue, Review
from written import SOURCES, nasty, sourced, write


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script, of the package that ships it or the file that TIMELINE_AXE names."""
    spec = find_spec("axe_playwright_python")
    shipped = Path(spec.origin).with_name("axe.min.js") if spec and spec.origin else None
    path = Path(os.environ.get("TIMELINE_AXE") or shipped or "")
    if not path.is_file():
        pytest.skip("no axe-core here: install axe-playwright-python, or set TIMELINE_AXE")
    return path.read_text(encoding="utf-8")


def every_kind() -> list[Any]:
    """Events with all that a row, an opened event and the lists can show."""
    differ = Conflict(
        field="amounts",
        values=(
            ConflictValue(value="1500000000 USD", documents=("report.pdf",)),
            ConflictValue(value="1000000000 USD", documents=("page.html",)),
        ),
    )
    said = Review(verdict="accepted", tags=("to check",), note="call them")
    several = [
        event(f"m{n}", f"2020-{n % 3 + 7:02d}-{n + 1:02d}", title=f"Meeting {n}") for n in range(12)
    ]
    return [
        event("e1", "1990/..", status="ongoing", title="It goes on"),
        event("e2", "2020-08-09", conflicts=(differ,), sources=3, review=said),
        event("e3", "2020-09-14", status="planned", type="meeting", sources=6),
        event("e4", "2020-09-15", status="denied", salience=0.1),
        event("e5", "2021", actors=(Actor(name="Bo", kind="person"),), part_of="e2"),
        event("e6", "2021-05-04", mentions=(mention("a.txt", "2021-05-04", "Words", time_expression=None),)),
        sourced("e7"),
        nasty(),
        *several,
    ]  # fmt: skip


def page_text(**how: Any) -> str:
    events = every_kind()
    return write("html", *events, documents=SOURCES, digest=events[1:4], **how)[0]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_closed_or_opened(
    visit: Any, axe: str, width: int, scheme: str, language: str
) -> None:
    page = visit(
        page_text(language=language),
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    page.evaluate(axe)
    for state in ("closed", "opened"):
        if state == "opened":
            page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        found = page.evaluate("async () => (await axe.run()).violations")
        told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]
        assert told == [], state
    assert page.said == []


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (1280, "dark"), (1920, "light"), (1920, "dark")]
)
def test_axe_finds_nothing_on_a_horizontal_page(
    visit: Any, axe: str, width: int, scheme: str
) -> None:
    page = visit(
        page_text(horizontal=True),
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    page.locator("#horizontal .vis-point").first.wait_for()
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


def test_tab_reaches_the_first_event_within_five_stops(visit: Any) -> None:
    page = visit(page_text(), viewport={"width": 1280, "height": 900})
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "(e => e.closest('.event')?.id || e.name || e.className || e.textContent)"
                "(document.activeElement)"
            )
        )
    assert stops[0] == "skip"
    assert stops[2] == "text"
    assert stops[-1] == "e-e1"
    page.keyboard.press("Enter")
    assert page.locator("#e-e1 blockquote").is_visible()


def test_the_ring_of_a_row_lies_where_it_is_painted(visit: Any) -> None:
    page = visit(page_text())
    page.keyboard.press("j")
    width, offset = page.evaluate(
        "(s => [s.outlineWidth, s.outlineOffset].map(parseFloat))"
        "(getComputedStyle(document.activeElement))"
    )
    assert width >= 2
    assert offset + width <= 0, "an event's box cuts off what is outside"


def test_the_way_past_leads_to_the_first_event(visit: Any) -> None:
    page = visit(page_text())
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('.event')?.id") == "e-e1"


def test_the_lines_of_the_digest_are_reached_by_arrows(visit: Any) -> None:
    page = visit(page_text())
    for key in ("Tab", "Tab", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.hash") == "#e-e3"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.hash") == "#e-e3", "it stays where one was"


def test_g_leads_to_the_list_of_years(visit: Any) -> None:
    page = visit(page_text(), viewport={"width": 390, "height": 800})
    page.keyboard.press("g")
    assert page.evaluate("document.activeElement.closest('#times') !== null")
    assert page.locator("#times .years").is_visible(), "it is opened where it was closed"
