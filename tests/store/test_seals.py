"""Rows are sealed as they are, those of a whole chronology at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from made import chronology, event
from timeline.store import Layer, Store, seals


def test_of_a_whole_chronology_no_row_is_noted_and_of_later_changes_each(tmp_path: Path) -> None:
    def laid(store: Store) -> Layer:
        assert not seals.watched(store._db)
        return Layer((), digest="1")

    with Store.write(tmp_path, "rules 1") as store:
        for told in ((event("e1"), event("e2")), (event("e3"),)):
            store.publish(chronology(*told), laid)
            assert seals.watched(store._db)
            assert seals.broken(store._db) is None
        store.decide(lambda _: Layer((), digest="2"))
        assert seals.broken(store._db) is None
        store._db.execute("UPDATE event_row SET title = 'another'")
        assert seals.broken(store._db) == "the content of table event_row"


def test_after_a_whole_chronology_that_failed_changes_are_noted_as_before(tmp_path: Path) -> None:
    def fail(_: Store) -> Layer:
        raise RuntimeError

    with Store.write(tmp_path, "rules 1") as store:
        store.publish(chronology(event("e1"), event("e2")))
        with pytest.raises(RuntimeError):
            store.publish(chronology(event("e3")), fail)
        assert seals.watched(store._db)
        assert seals.broken(store._db) is None
