"""timeline undo: decisions are taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions
from timeline.cli import decision_ledger, streams
from timeline.cli.options import DATA_OUT, Debug, Quiet, StoreDir
from timeline.errors import TimelineError, UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger

_NUMBERS = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def command(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[N...]",
            help="The decisions' numbers, as timeline decisions tells them, or from one to another:"
            " 5-16; the last one by default.",
            show_default=False,
        ),
    ] = None,
    last: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="The last so many.", show_default=False)
    ] = None,
    out_dir: StoreDir = DATA_OUT,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Take decisions back.

    They are cut out of decisions.toml, all or none, and the chronology is as if they had never been
    taken. What is cut out is printed.
    """
    spans = _spans(numbers or ())
    if spans and last is not None:
        raise UsageError("--last", "numbers of decisions are given too", "give one of them")
    gone: list[tuple[int, Decision]] = []

    def without(_: Store, ledger: Ledger) -> Ledger:
        wanted = _wanted(spans, last, len(ledger.decisions))
        left = decisions.without_decision(ledger, *wanted)
        gone.extend((n, ledger.decisions[n - 1]) for n in wanted)
        return left

    ledger, notes = decision_ledger.change(out_dir, without)
    try:
        with streams.data("table") as out:
            out.write("\n".join(decisions.block(decision) for _, decision in gone))
    except TimelineError:
        _say(gone)
        raise
    if not quiet:
        _say(gone)
        decision_ledger.tell(ledger, notes, streams.say)


def _say(gone: Sequence[tuple[int, Decision]]) -> None:
    """Tell which decisions were taken back."""
    for n, decision in gone[: decision_ledger.MOST_NOTES]:
        streams.say(f"taken back: decision {n} ({decision_ledger.about(decision)})")
    if len(gone) > decision_ledger.MOST_NOTES:
        more = len(gone) - decision_ledger.MOST_NOTES
        streams.say(f"taken back: {more} more, {len(gone)} in all")


def _spans(numbers: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last of each number or span of numbers. Raises UsageError."""
    spans = []
    for told in numbers:
        found = _NUMBERS.fullmatch(told)
        if not found:
            why = f"{told!r} is no decision's number"
            raise UsageError("N", why, "write it like 3 or 5-16; see timeline decisions")
        first, final = int(found[1]), int(found[2] or found[1])
        if final < first:
            raise UsageError(told, "it ends before it begins", f"write it like {final}-{first}")
        spans.append((first, final))
    return spans


def _wanted(spans: Sequence[tuple[int, int]], last: int | None, count: int) -> list[int]:
    """The numbers of the decisions that are meant, of so many. Raises UsageError."""
    if not count:
        raise UsageError("undo", "there are no decisions", "see timeline decisions")
    many = f"{'is' if count == 1 else 'are'} {streams.count(count, 'decision')}"
    if not spans:
        wanted = 1 if last is None else last
        if wanted > count:
            raise UsageError(f"--last {wanted}", f"there {many}", "see timeline decisions")
        return list(range(count - wanted + 1, count + 1))
    for first, final in spans:
        if first < 1 or final > count:
            named = first if not 1 <= first <= count else final
            raise UsageError(f"undo {named}", f"there {many}", "see timeline decisions")
    return sorted({n for first, final in spans for n in range(first, final + 1)})
