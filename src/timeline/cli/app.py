"""The commands put together, and every way a run can end turned into its exit code."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from timeline.cli import examples, faults, global_options, options, plain_values, settings
from timeline.cli.commands.completion import VARIABLE
from timeline.cli.destination import format_of
from timeline.cli.streams import data, let_go_of_stdout, occupy, report, say, settle, write
from timeline.errors import Exit, TimelineError
from timeline.safe_text import lines

SHORT_HELP = """\
timeline turns a folder of articles into a chronology, offline.

  timeline extract PATHS    read articles, store and print their chronology
  timeline digest           the days that matter most, in short
  timeline show             show what is stored, filtered
  timeline explain ID       why an event is there, quote by quote
  timeline review           accept, correct, reject, one by one; or set, join, split, hide, undo

timeline --help lists all commands; timeline COMMAND --help tells what one takes.
"""

EXIT_CODES = """\
Exit codes: 0 fine; 1 some inputs failed, the good ones are kept; 2 wrong usage; 3 nothing matched
and --fail-empty; 70 a bug of ours; 130 interrupted.
"""

MOST_TOLD = 500
"""Characters of a message that are quoted; the rest is for --debug."""


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        with data("table") as out:
            out.write(f"timeline {version('timeline')}\n")
        raise typer.Exit


def timeline(
    context: typer.Context,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Turn a folder of articles into a chronology, offline."""
    if context.invoked_subcommand is None:
        with data("table") as out:
            out.write(SHORT_HELP)


class Commands(typer.core.TyperGroup):
    """The commands there are."""

    def get_params(self, ctx: Any) -> Any:
        """The parameters of none."""
        return plain_values.eased(super().get_params(ctx))


class Told(typer.core.TyperCommand):
    """A command that says first what a timeline.toml that nobody named keeps from it."""

    def get_params(self, ctx: Any) -> Any:
        """Its parameters."""
        return plain_values.eased(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Say it and run the command."""

        def holds(parameter: str) -> bool:
            source = ctx.get_parameter_source(parameter)
            return source is not None and source.name == "DEFAULT_MAP"

        kept = settings.held(ctx.obj or {}, self, holds)
        if kept and not ctx.params.get("quiet"):
            say(kept)
        return super().invoke(ctx)


@cache
def program(names: tuple[str, ...] = tuple(examples.EXAMPLES)) -> typer.Typer:
    """The program with these commands."""
    made = typer.Typer(
        name="timeline",
        cls=Commands,
        epilog=f"{global_options.HELP}\n\n{EXIT_CODES}",
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
    )
    made.callback(invoke_without_command=True)(timeline)
    for name in names:
        # `set` is a word of Python's: its module is set_.
        module = import_module(f"timeline.cli.commands.{'set_' if name == 'set' else name}")
        made.command(name, cls=Told, epilog=examples.epilog(name))(options.flat(module.command))
    return made


def __getattr__(name: str) -> Any:
    if name == "app":
        return program()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _needed(given: Sequence[str]) -> tuple[str, ...]:
    """The command that a command line names; all where it names none, or settings may speak of
    others."""
    every = tuple(examples.EXAMPLES)
    said = any(key.startswith(settings.PREFIX) or key == VARIABLE for key in os.environ)
    if said or os.path.lexists(settings.FILE) or not given or given[0] not in every:
        return every
    return (given[0],)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; returns its exit code and never raises for what went wrong in it."""
    occupy()
    return settle(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(given: list[str]) -> int:
    command = typer.main.get_command(program(_needed(given)))
    found: settings.Found = {}
    try:
        given = global_options.take(given)
        if VARIABLE in os.environ:
            # A shell asks for completions. The module is private but the function's only home.
            from typer._completion_classes import completion_init

            completion_init()
        found = settings.read(command, os.environ, Path())
        global_options.SETTINGS.extract = settings.default_map(found).get("extract", {})
        _warn(settings.unknown(command, os.environ), given)
        left = _left(found, given)
        ended = command.main(
            given,
            prog_name="timeline",
            standalone_mode=False,
            default_map=settings.default_map(left),
            obj=left,
        )
    except TimelineError as error:
        whence = settings.source(command, found, given, error.what)
        if whence is not None:
            error.what = f"{error.what} from {whence}"
        report(error)
        return error.exit_code
    except typer.TyperException as error:
        options_ = getattr(getattr(error, "param", None), "opts", ())
        sources = (settings.source(command, found, given, option) for option in options_)
        return _usage(error, next(filter(None, sources), None))
    except (KeyboardInterrupt, typer.Abort):
        say("interrupted")
        return Exit.INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # The parser ends the process when the reader of its help has gone; nothing else does.
        let_go_of_stdout()
        return Exit.OK
    except Exception as error:
        return _broken(error, debug=bool(os.environ.get("TIMELINE_DEBUG")) or "--debug" in given)
    if ended == Exit.INTERRUPTED and not isinstance(ended, Exit):
        say("interrupted")  # the parser's own number; a command that gives ours has said it
    return ended if isinstance(ended, int) else Exit.OK


def _broken(error: Exception, *, debug: bool) -> int:
    """What nobody foresaw: a fault of the machine or of the set-up, or else a bug of ours."""
    if debug:
        write(lines("".join(traceback.format_exception(error))).rstrip())
    told = faults.of_the_machine(error)
    if told is not None:
        report(told)
        return told.exit_code
    if not debug:
        kind = f"{type(error).__name__}: {error}"[:MOST_TOLD]
        say(f"internal error: {kind}; this is a bug, run it again with --debug for the details")
    return Exit.BUG


def _left(found: settings.Found, given: Sequence[str]) -> settings.Found:
    """The settings without a format, where the command line itself asks for one."""
    files = [b for a, b in pairwise(given) if a in ("-o", "--output")]
    asked = not _SHORT.isdisjoint(given) or any(map(format_of, files))
    return {key: one for key, one in found.items() if not (asked and key[1] == "format_")}


_BEHIND = {"timeline undo": "; write timeline undo --last N, or the numbers: timeline undo 3 5-16"}
_NUMBER = re.compile(r"-[0-9]+")
_SHORT = frozenset(["--json", "--jsonl", "--csv", "--excel"])


def _warn(unknown: Sequence[str], given: Sequence[str]) -> None:
    """Say which variables named like ours set nothing."""
    if unknown and not {"-q", "--quiet"} & set(given):
        verb = "is no setting" if len(unknown) == 1 else "are no settings"
        say(f"{', '.join(unknown)} {verb}; timeline config --all lists those there are")


def _usage(error: typer.TyperException, whence: str | None = None) -> int:
    """The parser's own complaints, in the one-line form of all others.

    whence: the setting that the value came from, None for the command line.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "timeline"
    why = " ".join(error.format_message().split()).rstrip(".")
    if why.startswith("No such command 'version'"):
        why = "No such command 'version'. Did you mean 'timeline --version'?"
    if whence is not None:
        why = f"{whence}: {why}"
    if _NUMBER.fullmatch(getattr(error, "option_name", "")):
        why += _BEHIND.get(command, "; what begins with - and is no option goes behind --")
    say(
        f"{why}{'' if why.endswith('?') else ';'} see {command} --help",
        level="error",
        code="usage",
        exit_code=error.exit_code,
    )
    return error.exit_code
