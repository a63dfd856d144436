import tomllib
from pathlib import Path

import pytest

from driven import Run
from timeline import __version__
from timeline.cli.app import program
from timeline.cli.summaries import SUMMARIES
from timeline.errors import Exit
from timeline.store import Query, Selection, Store

COMMANDS = (
    "extract", "show", "digest", "stats", "explain", "review", "join", "split", "accept", "hide", "set", "add",
    "note", "tag", "apply", "undo", "decisions",
    "merge", "documents", "actors", "places", "check", "compact", "names", "dates", "languages", "config",
    "completion", "schema", "help", "version",
)  # fmt: skip
PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_no_arguments_print_a_short_help(run: Run) -> None:
    ended = run()
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) < 10
    assert "timeline extract PATHS" in ended.out


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_every_command(run: Run, flag: str) -> None:
    ended = run(flag)
    assert (ended.code, ended.err) == (0, "")
    for name in COMMANDS:
        assert f"\n  {name} " in ended.out
    assert "..." not in ended.out.partition("Commands:")[2], "a summary is cut off"
    for exit_code in Exit:
        assert str(exit_code.value) in ended.out.partition("Exit codes:")[2].split()


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_has_help(run: Run, name: str, flag: str) -> None:
    ended = run(name, flag)
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: timeline {name}")
    options = ended.out.partition("Options:\n")[2].splitlines()
    assert all(len(line) <= 80 for line in ended.out.splitlines())
    bare = [line for line in options if line.startswith("  -") and "  " not in line.strip()]
    followed = [
        a for a, b in zip(options, [*options[1:], ""], strict=True) if b.startswith("     ")
    ]
    assert [line for line in bare if line not in followed] == []


def test_the_commands_are_these() -> None:
    assert list(program().commands) == list(COMMANDS)


def test_their_lines_in_the_help_are_how_their_own_help_begins() -> None:
    for name, command in program(loaded=True).commands.items():
        assert command.get_short_help_str(100) == SUMMARIES[name]


def test_only_the_command_that_is_called_is_loaded() -> None:
    listed = program()
    listed.load(["show", "nonsense"])
    assert [n for n, command in listed.commands.items() if command.params] == ["show"]


def test_the_version_is_the_project_s(run: Run) -> None:
    assert run("--version").out == f"timeline {__version__}\n"
    told = tomllib.loads(PROJECT.read_text())
    assert "version" in told["project"]["dynamic"]
    source = PROJECT.parent / told["tool"]["hatch"]["version"]["path"]
    assert f'__version__ = "{__version__}"' in source.read_text()


def test_a_mistyped_command_is_guessed(run: Run) -> None:
    ended = run("shwo")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("Did you mean 'show'? see timeline --help\n")
    assert len(ended.err.splitlines()) == 1


def test_errors_never_steer_the_terminal(run: Run) -> None:
    ended = run("extract", "a\x1b[2Jb\nc.txt")
    assert ended.code == 1
    assert "\x1b" not in ended.err
    assert len(ended.err.splitlines()) == 1


def test_commands_that_go_through_all_hold_neither_events_nor_documents_in_memory(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of very many they would take gigabytes: they are handed out from outside of memory."""
    assert run("extract", "in", "-q").code == 0
    event = run("show", "--jsonl").events[0]["id"]
    select = Store.select

    def spooled(store: Store, query: Query, *, spooled: bool = False) -> Selection:
        assert spooled
        return select(store, query, spooled=True)

    def held(_: Store) -> None:
        raise AssertionError

    monkeypatch.setattr(Store, "select", spooled)
    monkeypatch.setattr(Store, "documents", held)
    for command in ("digest", "stats", "documents", "actors"):
        assert run(command, "--jsonl").code == 0, command
    assert run("explain", event, "--json").code == 0
