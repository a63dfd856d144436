"""Articles that print one text: what they tell is told once, however many outlets ran it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from timeline.model import DatedMention
from timeline.names import fold

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
    told: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        quote = fold.key(m.event.quote)
        told[m.event.document].update([quote] if len(quote.split()) >= _LONG else [])
    owner: dict[str, str] = {}
    result: dict[str, str] = {}
    for document in sorted(told):
        quotes = told[document]
        met = Counter(owner[q] for q in quotes if q in owner)
        first, shared = min(met.items(), key=lambda i: (-i[1], i[0]), default=(document, 0))
        copied = len(quotes) >= _LEAST and shared >= _SHARE * len(quotes)
        result[document] = first if copied else document
        for quote in quotes:
            owner.setdefault(quote, result[document])
    return result
