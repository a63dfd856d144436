from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.errors import InputError, UsageError
from timeline.model import Article
from timeline.read import articles, expect
from timeline.read.collect import item_to_article
from timeline.read.draft import Draft

Put = Callable[[str, bytes | str], str]
TEXT = "The council met on Monday.\n"


def run(*paths: str, **options: object) -> tuple[list[Article], list[InputError]]:
    items = list(articles(paths, **options))  # type: ignore[arg-type]
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, InputError)],
    )


def test_a_file_is_one_article_with_its_path_as_id(put: Put) -> None:
    good, bad = run(put("in/a.txt", TEXT))
    assert not bad
    (a,) = good
    assert (a.id, a.path, a.text, a.format) == ("in/a.txt", "in/a.txt", TEXT, "text")
    assert a.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (a.published, a.published_how, a.language, a.title) == (None, "unknown", None, None)


def test_a_directory_is_read_recursively_in_name_order(put: Put) -> None:
    for name in ("d/b.txt", "d/a/z.md", "d/c/y.txt", "d/.hidden.txt", "d/.git/x.txt", "d/p.jpg"):
        put(name, TEXT)
    good, bad = run("d")
    assert [a.id for a in good] == ["d/a/z.md", "d/b.txt", "d/c/y.txt"]
    assert not bad


def test_a_directory_with_nothing_to_read_is_one_error(put: Put) -> None:
    put("d/p.jpg", "x")
    good, bad = run("d")
    assert not good
    assert bad[0].why == "the directory holds nothing that can be read, only 1 photo"
    put("e/.DS_Store", "x")
    (empty,) = run("e")[1]
    assert empty.why == "the directory holds nothing that can be read, only 1 system file"


def test_a_pattern_is_expanded_in_name_order(put: Put) -> None:
    for name in ("b.txt", "a.txt", "c.md", "sub/d.txt"):
        put(name, TEXT)
    assert [a.id for a in run("*.txt")[0]] == ["a.txt", "b.txt"]
    assert [a.id for a in run("**/*.txt")[0]] == ["a.txt", "b.txt", "sub/d.txt"]
    assert run("*.eml")[1][0].what == "*.eml"


def test_a_file_named_like_a_pattern_is_that_file(put: Put) -> None:
    assert [a.id for a in run(put("a[1].txt", TEXT))[0]] == ["a[1].txt"]


def test_a_file_reached_twice_is_read_once(put: Put) -> None:
    put("d/a.txt", TEXT)
    Path("link.txt").symlink_to("d/a.txt")
    good, bad = run("d/a.txt", "d", "*/a.txt", "./d/a.txt", "link.txt")
    assert [a.id for a in good] == ["d/a.txt"]
    assert not bad


def test_links_that_lead_back_up_end(put: Put) -> None:
    put("d/e/a.txt", TEXT)
    Path("d/e/up").symlink_to("..", target_is_directory=True)
    Path("d/e/self").symlink_to(".", target_is_directory=True)
    Path("d/dead.txt").symlink_to("nowhere.txt")
    good, bad = run("d")
    assert [a.id for a in good] == ["d/e/a.txt"]
    assert not bad


def test_a_dead_link_that_is_named_is_an_error(put: Put) -> None:
    put("a.txt", TEXT)
    Path("dead.txt").symlink_to("nowhere.txt")
    good, bad = run("dead.txt", "a.txt")
    assert [a.id for a in good] == ["a.txt"]
    assert "no such file" in bad[0].why


def test_a_directory_that_cannot_be_listed_is_an_error(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("d/a.txt", TEXT)
    put("d/shut/b.txt", TEXT)
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, bad = run("d")
    assert [a.id for a in good] == ["d/a.txt"]
    assert str(bad[0]).startswith("d/shut: the directory can't be listed (permission denied)")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_is_an_error(put: Put) -> None:
    path = put("a.txt", TEXT)
    Path(path).chmod(0)
    assert "permission denied" in run(path)[1][0].why


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "nothing but blanks"),
        ("a.txt", b"\xef\xbb\xbf", "is empty"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.txt", b"text with a \x00 in it", "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "it is a picture, not plain text"),
        ("a.txt", b"%PDF-1.4\n1 0 obj", "it is a PDF file, not plain text"),
        ("a.txt", b"PK\x03\x04 word/document.xml", "it is a DOCX file"),
        (
            "a.txt",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
            "it is an old Office file or one with a password",
        ),
        ("a.txt", b"{\\rtf1\\ansi hello}", "it is rich text, not plain text"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "one with a password, not a DOCX file"),
        ("a.docx", b"plain words", "no DOCX file"),
        ("a.docx", b"PK\x03\x04 word/document.xml and no more", "damaged"),
        ("a.pdf", b"plain words", "no PDF file"),
        ("a.pdf", b"%PDF-1.4\n1 0 obj", "damaged"),
        ("a.html", b"<html><head><title>x</title></head></html>", "no article text"),
        ("a.eml", b"\n\njust words", "no e-mail headers"),
        ("a.zip", b"PK\x03\x04 readme.md", "no zip archive"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "it is a photo"),
    ],
)
def test_what_is_no_article_gets_one_line_and_the_run_goes_on(
    put: Put, name: str, content: bytes, why: str
) -> None:
    good, bad = run(put(name, content), put("good.txt", TEXT))
    assert [a.id for a in good] == ["good.txt"]
    assert len(bad) == 1
    assert bad[0].what == name
    assert why in bad[0].why
    assert "\n" not in str(bad[0])
    assert bad[0].how


def test_a_missing_file_and_an_odd_path_are_errors(put: Put) -> None:
    put("a.txt", TEXT)
    good, bad = run("missing.txt", "", "a\x00b", "a.txt")
    assert len(good) == 1
    assert [e.what for e in bad] == ["missing.txt", "''", r"'a\x00b'"]


def test_names_that_no_output_could_hold_are_errors(put: Put) -> None:
    put("d/good.txt", TEXT)
    for name in (b"d/bad-\xff.txt", b"d/two\nlines.txt"):
        try:
            Path(os.fsdecode(name)).write_text(TEXT)
        except OSError:
            pytest.skip("this file system has no such names")
    good, bad = run("d")
    assert [a.id for a in good] == ["d/good.txt"]
    assert [str(e).count("\n") for e in bad] == [0, 0]
    assert {e.why for e in bad} == {"its name is not valid UTF-8", "its name is no plain text"}


def test_a_huge_file_is_refused_without_reading_it_whole(put: Put) -> None:
    path = put("a.txt", "")
    with Path(path).open("wb") as handle:
        handle.truncate(60_000_000)
    assert "larger than 50 MB" in run(path)[1][0].why
    assert "larger than 1e-05 MB" in run(put("b.txt", TEXT), max_bytes=10)[1][0].why


def test_an_unknown_suffix_is_read_by_its_content(put: Put) -> None:
    names = [
        put("a.log", TEXT),
        put("b", '{"id": "j", "text": "From a line."}\n'),
        put("c.page", "<!DOCTYPE html><p>The council met on Monday and agreed to the plan.</p>"),
        put("d.mail", "From: a@b.org\nDate: Mon, 3 Feb 2020 10:00:00 +0100\nSubject: S\n\nBody.\n"),
    ]
    good, bad = run(*names)
    assert not bad
    assert [a.format for a in good] == ["text", "jsonl", "html", "eml"]


@pytest.mark.parametrize(
    ("content", "fmt", "ids"),
    [
        (TEXT.encode(), "text", ["-"]),
        (b'{"text": "One."}\n{"id": "x", "text": "Two."}\n', "jsonl", ["-:1", "x"]),
        (b'[{"text": "One."}]', "jsonl", ["-:1"]),
        (b"<html><body><p>The council met on Monday and agreed.</p></body></html>", "html", ["-"]),
    ],
)
def test_standard_input_is_read_by_its_content(content: bytes, fmt: str, ids: list[str]) -> None:
    good, bad = run("-", stdin=io.BytesIO(content))
    assert not bad
    assert [a.id for a in good] == ids
    assert {(a.format, a.path) for a in good} == {(fmt, "-")}


def test_standard_input_may_be_a_pdf_or_empty(pdf: Callable[..., bytes]) -> None:
    page = [(50, 700, 11, "The council met on Monday.")]
    good, _ = run("-", stdin=io.BytesIO(pdf([page])))
    assert (good[0].format, good[0].text) == ("pdf", "The council met on Monday.")
    assert str(run("-", stdin=io.BytesIO(b""))[1][0]).startswith("standard input: it is empty")


@pytest.mark.parametrize(
    ("name", "content", "place", "why", "how"),
    [
        ("a.jsonl", "null", ":1", "null where an object belongs", "each line is"),
        ("a.jsonl", "[1]", ":1", "a number where an object belongs", "write an object"),
        ("a.jsonl", "true", ":1", "true or false where an object belongs", "each line is"),
        ("a.jsonl", '"x"', ":1", "text where an object belongs", "each line is"),
        ("a.jsonl", '{"text": "It op', ":1", "not JSON from column 10 on", "each line is"),
        ("a.json", '{"text": "It op', ":1", "not JSON from column 10 on", "write an object"),
        ("a.json", '{\n"text": "It opened."\n"id": 1}', ":3", "not JSON from column 1 on", "write"),
        ("a.json", "[[]]", ":1", "a list where an object belongs", "write an object"),
        ("a.jsonl", "[" * 100_000, ":1", "its JSON is nested too deeply", "each line is"),
        ("a.jsonl", "9" * 5_000, ":1", "a number in it has too many digits", "each line is"),
        ("a.xml", "<rss>" + "<a>" * 300, "", "the XML is nested too deeply at line 1", "check"),
        ("a.txt", "\n \n", "", "it holds nothing but blanks", "leave it out"),
        ("a.txt", "", "", "it is empty", "leave it out"),
    ],
)
def test_what_is_wrong_is_said_in_words_of_the_format(
    put: Put, name: str, content: str, place: str, why: str, how: str
) -> None:
    ((), (error,)) = run(put(name, content))
    assert (error.what, error.why) == (f"{name}{place}", why)
    assert error.how.startswith(how)


def test_many_articles_of_one_id_are_told_by_the_first(put: Put) -> None:
    good, bad = run(put("a.jsonl", '{"id": "x", "text": "One."}\n' * 51))
    assert len(good) == 1
    assert len(bad) == 21
    assert "30 more" in bad[-1].why


def test_two_articles_with_one_id_are_not_both_taken(put: Put) -> None:
    a = put("a.jsonl", '{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n')
    good, bad = run(a)
    assert [g.text for g in good] == ["One."]
    assert bad[0].what == "a.jsonl:2"
    assert "a.jsonl:1" in bad[0].why


def test_the_users_date_and_language_win(put: Put) -> None:
    a = put("2020-08-19-a.txt", TEXT)
    b = put("b.jsonl", '{"text": "One.", "published": "2019-01-01", "language": "fr"}')
    good, _ = run(a, b, published="2021-03", language="EN-gb")
    assert [(g.published, g.published_how, g.language) for g in good] == [
        ("2021-03", "given", "en")
    ] * 2


def test_a_date_that_is_none_or_no_paths_at_all_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="2021-02-30"):
        articles(["a.txt"], published="2021-02-30")
    with pytest.raises(UsageError):
        articles([])


def test_the_file_name_dates_an_article_that_says_nothing(put: Put) -> None:
    names = [put("2020-08-19-a.txt", TEXT), put("2020-08-19-b.jsonl", '{"text": "One."}')]
    good, _ = run(*names)
    assert [(g.published, g.published_how) for g in good] == [
        ("2020-08-19", "filename"),
        (None, "unknown"),
    ]


def test_articles_are_counted_beforehand(put: Put, tmp_path: Path) -> None:
    put("in/a.txt", b"One.")
    put("in/b.jsonl", b'{"text": "Two."}\n\n{"text": "Three."}\n')
    put("in/c.png", b"passed over")
    folder = str(tmp_path / "in")
    assert expect([folder]) == 3
    put("box.mbox", b"From a\n\nA.\n\nFrom b\n\nB.\n")
    put("news.rss", b"<rss>\n<item>A</item>\n <item>B</item></rss>")
    assert expect(["box.mbox", "news.rss"]) == 4
    assert expect([folder, f"{folder}/a.txt", "nowhere.txt"]) == 4
    assert expect([folder, "-"]) is None


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name are POSIX")
def test_what_only_this_process_can_read_goes_to_the_reader_as_bytes(put: Put) -> None:
    from timeline.run import Limits, engine

    here, there = os.pipe()
    os.write(there, TEXT.encode())
    os.close(there)
    work = engine(Limits(seconds=60, megabytes=0))
    try:
        good = list(articles([put("a.txt", TEXT), f"/dev/fd/{here}"], engine=work))
    finally:
        work.close()
        os.close(here)
    assert [a.text for a in good if isinstance(a, Article)] == [TEXT, TEXT]


def test_a_reader_that_breaks_costs_no_other_file(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.errors import ArticleFailed
    from timeline.read import text

    def read(data: bytes, name: str) -> object:
        if b"ZZZ" in data:
            raise RecursionError
        return whole(data, name)

    whole = text.read
    monkeypatch.setattr(text, "read", read)
    items = list(articles([put("a.txt", "ZZZ"), put("b.txt", TEXT)]))
    assert [type(item).__name__ for item in items] == ["StageFailed", "Article"]
    assert isinstance(items[0], ArticleFailed)
    assert items[0].why == "the read stage failed on it (RecursionError)"


@pytest.mark.parametrize(
    ("title", "told"),
    [("Unknown Title", None), ("Untitled-2", None), ("Sans titre", None),
     ("For Immediate Release", None), ("The Unknown Soldier", "The Unknown Soldier"),
     ("Document 12 leaked", "Document 12 leaked")],
)  # fmt: skip
def test_what_programs_put_in_the_place_of_a_title_is_none(title: str, told: str | None) -> None:
    draft = Draft(text="The council sold the mill.", title=title, author=title)
    article = item_to_article(draft, "epub", b"", "a.epub", None, None)
    assert (article.title, article.author) == (told, told)
