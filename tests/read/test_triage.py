"""Every file that is met is read or named."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.errors import InputError, NoFile, NotRead, Rubbish, TimelineError
from timeline.model import Article
from timeline.read import articles, triage
from timeline.read.paths import find

Put = Callable[[str, bytes | str], str]
TEXT = "The council of Harwick met on 4 May 2021 and closed the bridge."


def left(*paths: str) -> dict[str, str]:
    """What was met there and isn't read: the kind of each."""
    return {f.what: f.kind for f in find(paths) if isinstance(f, NotRead)}


def test_files_of_a_folder_are_read_or_named(put: Put) -> None:
    read = {
        "d/README": TEXT,
        "d/Mr. Doe was there": TEXT,
        "d/page": "<!DOCTYPE html><html><body>x</body></html>",
        "d/page.php": "<html><body><p>x</p></body></html>",
        "d/a.rst": TEXT,
    }
    named = {
        "d/a.heic": "a photo",
        "d/b.py": "a source file",
        "d/script": "a source file",
        "d/scan": "a picture",
        "d/notes.xyz": ".xyz",
        "d/bytes.q": ".q",
        "d/bytes": "an unknown file",
        "d/nothing": "an empty file",
        "d/.secret.txt": "a hidden file",
    }
    for name, text in read.items():
        put(name, text)
    for name in named:
        put(name, TEXT)
    put("d/script", "#!/bin/sh\nls\n")
    put("d/scan", b"\x89PNG\r\n\x1a\n\0\0")
    for name in ("d/bytes", "d/bytes.q"):
        put(name, bytes(range(256)) * 4)
    put("d/nothing", b" \n")
    for given in ("d", "d/"):
        assert left(given) == named
        assert {f for f in find([given]) if isinstance(f, str)} == set(read)
    # Glob patterns of any depth meet, too, but nothing hidden.
    assert left("d/**") == {n: k for n, k in named.items() if n != "d/.secret.txt"}
    assert left("**/*.py") == {"d/b.py": "a source file"}


def test_reasons_are_one_line_with_what_to_do(put: Put) -> None:
    put("d/a.mp3", "x")
    put("d/b.xyz", TEXT)
    put("d/c.txt", TEXT)
    sound, unknown, _ = find(["d"])
    assert str(sound) == ("d/a.mp3: it is a sound file; give its transcript (.vtt, .srt or .txt)")
    assert str(unknown) == (
        "d/b.xyz: its ending is that of no format that is read; "
        "name the file itself to have it read as text"
    )


def test_what_is_named_is_read_whatever_it_is_called(put: Put) -> None:
    for name in ("b.py", "notes.xyz", ".secret.txt"):
        put(name, TEXT)
        (found,) = articles([name])
        assert isinstance(found, Article)
    put("p.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")
    (failed,) = articles(["p.jpg"])
    assert isinstance(failed, InputError)
    assert failed.exit_code == 1


def test_what_systems_leave_is_met_and_not_named(put: Put) -> None:
    for name in (".git/config", "Vote_files/a.txt", "__MACOSX/b.txt", ".cache/x/c.txt"):
        put(f"d/{name}", TEXT)
    for name in (".DS_Store", "~$a.docx", "._a.txt", ".~lock.a.odt#", "Thumbs.db"):
        put(f"d/{name}", TEXT)
    put("d/Vote.html", f"<html><body><p>{TEXT}</p></body></html>")
    put("d/case_files/a.txt", TEXT)
    found = list(find(["d"]))
    assert [f for f in found if isinstance(f, str)] == ["d/Vote.html", "d/case_files/a.txt"]
    assert sum(isinstance(f, Rubbish) for f in found) == 9
    assert not any(isinstance(f, TimelineError) and not isinstance(f, Rubbish) for f in found)
    # What is hidden and named is no rubbish.
    assert left("d/.git") == {"d/.git/config": "an unknown file"} or list(find(["d/.git"]))


@pytest.mark.skipif(os.name != "posix", reason="pipes and sockets are POSIX")
def test_what_is_no_file_is_named_and_never_opened(put: Put) -> None:
    put("d/a.txt", TEXT)
    os.mkfifo("d/pipe.txt")
    Path("d/gone.txt").symlink_to("nowhere")
    Path("d/ring.txt").symlink_to("ring.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("d/s")
        assert left("d") == {
            "d/pipe.txt": "a pipe",
            "d/gone.txt": "a broken link",
            "d/ring.txt": "a broken link",
            "d/s": "a socket",
        }


def test_a_folder_in_which_nothing_is_read_says_what_is_there(put: Put) -> None:
    for name in ("a.jpg", "b.jpg", "c.xyz", ".DS_Store"):
        put(f"d/{name}", "x")
    *_, error = find(["d"])
    assert isinstance(error, NoFile)
    assert "only 2 photos, 1 .xyz;" in str(error)


def test_files_within_files_are_met_alike() -> None:
    assert isinstance(triage.by_name("in/.DS_Store", "box.zip/in/.DS_Store"), Rubbish)
    photo = triage.by_name("a.jpg", "box.zip/a.jpg")
    assert photo is not None
    assert (photo.what, photo.kind) == ("box.zip/a.jpg", "a photo")
    assert triage.by_name("a", "box.zip/a") is None
    unnamed = triage.in_file("box.zip/a", b"\xff\xd8\xff")
    assert unnamed is not None
    assert unnamed.kind == "a photo"
    assert triage.by_name("a.jpg", "x.eml/a.jpg", told=True) is None
    assert triage.in_file("box.zip/a.txt", TEXT.encode()) is None
    assert triage.in_file("box.zip/notes", TEXT.encode()) is None
    # What lies in another can't be named by itself.
    for unread in (
        triage.by_name("a.py", "box.zip/a.py"),
        triage.in_file("box.zip/a.xyz", TEXT.encode()),
    ):
        assert unread is not None
        assert unread.how == "take the file out and name it to have it read as text"


def test_every_file_below_a_folder_is_accounted_for(put: Put) -> None:
    names = [
        f"d/{folder}{stem}{ending}"
        for folder in ("", "sub/", "a b/", ".hidden/", "V_files/", "__MACOSX/")
        for stem in ("a", ".a", "~$a", "V", "Mr. X")
        for ending in ("", ".txt", ".html", ".jpg", ".xyz", ".DS_Store", ".tmp", "~")
    ]
    for n, name in enumerate(names):
        put(name, bytes(range(n % 256)) * 9 if n % 3 else TEXT)
    found = list(find(["d"]))
    told = [f if isinstance(f, str) else getattr(f, "what", "") for f in found]
    assert len(told) == len(set(told))
    rubbish = {f.what for f in found if isinstance(f, Rubbish)}
    for folder, _, files in os.walk("d"):
        for name in files:
            path = os.path.join(folder, name)  # noqa: PTH118
            above = {str(parent) for parent in Path(path).parents}
            assert path in told or above & rubbish, path
    assert all(os.path.lexists(path) for path in told)


def test_errors_know_the_file_they_are_about(put: Put) -> None:
    put("a.jsonl", '{"text": "One."}\n{"no": "text"}\n')
    errors = [e for e in articles(["a.jsonl", put("e.txt", b"")]) if isinstance(e, TimelineError)]
    assert [(e.what, e.path) for e in errors] == [("a.jsonl:2", "a.jsonl"), ("e.txt", "e.txt")]
