"""Mentions of one event become one event, across articles and languages; disagreement is kept.

`features` makes mentions comparable, `agree` weighs two of them, `cluster` finds the events without
comparing all with all, first on one date and then `across` dates; `build` makes the record that
goes out, `disagree` what is disputed in it; `copies` knows the articles that print one text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.merge import lean
from timeline.merge.actors import Actors
from timeline.merge.build import event
from timeline.merge.cluster import clusters
from timeline.merge.copies import sources
from timeline.merge.features import features
from timeline.model import DatedMention, Document, Event

__all__ = ["merge"]


def merge(mentions: Sequence[DatedMention], documents: Sequence[Document]) -> tuple[Event, ...]:
    """The events that the mentions tell of, by date, then id.

    The outcome depends on what is given, not on its order. Mentions with an open or unlike date are
    only joined where the dates are the same.
    """
    with lean.uncollected():
        published = {d.id: d.published or "" for d in documents}
        actors = Actors(mentions)
        origin = sources(mentions)
        groups = clusters(features(mentions, actors))
        groups.reverse()
        events = []
        while groups:
            # What a mention was compared by goes as soon as its event is made.
            events.append(event(groups.pop(), published, actors, origin))
        events.sort(key=standing)
        return tuple(_unique(events))


def standing(e: Event) -> tuple[str, str, str, str]:
    """What events are ordered by."""
    return e.start or e.end or "9999", e.end or "9999", e.date, e.id


def _unique(events: list[Event]) -> list[Event]:
    """Two mentions of one word (an election and its rerun) may ask for one id: number the rest."""
    seen: Counter[str] = Counter()
    result = []
    for e in events:
        seen[e.id] += 1
        n = seen[e.id]
        result.append(e if n == 1 else e.model_copy(update={"id": f"{e.id}-{n}"}))
    return result
