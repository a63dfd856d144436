"""The options that commands share, and what their values mean."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from timeline.contract import KINDS, STATUSES, TYPES
from timeline.errors import UnknownChoiceError, UsageError
from timeline.render import FORMATS
from timeline.when import NotEdtfError, When, parse

if TYPE_CHECKING:
    from timeline.model import ArticleKind

DATA_OUT = Path("data/out")

_OUTPUT = "Output"

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...",
        help="Files, directories, globs; - for standard input.",
        show_default=False,
    ),
]


def _store(context: typer.Context, given: Path) -> Path:
    """The directory of the store; `-o -` means the usual one, as output goes there anyway."""
    return Path(context.lookup_default("out_dir") or DATA_OUT) if str(given) == "-" else given


StoreDir = Annotated[
    Path,
    typer.Option(
        "-o",
        "--out-dir",
        metavar="DIR",
        help="Where the chronology is stored.",
        rich_help_panel=_OUTPUT,
        callback=_store,
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help=f"{', '.join(FORMATS)}; by default a table on a terminal, else jsonl.",
        rich_help_panel=_OUTPUT,
        show_default=False,
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Same as --format json.", rich_help_panel=_OUTPUT)
]
Jsonl = Annotated[
    bool, typer.Option("--jsonl", help="Same as --format jsonl.", rich_help_panel=_OUTPUT)
]
Csv = Annotated[bool, typer.Option("--csv", help="Same as --format csv.", rich_help_panel=_OUTPUT)]
All = Annotated[
    bool, typer.Option("--all", help="Show trivial events too.", rich_help_panel=_OUTPUT)
]
FailEmpty = Annotated[
    bool,
    typer.Option("--fail-empty", help="Exit with 3 if nothing matched.", rich_help_panel=_OUTPUT),
]
Reason = Annotated[
    str, typer.Option(metavar="TEXT", help="Why, for those who read it later.", show_default=False)
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="Print errors only.", rich_help_panel=_OUTPUT)
]
Debug = Annotated[
    bool,
    typer.Option("--debug", help="Show a traceback for a bug of ours.", rich_help_panel=_OUTPUT),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="EDTF",
        help="When the articles were published, e.g. 2020-08-19; overrides what they say.",
        show_default=False,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The language of the articles, e.g. fr.", show_default=False),
]
Kind = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help=f"What the articles are: {', '.join(KINDS)}; by default told from each text.",
        show_default=False,
    ),
]


FILTER = "Filters"


def many(help_: str, metavar: str) -> Any:
    """A filter that may be repeated."""
    return typer.Option(
        help=f"{help_} May be repeated.",
        metavar=metavar,
        rich_help_panel=FILTER,
        show_default=False,
    )


def one(help_: str, metavar: str) -> Any:
    """A filter that is given once."""
    return typer.Option(help=help_, metavar=metavar, rich_help_panel=FILTER, show_default=False)


def published(value: str | None) -> str | None:
    """The value of --published, once it is known to be EDTF."""
    if value is not None:
        _edtf("--published", value)
    return value


def language(value: str | None) -> str | None:
    """The value of --language, once it is known to be one there is a data file for."""
    if value is not None:
        from timeline import dates

        if value not in dates.with_events():
            raise UnknownChoiceError("--language", value, dates.with_events())
    return value


def kind(value: str | None) -> ArticleKind | None:
    """The value of --kind, once it is known to be one."""
    if value is not None and value not in KINDS:
        raise UnknownChoiceError("--kind", value, KINDS)
    return cast("ArticleKind | None", value)


def _edtf(option: str, value: str) -> When:
    try:
        return parse(value)
    except NotEdtfError as error:
        raise UsageError(option, str(error), "write it like 2020-08-19, 2020-08 or 2020") from error


def moment(option: str, value: str | None) -> When | None:
    """The date or span a time filter names: EDTF, else a phrase such as "last month"."""
    if value is None:
        return None
    try:
        return parse(value)
    except NotEdtfError:
        from timeline import dates

    try:
        return dates.read_date(value, today=date.today())
    except UsageError as error:
        raise UsageError(option, f"{value!r}: {error.why}", error.how) from error


LAYOUTS = {
    "table": ("table",),
    "list": ("list",),
    "vertical": ("html",),
    "horizontal": ("html",),
}
"""Layout -> the formats that have it."""


def layout(value: str | None) -> str | None:
    """The format that a layout asks for when no other was.

    Raises UnknownChoiceError for an unknown one.
    """
    if value is None:
        return None
    if value not in LAYOUTS:
        raise UnknownChoiceError("--layout", value, LAYOUTS)
    return LAYOUTS[value][0]


def _before(one: When, other: When) -> bool:
    """Whether a span has ended when the other begins."""
    return one.last is not None and other.first is not None and one.last < other.first


def window(
    since: str | None, until: str | None, on: str | None = None, around: str | None = None
) -> tuple[str | None, str | None]:
    """(first day, last day) that the time filters leave open between them, None where unbounded.

    Raises UsageError when --on or --around comes with another of them, or none can lie between.
    """
    given = {"--since": since, "--until": until, "--on": on, "--around": around}
    near = "--on" if on is not None else "--around" if around is not None else None
    if near is None:
        first, last = moment("--since", since), moment("--until", until)
        if first and last and _before(last, first):
            raise UsageError("--until", "it lies before --since", "swap them")
        return (first.start if first else None), (last.end if last else None)
    others = [name for name, value in given.items() if value is not None and name != near]
    if others:
        raise UsageError(near, f"it can't go with {' and '.join(others)}", "give one of them")
    told = moment(near, given[near])
    assert told is not None
    if told.first_date is None or told.last_date is None:
        raise UsageError(near, f"{given[near]!r} has an open end", "use --since or --until")
    room = timedelta(0)
    if near == "--around":
        room = max((told.last_date - told.first_date) + timedelta(1), timedelta(3))
    try:
        return (told.first_date - room).isoformat(), (told.last_date + room).isoformat()
    except OverflowError:
        return told.start, told.end


def types(values: list[str] | None) -> tuple[str, ...]:
    """The values of --type, each checked."""
    return _among("--type", values, TYPES)


def statuses(values: list[str] | None) -> tuple[str, ...]:
    """The values of --status, each checked."""
    return _among("--status", values, STATUSES)


def _among(option: str, values: list[str] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    wanted = [part.strip().lower() for value in values or () for part in value.split(",")]
    for value in wanted:
        if value not in known:
            raise UnknownChoiceError(option, value, known)
    return tuple(wanted)
