"""What of a mention decides whether it tells of the same event as another, and hangs on no other
article and on nobody's key: made where the article is read, whoever its actors turn out to be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.languages.stems import stem
from timeline.merge import frames, meaning, naming
from timeline.model import Argument, DatedMention, EventMention, Participant
from timeline.names import country_of, fold, gazetteer, person_parts

_TOKEN = re.compile(r"[^\W_]+")


class Alone(NamedTuple):
    """As in `features.Feature`, whose fields of these names it gives.

    agent, patient: what stands for who acts and is acted on where nobody is named, "" for nothing;
    countries: those of its places.
    """

    concept: str | None
    stem: str
    agent: str
    patient: str
    countries: frozenset[str]
    cities: frozenset[str]
    senses: dict[str, str]
    words: frozenset[str]
    content: frozenset[str]
    things: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    another: bool


def alone(m: DatedMention, known: frozenset[str], story: frozenset[str]) -> Alone:
    """known: what `known_names` tells of its article; story: what `story_names` does."""
    e = m.event
    told, around = frames.told(e), frames.around(e)
    words = frames.stems_of((*frames.written(e), e.trigger.text), e.language)
    quote = _words(e.quote)
    return Alone(
        concept=_concept(e),
        stem=meaning.stem(e.lemma, e.language),
        agent=_stand_in(e.frame.subject, e.language),
        patient=_stand_in(e.frame.object, e.language),
        countries=frozenset([p.country for p in e.places if p.country]),
        cities=frozenset([f"{p.name}/{p.country}" for p in e.places if p.kind != "country"]),
        senses={**meaning.distinguishing(around), **meaning.distinguishing(e.trigger.text)},
        words=words,
        content=words - known - frames.stems_of(_compared_otherwise(m), e.language),
        things=meaning.things(told),
        names=frozenset([t for t in quote.all & story if not t[0].isdigit()]),
        figures=quote.figures | frames.figures(told, e.language),
        another=_another(e),
    )


def _stand_in(argument: Argument | None, language: str) -> str:
    """What stands for whom nobody names: the head of the phrase that stands there."""
    if argument is None or len(argument.head) < 3:
        return ""
    return f"~{stem(fold.key(argument.head), language)}"


def named_in(e: EventMention) -> list[tuple[Participant, bool]]:
    """The participants that a mention is compared by, each with whether its name stands there."""
    return [(p, _written(p, e)) for p in taking_part(e) if _known(p)]


def story_names(mentions: Sequence[DatedMention]) -> Mapping[str, frozenset[str]]:
    """What tells the story of each article from others: its names, and its numbers of two digits.

    A word is a name where the quotes never write it small. Two articles share names by the story
    they tell: on pairs of articles of ECB+ (two stories of one kind a topic) the share of common
    names parts the same story from the other better than all words do (AUC .89 against .81).
    """
    capital: dict[str, set[str]] = {m.event.document: set() for m in mentions}
    small: dict[str, set[str]] = {document: set() for document in capital}
    quotes = {(m.event.document, m.event.start): m.event.quote for m in mentions}
    for (document, _), quote in quotes.items():
        words = _words(quote)
        capital[document] |= words.capital
        small[document] |= words.small
    return {d: frozenset(found - small[d]) for d, found in capital.items()}


class _Words(NamedTuple):
    """The words of a quote, plain: all, those of two letters and more with a capital or a digit
    first, those with neither, the numbers that may tell events apart."""

    all: frozenset[str]
    capital: frozenset[str]
    small: frozenset[str]
    figures: frozenset[str]


@lru_cache(maxsize=1024)
def _words(quote: str) -> _Words:
    """Read once of each quote, however many mentions have it."""
    found = {(_large(token), _plain(token)) for token in _TOKEN.findall(quote)}
    words = frozenset([word for _, word in found])
    capital = frozenset([word for large, word in found if large])
    small = frozenset([word for large, word in found if large is False])
    return _Words(words, capital, small, frozenset(filter(_telling, words)))


@lru_cache(maxsize=1 << 14)
def _large(token: str) -> bool | None:
    """Whether a word begins with a capital or a digit, None where it is nothing but that."""
    if not (token[0].isupper() or token[0].isdigit()):
        return False
    return True if len(token) > 1 else None


_plain = lru_cache(maxsize=1 << 14)(fold.key)


def known_names(mentions: Sequence[DatedMention]) -> dict[str, frozenset[str]]:
    """Stems of the names that stand in each article more than once: no objects of its verbs."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        count = seen[m.event.document]
        for p in m.event.participants:
            if p.kind in ("person", "country") or (p.kind == "organisation" and " " not in p.name):
                count.update(frames.stems(p.name, m.event.language))
    return {d: frozenset(w for w, n in count.items() if n > 1) for d, count in seen.items()}


def _telling(token: str) -> bool:
    """Whether a word is a number that may tell events apart: of two digits and more, no year."""
    return token.isdigit() and len(token) > 1 and not (len(token) == 4 and token[0] in "12")


def _concept(e: EventMention) -> str | None:
    # What a light verb makes an event of ("carried out the strike") is a noun.
    clause = None if e.nominal or e.found_by == "light" else frames.clause(e)
    found = meaning.concept(
        e.lemma, e.trigger.text, e.language, frames.before(e), frames.behind(e), clause
    ) or meaning.concept(e.lemma, e.trigger.text, e.language, "", frames.told_behind(e), clause)
    return meaning.of_type(found, e.type)


def _compared_otherwise(m: DatedMention) -> list[str]:
    """What of a mention's words is not its object: trigger, date, people and places."""
    e = m.event
    told = [e.trigger.text, e.lemma, *(p.name for p in e.places)]
    told += [p.name for p in e.participants if p.role == "agent" or p.kind == "person"]
    return [*told, m.time_expression.text] if m.time_expression else told


def taking_part(e: EventMention) -> list[Participant]:
    """The participants of a mention without those that the parser can't have meant.

    A town is the scene of an event, no person or company in it.
    """
    return [p for p in e.participants if not _scene(p, e)]


def _scene(p: Participant, e: EventMention) -> bool:
    if p.kind != "person" and (p.kind != "organisation" or p.role == "agent"):
        return False
    place = gazetteer.lookup(p.name, e.language)
    return place is not None and place in e.places


def _written(p: Participant, e: EventMention) -> bool:
    """Whether the name stands where the participant does, not a pronoun or a common noun."""
    if p.end - p.start == len(p.name):
        return True
    there = fold.key(e.quote[max(0, p.start - e.start) : max(0, p.end - e.start)])
    return not set(there.split()).isdisjoint(fold.key(p.name).split())


def _known(p: Participant) -> bool:
    """Whether a participant is no person that is only described ("a Belarusian journalist")."""
    words = person_parts.without_titles(p.name).split() if p.kind == "person" else []
    return p.kind != "person" or any(w[:1].isupper() and not country_of(w) for w in words)


def _another(e: EventMention) -> bool:
    """Whether the noun, or who acts or is acted on, is told as another: "a second blast"."""
    if naming.phrase(e).standing is naming.Standing.OTHER:
        return True
    fillers = (e.frame.subject, e.frame.object)
    return any(a is not None and naming.others(a.text, e.language) for a in fillers)
