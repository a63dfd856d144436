"""Articles that print one text: what they tell is told once, however many outlets ran it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from timeline.merge.features import Feature
from timeline.model import DatedMention
from timeline.names import fold

T = TypeVar("T", str, int)

# An article is another's copy when so much of what it tells is told there in the same words …
_SHARE = 0.8
# … and there are so many passages of so many words to go by.
_LEAST = 4
_LONG = 6


def sources(mentions: Sequence[DatedMention]) -> dict[str, str]:
    """Document id -> the id of the first article with its text, its own where there is none.

    Compares the quotes of the mentions, so that the work grows with their number; articles with
    few of them are taken as they come. First is the first in the order of ids.
    """
    told: dict[str, list[DatedMention]] = defaultdict(list)
    for m in mentions:
        told[m.event.document].append(m)
    owner: dict[str, str] = {}
    result: dict[str, str] = {}
    for document in sorted(told):
        found = quotes(m.event.quote for m in told[document])
        result[document] = printed(document, len(found), [owner[q] for q in found if q in owner])
        for quote in found:
            owner.setdefault(quote, result[document])
    return result


def quotes(written: Iterable[str]) -> set[str]:
    """The passages of one article that are long enough to tell whose text it prints, plain.

    written: the quotes of its mentions.
    """
    plain = {fold.key(quote) for quote in set(written)}
    return {q for q in plain if len(q.split()) >= _LONG}


def once(
    members: Sequence[Feature], origin: Mapping[str, Hashable], published: Mapping[str, str]
) -> tuple[Sequence[Feature], dict[int, list[Feature]]]:
    """The mentions of an event, each passage once, and those that say one's words again.

    Of passages of the same words that name the event by the same one, the first published is kept;
    those of other articles come by its number. A few words are the same by chance, but where their
    articles print one text. published: EDTF by document id, "" if unknown.
    """
    if all(f.document == members[0].document for f in members):
        return members, {}
    alike: dict[tuple[Hashable, ...], list[Feature]] = defaultdict(list)
    for f in members:
        e = f.mention.event
        words = fold.key(e.quote)
        whose = "" if words.count(" ") >= _LONG - 1 else origin[f.document]
        before = fold.key(e.quote[: e.trigger.start - e.start])
        alike[words, before, fold.key(e.trigger.text), whose].append(f)
    if len(alike) == len(members):
        return members, {}

    def first(f: Feature) -> tuple[str, tuple[str, int]]:
        return published.get(f.document) or "~", f.order

    repeated: dict[int, list[Feature]] = {}
    for found in alike.values():
        kept = min(found, key=first)
        if others := [f for f in found if f.document != kept.document]:
            repeated[kept.number] = others
    again = {f.number for others in repeated.values() for f in others}
    return [f for f in members if f.number not in again], repeated


def printed(document: T, size: int, owners: Iterable[T]) -> T:
    """The article whose text one prints: of `size` passages these were in others before.

    Articles are told by ids or by numbers in the same order.
    """
    met = Counter(owners)
    first, shared = min(met.items(), key=lambda i: (-i[1], i[0]), default=(document, 0))
    return first if size >= _LEAST and shared >= _SHARE * size else document


def originals(origin: Mapping[str, Hashable], published: Mapping[str, str]) -> dict[str, str]:
    """Document id -> the one whose text it prints, for all that print another's.

    origin: as `sources` tells. published: EDTF by id, "" if unknown. Of those with one text the
    earliest published counts as the original, of equals the first by id.
    """
    alike: dict[Hashable, list[str]] = defaultdict(list)
    for document, first in origin.items():
        alike[first].append(document)
    found: dict[str, str] = {}
    for documents in alike.values():
        if len(documents) > 1:
            original = min(documents, key=lambda d: (published.get(d) or "~", d))
            found |= {d: original for d in documents if d != original}
    return found
