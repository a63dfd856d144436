"""Importing the rooms must not load what only some files need: `timeline --help` imports them."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = (
    "trafilatura",
    "htmldate",
    "lxml",
    "docx",
    "pypdfium2",
    "py3langid",
    "numpy",
    "spacy",
    "dateparser",
    "charset_normalizer",
)


@pytest.mark.parametrize(
    "module", ["timeline.read", "timeline.segment", "timeline.languages.detect"]
)
def test_nothing_slow_is_imported(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {SLOW!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
