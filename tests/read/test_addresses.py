"""Files of other file systems are listed, read and named by their addresses."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import InputError, NotRead, TimelineError
from timeline.model import Article
from timeline.read import addresses, articles

fsspec = pytest.importorskip("fsspec")
TEXT = "The council met on 3 May 2021 and chose a new chair.\n"


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    for name in ("b.txt", "a.txt", "deep/c.txt", "photo.jpg", ".hidden.txt"):
        system.pipe(f"/press/{name}", TEXT.encode() + name.encode())
    yield system
    system.rm("/press", recursive=True)


def read(*paths: str, **more: Any) -> tuple[list[Article], list[TimelineError]]:
    found = list(articles(paths, **more))
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, TimelineError)],
    )


def test_a_folder_is_read_in_name_order(memory: Any) -> None:
    found, left = read("memory://press/")
    names = ("a.txt", "b.txt", "deep/c.txt")
    assert [one.path for one in found] == [memory.unstrip_protocol(f"/press/{n}") for n in names]
    assert all(one.path.startswith("memory://") for one in found)
    assert found[0].text.startswith("The council met")
    assert sorted(one.what.rpartition("/")[2] for one in left) == [".hidden.txt", "photo.jpg"]
    assert all(isinstance(one, NotRead) for one in left)


def test_one_file_and_files_here(memory: Any, tmp_path: Path) -> None:
    here = tmp_path / "d.txt"
    here.write_text(TEXT)
    found, failed = read("memory://press/b.txt", f"file://{here}", "memory://press/b.txt")
    assert [one.path.rpartition("/")[2] for one in found] == ["b.txt", "d.txt"]
    assert failed == []


def test_files_of_an_archive(tmp_path: Path) -> None:
    packed = tmp_path / "press.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
    found, failed = read(f"zip://*.txt::file://{packed}")
    assert [one.path for one in found] == [f"zip://a.txt::file://{packed}"]
    assert failed == []


def test_the_limit_on_the_size_holds(memory: Any) -> None:
    found, (error,) = read("memory://press/a.txt", max_bytes=10)
    assert found == []
    assert "large" in error.why


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("memory://nowhere/a.txt", "there is no such file or directory"),
        ("gopher://press/", "nothing here reads the protocol gopher"),
    ],
)
def test_what_cannot_be_read_is_told(address: str, why: str) -> None:
    found, (error,) = read(address)
    assert found == []
    assert isinstance(error, InputError)
    assert error.what == address
    assert error.why == why


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    _, (error,) = read("s3://bucket/press/")
    assert "article-timeline[remote]" in error.how


def test_a_file_that_is_called_so_is_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:").mkdir()
    (tmp_path / "s3:" / "a.txt").write_text(TEXT)
    assert not addresses.is_address("s3://a.txt")
    assert not addresses.is_address("press/a.txt")
    assert addresses.is_address("s3://b.txt")
