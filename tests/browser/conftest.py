"""A real headless Chromium for the page; without one these tests skip and say why."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("TIMELINE_CHROMIUM") or next(
        (found for n in names if (found := shutil.which(n))), None
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: install Debian's chromium package, or set TIMELINE_CHROMIUM")
    with sync_api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a page from disk with no network; `page.said` is what it wrote to the console."""
    open_ = []

    def go(text: str, *, anchor: str = "", **options: Any) -> Any:
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8", newline="")
        context = browser.new_context(offline=True, **options)
        open_.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda m: page.said.append(m.text))
        page.on("pageerror", lambda e: page.said.append(str(e)))
        page.on("dialog", lambda d: (page.said.append(f"dialog {d.message}"), d.dismiss()))
        page.goto(path.as_uri() + anchor)
        return page

    yield go
    for context in open_:
        context.close()


@pytest.fixture
def open_review(browser: Any) -> Iterator[Any]:
    """Opens a review's page; `page.said` is what it wrote to the console."""
    contexts = []

    def go(server: Any, hash_: str = "", **options: Any) -> Any:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.said = []
        page.on("console", lambda m: page.said.append(m.text))
        page.on("pageerror", lambda e: page.said.append(str(e)))
        page.goto(server.address + hash_)
        # The title stands there while the event is still loaded.
        page.wait_for_function(
            "() => document.getElementById('event')?.ariaBusy === 'false'"
            " && document.getElementById('title')"
        )
        return page

    yield go
    for context in contexts:
        context.close()
