"""timeline check, and what may be done after commands that failed or were killed."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from driven import Run
from timeline import decisions
from timeline.store import Store, files, locking, seals

OUT = Path("data/out")
STORE = OUT / "timeline.sqlite"
EXPORT = OUT / "chronology.json"


@pytest.fixture
def stored(run: Run, articles: Path) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def damage(what: bytes) -> None:
    """Change a letter of the store's file wherever some words stand in it."""
    content = STORE.read_bytes()
    assert what in content
    STORE.write_bytes(content.replace(what, bytes([what[0] ^ 1]) + what[1:]))


def test_a_store_as_it_was_written(stored: Run) -> None:
    ended = stored("check")
    assert (ended.code, ended.out) == (0, "")
    assert "nothing is wrong" in ended.err


def test_without_a_store_there_is_nothing_to_check(run: Run, articles: Path) -> None:
    ended = run("check")
    assert ended.code == 1
    assert "there is no chronology here yet" in ended.err
    assert not OUT.exists()


def test_an_export_that_lags_behind_and_what_a_killed_run_left(stored: Run) -> None:
    whole = EXPORT.read_bytes()
    EXPORT.write_text("{}")
    (OUT / ".chronology.json.new").write_text("half")
    ended = stored("check")
    assert ended.code == 1
    assert ended.out == (
        "chronology.json is not that of the store\n"
        ".chronology.json.new was left by a run that was killed\n"
    )
    assert "mend it: timeline check --mend" in ended.err
    assert stored("check", "--mend").code == 0
    assert EXPORT.read_bytes() == whole
    assert stored("check").code == 0


@pytest.mark.parametrize("command", [("extract", "in"), ("hide", "e"), ("check", "--mend")])
def test_every_command_that_may_write_renews_the_export(
    stored: Run, command: tuple[str, ...]
) -> None:
    id_ = stored("show").events[0]["id"]
    EXPORT.unlink()
    assert stored(*(id_ if word == "e" else word for word in command)).code == 0
    assert EXPORT.is_file()
    assert stored("check").code == 0


def test_a_damaged_chronology_is_made_anew(stored: Run) -> None:
    id_ = stored("show").events[0]["id"]
    assert stored("hide", id_).code == 0
    shown, export, broken = stored("show", "--all").out, EXPORT.read_bytes(), None
    damage(b'["en"]')  # of events, not of what the articles gave
    broken = STORE.read_bytes()
    for arguments in (("show",), ("extract", "in"), ("undo",), ("check",)):
        ended = stored(*arguments)
        assert ended.code == 1
        assert "damaged" in ended.err or "content of table word" in ended.out
        assert STORE.read_bytes() == broken
    assert stored("check", "--mend").code == 0
    assert stored("show", "--all").out == shown
    assert EXPORT.read_bytes() == export
    assert (OUT / "timeline.sqlite.damaged").read_bytes() == broken
    assert stored("check").code == 0


def test_an_article_that_is_lost_is_named_and_can_be_extracted_again(stored: Run) -> None:
    shown = stored("show", "--all").out
    with sqlite3.connect(STORE) as db:
        db.execute("DROP TRIGGER article_came")
        db.execute("UPDATE article SET mentions = '[]' WHERE id = 'in/a.txt'")
    db.close()
    assert "what article in/a.txt gave is malformed\n" in stored("check").out
    ended = stored("check", "--mend")
    assert ended.code == 1
    assert "what article in/a.txt gave is lost: extract again" in ended.err
    assert stored("extract", "in").code == 0
    assert stored("show", "--all").out == shown


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE source SET article = zeroblob(9) WHERE id = 'in/a.txt'",
        "DROP TRIGGER source_went; DELETE FROM source WHERE id = 'in/a.txt'",
    ],
)
def test_what_was_read_in_a_text_goes_with_it_until_it_is_extracted_again(
    stored: Run, damage: str
) -> None:
    shown = stored("show", "--all").out
    with sqlite3.connect(STORE) as db:
        db.executescript(damage)
    db.close()
    assert "the text of article in/a.txt is malformed\n" in stored("check").out
    lost = "what article in/a.txt gave is lost: extract again"
    ended = stored("check", "--mend")
    assert (ended.code, ended.err.count(lost)) == (1, 1)
    assert stored("check").out == f"{lost}\n"
    assert stored("extract", "in").code == 0
    assert (stored("check").code, stored("show", "--all").out) == (0, shown)


def test_a_damaged_text_is_found_and_told_until_it_is_extracted_again(stored: Run) -> None:
    shown = stored("show", "--all").out
    with sqlite3.connect(STORE) as db:
        db.execute("UPDATE source SET place = 'elsewhere' WHERE id = 'in/a.txt'")
    db.close()
    assert "the text of article in/a.txt is malformed\n" in stored("check").out
    lost = "the text of article in/a.txt is lost: extract again"
    ended = stored("check", "--mend")
    assert (ended.code, ended.err.count(lost)) == (1, 1)
    assert stored("check").out == f"{lost}\n"
    assert stored("show", "--all").out == shown
    assert stored("extract", "in").code == 0
    assert (stored("check").code, stored("show", "--all").out) == (0, shown)
    with Store.read(OUT) as store:
        assert store.text("in/a.txt") == Path("in/a.txt").read_text()


def test_what_a_mending_lost_stays_known_until_it_is_extracted_again(stored: Run) -> None:
    with sqlite3.connect(STORE) as db:
        db.execute("DROP TRIGGER article_came")
        db.execute("UPDATE article SET mentions = '[]' WHERE id = 'in/a.txt'")
    db.close()
    lost = "what article in/a.txt gave is lost: extract again"
    ended = stored("check", "--mend")
    assert (ended.code, ended.err.count(lost)) == (1, 1)
    assert stored("check").out == f"{lost}\n"
    assert stored("check").err == "timeline: mend it by hand\n"
    assert stored("check", "--mend").code == 1
    assert stored("extract", "in").code == 0
    assert stored("check").code == 0


def test_a_bit_that_makes_a_definition_unreadable_is_damage_and_mended(stored: Run) -> None:
    shown = stored("show", "--all").out
    damage(b"TRIGGER article_went")
    broken = STORE.read_bytes()
    STORE.write_bytes(broken.replace(b"URIGGER article_went", b"URIGGER\xe8article_went"))
    ended = stored("show")
    assert (ended.code, ended.out) == (1, "")
    assert "it is damaged" in ended.err
    assert "timeline check" in ended.err
    assert stored("check").code == 1
    assert stored("check", "--mend").code == 0
    assert stored("show", "--all").out == shown
    assert stored("check").code == 0


def test_what_can_not_be_mended_is_said_so_before_and_how_to_go_on(stored: Run) -> None:
    content = STORE.read_bytes()
    STORE.write_bytes(content[:100] + bytes(len(content) - 100))
    for arguments in (("check",), ("check", "--mend")):
        ended = stored(*arguments)
        assert ended.code == 1
        assert "nothing can be read of what its articles gave" in ended.err
        assert "timeline merge data/out/chronology.json --out-dir NEWDIR" in ended.err
        assert "mend it" not in ended.err
    EXPORT.write_text("{")
    assert "timeline merge" not in stored("check").err


@pytest.mark.parametrize("name", ["names.toml", "decisions.toml"])
@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe garbage", b"a = " + b"[" * 90_000, b" " * 10_000_001, b"kind = 1\nkind = 2\n"],
    ids=["garbage", "deep", "large", "twice"],
)
def test_files_beside_the_store_that_can_not_be_read_are_named(
    stored: Run, name: str, content: bytes
) -> None:
    shown = stored("show").out
    (OUT / name).write_bytes(content)
    for arguments in (("check",), ("check", "--mend")):
        ended = stored(*arguments)
        assert ended.code == 1
        assert ended.out.startswith(f"data/out/{name}")
        assert ended.out.count("\n") == 1
        assert "nothing is wrong" not in ended.err
    ended = stored("show")
    assert (ended.code, ended.out) == (0, shown)
    assert f"data/out/{name}" in ended.err
    assert "shown is the chronology as it was" in ended.err
    assert "name another file" not in ended.err
    (OUT / name).unlink()
    assert stored("check").code == 0


def test_damage_is_not_mended_by_names_that_can_not_be_read(stored: Run) -> None:
    damage(b'["en"]')
    (OUT / "names.toml").write_text("same = [")
    before = STORE.read_bytes()
    ended = stored("check", "--mend")
    assert ended.code == 1
    assert "nothing is mended yet; first data/out/names.toml" in ended.err
    assert STORE.read_bytes() == before
    (OUT / "names.toml").unlink()
    assert stored("check", "--mend").code == 0


def test_what_holds_nothing_that_can_be_read_stays(stored: Run) -> None:
    content = STORE.read_bytes()
    STORE.write_bytes(content[:100] + bytes(len(content) - 100))
    broken = STORE.read_bytes()
    ended = stored("check", "--mend")
    assert ended.code == 1
    assert "nothing can be read of what its articles gave" in ended.err
    assert STORE.read_bytes() == broken


# -- what failed may be done again -----------------------------------------------------------


@pytest.mark.parametrize("where", ["COMMIT", "place"])
def test_a_decision_that_fails_is_not_taken_and_running_it_again_takes_it_once(
    stored: Run, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, before, shown = stored("show").events[0]["id"], EXPORT.read_bytes(), stored("show").out
    with monkeypatch.context() as patched:
        if where == "COMMIT":
            fail_at_commit(patched)
        else:
            replace = Path.replace

            def full(path: Path, target: Path) -> Path:
                if path.name == f".{decisions.FILE}.new":
                    raise OSError(5, "Input/output error")
                return replace(path, target)

            patched.setattr(Path, "replace", full)
        ended = stored("hide", id_)
    assert (ended.code, ended.out) == (1, "")
    assert not (OUT / decisions.FILE).exists()
    assert not list(OUT.glob(".*.new"))
    assert EXPORT.read_bytes() == before
    assert stored("show").out == shown
    assert stored("hide", id_).code == 0
    assert len(stored("decisions").events) == 1


def fail_at_commit(patched: pytest.MonkeyPatch) -> None:
    """The disk is full when the store is to be committed."""
    opened = Store.write.__func__  # type: ignore[attr-defined]

    class Full:
        def __init__(self, db: sqlite3.Connection) -> None:
            self.db = db

        def __getattr__(self, name: str) -> Any:
            return getattr(self.db, name)

        def execute(self, sql: str, *values: Any) -> Any:
            if sql == "COMMIT":
                raise sqlite3.OperationalError("database or disk is full")
            return self.db.execute(sql, *values)

    def write(cls: type[Store], *arguments: Any, **more: Any) -> Store:
        store: Store = opened(cls, *arguments, **more)
        store._db = Full(store._db)  # type: ignore[assignment]
        return store

    patched.setattr(Store, "write", classmethod(write))


@pytest.mark.parametrize("where", ["keep", "note_language", "publish", "end"])
@pytest.mark.parametrize("after", [False, True])
def test_a_merge_that_was_killed_can_be_run_again(
    run: Run, articles: Path, where: str, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "b.csv").write_text("date,title\n2020-08-09,Ana Müller wins\n")
    run("merge", "b.csv", "--out-dir", "right")
    method = getattr(Store, where)

    def killed(*arguments: Any, **more: Any) -> Any:
        if after:
            method(*arguments, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Store, where, killed)
        assert run("merge", "b.csv", "--out-dir", "ours").code == 130
    ended = run("merge", "b.csv", "--out-dir", "ours")
    if (where, after) == ("end", True):  # it was done
        assert "there is a chronology here" in ended.err
    else:
        assert ended.code == 0
    right, ours = ((articles / d / "chronology.json").read_bytes() for d in ("right", "ours"))
    assert right == ours
    assert run("check", "--out-dir", "ours").code == 0


def test_a_merge_replaces_nothing_that_a_run_read(stored: Run, articles: Path) -> None:
    (articles / "b.csv").write_text("date,title\n2020-08-09,Ana Müller wins\n")
    for folder in (OUT, articles / "begun"):
        folder.mkdir(exist_ok=True)
        if folder != OUT:
            with Store.write(folder, "rules 1") as store:
                from made import document

                store.keep("key", document(), ())
        ended = stored("merge", "b.csv", "--out-dir", str(folder))
        assert ended.code == 1
        assert "there is a chronology here" in ended.err


def test_the_lock_of_a_run_that_is_gone_is_free_and_damage_to_it_harmless(tmp_path: Path) -> None:
    locking.take(tmp_path).close()
    locking.take(tmp_path).close()
    (tmp_path / locking.LOCK).write_bytes(b"no database" * 400)
    locking.take(tmp_path).close()


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
@pytest.mark.parametrize("of_folder", [False, True])
def test_a_sound_store_that_may_only_be_read_is_sound(
    stored: Run, monkeypatch: pytest.MonkeyPatch, of_folder: bool
) -> None:
    """As a user without rights meets it: root may write whatever the mode says."""
    (OUT / locking.LOCK).unlink()
    connect = files.connect
    monkeypatch.setattr(files, "connect", lambda path, mode: connect(path, "ro"))
    if of_folder:
        monkeypatch.setattr(os, "access", lambda _, asked, **__: asked != os.W_OK)
    ended = stored("check")
    assert (ended.code, ended.out) == (0, "")
    assert of_folder != (OUT / locking.LOCK).exists()


def test_damage_to_the_search_is_found_in_a_store_that_may_only_be_read(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = sqlite3.connect(STORE)
    db.execute("INSERT INTO event_search(event_search) VALUES ('delete-all')")
    db.commit()
    db.close()
    connect = files.connect
    monkeypatch.setattr(files, "connect", lambda path, mode: connect(path, "ro"))
    ended = stored("check")
    assert ended.code == 1
    assert "the words that event_search finds: " in ended.out


def test_a_note_that_has_no_room_leaves_nothing_behind(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, *told: Any, **how: Any) -> int:
        if path.name != f"{seals.FILE}.new":
            return write(path, *told, **how)
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    id_ = stored("show", "--all").events[0]["id"]
    with monkeypatch.context() as small:
        small.setattr(Path, "write_text", full)
        assert stored("hide", id_).code == 0
    assert not (OUT / f"{seals.FILE}.new").exists()
    assert stored("check").code == 0
    (OUT / f"{seals.FILE}.new").touch()
    assert stored("undo").code == 0
    assert not (OUT / f"{seals.FILE}.new").exists()


@pytest.mark.parametrize("told", [b"", b"\0" * 50, b"1 2 3 4", b"\xff\xfe", b"9" * 6000, None])
def test_a_garbled_note_makes_no_sound_store_damaged(stored: Run, told: bytes | None) -> None:
    whole = stored("show", "--all", "--json").out
    if told is None:
        (OUT / seals.FILE).unlink()
        (OUT / seals.FILE).mkdir()
    else:
        (OUT / seals.FILE).write_bytes(told)
    ended = stored("show", "--all", "--json")
    assert (ended.code, ended.out) == (0, whole)
    assert stored("check").code == 0
    assert stored("hide", stored("show", "--all").events[0]["id"]).code == 0
    assert stored("check").code == 0
