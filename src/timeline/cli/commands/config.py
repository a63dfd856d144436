"""timeline config: which settings hold, and where they come from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from timeline.cli import setting_values, settings, streams
from timeline.cli.options import SheetOutput, flag
from timeline.errors import Exit
from timeline.render import Column

if TYPE_CHECKING:
    from timeline.cli.command_group import Commands

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
    rows = []
    for name, known in settings.commands(group):
        for said, option in known.items():
            setting = found.get((name, option.name))
            if setting is not None or all_:
                value = option.default if setting is None else setting.value
                source = "default" if setting is None else setting.source
                rows.append(
                    {"command": name, "option": said, "value": _told(value), "from": source}
                )
    printer.write(COLUMNS, rows)
    if not rows and printer.table:
        output.say("everything is at its default; timeline config --all lists what can be set")
    wrong = list(setting_values.complaints(group, found)) if found else []
    for error in wrong:
        streams.report(error)
    return Exit.USAGE if wrong else Exit.OK


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return str(value)
