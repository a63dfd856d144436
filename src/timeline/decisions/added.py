"""Events that people add by hand: what the chronology shows of them, and how others speak of them.

An added event is spoken of by its id alone. Its quote is found by its words each time decisions are
laid over the chronology; where it is gone, the event stays without a mention. Joined with events of
the sources it gives the outcome its mention and its values.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

from timeline.contract import EventRow, MentionRow, SpanRow
from timeline.decisions import fields
from timeline.decisions.blocks import adding
from timeline.decisions.finder import Base, articles_of
from timeline.decisions.records import Anchor, Decision, Spoken, spoken
from timeline.errors import StoreError

BY_HAND = "by-hand"
"""The rule that a mention names which somebody gave."""


@dataclass(frozen=True, slots=True)
class Added:
    """An event as it was added. gone: what of it isn't found, in words, by the number of the
    decision that says it."""

    row: EventRow
    gone: Mapping[int, tuple[str, ...]]


def id_of(date: str, title: str) -> str:
    """The id of an event that is added; none that merging makes begins so."""
    told = " ".join((date, *title.casefold().split()))
    return "a" + hashlib.sha256(told.encode()).hexdigest()[:10]


def find(
    base: Base, decisions: Sequence[Decision], namer: fields.Namer | None = None
) -> dict[str, Added]:
    """The events that decisions add, by id. namer: None where nobody asks who takes part."""
    quotes = _Quotes(base)
    told: dict[str, dict[int, Decision]] = {}
    for number, decision in adding(decisions).items():
        # Of two people who add one event the later is heard.
        told.setdefault(decision.events[0].id, {})[number] = decision
    return {id_: _added(quotes, id_, said, namer) for id_, said in told.items()}


def meant(decision: Decision) -> tuple[Spoken, ...]:
    """The events that a decision speaks of; the quote of an added one is its own."""
    if decision.action != "add":
        return decision.events
    return tuple(replace(event, mentions=()) for event in decision.events)


def _added(
    quotes: _Quotes, id_: str, said: Mapping[int, Decision], namer: fields.Namer | None
) -> Added:
    row: Any = dict.fromkeys(EventRow.__annotations__)
    row |= {
        "id": id_,
        "type": "other",
        "status": "happened",
        "confidence": 1.0,
        "salience": 1.0,
        "shown": True,
        "sources": 0,
    }
    row |= {name: [] for name in _LISTS}
    values = {name: value for d in said.values() for name, value in d.values.items()}
    if namer is None:
        return Added(
            cast("EventRow", {**row, "date": values["date"], "title": values["title"]}), {}
        )
    made = fields.changed(row, values, namer)
    gone = {}
    for number, decision in said.items():
        lost = (quotes.put(anchor, made) for anchor in decision.events[0].mentions)
        gone[number] = tuple(why for why in lost if why is not None)
    return Added(made, gone)


_LISTS = ("actors", "places", "amounts", "languages", "conflicts", "decided", "mentions")


class _Quotes:
    """Finds the words that were quoted; every article is looked up once."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._known: Mapping[str, str] | None = None
        self._articles: dict[str, Any] = {}

    def put(self, anchor: Anchor, made: EventRow) -> str | None:
        """Put the mention that an anchor quotes into an event; None, or why it can't be."""
        if self._known is None:
            self._known = self._base.digests()
        found = articles_of(anchor.document, anchor.sha256, self._known)
        if not found:
            return f"{anchor.document} is not in the chronology any more"
        kept = [(id_, told) for id_ in found if (told := self._article(id_)) is not None]
        if not kept:
            return f"the text of {found[0]} isn't kept: extract it again"
        for id_, article in kept:
            if (span := _nearest(anchor, article["text"])) is not None:
                mention = _mention(id_, article, span, anchor.word, made)
                if mention not in made["mentions"]:
                    made["mentions"].append(mention)
                language = self._base.language(id_)
                made["languages"] = sorted({*made["languages"], *([language] if language else [])})
                made["sources"] = len({m["document"] for m in made["mentions"]})
                return None
        short = " ".join(anchor.quote[:60].split())
        return f"{found[0]} no longer has “{short}{'' if short == anchor.quote else ' …'}”"

    def _article(self, id_: str) -> Any:
        """The article of that id, None where it isn't kept or is damaged."""
        if id_ not in self._articles:
            told = None
            with suppress(StoreError):
                told = self._base.article(id_)
            self._articles[id_] = None if told is None else json.loads(told)
        return self._articles[id_]


def _mention(
    id_: str, article: Mapping[str, Any], span: tuple[int, int], word: str, event: EventRow
) -> MentionRow:
    start, end = span
    pages: Sequence[int] = article.get("pages", ())
    return {
        "document": id_,
        "start": start,
        "end": end,
        "quote": article["text"][start:end],
        "title": event["title"],
        "date": event["date"],
        "status": event["status"],
        "confidence": 1.0,
        "page": bisect_right(pages, start) or None,
        "rules": [BY_HAND],
        "trigger": trigger(article["text"], span, word),
        "time_expression": None,
        "also_in": [],
    }


# -- words in texts --------------------------------------------------------------------------------


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever the white space between them; spans in order."""
    told = words.split()
    if not told:
        return []
    begins = r"(?<!\w)" if re.match(r"\w", told[0]) else ""
    ends = r"(?!\w)" if re.search(r"\w$", told[-1]) else ""
    pattern = begins + r"\s+".join(map(re.escape, told)) + ends
    return [found.span() for found in re.finditer(pattern, text)]


def trigger(text: str, span: tuple[int, int], word: str) -> SpanRow:
    """The word that names the event in a quote, else all of it. span: of the quote."""
    start, end = span
    inside = places(word, text[start:end])
    first, last = inside[0] if inside else (0, end - start)
    return {"text": text[start + first : start + last], "start": start + first, "end": start + last}


def _nearest(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Where an anchor's quote stands nearest to where it stood."""

    def away(span: tuple[int, int]) -> int:
        return abs(trigger(text, span, anchor.word)["start"] - anchor.at[0])

    return min(places(anchor.quote, text), key=away, default=None)


# -- joined with others ----------------------------------------------------------------------------


def with_quotes(row: EventRow, added: Sequence[EventRow]) -> EventRow:
    """An event of the sources, or of several that were added, with the mentions of those added."""
    told = [m for one in added for m in one["mentions"] if m not in row["mentions"]]
    if not told:
        return row
    known = {m["document"] for m in row["mentions"]}
    mentions = [*row["mentions"], *told]
    languages = sorted({*row["languages"], *(code for one in added for code in one["languages"])})
    sources = row["sources"] + len({m["document"] for m in told} - known)
    more = {"mentions": mentions, "languages": languages, "sources": sources}
    return cast("EventRow", {**row, **more})


def parts(decisions: Mapping[int, Decision], notes: Sequence[Any]) -> dict[str, tuple[Spoken, ...]]:
    """The events that were added, as they were, by the id of the event that each shows in today.

    decisions: those that add one, by number from 1. notes: what is told of all decisions, as the
    store keeps it.
    """
    found: dict[str, tuple[Spoken, ...]] = {}
    for number, decision in decisions.items():
        if number <= len(notes):
            for id_ in notes[number - 1]["events"]:
                found[id_] = (*found.get(id_, ()), decision.events[0])
    return found


def owner(mention: MentionRow, of: Sequence[Spoken]) -> Spoken | None:
    """The added event among these whose quote a mention is."""
    if BY_HAND not in mention["rules"]:
        return None
    quote = " ".join(mention["quote"].split())
    mine = [one for one in of if any(a.quote == quote for a in one.mentions)]
    return mine[0] if mine else None


def spoken_of(
    event: EventRow,
    of: Sequence[Spoken],
    digests: Mapping[str, str],
    mentions: Sequence[MentionRow] | None = None,
    ids: Sequence[str] | None = None,
) -> Spoken:
    """An event as a decision speaks of it, those added by hand that are in it by their ids.

    of: those. digests: sha256 of each document, by id. mentions, ids: those meant, of the sources
    and of what was added; all by default.
    """
    told = event["mentions"] if mentions is None else mentions
    told = [m for m in told if owner(m, of) is None]
    meant_ids = tuple(one.id for one in of) if ids is None else tuple(ids)
    if not meant_ids:
        return spoken(event, told, digests)
    if ids is None and len(meant_ids) == 1 and not told:
        return Spoken(meant_ids[0], event["date"], event["title"])
    return replace(spoken(event, told, digests), added=meant_ids)
