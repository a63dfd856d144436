"""What articles read together tell of each other's time.

Articles count as of one matter when the rare names they share weigh enough against all they hold,
as telling the same events when they weigh much more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt

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
MOST = 5000  # articles remembered; those read later are compared with these


@dataclass(frozen=True, slots=True)
class TimesAround:
    """What the articles read with one tell of its time, as sorted EDTF dates.

    nearby: when they were published, and days told by those of one matter with it. alike: when
    those were published that tell the same events.
    """

    nearby: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Article:
    names: frozenset[str]
    days: frozenset[str]
    published: str | None


class ReadTogether:
    """Articles that are read together. Invariant: what it answers does not depend on their order,
    as long as they are no more than MOST."""

    def __init__(self) -> None:
        self._articles: list[_Article] = []
        self._held = Counter[str]()
        self._known: set[str] = set()

    def add(self, text: str, language: str, published: str | None = None) -> None:
        """Remember an article. language: one that dates are read in; published: EDTF if known."""
        if published is not None:
            self._known.add(published)
        if len(self._articles) < MOST:
            article = _read(text, language, published)
            self._articles.append(article)
            self._held.update(article.names)

    def learn(self, text: str, language: str, published: str) -> None:
        """Note the date, found since, of an article that was added without one."""
        known = _read(text, language, None)
        if known in self._articles:
            self._articles[self._articles.index(known)] = replace(known, published=published)
        self._known.add(published)

    def around(self, text: str, language: str) -> TimesAround:
        """What the others tell of the time of an article that was added without its date."""
        asked = _read(text, language, None)
        nearby, alike = set(self._known), set[str]()
        for other in self._articles:
            if not (other.days or other.published) or other.names == asked.names:
                continue
            near = self._alike(asked.names, other.names)
            if near >= MATTER:
                nearby |= other.days
            if near >= EVENTS and other.published is not None:
                alike.add(other.published)
        return TimesAround(tuple(sorted(nearby)), tuple(sorted(alike)))

    def _alike(self, a: frozenset[str], b: frozenset[str]) -> float:
        shared = a & b
        if len(shared) < SHARED:
            return 0.0
        whole = self._sum(a) * self._sum(b)
        return self._sum(shared) / sqrt(whole) if whole > 0 else 0.0

    def _sum(self, names: Iterable[str]) -> float:
        # Sorted: floats added in another order may differ in the last place.
        count = len(self._articles)
        return sum(log(1 + (count + 1) / max(self._held[name], 1)) for name in sorted(names))


def settle(
    company: ReadTogether,
    undated: Sequence[tuple[str, str]],
    date: Callable[[int, TimesAround], Dating],
) -> list[TimesAround]:
    """What the others tell of each undated article, in two rounds.

    Those that the first round dates help with the rest. undated: (text, language) of each, all of
    them added to the company; date: dates the article of that index.
    """
    first = [company.around(text, language) for text, language in undated]
    for index, ((text, language), around) in enumerate(zip(undated, first, strict=True)):
        found = date(index, around).published
        if found is not None:
            company.learn(text, language, found)
    return [company.around(text, language) for text, language in undated]


def _read(text: str, language: str, published: str | None) -> _Article:
    data = rulebook.load(language)
    tokens = data.tokenize(mend(text, data).text)
    days: Iterable[str] = ()
    if published is None:  # one that is dated tells its time by its date
        told = (whole_day(f.meaning) for f in engine.find(tokens, data))
        days = (day.isoformat() for day in told if day is not None)
    return _Article(frozenset(_names(tokens)), frozenset(days), published)


def _names(tokens: Tokens) -> Iterable[str]:
    """Words with a capital that the language's data does not know, but for those that open."""
    opens = True
    for i, char in enumerate(tokens.chars):
        if char == NAME and not opens and tokens.ends[i] - tokens.starts[i] >= SHORT:
            yield tokens.low(i)
        opens = char == BREAK or sentence_ends(tokens, i)
