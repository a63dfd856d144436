"""The values that a shell completes: choices, and what is stored.

Nothing is said where they can't be told: there is no store, or it is damaged. What is stored comes
from articles that anybody may have written, and shells run what looks like a command in an
answer: only names of letters, digits and a few marks that mean nothing to any shell are offered.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Collection, Iterable
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from timeline.store import Store

Answer = list[str] | list[tuple[str, str]]
Ask = Callable[[typer.Context, str], Answer]

_HARMLESS = re.compile(r"[\w .\-’/]+")
_NOT_HARMLESS = re.compile(r"[^\w .,\-’“”«»€£%/–]+")
_LONGEST = 60  # characters of a title


def among(known: Collection[str]) -> Ask:
    """Completes an option that takes one of these, or several parted by commas."""

    def ask(_: typer.Context, incomplete: str) -> Answer:
        begun = incomplete[: incomplete.rfind(",") + 1]
        return [begun + one for one in known]

    return ask


def languages(_: typer.Context, incomplete: str) -> Answer:
    """The languages whose events are read."""
    from timeline import dates

    return among(dates.with_events())(_, incomplete)


def actors(context: typer.Context, incomplete: str) -> Answer:
    """Who takes part, the commonest first; other spellings, and names' last words, behind."""
    with _store(context) as store:
        names = list(store.choices().actors)
        others = [alias for _, _, _, aliases in store.named_actors() for alias in aliases]
    last = [name.rpartition(" ")[2] for name in names]
    return _harmless([*names, *others, *last])


def places(context: typer.Context, incomplete: str) -> Answer:
    """Where events are, the commonest first."""
    with _store(context) as store:
        return _harmless(store.choices().places)


def tags(context: typer.Context, incomplete: str) -> Answer:
    """The tags that events bear."""
    with _store(context) as store:
        return among(_harmless(store.choices().tags))(context, incomplete)


def events(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of events with date and title; those that a list leaves out once an id is begun."""
    from timeline.store import Query

    with _store(context) as store:
        found = store.listed(Query(everything=bool(incomplete), away=bool(incomplete)))
    given = context.params.get("ids") or ()
    return [
        (e.id, _NOT_HARMLESS.sub(" ", f"{e.date} {e.title}")[:_LONGEST])
        for e in found
        if e.id not in given
    ]


def assignments(context: typer.Context, incomplete: str) -> Answer:
    """What `set` takes: fields, ids of events."""
    from timeline.decisions.fields import FIELDS

    return [*((f"{field}=", "") for field in FIELDS), *events(context, incomplete)]


def documents(context: typer.Context, incomplete: str) -> Answer:
    """The ids of the articles that were read."""
    with _store(context) as store:
        return _harmless(document["id"] for document in store.documents())


def commands(context: typer.Context, incomplete: str) -> Answer:
    """The program's own commands."""
    from timeline.cli.summaries import SUMMARIES

    return list(SUMMARIES.items())


def _harmless(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if _HARMLESS.fullmatch(name)]


def _store(context: typer.Context) -> Store:
    """The store that the command line, or a variable, says."""
    from timeline.cli.destination import DATA_OUT
    from timeline.store import Store

    given = context.params.get("out_dir")
    if given in (None, DATA_OUT):
        own = f"TIMELINE_{context.info_name}_OUT_DIR".upper()
        given = os.environ.get(own) or os.environ.get("TIMELINE_OUT_DIR") or DATA_OUT
    return Store.read(Path(str(given)), checked=False)


# -- what shells are told --------------------------------------------------------------------------


def answer(program: Any) -> int:
    """Answer the shell that asks; the exit code, by which fish tells whether there is an answer."""
    # The modules are private but the only home of what they hold.
    from typer._click.shell_completion import add_completion_class
    from typer._completion_classes import BashComplete, completion_init

    class Bash(BashComplete):
        """What bash puts into the line stands there as if it had been typed."""

        def format_completion(self, item: Any) -> str:
            """A value, its blanks set off where it is in no quotation marks."""
            words = os.environ.get("COMP_WORDS", "").split("\n")
            at = int(os.environ.get("COMP_CWORD") or 0)
            quoted = at < len(words) and words[at][:1] in ("'", '"')
            value = str(item.value)
            return value if quoted else value.replace(" ", "\\ ")

    completion_init()
    add_completion_class(Bash, "bash")
    with redirect_stderr(io.StringIO()), suppress(Exception):
        try:
            program.main([], prog_name="timeline", standalone_mode=False)
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 0
    return 1
