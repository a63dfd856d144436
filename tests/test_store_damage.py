"""A damaged store gives the right answer or a clear error, never other data (see damaged.py)."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import cast

import pytest

import damaged
from made import chronology, document, event
from timeline.contract import EventRow
from timeline.errors import StoreError
from timeline.model import Actor
from timeline.store import Query, Store, checking, rows, seals
from timeline.store.files import EXPORT, LEFTOVERS, MERGING, STORE
from timeline.store.layout import LAYOUT


@pytest.mark.parametrize("noted", [True, False])
def test_damaged_stores_are_refused_or_answer_as_before(tmp_path: Path, noted: bool) -> None:
    commands = (damaged.COMMANDS[0], damaged.COMMANDS[-1])
    found = damaged.campaign(tmp_path, 40, noted=noted, commands=commands)
    assert not [told for told in found if told.startswith("WRONG")]
    assert found["refused"] > 20
    assert found.total() == 40 * len(commands)


def edited(folder: Path, sql: str) -> None:
    """Change a store as nobody who keeps its seals does."""
    with sqlite3.connect(folder / STORE) as db:
        db.execute(sql)
    db.close()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM place_of WHERE event = 3",
        "UPDATE event_row SET position = position + 1 WHERE rowid = 3",
        "UPDATE event_row SET shown = 1 - shown WHERE rowid = 3",
        "UPDATE document SET published = NULL WHERE rowid = 1",
        "UPDATE event_row SET confidence = confidence + 1e-15 WHERE rowid = 1",
        "UPDATE passage SET quote = quote || '.' WHERE number = 2",
        "UPDATE mention_of SET page = 7 WHERE event = 2",
        "UPDATE event_row SET told = zeroblob(9) WHERE number = 1",
        "INSERT INTO layer VALUES ('e1', 'e1', 0, NULL)",
        "DROP INDEX passage_start",
    ],
)
def test_rows_that_are_gone_or_changed_are_met_before_anything_is_read(
    tmp_path: Path, sql: str
) -> None:
    damaged.small_store(tmp_path)
    Store.read(tmp_path).close()
    edited(tmp_path, sql)
    with pytest.raises(StoreError, match=r"it is damaged \(.+\); see what can be mended: timeline"):
        Store.read(tmp_path)
    with pytest.raises(StoreError, match="it is damaged"):
        Store.write(tmp_path, "rules 1")


def test_a_byte_that_changed_where_nobody_wrote_is_damage_wherever_it_is(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    content = bytearray((tmp_path / STORE).read_bytes())
    content[content.index(b"key 3")] ^= 1
    (tmp_path / STORE).write_bytes(content)
    with pytest.raises(StoreError, match="changed though nobody wrote"):
        Store.read(tmp_path)


def test_what_an_article_gave_is_checked_when_it_is_read(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    with sqlite3.connect(tmp_path / STORE) as db:
        db.execute("DROP TRIGGER article_came")
        db.execute("UPDATE article SET mentions = '[ ]' WHERE id = '3.txt'")
    db.close()
    with Store.read(tmp_path) as store:  # what is shown is not touched by it
        store.select(Query())
        with pytest.raises(StoreError, match="damaged"):
            list(store.told(["3.txt"]))
        assert len(list(store.told(["2.txt"]))) == 1


def test_a_store_that_was_emptied_is_no_new_one(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    (tmp_path / STORE).write_bytes(b"")
    for opened in (lambda: Store.read(tmp_path), lambda: Store.write(tmp_path, "rules 1")):
        with pytest.raises(StoreError, match="nothing is left in it"):
            opened()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("note", ["", "1 2 3 4", "\xff", "999 1 5 17"])
def test_a_note_that_is_damaged_or_gone_harms_nobody(tmp_path: Path, note: str) -> None:
    damaged.small_store(tmp_path)
    (tmp_path / seals.FILE).write_text(note, encoding="latin-1")
    with Store.read(tmp_path) as store:
        assert len(store.select(Query(everything=True)).events) == 24
    (tmp_path / seals.FILE).unlink()
    with Store.read(tmp_path) as store:
        assert len(store.select(Query(everything=True)).events) == 24


def test_the_seals_hold_for_a_run_that_is_broken_off(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    store = Store.write(tmp_path, "rules 1")
    store.keep("key 9", document("9.txt"), ())
    copy = tmp_path / "killed"
    copy.mkdir()
    for name in (STORE, seals.FILE):
        shutil.copy(tmp_path / name, copy / name)
    store.close()
    with Store.read(copy) as killed:
        assert len(killed.select(Query(everything=True)).events) == 24


def test_an_actor_may_be_called_otherwise_by_a_later_event(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    told = [
        event(f"e{name}", actors=(Actor(id="person:ana", name=name, kind="person"),))
        for name in ("Ana", "Anna", "Ann")
    ]
    with Store.write(tmp_path, "rules 1") as store, store.together():
        for one in told:
            rows.put_event(store._db, cast("EventRow", one.model_dump(mode="json")))
    with Store.read(tmp_path) as read:
        shown = [read.event(one.id) for one in told]
    assert [e and e["actors"][0]["name"] for e in shown] == ["Ana", "Anna", "Ann"]


def test_the_next_run_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    for name in LEFTOVERS:
        (tmp_path / name).write_text("half")
    Store.write(tmp_path, "rules 1").close()
    assert not [name for name in LEFTOVERS if (tmp_path / name).exists()]
    (tmp_path / MERGING).mkdir()
    (tmp_path / MERGING / "mentions.sqlite").write_text("half")
    Store.write(tmp_path, "rules 1").close()
    assert not [name for name in LEFTOVERS if (tmp_path / name).exists()]


def test_an_export_that_lags_behind_is_renewed(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    whole = (tmp_path / EXPORT).read_bytes()
    for content in (None, b"{}"):
        (tmp_path / EXPORT).unlink()
        if content is not None:
            (tmp_path / EXPORT).write_bytes(content)
        with Store.write(tmp_path, "rules 1") as store:
            store.renew()
        assert (tmp_path / EXPORT).read_bytes() == whole


def test_a_failing_export_leaves_no_half_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    damaged.small_store(tmp_path)
    before = sorted(p.name for p in tmp_path.iterdir())
    monkeypatch.setattr("timeline.store.files.os.fsync", full)
    with (
        pytest.raises(StoreError, match="no space left"),
        Store.write(tmp_path, "rules 1") as store,
    ):
        store.publish(chronology(event("new")))
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    with Store.read(tmp_path) as store:
        assert store.event("new") is None


@pytest.mark.parametrize(
    ("at", "bits"),
    [
        (60, b"\xff\xff\xff\xff"),
        (60, (LAYOUT + 1).to_bytes(4, "big")),
        (68, b"text"),
        (56, b"\0\0\0\x01\x7f"),
    ],
    ids=["no layout", "a later layout", "application", "encoding and layout"],
)
def test_a_layout_that_nobody_wrote_is_damage(tmp_path: Path, at: int, bits: bytes) -> None:
    damaged.small_store(tmp_path)
    whole = (tmp_path / STORE).read_bytes()
    (tmp_path / STORE).write_bytes(whole[:at] + bits + whole[at + len(bits) :])
    with pytest.raises(StoreError, match=r"it is damaged \(its first bytes\)"):
        Store.read(tmp_path)
    assert list(checking.findings(tmp_path))


def test_a_later_layout_that_a_killed_run_wrote_is_no_damage(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    edited(tmp_path, f"PRAGMA user_version = {LAYOUT + 1}")
    with pytest.raises(StoreError, match="a newer version of timeline wrote it"):
        Store.read(tmp_path)
    with pytest.raises(StoreError, match="a newer version of timeline wrote it"):
        list(checking.findings(tmp_path))
