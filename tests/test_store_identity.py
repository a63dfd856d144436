"""Which document an article is, however its file is called, wherever it lies."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

import made
from timeline import read
from timeline.cli.publishing import labelled
from timeline.model import Article
from timeline.store import Source, Store, identity, texts
from timeline.store.identity import Known

ONE = "2020-08-09 | election | happened | 0.9 | Voters elect a president | Ana Müller\n"
TWO = "2020-09-14 | meeting | planned | 0.8 | Müller and Dupont to meet\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a folder `in`."""
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def run(*paths: str, fresh: bool = False, out: str = "out") -> list[Known]:
    """Keep the articles of these paths as a run does; what each was known as."""
    found = []
    with Store.write(Path(out), "rules 1", fresh=fresh) as store:
        for article in read.articles(paths):
            assert isinstance(article, Article)
            known = store.known_as(article)
            found.append(known)
            article = labelled(article, known)  # noqa: PLW2901
            result = made.process(article)
            told = article.model_dump_json()
            source = Source(article.id, article.sha256, article.path, told, part=article.part)
            store.keep(f"{article.id} {article.sha256}", result.document, result.mentions, source)
    return found


def kept(out: str = "out") -> dict[str, str]:
    """What is kept, id: path; that all of it is whole."""
    with Store.write(Path(out), "rules 1") as store:
        told = {document.id: document.path for document, _ in store.all_kept()}
        assert not list(texts.damaged(store._db))
        for document, mentions in store.all_kept():
            assert {m.event.document for m in mentions} <= {document.id}
            article = Article.model_validate_json(store.article(document.id) or "")
            assert (article.id, article.path) == (document.id, document.path)
    return told


def test_the_same_file_by_another_path_is_the_same_document(here: Path) -> None:
    write("in/a.txt", ONE)
    run("in/a.txt")
    for other in (str(here / "in/a.txt"), "in/../in/a.txt", "./in/a.txt"):
        assert run(other) == [Known("in/a.txt", "in/a.txt")]
    os.chdir("in")
    assert run("a.txt", out="../out") == [Known("in/a.txt", "in/a.txt")]
    (here / "link").symlink_to("in")
    assert run("../link/a.txt", out="../out") == [Known("in/a.txt", "in/a.txt")]
    write("a.txt", TWO)
    assert run(str(here / "in/a.txt"), out="../out") == [Known("in/a.txt", "in/a.txt")]
    assert kept("../out") == {"in/a.txt": "in/a.txt"}


def test_a_file_of_another_name_is_the_document_that_held_the_same_and_is_gone(here: Path) -> None:
    write("in/a.txt", ONE)
    run("in")
    shutil.move("in/a.txt", "in/b.txt")
    assert run("in") == [Known("in/a.txt", "in/b.txt", before="in/a.txt")]
    assert run("in") == [Known("in/a.txt", "in/b.txt")]
    assert kept() == {"in/a.txt": "in/b.txt"}
    shutil.move("in/b.txt", "in/a.txt")
    assert run("in") == [Known("in/a.txt", "in/a.txt", before="in/b.txt")]
    assert kept() == {"in/a.txt": "in/a.txt"}


def test_a_copy_is_a_document_of_its_own(here: Path) -> None:
    write("in/a.txt", ONE)
    run("in")
    write("in/b.txt", ONE)
    assert run("in") == [Known("in/a.txt", "in/a.txt"), Known("in/b.txt", "in/b.txt")]
    # Of two copies one that is renamed is known, the other stays who it is.
    shutil.move("in/a.txt", "in/c.txt")
    assert run("in") == [
        Known("in/b.txt", "in/b.txt"),
        Known("in/a.txt", "in/c.txt", before="in/a.txt"),
    ]


def test_of_several_that_are_gone_the_one_of_that_name_is_meant(here: Path) -> None:
    for name in ("in/x/a.txt", "in/y/b.txt"):
        write(name, ONE)
    run("in")
    shutil.rmtree("in")
    write("new/b.txt", ONE)
    write("new/c.txt", ONE)
    write("new/d.txt", ONE)
    assert run("new") == [
        Known("in/y/b.txt", "new/b.txt", before="in/y/b.txt"),
        Known("in/x/a.txt", "new/c.txt", before="in/x/a.txt"),
        Known("new/d.txt", "new/d.txt"),
    ]


def test_a_file_that_bears_the_name_gets_the_id(here: Path) -> None:
    write("in/a.txt", ONE)
    run("in")
    shutil.move("in/a.txt", "in/z.txt")
    run("in")
    write("in/a.txt", TWO)
    assert run("in/a.txt") == [Known("in/a.txt", "in/a.txt", renamed="in/z.txt")]
    assert kept() == {"in/a.txt": "in/a.txt", "in/z.txt": "in/z.txt"}
    assert run("in") == [Known("in/a.txt", "in/a.txt"), Known("in/z.txt", "in/z.txt")]


def test_files_that_change_names_change_ids(here: Path) -> None:
    write("in/a.txt", ONE)
    write("in/b.txt", TWO)
    run("in")
    for old, new in (("a", "c"), ("b", "a"), ("c", "b")):
        shutil.move(f"in/{old}.txt", f"in/{new}.txt")
    assert run("in") == [Known("in/a.txt", "in/a.txt"), Known("in/b.txt", "in/b.txt")]


def test_two_files_that_are_called_the_same_from_two_directories_are_two(here: Path) -> None:
    for folder, text in (("x", ONE), ("y", TWO)):
        write(str(here / folder / "in/a.txt"), text)
        os.chdir(here / folder)
        run("in/a.txt", out="../out")
    os.chdir(here)
    assert kept() == {"in/a.txt": "in/a.txt", "../y/in/a.txt": "in/a.txt"}
    assert run("y/in/a.txt", "x/in/a.txt") == [
        Known("../y/in/a.txt", "in/a.txt"),
        Known("in/a.txt", "in/a.txt"),
    ]


def test_what_a_moved_file_holds_is_known_part_by_part(here: Path) -> None:
    mail = "From a@b.org Mon Aug 10 09:00:00 2020\nFrom: a@b.org\nSubject: {}\n\n{}\n"
    write("in/old.mbox", mail.format("One", ONE) + mail.format("Two", TWO))
    ids = [known.id for known in run("in/old.mbox")]
    assert ids == ["in/old.mbox", "in/old.mbox#2"]
    shutil.move("in/old.mbox", "in/new.mbox")
    for name in ("in/new.mbox", str(here / "in/new.mbox")):
        assert [known.id for known in run(name)] == ids
    assert kept() == dict.fromkeys(ids, "in/new.mbox")


def test_what_lies_in_a_moved_archive_is_known(here: Path) -> None:
    with zipfile.ZipFile("in/old.zip", "w") as box:
        box.writestr("x/one.txt", ONE)
        box.writestr("two.txt", TWO)
    ids = [known.id for known in run("in")]
    assert sorted(ids) == ["in/old.zip/two.txt", "in/old.zip/x/one.txt"]
    shutil.move("in/old.zip", "in/new.zip")
    assert [known.id for known in run(str(here / "in"))] == ids
    assert [known.id for known in run("in")] == ids
    # Unpacked beside it they are copies, in its place they are what it held.
    shutil.unpack_archive("in/new.zip", "in/new")
    assert {known.id for known in run("in/new")} == {"in/new/two.txt", "in/new/x/one.txt"}
    Path("in/new.zip").unlink()
    shutil.move("in/new", "in/last")
    moved = {known.id: known.path for known in run("in/last")}
    assert set(moved.values()) == {"in/last/two.txt", "in/last/x/one.txt"}
    assert set(moved) <= {*ids, "in/new/two.txt", "in/new/x/one.txt"}


def test_articles_with_ids_of_their_own_keep_them(here: Path) -> None:
    write("in/a.jsonl", '{"id": "7", "text": "Two meet."}\n{"id": "8", "text": "Three meet."}\n')
    run("in/a.jsonl")
    assert run(str(here / "in/a.jsonl")) == [Known("7", "in/a.jsonl"), Known("8", "in/a.jsonl")]
    shutil.move("in/a.jsonl", "in/b.jsonl")
    assert run("in/b.jsonl") == [
        Known("7", "in/b.jsonl", before="in/a.jsonl"),
        Known("8", "in/b.jsonl", before="in/a.jsonl"),
    ]
    assert kept() == {"7": "in/b.jsonl", "8": "in/b.jsonl"}


def test_a_date_that_only_the_old_name_told_is_kept(here: Path) -> None:
    write("in/2020-08-10-vote.txt", ONE)
    run("in")
    shutil.move("in/2020-08-10-vote.txt", "in/vote.txt")
    for _ in range(2):
        (known,) = run("in")
        assert known.published == "2020-08-10"


def test_a_fresh_run_knows_nobody(here: Path) -> None:
    write("in/a.txt", ONE)
    run("in")
    assert run(str(here / "in"), fresh=True) == [Known(f"{here}/in/a.txt", f"{here}/in/a.txt")]


def test_a_project_that_is_moved_as_a_whole_is_the_same(here: Path) -> None:
    write("p/in/a.txt", ONE)
    run("p/in", out="p/out")
    shutil.move("p", "q")
    assert run("q/in", out="q/out") == [Known("p/in/a.txt", "p/in/a.txt")]


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ("../in/a.txt", True),
        ("../in/a.txt#2", True),
        ("../in/a.txt/inner/b.txt", True),
        ("../in/a.txt/inner/b.mbox:3", True),
        ("../in/b.txt", False),
        ("../in/b.txt#2", False),
        ("../in/c.zip/a.txt", False),
        ("../gone/a.txt", False),
        ("../in", False),
    ],
)
def test_whether_the_file_of_a_place_is_there(here: Path, place: str, there: bool) -> None:
    write("in/a.txt", ONE)
    assert identity.is_there(Path("out"), place) == there
    assert identity.is_there(here / "out", place) == there
