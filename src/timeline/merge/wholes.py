"""Parts of an event: what was said at a summit, who was arrested at a march, point to the whole.

A whole is an event that nouns name whose things happen within it (wholes.toml). A part lies within
its dates and is of a type that happens there, and a passage of it says so: its verb is led to the
noun by "at", "during", "lors de" in one clause, and that noun tells of the whole there, or the
article has one such whole only. What an event is a part of follows from what the two and the wholes
of its articles tell: the ledger relies on that.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from timeline import when
from timeline.merge import meaning
from timeline.merge.features import Feature
from timeline.model import Event
from timeline.names import fold

OPEN = 1 << 40
"""The last day of what has none, beyond all others."""
# So many words may stand between "at" and the noun, and before it back to the verb.
_WORDS = 5
_BACK = 10
# So few words may stand in front of "at the summit, she said".
_FEW = 3
_TWO = 2


@dataclass(frozen=True, slots=True)
class Card:
    """What of an event decides whether it is a part or a whole.

    first, last: numbered days (`day`). told: the passages where a noun names it as a whole:
    article, kind, the span of that noun. said: where a passage points to a whole: article, kind,
    where its noun begins.
    """

    order: tuple[str, int]
    first: int
    last: int
    type: str
    told: tuple[tuple[str, str, int, int], ...]
    said: tuple[tuple[str, str, int], ...]

    @property
    def rank(self) -> int:
        """That of the highest of its kinds, 0 for what is no whole."""
        return max((_kinds()[told[1]].rank for told in self.told), default=0)

    def offered(self) -> list[str]:
        """The articles in which a whole is found."""
        return sorted({told[0] for told in self.told})

    def sought(self) -> list[str]:
        """The articles in which a part finds wholes."""
        return sorted({said[0] for said in self.said})


def card(event: Event, members: Sequence[Feature]) -> Card | None:
    """The card of an event with its members, None where it is neither part nor whole."""
    date = next(f.date for f in members if f.mention.date == event.date)
    if date.first is None or event.status == "denied":
        return None
    told = tuple(t for f in members for t in _told(f))
    said = tuple(s for f in members for s in _said(f))
    if not (told or said):
        return None
    last = OPEN if date.last is None else day(date.last)
    return Card(members[0].order, day(date.first), last, event.type, told, said)


def day(at: when.Day) -> int:
    """A number for a day that orders as days do."""
    return 372 * at[0] + 31 * at[1] + at[2]


def _told(f: Feature) -> Iterator[tuple[str, str, int, int]]:
    """The passage in which a mention names a whole."""
    e = f.mention.event
    if not e.nominal:
        return
    # "The start of the meeting" may have "start" for its lemma.
    kind = kind_of(e.lemma, e.language) or kind_of(e.trigger.text, e.language)
    if kind is not None:
        yield f.document, kind, e.trigger.start, e.trigger.end


def _said(f: Feature) -> Iterator[tuple[str, str, int]]:
    """The passage in which a mention is put in a whole."""
    e = f.mention.event
    at = pointed(e.quote, e.trigger.start - e.start, e.trigger.end - e.start, e.language)
    if at is None or (e.nominal and at[2]):
        return
    if e.type == _kinds()[at[0]].type and len(f.named) < _TWO:
        # "Leaders gather at a summit": the summit itself, but for two of them who meet there.
        return
    yield f.document, at[0], e.start + at[1]


def whole(part: Card, wholes: Iterable[Card]) -> Card | None:
    """The whole that an event is a part of, of those found by the keys it seeks."""
    found = list(wholes)
    for document, kind, at in sorted(part.said):
        here = _meant(document, kind, at, found)
        if len(here) == 1 and _holds(here[0], part):
            return here[0]
    return None


def _meant(document: str, kind: str, at: int, wholes: Sequence[Card]) -> list[Card]:
    """Those told of by the noun at a place of an article, else those of its kind there."""
    inside = [(w, t) for w in wholes for t in w.told if t[0] == document]
    found = [w for w, (_, _, start, end) in inside if start <= at < end]
    return list(dict.fromkeys(found or (w for w, told in inside if told[1] == kind)))


def _holds(w: Card, part: Card) -> bool:
    """Whether a part may lie in a whole by date, type and rank."""
    if w.order == part.order or part.rank >= w.rank:
        return False
    if not w.first <= part.first <= part.last <= w.last:
        return False
    return any(part.type in _kinds()[told[1]].parts for told in w.told)


def packed(c: Card) -> str:
    """A card as text."""
    told = [*c.order, c.first, c.last, c.type, c.told, c.said]
    return json.dumps(told, ensure_ascii=False)


def unpacked(text: str) -> Card:
    """A card from its text."""
    document, n, first, last, sort, told, said = json.loads(text)
    at = document, n
    return Card(at, first, last, sort, tuple(map(tuple, told)), tuple(map(tuple, said)))


def link(cards: Sequence[Card | None]) -> Iterator[tuple[int, int]]:
    """(part, whole) by their places, for all events of a chronology."""
    offers: dict[str, list[int]] = defaultdict(list)
    for n, c in enumerate(cards):
        if c is not None and c.told:
            for key in c.offered():
                offers[key].append(n)
    for n, c in enumerate(cards):
        if c is None:
            continue
        near = {k: cards[k] for key in c.sought() for k in offers.get(key, ())}
        found = whole(c, [other for other in near.values() if other is not None])
        if found is not None:
            yield n, next(k for k, other in near.items() if other is found)


# -- words -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kind:
    rank: int
    type: str
    parts: frozenset[str]


@cache
def _kinds() -> Mapping[str, _Kind]:
    path = resources.files(__package__).joinpath("wholes.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: _Kind(kind["rank"], kind.get("type", ""), frozenset(kind["parts"].split()))
        for name, kind in told.items()
    }


@cache
def _nouns(language: str) -> Mapping[str, str]:
    """Plain noun, plurals too -> the kind of whole."""
    told: dict[str, str] = {}
    for name, nouns in meaning.words(language).get("wholes", {}).items():
        for word in nouns.split():
            plain = fold.key(word.replace("_", " "))
            told.setdefault(plain, name)
            told.setdefault(plain if plain.endswith("s") else f"{plain}s", name)
    return told


def kind_of(lemma: str, language: str) -> str | None:
    """The kind of whole that a noun names."""
    words = fold.key(lemma).split()
    return _nouns(language).get(words[-1]) if words else None


@cache
def _pattern(language: str) -> Callable[[str], Iterator[re.Match[str]]] | None:
    """Finds what leads to a noun and the words between."""
    leads = meaning.words(language).get("leads")
    if leads is None:
        return None
    # Both cases written out and no \b in front: so the search looks for first letters, and is
    # several times as quick.
    both = (form for w in leads["to"].split() for form in (w, w[0].upper() + w[1:]))
    ways = sorted((w.replace("_", r"\s+") for w in both), key=lambda w: (-len(w), w))
    but = "|".join(leads["but"].split())
    # An apostrophe may be typographic, and ends the word as a space does.
    told = "|".join(w.replace("'", "['’]") + ("" if w.endswith("'") else r"\s+") for w in ways)
    return re.compile(rf"(?:{told})(?!(?:{but})\b)").finditer


@cache
def _breaks(language: str) -> frozenset[str]:
    return frozenset(meaning.words(language)["leads"]["breaks"].split())


_WORD = re.compile(r"\s*([^\W_]+(?:[.’'-][^\W_]+)*['’]?)")
# The point of "M. Durand" ends nothing.
_STOP = re.compile(r"[,;:!?()—–«»“”\"]|\w{4}\.\s")


def pointed(quote: str, start: int, end: int, language: str) -> tuple[str, int, bool] | None:
    """The kind of whole that a passage puts its event in, where its noun begins, whether in front.

    start, end: the word that names the event. The noun stands behind it in its clause, or the
    passage begins with it and the event is that of the clause behind.
    """
    finder = _pattern(language)
    if finder is None:
        return None
    for m in finder(quote):
        if m.start() and quote[m.start() - 1].isalnum():
            continue
        front = _in_front(quote[: m.start()])
        if not front and m.start() < end:
            continue
        noun = _noun(quote, m.end(), language)
        if noun is None:
            continue
        kind, at, behind = noun
        if front:
            comma = quote.find(",", behind)
            near = 0 <= comma < start and quote.count(" ", behind, comma) <= _BACK
            if near and _one_clause(quote[comma + 1 : start], language):
                return kind, at, True
        elif _one_clause(quote[end : m.start()], language):
            return kind, at, False
    return None


def _in_front(text: str) -> bool:
    """Whether a passage begins there, but for a word or two like "Monday," before it."""
    told = text.strip(' \n\t“«"—-')
    return not told or (told.endswith(",") and told.count(" ") < _FEW)


def _noun(quote: str, at: int, language: str) -> tuple[str, int, int] | None:
    """The first noun that names a whole behind a lead: its kind, its start and end."""
    nouns = _nouns(language)
    for _ in range(_WORDS + 1):
        m = _WORD.match(quote, at)
        if m is None:
            return None
        plain = fold.key(m[1])
        kind = nouns.get(plain.rpartition(" ")[2])
        if kind is not None:
            return kind, m.end(1) - len(m[1].split("’")[-1].split("'")[-1]), m.end()
        if plain in _breaks(language):
            return None
        at = m.end()
    return None


def _one_clause(text: str, language: str) -> bool:
    words = [w.casefold() for w in text.split()]
    if len(words) > _BACK or _STOP.search(text):
        return False
    return _breaks(language).isdisjoint(words)
