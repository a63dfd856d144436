"""An exported spreadsheet, changed as people and programs change it, and read back."""

import csv
import io
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from driven import Run

FILE = Path("data/out/decisions.toml")
Rows = list[dict[str, str]]


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def exported(run: Run, *filters: str) -> Rows:
    return list(csv.DictReader(io.StringIO(run("show", "--all", "--csv", *filters).out)))


def of(rows: Rows, title: str) -> dict[str, str]:
    return next(row for row in rows if title in row["title"])


def save(rows: Rows, path: str = "edits.csv", delimiter: str = ",", **how: Any) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    Path(path).write_bytes(out.getvalue().replace("\n", how.get("ends", "\n")).encode(
        how.get("encoding", "utf-8")))  # fmt: skip
    return path


def told(ended: Any) -> list[tuple[str, str, str]]:
    return [(e["field"], e["from"], e["to"]) for e in ended.events]


def decided() -> list[dict[str, Any]]:
    return list(tomllib.loads(FILE.read_text())["decision"]) if FILE.exists() else []


def test_what_was_changed_becomes_decisions(stored: Run) -> None:
    rows = exported(stored)
    vote, plan = of(rows, "Voters"), of(rows, "to meet")
    vote |= {"title": "Voters choose", "date": "2020-08-10", "type": "Politics", "note": "=ask"}
    vote |= {"tags": "a; b", "verdict": "accepted", "salience": "0,75"}
    plan |= {"actors": "Jean Dupont; Eva Lang", "places": "Graz; Wien", "amounts": "300 people"}
    ended = stored("apply", save(rows), "--yes", "--author", "Ana", "--reason", "archive")
    assert ended.code == 0, ended.err
    assert ("title", "Voters elect a new president", "Voters choose") in told(ended)
    assert ("tags", "", "a; b") in told(ended)
    assert "5 decisions (1-5); timeline undo 1-5 takes all back" in ended.err
    events = {e["id"]: e for e in stored("show", "--all").events}
    now = events[vote["id"]]
    assert (now["title"], now["date"], now["type"]) == ("Voters choose", "2020-08-10", "politics")
    assert now["salience"] == 0.75
    assert now["review"] == {"verdict": "accepted", "note": "=ask", "tags": ["a", "b"]}
    now = events[plan["id"]]
    assert [a["name"] for a in now["actors"]] == ["Jean Dupont", "Eva Lang"]
    assert [p["name"] for p in now["places"]] == ["Graz", "Wien"]
    assert [(a["value"], a["unit"]) for a in now["amounts"]] == [(300, "people")]
    assert {(d["author"], d["reason"]) for d in decided()} == {("Ana", "archive")}
    assert "nothing changed: nothing is decided" in stored("apply", "edits.csv", "--yes").err
    assert stored("undo", "1-5").code == 0
    assert exported(stored) != rows and not FILE.exists()


def test_what_is_done_alike_to_several_is_one_decision(stored: Run) -> None:
    rows = exported(stored)
    for row in rows[:3]:
        row |= {"type": "media", "verdict": "accepted"}
    rows[3]["delete"] = "x"
    rows = [{"delete": "", **row} for row in rows]
    assert stored("apply", save(rows), "--yes").code == 0
    assert [(d["action"], len(d["event"])) for d in decided()] == [
        ("set", 3), ("accept", 3), ("hide", 1),
    ]  # fmt: skip
    assert len(exported(stored)) == len(rows) - 1


def test_tags_are_put_on_and_taken_off_and_notes_emptied(stored: Run) -> None:
    rows = exported(stored)
    id_ = rows[0]["id"]
    stored("tag", id_, "a,b")
    stored("note", id_, "first\nsecond")
    rows = exported(stored)
    assert rows[0]["note"] == "first second"
    rows[0] |= {"tags": "b, c", "note": ""}
    ended = stored("apply", save(rows), "--yes")
    assert told(ended) == [("note", "first\nsecond", ""), ("tags", "a; b", "b; c")]
    (event,) = stored("explain", id_).events
    assert event["review"] == {"verdict": None, "note": None, "tags": ["b", "c"]}
    assert [d["action"] for d in decided()[2:]] == ["note", "tag", "untag"]


def test_it_only_tells_when_asked_to_and_never_decides_unasked(stored: Run) -> None:
    rows = exported(stored)
    rows[0]["title"] = "Another"
    path = save(rows)
    ended = stored("apply", path, "--dry-run")
    assert ended.code == 0 and "1 change of 1 event; nothing is decided" in ended.err
    assert [(e["id"], e["to"]) for e in ended.events] == [(rows[0]["id"], "Another")]
    ended = stored("apply", path)
    assert ended.code == 2
    assert "1 change of 1 event would be decided and nobody can be asked; add --yes" in ended.err
    assert not FILE.exists()


@pytest.mark.parametrize(("answer", "decisions"), [("y\n", 1), ("\n", 0), ("", 0)])
def test_on_a_terminal_it_asks(
    stored: Run, monkeypatch: pytest.MonkeyPatch, answer: str, decisions: int
) -> None:
    rows = exported(stored)
    rows[0]["title"] = "Another"
    path = save(rows)
    monkeypatch.setattr("timeline.cli.asking.possible", lambda: True)
    ended = stored("apply", path, stdin=answer)
    assert ended.code == 0 and "decide 1 change of 1 event? [y/N]" in ended.err
    assert len(decided()) == decisions


def test_columns_that_can_not_be_changed_are_left_and_said_once(stored: Run) -> None:
    rows = exported(stored)
    for row in rows:
        row |= {"quote": "other", "confidence": "0.1", "mine": "x"}
    ended = stored("apply", save(rows), "--yes", "-v")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.count("confidence, quote: changed in the file, but can't be changed") == 1
    assert "mine: not among the columns of an export, passed over" in ended.err
    assert not FILE.exists()


def test_rows_and_columns_may_be_missing(stored: Run) -> None:
    rows = [{"note": "look", "ID": exported(stored)[1]["id"]}]
    ended = stored("apply", save(rows), "--yes", "-v")
    assert told(ended) == [("note", "", "look")]
    assert "4 events are not in the file and left alone" in ended.err


def test_what_is_wrong_with_a_row_is_told_and_the_rest_goes_on(stored: Run) -> None:
    rows = exported(stored)
    rows[0]["title"] = "Another"
    rows[1]["type"] = "wahl"
    rows[2]["date"] = "soon"
    rows[3]["title"] = " "
    rows += [dict(rows[4], id="e0000"), dict(rows[4], id="", date=""), dict(rows[4], title="Two")]
    ended = stored("apply", save(rows), "--yes")
    assert ended.code == 1
    for line, why in (
        (3, "type=wahl: 'wahl' is unknown"),
        (4, "date=soon"),
        (5, "title: an event has no empty title; write a title"),
        (7, "no event has the id e0000"),
        (8, "id: the row has no id, and no date and title to be added with"),
        (9, f"{rows[4]['id']} stands in line 6 too, and says something else there"),
    ):
        assert f"edits.csv:{line}: {why}" in ended.err
    assert [d["action"] for d in decided()] == ["set"]
    assert [to for _, _, to in told(ended)] == ["Another"]


def test_a_row_with_a_cell_that_can_not_be_heard_is_refused_whole(stored: Run) -> None:
    rows = exported(stored)
    rows[0] |= {"salience": "", "tags": "a"}
    rows[1] |= {"tags": "b"}
    ended = stored("apply", save(rows), "--yes")
    assert ended.code == 1 and "edits.csv:2: salience: an event has no empty salience" in ended.err
    assert told(ended) == [("tags", "", "b")]


def torn(stored: Run, column: str, part: str = "", *, ended: bool = True) -> Any:
    """What is said of a table whose second row ends before a column, or within it."""
    rows = exported(stored)
    names = list(rows[0])
    rows[1] |= {"title": "Another"}
    lines = Path(save(rows[:2])).read_text().splitlines()
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(
        [*(rows[1][n] for n in names[: names.index(column)]), *([part] if part else [])]
    )
    Path("edits.csv").write_text("\n".join([*lines[:2], out.getvalue()]) + "\n" * ended)
    return stored("apply", "edits.csv", "--yes")


@pytest.mark.parametrize("column", ["actors", "amounts", "documents", "quote", "note"])
def test_a_torn_row_takes_nothing_away(stored: Run, column: str) -> None:
    id_ = exported(stored)[1]["id"]
    stored("tag", id_, "harbour")
    stored("note", id_, "look")
    ended = torn(stored, column)
    names = list(exported(stored)[0])
    before = names[names.index(column) - 1]
    assert (ended.code, ended.out) == (1, "")
    assert f"edits.csv:3: the row ends after column {before}; torn?" in ended.err
    (event,) = stored("explain", id_).events
    assert event["review"] == {"verdict": None, "note": "look", "tags": ["harbour"]}


def test_cells_that_a_row_lacks_change_nothing(stored: Run) -> None:
    assert told(torn(stored, "verdict"))[0][2] == "Another"
    assert len(decided()) == 1


def test_a_last_row_that_ends_within_a_cell_is_torn(stored: Run) -> None:
    stored("tag", exported(stored)[1]["id"], "harbour")
    ended = torn(stored, "tags", "harb", ended=False)
    assert ended.code == 1 and "edits.csv:3: the row ends within column tags; torn?" in ended.err
    assert told(torn(stored, "tags", "harbour", ended=False))[0][2] == "Another"


def test_a_column_is_called_as_it_is_spelt(stored: Run) -> None:
    rows = [{"ID": exported(stored)[0]["id"], "Quote": "other", "My Own": "x"}]
    ended = stored("apply", save(rows), "--yes")
    assert "Quote: changed in the file" in ended.err and "My Own: not among" in ended.err


def test_a_row_without_an_id_adds_an_event_once(stored: Run) -> None:
    rows = exported(stored)
    new = dict.fromkeys(rows[0], "") | {
        "date": "2021-05",
        "title": "A bridge; opens",
        "tags": "new",
    }
    new |= {"actors": "Eva Lang", "places": "Graz", "note": "seen there", "verdict": "accepted"}
    twice = dict(new, type="culture")
    ended = stored("apply", save([*rows, new, twice]), "--yes")
    assert ended.code == 1 and "edits.csv:8: line 7 adds the same event" in ended.err
    assert [d["action"] for d in decided()] == ["add", "accept", "note", "tag"]
    (event,) = [e for e in stored("show", "--all").events if e["title"] == "A bridge; opens"]
    assert (event["date"], event["precision"], event["type"]) == ("2021-05", "month", "other")
    assert [a["name"] for a in event["actors"]] == ["Eva Lang"]
    assert event["review"] == {"verdict": "accepted", "note": "seen there", "tags": ["new"]}
    assert "nothing changed" in stored("apply", save([*rows, new]), "--yes").err
    new["note"] = "seen twice"
    assert told(stored("apply", save([*rows, new]), "--yes")) == [
        ("note", "seen there", "seen twice")
    ]


def test_what_is_laid_at_once_is_what_is_laid_anew(stored: Run) -> None:
    rows = exported(stored)
    for n, row in enumerate(rows):
        row |= {"title": f"Number {n}", "verdict": ("accepted", "rejected")[n % 2], "tags": f"t{n}"}
    assert stored("apply", save(rows), "--yes").code == 0
    at_once = stored("show", "--all", "--hidden").out
    FILE.write_text(FILE.read_text() + "\n# looked through\n")
    assert stored("show", "--all", "--hidden").out == at_once
    assert stored("undo", f"1-{len(decided())}").code == 0
    assert "Number" not in stored("show", "--all", "--hidden").out


def test_a_verdict_can_not_be_emptied_nor_made_up(stored: Run) -> None:
    rows = exported(stored)
    stored("accept", rows[0]["id"])
    rows[1]["verdict"] = "perhaps"
    ended = stored("apply", save(rows), "--yes")
    assert ended.code == 1
    assert "1 row has no verdict where the event has one: it stays; timeline undo" in ended.err
    assert "verdict=perhaps: it is unknown; choose from accepted, rejected" in ended.err


def test_ids_that_were_joined_away_are_followed(stored: Run) -> None:
    rows = exported(stored)
    one, two = of(rows, "Voters"), of(rows, "to meet")
    stored("join", one["id"], two["id"])
    assert "nothing changed" in stored("apply", save(rows), "--yes").err
    for row in (one, two):
        row["tags"] = "summit"
    two["note"] = "same story"
    ended = stored("apply", save(rows), "--yes")
    assert ended.code == 0, ended.err
    assert sorted(told(ended)) == [("note", "", "same story"), ("tags", "", "summit")]
    assert "it is " in ended.err and " now" in ended.err


def test_two_rows_of_one_event_that_say_otherwise_are_not_heard(stored: Run) -> None:
    rows = exported(stored)
    one, two = of(rows, "Voters"), of(rows, "to meet")
    stored("join", one["id"], two["id"])
    one["note"], two["note"] = "this", "that"
    ended = stored("apply", save(rows), "--yes")
    assert ended.code == 1 and "says another note of" in ended.err
    assert len(decided()) == 1


def test_somebody_else_who_decides_meanwhile_stops_it(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = exported(stored)
    rows[0]["title"] = "Another"
    path = save(rows)

    def meanwhile(_: str) -> bool:
        assert stored("set", rows[0]["id"], "title=Mine").code == 0
        return True

    monkeypatch.setattr("timeline.cli.asking.possible", lambda: True)
    monkeypatch.setattr("timeline.cli.asking.agreed", meanwhile)
    ended = stored("apply", path)
    assert ended.code == 1 and "somebody else decided" in ended.err
    assert len(decided()) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "it is empty"),
        ("title,date\nA,2020\n", "no table in it has a column id"),
        ("id,note,note\ne1,a,b\n", "it has the column note twice"),
        ('id,note\ne1,"a\n', "this is no table"),
    ],
)
def test_what_is_no_such_table_is_told(stored: Run, content: str, why: str) -> None:
    Path("edits.csv").write_text(content)
    ended = stored("apply", "edits.csv", "--yes")
    assert ended.code == 1 and why in ended.err
    assert "Traceback" not in ended.err


def test_a_table_may_come_through_a_pipe(stored: Run) -> None:
    rows = exported(stored)
    rows[0]["title"] = "Another"
    text = Path(save(rows)).read_text()
    assert told(stored("apply", "-", "--yes", stdin=text))[0][2] == "Another"


# -- as programs save it ---------------------------------------------------------------------------


def as_excel(row: dict[str, str], day: Callable[[str], str]) -> dict[str, str]:
    changed = {name: day(row[name]) for name in ("date", "start", "end")}
    numbers = {name: row[name].replace(".", ",") for name in ("confidence", "salience")}
    return row | changed | numbers | {"approximate": "FAUX"}


def british(day: str) -> str:
    parts = day.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else day


def american(day: str) -> str:
    parts = day.split("-")
    return f"{int(parts[1])}/{int(parts[2])}/{parts[0][2:]}" if len(parts) == 3 else day


def stamped(day: str) -> str:
    return f"{day} 00:00:00" if day.count("-") == 2 else day


SAVED: list[dict[str, Any]] = [
    {"delimiter": ";", "encoding": "utf-8-sig", "ends": "\r\n", "day": british},
    {"delimiter": ";", "encoding": "cp1252", "ends": "\r\n", "day": british},
    {"delimiter": "\t", "encoding": "utf-16", "ends": "\r\n", "day": american},
    {"delimiter": ",", "encoding": "utf-8", "ends": "\n", "day": stamped},
]


@pytest.mark.parametrize("how", SAVED, ids=lambda how: how["encoding"])
def test_what_a_program_writes_otherwise_is_no_change(stored: Run, how: dict[str, Any]) -> None:
    rows = exported(stored)
    stored("note", rows[0]["id"], "=1+1; -2\nété")
    stored("tag", rows[0]["id"], "007")
    rows = exported(stored)
    rows[0]["tags"] = "7"
    day = how["day"]
    ended = stored("apply", save([as_excel(row, day) for row in rows], **how), "--yes", "-v")
    assert (ended.code, ended.out) == (0, ""), ended.out
    assert "nothing changed" in ended.err and "can't be changed" not in ended.err
    rows[1]["date"] = "2021-03-04"
    ended = stored("apply", save([as_excel(row, day) for row in rows], **how), "--yes")
    assert [to for _, _, to in told(ended)] == ["2021-03-04"]


def test_lines_that_were_torn_at_semicolons_are_put_together(stored: Run) -> None:
    stored("tag", exported(stored)[0]["id"], 'a,"b"')
    lines = stored("show", "--all", "--csv").out.splitlines()
    parts = [line.split(";") for line in lines]
    width = max(map(len, parts))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(
        [*row, *[""] * (width - len(row))] for row in parts
    )
    assert ";;" in out.getvalue()
    Path("edits.csv").write_text(out.getvalue(), encoding="utf-8-sig")
    ended = stored("apply", "edits.csv", "--yes")
    assert (ended.code, ended.out) == (0, ""), ended.err
    assert json.dumps(ended.err).count("nothing changed") == 1


@pytest.mark.parametrize(("ui", "title", "day"), [("en", "title", "day"), ("fr", "titre", "jour")])
def test_a_workbook_of_ours_is_read_back_in_each_language(
    stored: Run, ui: str, title: str, day: str
) -> None:
    assert stored("show", "--all", "-o", "edits.xlsx", "--ui", ui).code == 0
    ended = stored("apply", "edits.xlsx", "--yes", "-v")
    assert (ended.code, ended.events) == (0, [])
    assert "passed over" not in ended.err and "can't be changed" not in ended.err
    book = openpyxl.load_workbook("edits.xlsx")
    sheet = book.worksheets[0]
    columns = {cell.value: n for n, cell in enumerate(sheet[1])}
    row = next(row for row in sheet.iter_rows(2) if "Voters" in row[columns[title]].value)
    row[columns[title]].value = "Voters choose"
    row[columns[day]].value = "2020-01-01"
    book.save("edits.xlsx")
    ended = stored("apply", "edits.xlsx", "--yes")
    assert told(ended) == [("title", "Voters elect a new president", "Voters choose")]
    assert f"{day}: changed in the file, but can't be changed" in ended.err


def test_a_tsv_is_read_back(stored: Run) -> None:
    assert stored("show", "--all", "-o", "edits.tsv").code == 0
    assert stored("apply", "edits.tsv", "--yes").events == []
    text = Path("edits.tsv").read_text("utf-8").replace("Voters elect a new", "Voters choose a")
    Path("edits.tsv").write_text(text, "utf-8")
    ended = stored("apply", "edits.tsv", "--yes")
    assert ("title", "Voters elect a new president", "Voters choose a president") in told(ended)
