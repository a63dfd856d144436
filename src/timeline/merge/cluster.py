"""Which mentions make one event.

Mentions that ask for each other (candidates.py) are weighed against each other (evidence.py); in
what good evidence connects, groups are joined as long as their mentions agree on the average
(average_link.py). The outcome does not depend on the order of arrival. It is worked out in tables
as a merging that is kept is (increment/groups.py), so that both are one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby

from timeline.merge.features import Feature
from timeline.merge.increment import tables
from timeline.merge.increment.filing import asks, keep_asks, put, row
from timeline.merge.increment.groups import Groups
from timeline.merge.increment.numbering import first_numbers


def clusters(features: Iterable[Feature]) -> list[list[Feature]]:
    """Partition the mentions into events; members in canonical order, events by first member."""
    ordered = sorted(features, key=lambda f: f.order)
    articles = first_numbers({f.document for f in ordered})
    # In memory as far as there is room, then in a file that goes with it.
    with closing(sqlite3.connect("")) as db:
        tables.lay(db)
        first = 1
        for document, found in groupby(ordered, lambda f: f.document):
            told = list(found)
            put(db, articles[document], first, [row(f) for f in told])
            for number, f in enumerate(told, first):
                keep_asks(db, ((number, days) for days in asks(f)))
            first += len(told)
        groups = Groups(db, lambda number: ordered[number - 1])
        groups.fill()
        return [[ordered[n - 1] for n in group] for group in groups.all()]
