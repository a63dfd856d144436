"""timeline config: which settings hold, and where they come from."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from timeline.cli import setting_values, settings, streams
from timeline.cli.options import SheetOutput, flag
from timeline.errors import Exit
from timeline.render import Column

if TYPE_CHECKING:
    from timeline.cli.command_group import Commands

EVERY = "*"
"""Stands for all commands that have an option and to which nothing else is said."""
# Defaults that leave things as they are.
_SILENT = ("", "false", "0.0")
COLUMNS = (
    Column("command", "Command"),
    Column("option", "Option"),
    Column("value", "Value", wide=True),
    Column("from", "From"),
)


def command(
    context: typer.Context,
    all_: Annotated[bool, flag("Those left at their default too.", "--all")] = False,
    *,
    output: SheetOutput,
) -> Exit:
    """Print which settings hold and where they come from.

    First what is set, then the defaults that hold elsewhere; * stands for every command that has
    the option.

    Options are looked up on the command line, in TIMELINE_* variables, in timeline.toml, and fall
    back on their defaults. A timeline.toml that lies here may have come with the articles: it says
    neither where to write nor what to drop (out_dir, output, fresh, names, grep …), and what it
    leaves out is told; a file of your own that TIMELINE_CONFIG names may say anything. Values that
    an option does not take are told, and it ends with 2.
    """
    printer = output.sheets()
    group = cast("Commands", context.find_root().command)
    group.load()
    found = settings.read(group, os.environ, Path())
    rows, left = [], []
    for name, known in settings.commands(group):
        for said, option in known.items():
            setting = found.get((name, option.name))
            if setting is not None:
                rows.append(_row(name, said, setting.value, setting.source))
            elif all_:
                rows.append(_row(name, said, option.default, "default"))
            else:
                left.append((name, said, _told(option.default)))
    printer.write(COLUMNS, [*rows, *_defaults(left)])
    if not found and not all_:
        output.say("everything is at its default; timeline config --all lists what can be set")
    wrong = list(setting_values.complaints(group, found)) if found else []
    for error in wrong:
        streams.report(error)
    return Exit.USAGE if wrong else Exit.OK


def _row(command: str, option: str, value: Any, source: str) -> dict[str, str]:
    return {"command": command, "option": option, "value": _told(value), "from": source}


def _defaults(left: Iterable[tuple[str, str, str]]) -> list[dict[str, str]]:
    """The defaults that say something, each once. left: command, option and value of each."""
    values: dict[str, dict[str, list[str]]] = {}
    for command, option, value in left:
        if value not in _SILENT:
            values.setdefault(option, {}).setdefault(value, []).append(command)
    return [
        _row(EVERY if len(told) == 1 else ",".join(commands), option, value, "default")
        for option, told in sorted(values.items())
        for value, commands in told.items()
    ]


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return str(value)
