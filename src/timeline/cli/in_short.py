"""What a page of events begins with: the few of them that `timeline digest` would choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.contract import EventRow
from timeline.decisions import hidden
from timeline.store import Query, Store

LEAST = 12
"""Events on a page from which on it has a digest; fewer are read as quickly as told in short."""
MOST = 2 / 3
"""The share of a page's events that its digest may be; one of nearly all says nothing new."""


def chosen(store: Store, query: Query, events: Sequence[EventRow]) -> list[EventRow]:
    """The events that are the digest of a page, in its order, each with its line for a title; none
    where the page needs no digest.

    query: what the page's events were asked for by. As for `timeline digest`, the days are chosen
    from all events that meet its filters, those not printed by default too, unless only so many
    were asked for.
    """
    if len(events) < LEAST:
        return []
    from timeline.digest import digest

    asked = replace(query, everything=True, away=False, sort="date", reverse=False)
    there = {e["id"] for e in events if not hidden(e)}
    pool: Sequence[EventRow]
    if query.limit is None:
        pool = store.select(asked, spooled=True).events
    else:
        pool = [e for e in events if not hidden(e)]
    told = digest(pool, store.each_document(), everything=query.everything, among=there)
    return told if len(told) <= MOST * len(events) else []
