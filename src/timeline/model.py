"""The validated records that pass between stages and out to the user (schema `timeline/1`).

Every record is frozen and refuses unknown fields. Offsets are code points into the article's text
as read, end exclusive, and `text[start:end] == quote` always. Dates are EDTF level 0/1 strings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from timeline import when

SCHEMA = "timeline/1"


def _edtf(text: str) -> str:
    when.parse(text)
    return text


_LONE = re.compile("[\ud800-\udfff]")


def _writable(text: str) -> str:
    return text if text.isascii() else _LONE.sub("\ufffd", text)


# Halves of surrogate pairs, which no file and no parser takes, are replaced one for one.
Text = Annotated[str, AfterValidator(_writable)]
Edtf = Annotated[str, AfterValidator(_edtf)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Offset = Annotated[int, Field(ge=0)]

EventType = Literal[
    "election", "meeting", "visit", "agreement", "statement", "protest", "conflict", "military",
    "sanction", "finance", "economy", "justice", "politics", "diplomacy", "media", "migration",
    "disaster", "accident", "death", "science", "culture", "sport", "other",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "possible", "denied"]
PassageKind = Literal[
    "headline", "byline", "caption", "body", "heading", "quotation", "footnote", "citation",
    "boilerplate",
]  # fmt: skip
ArticleKind = Literal["news", "chronicle", "narrative", "reference"]
PublishedHow = Literal["given", "metadata", "filename", "dateline", "inferred", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorKind = Literal["person", "organisation", "country", "group"]


class Record(BaseModel):
    """Base of all records."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# -- between the stages ------------------------------------------------------------------------


class Article(Record):
    """One article as read.

    id: the JSON Lines id, else the path as given; of a file that holds many, the first has the path
    and those behind it `path#2`, `path#3` …, lines of JSON Lines `path:2`. author: who wrote it, as
    the file says. kind: given by the user, None to be told from the text.
    """

    id: str
    path: str
    title: Text | None = None
    author: Text | None = None
    text: Text
    published: Edtf | None = None
    published_how: PublishedHow = "unknown"
    language: str | None = None
    url: str | None = None
    format: str
    sha256: str
    warnings: tuple[str, ...] = ()
    kind: ArticleKind | None = None


class Passage(Record):
    """One block of an article: a paragraph, a heading, a caption …

    start, end: the raw span. text: that span with white space collapsed and typographic
    apostrophes made plain. runs: pairs (position in text, raw position), ascending, the first
    (0, start): between two pairs both positions advance together.
    """

    index: int
    kind: PassageKind
    start: Offset
    end: Offset
    text: str
    runs: tuple[tuple[int, int], ...]
    language: str | None = None

    def raw(self, position: int) -> int:
        """Raw offset of a position in `text`."""
        at, raw = self.runs[bisect_right(self.runs, (position, 1 << 62)) - 1]
        return raw + position - at

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw span, end exclusive, of a non-empty span of `text`."""
        return self.raw(start), self.raw(end - 1) + 1


class Headed(Record):
    """What a date that stands as a heading dates: raw span, the EDTF date of the whole heading.

    section: it has a line to itself and heads what stands below, else the line that it opens.
    """

    start: Offset
    end: Offset
    date: Edtf
    section: bool


class TimeExpression(Record):
    """One TIMEX3. `text` is the raw slice; `edtf` what it denotes, None where it can't be placed.

    interval: what the words around it make of it ("since 2014" -> 2014/.., "between 2005 and 2015"
    -> 2005/2015 on both), else None. how: how it was resolved, e.g. explicit, weekday-before-
    publication, nearest-year, narrative, unresolved. alternatives: other EDTF readings, best first.
    """

    start: Offset
    end: Offset
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    edtf: Edtf | None = None
    interval: Edtf | None = None
    how: str = "explicit"
    rules: tuple[str, ...] = ()
    confidence: Share = 1.0
    alternatives: tuple[Edtf, ...] = ()
    heads: Headed | None = None

    @property
    def denotes(self) -> str | None:
        """The interval its surroundings state, else the date itself."""
        return self.interval or self.edtf

    @property
    def ambiguous(self) -> bool:
        """Whether its words allow another date; `confidence` is then that of the one chosen."""
        return bool(self.alternatives)


class Dating(Record):
    """When an article was published, and how that is known.

    alternatives: other days its date line may mean, as 04/05/2021 does.
    """

    published: Edtf | None
    how: PublishedHow
    confidence: Share
    evidence: tuple[str, ...] = ()
    alternatives: tuple[Edtf, ...] = ()


class Participant(Record):
    """Who takes part in one mention, as written there, with a role in its clause."""

    name: str
    kind: ActorKind
    role: Literal["agent", "patient", "other"]
    start: Offset
    end: Offset


class Place(Record):
    """A place from the gazetteer. country: ISO 3166 alpha-2; kind: country, city, region …"""

    name: str
    kind: str
    country: str | None = None


class Amount(Record):
    """A quantity that the text states: money has a currency (ISO 4217), all else a unit."""

    value: float
    currency: str | None = None
    unit: str | None = None
    text: str

    @model_validator(mode="after")
    def _one_measure(self) -> Amount:
        if (self.currency is None) == (self.unit is None):
            raise ValueError("an amount has either a currency or a unit")
        return self


class Trigger(Record):
    """The word or words that name the event, with their raw span."""

    text: str
    start: Offset
    end: Offset


class Argument(Record):
    """What fills one place of an event's frame, as the text has it.

    text: the words of its phrase, what only describes it left out; head: the lemma of its head;
    start, end: the raw span of the whole phrase. means: the name that a pronoun or a bare role
    stands for, None where it names itself or nothing is sure.
    """

    text: str
    head: str
    start: Offset
    end: Offset
    means: str | None = None


class Frame(Record):
    """Who does what to whom in one mention; subject: who acts, of a passive as well.

    content: the clause that the verb governs: what is said, wanted, begun.
    """

    subject: Argument | None = None
    object: Argument | None = None
    others: tuple[Argument, ...] = ()
    content: Argument | None = None
    passive: bool = False


# Kinds of words that name an event: "was the loser", a caption, "thousands marched", no verb,
# a lone noun, "took place", "came to power", a noun, a predicate, "began talks", a verb.
FoundBy = Literal[
    "being", "caption", "crowd", "entry", "light", "motion", "noun", "predicate",
    "starting", "verb",
]  # fmt: skip


class EventMention(Record):
    """One mention of an event, not dated yet.

    frame: what merging reads of its clause. title: "" until its headline is made; salience: 0
    until it is weighed. `token` is the index of the trigger's head in its sentence, `sentence` the
    number of that. signs: names of what its words show (see events.signs), sorted.
    """

    document: str
    language: str
    passage: int
    passage_kind: PassageKind
    sentence: int
    token: int
    start: Offset
    end: Offset
    quote: str
    trigger: Trigger
    lemma: str
    nominal: bool
    type: EventType
    status: Status
    tense: Literal["past", "present", "future", "none"]
    participants: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = ()
    frame: Frame = Frame()
    title: str = ""
    confidence: Share
    salience: Share = 0.0
    rules: tuple[str, ...]
    signs: tuple[str, ...] = ()

    @property
    def found_by(self) -> FoundBy:
        """The kind of words by which it was found, which its first rule begins with."""
        kind: FoundBy = self.rules[0].partition(":")[0]  # type: ignore[assignment]
        return kind


# What dates a mention: an expression of its clause, or the nearest one; what the article has dated
# already; the day that its paragraph, its lead or the publication tells of; a file of events.
DatedBy = Literal[
    "modifier", "nearby", "same-event", "narrative", "story-day", "publication-day", "given"
]


class DatedMention(Record):
    """A mention with the date it was given, and by what.

    shown: whether it is printed by default.
    """

    event: EventMention
    date: Edtf
    how: DatedBy
    time_expression: TimeExpression | None = None
    confidence: Share
    rules: tuple[str, ...] = ()
    shown: bool = True

    @property
    def direct(self) -> bool:
        """Whether a time expression of its own dates it."""
        return self.time_expression is not None


# -- out to the user ---------------------------------------------------------------------------


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


class Mention(Record):
    """One passage that tells of an event. `quote` is the article's text[start:end].

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
    """What the user decided of an event.

    field, told: what `set` set and the value that the sources tell, None for all else. reason: as
    the user gave it.
    """

    action: Literal["join", "split", "hide", "set"]
    field: str | None = None
    told: str | None = None
    reason: str | None = None


class Event(Record):
    """One event of the chronology with all its mentions.

    shown: whether it is printed by default; sources: how many articles tell of it in words of their
    own; part_of: the id of the event that it is a part of, None for most.
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
    mentions: Annotated[tuple[Mention, ...], Field(min_length=1)]


class Document(Record):
    """What is known of one article that was read.

    author: who wrote it, as its file says. copy_of: the id of the document whose text it prints,
    None where it is its own. kind: what kind of text it is; kind_by: what decided that, e.g.
    "given" or "headed 0.93".
    """

    id: str
    path: str
    title: str | None
    author: str | None = None
    published: Edtf | None
    published_how: PublishedHow
    language: str
    words: int
    sha256: str
    warnings: tuple[str, ...] = ()
    copy_of: str | None = None
    kind: ArticleKind | None = None
    kind_by: tuple[str, ...] = ()


class Chronology(Record):
    """The whole output: documents and events, both in a fixed order."""

    schema_: Literal["timeline/1"] = Field(default="timeline/1", alias="schema")
    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dictionary an event, with the columns of the CSV; lists stay lists."""
        from timeline.flat import COLUMNS, row

        rows: list[Any] = self.model_dump(mode="json")["events"]
        return [dict(zip(COLUMNS, row(r), strict=True)) for r in rows]

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

        from timeline.flat import COLUMNS, LISTS, row

        told = {name: polars.List(polars.String) for name in LISTS}
        schema = {name: told.get(name) for name in COLUMNS}
        rows = [row(r) for r in self.model_dump(mode="json")["events"]]
        return polars.DataFrame(rows, schema=schema, orient="row", infer_schema_length=None)
