"""What merging compares, from a finished event: one dated mention for each of its mentions.

What a parser would know is read from the rules a mention names, or left at its plainest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.elsewhere.records import Entry
from timeline.model import (
    Actor,
    Argument,
    DatedBy,
    DatedMention,
    Event,
    EventMention,
    Frame,
    Mention,
    Participant,
    TimeExpression,
    Trigger,
)
from timeline.names import fold

NameWord = Callable[[str, str], tuple[int, int] | None]
"""Title and language -> the span of the word that names the event."""


def dated(entry: Entry, languages: dict[str, str], word: NameWord) -> list[DatedMention]:
    """The mentions of an entry. languages: by document."""
    event = entry.event
    found = []
    for n, m in enumerate(event.mentions):
        language = languages.get(m.document, entry.language)
        if "table" in m.rules:
            language = entry.language
        found.append(_dated(event, m, language, word, first=n == 0))
    return found


# Rules of dating that give a day by default, which merging trusts less than one that is told.
_DEFAULT_DAYS: dict[str, DatedBy] = {
    "anchor:publication-day": "publication-day",
    "anchor:story-day": "story-day",
}


def _dated(event: Event, m: Mention, language: str, word: NameWord, *, first: bool) -> DatedMention:
    kind, lemma = _lemma(m)
    trigger = m.trigger
    if "table" in m.rules and (span := word(m.quote, language)) is not None:
        start, end = m.start + span[0], m.start + span[1]
        trigger = Trigger(text=m.quote[span[0] : span[1]], start=start, end=end)
    lemma = lemma or trigger.text.casefold()
    told = m.time_expression
    time = None if told is None else TimeExpression(**told.model_dump())
    how = next((day for rule, day in _DEFAULT_DAYS.items() if rule in m.rules), "given")
    mention = EventMention(
        document=m.document,
        language=language,
        passage=0,
        passage_kind="body",
        sentence=m.start,
        token=0,
        start=m.start,
        end=m.end,
        quote=m.quote,
        trigger=trigger,
        lemma=lemma,
        nominal=kind != "verb",
        type=event.type,
        status=m.status,
        tense="none",
        participants=tuple(_participants(event, m, first=first)),
        places=event.places,
        amounts=tuple(a for a in event.amounts if first or a.text in m.quote),
        frame=Frame(content=Argument(text=m.quote, head=lemma, start=m.start, end=m.end)),
        title=m.title,
        confidence=m.confidence,
        salience=event.salience,
        rules=m.rules,
        page=m.page,
    )
    return DatedMention(
        event=mention,
        date=m.date,
        how=how,
        time_expression=time,
        confidence=m.confidence,
        shown=event.shown,
    )


def _lemma(m: Mention) -> tuple[str, str]:
    """The part of speech and the lemma that a rule names: verb:meeting:meet."""
    for rule in m.rules:
        kind, _, rest = rule.partition(":")
        sort, _, lemma = rest.partition(":")
        if kind in ("verb", "noun", "light") and sort and lemma:
            return kind, lemma
    return "", ""


def _participants(event: Event, m: Mention, *, first: bool) -> list[Participant]:
    """Those actors that the quote names; the first mention has those too that none names."""
    found = []
    for n, actor in enumerate(event.actors):
        span = _written(actor, m)
        if span is None and (not first or any(_written(actor, other) for other in event.mentions)):
            continue
        start, end = span or (m.trigger.start, m.trigger.end)
        told: Any = "agent" if n == 0 else "other"
        found.append(Participant(name=actor.name, kind=actor.kind, role=told, start=start, end=end))
    return found


def _written(actor: Actor, m: Mention) -> tuple[int, int] | None:
    """Where a quote names an actor, by any of the names or by the last word of one."""
    names = sorted((actor.name, *actor.aliases), key=lambda name: (-len(name), name))
    for name in (*names, *(n.split()[-1] for n in names if " " in n)):
        at = m.quote.find(name)
        if at >= 0:
            return m.start + at, m.start + at + len(name)
    plain = fold.key(m.quote).split()
    if any(fold.key(n).split()[-1:] and fold.key(n).split()[-1] in plain for n in names):
        return m.start, m.end
    return None
