"""From a line to its source, over the command line: addresses and pages of what was stored."""

import io
import json
import sys
from pathlib import Path

import pytest

from driven import Run
from made import chronology, document, event, mention
from timeline.cli import main
from timeline.contract import whole

URL = "https://news.example.org/2020/Vote?id=7"
LINE = "2020-08-09 | election | happened | 0.9 | Voters elect a president | Ana Müller"


@pytest.fixture
def stored(run: Run, articles: Path) -> Run:
    told = [
        {"id": "web", "url": URL, "text": LINE},
        {"id": "trap", "url": "javascript:alert(1)", "text": LINE.replace("2020-08-09", "2019")},
    ]
    Path("in/c.jsonl").write_text("\n".join(map(json.dumps, told)) + "\n", encoding="utf-8")
    assert run("extract", "in", "-q").code == 0
    return run


@pytest.mark.parametrize(
    "source",
    [
        URL, "news.example.org", "NEWS.example.org/2020/vote", "http://www.news.example.org/2020/",
        f"{URL}#:~:text=Voters", "https://news.example.org/",
    ],
)  # fmt: skip
def test_a_source_is_found_by_its_address(stored: Run, source: str) -> None:
    found = stored("show", "--source", source).events
    assert [[m["document"] for m in e["mentions"]] for e in found] == [["trap", "web"]]


def test_no_other_source_is_found_by_it(stored: Run) -> None:
    assert stored("show", "--source", "https://other.example.org/").events == []
    assert stored("show", "--source", f"{URL}&page=2").events == []


def test_documents_tell_their_address_as_it_was_given(stored: Run) -> None:
    told = {row["id"]: row["url"] for row in stored("documents").events}
    assert told == {
        "in/a.txt": None, "in/b.txt": None, "web": URL, "trap": "javascript:alert(1)",
    }  # fmt: skip


def test_an_explanation_tells_the_address(stored: Run) -> None:
    (found,) = stored("show", "--source", URL).events
    text = stored("explain", found["id"], "--format", "table").out
    assert "  news.example.org/2020/Vote?id=7\n" in text
    assert "javascript" not in text
    assert "\x1b" not in text


def test_csv_goes_round(stored: Run) -> None:
    Path("round.csv").write_text(stored("show", "--csv").out, encoding="utf-8")
    told = json.loads(stored("merge", "round.csv", "--json").out)
    assert URL in {d["url"] for d in told["documents"]}
    assert "javascript:alert(1)" not in {d["url"] for d in told["documents"]}


@pytest.fixture
def paged(run: Run, articles: Path) -> Run:
    """A store of two events of one PDF, on pages 3 and 14."""
    told = [
        event(
            f"e{page}", f"2020-08-0{day}", title=title,
            mentions=(mention("in/report.pdf", f"2020-08-0{day}", title, page=page, start=day, end=day + len(title),
                              trigger={"text": title[0], "start": day, "end": day + 1}),),
        )
        for page, day, title in ((3, 1, "Ana Müller wins the vote"), (14, 2, "Snow falls in Oslo"))
    ]  # fmt: skip
    rows = chronology(*told, documents=[document("in/report.pdf", url=URL)]).model_dump(mode="json")
    Path("a.json").write_text("".join(whole(rows["documents"], rows["events"])), encoding="utf-8")
    Path("in/report.pdf").write_text("no PDF, but there")
    assert run("merge", "a.json", "--out-dir", "ours", "-q").code == 0
    return run


def pages(run: Run) -> list[list[int]]:
    return [[m["page"] for m in e["mentions"]] for e in run("show", "--out-dir", "ours").events]


def test_pages_are_stored_and_stay_with_what_is_joined_and_parted(paged: Run) -> None:
    assert pages(paged) == [[3], [14]]
    first, second = (e["id"] for e in paged("show", "--out-dir", "ours").events)
    assert paged("join", first, second, "--out-dir", "ours").code == 0
    assert pages(paged) == [[3, 14]]
    (joined,) = paged("show", "--out-dir", "ours").events
    assert (
        "     page: 14\n"
        in paged("explain", joined["id"], "--out-dir", "ours", "--format", "table").out
    )
    assert paged("split", joined["id"], "2", "--out-dir", "ours").code == 0
    assert pages(paged) == [[3], [14]]


def test_a_page_links_to_the_files_from_where_it_lies(paged: Run) -> None:
    Path("sub").mkdir()
    assert paged("show", "-o", "sub/page.html", "--out-dir", "ours").code == 0
    text = Path("sub/page.html").read_text(encoding="utf-8")
    assert 'href="../in/report.pdf#page=14"' in text
    assert str(Path.cwd()) not in text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_links_unless_it_wants_none(
    paged: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(*arguments: str, **environment: str) -> str:
        for name, value in {"TERM": "xterm-256color", "NO_COLOR": "", **environment}.items():
            monkeypatch.setenv(name, value)
        out = Terminal()
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["show", "--out-dir", "ours", *arguments]) == 0
        return out.getvalue()

    web = f";{URL}#:~:text=Snow"
    for layout in (("--layout", "table"), ("--layout", "list"), ("--layout", "list", "--quotes")):
        assert web in shown(*layout)
        assert "\x1b]8;" not in shown(*layout, NO_COLOR="1")
        assert "\x1b" not in shown(*layout, TERM="dumb")
        assert "\x1b]8;" not in shown("--no-color", *layout)


def test_files_are_found_from_the_store_wherever_it_is_asked_from(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    Path("in").rename(project / "in")
    monkeypatch.chdir(project)
    assert run("extract", "in", "-q").code == 0
    assert run("show", "-o", "page.html").code == 0
    told = Path("page.html").read_bytes()
    assert b'href="in/a.txt#:~:text=' in told
    moved = tmp_path / "elsewhere"
    project.rename(moved)
    monkeypatch.chdir(tmp_path)
    assert run("show", "--out-dir", "elsewhere/data/out", "-o", "elsewhere/page.html").code == 0
    assert Path("elsewhere/page.html").read_bytes() == told


def told_of(run: Run, *line: dict[str, str]) -> list[list[str]]:
    """The warnings of each document of these."""
    Path("in/d.jsonl").write_text("\n".join(map(json.dumps, line)) + "\n", encoding="utf-8")
    assert run("extract", "in/d.jsonl", "--out-dir", "d", "-q").code == 0
    return [row["warnings"] for row in run("documents", "--out-dir", "d").events]


def test_an_address_that_is_no_link_is_warned_of(run: Run, articles: Path) -> None:
    bare, blank = told_of(
        run,
        {"id": "1", "text": LINE, "url": "www.example.org/x\u202e"},
        {"id": "2", "text": LINE.replace("09", "10"), "url": "https://example.org/a b/é"},
    )
    assert "its address is no web link: www.example.org/x" in bare
    assert not any("address" in warning for warning in blank)
    assert "https://example.org/a%20b/%C3%A9" in run("show", "--csv", "--out-dir", "d").out


def test_an_address_may_be_set_with_a_blank_in_its_path_alone(stored: Run) -> None:
    assert stored("set", "web", "url=https://example.org/é x").code == 0
    assert "https://example.org/%C3%A9%20x" in stored("show", "--csv").out
    ended = stored("set", "web", "url=https://exa mple.org/x")
    assert ended.code == 2
    assert "there is a blank in its host" in ended.err


def test_addresses_in_the_table_of_documents_are_links(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Terminal()
    for name, value in (("TERM", "xterm-256color"), ("NO_COLOR", ""), ("COLUMNS", "200")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["documents", "--format", "table"]) == 0
    assert f";{URL}\x1b\\" in out.getvalue()
    assert ";javascript" not in out.getvalue()
