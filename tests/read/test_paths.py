"""Paths that are no plain files, and folders made to keep a reader busy."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from timeline import content
from timeline.errors import InputError, LeftOut, NotRead
from timeline.read import articles, paths
from timeline.read.paths import find

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices are POSIX")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(path: str, **more: float) -> str:
    with pytest.raises(InputError) as caught:
        content.read(path, **more)  # type: ignore[arg-type]
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


# -- pipes -------------------------------------------------------------------------------------


def test_a_pipe_nobody_writes_into_is_given_up() -> None:
    os.mkfifo("silent")
    why = "silent: nothing was written into this pipe for 0.05 s; start the program that writes"
    assert told("silent", patience=0.05).startswith(why)


def test_a_pipe_that_falls_silent_is_given_up() -> None:
    os.mkfifo("slow")
    writer = os.open("slow", os.O_RDWR)
    os.write(writer, b"The council met")
    assert "nothing was written into this pipe" in told("slow", patience=0.05)
    os.close(writer)


def test_what_is_written_into_a_pipe_is_read_to_its_end() -> None:
    os.mkfifo("pipe")
    text = b"The council met.\n" * 20_000  # more than a pipe holds

    def write() -> None:
        with Path("pipe").open("wb") as out:
            out.write(text[:1000])
            out.flush()
            time.sleep(0.02)
            out.write(text[1000:])

    writer = threading.Thread(target=write)
    writer.start()
    assert content.read("pipe", patience=10) == text
    writer.join()


def test_a_pipe_closed_without_a_word_is_empty() -> None:
    os.mkfifo("pipe")
    timer = threading.Timer(0.05, lambda: os.close(os.open("pipe", os.O_WRONLY)))
    timer.start()
    assert content.read("pipe", patience=10) == b""


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="there is no /dev/fd")
def test_what_a_shell_pipes_in_is_read(here: Path) -> None:
    for said in (b"", b"The council met."):
        end, start = os.pipe()
        os.write(start, said)
        os.close(start)
        # The writer has gone already, as `<(echo …)` has: nobody is waited for.
        begun = time.monotonic()
        assert content.read(f"/dev/fd/{end}", patience=10) == said
        assert time.monotonic() - begun < 5
        os.close(end)


def test_a_pipe_may_hold_no_more_than_a_file() -> None:
    os.mkfifo("pipe")
    writer = os.open("pipe", os.O_RDWR)
    os.write(writer, b"x" * 5000)
    assert "it is larger than 0.001 MB" in told("pipe", most=1000, patience=1)
    os.close(writer)


# -- what is no file ---------------------------------------------------------------------------


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/null", "/dev/full"])
def test_devices_are_no_articles(device: str) -> None:
    assert told(device).startswith(f"{device}: it is a device; name a file")


def test_sockets_and_directories_are_no_articles(here: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        assert told("s").startswith("s: it is a socket; pipe what it sends")
    assert told(str(here)).endswith("it is a directory; name the files in it")


def test_a_large_file_is_refused_unread(here: Path) -> None:
    with Path("large").open("wb") as out:
        out.truncate(1 << 40)
    assert told("large").startswith("large: it is larger than 50 MB; split it")


def test_links_in_a_ring_and_endless_names() -> None:
    Path("a.txt").symlink_to("b.txt")
    Path("b.txt").symlink_to("a.txt")
    assert told("a.txt").startswith("a.txt: it can't be read (too many levels of symbolic links)")
    long = told("x/" * 2500)
    assert "its name is longer than any can be" in long
    assert len(long) < 300
    assert told("a\0b").startswith("'a\\x00b': it is no path")


@pytest.mark.parametrize("name", ["two\nlines.txt", "\udcff.txt", "bell\x1b.txt"])
def test_names_that_are_no_text_are_told_in_one_line(name: str) -> None:
    Path(os.fsdecode(os.fsencode(name))).write_text("The council met.")
    for given in (name, ".", "*.txt"):
        (found,) = find([given])
        assert isinstance(found, InputError)
        kind = "not valid UTF-8" if "\udcff" in name else "no plain text"
        assert f"its name is {kind}; rename it" in str(found)
        str(found).encode()


def test_no_path_breaks_reading() -> None:
    given = ["", "\0", "x" * 5000, "x/" * 2500, "[" * 50, "**", "*/" * 300 + "*", "/dev/zero", "\udcff"]  # fmt: skip
    found = list(articles(given))
    assert all(isinstance(f, InputError) for f in found)
    assert len(found) == len(given)
    assert all(len(str(f)) < 1000 and len(str(f).splitlines()) == 1 for f in found)


# -- folders -----------------------------------------------------------------------------------


def test_links_that_lead_out_of_a_named_folder_are_told_and_left_out(here: Path) -> None:
    for name in ("articles/in/a.txt", "other/b.txt", "c.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("The council met.")
    for name, to in (("up", ".."), ("far", here / "other"), ("again", "in"), ("c.txt", "../c.txt")):
        Path("articles", name).symlink_to(to)
    out = "it is a link that leads out of the folder; name what it points to"
    left = [f"articles/{name}: {out}" for name in ("c.txt", "far", "up")]
    for given in ("articles", "articles/", "articles/**/*.txt"):
        found = [str(f).replace("//", "/") for f in find([given])]
        assert sorted(f for f in found if ": " in f) == left
        assert [f for f in found if ": " not in f] == ["articles/again/a.txt"]
    assert {f.exit_code for f in find(["articles"]) if isinstance(f, LeftOut)} == {0}
    # What the user names himself may be a link to anywhere, and what is named is no surprise.
    assert list(find(["articles/far"])) == ["articles/far/b.txt"]
    assert list(find(["articles/c.txt"])) == ["articles/c.txt"]
    assert not any("far:" in str(f) for f in find(["other", "articles"]))


def test_folders_that_link_to_each_other_are_walked_once() -> None:
    names = [f"f{n}" for n in range(12)]
    for name in names:
        Path(name).mkdir()
        Path(name, "a.txt").write_text("The council met.")
        for other in names:
            Path(name, f"to-{other}").symlink_to(f"../{other}", target_is_directory=True)
    for given in (".", "**/*.txt", "**"):
        found = list(find([given]))
        assert len(found) == 12
        assert not any(isinstance(f, InputError) for f in found)


def test_folders_in_folders_are_walked_however_deep() -> None:
    top = os.getcwd()  # noqa: PTH109
    for _ in range(1010):
        os.mkdir("d")  # noqa: PTH102
        os.chdir("d")
    Path("a.txt").write_text("The council met.")
    os.chdir(top)
    try:
        (found,) = find(["d"])
        assert str(found).count("d/") == 1010
    finally:  # deeper than what clears the folders of tests can go
        subprocess.run(["rm", "-rf", "d"], check=True)


def test_two_stars_stand_for_folders_of_any_depth() -> None:
    for name in (
        "a.txt",
        "s/b.txt",
        "s/t/c.txt",
        "s/t/d.md",
        ".h/e.txt",
        "s/t/u/f.jpg",
        "x/t/g.md",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("The council met.")
    assert list(find(["**/*.txt"])) == ["a.txt", "s/b.txt", "s/t/c.txt"]
    *read, photo = sorted(find(["s/**"]), key=str)
    assert read == ["s/b.txt", "s/t/c.txt", "s/t/d.md"]
    assert isinstance(photo, NotRead)
    assert photo.what == "s/t/u/f.jpg"
    Path("s/t/u/f.jpg").unlink()
    assert list(find(["**/t/**/*.md"])) == ["s/t/d.md", "x/t/g.md"]
    assert list(find(["*/t/**"])) == ["s/t/c.txt", "s/t/d.md", "x/t/g.md"]
    assert list(find(["./**/c.*"])) == ["./s/t/c.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_listed() -> None:
    Path("shut").mkdir(mode=0)
    (found,) = find(["shut"])
    assert "the directory can't be listed (permission denied); check its rights" in str(found)


def test_a_pattern_may_have_either_separator_where_there_are_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert paths._with_one_separator("data/**/*.txt") == "data/**/*.txt"
    monkeypatch.setattr(os, "sep", "\\")
    monkeypatch.setattr(os, "altsep", "/")
    assert paths._with_one_separator("data/**\\*.txt") == r"data\**\*.txt"
