"""decisions.toml beside the store: read, and changed in one step or not at all.

Whoever changes it holds the store for writing, so that no two do at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from timeline import user_toml
from timeline.decisions import blocks, toml_text
from timeline.decisions.blocks import Blocks
from timeline.decisions.content import FILE, content_of, digest_of, explained
from timeline.decisions.records import Decision
from timeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file as it was read. digest: names its content, "" where there is no file.

    origin: of each decision its number in another file, 0 for a new one, and the digest of that
    file; None where it isn't known.
    """

    folder: Path
    text: str
    digest: str
    decisions: Sequence[Decision]
    origin: tuple[tuple[int, ...], str] | None = field(default=None, compare=False)

    def since(self) -> tuple[tuple[int, ...], str]:
        """Its decisions' numbers in the file that it was made of, itself where it was read."""
        return self.origin or (tuple(range(1, len(self.decisions) + 1)), self.digest)


def read(folder: Path, known: str = "") -> Ledger:
    """The decisions of a store's folder. Raises StoreError (DecisionsError for a mistake in it).

    known: the digest of a content that was read without a mistake before.
    """
    content = content_of(folder)
    name = str(folder / FILE)
    try:
        text = user_toml.decoded(content)
    except user_toml.NotTomlError as error:
        raise toml_text.DecisionsError(name, error.line, error.why, error.how) from None
    digest = digest_of(content)
    sound = digest and digest == known
    return Ledger(
        folder, text, digest, Blocks(text, name) if sound else toml_text.parse(text, name)
    )


def with_decision(ledger: Ledger, *decisions: Decision) -> Ledger:
    """The file with one decision more, or several, not written yet."""
    numbers, digest = ledger.since()
    name, text = str(ledger.folder / FILE), ledger.text
    # An empty file that somebody made is theirs, and stays when the last decision goes.
    head = "" if (ledger.folder / FILE).exists() else toml_text.HEAD
    for decision in decisions:
        text = toml_text.with_(text, decision, head)
        # Read before it is written: what can't be read back is never put in the file's place.
        blocks.read(toml_text.block(decision).rstrip(), name)
    if len(text) > user_toml.MOST_BYTES:
        toml_text.parse(text, name)
    return _changed(ledger, text, ((*numbers, *[0] * len(decisions)), digest))


def without_decision(ledger: Ledger, *numbers: int) -> Ledger:
    """The file without its decisions of these numbers, from 1, not written yet. Raises UsageError
    for a number that there is none of."""
    count = len(ledger.decisions)
    text = ledger.text
    for number in sorted(set(numbers), reverse=True):
        if not 1 <= number <= count:
            many = "is 1 decision" if count == 1 else f"are {count or 'no'} decisions"
            raise UsageError(f"undo {number}", f"there {many}", "see timeline decisions")
        text = toml_text.without(text, number - 1)
    known, digest = ledger.since()
    left = tuple(k for n, k in enumerate(known, 1) if n not in numbers)
    return _changed(ledger, text, (left, digest))


def _changed(ledger: Ledger, text: str, origin: tuple[tuple[int, ...], str]) -> Ledger:
    decisions = Blocks(text, str(ledger.folder / FILE))
    return Ledger(ledger.folder, text, digest_of(text.encode("utf-8")), decisions, origin)


@contextmanager
def saving(ledger: Ledger) -> Iterator[None]:
    """Write the file aside, and put it in place once what is done under this has succeeded.

    Without any decision, nor anything that somebody else wrote there, there is no file.
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
