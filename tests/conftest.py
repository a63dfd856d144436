"""For all tests: articles are read in the process that is told to, where stand-ins are in place and
models are loaded once. tests/run does without.
"""

from __future__ import annotations

import os

import pytest

# Decisions bear no name but those that tests give.
os.environ |= {
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "",
}
os.environ["TIMELINE_LIMIT_SECONDS"] = os.environ["TIMELINE_LIMIT_MB"] = "0"

# The files that take longest are begun first: at the end no process works alone.
LONG = (
    "test_readme.py",
    "browser/test_review.py",
    "run/test_engines.py",
    "test_patterns.py",
    "browser/test_page.py",
    "cli/test_without.py",
    "cli/commands/test_failures.py",
    "run/test_dask_engine.py",
    "test_howto_review.py",
    "fuzz/test_crash.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests, those of a file staying together."""
    items.sort(key=lambda item: [not item.nodeid.startswith(f"tests/{name}::") for name in LONG])
