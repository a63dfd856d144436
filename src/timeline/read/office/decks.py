"""The slides of a deck as the text of an article: each slide's title a heading, then what it says.

Slides are pages: a quote knows the number of its slide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.office import blocks, unread
from timeline.read.office.blocks import Block


def draft(
    slides: Sequence[Sequence[Block]],
    name: str,
    *,
    title: str | None,
    seen: Mapping[str, int],
    hidden: int,
    whole: bool,
) -> Draft:
    """The article that slides make. seen: how many there are of what isn't read; hidden: slides
    that are not shown; whole: whether all was read. Raises InputError where they hold no text."""
    text = ""
    pages: list[int] = []
    told: list[str] = []
    for slide in slides:
        written = blocks.written(slide)
        told += [warning for warning in written.warnings if "nothing but" not in warning]
        body = "\n\n".join(written.blocks)
        text += "\n\n" if text and body else ""
        pages.append(len(text))
        text += body
    if not text.strip():
        why = "it holds no text" + (" but pictures" if seen.get("picture") else "")
        raise InputError(name, why, "check that the deck is not empty, or give its text")
    return Draft(
        text=text,
        title=title,
        pages=tuple(pages),
        warnings=(
            *unread.rest(whole),
            *dict.fromkeys(told),
            *_hidden(hidden),
            *unread.left_out({"comment": seen.get("comment", 0)}),
            *unread.pictures(seen, 0, text),
        ),
    )


def _hidden(number: int) -> Iterator[str]:
    if number:
        yield f"{number} hidden slide{'s' * (number > 1)} left out"
