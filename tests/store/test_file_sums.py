"""Checksums of the blocks of a file, and what one commit changes of them."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from timeline.store import file_sums, files
from timeline.store.files import connect
from timeline.store.guard import Guard


def sums(path: Path) -> file_sums.Sum:
    with path.open("rb") as file:
        return file_sums.of(file)


def database(path: Path) -> files.Connection:
    db = connect(path, "rwc")
    db.isolation_level = None
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, told TEXT)")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(told)")
    return db


def fill(db: sqlite3.Connection, chance: random.Random, count: int) -> None:
    for _ in range(count):
        told = " ".join(chance.choices("abcdefgh", k=chance.choice([5, 50, 5000])))
        db.execute("INSERT OR REPLACE INTO t VALUES (?, ?)", (chance.randint(1, 900), told))
        db.execute("INSERT INTO words VALUES (?)", (told[:200],))


@pytest.mark.parametrize("seed", range(4))
def test_what_one_commit_changed_is_summed_as_the_whole_file_is(tmp_path: Path, seed: int) -> None:
    path, chance = tmp_path / "a.sqlite", random.Random(seed)
    db = database(path)
    fill(db, chance, 400)
    known = 0
    for _ in range(12):
        guard = Guard(db, path)
        guard._found = sums(path)
        db.committing = guard.committing
        with files.transaction(db):
            # What is deleted leaves free pages, which what is put in takes again.
            db.execute("DELETE FROM t WHERE id % 7 = ?", (chance.randint(0, 9),))
            fill(db, chance, chance.choice([1, 3, 60]))
            if chance.random() < 0.3:
                db.execute("DELETE FROM t WHERE id < ?", (chance.randint(1, 800),))
        found = guard.close()
        known += found is not None
        assert found is None or found == sums(path)
    db.close()
    assert known == 12


def test_free_pages_do_not_count_and_all_others_do(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    db = database(path)
    fill(db, random.Random(1), 300)
    db.execute("DELETE FROM t WHERE id > 100")
    db.close()
    before = sums(path)
    assert before.free
    whole = path.read_bytes()
    for number in (min(before.free), next(n for n in range(2, 99) if n not in before.free)):
        at = (number - 1) * files.PAGE + 99
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert (sums(path)[:3] == before[:3]) == (number in before.free)


@pytest.mark.parametrize("content", [b"", b"no database", b"\0" * 5000, b"SQLite format 3\0" * 99])
def test_any_file_has_sums(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    found = sums(tmp_path / "a")
    assert found.size == len(content) and not found.free


def test_what_is_no_journal_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "j").write_bytes(b"no journal, but long enough for the head of one")
    with (tmp_path / "j").open("rb") as journal:
        assert file_sums.journaled(journal) is None
