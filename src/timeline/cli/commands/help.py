"""timeline help: what there is to be said of a command, or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from timeline.cli import completions, streams
from timeline.cli.options import Debug, one_of

if TYPE_CHECKING:
    from timeline.cli.command_group import Commands


def command(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMAND]",
            help="One of them; all are listed by default.",
            autocompletion=completions.commands,
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Print the help of a command."""
    of = context.find_root()
    if name is not None:
        group = cast("Commands", of.command)
        group.load([one_of("COMMAND", name, group.commands)])
        of = typer.Context(group.commands[name], info_name=name, parent=of)
    with streams.data("table") as out:
        out.write(f"{of.get_help()}\n")
