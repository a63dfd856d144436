"""How articles that do not say when they were published are dated by all others of their store.

It stands beside pipeline.py, which reads them as they are dated here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.model import Article, Dating
from timeline.opening import Opened, opened
from timeline.store.company import Company, Member

if TYPE_CHECKING:
    from timeline.dates import TimesAround

_AT_HAND = 256  # articles kept open while all are dated
_UNKNOWN = Dating(published=None, how="unknown", confidence=0.0)


def member(known: Opened, key: str) -> Member:
    """What an article tells of the time of others. key: changes with it and with the rules."""
    from timeline import dates

    source, language, published = known.article, known.language, known.published.published
    if language is None:
        return Member(source.id, key)
    told = dates.told(source.text, language, published)
    whole = source.model_dump_json() if published is None else None
    names, days = tuple(sorted(told.names)), tuple(sorted(told.days))
    return Member(source.id, key, language, published, names, days, whole)


def join(company: Company, source: Article, key: str, *, known: bool) -> Opened | None:
    """Note an article that the company does not know yet.

    key: names it; known: what it gave is. Returns the article opened, None where nobody needs it.
    """
    met = company.key(source.id) == key
    if met and (known or company.waits(source.id)):
        return None
    found = opened(source)
    if not met:
        company.note(member(found, key))
    return found


def article(company: Company, id_: str) -> Article:
    """The article of that id, which waits."""
    return Article.model_validate_json(company.article(id_))


def settled(company: Company) -> Iterator[tuple[str, Dating | Exception]]:
    """The id of each article that waits and its date, or the error met in dating it."""
    from timeline import dates

    @lru_cache(_AT_HAND)
    def open_(id_: str) -> Opened:
        return opened(article(company, id_))

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
    broken: dict[str, Exception] = {}

    def date(index: int, around: TimesAround) -> Dating:
        id_ = waiting[index]
        try:
            found = open_(id_).beside(around)
        except Exception as error:
            broken[id_] = error
            return _UNKNOWN
        broken.pop(id_, None)
        return found

    found = dates.settle(together, [asked[id_] for id_ in waiting], date)
    for id_, dating in zip(waiting, found, strict=True):
        yield id_, broken.get(id_, dating)
