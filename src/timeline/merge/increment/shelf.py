"""The mentions of a kept merging, read when they are asked for; few are in memory at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial

from timeline.merge.features import Feature
from timeline.merge.increment import as_text
from timeline.merge.increment.actor_names import KeptNames
from timeline.model import DatedMention

# So many articles' texts are in memory at most.
_TEXTS = 32
# The names in so many articles are.
_STORIES = 4096


class Shelf:
    """mentions_of: reads the JSON text of the list of an article's mentions."""

    def __init__(self, db: sqlite3.Connection, mentions_of: Callable[[str], str]) -> None:
        self._db, self._mentions_of = db, mentions_of
        self._texts: dict[str, str] = {}
        self._stories: dict[str, frozenset[str]] = {}

    def feature(self, number: int) -> Feature:
        """What a mention is compared by."""
        document, n, at, size, told = self._row(number)
        read = partial(self._mention, document, at, size)
        return as_text.unpacked(told, (document, n), number, read, self._story(document))

    def whole(self, number: int, names: KeptNames) -> Feature:
        """A mention with all that was kept of it; whose its names are is entered in `names`."""
        document, n, at, size, told = self._row(number)
        m = self._mention(document, at, size)
        names.enter(m, told)
        return as_text.unpacked(told, (document, n), number, m, self._story(document))

    def _row(self, number: int) -> tuple[str, int, int, int, str]:
        found = self._db.execute(
            "SELECT document, n, at, size, feature FROM merge_mention WHERE id = ?", (number,)
        )
        row: tuple[str, int, int, int, str] = found.fetchone()
        return row

    def _story(self, document: str) -> frozenset[str]:
        """The names in an article, one set for all its mentions."""
        found = self._stories.get(document)
        if found is None:
            if len(self._stories) >= _STORIES:
                del self._stories[next(iter(self._stories))]
            sql = "SELECT names FROM merge_story WHERE document = ?"
            told = self._db.execute(sql, (document,)).fetchone()[0]
            found = self._stories[document] = as_text.story(told)
        return found

    def _mention(self, document: str, at: int, size: int) -> DatedMention:
        text = self._texts.get(document)
        if text is None:
            if len(self._texts) >= _TEXTS:
                del self._texts[next(iter(self._texts))]
            text = self._texts[document] = self._mentions_of(document)
        return as_text.mention(text[at : at + size])
