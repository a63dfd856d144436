"""The title that stands for an event: one of its mentions' own.

It is in the language of the chronology where a mention is; of those it is that of the mention that
agrees with the event's date, status and type and with the sum most sources tell, is dated by its
own words, names most, without a name put in for a pronoun, and is most salient; then of the first
article. Of its wording the length alone is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from timeline.merge.alone import taking_part
from timeline.merge.features import Feature
from timeline.model import EventType, Status

_LONG = 90
# A title of fewer words tells little that another article's would not tell better.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Settled:
    """What is settled of an event before its title. leads: the articles that write the name of the
    person who acts."""

    date: str
    status: Status
    type: EventType
    leads: frozenset[str]


def title(
    members: Sequence[Feature], settled: Settled, origin: Mapping[str, Hashable], language: str
) -> str:
    """The title of an event with these mentions. origin: as for `record.event`."""
    if len(members) == 1:
        return members[0].mention.event.title
    most = _most_told(members, origin)
    told = [f for f in members if f.mention.event.language == language]
    best = min(told or members, key=lambda f: (-round(_merit(f, settled, most), 6), f.order))
    return best.mention.event.title


def _merit(f: Feature, settled: Settled, most: Mapping[str, float]) -> float:
    e = f.mention.event
    outvoted = any(a.currency and most[a.currency] != a.value for a in e.amounts)
    return (
        e.salience
        + f.mention.confidence
        + 0.5 * (e.status == settled.status)
        + 0.5 * (e.type == settled.type)
        + 0.3 * (f.mention.date == settled.date)
        + 0.2 * f.direct
        + 0.3 * (e.frame.subject is not None)
        + 0.2 * min(2, len(e.participants))
        + 0.1 * bool(e.places or e.amounts)
        - 0.5 * (len(e.title) > _LONG)
        - 0.3 * (len(e.title.split()) < _SHORT)
        - 1.0 * outvoted
        - (1.5 if len(settled.leads) > (f.document in settled.leads) else 0.3)
        * (f.persons != f.named)
        - 1.0 * (len(taking_part(e)) < len(e.participants))
    )


def _most_told(members: Sequence[Feature], origin: Mapping[str, Hashable]) -> dict[str, float]:
    """Of each currency the sum that most sources tell; of equals the larger."""
    told: dict[str, dict[float, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
    for f in members:
        for a in f.mention.event.amounts:
            if a.currency:
                told[a.currency][a.value].add(origin[f.document])
    return {c: max(sums, key=lambda v: (len(sums[v]), v)) for c, sums in told.items()}
