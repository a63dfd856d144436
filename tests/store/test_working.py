"""What is kept together is committed together, whatever ends it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from made import document
from timeline.store import Store, texts, working
from timeline.store.files import STORE


def committed(folder: Path) -> list[str]:
    """The ids of what another program finds."""
    with closing(sqlite3.connect(folder / STORE)) as db:
        return [id_ for (id_,) in db.execute("SELECT id FROM article ORDER BY id")]


def test_what_is_gathered_is_committed_when_it_is_settled_and_at_the_end(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        with store.gathering():
            store.keep("key 1", document("a.txt"), ())
            store.keep("key 2", document("b.txt"), ())
            assert committed(tmp_path) == []
            assert store.kept("key 1") is not None, "it is there for who keeps it"
            store.settle()
            assert committed(tmp_path) == ["a.txt", "b.txt"]
            store.keep("key 3", document("c.txt"), ())
            assert committed(tmp_path) == ["a.txt", "b.txt"]
        assert committed(tmp_path) == ["a.txt", "b.txt", "c.txt"]
        store.keep("key 4", document("d.txt"), ())
        assert committed(tmp_path)[-1] == "d.txt"


def test_nothing_waits_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_GATHERED", 0)
    with Store.write(tmp_path, "rules 1") as store, store.gathering():
        store.keep("key 1", document("a.txt"), ())
        store.keep("key 2", document("b.txt"), ())
        assert committed(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, AssertionError])
def test_whatever_ends_it_what_is_kept_is_kept_whole(
    kind: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise kind

    source = texts.Source("b.txt", "0" * 64, "b.txt", '{"text": ""}')
    with Store.write(tmp_path, "rules 1") as store:
        with pytest.raises(kind), store.gathering():
            store.keep("key 1", document("a.txt"), ())
            monkeypatch.setattr(texts, "keep", broken)
            store.keep("key 2", document("b.txt"), (), source)
        assert committed(tmp_path) == ["a.txt"]
