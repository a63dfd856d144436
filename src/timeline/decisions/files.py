"""decisions.toml beside the store: read, and changed in one step or not at all.

Whoever changes it holds the store for writing, so that no two do at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from timeline import user_toml
from timeline.decisions import toml_text
from timeline.decisions.content import FILE, content_of, digest_of, explained
from timeline.decisions.records import Decision
from timeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file as it was read. digest: names its content, "" where there is no file."""

    folder: Path
    text: str
    digest: str
    decisions: tuple[Decision, ...]


def read(folder: Path) -> Ledger:
    """The decisions of a store's folder. Raises StoreError (DecisionsError for a mistake in it)."""
    content = content_of(folder)
    name = str(folder / FILE)
    try:
        text = user_toml.decoded(content)
    except user_toml.NotTomlError as error:
        raise toml_text.DecisionsError(name, error.line, error.why, error.how) from None
    return Ledger(folder, text, digest_of(content), toml_text.parse(text, name))


def with_decision(ledger: Ledger, *decisions: Decision) -> Ledger:
    """The file with one decision more, or several, not written yet."""
    text = ledger.text
    for decision in decisions:
        text = toml_text.with_(text, decision)
    return _changed(ledger, text)


def without_decision(ledger: Ledger, *numbers: int) -> Ledger:
    """The file without its decisions of these numbers, from 1, not written yet. Raises UsageError
    for a number that there is none of."""
    count = len(ledger.decisions)
    text = ledger.text
    for number in sorted(set(numbers), reverse=True):
        if not 1 <= number <= count:
            many = f"{count} decision{'' if count == 1 else 's'}" if count else "no decisions"
            raise UsageError(f"undo {number}", f"there are {many}", "see timeline decisions")
        text = toml_text.without(text, number - 1)
    return _changed(ledger, text)


def _changed(ledger: Ledger, text: str) -> Ledger:
    # Read before it is written: what can't be read back is never put in the file's place.
    decisions = toml_text.parse(text, str(ledger.folder / FILE))
    return Ledger(ledger.folder, text, digest_of(text.encode("utf-8")), decisions)


@contextmanager
def saving(ledger: Ledger) -> Iterator[None]:
    """Write the file aside, and put it in place once what is done under this has succeeded.

    Without any decision there is no file.
    """
    path = ledger.folder / FILE
    aside = path.with_name(f".{FILE}.new")
    try:
        with explained(path), aside.open("wb") as out:
            out.write(ledger.text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        yield
        with explained(path):
            if ledger.text:
                aside.replace(path)
            else:
                path.unlink(missing_ok=True)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
