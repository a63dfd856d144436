"""Whatever the calls that brought the articles of a store, its chronology is the same."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import made
from timeline import pipeline, result_keys
from timeline.cli import main
from timeline.model import Dating
from timeline.opening import Opened

# Name -> text. The bridge is a matter of its own: the report tells the day it fell, so that the
# dateline of the news has its year, and so the year of those who thank the mayor. The ferry sank in
# the year in which the fog is dated.
FILES = {
    "bridge.txt": "LISBON, March 9 (Agency) -- Rescue teams from Setubal and Almada said Thursday "
    "that the bridge at Barreiro had fallen. Mayor Teresa Valadares visited Barreiro and Setubal.",
    "inquiry.txt": "The inquiry into the fall of the bridge at Barreiro heard teams from Setubal "
    "and Almada. Former mayor Teresa Valadares spoke. The bridge had fallen on March 8, 2017.",
    "thanks.txt": "Teams from Setubal and Almada looked for cars below the bridge at Barreiro. "
    "People in Barreiro thanked mayor Teresa Valadares on Friday.",
    "ferry.txt": "A ferry sinks in the harbour\n\nThe ferry Gullwing sank in the harbour of "
    "Norhaven on Friday, September 11, and its captain was arrested by the police the same day.",
    "2020-08-30-fog.txt": "The ferries of Norhaven stayed in the harbour on Monday, for there was "
    "fog over the bay, and the captain of the Gullwing sent all passengers home.",
    "bac.txt": "Le bac a coulé dans le port de Norhaven le vendredi 11 septembre, et la police a "
    "arrêté le capitaine le même jour. Les passagers ont été conduits à terre par les pêcheurs.",
    "poem.txt": "The wind was in the reeds and nobody came to the door of the old house by the sea.",
}
# What else a file may have held before.
EARLIER = {
    "inquiry.txt": FILES["inquiry.txt"] + "\n\nPublished 4 May 2018\n",
    "ferry.txt": "Published 3 June 1999\n\n" + FILES["ferry.txt"],
    "2020-08-30-fog.txt": "Nothing was seen of the harbour of Norhaven for days.",
}


def cheap(known: Opened, dating: Dating | None = None) -> pipeline.Result:
    """In place of `pipeline.process`: an event a line, on the day the article was published."""
    known = known if dating is None else known.dated(dating)
    told = known.document()
    mentions, at = [], 0
    for number, line in enumerate(known.article.text.splitlines(keepends=True)):
        if line.strip() and told.published is not None:
            fields = [told.published, "accident", "happened", "0.8", line.strip()[:40]]
            mentions.append(made._mention(told.id, number, at, line.rstrip("\n"), fields))
        at += len(line)
    return pipeline.Result(told, tuple(mentions))


def extract(folder: Path, names: Iterable[str], *flags: str) -> int:
    """One call."""
    paths = [str(folder / name) for name in names]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return main(["extract", *paths, "--out-dir", str(folder / "out"), "--quiet", *flags])


def outcome(folder: Path) -> dict[str, Any]:
    """All that a store holds, and what is shown of it."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        main(["show", "--all", "--json", "--out-dir", str(folder / "out")])
    with contextlib.closing(sqlite3.connect(folder / "out/timeline.sqlite")) as db:
        rows = {
            table: db.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
            for table, columns in {
                "article": "*",
                "company": "*",
                "settled": "*, 1",
                "document": "id, position, path, title, published, published_how, language, sha256,"
                " warnings, copy_of, kind, kind_by",
                "event": "id, title, part_of",
                "event_document": "*",
                "mention": "event, number, document, start, quote, title, date, status, rules",
            }.items()
        }
    told = (folder / "out/chronology.json").read_bytes()
    return {"chronology.json": told, "shown": out.getvalue(), **rows}


def write(folder: Path, names: Iterable[str], texts: dict[str, str] = FILES) -> None:
    for name in names:
        (folder / name).write_text(texts[name], encoding="utf-8")


def published(folder: Path) -> dict[str, str | None]:
    with contextlib.closing(sqlite3.connect(folder / "out/timeline.sqlite")) as db:
        found = db.execute("SELECT path, published FROM document").fetchall()
    return {Path(path).name: day for path, day in found}


calls = st.lists(st.lists(st.sampled_from(sorted(FILES)), min_size=1, unique=True), max_size=5)


@settings(max_examples=20, deadline=None, derandomize=True, phases=[Phase.generate])
@given(calls, st.permutations(sorted(FILES)), st.sets(st.sampled_from(sorted(EARLIER))), st.data())
def test_the_calls_do_not_matter(
    wanted: Sequence[Sequence[str]], order: Sequence[str], before: set[str], data: st.DataObject
) -> None:
    names = {name for call in wanted for name in call} or set(order)
    with patch.object(pipeline, "process", cheap), tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        write(folder, names)
        extract(folder, sorted(names))
        whole = outcome(folder)
        for path in (folder / "out").iterdir():
            path.unlink()
        first = sorted(names & before)
        if first:
            write(folder, first, EARLIER)
            extract(folder, first)
            write(folder, first)
        late = [[name] for name in order if name in first]
        for call in data.draw(st.permutations([*(wanted or [order]), *late])):
            extract(folder, call)
        assert outcome(folder) == whole


def test_most_of_these_articles_are_dated_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So the test above tells something.
    monkeypatch.setattr(pipeline, "process", cheap)
    write(tmp_path, FILES)
    extract(tmp_path, FILES)
    assert published(tmp_path) == {
        "bridge.txt": "2017-03-09",
        "inquiry.txt": "2017",
        "thanks.txt": "2017",
        "ferry.txt": "2020-09-11",
        "2020-08-30-fog.txt": "2020-08-30",
        "bac.txt": "2020-09-11",
        "poem.txt": None,
    }


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """`cheap` is in place; the list fills with the names of the files that it reads."""
    seen: list[str] = []

    def process(known: Opened, dating: Dating | None = None) -> pipeline.Result:
        seen.append(Path(known.article.path).name)
        return cheap(known, dating)

    monkeypatch.setattr(pipeline, "process", process)
    return seen


def test_an_article_is_dated_by_what_comes_later_though_its_file_is_gone(
    tmp_path: Path, read: list[str]
) -> None:
    write(tmp_path, FILES)
    extract(tmp_path, ["ferry.txt"])
    assert published(tmp_path) == {"ferry.txt": None}
    (tmp_path / "ferry.txt").unlink()
    extract(tmp_path, ["2020-08-30-fog.txt"])
    assert published(tmp_path)["ferry.txt"] == "2020-09-11"
    assert read == ["ferry.txt", "2020-08-30-fog.txt", "ferry.txt"]


def test_what_keeps_its_date_is_not_read_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, FILES)
    names = sorted(FILES)
    extract(tmp_path, names[1:])
    assert sorted(read) == names[1:]
    read.clear()
    extract(tmp_path, ["bac.txt"])  # it has no date that the others would lack
    assert read == []
    # Nothing changed: nothing is so much as opened.
    monkeypatch.setattr(pipeline, "opened", None)
    monkeypatch.setattr("timeline.company.opened", None)
    assert extract(tmp_path, names[1:]) == 0
    assert read == []


def test_a_fresh_run_dates_by_what_it_is_given(tmp_path: Path, read: list[str]) -> None:
    write(tmp_path, FILES)
    given_now = ["bac.txt", "ferry.txt", "inquiry.txt"]
    extract(tmp_path, given_now)
    alone = outcome(tmp_path)
    extract(tmp_path, FILES)
    assert published(tmp_path)["ferry.txt"] == "2020-09-11"
    read.clear()
    extract(tmp_path, given_now, "--fresh")
    assert sorted(read) == given_now
    fresh = outcome(tmp_path)
    extract(tmp_path, ["ferry.txt"])
    # That nobody has come since is noted by the next run.
    assert [fresh.pop("settled"), alone["settled"]] == [[], outcome(tmp_path)["settled"]]
    assert fresh == {name: told for name, told in alone.items() if name != "settled"}


@pytest.mark.parametrize("reads", range(6))
def test_a_run_broken_off_anywhere_is_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: int
) -> None:
    monkeypatch.setattr(pipeline, "process", cheap)
    write(tmp_path, FILES)
    extract(tmp_path, FILES)
    whole = outcome(tmp_path)
    for path in (tmp_path / "out").iterdir():
        path.unlink()
    left = iter(range(reads))

    def broken(known: Opened, dating: Dating | None = None) -> pipeline.Result:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return cheap(known, dating)

    extract(tmp_path, ["ferry.txt", "thanks.txt"])
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "process", broken)
        assert extract(tmp_path, FILES) == 130
    extract(tmp_path, FILES)
    assert outcome(tmp_path) == whole


def test_an_article_that_fails_as_it_is_dated_now_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def process(known: Opened, dating: Dating | None = None) -> pipeline.Result:
        result = cheap(known, dating)
        if "ferry.txt" in result.document.path and result.document.published:
            raise OverflowError("date value out of range")
        return result

    monkeypatch.setattr(pipeline, "process", process)
    write(tmp_path, FILES)
    assert extract(tmp_path, ["ferry.txt"]) == 0
    assert extract(tmp_path, ["2020-08-30-fog.txt", "bac.txt"]) == 1
    assert set(published(tmp_path)) == {"2020-08-30-fog.txt", "bac.txt"}
    # It was told, and is not tried again, until something changes.
    monkeypatch.setattr(pipeline, "process", cheap)
    assert extract(tmp_path, ["bac.txt"]) == 0
    assert extract(tmp_path, ["ferry.txt"]) == 1
    monkeypatch.setattr(result_keys, "fingerprint", lambda: "mended")
    assert extract(tmp_path, FILES) == 0
    assert published(tmp_path)["ferry.txt"] == "2020-09-11"


def test_an_article_that_cannot_be_dated_is_told_and_costs_no_other(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = Opened.beside

    def broken(known: Opened, around: Any) -> Dating:
        if "ferry.txt" in known.article.path:
            raise OverflowError("date value out of range")
        return beside(known, around)

    monkeypatch.setattr(Opened, "beside", broken)
    write(tmp_path, FILES)
    assert extract(tmp_path, FILES) == 1
    assert "ferry.txt" not in published(tmp_path)
    assert published(tmp_path)["bac.txt"] == "2020-09-11"


def test_a_rehearsal_tells_what_would_be_dated_anew(
    tmp_path: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, FILES)
    extract(tmp_path, ["ferry.txt", "poem.txt"])
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    read.clear()
    fog = str(tmp_path / "2020-08-30-fog.txt")
    main(["extract", fog, "--dry-run", "--jsonl", "--out-dir", str(tmp_path / "out")])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = [(Path(row["path"]).name, row["state"], row["published"]) for row in rows]
    assert found == [
        ("2020-08-30-fog.txt", "new", "2020-08-30"),
        ("ferry.txt", "outdated", "2020-09-11"),
    ]
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert read == []


def test_articles_from_two_languages_read_in_any_parts_give_the_same_bytes(tmp_path: Path) -> None:
    names = sorted(FILES)
    write(tmp_path, names)

    def after(*given_: Sequence[str]) -> dict[str, Any]:
        for path in (tmp_path / "out").glob("*"):
            path.unlink()
        for call in given_:
            assert extract(tmp_path, call) == 0
        return outcome(tmp_path)

    whole = after(names)
    assert len(json.loads(whole["chronology.json"])["events"]) > 4
    assert after(*([name] for name in names)) == whole
    assert after(*([name] for name in reversed(names))) == whole
    assert after(names, ["ferry.txt"]) == whole
    assert after(names[2:], names[:4]) == whole


def test_reading_one_file_of_a_folder_again_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "rr"
    folder.mkdir()
    write(folder, ["bridge.txt", "inquiry.txt", "ferry.txt"])
    out = ["--out-dir", str(tmp_path / "out"), "--quiet"]
    with contextlib.redirect_stdout(io.StringIO()):
        main(["extract", str(folder), *out])
        before = (tmp_path / "out/chronology.json").read_bytes()
        assert b'"published": "2017-03-09"' in before
        main(["extract", str(folder / "bridge.txt"), *out])
    assert (tmp_path / "out/chronology.json").read_bytes() == before


@pytest.mark.parametrize("name", ["inquiry.txt", "2020-08-30-fog.txt", "ferry.txt"])
def test_what_is_said_of_one_dates_the_others_as_if_it_had_always_been_said(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path, FILES)
    at = str(tmp_path / "out")
    quiet = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    with patch.object(pipeline, "process", cheap), quiet[0], quiet[1]:
        extract(tmp_path, sorted(FILES))
        before = outcome(tmp_path)
        assert main(["set", str(tmp_path / name), "published=1987-03-12", "--out-dir", at]) == 0
        said = outcome(tmp_path)
        days = published(tmp_path)
        assert days[name] == "1987-03-12"
        extract(tmp_path, sorted(FILES), "--fresh")
        assert {**outcome(tmp_path), "settled": said["settled"]} == said
        assert main(["undo", "--out-dir", at]) == 0
        assert {**outcome(tmp_path), "settled": before["settled"]} == before
