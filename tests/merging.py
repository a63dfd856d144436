"""Builders that the tests of merging share: dated mentions, documents, one event or several."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timeline.merge import merge
from timeline.model import (
    Amount,
    Argument,
    DatedMention,
    Document,
    Event,
    EventMention,
    Frame,
    Participant,
    Place,
    TimeExpression,
    Trigger,
)

SOCHI = Place(name="Sochi", kind="city", country="RU")
MINSK = Place(name="Minsk", kind="city", country="BY")
BELARUS = Place(name="Belarus", kind="country", country="BY")
POLAND = Place(name="Poland", kind="country", country="PL")
LITHUANIA = Place(name="Lithuania", kind="country", country="LT")
BRUSSELS = Place(name="Brussels", kind="city", country="BE")
BERGEN = Place(name="Bergen", kind="city", country="NO")
MILLION = Amount(value=5e6, currency="USD", text="$5 million")


def mention(
    document: str,
    lemma: str,
    date: str,
    sort: str = "meeting",
    *,
    people: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    organisations: tuple[str, ...] = (),
    patients: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
    places: tuple[Place, ...] = (),
    amounts: tuple[Amount, ...] = (),
    language: str = "en",
    status: str = "happened",
    nominal: bool = True,
    direct: bool = True,
    at: int = 0,
    sentence: int | None = None,
    quote: str | None = None,
    told: str | None = None,
    filled: Frame | None = None,
    title: str | None = None,
    confidence: float = 0.8,
    salience: float = 0.6,
) -> DatedMention:
    who = ", ".join((*people, *countries))
    told = told or quote or who
    quote = quote or f"{lemma} of {who or 'them'}, {document}"
    start = quote.find(lemma)
    named: list[Any] = [("person", n) for n in people] + [("country", n) for n in countries]
    named += [("organisation", n) for n in organisations] + [("group", n) for n in groups]
    event = EventMention(
        document=document,
        language=language,
        passage=at,
        passage_kind="body",
        sentence=at if sentence is None else sentence,
        token=0,
        start=at * 1000,
        end=at * 1000 + len(quote),
        quote=quote,
        trigger=Trigger(text=lemma, start=at * 1000 + start, end=at * 1000 + start + len(lemma)),
        lemma=lemma,
        nominal=nominal,
        type=sort,
        status=status,
        tense="past",
        participants=tuple(
            Participant(name=n, kind=k, role="agent" if i == 0 else "other", start=0, end=len(n))
            for i, (k, n) in enumerate(named)
        )
        + tuple(
            Participant(name=n, kind="person", role="patient", start=0, end=len(n))
            for n in patients
        ),
        places=places,
        amounts=amounts,
        frame=filled or (framed(told) if told else Frame()),
        title=title or quote,
        confidence=confidence,
        salience=salience,
        rules=("test",),
    )
    time = TimeExpression(
        start=at * 1000, end=at * 1000 + 1, text=quote[0], type="DATE", value=date, edtf=date
    )
    return DatedMention(
        event=event,
        date=date,
        how="modifier" if direct else "publication-day",
        time_expression=time if direct else None,
        confidence=confidence,
    )


def framed(words: str) -> Frame:
    """A frame with one place, filled by these words."""
    return Frame(others=(Argument(text=words, head=words.rsplit(maxsplit=1)[-1], start=0, end=0),))


def clause(subject: str = "", object_: str = "", *others: str) -> Frame:
    """The frame of a verb, or of a noun that tells who does what to whom."""
    phrases = (_phrase(text) if text else None for text in (subject, object_))
    return Frame(
        **dict(zip(("subject", "object"), phrases, strict=True)), others=tuple(map(_phrase, others))
    )


def _phrase(text: str) -> Argument:
    return Argument(text=text, head=text.rsplit(maxsplit=1)[-1], start=0, end=0)


def told_by(event: Event) -> set[str]:
    """The documents that have the words of an event's mentions."""
    again = {r.document for m in event.mentions for r in m.also_in}
    return again | {m.document for m in event.mentions}


def document(name: str, published: str = "2020-09-14", language: str = "en") -> Document:
    return Document(
        id=name,
        path=name,
        title=None,
        published=published,
        published_how="given",
        language=language,
        words=10,
        sha256=name.encode().hex().ljust(64, "0"),
    )


def run(*mentions: DatedMention) -> tuple[Event, ...]:
    ids = sorted({m.event.document for m in mentions})
    spoken = {m.event.document: m.event.language for m in mentions}
    return merge(mentions, [document(i, language=spoken[i]) for i in ids])


def one(*mentions: DatedMention) -> Event:
    events = run(*mentions)
    assert len(events) == 1, [(e.title, e.date) for e in events]
    assert len(events[0].mentions) == len(mentions)
    return events[0]


def apart(*mentions: DatedMention) -> None:
    events = run(*mentions)
    assert len(events) == len(mentions), [(e.title, e.date, len(e.mentions)) for e in events]


def session(document: str, lemma: str, quote: str, sort: str, **more: Any) -> DatedMention:
    """A session of ministers, or what it decided."""
    return mention(
        document,
        lemma,
        "2020-08-14",
        sort,
        quote=quote,
        nominal=False,
        **{"places": (BELARUS,), **more},
    )


def pronoun(told: DatedMention, text: str = "she") -> DatedMention:
    """The same mention with its first person put in for a pronoun of the text."""
    first, *rest = told.event.participants
    at = told.event.start
    moved = first.model_copy(update={"start": at, "end": at + len(text)})
    event = told.event.model_copy(
        update={"participants": (moved, *rest), "quote": text + told.event.quote[len(text) :]}
    )
    return told.model_copy(update={"event": event})


def read_from(path: str) -> Callable[[str], str]:
    """What reads a text by its name from a file of JSON; another process can be given it."""
    told: dict[str, str] = json.loads(Path(path).read_text(encoding="utf-8"))
    return told.__getitem__
