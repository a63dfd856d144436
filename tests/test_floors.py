"""Quality floors: the figures measured on annotated corpora, never lowered silently.

floors.json names each corpus, its hash, the scorer and the least each figure may be. The corpora
are not part of the project; where they are absent these tests skip.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TOOLS = SHARED / "tools"
FLOORS: dict[str, Any] = json.loads((ROOT / "tests" / "floors.json").read_text())

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated corpora are absent")


def corpus_hash(path: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        digest.update(file.relative_to(path).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def run(*command: str | Path, **options: Any) -> str:
    done = subprocess.run(
        [str(c) for c in command], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def timeline(*arguments: str | Path) -> str:
    return run(sys.executable, "-m", "timeline", *arguments, cwd=ROOT)


def check(name: str, figures: dict[str, float]) -> None:
    floor = FLOORS[name]
    assert corpus_hash(SHARED / floor["corpus"]) == floor["hash"], "not the corpus measured"
    low = {k: (figures[k], least) for k, least in floor["least"].items() if figures[k] < least}
    assert not low, f"{name}: below the floor (measured, floor): {low}"
    most = floor.get("most", {})
    high = {k: (figures[k], cap) for k, cap in most.items() if figures[k] > cap}
    assert not high, f"{name}: above the ceiling (measured, ceiling): {high}"


@pytest.mark.parametrize("name", [n for n, f in FLOORS.items() if f["scorer"] == "score_timex.py"])
def test_time_expressions(name: str, tmp_path: Path) -> None:
    floor = FLOORS[name]
    gold = SHARED / floor["corpus"]
    articles, found = tmp_path / "articles.jsonl", tmp_path / "found.jsonl"
    scorer = TOOLS / floor["scorer"]
    run(sys.executable, scorer, gold, "--dump-jsonl", articles, "--language", floor["language"])
    found.write_text(timeline("dates", articles, "--format", "jsonl"), encoding="utf-8")
    check(name, json.loads(run(sys.executable, scorer, gold, found, "--json")))


def test_seeds(tmp_path: Path) -> None:
    out = tmp_path / "chronology.json"
    args = ("--format", "json", "--out-dir", tmp_path / "store")
    out.write_text(timeline("extract", SHARED / "seeds", *args), encoding="utf-8")
    gold = SHARED / "gold"
    documents = ("--documents", gold / "seeds-documents.jsonl", "--json")
    scorer = TOOLS / FLOORS["seeds"]["scorer"]
    check(
        "seeds",
        json.loads(run(sys.executable, scorer, gold / "seeds-events.jsonl", out, *documents)),
    )
