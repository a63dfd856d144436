"""Command lines nobody would write, seeded: whatever is asked, the exit code says what became of it."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from driven import Run
from timeline.cli import app, settings
from timeline.cli.examples import EXAMPLES

MANY = int(os.environ.get("COMMAND_LINES", "150"))
SEED = int(os.environ.get("COMMAND_LINES_SEED", "14"))

VALUES = (
    "", " ", "-", "--", "-1", "0", "1", "2", "0.5", "-0.5", "1e308", "nan", "inf", "9" * 400, "1e999",
    "2020", "2020-08", "2020-08-09", "2014/..", "../2020", "2020-13-45", "99999-01-01", "0000",
    "-0043", "9999-12-31", "last month", "yesterday", "en", "fr", "de", "xx", "en,fr", ",", ",,,",
    "election", "election,protest", "Election", "person", "happened", "planned,possible", "json",
    "jsonl", "csv", "table", "html", "parquet", "ics", "list", "atom", "date", "salience", "title",
    "type", "Müller", "Ana Müller, Jean Dupont", "é", "\u202e", "\x1b[31m", "a\nb", "a\0b", "\udcff",
    "😀", "(", "[", "*", ".*", "(a+)+$", "[z-a]", "\\", "%s", "{}", "'", '"', "; rm x", "x" * 5000,
    "in", "in/a.txt", "in/*.txt", "**", "no/such/place", "a.json", "out.json", "out.html", "out.ics",
    "in/a.txt/x.csv", "/dev/null", "e", "1-2", "2-4", "title=x", "date=2021", "date=soon", "place=",
    "status=denied", "nonsense=1", "=", "by-day", "text", "bash", "FR", "auto", "narrative",
)  # fmt: skip


def words(random_: random.Random, ids: list[str]) -> list[str]:
    """A command line: a command mostly, some of its options, some values."""
    known = dict(settings.commands(app.program(loaded=True)))
    ending = [name for name in EXAMPLES if name != "review"]  # which serves until it is ended
    name = random_.choice([*ending, *ending, "show", "nonsense"])
    options = [o for param in known.get(name, {}).values() for o in param.opts]
    options += ["--json", "--jsonl", "--csv", "--help", "-h", "--no-color", "--error-format", "--x"]
    line = [name]
    for _ in range(random_.randint(0, 5)):
        value = random_.choice([*VALUES, *ids])
        kind = random_.random()
        if kind < 0.35:
            line += [random_.choice(options), value]
        elif kind < 0.45:
            line.append(f"{random_.choice(options)}={value}")
        elif kind < 0.6:
            line.append(random_.choice(options))
        else:
            line.append(value)
    if random_.random() < 0.05:
        random_.shuffle(line)
    # A small store stays small, and the files of the test what they are.
    return line


def test_any_command_line_ends_as_it_should(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run("extract", "in", "-q").code == 0
    ids = [event["id"] for event in run("show", "--all").events]
    random_ = random.Random(SEED)
    for n in range(MANY):
        if n % 50 == 0:  # earlier lines may have hidden all there was
            assert run("extract", "in", "-q", "--fresh").code == 0
        line = words(random_, ids)
        ended = run(*line, stdin="2020-08-09 | election | happened | 0.9 | Polls close\n")
        assert ended.code in (0, 1, 2, 3), (line, ended.code, ended.err)
        assert "Traceback" not in ended.err, line
        assert "timeline: " not in ended.out.replace("timeline: turns", ""), line
        if ended.code in (2, 3) and "--help" not in line:
            assert ended.err, line
        if "--json" in line and ended.code == 0 and not {"-h", "--help", "-o"} & set(line):
            ended.out.strip() and json.loads(ended.out)
