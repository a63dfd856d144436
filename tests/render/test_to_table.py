import io
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from made import chronology, event
from timeline.contract import TYPES
from timeline.model import Conflict, ConflictValue, Decided
from timeline.render import Column, Page, Sheet, to_table
from timeline.render.styles import COLOURS
from written import SOURCES, sourced

LONG = "Governor re-elected with 80 percent of the vote, while observers speak of widespread fraud"
CONFLICT = Conflict(
    field="date",
    values=tuple(ConflictValue(value=f"2020-08-0{n}", documents=("a.txt",)) for n in (8, 9)),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TERM", "LINES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def table(
    *events: Any, width: int = 80, monkeypatch: pytest.MonkeyPatch, out: io.StringIO | None = None
) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    told = chronology(*events).model_dump(mode="json")
    out = out or io.StringIO()
    to_table.chronology(Page(told["documents"], told["events"], id_length=4), out)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_title_is_cut(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = table(
        event("abcdef", "2020-08-28/2020-09-02", title=LONG, conflicts=(CONFLICT,), sources=12),
        event("bcdefg", "20XX", title="中国" * 30, status="planned"),
        width=width,
        monkeypatch=monkeypatch,
    )
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert not any(line.endswith(" ") for line in text.splitlines())
    words = " ".join(text.split())
    for word in [*LONG.split(), "differ:", "planned:", "abcd", "12"]:
        assert word in words
    assert "…" not in text


def test_what_was_decided_is_told_in_place_of_what_sources_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decided = (
        Decided(action="join"),
        Decided(action="set", field="date", told="2020-08-08"),
        Decided(action="split"),
    )
    text = table(
        event("a", conflicts=(CONFLICT,), decided=decided), width=120, monkeypatch=monkeypatch
    )
    assert "(decided: joined, date, split)" in text
    assert "differ" not in text


def test_columns_come_with_the_room_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def header(width: int) -> list[str]:
        return table(event(), width=width, monkeypatch=monkeypatch).splitlines()[0].split()

    assert header(60) == ["Date", "Event", "Src", "Id"]
    assert header(80) == ["Date", "Event", "Type", "Src", "Id"]
    assert header(200) == ["Date", "Event", "Type", "Who", "Where", "Src", "Id"]


def test_columns_without_content_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = table(event(actors=(), places=()), width=200, monkeypatch=monkeypatch)
    assert text.split()[:5] == ["Date", "Event", "Type", "Src", "Id"]


@pytest.mark.parametrize("status", ["planned", "possible", "ongoing", "denied"])
def test_what_did_not_simply_happen_is_marked_by_a_word(
    status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"{status}: Voters" in table(event(status=status), monkeypatch=monkeypatch)


def test_what_happened_is_not_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "happened" not in table(event(), monkeypatch=monkeypatch)


def test_disagreement_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sources differ: date" in table(
        event(conflicts=(CONFLICT,)), width=100, monkeypatch=monkeypatch
    )


def test_text_is_never_read_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    title = "[bold]Red[/bold] :smile: [/] [link=x]y[/link] \\[z]"
    assert title in table(event(title=title), width=200, monkeypatch=monkeypatch)


def test_text_never_steers_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = table(event(title="a\x1b[2Jb\x07\u202ec"), monkeypatch=monkeypatch, out=Terminal())
    assert "a[2Jbc" in text
    assert "\x1b[2J" not in text
    assert "\x07" not in text


def test_a_terminal_gets_style_and_a_file_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in table(event(), monkeypatch=monkeypatch, out=Terminal())
    assert "\x1b[" not in table(event(), monkeypatch=monkeypatch)


def test_no_color_keeps_words_and_drops_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = table(event(status="planned"), monkeypatch=monkeypatch, out=Terminal())
    assert "\x1b[36m" not in text
    assert "planned: " in text


def test_a_dumb_terminal_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in table(event(), monkeypatch=monkeypatch, out=Terminal())


def test_a_span_of_dates_breaks_after_its_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    text = table(event(date="2020-08-28/2020-09-02"), width=60, monkeypatch=monkeypatch)
    first, second = text.splitlines()[2:4]
    assert first.startswith("28 Aug –  ")
    assert second.startswith("2 Sep 2020")


def test_a_sheet_shows_the_columns_that_have_a_header_and_content() -> None:
    columns = (Column("a", "First"), Column("b"), Column("c", "Empty", wide=True))
    out = io.StringIO()
    to_table.sheet(Sheet(columns, [{"a": "[x]", "b": "hidden", "c": []}]), out)
    assert [line.strip() for line in out.getvalue().splitlines()] == ["First", "─────", "[x]"]


def test_every_type_but_other_has_a_colour_and_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert set(COLOURS) == set(TYPES) - {"other"}
    coloured = table(event(type="disaster"), monkeypatch=monkeypatch, out=Terminal())
    assert "\x1b[31mdisaster\x1b[0m" in coloured
    assert "disaster" in table(event(type="disaster"), monkeypatch=monkeypatch)


def test_an_id_links_to_the_file_of_its_article(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    link = f"file://{tmp_path}/a.txt"
    assert link not in table(event(), monkeypatch=monkeypatch, out=Terminal()), "there is no file"
    (tmp_path / "a.txt").write_text("Voters went to the polls.")
    assert "\x1b]8;id=" in (told := table(event(), monkeypatch=monkeypatch, out=Terminal()))
    assert f"{link}\x1b\\" in told
    assert "\x1b" not in table(event(), monkeypatch=monkeypatch)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert link not in table(event(), monkeypatch=monkeypatch), "a pipe, though coloured"
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in table(event(), monkeypatch=monkeypatch, out=Terminal())


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_words_of_any_width_and_length_keep_the_columns_straight(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = ["選挙管理委員会" * 9, "Donaudampfschifffahrt" * 12, "e\u0301te\u0301 " * 30, "a 🗳️ b"]
    told = table(
        *(event(f"abc{n}", title=t) for n, t in enumerate(titles)),
        width=width,
        monkeypatch=monkeypatch,
    )
    lines = told.splitlines()
    assert max(map(cell_len, lines)) <= width
    ends = {cell_len(line) for line in lines if line.endswith(("abc0", "abc1", "abc2"))}
    assert ends == {width}
    kept = "".join(told.split())
    assert kept.count("選") == 9
    assert kept.count("e\u0301") == 60


def on_a_terminal(documents: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    told = chronology(sourced(), documents=documents).model_dump(mode="json")
    out = Terminal()
    to_table.chronology(Page(told["documents"], told["events"]), out)
    return out.getvalue()


def test_an_id_links_to_the_page_of_a_file_or_to_the_web(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (report, *others) = SOURCES
    online = report.model_copy(update={"url": "https://example.org/report"})
    assert "\x1b]8;" not in on_a_terminal(SOURCES, monkeypatch)
    (tmp_path / "report.pdf").write_text("x")
    told = on_a_terminal((online, *others), monkeypatch)
    assert ";https://example.org/report#:~:text=The%20court%20convicted" in told
    told = on_a_terminal(SOURCES, monkeypatch)
    assert f";file://{tmp_path}/report.pdf#page=14\x1b\\" in told
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b]8;" not in on_a_terminal(SOURCES, monkeypatch)


def test_no_other_address_becomes_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    for trap in ("javascript:alert(1)", "https://a.example/\x1b]8;;https://b.example\x1b\\"):
        told = [d.model_copy(update={"url": trap}) for d in SOURCES]
        assert "\x1b]8;" not in on_a_terminal(told, monkeypatch)


@pytest.mark.parametrize(
    ("width", "untold"), [(80, "who and where"), (120, "where"), (140, None), (200, None)]
)
def test_a_screen_without_room_for_a_column_is_told_so(
    width: int, untold: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = table(event(), width=width, monkeypatch=monkeypatch, out=Terminal())
    assert ("No room for" in told) == (untold is not None)
    assert untold is None or f"No room for {untold}: " in told
    assert "No room for" not in table(event(), width=width, monkeypatch=monkeypatch), "a pipe"
    assert "No room for" not in table(
        event("b", actors=(), places=()), width=width, monkeypatch=monkeypatch, out=Terminal()
    )
