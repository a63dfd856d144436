"""A file that is as it was when it was last read is not read again, and nothing else changes."""

from __future__ import annotations

import io
import json
import os
import shutil
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from timeline.cli.app import run
from timeline.read import collect
from timeline.store import Store, known_files
from timeline.store.known_files import Held

ROOT = Path(__file__).parents[1]
OLD = time.time() - 3600
A = "The port of Tarn opened a new quay on 3 May 2019. Two ships came in that day.\n"
B = "The council of Oskal elected Mira Voss as its chair on 9 June 2019.\n"


def aged(path: Path, text: str | None = None) -> Path:
    """A file that was last changed an hour ago."""
    if text is not None:
        path.write_text(text, encoding="utf-8")
    os.utime(path, (OLD, OLD))
    return path


def lines(*told: tuple[str, str]) -> str:
    """JSON Lines of articles, each of an id and a text."""
    given = ({"text": text.strip()} | ({"id": id_} if id_ else {}) for id_, text in told)
    return "\n".join(map(json.dumps, given))


@pytest.fixture(autouse=True)
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment a file was changed on the disk can't be set back: all are old."""
    monkeypatch.setattr("timeline.store.known_files._UNSURE", -(10**12))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, by name."""
    found: list[str] = []
    whole = collect.File._bytes

    def counted(self: collect.File, *given: object) -> bytes:
        found.append(Path(self.path).name)
        return whole(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(collect.File, "_bytes", counted)
    return found


def extract(folder: Path, store: Path, *more: str) -> str:
    """What a run says."""
    asked = ["extract", str(folder), "--out-dir", str(store), "--jsonl", "-v", *more]
    told = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(told):
        run([*asked, "--limit-seconds", "0", "--limit-mb", "0"])
    return told.getvalue().replace(": read,", ": unchanged,")


def test_only_what_changed_is_read(tmp_path: Path, reads: list[str]) -> None:
    raw, store = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    aged(raw / "a.txt", A), aged(raw / "b.txt", B)
    first = extract(raw, store)
    assert sorted(reads) == ["a.txt", "b.txt"]
    made = (store / "chronology.json").read_bytes()
    written = (store / "chronology.json").stat().st_mtime_ns
    reads.clear()
    assert extract(raw, store) == first
    assert reads == []
    assert (store / "chronology.json").read_bytes() == made
    assert (store / "chronology.json").stat().st_mtime_ns == written, "nothing is written again"
    (store / "chronology.json").write_bytes(made.replace(b"quay", b"pier"))
    extract(raw, store)
    assert (store / "chronology.json").read_bytes() == made, "what was edited by hand is"
    (raw / "b.txt").write_text(B.replace("9 June", "8 June"), encoding="utf-8")
    extract(raw, store)
    assert reads == ["b.txt"]
    assert b"2019-06-08" in (store / "chronology.json").read_bytes()


@pytest.mark.parametrize("more", [("--published", "2019-07-01"), ("--fresh",), ("--kind", "news")])
def test_what_is_said_anew_has_all_read(tmp_path: Path, reads: list[str], more: list[str]) -> None:
    raw, store = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    aged(raw / "a.txt", A)
    extract(raw, store)
    reads.clear()
    extract(raw, store, *more)
    assert reads == ["a.txt"]


def test_what_other_rules_read_is_read_again(tmp_path: Path, reads: list[str]) -> None:
    raw, store = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    aged(raw / "a.txt", A), aged(raw / "b.txt", B)
    extract(raw, store)
    with Store.write(store, "") as open_:
        open_._db.execute(
            "UPDATE article SET rules = 'older', key = 'older' WHERE id LIKE '%b.txt'"
        )
        told = "SELECT crc(id, key, rules, hex(document)) FROM article a WHERE a.id = s.id"
        open_._db.execute(f"UPDATE article_sum AS s SET told = ({told})")
    reads.clear()
    extract(raw, store)
    assert reads == ["b.txt"]


def test_a_file_that_gave_an_error_gives_it_again(tmp_path: Path, reads: list[str]) -> None:
    raw, store = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    aged(raw / "a.jsonl", lines(("one", A), ("two", "")))
    aged(raw / "b.txt", B)
    first = extract(raw, store)
    assert "its text is empty" in first
    reads.clear()
    assert extract(raw, store) == first
    assert reads == ["a.jsonl"]


def test_an_id_that_another_file_takes_is_told(tmp_path: Path, reads: list[str]) -> None:
    raw, store = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    aged(raw / "b.jsonl", lines(("one", A)))
    extract(raw, store)
    aged(raw / "a.jsonl", lines(("one", B)))
    reads.clear()
    told = extract(raw, store)
    assert reads == ["a.jsonl", "b.jsonl"]
    assert "its id 'one' is that of" in told


def test_the_same_bytes_with_and_without(tmp_path: Path, reads: list[str]) -> None:
    """Documents that others date, several in one file, a copy, one that goes."""
    raw = tmp_path / "raw"
    raw.mkdir()
    aged(raw / "a.txt", A)
    aged(raw / "copy.txt", A)
    aged(raw / "undated.txt", "Mira Voss of Oskal thanked the council on Monday. She spoke long.\n")
    aged(raw / "many.jsonl", lines(("", A), ("", B)))
    told = []
    for name in ("one", "two"):
        store = tmp_path / name
        extract(raw, store)
        aged(raw / "late.txt", B.replace("Oskal", "Vidra"))
        if name == "two":  # all is read: nothing is known of files
            with Store.write(store, "") as open_:
                open_._db.execute("DELETE FROM known_file")
        reads.clear()
        told.append((extract(raw, store), (store / "chronology.json").read_bytes()))
        assert len(reads) == (1 if name == "one" else 5)
        (raw / "late.txt").unlink()
    assert told[0][1] == told[1][1]
    assert told[0][0] == told[1][0]


def test_what_was_changed_a_moment_ago_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    path = tmp_path / "a.txt"
    path.write_text(A, encoding="utf-8")
    with Store.write(tmp_path / "out", "rules") as store:
        assert known_files.stamp(str(path)) is None
        known = store.known_files("", {})
        assert known.unchanged(str(path)) is None
        known.note(str(path), Held("", "a.txt", "a.txt", "00"))
        known.flush()
        assert not store._db.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'known_file'"
        ).fetchone()[0]


def test_a_row_that_was_damaged_tells_nothing(tmp_path: Path, reads: list[str]) -> None:
    raw, store = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    aged(raw / "a.txt", A)
    extract(raw, store)
    with Store.write(store, "") as open_:
        open_._db.execute("UPDATE known_file SET held = replace(held, 'a.txt', 'b.txt')")
    reads.clear()
    extract(raw, store)
    assert reads == ["a.txt"]


def test_a_moved_file_is_read_and_known_again(tmp_path: Path, reads: list[str]) -> None:
    raw, store = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    aged(raw / "a.txt", A)
    extract(raw, store)
    shutil.move(raw / "a.txt", raw / "moved.txt")
    reads.clear()
    told = extract(raw, store)
    assert reads == ["moved.txt"]
    assert "is" in told
