"""Markdown: the raw text is the article's text; front matter and the first heading describe it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.decode import decode
from timeline.read import front_matter
from timeline.read.draft import Draft, Found

_TITLE = re.compile(r"^#[ \t]+(\S.*)$", re.M)
_MARKUP = re.compile(r"[*_`]{1,3}|<[^<>]{1,40}>")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The whole file as one article."""
    text, warnings = decode(data, name)
    fields, body = front_matter.parse(text)
    draft = front_matter.describe(Draft(text=text, warnings=warnings), fields)
    if draft.title is None and (heading := _TITLE.search(body)):
        title = _MARKUP.sub("", _without_closing(heading[1])).strip() or None
        draft = replace(draft, title=title)
    yield draft


def _without_closing(heading: str) -> str:
    """A heading without the number signs that may close it."""
    told = heading.rstrip(" \t")
    return told.rstrip("#").rstrip(" \t") or told[:1]
