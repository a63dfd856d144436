"""A store written anew is the same in less room, and nothing is lost when that fails."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import damaged
from made import chronology, event, mention
from timeline.errors import StoreError
from timeline.store import Query, Store, files, seals
from timeline.store.files import EXPORT, STORE


def told(folder: Path) -> tuple[object, ...]:
    """What readers see of a store."""
    with Store.read(folder) as store:
        everything = Query(everything=True, away=True)
        found = list(store.select(everything).events)
        words = list(store.select(Query(words=("voters",), everything=True)).events)
        return found, words, store.documents(), store.named_actors(), store.text("1.txt")


def compact(folder: Path, *, merging: bool = False) -> None:
    with Store.write(folder, "", finished=True) as store:
        store.compact(merging=merging)


def loosened(folder: Path) -> None:
    """A small store with room left in it, and rows of merging's own."""
    damaged.small_store(folder)
    with Store.write(folder, "rules 1") as store:
        with store._transaction():
            store._db.execute("CREATE TABLE merge_rules (rules TEXT)")
            store._db.execute("INSERT INTO merge_rules VALUES ('1')")
            store._db.execute("CREATE TABLE away AS SELECT zeroblob(300000) AS a")
        with store._transaction():
            store._db.execute("DROP TABLE away")


@pytest.mark.parametrize("merging", [False, True])
def test_nothing_but_the_room_it_takes_changes(tmp_path: Path, merging: bool) -> None:
    loosened(tmp_path)
    before, size = told(tmp_path), (tmp_path / STORE).stat().st_size
    export = (tmp_path / EXPORT).read_bytes()
    compact(tmp_path, merging=merging)
    assert told(tmp_path) == before
    assert (tmp_path / STORE).stat().st_size < size - 250_000
    assert (tmp_path / EXPORT).read_bytes() == export
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        (".timeline.lock", seals.FILE, EXPORT, STORE)
    )
    with sqlite3.connect(tmp_path / STORE) as db:
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert seals.broken(db) is None
        there = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'merge_rules'")
        assert there.fetchone() == (0 if merging else 1,)
    db.close()


def test_what_nothing_refers_to_goes(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        quoted = mention("a.txt", "2020", "Voters vote", rules=("of old",))
        store.publish(chronology(event("e1", mentions=(quoted,))))
        with store._transaction():
            store._db.execute("INSERT INTO rule (name) VALUES ('unused')")
            seals.renew(store._db)
    compact(tmp_path)
    with Store.read(tmp_path) as store:
        assert store._rows("SELECT name FROM rule") == [("of old",)]


def test_it_can_be_worked_with_afterwards(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    compact(tmp_path)
    with Store.write(tmp_path, "rules 1") as store:
        store.publish(chronology(event("e1", title="They meet")))
        assert [e["id"] for e in store.select(Query(words=("meet",))).events] == ["e1"]
    compact(tmp_path)
    with Store.read(tmp_path) as store:
        assert [e["id"] for e in store.select(Query(words=("meet",))).events] == ["e1"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE passage SET quote = quote || '.' WHERE number = 2",
        "DROP TRIGGER article_came; UPDATE article SET key = 'x' WHERE id = '3.txt'",
        "UPDATE source SET article = zeroblob(9) WHERE id = '3.txt'",
    ],
)
def test_a_damaged_store_is_refused_and_left_as_it_is(tmp_path: Path, damage: str) -> None:
    damaged.small_store(tmp_path)
    (tmp_path / seals.FILE).unlink()
    with sqlite3.connect(tmp_path / STORE) as db:
        db.create_function("crc", -1, lambda *_: 0)
        db.executescript(damage)
    db.close()
    before = (tmp_path / STORE).read_bytes()
    with pytest.raises(StoreError, match=r"damaged.*timeline check"):
        compact(tmp_path)
    assert (tmp_path / STORE).read_bytes() == before


def test_a_copy_that_is_not_what_the_store_was_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loosened(tmp_path)
    before = told(tmp_path)
    monkeypatch.setattr(seals, "broken", lambda _: "the order of table event")
    with pytest.raises(StoreError, match=r"the copy is not what the store was \(the order"):
        compact(tmp_path)
    monkeypatch.undo()
    assert told(tmp_path) == before
    assert not files.aside(tmp_path / STORE).exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from timeline.store import Store, compacting, files

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

{how}
with Store.write(Path({folder!r}), "", finished=True) as store:
    store.compact()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize(
    "how",
    [
        "compacting.os.fsync = die",
        "Path.replace = die",
        "files.sync_folder = die",
        "compacting.seals.broken = die",
    ],
)
def test_a_run_killed_at_any_moment_leaves_a_whole_store(tmp_path: Path, how: str) -> None:
    loosened(tmp_path)
    before = told(tmp_path)
    script = KILLED.format(how=how, folder=str(tmp_path))
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == -9, ended.stderr.decode()
    assert told(tmp_path) == before
    compact(tmp_path)
    assert told(tmp_path) == before
    assert not files.aside(tmp_path / STORE).exists()
