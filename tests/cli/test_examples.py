import shlex

import pytest

from driven import Run
from timeline.cli.app import program
from timeline.cli.examples import EXAMPLES

COMMANDS = program(loaded=True).commands


def test_every_command_has_examples() -> None:
    assert list(EXAMPLES) == list(COMMANDS)
    assert all(EXAMPLES.values())


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines])
def test_every_example_is_a_command_line_that_parses(line: str) -> None:
    words = shlex.split(line.rpartition("| ")[2].partition(" > ")[0])
    assert words[0] == "timeline"
    context = COMMANDS[words[1]].make_context(words[1], words[2:])
    assert context.params


def test_help_ends_with_them_line_by_line(run: Run) -> None:
    for name, lines in EXAMPLES.items():
        told = run(name, "--help").out.rstrip().splitlines()
        assert [line.strip() for line in told[-len(lines) :]] == list(lines)
