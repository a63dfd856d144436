"""The texts of a store: kept with what was read in them, checked, found damaged, never lost."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from made import chronology, document, event, mention
from timeline.model import Article
from timeline.store import Source, Store, checking, texts


def source(id_: str = "a.txt", text: str = "Two meet in Graz.", path: str | None = None) -> Source:
    article = Article(id=id_, path=path or id_, text=text, format="text", sha256=f"of {text}")
    return Source(id_, article.sha256, article.path, article.model_dump_json())


def keep(store: Store, source: Source, key: str = "key") -> None:
    store.keep(key, document(source.id, sha256=source.sha256), (), source)


def test_a_text_is_kept_and_replaced_with_what_was_read_in_it() -> None:
    with Store.memory() as store:
        assert store.text("a.txt") is None
        keep(store, source(), "key 1")
        assert store.text("a.txt") == "Two meet in Graz."
        keep(store, source(text="They part.\u2028Then"), "key 2")
        assert store.text("a.txt") == "They part.\u2028Then"
        store.keep("key 3", document("a.txt"), ())  # of which only what it gave is known
        assert store.text("a.txt") is None


def test_a_fresh_run_forgets_the_texts_it_has_not_met(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules") as store:
        keep(store, source("a.txt"), "key a")
        keep(store, source("b.txt"), "key b")
        store.publish(chronology(documents=[document("a.txt"), document("b.txt")]))
    with Store.write(tmp_path, "rules", fresh=True) as store:
        keep(store, source("b.txt"), "key b")
        store.publish(chronology(documents=[document("b.txt")]))
        assert (store.text("a.txt"), store.text("b.txt")) == (None, "Two meet in Graz.")


def test_a_text_that_is_not_there_comes_with_its_article_met_again(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules") as store:
        store.keep("key", document("a.txt"), ())
        store.keep_text(source())
        assert store.text("a.txt") == "Two meet in Graz."
        before = store._db.total_changes
        store.keep_text(source())
        assert store._db.total_changes == before


@pytest.mark.parametrize(
    ("path", "part", "place"),
    [
        ("in/a.txt", "", "../in/a.txt"),
        ("in/a.mbox", "#2", "../in/a.mbox#2"),
        ("in/a.zip", "/x/b.txt", "../in/a.zip/x/b.txt"),
        ("in/a.jsonl", "", "../in/a.jsonl"),
        ("out/a.txt", "", "a.txt"),
        ("link/a.txt", "", "../in/a.txt"),
        ("-", "", ""),
        ("/dev/fd/63", "", ""),
        ("/dev/stdin", "", ""),
        ("/dev/null", "", ""),
    ],
)
def test_the_place_of_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, part: str, place: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "link").symlink_to("in")
    monkeypatch.chdir(tmp_path)
    assert texts.place(path, part, Path("out")) == place
    if place:
        assert texts.place(str(tmp_path / path), part, tmp_path / "out") == place


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="there is no /dev/shm")
def test_a_file_under_dev_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryDirectory(dir="/dev/shm") as folder:
        monkeypatch.chdir(folder)
        Path("a.txt").touch()
        for name in ("a.txt", "box.zip/b.txt", "gone/c.txt"):
            place = texts.place(f"{folder}/{name}", None, Path("out"))
            assert place == texts.place(name, None, Path("out")) == f"../{name}"
        monkeypatch.chdir("/")


def stored(folder: Path, text: str) -> None:
    """A store of an event that says that it quotes `Two meet`, and of a repeat."""
    again = {
        "document": "b.txt",
        "start": 0,
        "end": 8,
        "trigger": {"text": "Two", "start": 0, "end": 3},
    }
    quote = mention("a.txt", "2020-02-01", "Two meet", also_in=(again,))
    with Store.write(folder, "rules") as store:
        keep(store, source("a.txt", text), "key a")
        keep(store, source("b.txt", "Two met."), "key b")
        told = [document(name) for name in ("a.txt", "b.txt")]
        store.publish(chronology(event(mentions=(quote,)), documents=told))


def test_every_quote_is_that_of_its_text(tmp_path: Path) -> None:
    stored(tmp_path, "Two meet in Graz.")
    assert list(checking.findings(tmp_path)) == []


def test_a_quote_that_its_text_has_not_is_found(tmp_path: Path) -> None:
    stored(tmp_path, "\nTwo meet in Graz.")
    (found,) = checking.findings(tmp_path)
    assert (found.anew, found.by_hand) == (False, True)
    assert found.what == (
        "the text of article a.txt isn't what its quotes are of: extract it with --fresh"
    )


def test_a_text_that_waits_for_its_date_is_kept_beside_that_of_the_version_read_before(
    tmp_path: Path,
) -> None:
    """Killed before the others tell its date, the store still has the text that its quotes are of."""
    from timeline.store.company import Member

    with Store.write(tmp_path, "rules") as store:
        keep(store, source("a.txt", "Before."), "key 1")
        later = source("a.txt", "After.")
        store.company.note(Member("a.txt", "key 2", "en", waits=True), later.article)
        assert store.text("a.txt") == "Before."
        assert store.company.article("a.txt") == later.article
        keep(store, later, "key 2")
        assert store.text("a.txt") == "After."
        assert store.company.article("a.txt") == later.article
        store.company.failed("a.txt")  # as the others date it now, it can't be read
        assert store.text("a.txt") is None
        assert store.company.article("a.txt") == later.article
