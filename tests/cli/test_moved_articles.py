"""Files that are renamed, moved and copied between runs: the chronology is that of a fresh run."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from driven import Run
from timeline.cli import main

TEXTS = {
    "2020-08-10 vote.txt": "Voters elected Ana Müller president on Sunday. Police arrested Jo Roe.",
    "deal.txt": "On 14 September 2020 Ana Müller met Jean Dupont in Graz. They signed a treaty.",
    "fire.txt": "The old mill in Graz burned down in March 2019. Nobody was hurt.",
}


def events(folder: Path) -> list[dict[str, Any]]:
    """The events of a store, with what documents hold in the place of their ids."""
    told = json.loads((folder / "chronology.json").read_text("utf-8"))
    held = {d["id"]: d["sha256"] for d in told["documents"]}
    for e in told["events"]:
        for m in e["mentions"]:
            m["document"] = held[m["document"]]
            m["also_in"] = sorted(held[r["document"]] for r in m["also_in"])
        for c in e["conflicts"]:
            for v in c["values"]:
                v["documents"] = [held[d] for d in v["documents"]]
    found: list[dict[str, Any]] = told["events"]
    return found


def change(raw: Path, random_: random.Random) -> None:
    """Rename, move or copy a file; names that tell a day keep it."""
    file = random_.choice(sorted(p for p in raw.rglob("*") if p.is_file()))
    day = "2020-08-10 " if file.name.startswith("2020") else ""
    folder = raw / random_.choice(["", "x", "y/z"])
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{day}{random_.choice('abcdefgh')}.txt"
    if target.exists():
        return
    if random_.random() < 0.4:
        shutil.copy(file, target)
    else:
        shutil.move(file, target)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_moved_and_copied_gives_what_a_fresh_run_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, text in TEXTS.items():
        (raw / name).write_text(text, encoding="utf-8")
    assert main(["extract", "raw", "--out-dir", "out", "-q", "-o", "x.csv"]) == 0
    ids = {e["id"] for e in events(Path("out"))}
    random_ = random.Random(seed)
    for round_ in range(3):
        for _ in range(2):
            change(raw, random_)
        path = "raw" if round_ % 2 else str(raw)
        assert main(["extract", path, "--out-dir", "out", "-q", "-o", "x.csv"]) == 0
        fresh = f"fresh{round_}"
        assert main(["extract", "raw", "--out-dir", fresh, "-q", "-o", "x.csv"]) == 0
        assert events(Path("out")) == events(Path(fresh))
        assert {e["id"] for e in events(Path("out"))} == ids
    assert main(["check", "--out-dir", "out"]) == 0


def test_what_was_decided_holds_for_an_article_that_was_renamed_and_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/fire.txt").write_text(TEXTS["fire.txt"], encoding="utf-8")
    assert main(["extract", "raw", "-q"]) == 0
    (told,) = events(tmp_path / "data/out")
    assert main(["set", told["id"], "title=The mill is gone", "-q"]) == 0
    Path("raw/fire.txt").unlink()
    Path("raw/mill.txt").write_text(f"A word before.\n\n{TEXTS['fire.txt']}\n", encoding="utf-8")
    assert main(["extract", "raw", "--fresh", "-q"]) == 0
    (told,) = events(tmp_path / "data/out")
    assert told["title"] == "The mill is gone"


def test_a_file_that_is_gone_is_told_where_its_folder_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("raw", "more"):
        Path(folder).mkdir()
        for name, text in TEXTS.items():
            Path(folder, name).write_text(f"{folder}. {text}", encoding="utf-8")
    assert main(["extract", "raw", "more"]) == 0
    Path("raw/deal.txt").rename("raw/moved.txt")
    Path("raw/fire.txt").unlink()
    Path("raw/mill.txt").write_text(f"raw. Corrected. {TEXTS['fire.txt']}", encoding="utf-8")
    for name in TEXTS:
        Path("more", name).unlink()
    capsys.readouterr()
    told = []
    for paths in (["raw"], ["raw/mill.txt"], [str(tmp_path)], ["raw", "--fresh"]):
        assert main(["extract", *paths]) == 0
        lines = capsys.readouterr().err.splitlines()
        told.append([line for line in lines if "drops it" in line])
    assert told == [
        ["timeline: raw/fire.txt is gone; what it told stays: --fresh drops it"],
        [],
        [
            "timeline: more/2020-08-10 vote.txt is gone, as are 3 more;"
            " what they told stays: --fresh drops it"
        ],
        [],
    ]


def test_people_see_where_a_file_is_now(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw/b").mkdir(parents=True)
    line = "201{0}-08-09 | election | happened | 0.9 | Voters elect mayor {0}"
    Path("raw/a.txt").write_text(line.format(1))
    Path("raw/still.txt").write_text(line.format(2))
    with zipfile.ZipFile("raw/box.zip", "w") as box:
        box.writestr("c.txt", line.format(3))
    told = [{"id": "given", "text": line.format(4)}]
    Path("raw/w.jsonl").write_text("".join(map(json.dumps, told)))
    assert run("extract", "raw", "-q").code == 0
    for old, new in (("a.txt", "b/z.txt"), ("box.zip", "b/new.zip"), ("w.jsonl", "b/v.jsonl")):
        Path("raw", old).rename(Path("raw", new))
    Path("raw/a.txt").write_text(line.format(5))
    assert run("extract", "raw", "-q").code == 0
    table = run("documents", "--format", "table").out
    now = {"raw/a.txt", "raw/b/new.zip/c.txt", "raw/b/z.txt", "raw/still.txt", "given"}
    assert {
        row["documents"] for row in csv.DictReader(io.StringIO(run("show", "--csv").out))
    } == now
    assert all(name in table for name in now)
    assert "raw/box.zip" not in table
    for name in now:
        found = run("show", "--source", name).events
        assert len(found) == 1, name
        told_of = run("explain", found[0]["id"], "--format", "table").out
        assert f"\n{name}: " in told_of
        assert run("documents", "--text", name).out.startswith("201")
    ids = {row["id"] for row in run("documents").events}
    assert "raw/box.zip/c.txt" in ids, "ids stay"
