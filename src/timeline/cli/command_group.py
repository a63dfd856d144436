"""The commands there are, each loaded when it is called, or when its own help is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import typer
import typer.core

from timeline.cli import examples, global_options, plain_values, settings, streams
from timeline.cli.summaries import SUMMARIES

ASKS_FOR_COMPLETIONS = "_TIMELINE_COMPLETE"
"""The variable by which a shell does."""

_PLAIN: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


class Commands(typer.core.TyperGroup):
    """The program. Of commands that are not loaded it knows the name and the line in its help."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = {n: typer.core.TyperCommand(n, help=line) for n, line in SUMMARIES.items()}

    def load(self, names: Iterable[str] = tuple(SUMMARIES)) -> None:
        """Load these commands, all by default; a name that is none is left out."""
        for name in names:
            if name in SUMMARIES and not isinstance(self.commands[name], Command):
                self.commands[name] = _loaded(name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called, and its arguments."""
        self.load(args[:1])
        return super().resolve_command(ctx, args)

    def get_params(self, ctx: Any) -> Any:
        """The parameters of none."""
        return plain_values.eased(super().get_params(ctx))


class Command(typer.core.TyperCommand):
    """A command that says first what a timeline.toml that nobody named keeps from it."""

    def get_params(self, ctx: Any) -> Any:
        """Its parameters."""
        return plain_values.eased(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Say it and run the command."""

        def comes_of(parameter: str, origin: str) -> bool:
            source = ctx.get_parameter_source(parameter)
            return source is not None and source.name == origin

        def holds(parameter: str) -> bool:
            return comes_of(parameter, "DEFAULT_MAP")

        global_options.SETTINGS.given = frozenset(
            name for name in ctx.params if comes_of(name, "COMMANDLINE")
        )

        kept = settings.held(ctx.obj or {}, self, holds)
        if kept and not ctx.params.get("quiet"):
            streams.say(kept)
        return super().invoke(ctx)


def of(callback: Any, epilog: str) -> Commands:
    """The program, no command loaded. callback: what its own options do."""
    made = typer.Typer(
        name="timeline",
        cls=Commands,
        epilog=epilog,
        context_settings={"help_option_names": ["-h", "--help"]},
        **_PLAIN,
    )
    made.callback(invoke_without_command=True)(callback)
    group = typer.main.get_command(made)
    assert isinstance(group, Commands)
    return group


def _loaded(name: str) -> Any:
    from timeline.cli import options

    # `set` is a word of Python's: its module is set_.
    module = import_module(f"timeline.cli.commands.{'set_' if name == 'set' else name}")
    made = typer.Typer(**_PLAIN)
    made.command(name, cls=Command, epilog=examples.epilog(name))(options.flat(module.command))
    return typer.main.get_command(made)
