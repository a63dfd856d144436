"""chronology.json is copied but for the events that changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import damaged
from timeline.contract import ReviewRow, whole
from timeline.store import Layer, Store, export
from timeline.store.files import EXPORT
from timeline.store.query import Query


def wanted(folder: Path) -> str:
    with Store.read(folder) as store:
        events = store.select(Query(everything=True)).events
        return "".join(whole(store.documents(), list(events)))


def hide(folder: Path, *ids: str) -> None:
    """Hide these events and no others."""
    with Store.write(folder, "rules 1") as store:
        rows = [store.base.event(id_) for id_ in ids]
        said: ReviewRow = {"verdict": "rejected", "note": None, "tags": []}
        gone = [{**row, "review": said} for row in rows if row]
        store.decide(lambda _: Layer(ids, hidden=gone, digest="1"))  # type: ignore[arg-type]


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each export since was copied."""
    found: list[bool] = []
    patch = export._patched

    def spy(*given: object) -> int | None:
        told = patch(*given)  # type: ignore[arg-type]
        found.append(told is not None)
        return told

    monkeypatch.setattr(export, "_patched", spy)
    return found


def test_first_last_and_neighbours_go_and_come_back(tmp_path: Path, patched: list[bool]) -> None:
    damaged.small_store(tmp_path)
    ids = [e["id"] for e in json.loads((tmp_path / EXPORT).read_text())["events"]]
    for some in (ids[:1], ids[-1:], ids[3:5], [ids[0], ids[-1]], ids[-2:], [], ids[:3], ids[8:9]):
        hide(tmp_path, *some)
        assert (tmp_path / EXPORT).read_text("utf-8") == wanted(tmp_path)
    assert all(patched[1:])  # the first is of the store as it was made


def test_many_changes_and_changed_files_are_written_in_full(
    tmp_path: Path, patched: list[bool]
) -> None:
    damaged.small_store(tmp_path)
    ids = [e["id"] for e in json.loads((tmp_path / EXPORT).read_text())["events"]]
    for spoil in (b"{}", b"", None):
        (tmp_path / EXPORT).unlink()
        if spoil is not None:
            (tmp_path / EXPORT).write_bytes(spoil)
        hide(tmp_path, ids[2])
        assert (tmp_path / EXPORT).read_text("utf-8") == wanted(tmp_path)
    hide(tmp_path, *ids)
    assert (tmp_path / EXPORT).read_text("utf-8") == wanted(tmp_path)
    hide(tmp_path)
    assert (tmp_path / EXPORT).read_text("utf-8") == wanted(tmp_path)
    assert not any(patched)
