"""The commands put together, and every way a run can end turned into its exit code."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from timeline import __version__
from timeline.cli import command_group, endings, faults, global_options, settings
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

timeline help lists all commands; timeline help COMMAND tells what one takes.
"""

EXIT_CODES = """\
Exit codes: 0 fine; 1 some inputs failed, the good ones are kept; 2 wrong usage; 3 nothing matched
and --fail-empty; 70 a bug of ours; 130 interrupted.
"""

MOST_TOLD = 500
"""Characters of a message that are quoted; the rest is for --debug."""


def _version(wanted: bool) -> None:
    if wanted:
        with data("table") as out:
            out.write(f"timeline {__version__}\n")
        raise typer.Exit


def timeline(
    context: typer.Context,
    _: Annotated[
        bool,
        typer.Option(
            "-V", "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Turn a folder of articles into a chronology, offline."""
    if context.invoked_subcommand is None:
        with data("table") as out:
            out.write(SHORT_HELP)


def program(*, loaded: bool = False) -> command_group.Commands:
    """The program. loaded: with all commands, which are loaded when they are called otherwise."""
    made = command_group.of(timeline, f"{global_options.HELP}\n\n{EXIT_CODES}")
    if loaded:
        made.load()
    return made


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; returns its exit code and never raises for what went wrong in it."""
    occupy()
    with endings.heeded():
        return settle(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(given: list[str]) -> int:
    command = program()
    if command_group.ASKS_FOR_COMPLETIONS in os.environ:
        from timeline.cli import completions

        return completions.answer(command)
    found: settings.Found = {}
    try:
        given = global_options.take(given)
        if settings.spoken(os.environ, Path()):
            found = settings.read(command, os.environ, Path(), given)
            _warn(settings.unknown(command, os.environ), given)
        global_options.SETTINGS.extract = settings.default_map(found).get("extract", {})
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
    if not found:
        return found
    from timeline.cli.destination import format_of

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


def _without_dashes(option: str) -> str:
    """What to write in place of an option of `set` that is a field; "" for others."""
    from timeline.decisions.fields import DOCUMENT_FIELDS, FIELDS

    name = option.removeprefix("--")
    if name not in FIELDS and name not in DOCUMENT_FIELDS:
        return ""
    return f"; write {name}=VALUE, as in timeline set ID date=2020-02-28"


def _usage(error: typer.TyperException, whence: str | None = None) -> int:
    """The parser's own complaints, in the one-line form of all others.

    whence: the setting that the value came from, None for the command line.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "timeline"
    why = " ".join(error.format_message().split()).rstrip(".")
    if getattr(error, "option_name", "") == "-o":
        why += "; a store's directory is --out-dir"
    if whence is not None:
        why = f"{whence}: {why}"
    if command == "timeline set":
        why += _without_dashes(getattr(error, "option_name", ""))
    if _NUMBER.fullmatch(getattr(error, "option_name", "")):
        why += _BEHIND.get(command, "; what begins with - and is no option goes behind --")
    say(
        f"{why}{'' if why.endswith('?') else ';'} see {command} --help",
        level="error",
        code="usage",
        exit_code=error.exit_code,
    )
    return error.exit_code
