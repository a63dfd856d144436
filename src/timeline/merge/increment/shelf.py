"""The mentions of a kept merging, read when they are asked for; few are in memory at once.

What the mentions of an article are compared by is one packed text: the names in the article, then a
line for each mention in order (as_text.py). So its words, which they share, are written once.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from timeline.merge.features import Feature
from timeline.merge.increment import as_text, filing
from timeline.merge.increment.actor_names import KeptNames
from timeline.merge.increment.texts_at_hand import TextsAtHand
from timeline.model import DatedMention

# What the mentions of so many articles are compared by is.
_ARTICLES = 512


# What the lines of articles have in common: kinds, ways to date, frequent stems (RFC 1950, 2.2).
_COMMON = (
    b'monday tuesday wednesday thursday friday saturday sunday january "local","nation","number",'
    b'"offic","open","week","work","world","report","million","people","peopl","presid","prime",'
    b'"minist","govern","countri","american","british","general","group:government","state","year"'
    b',"announc","announce","call","demand","leave","launch","meet","plan","promise","speak",'
    b'"start","take","tell","told","visit","say","said","~they","=official",["~he"],["~she"],'
    b'"accident","agreement","appointment","conflict","culture","death","disaster","economy",'
    b'"election","finance","justice","media","migration","military","politics","protest",'
    b'"science","sport","other",["organisation:",["group:people"],[],[],["country:US"],["person:'
    b'"explicit","modifier","same-event","story-day","narrative",0.7,true,["fr","en","headline",'
    b'0,false,"planned","possible","denied","ongoing","happened",[["USD"]]],[],[],[],[],[],[],{},['
    b'[],[["20","publication-day",0.9,false,["en","body",1,false,"statement","happened",[]]],"'
)
_WINDOW = -zlib.MAX_WBITS


def packed(story: Iterable[str], lines: Sequence[str]) -> bytes:
    """The names in an article and its lines as they are kept."""
    names = json.dumps(sorted(story), ensure_ascii=False, separators=(",", ":"))
    return _pack("\n".join((names, *lines)))


def _pack(text: str) -> bytes:
    to = zlib.compressobj(9, zlib.DEFLATED, _WINDOW, zdict=_COMMON)
    return to.compress(text.encode()) + to.flush()


def _unpack(told: bytes) -> str:
    return zlib.decompressobj(_WINDOW, zdict=_COMMON).decompress(told).decode()


class Article(NamedTuple):
    """An article: its id, the names in it, a line for each of its mentions, where these begin in
    the JSON text of their list."""

    id: str
    story: frozenset[str]
    lines: list[str]
    starts: list[int]


class Shelf:
    """mentions_of: reads the JSON text of the list of an article's mentions."""

    def __init__(self, db: sqlite3.Connection, mentions_of: Callable[[str], str]) -> None:
        self._db, self._texts = db, TextsAtHand(mentions_of)
        self._articles: OrderedDict[int, Article] = OrderedDict()

    def put(self, document: int, told: bytes) -> None:
        """Keep what is `packed` of an article, in place of what there is."""
        self._articles.pop(document, None)
        self._db.execute("REPLACE INTO merge_told VALUES (?, ?)", (document, told))

    def drop(self, document: int) -> None:
        """Forget an article."""
        self._articles.pop(document, None)
        self._db.execute("DELETE FROM merge_told WHERE document = ?", (document,))

    def feature(self, number: int) -> Feature:
        """What a mention is compared by."""
        article, n = self._place(number)
        line = as_text.read(article.lines[n])
        read = partial(self.mention, article.id, (article.starts[n], line.size))
        return as_text.unpacked(line, (article.id, n), number, read, article.story)

    def whole(self, number: int, names: KeptNames) -> Feature:
        """A mention with all that was kept of it; whose its names are is entered in `names`."""
        article, n = self._place(number)
        line = as_text.read(article.lines[n])
        m = self.mention(article.id, (article.starts[n], line.size))
        names.enter(m, line.keys)
        return as_text.unpacked(line, (article.id, n), number, m, article.story)

    def article(self, document: int) -> Article:
        """What is kept of an article, by its number."""
        found = self._articles.get(document)
        if found is not None:
            self._articles.move_to_end(document)
            return found
        id_, told = self._db.execute(
            "SELECT id, told FROM merge_told JOIN merge_document ON number = document"
            " WHERE document = ?",
            (document,),
        ).fetchone()
        names, *lines = _unpack(told).split("\n")
        found = self._articles[document] = Article(
            id_, frozenset(json.loads(names)), lines, as_text.starts(lines)
        )
        if len(self._articles) > _ARTICLES:
            self._articles.popitem(last=False)
        return found

    def _place(self, number: int) -> tuple[Article, int]:
        document, n = filing.place(self._db, number)
        return self.article(document), n

    def mention(self, document: str, place: tuple[int, int]) -> DatedMention:
        """A mention by the id of its article and where it stands in its text, and how long."""
        at, size = place
        return as_text.mention(self.text(document)[at : at + size])

    def text(self, document: str) -> str:
        """The JSON text of the list of an article's mentions."""
        return self._texts.of(document)
