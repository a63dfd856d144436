import errno
import json
import os
from pathlib import Path

import pytest

from driven import Run
from timeline.cli import destination
from timeline.decisions import content as decisions_content
from timeline.errors import TimelineError, UsageError


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


FORMATS = ("csv", "html", "ics")


@pytest.mark.parametrize(
    ("given", "asked"),
    [(None, None), ("page.html", None), ("deep/days.ICS", None), ("-", None), ("odd.name", "csv"),
     ("bare", "html"), ("/dev/null", None)],
)  # fmt: skip
def test_o_names_a_file(given: str | None, asked: str | None) -> None:
    assert destination.output_file(given, asked, None, FORMATS) == given


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("a.xlsy", "a.xlsy ends in .xlsy, .* use .html, .htm, .ics, .csv, or choose one with"),
        ("a.json", "a.json ends in .json"),
        ("lemonde.fr", "--format"),
        ("press", "press has no ending .* --out-dir"),
        ("press/", "--out-dir press/"),
        (".", "is a directory|names no file"),
        ("", "names no file"),
        ("a\0.csv", "names no file"),
    ],
)
def test_o_names_nothing_else(given: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        destination.output_file(given, None, None, FORMATS)


def test_a_directory_is_told_the_option_for_stores(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(UsageError, match=f"--out-dir {tmp_path}/a.csv"):
        destination.output_file(str(tmp_path / "a.csv"), "csv", None, FORMATS)


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old")
    with pytest.raises(RuntimeError), destination.opened(str(path), "html") as out:
        out.write("new")
        raise RuntimeError
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_place_that_can_not_be_written_is_an_error(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "no" / "page.html")
    with pytest.raises(TimelineError, match="mkdir -p"), destination.opened(nowhere, "html"):
        pass


def test_a_stream_is_a_file_whatever_its_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for given in ("/dev/stdout", "/dev/null", f"/dev/fd/{os.dup(1)}", str(tmp_path / "pipe")):
        assert destination.output_file(given, None, None, FORMATS) == given


@pytest.mark.parametrize("name", ["timeline.sqlite", "timeline.sqlite-wal", "chronology.json",
                                  "decisions.toml", ".timeline.lock", ".timeline.sum"])  # fmt: skip
def test_a_file_of_the_store_is_never_an_output(stored: Run, name: str) -> None:
    before = {p.name: p.read_bytes() for p in Path("data/out").iterdir()}
    Path("elsewhere.json").symlink_to(f"data/out/{name}")
    for file in (f"data/out/{name}", "elsewhere.json"):
        ended = stored("show", "--output", file)
        assert ended.code == 2
        assert "this name is the store's own" in ended.err
    assert {p.name: p.read_bytes() for p in Path("data/out").iterdir()} == before


def test_an_input_is_never_an_output(stored: Run) -> None:
    Path("in/link.txt").symlink_to("a.txt")
    before = Path("in/a.txt").read_bytes()
    for file in ("in/a.txt", "in/link.txt"):
        ended = stored("extract", "in", "-o", file)
        assert ended.code == 2
        assert "it is one of the inputs" in ended.err
    stored("show", "--all", "-o", "mine.json")
    assert "it is one of the inputs" in stored("merge", "mine.json", "-o", "mine.json").err
    assert Path("in/a.txt").read_bytes() == before


def test_devices_are_written_into_and_what_can_not_be_is_told(stored: Run) -> None:
    assert stored("show", "-o", "/dev/null").code == 0
    ended = stored("show", "--output", "in")
    assert (ended.code, "in is a directory" in ended.err) == (2, True)
    ended = stored("show", "-o", "/dev/fd/987")
    assert (ended.code, "bad file descriptor" in ended.err) == (1, True)
    if Path("/dev/full").exists():
        ended = stored("show", "-o", "/dev/full", "--json")
        assert (ended.code, "no space left" in ended.err) == (1, True)


def test_a_files_ending_asks_for_its_format(stored: Run) -> None:
    ended = stored("show", "-o", "page.html")
    assert (ended.code, ended.out) == (0, "")
    assert Path("page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    stored("show", "-o", "days.ics")
    assert Path("days.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    stored("show", "-o", "days.ics", "--json")
    assert json.loads(Path("days.ics").read_text())["schema"] == "timeline/1"


def test_a_file_holds_nothing_where_nothing_matched(stored: Run) -> None:
    stored("show", "-o", "days.txt")
    assert "Voters" in Path("days.txt").read_text(encoding="utf-8")
    assert stored("show", "--type", "sport", "-o", "days.txt").code == 0
    assert Path("days.txt").read_text(encoding="utf-8").strip() == ""


def test_a_dash_is_standard_output(stored: Run) -> None:
    assert stored("show", "-o", "-", "--json").out.startswith('{"schema"')


def test_what_a_format_can_not_hold_is_counted_on_standard_error(stored: Run) -> None:
    ended = stored("show", "-f", "ics", "-q")
    assert "1 event left out: longer than 7 days (--ranges)" in ended.err
    ended = stored("show", "-f", "ics", "-q", "--ranges")
    assert "longer" not in ended.err
    assert "1 event left out: ics can't hold open dates" in ended.err
    assert ended.out.count("BEGIN:VEVENT") == len(stored("show", "--jsonl").events) - 1


def test_excel_gets_its_byte_order_mark(stored: Run) -> None:
    assert stored("show", "--excel").out.startswith("\ufeffid,date,start,end,")
    assert stored("show", "--csv").out.startswith("id,date,")


def test_every_format_holds_what_show_shows(stored: Run) -> None:
    titles = stored("show", "--jsonl").titles
    for name in (
        "json",
        "csv",
        "tsv",
        "html",
        "markdown",
        "timelinejs",
        "mermaid",
        "jsonld",
        "atom",
    ):
        text = stored("show", "-f", name).out
        assert all(title.replace("'", "&#x27;") in text or title in text for title in titles), name


def test_layouts_are_of_their_formats(stored: Run) -> None:
    assert stored("show", "--layout", "list").out.splitlines()[0].endswith("90")
    assert stored("show", "--layout", "horizontal").out.startswith("<!DOCTYPE html>")
    assert "“" in stored("show", "--layout", "list", "--quotes").out
    ended = stored("show", "--layout", "horizontal", "--csv")
    assert ended.code == 2
    assert "csv has no horizontal layout; use --format html" in ended.err
    assert "did you mean list?" in stored("show", "--layout", "lst").err


@pytest.mark.parametrize(
    ("filters", "inside"),
    [
        (["--on", "2020-09-14"], True),
        (["--on", "2020-09"], True),
        (["--on", "2020-09-15"], False),
        (["--around", "2020-09-12"], True),
        (["--around", "2020-09-10"], False),
        (["--around", "2020-10"], True),
        (["--around", "2020-11"], False),
    ],
)
def test_on_and_around(stored: Run, filters: list[str], inside: bool) -> None:
    titles = stored("show", "--jsonl", *filters).titles
    assert ("Müller and Dupont to meet" in titles) == inside


def test_on_goes_with_no_other_time_filter(stored: Run) -> None:
    ended = stored("show", "--on", "2020", "--since", "2019")
    assert ended.code == 2
    assert "--on: it can't go with --since" in ended.err
    assert "has an open end" in stored("show", "--around", "2014/..").err


@pytest.mark.parametrize("given", ["a.sheet", "o/a.csv.gz", "notes.DOC", "press", ""])
def test_an_ending_that_no_format_has_makes_nothing(stored: Run, given: str) -> None:
    for arguments in (("extract", "in"), ("show",), ("merge", "data/out/chronology.json"),
                      ("digest",), ("actors",)):  # fmt: skip
        ended = stored(*arguments, "-o", given)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("timeline: -o: ")
        assert (".csv" in ended.err and ".html" in ended.err) != (
            arguments[0] == "actors" or not given
        )
    assert sorted(p.name for p in Path().iterdir()) == ["data", "in"]


def test_what_writes_no_file_says_which_option_names_a_store(stored: Run) -> None:
    ended = stored("hide", "e4b59", "-o", "press")
    assert ended.code == 2
    assert "--out-dir" in ended.err


def test_records_go_to_a_file_too(stored: Run) -> None:
    ended = stored("actors", "-o", "who.csv", "-q")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert Path("who.csv").read_text(encoding="utf-8").startswith("name,kind,")
    assert stored("documents", "-o", "docs.dat", "--format", "table").code == 0
    assert "in/a.txt" in Path("docs.dat").read_text(encoding="utf-8")
    assert "html" in stored("places", "-o", "where.html").err
    assert stored("dates", "in/a.txt", "-o", "in/a.txt", "--json").code == 2


def test_no_name_is_no_directory(stored: Run) -> None:
    for command in ("documents", "show"):
        for name in ("", "-"):
            assert stored(command, "--out-dir", name).code == 2


def test_no_file_that_is_read_is_an_output(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.toml").write_text('same = [["A B", "C D"]]\n')
    Path("limits.csv").write_text("limit = 3\n")
    monkeypatch.setenv("TIMELINE_CONFIG", "limits.csv")
    for more in (("--names", "mine.toml", "--output", "mine.toml"), ("-o", "limits.csv")):
        ended = stored("show", *more, "-f", "csv", "--force")
        assert (ended.code, "it is one of the inputs" in ended.err) == (2, True)
    assert stored("extract", "in", "-o", "limits.csv").code == 2
    assert Path("mine.toml").read_text() == 'same = [["A B", "C D"]]\n'
    assert Path("limits.csv").read_text() == "limit = 3\n"


def test_a_store_in_a_file_is_told(stored: Run) -> None:
    for command in (("show",), ("extract", "in"), ("documents",), ("check",)):
        ended = stored(*command, "--out-dir", "in/a.txt")
        assert ended.code == 1
        assert "in/a.txt: it is a file, not a directory" in ended.err


def test_a_working_directory_that_is_gone_is_told(stored: Run, tmp_path: Path) -> None:
    store = Path("data/out").resolve()
    shown = stored("show", "--csv").out
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert stored("show", "--csv", "--out-dir", str(store)).out == shown
    for command in (("show",), ("documents",), ("extract", str(tmp_path / "in"))):
        ended = stored(*command)
        assert (ended.code, "the working directory was removed" in ended.err) == (1, True)


def test_a_full_disk_asks_for_room_only(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(TimelineError, match=r"no space left on device; make room on the disk$"), (
        decisions_content.explained(tmp_path)
    ):  # fmt: skip
        raise full
