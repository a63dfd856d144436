"""Several processes read files as one would."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import hostile
from hostile import Box, Slow
from timeline.errors import InputError, ProcessDied
from timeline.run import IN_PROCESS
from timeline.run.readers import Readers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")


@contextmanager
def alone() -> Iterator[None]:
    yield


def read(readers: Readers, *files: Any) -> list[Any]:
    try:
        return list(readers.read(files))
    finally:
        readers.close()


def test_one_more_where_the_others_wait_and_all_in_order() -> None:
    readers = Readers(IN_PROCESS, 2, alone, lambda: True)
    files = [Slow(str(n), 0.05 if n % 2 else 0.15) for n in range(24)]
    told = read(readers, *files)
    assert [path for path, _ in told] == [str(n) for n in range(24) for _ in range(2)]
    by = [process for _, process in told]
    assert len(set(by[:10])) == 1, "one is enough at first"
    assert len(set(by)) == 2


def test_one_as_long_as_nobody_waits() -> None:
    told = read(Readers(IN_PROCESS, 2, alone), *(Slow(str(n), 0.02) for n in range(20)))
    assert len({process for _, process in told}) == 1


def test_a_file_that_killed_its_reader_once_is_read_as_if_it_had_not(tmp_path: Path) -> None:
    files = [Slow("a", 0), Slow("b", 0, dies=str(tmp_path / "note")), Slow("c", 0), Slow("d", 0)]
    told = read(Readers(IN_PROCESS, 2, alone), *files)
    assert [path for path, _ in told] == ["a", "a", "b", "b", "c", "c", "d", "d"]


def test_a_file_that_kills_it_again_is_named_with_what_it_gave() -> None:
    error = InputError("x", "it is none", "leave it out")
    files = [Box("a", 2), error, Box("b", 3, hostile.leaving), Box("c", 1, data=b"1" * 200_000)]
    *before, told, after = read(Readers(IN_PROCESS, 2, alone), *files)
    assert before == [("a", 0), ("a", 1), error, ("b", 0), ("b", 1), ("b", 2)]
    assert isinstance(told, ProcessDied)
    assert (told.what, told.file) == ("b, from article 4 on", ("b", 3))
    assert after == ("c", 0)
