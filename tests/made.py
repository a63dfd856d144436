"""Made-up results and a stand-in for the pipeline, for tests of what comes after it.

A fake article has one event a line: `2020-08-09 | election | happened | 0.9 | Title | Actor, Actor`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from timeline import when
from timeline.document_order import id_of
from timeline.merge.increment import Changes
from timeline.model import (
    Actor,
    Amount,
    Article,
    Chronology,
    Conflict,
    ConflictValue,
    DatedMention,
    Document,
    Event,
    EventMention,
    Mention,
    MentionTime,
    Participant,
    Place,
    TimeExpression,
    Trigger,
)
from timeline.opening import Opened
from timeline.pipeline import Result
from timeline.store import Kept


def event(id_: str = "e1", date: str = "2020-08-09", **changes: Any) -> Event:
    """An event of one mention; what isn't given is made up."""
    span = when.parse(date)
    fields: dict[str, Any] = {
        "id": id_,
        "title": f"Voters go to the polls ({id_})",
        "date": date,
        "start": span.start,
        "end": span.end,
        "precision": span.precision,
        "approximate": span.approximate,
        "type": "election",
        "status": "happened",
        "actors": (Actor(name="Ana Müller", kind="person", aliases=("A. Mueller",)),),
        "places": (Place(name="Graz", kind="city", country="AT"),),
        "amounts": (Amount(value=1.5e9, currency="USD", text="$1.5bn"),),
        "confidence": 0.9,
        "salience": 0.8,
        "languages": ("en",),
        "sources": 1,
        "conflicts": (),
    }
    fields |= changes
    # In these made-up events what weighs little is not printed by default.
    fields.setdefault("shown", fields["salience"] >= 0.5)
    fields.setdefault("mentions", (mention("a.txt", fields["date"], fields["title"]),))
    return Event(**fields)


def mention(document: str, date: str, quote: str, **changes: Any) -> Mention:
    """A mention at the beginning of a document, its first word the trigger, its last the time."""
    first = quote.split(maxsplit=1)[0]
    fields: dict[str, Any] = {
        "document": document,
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "title": quote,
        "date": date,
        "status": "happened",
        "confidence": 0.9,
        "rules": ("made-up",),
        "trigger": Trigger(text=first, start=0, end=len(first)),
        "time_expression": MentionTime(
            text="then", start=0, end=4, type="DATE", value=date, edtf=date, how="explicit"
        ),
    }
    return Mention(**(fields | changes))


def document(id_: str = "a.txt", **changes: Any) -> Document:
    """A document record."""
    fields: dict[str, Any] = {
        "id": id_,
        "path": id_,
        "title": f"Title of {id_}",
        "published": "2020-08-19",
        "published_how": "metadata",
        "language": "en",
        "words": 400,
        "sha256": hashlib.sha256(id_.encode()).hexdigest(),
    }
    return Document(**(fields | changes))


def chronology(*events: Event, documents: Iterable[Document] | None = None) -> Chronology:
    """A chronology of these events; the documents they name unless given."""
    if documents is None:
        names = sorted({m.document for e in events for m in e.mentions} | {"a.txt"})
        documents = [document(name) for name in names]
    return Chronology(documents=tuple(documents), events=events)


def process(known: Article | Opened, nearby: Sequence[str] = ()) -> Result:
    """The stand-in for `pipeline.process`: one mention a well-formed line."""
    article = known.article if isinstance(known, Opened) else known
    mentions, at = [], 0
    for number, line in enumerate(article.text.splitlines(keepends=True)):
        fields = [field.strip() for field in line.split("|")]
        if len(fields) >= 5:
            mentions.append(_mention(article.id, number, at, line.rstrip("\n"), fields))
        at += len(line)
    told = Document(
        id=article.id,
        path=article.path,
        title=article.title,
        url=article.url,
        published=article.published,
        published_how=article.published_how,
        language=article.language or "en",
        words=len(article.text.split()),
        sha256=article.sha256,
        warnings=article.warnings,
    )
    return Result(told, tuple(mentions))


def _mention(id_: str, number: int, at: int, line: str, fields: list[str]) -> DatedMention:
    date, type_, status, salience, title, *actors = fields
    end = at + len(line)
    people = [name.strip() for name in actors[0].split(",")] if actors else []
    told: dict[str, Any] = {
        "document": id_,
        "language": "en",
        "passage": number,
        "passage_kind": "body",
        "sentence": number,
        "token": 0,
        "start": at,
        "end": end,
        "quote": line,
        "trigger": Trigger(text=line[0], start=at, end=at + 1),
        "lemma": type_,
        "nominal": True,
        "type": type_,
        "status": status,
        "tense": "none",
        "participants": tuple(
            Participant(name=name, kind="person", role="agent", start=at, end=end)
            for name in people
        ),
        "title": title,
        "confidence": 0.9,
        "salience": float(salience),
        "rules": ("line",),
    }
    time = TimeExpression(
        start=at, end=at + len(date), text=date, type="DATE", value=date, edtf=date
    )
    return DatedMention(
        event=EventMention(**told), date=date, how="modifier", time_expression=time, confidence=0.9
    )


def merge(results: Iterable[Result], prefer_language: str | None = None) -> Chronology:
    """The stand-in for `pipeline.merge`: mentions of one title are one event, the first date wins."""
    results = sorted(results, key=lambda r: r.document.id)
    groups: dict[str, list[DatedMention]] = defaultdict(list)
    for result in results:
        for dated in result.mentions:
            groups[dated.event.title].append(dated)
    events = [_event(title, group) for title, group in groups.items()]
    events.sort(key=lambda e: (when.parse(e.date).sort_key, e.id))
    return Chronology(documents=tuple(r.document for r in results), events=tuple(events))


def mend(
    db: sqlite3.Connection,
    kept: Mapping[str, Kept],
    prefer_language: str | None = None,
    *_: object,
) -> Changes:
    """The stand-in for `pipeline.mend`: merges all of them anew."""
    results = (
        Result(
            document(id_of(name)),
            tuple(map(DatedMention.model_validate, json.loads(article.mentions()))),
        )
        for name, article in kept.items()
    )
    told = merge(results).model_dump(mode="json")
    return Changes(True, (), told["events"])


def _event(title: str, group: list[DatedMention]) -> Event:
    first = group[0].event
    dates: dict[str, list[str]] = defaultdict(list)
    for dated in group:
        dates[dated.date].append(dated.event.document)
    values = tuple(ConflictValue(value=d, documents=tuple(told)) for d, told in dates.items())
    people = sorted({p.name for d in group for p in d.event.participants})
    return event(
        hashlib.sha256(title.encode()).hexdigest()[:12],
        group[0].date,
        title=title,
        type=first.type,
        status=first.status,
        actors=tuple(Actor(name=name, kind="person") for name in people),
        places=(),
        amounts=(),
        salience=first.salience,
        sources=len({d.event.document for d in group}),
        conflicts=(Conflict(field="date", values=values),) if len(values) > 1 else (),
        mentions=tuple(_told(dated) for dated in group),
    )


def _told(dated: DatedMention) -> Mention:
    told = dated.event
    return mention(
        told.document,
        dated.date,
        told.quote,
        start=told.start,
        end=told.end,
        status=told.status,
        title=told.title,
        trigger=told.trigger,
        time_expression=MentionTime(
            text=dated.date,
            start=told.start,
            end=told.start + len(dated.date),
            type="DATE",
            value=dated.date,
            edtf=dated.date,
            how="explicit",
        ),
    )
