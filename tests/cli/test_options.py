"""Options that commands share are declared once, and come to a command in one record."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from typing import Annotated

import pytest

from driven import Run
from timeline.cli import options
from timeline.cli.app import program
from timeline.errors import UnknownChoiceError, UsageError

COMMANDS = program(loaded=True).commands


@dataclass(frozen=True)
class _Pair:
    left: Annotated[str, options.single("One side.", "TEXT")] = "l"
    right: Annotated[str, options.single("The other.", "TEXT")] = "r"


def test_the_fields_of_a_record_are_parameters_and_come_back_as_one() -> None:
    def command(name: str, pair: _Pair, debug: options.Debug = False, last: int = 3) -> object:
        """Say it."""
        return name, pair, last, debug

    flat = options.flat(command)
    assert list(signature(flat).parameters) == ["name", "left", "right", "last", "debug"]
    assert flat.__doc__ == "Say it."
    given = {"name": "n", "left": "a", "right": "b", "last": 4, "debug": True}
    assert flat(**given) == ("n", _Pair("a", "b"), 4, True)


def test_an_option_says_the_same_in_every_command() -> None:
    told: dict[str, set[str]] = {}
    for name in ("show", "stats", "actors", "places", "extract", "merge", "dates", "documents"):
        for parameter in COMMANDS[name].params:
            if parameter.param_type_name == "option":
                told.setdefault(parameter.opts[0], set()).add(getattr(parameter, "help", ""))
    # What these name is a command's own.
    own = {"-v", "--language", "--kind", "--format", "--out-dir"}
    assert [option for option, helps in told.items() if len(helps) > 1 and option not in own] == []


def test_two_formats_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="csv and json were both asked for"):
        options.Output(format_="json", csv=True).format_name()
    assert options.Output(format_="json", json=True).format_name() == "json"
    assert options.Output(csv=True).format_name("html") == "csv"
    assert options.Output().format_name("html") == "html"


def test_values_are_parted_by_commas_and_checked() -> None:
    assert options.among("--type", ["A,b", " c "], ("a", "b", "c")) == ("a", "b", "c")
    assert options.among("--type", None, ("a",)) == ()
    with pytest.raises(UnknownChoiceError, match="--type: 'd' is unknown"):
        options.among("--type", ["a,d"], ("a",))


@pytest.mark.parametrize("command", ["show", "stats", "actors", "places"])
def test_every_command_on_stored_events_takes_the_same_filters(run: Run, command: str) -> None:
    assert run("extract", "in", "-q").code == 0
    filters = ("--since", "2020-09", "--status", "planned", "--grep", "meet", "--actor", "Dupont")
    ended = run(command, *filters, "--fail-empty", "--json")
    assert ended.code == (3 if command == "places" else 0), ended.err
    assert ("Dupont" in ended.out) == (command != "places")
    assert run(command, *filters, "--around", "2020").code == 2
    assert run(command, "--grep", "no such words", "--fail-empty").code == 3
    assert run(command, "--grep", "(").code == 2
