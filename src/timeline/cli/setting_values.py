"""Whether the value of a setting is one that its option takes, told without running the command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import typer

from timeline import dates, render
from timeline.cli import filters, settings
from timeline.cli.commands import review
from timeline.cli.event_output import LAYOUTS
from timeline.cli.options import ENGINES, among, one_of
from timeline.contract import KINDS, STATUSES, TYPES, VERDICTS
from timeline.errors import UsageError
from timeline.store.query import SORTS, UNDECIDED
from timeline.when import NotEdtfError, parse

Check = Callable[[Any], object]


def _choice(option: str, known: Any) -> Check:
    return lambda value: one_of(option, value, known)


def _choices(option: str, known: Any) -> Check:
    return lambda told: among(option, told if isinstance(told, list | tuple) else [told], known)


def _moment(option: str) -> Check:
    return lambda value: filters.moment(option, value)


# Name in settings -> what raises UsageError or NotEdtfError for a value beyond its type; where
# commands differ the command stands before it.
_CHECKS: dict[str, Check] = {
    **{name: _moment(f"--{name}") for name in ("since", "until", "on", "around")},
    "published": parse,
    "grep": filters.pattern,
    "tag": filters.tags,
    "type": _choices("--type", TYPES),
    "status": _choices("--status", STATUSES),
    "verdict": _choices("--verdict", (*VERDICTS, UNDECIDED)),
    "sort": _choice("--sort", SORTS),
    "order": _choice("--order", review.ORDERS),
    "layout": _choice("--layout", LAYOUTS),
    "format": _choice("--format", (*render.FORMATS, *render.ALIASES)),
    "engine": _choice("--engine", ENGINES),
    "extract kind": _choice("--kind", KINDS),
    "extract language": _choice("--language", dates.with_events()),
    "extract prefer_language": _choice("--prefer-language", dates.with_events()),
}


def complaints(group: Any, found: settings.Found) -> Iterator[UsageError]:
    """What is wrong with the values that settings give, by command and option.

    group: the program, all its commands loaded.
    """
    for command, known in settings.commands(group):
        context = typer.Context(group.commands[command], info_name=command)
        for name, option in known.items():
            setting = found.get((command, option.name))
            if setting is None:
                continue
            try:
                value = option.process_value(context, setting.value)
                check = _CHECKS.get(f"{command} {name}") or _CHECKS.get(name)
                if check is not None:
                    check(value)
            except (typer.TyperException, NotEdtfError, UsageError) as error:
                why = error.why if isinstance(error, UsageError) else _words(error)
                how = error.how if isinstance(error, UsageError) else "mend it"
                what = f"--{name.replace('_', '-')} of {command} from {setting.source}"
                yield UsageError(what, why, how)


def _words(error: Any) -> str:
    """What the parser, or the reader of dates, complains of."""
    told = error.format_message() if isinstance(error, typer.TyperException) else str(error)
    return " ".join(told.split()).rstrip(".")
