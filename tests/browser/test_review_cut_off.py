"""The review where its server can't be reached, or refuses: nothing is decided that was not seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from review_page import Open, at, counts, held_back, said, title, written
from reviewing import decided, served, stored

FIRST, SECOND = "Harbour town signs the ferry contract", "Dockers march against the contract"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path)


@pytest.fixture
def visit(open_review: Open) -> Open:
    return open_review


def idle(page: Any) -> None:
    """Until the event that is selected is in sight."""
    page.wait_for_function("() => document.getElementById('event').ariaBusy === 'false'")


def test_what_was_never_shown_is_not_decided_on(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.wait_for_selector("#source mark.now")
        page.context.set_offline(True)
        page.keyboard.press("a")
        page.wait_for_selector("#failed:visible")
        said(page, "Not decided")
        page.keyboard.press("ArrowDown")
        at(page, "Bank to lend forty million for quays")
        page.wait_for_selector("#told >> text=is not loaded")
        assert page.locator("#told figure").count() == 0
        assert page.locator("#source mark").count() == 0
        page.keyboard.press("r")
        page.keyboard.press("n")
        page.wait_for_timeout(200)
        said(page, "nothing is decided")
        assert not page.locator("#form").is_visible()
        page.context.set_offline(False)
        idle(page)
        page.wait_for_selector("#source mark.now")
        page.wait_for_selector("#alarm", state="hidden")
        assert "Bank to lend" in page.locator("#source mark.now").inner_text()
        assert decided(store) == []
        page.keyboard.press("a")
        (one,) = written(store, 1, page)
        assert one["event"][0]["title"] == "Bank to lend forty million for quays"
        page.click("#failed >> text=Try again")
        both = written(store, 2, page)
        assert both[1]["event"][0]["title"] == FIRST
        page.wait_for_selector("#failed", state="hidden")


def test_an_event_that_lets_itself_be_waited_for_is_not_decided_on_before(
    store: Path, visit: Open
) -> None:
    with served(store) as server:
        page = visit(server)
        held: list[Any] = []
        page.route("**/api/event?*", lambda route: held.append(route))  # noqa: PLW0108
        page.keyboard.press("a")
        written(store, 1, page)
        page.wait_for_selector("#told >> text=Loading")
        assert title(page) == SECOND
        page.keyboard.press("r")
        page.wait_for_timeout(300)
        assert len(decided(store)) == 1
        for route in held_back(page, held)[:]:
            route.continue_()
        page.unroute("**/api/event?*")
        assert written(store, 2, page)[1]["action"] == "hide"
        counts(page, "9 of 11 left, 1 accepted, 1 rejected")


@pytest.mark.parametrize("status", [403, 500])
def test_success_is_said_when_it_is_answered(store: Path, visit: Open, status: int) -> None:
    with served(store) as server:
        page = visit(server)
        held: list[Any] = []
        page.route("**/api/decide", lambda route: held.append(route))  # noqa: PLW0108
        page.keyboard.press("a")
        said(page, f"Accepting “{FIRST}” …")
        assert "accepting" in page.locator("#row-0").inner_text()
        held_back(page, held).pop().fulfill(status=status, body="no")
        page.wait_for_selector("#failed:visible")
        assert f"Not decided: “{FIRST}”" in page.locator("#failed").inner_text()
        counts(page, "11 of 11 left, 0 accepted, 0 rejected")
        idle(page)
        # It stays while other things are done.
        page.keyboard.press("n")
        page.wait_for_selector("#form:visible")
        assert page.locator("#failed").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowDown")
        idle(page)
        assert page.locator("#failed").is_visible()
        page.unroute("**/api/decide")
        page.click("#failed >> text=Try again")
        written(store, 1, page)
        said(page, f"Accepted “{FIRST}”")
        page.wait_for_selector("#failed", state="hidden")


def test_waiting_is_said_no_longer_than_one_waits(store: Path, visit: Open) -> None:
    from timeline.store.locking import take

    with served(store) as server:
        page = visit(server)
        lock = take(store)
        try:
            page.keyboard.press("n")
            page.keyboard.type("ask")
            page.keyboard.press("Enter")
            said(page, "another run is writing")
            page.wait_for_selector("#form .alarm:visible", timeout=15_000)
        finally:
            lock.close()
        assert "writing" not in page.locator("#said").inner_text()


def test_a_list_that_grows_shorter_than_one_s_place_in_it_is_followed(
    store: Path, visit: Open
) -> None:
    with served(store) as server:
        page = visit(server)
        page.keyboard.press("t")
        page.keyboard.type("port")
        page.keyboard.press("Enter")
        page.wait_for_selector(".badge.tag >> text=#port")
        page.keyboard.press("End")
        at(page, "Second ferry may follow")
        page.keyboard.press("f")
        page.fill("input[name=tagged]", "port")
        at(page, FIRST)
        assert page.locator(".row").count() == 1
        page.fill("input[name=tagged]", "no such tag")
        page.wait_for_selector("#told >> text=Nothing to show here")
        assert page.locator(".row").count() == 0 and page.locator("#place").inner_text() == ""
        page.keyboard.press("Escape")
        for key in "arejsntuob.w":
            page.keyboard.press(key)
        page.keyboard.press("End")
        page.wait_for_timeout(300)
        assert len(decided(store)) == 1
        page.select_option("#verdict", "rejected")
        assert page.said == []
