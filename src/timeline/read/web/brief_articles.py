"""Short articles of a page of several: each has a headline and a day of its own, and is told here.

Teasers and cards have both as well, but lead to the article; entries of a live page are of one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from timeline.read.published import from_value
from timeline.read.web import page_facts
from timeline.read.web.page_beside import SENTENCE

_HEADS = ("h1", "h2", "h3", "h4")
# Paragraphs that are sentences, at least, and characters of them; a card has one paragraph.
_PARAGRAPHS, _LEAST = 2, 100
# What holds more is no short article.
_MOST = 500


def is_one(element: Any) -> bool:
    """Whether an `<article>`, however short, is a whole one."""
    if next(islice(element.iter(), _MOST, None), None) is not None:
        return False
    heading = next(element.iter(*_HEADS), None)
    if heading is None or _is_linked(heading) or _day(element) is None:
        return False
    texts = [page_facts.text_of(p) for p in element.iter("p")]
    told = [text for text in texts if SENTENCE.search(text) and len(text.split()) > 3]
    size = sum(map(len, told))
    linked = sum(len(page_facts.text_of(a)) for a in element.iter("a"))
    return len(told) >= _PARAGRAPHS and size >= _LEAST and 2 * linked < size


def are_entries(tree: Any, articles: Sequence[Any]) -> bool:
    """Whether articles are entries of one: all of one day, below a headline of none of them."""
    if len(articles) < 2 or not all(map(is_one, articles)):
        return False
    inside = {heading for article in articles for heading in article.iter("h1")}
    over = any(heading not in inside for heading in islice(tree.iter("h1"), _MOST))
    return over and len(set(map(_day, articles))) == 1


def _is_linked(heading: Any) -> bool:
    around: Iterator[Any] = islice(heading.iterancestors(), 5)
    return next(heading.iter("a"), None) is not None or any(e.tag == "a" for e in around)


def _day(element: Any) -> str | None:
    """The day of its first time."""
    time = next(element.iter("time"), None)
    if time is None:
        return None
    found = from_value((time.get("datetime") or page_facts.text_of(time)).strip())
    return found[:10] if found else None
