"""The records that pass between the stages, from the article as read to the dated mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from timeline.model.base import (
    ActorKind,
    ArticleKind,
    Edtf,
    EventType,
    Offset,
    PassageKind,
    PublishedHow,
    Record,
    Share,
    Status,
    Text,
    TimexType,
)


class Article(Record):
    """One article as read.

    id: the JSON Lines id, else the path as given; of a file that holds many, the first has the path
    and those behind it `path#2`, `path#3` …, lines of JSON Lines `path:2`;
    what lies in an archive or hangs on a mail has its name there behind a slash, `box.zip/a/b.txt`.
    path: of the file on disk. part: which article of that file it is, as the id tells behind the
    path, "" for the first; None for those with ids of their own. author: who wrote it, as the file
    says. url: where it stands on the web. pages: where in the text each page begins, for formats
    that have pages; the first at 0. kind: given by the user, None to be told from the text.
    """

    id: str
    path: str
    part: str | None = None
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
    pages: tuple[Offset, ...] = ()

    def over(self, said: Mapping[str, str]) -> Article:
        """The same with what a person says of it, which goes before what it says itself.

        said: "published" (EDTF), "language" (a code), "kind"; what is missing or empty stays.
        """
        told = {f: said[f] for f in ("published", "language", "kind") if said.get(f)}
        how = {"published_how": "given"} if "published" in told else {}
        return self.model_copy(update={**told, **how}) if told else self

    def page(self, position: int) -> int | None:
        """The number of the page, from 1, that a position in the text lies on; None without."""
        return bisect_right(self.pages, position) or None


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
    number of that. page: that its quote begins on, from 1, None where its format has none. signs:
    names of what its words show (see events.signs), sorted.
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
    page: int | None = None
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
