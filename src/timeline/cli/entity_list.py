"""What `actors` and `places` share: their options beside the filters, and how they print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from timeline.cli.options import Limit, OutputOrEmpty, many, single
from timeline.cli.printers import empty_exit
from timeline.cli.streams import count
from timeline.errors import Exit
from timeline.render import Column
from timeline.store import Counted

if TYPE_CHECKING:
    from timeline.names.aliases import Aliases
    from timeline.names.gathering import Seen


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
    output: OutputOrEmpty,
    limit: int | None,
) -> Exit:
    """Print the rows, most events first; the exit code."""
    rows.sort(key=lambda r: (-r["events"], -r["documents"], r["name"], r["kind"]))
    shown = rows[:limit]
    output.sheets().write(columns, shown)
    more = f", {len(rows) - len(shown)} more (--limit)" if len(shown) < len(rows) else ""
    output.say(count(len(shown), noun) + more)
    return empty_exit(shown, output.fail_empty)


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
