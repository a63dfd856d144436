"""What `actors` and `places` share: their filters, and how they print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline import render
from timeline.cli import options, output
from timeline.errors import Exit, UnknownChoiceError
from timeline.render import Column, Sheet
from timeline.store import Counted, Query

if TYPE_CHECKING:
    from timeline.names.aliases import Aliases
    from timeline.names.gathering import Seen


Since = Annotated[
    str | None,
    options.one('Of events on or after: 2020, 2020-08, 2020-08-09, "last month".', "DATE"),
]
Until = Annotated[str | None, options.one("Of events on or before.", "DATE")]
Like = Annotated[str | None, options.one("With this in a name, or another spelling of it.", "TEXT")]
Kind = Annotated[list[str] | None, options.many("Of this kind.", "KIND")]
Type = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        help="In events of this type, e.g. election,protest. May be repeated.",
        metavar="TYPE",
        rich_help_panel=options.FILTER,
        show_default=False,
    ),
]
Source = Annotated[
    list[str] | None, options.many("In events told by a document with this in its name.", "TEXT")
]
SourceLanguage = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        help="In events told in this language. May be repeated.",
        metavar="CODE",
        rich_help_panel=options.FILTER,
        show_default=False,
    ),
]
All = Annotated[
    bool, typer.Option("--all", help="Count trivial events too.", rich_help_panel=options.FILTER)
]
Limit = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="At most this many.",
        rich_help_panel=options.FILTER,
        show_default=False,
    ),
]


def query(
    since: str | None,
    until: str | None,
    type_: list[str] | None,
    source: list[str] | None,
    all_: bool,
) -> Query:
    """The events whose actors or places are asked for."""
    first, last = options.window(since, until)
    return Query(
        since=first,
        until=last,
        types=options.types(type_),
        sources=tuple(source or ()),
        everything=all_,
    )


def kinds(values: list[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    """The values of --kind, each checked."""
    wanted = [part.strip().lower() for value in values or () for part in value.split(",")]
    for value in wanted:
        if value not in known:
            raise UnknownChoiceError("--kind", value, known)
    return tuple(wanted)


def write(
    rows: list[dict[str, Any]],
    columns: tuple[Column, ...],
    noun: str,
    format_name: str,
    *,
    limit: int | None,
    quiet: bool,
    fail_empty: bool,
) -> int:
    """Print the rows, most events first; the exit code."""
    rows.sort(key=lambda r: (-r["events"], -r["documents"], r["name"], r["kind"]))
    shown = rows if limit is None else rows[:limit]
    if shown or format_name != "table":
        with output.data(format_name) as out:
            render.find_for_sheets(format_name).sheet(Sheet(columns, shown), out)
    if not quiet:
        more = f", {len(rows) - len(shown)} more (--limit)" if len(shown) < len(rows) else ""
        output.say(output.count(len(shown), noun) + more)
    return Exit.EMPTY if fail_empty and not shown else Exit.OK


def gathered(counted: Sequence[Counted], aliases: Aliases) -> dict[Seen, Counted]:
    """Actors with all forms of a name together, under the form that most events show."""
    from timeline.names.gathering import Seen, gather

    seen = {id(c): Seen(c.name, c.kind, tuple(sorted(set(c.aliases) - {c.name}))) for c in counted}
    keys = gather(list(seen.values()), aliases)
    together: dict[str, list[Counted]] = {}
    for one in counted:
        together.setdefault(keys[seen[id(one)]], []).append(one)
    told: dict[Seen, Counted] = {}
    for forms in together.values():
        # Of forms that equally many events show, the one in plain letters.
        first = min(forms, key=lambda c: (-len(c.events), not c.name.isascii(), c.name))
        total = Counted(first.name, first.kind)
        for form in forms:
            total.add(form)
        told[Seen(first.name, first.kind, tuple(sorted(total.aliases)))] = total
    return told
