import zipfile
from pathlib import Path

import pytest

from driven import Run
from timeline.cli import overwriting
from timeline.errors import UsageError


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def test_an_article_is_not_written_over(stored: Run) -> None:
    article = Path("in/a.txt")
    before = article.read_bytes()
    for command in ("show", "digest", "stats -f table", "show -f table", "dates in/b.txt -f table"):
        ended = stored(*command.split(), "-o", "in/a.txt")
        assert ended.code == 2
        assert "timeline did not write the file that lies there" in ended.err
        assert "--force" in ended.err
        assert article.read_bytes() == before
    assert stored("extract", "in/b.txt", "-o", "in/a.txt").code == 2
    assert article.read_bytes() == before
    assert stored("show", "-o", "in/a.txt", "--force").code == 0
    assert article.read_bytes() != before


EVENTS = [
    ("html", ()), ("html", ("--ui", "fr", "--title", "Été")), ("md", ()), ("ics", ()),
    ("json", ()), ("jsonl", ()), ("csv", ()), ("csv", ("--excel",)), ("tsv", ()), ("xlsx", ()),
    ("docx", ("--ui", "fr")), ("jsonld", ()), ("atom", ()), ("mmd", ()), ("txt", ()),
    ("txt", ("-f", "table")), ("txt", ("-f", "table", "--since", "2020-08-09")),
    ("txt", ("-f", "table", "--conflicts")), ("txt", ("--quotes",)), ("json", ("-f", "timelinejs")),
    ("csv", ("--columns", "date,who")), ("json", ("--columns", "date,who")),
    ("xlsx", ("--columns", "date,who")), ("jsonl", ("--columns", "date", "--type", "sport")),
    ("json", ("--columns", "date,who", "--type", "sport")),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "more"), EVENTS)
def test_what_timeline_wrote_is_written_anew(
    stored: Run, ending: str, more: tuple[str, ...]
) -> None:
    for _ in range(2):
        ended = stored("show", "-o", f"mine.{ending}", "-q", *more)
        assert ended.code == 0, ended.err


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "jsonl", "xlsx", "txt"])
def test_so_are_records(stored: Run, ending: str) -> None:
    form = ("--format", "table") if ending == "txt" else ()
    commands = ("actors", "places", "documents", "documents --unread", "languages", "decisions",
                "stats", "stats --by month", "config", "names", "dates in/a.txt")  # fmt: skip
    for command in commands:
        for _ in range(2):
            ended = stored(*command.split(), "-o", f"{command[:4]}.{ending}", *form)
            assert ended.code == 0, ended.err


@pytest.mark.parametrize(
    "text",
    [
        "name,kind\nAna,person\n", "date,title\n2020,x\n", '{"id": "a", "text": "An article."}\n',
        '[{"id": 1}]', "A headline\n──────\nA text.\n", "# Chronology of a war\n\nText.\n", "x",
        "[1]", '{"a"', "{" * 70_000,
    ],
)  # fmt: skip
def test_what_others_wrote_is_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "theirs"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="--force"):
        overwriting.check(str(path))


def test_binary_files_of_others_are_kept(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("docProps/core.xml", "<creator>Ana</creator>")
    for name, data in (("b.xlsx", b"PK\x03\x04torn"), ("a.parquet", b"PAR1 PAR1")):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "copy.db").write_bytes(b"SQLite format 3\0".ljust(68, b"\0") + b"tlne")
    for path in tmp_path.iterdir():
        with pytest.raises(UsageError, match="--force"):
            overwriting.check(str(path))


@pytest.mark.parametrize(
    "header",
    ["\ufeffid;date;title;precision;actor_ids;salience;my own", '"id","salience","title","date",'
     '"precision","actor_ids"'],
)  # fmt: skip
def test_a_table_that_was_edited_is_ours(tmp_path: Path, header: str) -> None:
    path = tmp_path / "edited.csv"
    path.write_text(header + "\r\ne1\r\n", encoding="utf-8")
    overwriting.check(str(path))
    path.write_text(header.lstrip("\ufeff"), encoding="utf-16")
    overwriting.check(str(path))


def test_a_workbook_that_another_program_saved_is_ours(stored: Run) -> None:
    assert stored("show", "-o", "a.xlsx").code == 0
    with zipfile.ZipFile("a.xlsx") as made, zipfile.ZipFile("b.xlsx", "w", 8) as saved:
        for name in sorted(made.namelist(), reverse=True):
            saved.writestr(name, made.read(name))
    assert stored("show", "-o", "b.xlsx").code == 0


def test_empty_files_and_streams_may_be_written(stored: Run) -> None:
    Path("empty.csv").touch()
    assert stored("show", "-o", "empty.csv").code == 0
    assert stored("show", "-o", "/dev/null").code == 0
