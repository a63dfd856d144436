"""The file of a store is checked beside a short change."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import damaged
from timeline.errors import StoreError
from timeline.store import Store, file_sums, guard, seals
from timeline.store.files import STORE


def brief(folder: Path) -> Store:
    return Store.write(folder, "", finished=True, brief=True)


def test_damage_is_found_before_a_change_is_committed(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    whole = (tmp_path / STORE).read_bytes()
    content = bytearray(whole)
    content[content.index(b"key 3")] ^= 1  # nothing that a decision reads
    (tmp_path / STORE).write_bytes(content)
    note = (tmp_path / seals.FILE).read_bytes()
    with pytest.raises(StoreError, match="changed though nobody wrote"), brief(tmp_path) as store:
        store.renew()
    assert (tmp_path / STORE).read_bytes() == content
    assert (tmp_path / seals.FILE).read_bytes() == note
    with pytest.raises(StoreError, match="damaged"):
        Store.read(tmp_path)


def test_what_damage_leads_to_is_told_as_damage(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    content = bytearray((tmp_path / STORE).read_bytes())
    content[content.index(b"key 3")] ^= 1
    (tmp_path / STORE).write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), brief(tmp_path):
        raise KeyError("of a record that isn't what was written")


def test_a_short_change_leaves_the_note_of_the_whole_file(tmp_path: Path) -> None:
    damaged.small_store(tmp_path)
    for _ in range(3):
        with brief(tmp_path) as store:
            store.renew()
        with (tmp_path / STORE).open("rb") as file:
            assert seals.noted(tmp_path / STORE)[:3] == file_sums.of(file)[:3]  # type: ignore[index]


def test_a_file_is_relied_on_until_it_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"told")
    with path.open("rb") as file:
        found = file_sums.of(file)
    guard.remember(path, found)
    assert guard.relied_on(path) is None  # a change within the clock's tick would not show
    time.sleep(0.03)
    guard.remember(path, found)
    assert guard.relied_on(path) == found
    told = path.stat()
    path.write_bytes(b"lied")
    os.utime(
        path, ns=(told.st_atime_ns, told.st_mtime_ns)
    )  # its change of state shows all the same
    assert guard.relied_on(path) is None
