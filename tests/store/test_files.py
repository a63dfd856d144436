"""What is said of errors of the file system about a store."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from timeline.errors import StoreError
from timeline.store import files


def told(error: Exception, path: Path) -> str:
    with pytest.raises(StoreError) as caught, files.explained(path):
        raise error
    return str(caught.value)


@pytest.mark.parametrize(
    ("number", "how"),
    [
        (errno.ENOSPC, "make room on the disk"),
        (errno.EROFS, "make it writable, or copy the folder and work on the copy"),
        (errno.EACCES, "make it writable, or copy the folder"),
        (errno.EIO, "check its permissions and the disk"),
    ],
)
def test_who_has_a_store_is_not_sent_elsewhere(tmp_path: Path, number: int, how: str) -> None:
    (tmp_path / files.STORE).touch()
    for path in (tmp_path, tmp_path / files.STORE):
        said = told(OSError(number, os.strerror(number)), path)
        assert how in said and "another directory" not in said


def test_who_has_none_yet_is(tmp_path: Path) -> None:
    said = told(OSError(errno.EACCES, "Permission denied"), tmp_path / "new")
    assert said.endswith("permission denied; choose another directory with --out-dir")


def test_a_database_that_can_not_be_written_is_one_to_be_copied(tmp_path: Path) -> None:
    said = told(sqlite3.OperationalError("attempt to write a readonly database"), tmp_path)
    assert said.endswith("make it writable, or copy the folder and work on the copy")
    said = told(sqlite3.OperationalError("database or disk is full"), tmp_path)
    assert "the disk is full; make room on the disk" in said


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("file:///home/a%20b/x.sqlite", "file:///home/a%20b/x.sqlite"),
        ("file:///C:/a/x.sqlite", "file:///C:/a/x.sqlite"),
        ("file://host/share/x.sqlite", "file:////host/share/x.sqlite"),
    ],
)
def test_the_address_of_a_file_names_no_host(uri: str, told: str) -> None:
    assert files.without_host(uri) == told
