"""What of an article merging reads anew, or takes from what was made where it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import count
from typing import NamedTuple, Protocol

from timeline.merge.actors import Actors
from timeline.merge.features import Feature, features
from timeline.merge.increment import as_text, copied_texts, filing, shelf
from timeline.merge.increment.actor_names import Spellings, spellings
from timeline.merge.increment.draft import Draft
from timeline.merge.increment.filing import Days, Row, asks, row
from timeline.merge.increment.shelf import Shelf
from timeline.merge.whose_names import Collection, Names
from timeline.merge.whose_names import Row as Name
from timeline.model import DatedMention
from timeline.names import people

Placed = Sequence[tuple[tuple[int, int], DatedMention]]
"""Mentions, each with where it stands in the text of its article's (as_text.mentions)."""


class KeptArticle(Protocol):
    """One article as it is kept."""

    @property
    def version(self) -> str:
        """Any text that changes with it."""

    @property
    def published(self) -> str:
        """Its publication date, EDTF, "" if unknown."""

    @property
    def language(self) -> str:
        """The code of its language."""

    @property
    def mentions(self) -> Callable[[], str]:
        """Reads the JSON text of the list of its mentions."""

    @property
    def draft(self) -> Callable[[], str]:
        """Reads what was made of them where they were read (draft.py), "" where nothing was."""


class Entry(NamedTuple):
    """What of an article is entered: what its mentions are compared by (shelf.packed), how they are
    filed, that packed, the days asked for by the mention at a place, and how often its actors are
    written how."""

    told: bytes
    rows: list[Row]
    filed: bytes
    asks: list[tuple[int, Days]]
    actors: Spellings


class Articles:
    """articles: all, by id; shelf: reads their texts."""

    def __init__(self, articles: Mapping[str, KeptArticle], shelf: Shelf) -> None:
        self._articles, self._shelf = articles, shelf

    def outline(self, document: str) -> tuple[Counter[Name], set[int]]:
        """The names in an article (as_text.Outline), and its long passages (copied_texts)."""
        if told := self._articles[document].draft():
            draft = Draft(told, document, partial(self._shelf.mention, document))
            return draft.names(), draft.quotes
        outline = as_text.outline(self._shelf.text(document))
        return outline.names, copied_texts.quotes(outline.quotes)


class Entries:
    """shelf: reads the texts of articles; language: that of titles."""

    def __init__(self, shelf: Shelf, language: str) -> None:
        self._shelf, self._language = shelf, language
        self._everyone: Names = Collection({})

    def know(self, everyone: Names) -> None:
        """Whose names are whose from now on."""
        self._everyone = everyone

    def forget(self, _: None = None) -> None:
        """No article is entered any more: let go of what only that needs."""
        self._everyone = Collection({})
        people.forget()

    def entries(self, articles: Iterable[tuple[str, str]]) -> list[Entry]:
        """What is entered of some articles: of each its id and its draft, "" for none."""
        return [self._entry(*one) for one in articles]

    def _entry(self, document: str, told: str) -> Entry:
        if told:
            draft = Draft(told, document, partial(self._shelf.mention, document))
            drafted = draft.mentions()
            placed = [(one.place, one.mention) for one in drafted]
            actors = self._actors(placed)
            found = draft.features(drafted, actors, count())
        else:
            placed = list(as_text.mentions(self._shelf.text(document)))
            actors = self._actors(placed)
            found = features([m for _, m in placed], actors, count())
        rows = [row(f) for f in found]
        return Entry(
            shelf.packed(found[0].story, lines(found, actors, placed)) if found else b"",
            rows,
            filing.kept(rows) if rows else b"",
            [(n, days) for n, f in enumerate(found) for days in asks(f)],
            spellings((m for _, m in placed), actors),
        )

    def _actors(self, placed: Placed) -> Actors:
        return Actors([m for _, m in placed], self._everyone, self._language)


def lines(found: Sequence[Feature], actors: Actors, placed: Placed) -> list[str]:
    """What is kept of the mentions of an article. placed: them, each with where it stands."""
    places = {id(m): place for place, m in placed}
    told: list[str] = []
    behind = 1
    for f in found:
        at, size = places[id(f.mention)]
        # Mentions of one trigger may stand there in another order than merging's.
        told.append(as_text.feature(f, actors, size if at == behind else (at, size)))
        behind = at + size + 1
    return told
