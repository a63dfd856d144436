"""The options that commands share: each declared once, those that go together in one record.

A command takes a record as one of its parameters (`output: Output`); `flat` shows the parser the
record's fields in its place. Values that no command could use raise UsageError.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast, get_type_hints

import typer

from timeline import render
from timeline.cli import completions, destination, streams
from timeline.cli.printers import EventPrinter, SheetPrinter
from timeline.contract import KINDS
from timeline.errors import UnknownChoiceError, UsageError
from timeline.when import NotEdtfError, parse

if TYPE_CHECKING:
    from timeline.run import Engine, Limits

DATA_OUT = destination.DATA_OUT
ENGINES = ("pool", "dask")

# -- options of one value each ---------------------------------------------------------------------


def single(help_: str, metavar: str, *names: str, completed: completions.Ask | None = None) -> Any:
    """An option that is given once and has no default. completed: what a shell offers for it."""
    return typer.Option(
        *names, help=help_, metavar=metavar, show_default=False, autocompletion=completed
    )


def many(help_: str, metavar: str, *names: str, completed: completions.Ask | None = None) -> Any:
    """An option that may be repeated; a value may hold several, parted by commas."""
    return single(f"{help_} May be repeated.", metavar, *names, completed=completed)


def limit(help_: str, metavar: str) -> Any:
    """An option for how much of something there may be."""
    return typer.Option(help=f"{help_} 0: no limit.", metavar=metavar, min=0)


def flag(help_: str, *names: str) -> Any:
    """An option without a value."""
    return typer.Option(*names, help=help_)


def directory(given: str | Path) -> Path:
    """A directory's name. Raises UsageError for an empty one, which would be the working one, and
    for standard output."""
    if str(given) in ("", "-") or "\0" in str(given):
        how = "write like --out-dir data/out"
        raise UsageError("--out-dir", f"{str(given)!r} names no directory", how)
    return Path(given)


StoreDir = Annotated[
    Path,
    typer.Option(
        "--out-dir",
        metavar="DIR",
        help="Where the chronology is stored.",
        parser=directory,
    ),
]
OutDir = Annotated[
    Path | None,
    typer.Option(
        "--out-dir",
        metavar="DIR",
        help="Where the chronology is stored.  [default: data/out]",
        show_default=False,
        parser=directory,
    ),
]
OutputFile = Annotated[
    str | None,
    single(
        "Write to this file, in the format that its ending asks for (page.html, days.ics …);"
        " - for standard output.",
        "FILE",
        "-o",
        "--output",
    ),
]
Force = Annotated[bool, flag("With -o: over a file that timeline did not write.", "--force")]
EventId = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="An event's id, or as much of it as tells it apart.",
        autocompletion=completions.events,
    ),
]
EventIds = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="The ids of events, or as much as tells each apart.",
        autocompletion=completions.events,
    ),
]
All = Annotated[bool, flag("Trivial events too.", "--all")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most this many.")]
Reason = Annotated[str, single("Why, for those who read it later.", "TEXT")]
Author = Annotated[
    str | None,
    single("Who decides; by default the user.name that git knows.", "NAME", "--author"),
]
Quiet = Annotated[bool, flag("Print errors only.", "-q", "--quiet")]
FailEmpty = Annotated[bool, flag("Exit with 3 if nothing matched.", "--fail-empty")]
Debug = Annotated[bool, flag("Show a traceback for a bug of ours.", "--debug")]
NamesFile = Annotated[
    Path | None,
    single(
        "Your file of names that are one actor's or are not.  [default: names.toml beside the"
        " chronology, where there is one]",
        "FILE",
        "--names",
    ),
]
AbsolutePaths = Annotated[
    bool,
    flag(
        "Call articles that were given by absolute paths so, in what is made for people to read.",
        "--absolute-paths",
    ),
]
PreferLanguage = Annotated[
    str | None,
    single(
        "The language of titles, where a source in it tells of the event; by default that of most"
        " articles.",
        "CODE",
        completed=completions.languages,
    ),
]
Kind = Annotated[
    str | None,
    single(
        f"What the articles are: {', '.join(KINDS)}; by default told from each text.",
        "KIND",
        completed=completions.among(KINDS),
    ),
]

# -- records ---------------------------------------------------------------------------------------


def format_of_these(names: Collection[str]) -> Any:
    """The option that chooses a format among those that a command writes."""
    told = f"{', '.join(names)}; by default a table on a terminal, else jsonl."
    return single(told, "NAME", "--format", "-f", completed=completions.among(names))


@dataclass(frozen=True)
class Output:
    """In which format a command prints, and what it says beside that."""

    format_: Annotated[str | None, format_of_these(render.FORMATS)] = None
    json: Annotated[bool, flag("Same as --format json.", "--json")] = False
    jsonl: Annotated[bool, flag("Same as --format jsonl.", "--jsonl")] = False
    csv: Annotated[bool, flag("Same as --format csv.", "--csv")] = False
    quiet: Quiet = False
    debug: Debug = False

    def asked(self) -> str | None:
        """The format asked for. Raises UsageError for two of them."""
        short = {name for name in ("json", "jsonl", "csv") if getattr(self, name)}
        named = None if self.format_ is None else render.ALIASES.get(self.format_, self.format_)
        wanted = sorted(short if named is None else short | {named})
        if len(wanted) > 1:
            raise UsageError(
                "--format", f"{' and '.join(wanted)} were both asked for", "choose one"
            )
        return wanted[0] if wanted else None

    def format_name(self, otherwise: str | None = None) -> str:
        """The format asked for, else `otherwise`; else a table on a terminal, JSON Lines in a pipe.

        Raises UsageError for two formats.
        """
        asked = self.asked()
        if asked is not None:
            return asked
        return otherwise or ("table" if sys.stdout.isatty() else "jsonl")

    def sheets(self) -> SheetPrinter:
        """Prints records. Raises UsageError for a format that can't hold them."""
        return SheetPrinter(self.format_name(), quiet=self.quiet)

    def events(self, format_name: str | None = None, **more: Any) -> EventPrinter:
        """Prints events, in this format or as `format_name` says. more: fields of the printer.

        Raises UsageError for a format there is not.
        """
        told = self.format_name() if format_name is None else format_name
        return EventPrinter(told, quiet=self.quiet, **more)

    def say(self, message: str) -> None:
        """One line on standard error, unless that is to be quiet."""
        if not self.quiet:
            streams.say(message)


@dataclass(frozen=True)
class OutputOrEmpty(Output):
    """Of a command that may find nothing, which may count as a failure."""

    fail_empty: FailEmpty = False


@dataclass(frozen=True)
class SheetOutput(Output):
    """Of a command that prints records."""

    format_: Annotated[str | None, format_of_these(render.SHEETS)] = None
    output_: OutputFile = None
    force: Force = False

    def sheets(self) -> SheetPrinter:
        """Prints records. Raises UsageError for a format that can't hold them, and for no file."""
        file = destination.output_file(self.output_, self.asked(), None, render.SHEETS)
        name = self.format_name(destination.format_of(file))
        return SheetPrinter(name, quiet=self.quiet, file=file, force=self.force)


@dataclass(frozen=True)
class SheetOutputOrEmpty(SheetOutput):
    """Of a command that prints records and may find none."""

    fail_empty: FailEmpty = False


@dataclass(frozen=True)
class Signed:
    """Who takes a decision, and why."""

    reason: Reason = ""
    author: Author = None

    def name(self) -> str:
        """Who decides, "" where nobody knows."""
        from timeline.cli import signature

        return signature.git_user() if self.author is None else " ".join(self.author.split())


@dataclass(frozen=True)
class Articles:
    """Articles to read, and what is known of them beforehand."""

    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS...",
            help="Files, directories, globs, addresses (s3://...); - for standard input.",
            show_default=False,
        ),
    ]
    published: Annotated[
        str | None,
        single(
            "When the articles were published, e.g. 2020-08-19; goes before what they say, in later"
            " runs, too.",
            "EDTF",
        ),
    ] = None
    language: Annotated[
        str | None,
        single("The language of the articles, e.g. fr.", "CODE", completed=completions.languages),
    ] = None
    limit_seconds: Annotated[
        float,
        limit(
            "Time of work that one article may take, in each of reading and processing.", "SECONDS"
        ),
    ] = 60
    limit_mb: Annotated[
        int,
        limit(
            "Memory that one article may take, in megabytes. Without this limit and that of time"
            " articles are read in the program's own process, where nothing can be stopped.",
            "MB",
        ),
    ] = 2000
    limit_size: Annotated[
        float, limit("Size of a file that is read at most, in megabytes.", "MB")
    ] = 50
    workers: Annotated[
        int | None,
        typer.Option(
            help="Processes that work on articles at once, by default one a core; it changes no"
            " result.",
            metavar="N",
            min=1,
        ),
    ] = None
    engine_: Annotated[
        str | None,
        single(
            "Where articles are worked on: pool, processes of this machine (the default), or dask,"
            " a cluster.",
            "NAME",
            "--engine",
            completed=completions.among(ENGINES),
        ),
    ] = None
    scheduler: Annotated[
        str | None,
        single(
            "The scheduler of the Dask cluster; without it --engine dask starts one on this machine"
            " that ends with the run.",
            "ADDRESS",
            "--scheduler",
        ),
    ] = None

    def __post_init__(self) -> None:
        """Refuse a publication date that is none, articles typed in, a scheduler of no cluster."""
        if self.engine_ is not None:
            one_of("--engine", self.engine_, ENGINES)
        if self.scheduler is not None and self.engine_ == "pool":
            how = "leave --scheduler out, or say --engine dask"
            raise UsageError("--scheduler", "--engine pool has none", how)
        if self.published is not None:
            try:
                parse(self.published)
            except NotEdtfError as error:
                how = "write it like 2020-08-19, 2020-08 or 2020"
                raise UsageError("--published", str(error), how) from error
        if "-" in self.paths:
            streams.refuse_terminal("pipe an article in or name files")

    def files(self) -> Iterator[str]:
        """The files that will be read."""
        from timeline.read import paths

        return (found for found in paths.find(self.paths) if isinstance(found, str))

    def stdin(self) -> BinaryIO | None:
        """Standard input where it is to be read."""
        return sys.stdin.buffer if "-" in self.paths else None

    def given(self, kind: str | None = None) -> dict[str, str]:
        """What is said of them all, by field; `pipeline.given`."""
        from timeline import pipeline

        return pipeline.given(self.published, self.language, kind)

    def limits(self) -> Limits:
        """What one article may take."""
        from timeline.run import Limits

        return Limits(self.limit_seconds, self.limit_mb, self.limit_size)

    def engine(self) -> Engine:
        """Where they are worked on. Raises UsageError where Dask is asked for and not installed."""
        from timeline import run

        if self.scheduler is None and self.engine_ != "dask":
            return run.engine(self.limits(), self.workers)
        from timeline import result_keys
        from timeline.run.dask_engine import Dask

        return Dask(self.limits(), result_keys.versions, self.scheduler, self.workers)


def one_of(option: str, value: str, known: Collection[str]) -> str:
    """The value of an option. Raises UnknownChoiceError when it isn't one of those known."""
    if value not in known:
        raise UnknownChoiceError(option, value, known)
    return value


def among(option: str, values: Sequence[str] | None, known: Collection[str]) -> tuple[str, ...]:
    """The values of an option that may be repeated, each one of those known."""
    told = (part.strip().lower() for value in values or () for part in value.split(","))
    return tuple(one_of(option, value, known) for value in told)


# -- from records to the parser's parameters -------------------------------------------------------

# What stands last in every command's help, in this order.
_LAST = ("fail_empty", "verbose", "quiet", "debug")


def flat(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command as the parser takes it, with the fields of its records as parameters."""
    records: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    hints = get_type_hints(command, include_extras=True)
    for parameter in inspect.signature(command).parameters.values():
        hint = hints[parameter.name]
        if is_dataclass(hint):
            records[parameter.name] = hint
            parameters += _fields(cast(type, hint))
        else:
            parameters.append(
                parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY)
            )
    parameters.sort(key=lambda p: _LAST.index(p.name) if p.name in _LAST else -1)

    def called(**given: Any) -> Any:
        told = {
            name: record(**{one.name: given.pop(one.name) for one in fields(record)})
            for name, record in records.items()
        }
        return command(**given, **told)

    called.__doc__ = command.__doc__
    called.__annotations__ = {p.name: p.annotation for p in parameters}
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return called


@cache
def _fields(record: type) -> list[inspect.Parameter]:
    """The fields of a record as parameters."""
    hints = get_type_hints(record, include_extras=True)
    return [parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
            for name, parameter in inspect.signature(record).parameters.items()]  # fmt: skip
