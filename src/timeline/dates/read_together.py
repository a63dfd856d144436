"""What articles read together tell of each other's time.

Articles count as of one matter when the rare names they share weigh enough against all they hold,
as telling the same events when they weigh much more.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from math import fsum, log, sqrt

from timeline.dates import engine, rulebook
from timeline.dates.mend import mend
from timeline.dates.publication_clues import whole_day
from timeline.dates.tense import sentence_ends
from timeline.dates.tokens import BREAK, NAME, Tokens
from timeline.model import Dating

SHARED = 3  # names that two articles of one matter share at least
# Least cosine of the names of two articles, each weighed by its rarity. On annotated news, pairs
# from 0.12 on were of one year in 81 of 100, from 0.35 on in 98 of 100.
MATTER, EVENTS = 0.12, 0.35
SHORT = 4  # letters below which a name is passed over
MOST = 5000  # articles that others are compared with; a hash of what they tell chooses them


@dataclass(frozen=True, slots=True)
class TimesAround:
    """What the articles read with one tell of its time, as sorted EDTF dates.

    nearby: when they were published, and days told by those of one matter with it. alike: when
    those were published that tell the same events.
    """

    nearby: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of the time of those it is read with.

    names: its rare names, folded; days: ISO dates that it tells of, if it is undated; published:
    its EDTF date.
    """

    names: frozenset[str]
    days: frozenset[str] = frozenset()
    published: str | None = None


def told(text: str, language: str, published: str | None = None) -> Told:
    """What an article tells. language: one that dates are read in; published: EDTF if known."""
    data = rulebook.load(language)
    tokens = data.tokenize(mend(text, data).text)
    days: Iterable[str] = ()
    if published is None:  # one that is dated tells its time by its date
        found = (whole_day(f.meaning) for f in engine.find(tokens, data))
        days = (day.isoformat() for day in found if day is not None)
    return Told(frozenset(_names(tokens)), frozenset(days), published)


class ReadTogether:
    """Articles that are read together. Invariant: what it answers does not depend on their order.

    Of more than MOST, those that others are compared with are chosen by what they tell.
    """

    def __init__(self, articles: Iterable[Told]) -> None:
        self._known: set[str] = set()
        self._articles = nsmallest(MOST, self._noting(articles), key=_rank)
        self._at: defaultdict[Told, list[int]] = defaultdict(list)
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, article in enumerate(self._articles):
            self._at[article].append(at)
            for name in article.names:
                self._holders[name].append(at)
        self._weights = [self._sum(article.names) for article in self._articles]

    def _noting(self, articles: Iterable[Told]) -> Iterable[Told]:
        for article in articles:
            if article.published is not None:
                self._known.add(article.published)
            yield article

    def learn(self, article: Told, published: str) -> None:
        """Note the date, found since, of an article that came without one."""
        self._known.add(published)
        if places := self._at.get(article):
            self._articles[places[-1]] = replace(article, published=published)
            places.pop()

    def around(self, asked: Told) -> TimesAround:
        """What the others tell of the time of an article that came without its date."""
        nearby, alike = set(self._known), set[str]()
        weight = self._sum(asked.names)
        shared = Counter(at for name in asked.names for at in self._holders.get(name, ()))
        for at, count in shared.items():
            other = self._articles[at]
            if count < SHARED or other.names == asked.names:
                continue
            whole = weight * self._weights[at]
            near = self._sum(asked.names & other.names) / sqrt(whole) if whole > 0 else 0.0
            if near >= MATTER:
                nearby |= other.days
            if near >= EVENTS and other.published is not None:
                alike.add(other.published)
        return TimesAround(tuple(sorted(nearby)), tuple(sorted(alike)))

    def _sum(self, names: Iterable[str]) -> float:
        count = len(self._articles)
        held = (len(self._holders.get(name, ())) for name in names)
        # The exact sum: the same in any order, and on any Python (`sum` rounds anew since 3.12).
        return fsum(log(1 + (count + 1) / max(known, 1)) for known in held)


def settle(
    company: ReadTogether,
    undated: Sequence[Told],
    date: Callable[[Iterable[TimesAround]], list[Dating]],
) -> list[Dating]:
    """The date of each undated article by what the others tell of its time, in two rounds.

    Those that the first round dates help with the rest. undated: each of them is in the company,
    which learns their dates; date: dates all of them, by what is told around each.
    """
    found = date(map(company.around, undated))
    learnt = [(a, d.published) for a, d in zip(undated, found, strict=True) if d.published]
    for article, published in learnt:
        company.learn(article, published)
    if not learnt:
        return found
    return date(map(company.around, undated))


def _rank(article: Told) -> bytes:
    """Where an article stands among others, whatever the order they came in."""
    told = (sorted(article.names), sorted(article.days), article.published)
    return hashlib.sha256(repr(told).encode()).digest()


def _names(tokens: Tokens) -> Iterable[str]:
    """Words with a capital that the language's data does not know, but for those that open."""
    opens = True
    for i, char in enumerate(tokens.chars):
        if char == NAME and not opens and tokens.ends[i] - tokens.starts[i] >= SHORT:
            yield tokens.low(i)
        opens = char == BREAK or sentence_ends(tokens, i)
