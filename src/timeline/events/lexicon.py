"""The words of one language, read from its data file once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from timeline import languages
from timeline.languages import calendar, grammar
from timeline.model import EventType


@dataclass(frozen=True)
class Lexicon:
    """One language's event words, all as lower-case lemmas.

    verbs, nouns, weak, topics: word -> type (see the data file for what each table means). lends:
    that of a word by the first of topics, nouns and weak that has it, without those that are
    "other". paired: the words of the nouns listed as pairs. people: noun for the holder of an
    office -> family of offices. own: what its grammar decides. Everything else is a set of words
    or, in `grammar`, a named set.
    """

    language: str
    own: grammar.Grammar
    verbs: dict[str, EventType]
    nouns: dict[str, EventType]
    weak: dict[str, EventType]
    topics: dict[str, EventType]
    lends: dict[str, EventType]
    paired: frozenset[str]
    people: dict[str, str]
    light: frozenset[str]
    happening: frozenset[str]
    befalling: frozenset[str]
    phase: frozenset[str]
    states: frozenset[str]
    with_person: frozenset[str]
    known_verbs: frozenset[str]
    phase_nouns: frozenset[str]
    frames_generic: frozenset[str]
    skip: frozenset[str]
    dated: frozenset[str]
    done: frozenset[str]
    reporting: frozenset[str]
    high: frozenset[str]
    low: frozenset[str]
    status: dict[str, frozenset[str]]
    time: dict[str, frozenset[str]]
    grammar: dict[str, frozenset[str]]


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; raises ValueError where there is no data file for it."""
    if language not in languages.having("lexicon"):
        raise ValueError(f"no event lexicon for language {language!r}")
    data = languages.table(language, "lexicon")
    types = data["types"]

    def typed(table: str) -> dict[str, EventType]:
        return {
            word: cast(EventType, name)
            for name, tables in types.items()
            for word in _words(tables.get(table, ""))
        }

    def sets(table: str) -> dict[str, frozenset[str]]:
        return {name: _words(value) for name, value in data[table].items()}

    nouns, weak, topics = typed("nouns"), typed("weak"), typed("topics")
    lends = weak | nouns | topics
    return Lexicon(
        language=language,
        own=grammar.of(language),
        verbs=typed("verbs"),
        nouns=nouns,
        weak=weak,
        topics=topics,
        lends={word: kind for word, kind in lends.items() if kind != "other"},
        paired=frozenset(
            part
            for table in ("nouns", "weak")
            for pair in typed(table)
            if "_" in pair
            for part in pair.split("_")
        ),
        people={w: family for family, ws in data["people"].items() for w in _words(ws)},
        light=_words(data["frames"]["light"]),
        happening=_words(data["frames"]["happening"]),
        befalling=_words(data["frames"]["befalling"]),
        phase=_words(data["frames"]["phase"]),
        states=_words(data["frames"]["states"]),
        with_person=_words(data["frames"]["with_person"]),
        known_verbs=frozenset(typed("verbs"))
        | _words(data["skip"]["verbs"])
        | frozenset().union(*(_words(data["frames"][f]) for f in ("light", "happening", "phase"))),
        phase_nouns=_words(data["frames"]["phase_nouns"]),
        frames_generic=_words(data["frames"]["generic"]),
        skip=_words(data["skip"]["verbs"]),
        dated=_words(data["skip"]["dated"]),
        done=_words(data["skip"]["done"]),
        reporting=_words(data["reporting"]["verbs"]),
        high=_words(data["salience"]["high"]),
        low=_words(data["salience"]["low"]),
        status=sets("status"),
        time=_time(language, sets("time")),
        grammar=sets("grammar"),
    )


def _time(language: str, listed: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The words of time expressions, with the names of months and weekdays."""
    named = (*calendar.names(language, "month"), *calendar.names(language, "weekday"))
    months = frozenset(calendar.months(language))
    return listed | {"words": listed["words"].union(*named), "months": months}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())
