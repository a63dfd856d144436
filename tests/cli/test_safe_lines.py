"""Every command, with a chronology, files and arguments that carry what must not be shown."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from driven import FIRST, Run
from made import chronology, document, event, mention
from timeline.contract import whole
from timeline.model import Actor, Conflict, ConflictValue, Place
from unsafe import KEPT, SOUND, unsafe_in

# What a file's name, an argument and a variable can hold: no line end.
NAME = "".join(c for c in SOUND if c not in "/\n\r\v\f\x1b\x85\u2028\u2029\x1c\x1d\x1e")[:60]
ARGUMENT = SOUND


@pytest.fixture
def hostile(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A stored chronology whose every text is hostile, and decisions of the same kind."""
    monkeypatch.setenv("COLUMNS", "200")
    differ = Conflict(
        field="places",
        values=tuple(ConflictValue(value=v + SOUND, documents=(f"a{SOUND}",)) for v in "XY"),
    )
    events = [
        event(
            f"e{n}",
            title=f"Vote {n} {SOUND}{KEPT}",
            actors=(Actor(id=f"person:A{SOUND}", name=f"Ana{SOUND}", kind="person", aliases=(SOUND,)),),
            places=(Place(name=f"Graz{SOUND}", kind="city", country="AT"),),
            conflicts=(differ,),
            mentions=(mention(f"a{SOUND}", f"20{10 + n}", f"Vote {n} {SOUND}"),),
            date=f"20{10 + n}",
        )
        for n in range(3)
    ]  # fmt: skip
    told = document(
        f"a{SOUND}", title=f"Title {SOUND}", warnings=(f"warned {SOUND}",), author=SOUND
    )
    rows = chronology(*events, documents=[told]).model_dump(mode="json")
    Path("h.json").write_text("".join(whole(rows["documents"], rows["events"])), encoding="utf-8")
    ended = run("merge", "h.json", "--out-dir", "data/out", "-f", "table")
    assert ended.code == 0
    assert unsafe_in(ended.out + ended.err) == []
    # A store that names what it does not hold.
    shutil.copytree("data/out", "spoilt")
    with closing(sqlite3.connect("spoilt/timeline.sqlite")) as db, db:
        db.execute("DELETE FROM document")
        db.execute("DELETE FROM seal")
    Path("spoilt/.timeline.sum").unlink()
    Path(f"in/{NAME}.txt").write_text(FIRST, encoding="utf-8")
    Path(f"in/{NAME}.json").write_text("{" + SOUND, encoding="utf-8")
    return run


COMMANDS = [
    ["show", "--all", "-f", "table"],
    ["show", "--all", "--conflicts", "-f", "table"],
    ["show", "--layout", "list", "--quotes"],
    *(["show", "-f", name] for name in ("csv", "html", "markdown", "mermaid", "atom")),
    ["show", "--actor", ARGUMENT, "-f", "table"],
    ["show", "--place", ARGUMENT, "--language", ARGUMENT, "-f", "table"],
    ["show", "--grep", f"[{ARGUMENT}"],
    ["show", "--since", ARGUMENT],
    ["show", "--type", ARGUMENT],
    ["show", "--sort", ARGUMENT],
    ["show", "--output", f"no/{ARGUMENT}"],
    ["show", "--out-dir", ARGUMENT],
    ["show", f"--{ARGUMENT}"],
    [ARGUMENT],
    ["show", "--names", ARGUMENT],
    ["documents", "-f", "table"],
    ["documents", "--csv"],
    ["actors", "-f", "table"],
    ["actors", "--like", ARGUMENT, "-f", "table"],
    ["places", "-f", "table"],
    ["stats", "-f", "table"],
    ["stats", "--csv"],
    ["names", "-f", "table"],
    ["explain", "ID", "-f", "table"],
    ["explain", ARGUMENT],
    ["set", "ID", f"title=Set {ARGUMENT}", "--reason", ARGUMENT, "-f", "table"],
    ["decisions", "-f", "table"],
    ["explain", "ID", "-f", "table"],
    ["show", "-f", "table"],
    ["hide", "ID", "--reason", ARGUMENT, "-f", "table"],
    ["hide", "ID"],
    ["decisions", "--csv"],
    ["undo"],
    ["undo"],
    ["undo", "9"],
    ["split", "ID", ARGUMENT],
    ["extract", "in", "--dry-run", "-f", "table", "--out-dir", "other"],
    ["extract", "in", "-v", "-f", "table", "--out-dir", "other"],
    ["extract", ARGUMENT, "--out-dir", "other"],
    ["extract", "in", "--kind", ARGUMENT],
    ["dates", "in", "-f", "table"],
    ["dates", "in", "--explain"],
    ["merge", f"in/{NAME}.json", f"in/{NAME}.txt", ARGUMENT, "-f", "table"],
    ["config", "-f", "table"],
    ["completion", ARGUMENT],
    ["check"],
    ["check", "--out-dir", ARGUMENT],
    ["check", "--out-dir", "spoilt"],
]


def test_no_command_says_anything_unsafe(hostile: Run) -> None:
    ids = [e["id"] for e in hostile("show", "--all", "--jsonl").events]
    found = {}
    for n, command in enumerate(COMMANDS):
        ended = hostile(*(ids[0] if word == "ID" else word for word in command))
        assert ended.code != 70, ended.err
        if bad := unsafe_in(ended.out + ended.err):
            found[f"{n} {command[0]}"] = bad
    assert found == {}


def test_errors_as_json_are_safe_and_whole(hostile: Run) -> None:
    ended = hostile("extract", ARGUMENT, "--error-format", "json")
    assert unsafe_in(ended.err) == []
    told = [json.loads(line) for line in ended.err.splitlines()]
    assert ARGUMENT in (line.get("what") for line in told)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("timeline.toml", f'[show]\nsort = "{NAME[:20]}"\n"{NAME[21:40]}" = 1\n'),
        ("timeline.toml", f"[show]\nsort = {SOUND}\n"),
        ("data/out/names.toml", f'same = [["Ana", {SOUND}\n'),
        ("data/out/decisions.toml", f'[[decision]]\naction = "{SOUND}"\n'),
    ],
)
def test_files_with_mistakes_are_told_safely(hostile: Run, file: str, text: str) -> None:
    Path(file).write_text(text, encoding="utf-8")
    for command in ("show", "names", "decisions", "config"):
        ended = hostile(command, "-f", "table")
        assert ended.code != 70
        assert unsafe_in(ended.out + ended.err) == []


def test_a_decision_that_is_taken_back_can_be_put_in_again(hostile: Run) -> None:
    id_ = hostile("show", "--all", "--jsonl").events[0]["id"]
    assert hostile("hide", id_, "--reason", f"why {SOUND}", "-q").code == 0
    before = Path("data/out/decisions.toml").read_text(encoding="utf-8")
    assert unsafe_in(before) == []
    rows = hostile("decisions", "--jsonl").events
    told = hostile("undo").out
    Path("data/out/decisions.toml").write_text(told, encoding="utf-8")
    again = hostile("decisions", "--jsonl").events
    assert [{**r, "line": 0} for r in again] == [{**r, "line": 0} for r in rows]
