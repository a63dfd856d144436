"""How articles that do not say when they were published are dated by all others of their store.

It stands beside pipeline.py, which reads them as they are dated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from timeline.errors import ArticleFailed
from timeline.model import Article, Dating
from timeline.opening import Opened, opened
from timeline.run import in_turn
from timeline.store.company import Company, Member

if TYPE_CHECKING:
    from timeline.dates import TimesAround
    from timeline.run import Answer, Remembering

T = TypeVar("T")

_AT_HAND = 256  # articles kept open while all are dated
_UNKNOWN = Dating(published=None, how="unknown", confidence=0.0)


def member(known: Opened, key: str) -> Member:
    """What an article tells of the time of others. key: changes with it and with the rules."""
    from timeline import dates

    source, language, published = known.article, known.language, known.published.published
    if language is None:
        return Member(source.id, key)
    told = dates.told(source.text, language, published)
    names, days = tuple(sorted(told.names)), tuple(sorted(told.days))
    return Member(source.id, key, language, published, names, days, published is None)


def begin(
    source: Article, key: str, joins: bool, read_one: Callable[[Opened, Dating | None], T] | None
) -> tuple[Member | None, T | None]:
    """What an article tells of the time of others, if it joins them, and what it gives, if that is
    asked for and it waits for nobody to tell its date. key: names it."""
    found = opened(source)
    made = None if found.waits or read_one is None else read_one(found, None)
    return member(found, key) if joins else None, made


def finish(told: str, dating: Dating, read_one: Callable[[Opened, Dating], T]) -> T:
    """What an article gives that was published then. told: the article as JSON."""
    return read_one(_opened(told), dating)


def date(told: str, around: TimesAround) -> Dating:
    """When an article was published by what the others tell. told: the article as JSON."""
    return _opened(told).beside(around)


@lru_cache(_AT_HAND)
def _opened(told: str) -> Opened:
    return opened(Article.model_validate_json(told))


def settled(
    company: Company, engine: Remembering, laid: Callable[[str], str]
) -> Iterator[tuple[str, Dating | ArticleFailed]]:
    """The id of each article that waits and its date, or the error met in dating it.

    laid: an article as JSON with what is said of it by hand.
    """
    from timeline import dates

    waiting = company.waiting()
    asked = dict[str, dates.Told]()

    def everybody() -> Iterator[dates.Told]:
        waits = set(waiting)
        for one in company.members():
            told = dates.Told(frozenset(one.names), frozenset(one.days), one.published)
            if one.id in waits:
                asked[one.id] = told
            yield told

    together = dates.ReadTogether(everybody())
    broken: dict[str, ArticleFailed] = {}

    def dated(id_: str, around: TimesAround) -> Answer[Dating]:
        if id_ in broken:  # in the first round: it is told once
            return lambda: _UNKNOWN
        told, key = laid(company.article(id_)), company.key(id_) or ""
        asked = engine.submit(id_, key, date, told, around)

        def answer() -> Dating:
            try:
                return asked()
            except ArticleFailed as error:
                broken[id_] = error
                return _UNKNOWN

        return answer

    def dating(arounds: Iterable[TimesAround]) -> list[Dating]:
        asked = ((id_, dated(id_, around)) for id_, around in zip(waiting, arounds, strict=True))
        return [one for _, one in in_turn(asked, engine.ahead)]

    found = dates.settle(together, [asked[id_] for id_ in waiting], dating)
    for id_, told in zip(waiting, found, strict=True):
        yield id_, broken.get(id_, told)
