"""What `actors` and `places` share: their options beside the filters, and how they print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from timeline.cli.options import Limit, SheetOutputOrEmpty, many, single
from timeline.cli.printers import empty_exit
from timeline.cli.streams import count
from timeline.errors import Exit
from timeline.render import Column
from timeline.store import Counted


@dataclass(frozen=True)
class Wanted:
    """Which of the actors or places of the chosen events are listed."""

    like: Annotated[
        str | None, single("With this in a name, or another spelling of it.", "TEXT")
    ] = None
    kind: Annotated[list[str] | None, many("Of this kind.", "KIND")] = None
    limit: Limit = None


def row(name: str, country: str | None, one: Counted) -> dict[str, Any]:
    """What is told of an actor and of a place."""
    return {
        "name": name,
        "kind": one.kind,
        "country": country,
        "events": len(one.events),
        "documents": len(one.documents),
        "first": one.days[0],
        "last": one.days[1],
    }


def write(
    rows: list[dict[str, Any]],
    columns: tuple[Column, ...],
    noun: str,
    output: SheetOutputOrEmpty,
    limit: int | None,
) -> Exit:
    """Print the rows, most events first; the exit code."""
    rows.sort(key=lambda r: (-r["events"], -r["documents"], r["name"], r["kind"]))
    shown = rows[:limit]
    output.sheets().write(columns, shown)
    more = f", {len(rows) - len(shown)} more (--limit)" if len(shown) < len(rows) else ""
    output.say(count(len(shown), noun) + more)
    return empty_exit(shown, output.fail_empty)
