"""Random plausible command lines, run in this process on a small store of made-up articles."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

# Exit codes of a run that ended as it should: fine, some failed, wrong usage, nothing matched.
ENDINGS = {0, 1, 2, 3}
# What waits for somebody.
_LEFT_OUT = {"review", "serve"}


class Parameter(NamedTuple):
    """One parameter of a command: option or argument, and what its help calls its value."""

    kind: str
    names: tuple[str, ...]
    alone: bool
    called: str


_ARTICLES = {
    "in/a.txt": "Porthaven, 19 August 2020 - The council met on Monday. Ana Vidal resigned on 3 May "
    "2019. The treaty was signed in Paris in 1998, and the bank lost $2 million last year.\n",
    "in/b.txt": "Porthaven, 20 August 2020 - Ana Vidal resigned on 3 May 2019, her party said. "
    "President Okoro will visit Lyon next week.\n",
    "in/c.md": "---\ndate: 2021-03-04\nlang: fr\n---\n\nLe conseil s'est réuni lundi à Lyon. La "
    "ministre a démissionné le 3 mai 2019.\n",
    "bad.txt": "\x00\x01\x02",
    "empty.txt": "",
    "names.toml": '[[person]]\nname = "Ana Vidal"\nalso = ["A. Vidal"]\n',
    "bad.toml": "a = [",
    "their.csv": "date,title\n2020-05-03,The bank closed\n=1,2\n",
    "bad.json": '{"schema": "timeline/1", "documents": 1}',
}  # fmt: skip
_TEXTS = (
    "", " ", "-", "--", "a", "Ana Vidal", "in", "in/a.txt", "in/*.txt", "*", "nowhere", "bad.txt", "empty.txt", "bad.toml", "names.toml",
    "their.csv", "bad.json", "data/out", "out.html", "out.csv", "out.json", "out.ics", "out.md", "out.parquet", "nowhere/out.csv", "é\u0301",
    "2020-08-19", "2020-08", "2020", "last month", "9999-12-31", "0001-01-01", "-44", "2014/..", "20XX", "1 January 10000", "tomorrow",
    "0", "1", "-1", "2-4", "0.5", "1e999", "nan", "99999999999999999999", "en", "fr", "xx", "election", "election,protest", "happened",
    "json", "csv", "table", "list", "html", "nonsense", "[", "(a+)+$", "^", "\\", "\x1b[31m", "\udcff", "title=A", "date=2020-08-09",
    "date=x", "type=visit", "status=denied", "confidence=2", "=", "title=", "\u202e", "x" * 300, "a\nb", "'", '"', "%", "news", "person",
)  # fmt: skip


# What a parameter holds, as the help calls it -> values that fit.
_FITTING = {
    "PATHS...": ("in", "in/a.txt", "in/*.txt", "in/c.md", "bad.txt", "-"),
    "FILE...": ("their.csv", "bad.json", "data/out/chronology.json", "in/a.txt"),
    "EDTF": ("2020-08-19", "2020-08", "9999-12-31", "0001"),
    "CODE": ("en", "fr", "de"),
    "DIR": ("data/out", "other", "in"),
    "FILE": ("names.toml", "bad.toml", "out.html", "out.csv", "out.ics", "data/out", "-", "in/a.txt"),
    "KIND": ("news", "chronicle", "person", "organisation", "city"),
    "NAME": ("table", "list", "json", "jsonl", "csv", "html", "markdown", "ics", "timelinejs", "mermaid", "jsonld", "atom", "Vidal", "FR"),
    "DATE": ("2020-08-19", "2020", "last month", "2019-05-03", "9999-12-31", "0001-01-01"),
    "TYPE": ("politics", "meeting", "election,protest"),
    "STATUS": ("happened", "planned", "happened,denied"),
    "TEXT": ("a.txt", "Vidal", "one of two"),
    "PATTERN": ("resign", "(a+)+$", "["),
    "0..1": ("0", "0.5", "1", "2"),
    "KEY": ("date", "title", "salience", "sources", "confidence"),
    "N": ("0", "1", "20", "-1"),
    "[N]": ("1", "2", "0"),
    "MENTION...": ("1", "2-4", "in/b.txt"),
    "FIELD=VALUE...": ("title=The bank closed", "date=2020-08", "type=visit", "status=denied", "actors=Ana Vidal"),
    "MODE": ("news", "narrative"),
    "SHELL": ("bash", "zsh", "fish"),
}  # fmt: skip


@cache
def _commands() -> dict[str, tuple[Parameter, ...]]:
    """Command -> its parameters."""

    from timeline.cli.app import program

    group: Any = program(loaded=True)
    return {
        name: tuple(
            Parameter(
                p.param_type_name,
                (*p.opts, *p.secondary_opts),
                bool(getattr(p, "is_flag", False)),
                p.metavar or "",
            )
            for p in command.params
        )
        for name, command in sorted(group.commands.items())
        if name not in _LEFT_OUT
    }


@cache
def _ids() -> tuple[str, ...]:
    """The ids of the events stored, whole and cut."""
    import json

    told = json.loads(Path("template/data/out/chronology.json").read_text("utf-8"))
    ids = [event["id"] for event in told["events"]]
    return (*ids, *(id_[:4] for id_ in ids))


def _value(random: Random, called: str) -> str:
    if called.startswith("ID") and random.random() < 0.85:
        return random.choice(_ids())
    if called in _FITTING and random.random() < 0.75:
        return random.choice(_FITTING[called])
    return random.choice(_TEXTS)


def line(random: Random) -> list[str]:
    """The arguments of a command line."""
    known = _commands()
    name = random.choice(list(known))
    given = [name]
    options = [p for p in known[name] if p.kind == "option"]
    for p in random.sample(options, k=min(len(options), _few(random))):
        given.append(random.choice(p.names))
        if not p.alone or random.random() < 0.03:
            given.append(_value(random, p.called))
    for p in known[name]:
        if p.kind == "argument":
            given += [_value(random, p.called) for _ in range(random.choice((0, 1, 1, 1, 2, 3)))]
    if random.random() < 0.1:
        given.insert(random.randrange(len(given) + 1), random.choice(_TEXTS))
    if random.random() < 0.05:
        begun: tuple[list[str], ...] = (
            ["--quiet", name],
            ["--error-format", "json", name],
            [name[:-1]],
            [],
        )
        given[0:1] = random.choice(begun)
    return given


def _few(random: Random) -> int:
    return random.choice((0, 1, 1, 2, 2, 3, 5))


def prepare() -> None:
    """Write articles, extract them once, and keep the folder to begin each command line from."""
    shutil.rmtree("template", ignore_errors=True)
    for name, text in _ARTICLES.items():
        path = Path("template") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code, _, told = run(["extract", "in"], Path("template"))
    assert code == 0, told


def attempt(arguments: Sequence[str]) -> None:
    """Run a command line where the store is; it ends as a command may, and says what is wrong."""
    here = Path("work")
    if not here.is_dir() or _looks(here) != _looks(Path("template")):
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree("template", here, copy_function=shutil.copy2)
    code, _, told = run(arguments, here)
    if code not in ENDINGS:
        raise Unexpected(f"exit {code}", told)
    if "Traceback" in told:
        raise Unexpected("a traceback", told)
    assert code == 0 or told.strip(), f"exit {code} without a word"


class Unexpected(Exception):
    """A command line that ended as none should."""

    def __init__(self, what: str, told: str) -> None:
        lines = [line.strip() for line in told.strip().splitlines()]
        # Where in the package, by the last two parts of the path: the same on every machine.
        places = [
            "/".join(line.split("/")[-2:])
            for line in lines
            if line.startswith("File ") and "timeline/" in line
        ]
        super().__init__(f"{what}: {lines[-1] if lines else ''} {places[-1] if places else ''}")


def _looks(folder: Path) -> list[tuple[str, int, int]]:
    return sorted(
        (str(p.relative_to(folder)), p.stat().st_size, p.stat().st_mtime_ns)
        for p in folder.rglob("*")
        if p.is_file()
    )


def run(arguments: Sequence[str], folder: Path) -> tuple[int, bytes, str]:
    """The exit code of a command line in a folder, its output and what it said."""
    from timeline.cli import main

    out, err = _stream(), _stream()
    with _inside(folder), _streams(out, err):
        code = int(main(list(arguments)))
    out.flush()
    err.flush()
    told = bytes(err.buffer.getvalue()).decode("utf-8", "replace")  # type: ignore[attr-defined]
    return code, out.buffer.getvalue(), told  # type: ignore[attr-defined]


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace", write_through=True)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _streams(out: io.TextIOWrapper, err: io.TextIOWrapper) -> Iterator[None]:
    kept = sys.stdin, sys.stdout, sys.stderr, os.environ.get("TIMELINE_DEBUG")
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO()), out, err
    os.environ["TIMELINE_DEBUG"] = "1"
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept[:3]
        if kept[3] is None:
            del os.environ["TIMELINE_DEBUG"]
