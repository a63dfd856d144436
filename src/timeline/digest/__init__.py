"""A short chronology: the days that matter most, and on each the events that stand for it.

Rows of the contract in, some of them out, each with a title of its own: the line that stands for
it. A line is, as every title, words of one source's sentence in their order, some left out, but
with more room than a row of a table has (`wording`). Nothing is imported that `timeline show` does
without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from timeline.contract import DocumentRow, EventRow
from timeline.digest.collection import Collection
from timeline.digest.days import best_days
from timeline.digest.lines import lines

__all__ = ["digest"]


def digest(
    events: Sequence[EventRow],
    documents: Iterable[DocumentRow],
    *,
    days: int | None = None,
    per_day: int | None = None,
    everything: bool = False,
    among: Set[str] | None = None,
    language: str = "",
    with_rejected: bool = False,
) -> list[EventRow]:
    """The events of a short chronology, in the order of their dates.

    events: every dated event there is to choose from, those not printed by default too, which tell
    how much is told of a day; they may be outside of memory. days: how many days, fewer where no
    more hold an event; by default as many as stand out. per_day: events a day at most; by default
    1, or as many as the user wants of it (accepted, added, raised) where these are few. everything:
    what is not printed by default may stand for a day too, not only where the day holds nothing
    else. among: ids of those alone that may stand for a day, None for all of them. language: the
    one that lines are in where it can be had, by default that of most documents. with_rejected:
    what the user rejected may stand for a day too.
    """
    collection = Collection(events, documents, language, with_rejected=with_rejected)
    chosen = best_days(collection, days, everything=everything)
    return lines(
        chosen.best, per_day, collection, spare=chosen.spare, everything=everything, among=among
    )
