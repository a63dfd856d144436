"""What a review asks of the store, and what it has done to it.

The command line puts it together (cli/review_desk.py) of what its own commands are made of, so that
a review can do nothing that they can't.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from timeline.contract import DocumentRow, EventRow, MentionRow
from timeline.store.listing import Choices, Listed

Action = Literal["accept", "hide", "set", "note", "tag", "untag", "join", "split", "add"]
Order = Literal["date", "surest", "doubtful"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are gone through, and in which order.

    filters: as those of `timeline show`, by the names of their options without dashes ("since",
    "min-confidence"), each with its values as they would be typed. left: those alone that have no
    verdict yet. everything: what is not printed by default, too. rejected: what is hidden, too.
    words: each begins a word of the title or of a quote.
    """

    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    left: bool = False
    everything: bool = False
    rejected: bool = True
    order: Order = "date"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision that is asked for.

    ids: of the events it is of, in order; of `split` one. values: of `set` by field as it takes
    them, of `add` with date and title. text: of `note`; of `add` the words that are quoted, and
    document where they stand. tags: of `tag` and `untag`. mentions: of `split`, the numbers from 1
    of those that come away.
    """

    action: Action
    ids: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    tags: tuple[str, ...] = ()
    mentions: tuple[int, ...] = ()
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken, or taken back.

    key: names it to `undo`. about: it in a few words ("hide “Voters elect …”"). events: those it
    shows in now; gone: ids that are no event's any more, or another's. notes: what else is to be
    told of it, a sentence each.
    """

    key: str
    about: str
    events: tuple[EventRow, ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Events that a review goes through, by what has become of them."""

    left: int
    accepted: int
    rejected: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.left + self.accepted + self.rejected


class Desk(Protocol):
    """A store as a review sees it; every method raises TimelineError, with nothing changed."""

    def events(self, wanted: Wanted) -> tuple[list[EventRow], Counts]:
        """The events that are wanted, and how many there are of each verdict, left or not.

        Raises UsageError for a filter there is not, or a value it can't have.
        """

    def listed(self, wanted: Wanted) -> list[Listed]:
        """The same events, in the same order, as a list shows them: in a tenth of the time."""

    def choices(self) -> Choices:
        """Names of actors, of places and of tags that there are to choose from."""

    def event(self, id_: str) -> EventRow | None:
        """The event of that id as it is now."""

    def contexts(self, mentions: Sequence[MentionRow]) -> list[tuple[str, str] | None]:
        """The text before and after each quote; None where that of its article isn't kept."""

    def documents(self) -> list[DocumentRow]:
        """All documents of the chronology."""

    def names(self) -> Mapping[str, str]:
        """What documents are called, by id, of those that aren't called by it."""

    def text(self, document: str) -> str | None:
        """The text of a document as it was read, None where it isn't kept."""

    def file(self, document: str) -> str | None:
        """The path of a document's file as it lies now, None where it is gone."""

    def read_only(self) -> str:
        """Why nothing can be decided here, "" where it can."""

    def decide(self, asked: Asked) -> Taken:
        """Take a decision, as the command of its action does."""

    def undo(self, key: str) -> Taken:
        """Take back the last decision of that key, whoever else decided since.

        Raises UsageError where it isn't there any more.
        """

    def version(self) -> str:
        """Changes whenever the chronology or what was decided of it does."""
