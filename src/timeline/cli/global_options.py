"""The options that stand anywhere on any command line: --no-color, --no-pager, --error-format.

They are taken out before the parser sees the rest, so that every command has them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from timeline.errors import UnknownChoiceError, UsageError

ERROR_FORMATS = ("text", "json")
HELP = (
    "Everywhere: --no-color; --no-pager, TIMELINE_PAGER or PAGER names one for what is longer than"
    " the screen; --error-format text or json, for what is said on standard error."
)


@dataclass
class Everywhere:
    """How this process speaks on standard error, whether long tables are paged on a terminal, and
    what settings say for extract, which other commands go by where they read an article anew:
    values by parameter. given: the parameters that the command line itself gives."""

    error_format: Literal["text", "json"] = "text"
    pager: bool = True
    extract: Mapping[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()


SETTINGS = Everywhere()


def take(arguments: Sequence[str]) -> list[str]:
    """The arguments without these options, which hold from here on; all after `--` stays.

    The environment may say them too: NO_COLOR, TIMELINE_ERROR_FORMAT. Raises UsageError for a
    format that is none.
    """
    SETTINGS.error_format = "text"
    SETTINGS.pager = True
    wanted = os.environ.get("TIMELINE_ERROR_FORMAT") or None
    kept: list[str] = []
    left = iter(arguments)
    for argument in left:
        if argument == "--":
            kept += [argument, *left]
        elif argument in ("--no-color", "--no-colour"):
            os.environ["NO_COLOR"] = "1"
        elif argument == "--no-pager":
            SETTINGS.pager = False
        elif argument == "--error-format":
            wanted = next(left, None)
            if wanted is None:
                raise UsageError("--error-format", "it needs a value", "give text or json")
        elif argument.startswith("--error-format="):
            wanted = argument.partition("=")[2]
        else:
            kept.append(argument)
    if wanted is not None:
        if wanted not in ERROR_FORMATS:
            raise UnknownChoiceError("--error-format", wanted, ERROR_FORMATS)
        SETTINGS.error_format = "json" if wanted == "json" else "text"
    return kept
