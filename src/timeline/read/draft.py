"""What a format's reader hands back: an article without its id, hash and the user's overrides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from timeline.errors import InputError, TimelineError
from timeline.model import PublishedHow


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as found in one file.

    text: as read, never blank. published: EDTF or None; published_how: how it is known, where it
    is. id: only where the format carries one; `line` (from 1, of JSON Lines) or `number` (from 1,
    of every other file of many articles) tells articles of one file apart. source: the bytes the
    article came from, where these are not the whole file. pages: where in the text each page
    begins, the first at 0, where the format has pages. member: the path of the file within the file
    that it was found in, which whoever reads `Member`s fills in.
    """

    text: str
    title: str | None = None
    published: str | None = None
    published_how: PublishedHow = "metadata"
    author: str | None = None
    language: str | None = None
    url: str | None = None
    id: str | None = None
    line: int | None = None
    number: int | None = None
    source: bytes | None = None
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file: of an archive, hanging on a mail. It is read as any file is.

    name: its path there, parts parted by slashes, as written there. data: what it holds, or what
    unpacks it: given the most bytes it may unpack to and what it is called in messages, that
    function gives the bytes or raises InputError; it is called, if at all, before the next is asked
    for. url: where it came from. format: where what it lies in tells it, a name in
    `formats.FORMATS`; else name and content tell it.
    """

    name: str
    data: bytes | Callable[[int, str], bytes]
    url: str | None = None
    format: str | None = None

    def read(self, most: int, called: str) -> bytes:
        """The bytes, no more than `most`. Raises InputError for what can't be had."""
        if not isinstance(self.data, bytes):
            return self.data(most, called)
        if len(self.data) > most:
            why = f"it is larger than {most / 1e6:g} MB"
            raise InputError(called, why, "split it, or raise --limit-size")
        return self.data


Found = Draft | Member | TimelineError
"""What a file holds, as its format's reader finds it; of errors InputError and LeftOut."""


def headed(title: str | None, text: str) -> str:
    """A text below its title, unless it begins with it."""
    return f"{title}\n\n{text}" if title and not text.lstrip().startswith(title) else text


def numbered(items: Iterable[Draft | Member | TimelineError]) -> Iterator[Found]:
    """The articles of a file with their numbers; one that is alone in it gets none.

    Holds the first back, with what stands between it and the second.
    """
    held: list[Found] = []
    count = 0
    for item in items:
        if not isinstance(item, Draft):
            if count == 1:
                held.append(item)
            else:
                yield item
            continue
        count += 1
        if count == 1:
            held.append(item)
            continue
        yield from (_apart(e, 1) if isinstance(e, Draft) else e for e in held)
        held = []
        yield _apart(item, count)
    yield from held


def or_else(items: Iterable[Draft], otherwise: Callable[[], Draft]) -> Iterator[Draft]:
    """The articles of a file that holds several, else what it is as one; none is held back."""
    rest = iter(items)
    return chain([next(rest, None) or otherwise()], rest)


def _apart(draft: Draft, number: int) -> Draft:
    source = draft.source or draft.text.encode("utf-8", "replace")
    return replace(draft, number=number, source=source)
