"""What of an article merging reads anew, or takes from what was made where it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple, Protocol

from timeline.merge.actors import Actors
from timeline.merge.features import Feature, features
from timeline.merge.increment import as_text, copied_texts
from timeline.merge.increment.draft import Draft
from timeline.merge.increment.shelf import Shelf
from timeline.merge.whose_names import Names, Row
from timeline.model import DatedMention


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


class Compared(NamedTuple):
    """The mentions of an article, each with where it stands in its text (as_text.mentions), whose
    their names are, what they are compared by."""

    told: list[tuple[tuple[int, int], DatedMention]]
    actors: Actors
    features: list[Feature]


class Articles:
    """articles: all, by id; shelf: reads their texts."""

    def __init__(self, articles: Mapping[str, KeptArticle], shelf: Shelf) -> None:
        self._articles, self._shelf = articles, shelf

    def outline(self, document: str) -> tuple[Counter[Row], set[int]]:
        """The names in an article (as_text.Outline), and its long passages (copied_texts)."""
        if draft := self._draft(document):
            return draft.names(), draft.quotes
        told = as_text.outline(self._shelf.text(document))
        return told.names, copied_texts.quotes(told.quotes)

    def compared(
        self, document: str, everyone: Names, language: str, numbers: Iterable[int]
    ) -> Compared:
        """What the mentions of an article are compared by, under these numbers.

        everyone, language: as `Actors` takes them.
        """
        if draft := self._draft(document):
            drafted = draft.mentions()
            told = [(one.place, one.mention) for one in drafted]
            actors = Actors([m for _, m in told], everyone, language)
            return Compared(told, actors, draft.features(drafted, actors, numbers))
        told = list(as_text.mentions(self._shelf.text(document)))
        mentions = [m for _, m in told]
        actors = Actors(mentions, everyone, language)
        return Compared(told, actors, features(mentions, actors, numbers))

    def _draft(self, document: str) -> Draft | None:
        told = self._articles[document].draft()
        return Draft(told, document, partial(self._mention, document)) if told else None

    def _mention(self, document: str, place: tuple[int, int]) -> DatedMention:
        return self._shelf.mention(document, *place)
