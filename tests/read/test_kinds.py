"""What files that aren't read are called, and what is rubbish."""

from __future__ import annotations

import re

import pytest

from timeline.read import formats, kinds


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.JPG", ".jpg"),
        ("a/b.c/notes", ""),
        ("Report 2.5", ""),
        ("Mr. Doe was there", ""),
        ("story.2021", ""),
        ("article.php?id=3", ""),
        (".bashrc", ""),
        ("box.tar.gz", ".gz"),
        ("é.Txt ", ".txt"),
    ],
)
def test_an_ending_is_what_people_call_one(name: str, told: str) -> None:
    assert kinds.ending(name) == told


def test_kinds_are_told_by_name_and_by_content() -> None:
    for name, kind in (
        ("x/a.HEIC", "a photo"),
        ("c\\talk.mp3", "a sound file"),
        ("Makefile", "a source file"),
        ("old.wps", "an old Office file"),
    ):
        found = kinds.of_name(name)
        assert found is not None
        assert found.called == kind
    assert kinds.of_name("notes.xyz") is None
    for data, kind in (
        (b"RIFF\0\0\0\0WAVEfmt ", "a sound file"),
        (b"RIFF\0\0\0\0AVI LIST", "a video"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
        (b"\0\0\0\x18ftypheic", "a photo"),
        (b"\0\0\0\x18ftypisom", "a video"),
    ):
        found = kinds.of_content(data)
        assert found is not None
        assert found.called == kind


@pytest.mark.parametrize(
    "text",
    ["OTTO was there.", "ID3 is a tag.", "MZ met him.", "BZh!", "PAR1S", "Rar! Rar!", "GIF was it",
     "#! no script", "BM is a car maker, and a company.", "-----BEGIN PGP MESSAGE"],
)  # fmt: skip
def test_no_text_has_the_bytes_of_a_kind(text: str) -> None:
    assert kinds.of_content(text.encode()) is None


def test_texts_for_programs_are_told_where_the_name_tells_nothing() -> None:
    found = kinds.of_content(b"#!/bin/sh\nls\n", text=True)
    assert found is not None
    assert found.called == "a source file"
    assert kinds.of_content(b"The council met.", text=True) is None


def test_kinds_are_counted_in_words() -> None:
    told = ["a photo", ".zip", "an archive", "a photo", "a photo", ".zip"]
    assert kinds.counted(told) == "3 photos, 2 .zip, 1 archive"
    assert kinds.counted(f".{n}" for n in "abcdefgh").endswith("1 .f, 2 of other kinds")
    assert kinds.counted(f".{n}" for n in "abcdefg").endswith("1 .f, 1 .g")


@pytest.mark.parametrize(
    "name", [".DS_Store", "x/Thumbs.db", "~$report.docx", ".~lock.a.odt#", "._a.txt", "a.txt~",
             "Icon\r", "__MACOSX/a.txt", ".git/config", "a/.svn/b", "desktop.ini", ".timeline.sum"],
)  # fmt: skip
def test_what_systems_leave_is_rubbish(name: str) -> None:
    assert kinds.is_rubbish(name)


@pytest.mark.parametrize(
    "name", ["store.txt", "thumbs/a.txt", "a_files/b.txt", ".notes.txt", "$report.docx", "files"]
)
def test_what_people_write_is_none(name: str) -> None:
    assert not kinds.is_rubbish(name)


def test_a_saved_page_comes_with_a_folder() -> None:
    assert kinds.is_rubbish_folder("Vote_files", {"Vote.html", "Vote_files"})
    assert kinds.is_rubbish_folder("Élu_fichiers", {"Élu.htm"})
    assert not kinds.is_rubbish_folder("case_files", {"case.txt"})
    assert not kinds.is_rubbish_folder("_files", {"a.html"})


def test_the_table_is_sound() -> None:
    told = kinds._table()["kind"]
    endings = [e for kind in told for e in kind.get("endings", "").split()]
    assert len(endings) == len(set(endings))
    assert all(re.fullmatch(r"[a-z0-9]{1,12}", e) for e in endings)
    assert all(re.match(r"an? [A-Za-z-]+( [A-Za-z]+)*$", kind["kind"]) for kind in told)
    assert all(kinds.ending(f"a{s}") == s for s in formats.SUFFIXES)
