"""Plain text: entities of HTML as what they stand for, form feeds as the ends of pages.

Front matter describes the article where the text plainly begins with it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial

from timeline.decode import decode
from timeline.read import front_matter, press
from timeline.read.draft import Draft, Found, numbered, or_else

# With its semicolon only: `&copy=1` is part of an address.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# A page's end within a line ends that too.
_FEED = re.compile(r"(?<!\n)\f(?!\n)")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The whole file as one article, or the articles of a press archive's export."""
    text, warnings = decode(data, name)
    text = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
    text = _FEED.sub("\n\f", text)
    whole = partial(_whole, text, warnings)
    yield from numbered(or_else(press.split(text), whole))


def _whole(text: str, warnings: tuple[str, ...]) -> Draft:
    draft = Draft(text=text, warnings=warnings, pages=_pages(text))
    if front_matter.stands_at_head(text):
        return front_matter.describe(draft, front_matter.parse(text)[0])
    return draft


def _pages(text: str) -> tuple[int, ...]:
    """Where the pages begin that form feeds part; none where there are no feeds."""
    if "\f" not in text:
        return ()
    starts = [m.end() for m in re.finditer(r"\f", text)]
    while starts and not text[starts[-1] :].strip():
        starts.pop()
    return (0, *starts)
