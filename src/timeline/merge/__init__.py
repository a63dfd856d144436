"""Mentions of one event become one event, across articles and languages; disagreement is kept.

`frames` gives the words of a mention, `features` all it is compared by; `candidates` tells which
mentions are compared, `evidence` weighs two of them, `average_link` finds groups that agree and
`cluster` the events of a collection; `record` makes what goes out, `disagreements` what is disputed
in it; `wholes` finds what an event is a part of; `copies` knows the articles that print one text;
`increment` merges some articles more into many that were merged before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline import collector
from timeline.languages.main_language import main_language
from timeline.merge import wholes
from timeline.merge.actors import Actors
from timeline.merge.cluster import clusters
from timeline.merge.copies import originals, sources
from timeline.merge.features import features
from timeline.merge.record import event, standing
from timeline.model import DatedMention, Document, Event

__all__ = ["merge", "standing", "together"]


def merge(
    mentions: Sequence[DatedMention], documents: Sequence[Document], language: str | None = None
) -> tuple[Event, ...]:
    """The events that the mentions tell of, by date, then id.

    language: that of titles, where a mention is in it; None for that of most documents.
    The outcome depends on what is given, not on its order.
    """
    return together(mentions, documents, language)[1]


def together(
    mentions: Sequence[DatedMention], documents: Sequence[Document], language: str | None = None
) -> tuple[tuple[Document, ...], tuple[Event, ...]]:
    """The documents, each with what it is a copy of, and the events as `merge` gives them."""
    with collector.paused():
        language = language or main_language(d.language for d in documents)
        published = {d.id: d.published or "" for d in documents}
        actors = Actors(mentions, language=language)
        origin = sources(mentions)
        groups = clusters(features(mentions, actors))
        groups.reverse()
        found: list[tuple[Event, wholes.Card | None]] = []
        while groups:
            # What a mention was compared by goes as soon as its event is made.
            members = groups.pop()
            made = event(members, published, actors, origin, language)
            found.append((made, wholes.card(made, members)))
        found.sort(key=lambda f: standing(f[0]))
        events = _unique([e for e, _ in found])
        for part, whole in wholes.link([card for _, card in found]):
            events[part] = events[part].model_copy(update={"part_of": events[whole].id})
        copied = originals(origin, published)
        linked = (
            d.model_copy(update={"copy_of": copied[d.id]}) if d.id in copied else d
            for d in documents
        )
        return tuple(linked), tuple(events)


def _unique(events: list[Event]) -> list[Event]:
    """Two mentions of one word (an election and its rerun) may ask for one id: number the rest."""
    seen: Counter[str] = Counter()
    result = []
    for e in events:
        seen[e.id] += 1
        n = seen[e.id]
        result.append(e if n == 1 else e.model_copy(update={"id": f"{e.id}-{n}"}))
    return result
