"""What was met and not read is counted, named where asked, kept, and let go of."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from driven import Run


@pytest.fixture
def messy(articles: Path) -> Path:
    """Two articles among what isn't read."""
    for name in ("p.jpg", "q.jpg", "talk.mp3", ".DS_Store", ".git/config", "~$a.docx"):
        (articles / "in" / name).parent.mkdir(exist_ok=True)
        (articles / "in" / name).write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    return articles


def unread(run: Run, *more: str) -> dict[str, str]:
    """What the store knows of as not read, with why."""
    return {row["id"]: row["why"] for row in run("documents", "--unread", *more).events}


def test_they_are_counted_by_kind_in_one_line(run: Run, messy: Path) -> None:
    ended = run("extract", "in")
    assert ended.code == 0
    counted = "timeline: 3 files were not read: 2 photos, 1 sound file; --list-unread lists them"
    assert [line for line in ended.err.splitlines() if "not read" in line] == [counted]
    assert "not read" not in run("extract", "in", "-q").err


def test_one_is_named(run: Run, articles: Path) -> None:
    (articles / "in/talk.mp3").write_bytes(b"x")
    told = "in/talk.mp3: it is a sound file; give its transcript (.vtt, .srt or .txt)"
    for command in (("extract", "in"), ("dates", "in", "--language", "en")):
        assert told in run(*command).err
        assert "sound file" not in run(*command, "-q").err


def test_each_is_named_where_asked(run: Run, messy: Path) -> None:
    for asked in ("--list-unread", "-v"):
        lines = run("extract", "in", asked).err.splitlines()
        assert sum("in/p.jpg: it is a photo; " in line for line in lines) == 1
        assert "timeline: 3 files were not read: 2 photos, 1 sound file" in lines
        assert not any("DS_Store:" in line or "config" in line for line in lines)
        # System files are counted, and only for those who want all told.
        assert any("passed over: 3 of what systems leave" in line for line in lines) == (
            asked == "-v"
        )


def test_machines_are_told_what_and_why(run: Run, messy: Path) -> None:
    lines = run("--error-format", "json", "extract", "in", "--list-unread").err.splitlines()
    told = [json.loads(line) for line in lines]
    (sound,) = [t for t in told if t.get("what") == "in/talk.mp3"]
    assert (sound["level"], sound["code"], sound["why"]) == (
        "note",
        "not-read",
        "it is a sound file",
    )


def test_strict_makes_them_a_failure(run: Run, messy: Path) -> None:
    for more in ((), ("-q",), ("--dry-run",)):
        ended = run("extract", "in", "--strict", *more)
        assert ended.code == 1
        assert "not read" in ended.err
    for name in ("p.jpg", "q.jpg", "talk.mp3"):
        (messy / "in" / name).unlink()
    # What systems leave is no file that was not read.
    for more in ((), ("-q",), ("--dry-run",)):
        assert run("extract", "in", "--strict", *more).code == 0


def test_a_rehearsal_lists_them(run: Run, messy: Path) -> None:
    rows = run("extract", "in", "--dry-run", "--language", "en").events
    left = {row["document"]: row["note"] for row in rows if row["state"] == "not read"}
    assert set(left) == {"in/p.jpg", "in/q.jpg", "in/talk.mp3"}
    assert left["in/talk.mp3"].startswith("it is a sound file; give")


def test_documents_lists_every_file_that_was_met(run: Run, messy: Path) -> None:
    (messy / "in/empty.txt").touch()
    (messy / "in/bad.jsonl").write_text('{"no": "text"}\n')
    assert run("extract", "in").code == 1
    ended = run("documents")
    read = {row["id"]: row["read"] for row in ended.events}
    assert list(read) == [
        "in/a.txt", "in/b.txt", "in/bad.jsonl:1", "in/empty.txt", "in/p.jpg", "in/q.jpg",
        "in/talk.mp3",
    ]  # fmt: skip
    assert [name for name, told in read.items() if told] == ["in/a.txt", "in/b.txt"]
    assert len({tuple(sorted(row)) for row in ended.events}) == 1
    assert ended.err == "timeline: 2 documents, 5 files not read (2 failed)\n"
    assert {r["id"] for r in ended.events if r["failed"]} == {"in/bad.jsonl:1", "in/empty.txt"}
    kinds = {row["id"]: row["kind"] for row in ended.events if not row["read"]}
    assert (kinds["in/p.jpg"], kinds["in/empty.txt"]) == ("a photo", "plain text")
    assert [r["id"] for r in run("documents", "--undated").events] == ["in/a.txt", "in/b.txt"]
    assert run("documents", "--undated", "--unread").code == 2


def test_documents_in_every_format(run: Run, messy: Path) -> None:
    run("extract", "in")
    only = run("documents", "--unread", "--json")
    assert [row["id"] for row in json.loads(only.out)] == ["in/p.jpg", "in/q.jpg", "in/talk.mp3"]
    assert only.err == "timeline: 3 files not read\n"
    rows = list(csv.DictReader(io.StringIO(run("documents", "--csv").out)))
    assert [(r["read"], r["why"]) for r in rows[1:3]] == [("true", ""), ("false", "it is a photo")]
    table = run("documents", "--format", "table").out
    assert "Published" in table
    assert table.index("in/b.txt") < table.index("Not read") < table.index("in/talk.mp3")


def test_files_within_files_are_listed(run: Run, articles: Path) -> None:
    with zipfile.ZipFile(articles / "in/box.zip", "w") as box:
        box.writestr("c.txt", "2021 | visit | happened | 0.9 | A visit\n")
        box.writestr("p.jpg", b"\xff\xd8\xff")
        box.writestr("empty.md", b"")
        box.writestr("__MACOSX/._c.txt", b"x")
    assert run("extract", "in").code == 1
    rows = {row["id"]: row for row in run("documents", "--unread").events}
    assert {name: (row["kind"], row["failed"]) for name, row in rows.items()} == {
        "in/box.zip/empty.md": ("Markdown", True),
        "in/box.zip/p.jpg": ("a photo", False),
    }
    with zipfile.ZipFile(articles / "in/box.zip", "w") as box:
        box.writestr("c.txt", "2021 | visit | happened | 0.9 | A visit\n")
    run("extract", "in/box.zip")
    assert unread(run) == {}


# -- over several runs -------------------------------------------------------------------------


def test_what_is_read_later_is_no_more_told_of(run: Run, articles: Path) -> None:
    (articles / "in/c.txt").touch()
    (articles / "in/notes.xyz").write_text("2021 | visit | happened | 0.9 | A visit\n")
    run("extract", "in")
    assert set(unread(run)) == {"in/c.txt", "in/notes.xyz"}
    (articles / "in/c.txt").write_text("2021 | visit | happened | 0.9 | A visit\n")
    run("extract", "in/c.txt")
    assert set(unread(run)) == {"in/notes.xyz"}
    assert run("extract", "in/notes.xyz").code == 0
    assert unread(run) == {}


def test_what_a_folder_no_longer_holds_is_forgotten(run: Run, messy: Path) -> None:
    (messy / "in/empty.txt").touch()
    (messy / "other").mkdir()
    (messy / "other/x.jpg").write_bytes(b"x")
    run("extract", "in", "other")
    (messy / "in/p.jpg").unlink()
    (messy / "in/empty.txt").unlink()
    (messy / "other/x.jpg").unlink()
    run("extract", "in/a.txt")
    assert set(unread(run)) == {
        "in/empty.txt", "in/p.jpg", "in/q.jpg", "in/talk.mp3", "other/x.jpg",
    }  # fmt: skip
    run("extract", "in")
    assert set(unread(run)) == {"in/q.jpg", "in/talk.mp3", "other/x.jpg"}
    run("extract", "in/a.txt", "--fresh")
    assert unread(run) == {}


def test_links_are_known_by_themselves(run: Run, articles: Path) -> None:
    (articles / "far").mkdir()
    (articles / "in/far").symlink_to(articles / "far")
    (articles / "in/gone.txt").symlink_to("nowhere")
    run("extract", "in")
    assert set(unread(run)) == {"in/far", "in/gone.txt"}
    for name in ("far", "gone.txt"):
        (articles / "in" / name).unlink()
    run("extract", "in")
    assert unread(run) == {}


def test_a_file_is_known_whatever_it_is_called(
    run: Run, messy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("extract", "in")
    monkeypatch.chdir(messy / "in")
    run("extract", "./p.jpg", "../in/a.txt", "--out-dir", "../data/out")
    told = unread(run, "--out-dir", "../data/out")
    assert set(told) == {"./p.jpg", "in/q.jpg", "in/talk.mp3"}
    run("extract", str(messy / "in"), "--out-dir", "../data/out")
    assert set(unread(run, "--out-dir", "../data/out")) == {
        str(messy / "in" / name) for name in ("p.jpg", "q.jpg", "talk.mp3")
    }


def test_a_folder_moved_as_a_whole_knows_its_files(
    run: Run, messy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (messy / "project").mkdir()
    for name in ("in", "data"):
        (messy / name).mkdir(exist_ok=True)
    (messy / "in").rename(messy / "project/in")
    monkeypatch.chdir(messy / "project")
    run("extract", "in")
    monkeypatch.chdir(messy)
    (messy / "project").rename(messy / "elsewhere")
    monkeypatch.chdir(messy / "elsewhere")
    (messy / "elsewhere/in/p.jpg").unlink()
    run("extract", "in")
    assert set(unread(run)) == {"in/q.jpg", "in/talk.mp3"}


def test_what_was_named_and_leads_nowhere_was_not_met(run: Run, messy: Path) -> None:
    assert run("extract", "in/a.txt", "nowhere.txt", "*.none", "data").code == 1
    assert unread(run) == {}


def test_a_run_that_reads_nothing_is_kept_of_a_store_that_is_there(run: Run, messy: Path) -> None:
    (messy / "photos").mkdir()
    (messy / "photos/x.jpg").write_bytes(b"x")
    assert run("extract", "photos").code == 1
    assert not (messy / "data").exists()
    run("extract", "in/a.txt")
    before = run("show").out
    ended = run("extract", "photos")
    assert ended.code == 1
    assert "photos: the directory holds nothing that can be read, only 1 photo" in ended.err
    assert set(unread(run)) == {"photos/x.jpg"}
    assert run("show").out == before
    assert run("check").code == 0


# -- damage ------------------------------------------------------------------------------------


def test_damage_to_them_is_found_and_mended(run: Run, messy: Path) -> None:
    run("extract", "in")
    shown = run("show").out
    store = messy / "data/out/timeline.sqlite"
    with closing(sqlite3.connect(store)) as db, db:
        db.execute("UPDATE unread SET why = 'it is a cat' WHERE path = 'in/p.jpg'")
    ended = run("documents")
    assert ended.code == 1
    assert "unread" in ended.err
    mended = run("check", "--mend")
    assert mended.code == 1
    assert "which files were not read is lost: extract again" in mended.err
    assert unread(run) == {}
    run("extract", "in")
    assert set(unread(run)) == {"in/p.jpg", "in/q.jpg", "in/talk.mp3"}
    assert run("show").out == shown


def test_one_line_adds_up_what_failed_and_what_is_not_read(run: Run, messy: Path) -> None:
    (messy / "in/empty.txt").touch()
    err = run("extract", "in").err
    assert (
        "timeline: 4 files were not read: 1 failed (named above), 2 photos, 1 sound file;"
        " --list-unread lists them\n"
    ) in err
    assert err.endswith(" 2 documents, 4 files not read (1 failed)\n")
    assert run("documents", "--unread").err == "timeline: 4 files not read (1 failed)\n"
    # What there isn't is no file that was met.
    err = run("extract", "in", "gone").err
    assert err.endswith(" 2 documents, 4 files not read (1 failed), 1 input failed\n")


def test_failures_alone_are_told_as_they_were(run: Run, articles: Path) -> None:
    (articles / "in/empty.txt").touch()
    err = run("extract", "in").err
    assert "were not read" not in err
    assert err.endswith(" 2 documents, 1 input failed\n")


def test_the_two_tables_are_set_apart(run: Run, messy: Path) -> None:
    run("extract", "in")
    told = run("documents", "--format", "table").out
    assert "\n\nKind " in told
    assert not run("documents", "--unread", "--format", "table").out.startswith("\n")
