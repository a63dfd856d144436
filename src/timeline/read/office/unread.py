"""What a document holds beside the text that is read, told in one form for every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.read.office.xml_events import MOST_ELEMENTS

_FEW_WORDS = 60


def rest(whole: bool) -> Iterator[str]:
    """That a document is too long. whole: whether it isn't."""
    if not whole:
        yield f"it has more than {MOST_ELEMENTS} elements; the rest of it was left out"


def left_out(seen: Mapping[str, int]) -> Iterator[str]:
    """What is in the file and no part of the text. seen: how many there are of each kind."""
    if comments := seen.get("comment", 0):
        yield f"{_counted(comments, 'comment')} left out"
    if seen.get("deletion"):
        yield "what tracked changes delete was left out"
    if seen.get("hidden text"):
        yield "hidden text was left out"
    if seen.get("clock"):
        yield "a date that the document's program puts in anew was left out"


def pictures(seen: Mapping[str, int], large: int, text: str) -> Iterator[str]:
    """What may hold text that no reader sees: large pictures, all of them where there is little
    text, charts, files in the file.

    seen: how many there are of each kind; large: pictures that fill a page.
    """
    few = len(text.split()) < _FEW_WORDS
    there = {**seen, "picture": seen.get("picture", 0) if few else large}
    named = [
        f"{count} {kind}{'s' if count > 1 else ''}"
        for kind in ("picture", "chart", "diagram", "embedded file")
        if (count := there.get(kind, 0))
    ]
    if named:
        listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
        yield f"{listed} may hold text that is not read"


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind} was" if count == 1 else f"{count} {kind}s were"
