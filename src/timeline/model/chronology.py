"""The records that go out to the user: documents, events, the chronology."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from timeline import when
from timeline.errors import NoText
from timeline.model.base import (
    ActorKind,
    ArticleKind,
    Edtf,
    EventType,
    Offset,
    PublishedHow,
    Record,
    Share,
    Status,
    TimexType,
)
from timeline.model.stages import Amount, Place, Trigger


class MentionTime(Record):
    """The time expression a mention is dated by, as the output shows it."""

    text: str
    start: Offset
    end: Offset
    type: TimexType
    value: str
    edtf: Edtf | None
    how: str


class Repeat(Record):
    """Where the words of a quote stand once more: an article's text[start:end], the trigger there.

    They may differ from the quote in punctuation, accents and case.
    """

    document: str
    start: Offset
    end: Offset
    trigger: Trigger
    page: int | None = None


class Mention(Record):
    """One passage that tells of an event. `quote` is the article's text[start:end].

    page: the page of its document that the quote begins on, from 1, None where it has none.
    also_in: the passages that say it in the same words, in articles published later mostly; they
    are no mentions of their own.
    """

    document: str
    start: Offset
    end: Offset
    quote: str
    title: str
    date: Edtf
    status: Status
    confidence: Share
    page: int | None = None
    rules: tuple[str, ...]
    trigger: Trigger
    time_expression: MentionTime | None
    also_in: tuple[Repeat, ...] = ()


class Actor(Record):
    """A participant across mentions, under one id and one name in the whole chronology.

    id: person:angela-merkel, country:BY …, of its kind and name where nothing else is known.
    aliases: the other spellings that these mentions have, sorted.
    """

    id: str = ""
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _named(cls, told: Any) -> Any:
        if isinstance(told, dict) and not told.get("id"):
            return {**told, "id": f"{told.get('kind')}:{told.get('name')}"}
        return told


class ConflictValue(Record):
    """One of the values told, and the documents that tell it."""

    value: str
    documents: tuple[str, ...]


class Conflict(Record):
    """A field on which the sources disagree."""

    field: str
    values: tuple[ConflictValue, ...]


class Decided(Record):
    """What somebody decided of an event.

    field, told: what `set` set and the value that the sources tell, None for all else. reason: as
    it was given. author: who decided it, None where that isn't known.
    """

    action: Literal["join", "split", "hide", "set", "accept", "note", "tag", "untag", "add"]
    field: str | None = None
    told: str | None = None
    reason: str | None = None
    author: str | None = None


class Review(Record):
    """What people said of an event when they looked at it.

    verdict: None where nobody gave one; a rejected event is hidden. tags: sorted.
    """

    verdict: Literal["accepted", "rejected"] | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()


class Event(Record):
    """One event of the chronology with all its mentions.

    shown: whether it is printed by default; sources: how many articles tell of it in words of their
    own; part_of: the id of the event that it is a part of, None for most; review: what people said
    of it, None where nobody did; mentions: none of an event that somebody added without a quote.
    """

    id: str
    title: str
    date: Edtf
    start: str | None
    end: str | None
    precision: when.Precision
    approximate: bool
    type: EventType
    status: Status
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    amounts: tuple[Amount, ...]
    confidence: Share
    salience: Share
    shown: bool = True
    languages: tuple[str, ...]
    sources: int
    conflicts: tuple[Conflict, ...]
    decided: tuple[Decided, ...] = ()
    part_of: str | None = None
    review: Review | None = None
    mentions: tuple[Mention, ...]


class Document(Record):
    """What is known of one article that was read.

    author: who wrote it, as its file says. url: where it stands on the web. copy_of: the id of the
    document whose text it prints, None where it is its own. kind: what kind of text it is; kind_by:
    what decided that, e.g. "given" or "headed 0.93".
    """

    id: str
    path: str
    title: str | None
    author: str | None = None
    url: str | None = None
    published: Edtf | None
    published_how: PublishedHow
    language: str
    words: int
    sha256: str
    warnings: tuple[str, ...] = ()
    copy_of: str | None = None
    kind: ArticleKind | None = None
    kind_by: tuple[str, ...] = ()


Texts = Callable[[str], str | None]
_HOW = "take it from timeline.extract or timeline.load, of a store that this version wrote"


class Chronology(Record):
    """The whole output: documents and events, both in a fixed order."""

    schema_: Literal["timeline/1"] = Field(default="timeline/1", alias="schema")
    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    def text(self, document: str | Document) -> str:
        """The text of an article as it was read, which offsets of mentions count in.

        document: its record or its id. Texts are no part of the JSON: a chronology that was read
        from one has none. Raises NoText, a KeyError, for an unknown id and where the text isn't
        kept, TypeError for what is neither.
        """
        if isinstance(document, Document):
            document = document.id
        if not isinstance(document, str):
            told = type(document).__name__
            raise TypeError(f"text() takes a document or its id, not {told}")
        if all(d.id != document for d in self.documents):
            known = (d.id for d in self.documents)
            raise NoText.unknown(document, known)
        texts: Texts | None = self.__dict__.get("_texts")
        told = None if texts is None else texts(document)
        if told is None:
            raise NoText(document, "its text isn't kept with this chronology", _HOW)
        return told

    def with_texts(self, texts: Texts) -> Chronology:
        """The same that knows the text of each document. texts: gives it by id, None without."""
        told = self.model_copy()
        # No field: it is neither written nor compared.
        told.__dict__["_texts"] = texts
        return told

    def with_texts_of(self, other: Chronology) -> Chronology:
        """The same that knows the texts that another knows."""
        texts: Texts | None = other.__dict__.get("_texts")
        return self if texts is None else self.with_texts(texts)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dictionary an event, with the columns of the CSV; lists stay lists."""
        from timeline.flat import COLUMNS

        return [dict(zip(COLUMNS, values, strict=True)) for values in self._rows()]

    def _rows(self) -> list[list[Any]]:
        from timeline.flat import addresses, row

        told = self.model_dump(mode="json")
        known = addresses(told["documents"])
        return [row(event, known) for event in told["events"]]

    def to_pandas(self) -> Any:
        """A pandas.DataFrame, a row an event, with the columns of the CSV; dates stay EDTF text.

        Raises ImportError where pandas is not installed.
        """
        import pandas

        from timeline.flat import COLUMNS

        return pandas.DataFrame(self.to_records(), columns=list(COLUMNS))

    def to_polars(self) -> Any:
        """A polars.DataFrame, a row an event, with the columns of the CSV; dates stay EDTF text.

        Raises ImportError where polars is not installed.
        """
        import polars

        from timeline.flat import COLUMNS, LISTS

        told = {name: polars.List(polars.String) for name in LISTS}
        schema = {name: told.get(name) for name in COLUMNS}
        return polars.DataFrame(self._rows(), schema=schema, orient="row", infer_schema_length=None)
