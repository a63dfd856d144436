from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import made
from driven import FIRST, SECOND, Ended, Run
from timeline import pipeline, result_keys
from timeline.cli import main
from timeline.opening import Opened


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two articles in `in/`."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "in/b.txt").write_text(SECOND, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def processed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stand-in pipeline is in place; the list fills with the articles it had to process."""
    seen: list[str] = []

    def process(known: Opened, nearby: Sequence[str] = ()) -> pipeline.Result:
        seen.append(known.article.id)
        return made.process(known)

    monkeypatch.setattr(pipeline, "process", process)
    monkeypatch.setattr(pipeline, "merge", made.merge)
    monkeypatch.setattr(pipeline, "mend", made.mend)
    monkeypatch.setattr(result_keys, "fingerprint", lambda: "rules 1")
    return seen


@pytest.fixture
def run(
    articles: Path,
    processed: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a command line with the stand-in pipeline."""
    monkeypatch.delenv("TIMELINE_DEBUG", raising=False)

    def go(*arguments: str, stdin: str | None = None) -> Ended:
        if stdin is not None:
            text = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
            monkeypatch.setattr(sys, "stdin", text)
        capsys.readouterr()
        code = main(arguments)
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return go
