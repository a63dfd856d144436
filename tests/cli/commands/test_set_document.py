"""What is said of a document by hand: `set DOCUMENT field=value`, and the options of `extract`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from driven import FIRST, Ended, Run
from timeline import pipeline
from timeline.errors import StageFailed

OUT = Path("data/out")


@pytest.fixture
def stored(run: Run, articles: Path) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def told(run: Run, id_: str = "in/a.txt") -> dict[str, Any]:
    """The record of a document."""
    (found,) = (d for d in run("documents").events if d["id"] == id_)
    return found


def folder() -> dict[str, bytes]:
    """What the store's folder holds, but for the sum of the file."""
    return {p.name: p.read_bytes() for p in OUT.iterdir() if p.suffix in (".toml", ".json")}


def test_a_date_that_is_set_holds_at_once_and_for_later_runs(
    stored: Run, processed: list[str]
) -> None:
    processed.clear()
    ended = stored("set", "in/a.txt", "published=2008-06-09", "--reason", "stamped on the back")
    assert ended.code == 0, ended.err
    assert "decision 1 (set in/a.txt, decisions.toml:" in ended.err
    assert processed == ["in/a.txt"]
    record = told(stored)
    assert (record["published"], record["published_how"]) == ("2008-06-09", "given")
    export = json.loads((OUT / "chronology.json").read_text())
    assert [d["published"] for d in export["documents"]] == ["2008-06-09", None]
    processed.clear()
    assert stored("extract", "in", "-q").code == 0
    assert (processed, told(stored)) == ([], record)
    Path("in/a.txt").write_text(FIRST + "\nMore of it.\n")  # edited, it is the same document
    assert stored("extract", "in", "-q").code == 0
    assert told(stored)["published"] == "2008-06-09"
    assert stored("check").code == 0


def test_what_is_of_the_record_alone_reads_nothing_again(stored: Run, processed: list[str]) -> None:
    processed.clear()
    values = ("title=The  vote", "url=https://example.org/a", "author=A. Writer")
    assert stored("set", "a.txt", *values).code == 0
    assert processed == []
    record = told(stored)
    assert (record["title"], record["url"], record["author"]) == (
        "The vote", "https://example.org/a", "A. Writer",
    )  # fmt: skip
    assert stored("extract", "in", "--fresh", "-q").code == 0
    assert told(stored) == record
    assert stored("show", "--source", "The vote", "--all").events


def test_a_decision_on_a_document_is_listed_and_taken_back(
    stored: Run, processed: list[str]
) -> None:
    before, record = folder(), told(stored)
    shown = stored("show", "--all").out
    assert stored("set", "in/a.txt", "kind=chronicle", "published=2008", "title=T").code == 0
    (row,) = stored("decisions").events
    assert (row["action"], row["about"], row["state"]) == ("set", "in/a.txt", "in force")
    assert row["values"] == ["published=2008", "title=T", "kind=chronicle"]
    assert (OUT / "decisions.toml").read_text().count("document = { id = ") == 1
    processed.clear()
    ended = stored("undo")
    assert ended.code == 0, ended.err
    assert "taken back: decision 1 (set in/a.txt)" in ended.err
    assert processed == ["in/a.txt"]
    assert (folder(), told(stored), stored("show", "--all").out) == (before, record, shown)


def test_of_two_that_set_one_field_the_later_holds(stored: Run) -> None:
    assert stored("set", "in/a.txt", "published=2008").code == 0
    ended = stored("set", "in/a.txt", "published=2009")
    assert "it gives way to the later decision 2" in ended.err
    assert told(stored)["published"] == "2009"
    assert stored("undo").code == 0
    assert told(stored)["published"] == "2008"


def test_a_decision_holds_for_the_file_that_was_moved(stored: Run) -> None:
    assert stored("set", "in/a.txt", "published=2008-06-09", "title=T").code == 0
    shutil.move("in", "there")
    assert stored("extract", "there", "--fresh", "-q").code == 0
    (record,) = (d for d in stored("documents").events if d["title"] == "T")
    assert record["published"] == "2008-06-09"
    assert Path(record["path"]).name == "a.txt"


def test_the_documents_own_word_comes_back_with_an_empty_value(run: Run, articles: Path) -> None:
    assert run("extract", "in", "-q", "--published", "2020-08-19").code == 0
    assert run("set", "in/a.txt", "published=", "title=T").code == 0
    assert told(run)["published"] is None
    assert run("set", "in/a.txt", "title=").code == 0
    assert told(run)["title"] != "T"
    assert told(run, "in/b.txt")["published"] == "2020-08-19"


@pytest.mark.parametrize(
    ("option", "field"),
    [
        (("--published", "2008-06-09"), ("published", "2008-06-09")),
        (("--language", "fr"), ("language", "fr")),
        (("--kind", "chronicle"), ("kind", None)),
    ],
)
def test_what_an_option_says_of_documents_is_kept_for_them(
    run: Run, articles: Path, processed: list[str], option: tuple[str, str], field: tuple[str, Any]
) -> None:
    assert run("extract", "in/a.txt", "-q", *option).code == 0
    shown, record = run("show", "--all", "--json").out, told(run)
    assert record[field[0]] == field[1]
    processed.clear()
    assert run("extract", "in/a.txt", "-q").code == 0
    assert (processed, run("show", "--all", "--json").out) == ([], shown)
    assert run("extract", "in", "-q").code == 0  # another is not spoken of
    assert processed == ["in/b.txt"]
    assert told(run) == record


def test_another_option_or_a_fresh_run_changes_what_was_given(run: Run, articles: Path) -> None:
    assert run("extract", "in", "-q", "--published", "2008", "--language", "en").code == 0
    assert run("extract", "in/a.txt", "-q", "--published", "2009").code == 0
    assert [d["published"] for d in run("documents").events] == ["2009", "2008"]
    assert run("set", "in/a.txt", "published=2010").code == 0
    assert run("extract", "in", "-q", "--published", "2011").code == 0
    assert [d["published"] for d in run("documents").events] == ["2010", "2011"]
    assert run("undo").code == 0
    assert [d["published"] for d in run("documents").events] == ["2011", "2011"]
    assert run("extract", "in", "-q", "--fresh").code == 0
    assert [d["published"] for d in run("documents").events] == [None, None]


def test_standard_input_is_another_document_each_time(run: Run, articles: Path) -> None:
    line = "2020-08-09 | election | happened | 0.9 | A vote\n"
    for text, published in ((line, "2008"), (line, None), (line * 2, None)):
        option = ("--published", published) if published else ()
        assert run("extract", "-", "--out-dir", "out", "-q", *option, stdin=text).code == 0
        (record,) = run("documents", "--out-dir", "out").events
        assert record["published"] == ("2008" if text == line else None)


def test_a_decision_that_fails_changes_nothing(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stored("set", "in/a.txt", "title=T").code == 0
    before, shown = folder(), stored("documents").out

    def broken(*_: object) -> pipeline.Result:
        raise StageFailed("in/a.txt", "dates", "made to break")

    monkeypatch.setattr(pipeline, "process", broken)
    ended = stored("set", "in/a.txt", "published=2008")
    assert ended.code == 1
    assert "in/a.txt: " in ended.err
    assert (folder(), stored("documents").out) == (before, shown)
    assert stored("check").code == 0
    monkeypatch.undo()


def test_a_decision_written_by_hand_is_heard_by_the_next_command(stored: Run) -> None:
    (OUT / "decisions.toml").write_text(
        '[[decision]]\naction = "set"\nset.published = "2008"\ndocument = { id = "in/a.txt" }\n'
    )
    assert stored("show", "--all").code == 0
    assert told(stored)["published"] == "2008"
    (OUT / "decisions.toml").unlink()
    assert stored("show", "--all").code == 0
    assert told(stored)["published"] is None


def test_a_document_that_is_gone_keeps_its_decision(stored: Run) -> None:
    assert stored("set", "in/a.txt", "published=2008").code == 0
    ended = stored("extract", "in/b.txt", "--fresh")
    assert "in/a.txt is not in the chronology any more; nothing is left of it" in ended.err
    assert stored("extract", "in", "-q").code == 0
    assert told(stored)["published"] == "2008"


def test_a_date_can_not_be_set_where_the_text_is_not_kept(stored: Run) -> None:
    import contextlib
    import sqlite3

    from timeline.store import articles
    from timeline.store.packing import MENTIONS

    with contextlib.closing(sqlite3.connect(OUT / "timeline.sqlite")) as db, db:
        articles.prepare(db)
        for id_, _, given in list(articles.given(db)):
            sql = "UPDATE article SET mentions = ? WHERE id = ?"
            db.execute(sql, (MENTIONS.pack(given), id_))  # as where only what it gave was kept
            sql = f"REPLACE INTO article_sum SELECT id, {articles.SUMS} FROM article WHERE id = ?"
            db.execute(sql, (id_,))
        db.execute("DELETE FROM source")
    assert stored("set", "in/a.txt", "title=T").code == 0
    ended = stored("set", "in/a.txt", "published=2008")
    assert "the text of in/a.txt isn't kept, so that it can't be read anew" in ended.err
    assert stored("extract", "in", "-q").code == 0
    assert (told(stored)["published"], told(stored)["title"]) == ("2008", "T")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("in/a.txt", "published=last week"), "published=last week"),
        (("in/z.txt", "published=2008"), "no document's id, path or sha256 begins with 'in/z.txt'"),
        (("in/z.txt", "title=Z"), "no event's id begins with 'in/z.txt', nor a document's"),
        (("in/a.txt", "date=2008"), "no field 'date' of a document can be set"),
        (("in/a.txt", "date=2008"), "an event has date, title, type, status, who, where, amounts"),
        (("in/a.txt", "kind=novel"), "choose from news, chronicle, narrative, reference"),
        (("in/a.txt", "url=javascript:alert(1)"), "it is no web address"),
        (("in/a.txt", "language=english"), "'english' is no language's code"),
        (("in/a.txt", "language=xx"), "'xx' is unknown"),
        (("in/", "title=T"), "'in/' may be in/a.txt, in/b.txt"),
        (("nothing", "title=T"), "no event's id begins with 'nothing', nor a document's id, path"),
        (("in/a.tx.", "title=T"), "did you mean the document in/a.txt?"),
        (("", "title=T"), "no event's id begins with '', nor a document's"),
    ],
)
def test_what_can_not_be_set(stored: Run, arguments: tuple[str, ...], why: str) -> None:
    before = folder()
    ended: Ended = stored("set", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert why in ended.err
    assert folder() == before


def test_an_event_is_set_as_ever(stored: Run) -> None:
    event = stored("show").events[0]
    assert stored("set", event["id"][:6], "title=Another").code == 0
    assert "Another" in stored("show").titles
    ended = stored("set", event["id"], "published=2008")
    assert "no field 'published' of an event can be set" in ended.err
    assert "a document has published, title, url, kind, language, author" in ended.err


def test_what_was_said_of_a_text_is_not_said_of_another_in_its_place(
    run: Run, articles: Path
) -> None:
    assert run("extract", "in/a.txt", "--published", "2009-03-01", "--kind", "news", "-q").code == 0
    assert run("extract", "in/b.txt", "-q").code == 0
    assert run("set", "in/b.txt", "published=2008-06-09", "title=The vote").code == 0
    for name in "ab":
        Path(f"in/{name}.txt").write_text(
            f"2011-04-05 | statement | ongoing | 0.7 | Mill {name} burns\n"
        )
    ended = run("extract", "in")
    assert ended.code == 0
    assert (
        "in/a.txt holds another text than the one that --kind and --published spoke of" in ended.err
    )
    assert "in/b.txt holds another text than the one that this was said of" in ended.err
    for name in "ab":
        record = told(run, f"in/{name}.txt")
        assert record["published"] is None
        assert record["title"] != "The vote"
    assert "--published spoke" not in run("extract", "in/a.txt").err  # said once
    assert run("check").code == 0
    # It is said anew of what is there now.
    assert run("set", "in/b.txt", "published=2012-01-02").code == 0
    assert told(run, "in/b.txt")["published"] == "2012-01-02"


@pytest.mark.parametrize("name", ["in/a", "a", "s2/b", "2/b"])
def test_a_document_may_be_called_by_its_path_without_the_ending(stored: Run, name: str) -> None:
    Path("in/s2").mkdir()
    Path("in/s2/b.txt").write_text(FIRST)
    Path("in/ab.txt").write_text(FIRST)
    assert stored("extract", "in", "-q").code == 0
    ended = stored("set", name, "author=A. Writer")
    meant = {"in/a": "in/a.txt", "a": "in/a.txt", "s2/b": "in/s2/b.txt"}.get(name)
    if meant is None:
        assert "no document's id" in ended.err or "no event's id" in ended.err
    else:
        assert told(stored, meant)["author"] == "A. Writer"
