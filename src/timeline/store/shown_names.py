"""What documents are called for people to read: where the file is now, not where it was first met.

Ids stay what they were when a file was first read; a name is the path of the file with which of its
articles it is: "raw/x/new.eml/annex.pdf", "box.mbox#2".
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from timeline.store import texts
from timeline.store.articles import DamagedArticle


def other_than_ids(db: sqlite3.Connection, documents: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The names of documents by id, of those whose name isn't their id. documents: ids with paths.

    An id that a file gave its article is its name. So is any where the name is another's too.
    """
    documents = list(documents)
    places = dict(db.execute("SELECT id, place FROM source WHERE place <> ''"))
    sharing = Counter(places.values())
    told = {}
    for id_, path in documents:
        place = places.get(id_, "")
        as_met = id_.startswith(path) and place.endswith(id_[len(path) :])
        # Articles of one place have ids that their file gave; texts are long to look into.
        if not as_met and sharing[place] == 1 and (part := _part(db, id_)) is not None:
            told[id_] = path + part
    borne = Counter(told.get(id_, id_) for id_, _ in documents)
    return {id_: name for id_, name in told.items() if borne[name] == 1 and name != id_}


def _part(db: sqlite3.Connection, id_: str) -> str | None:
    """Which article of its file a document is, None where its file gave it its id."""
    with suppress(DamagedArticle):  # which is told by `timeline check`
        if (article := texts.article(db, id_)) is not None:
            part = json.loads(article).get("part")
            return None if part is None else str(part)
    return None
