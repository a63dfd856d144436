"""A finished chronology as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.errors import InputError
from timeline.model import Document, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One of its events. language: what its titles are in where no document tells."""

    event: Event
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Finished:
    """One file's documents and events, in its order, and what of it could not be read.

    notes: on how it was read.
    """

    path: str
    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    errors: tuple[InputError, ...] = ()
    notes: tuple[str, ...] = ()


def unread_document(id_: str, language: str, *, words: int = 0, sha256: str = "") -> Document:
    """The record of a document of which no more is known."""
    return Document(
        id=id_,
        path=id_,
        title=None,
        published=None,
        published_how="unknown",
        language=language,
        words=words,
        sha256=sha256,
    )


MOST_ERRORS = 5
LONGEST_TITLE = 2_000
"""Characters; what is longer is a text and no title."""


def few(path: str, errors: Sequence[InputError], what: str) -> tuple[InputError, ...]:
    """The first of many errors in one file, and how many more there are. what: rows, events …"""
    if len(errors) <= MOST_ERRORS:
        return tuple(errors)
    left = len(errors) - MOST_ERRORS
    more = InputError(path, f"{left} more {what} can't be read", f"mend the {what} above")
    return (*errors[:MOST_ERRORS], more)


def is_sound(text: str) -> bool:
    """Whether a text has no NUL and no half of a surrogate pair, which no file could hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


NO_CHARACTER = "it holds what is no character"


def short(value: object, most: int = 60) -> str:
    """A value as messages quote it."""
    told = str(value)
    told = told if is_sound(told) else ascii(told)[1:-1]
    return told if len(told) <= most else f"{told[:most]}…"
