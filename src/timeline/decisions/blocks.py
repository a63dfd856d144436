"""The decisions of a file that was read in whole before, each read when it is asked for.

A file of thousands of decisions takes seconds to read; taking one more needs a few of them. A block
of the file reads by itself as it does within the file (TOML 1.0, arrays of tables).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import overload

from timeline.decisions import toml_text
from timeline.decisions.records import Decision

# What only decisions on a document, or that add an event, have at the beginning of a line; others
# may have it, too.
_DOCUMENT = re.compile(r'^[ \t]*(?:["\']?document\b|\[[^\n]*\bdocument\b|"[^"\n]*\\)', re.MULTILINE)
_ADD = re.compile(r'^[ \t]*["\']?action\b[^\n]*\b(?:add\b|\\)|^[ \t]*"[^"\n]*\\', re.MULTILINE)


class Blocks(Sequence[Decision]):
    """The decisions of a text that is known to be sound. name: of its file."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._starts = toml_text.starts(text)
        self._read: dict[int, Decision] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._text, self._name))

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, n: int) -> Decision: ...
    @overload
    def __getitem__(self, n: slice) -> tuple[Decision, ...]: ...
    def __getitem__(self, n: int | slice) -> Decision | tuple[Decision, ...]:
        if isinstance(n, slice):
            return tuple(self[k] for k in range(*n.indices(len(self))))
        k = range(len(self))[n]
        if k not in self._read:
            start = self._starts[k]
            end = self._starts[k + 1] if k + 1 < len(self) else len(self._text)
            line = self._text.count("\n", 0, start) + 1
            told = read(self._text[start:end].rstrip(), self._name)
            self._read[k] = replace(told, line=line)
        return self._read[k]

    def __iter__(self) -> Iterator[Decision]:
        if len(self._read) < len(self):
            known = toml_text.parse(self._text, self._name)
            self._read = dict(enumerate(known))
        return iter([self._read[n] for n in range(len(self))])

    def written_as(self, block: str) -> int | None:
        """The number, from 1, of the last that stands in the file just so."""
        at = len(self._text)
        while (at := self._text.rfind(block, 0, at)) >= 0:
            n = bisect_right(self._starts, at)
            if n and self._starts[n - 1] == at and toml_text.block(self[n - 1]) == block:
                return n
        return None

    def among(self, mark: re.Pattern[str]) -> dict[int, Decision]:
        """Those with a mark in their text, by number from 1."""
        places = {bisect_right(self._starts, m.start()) for m in mark.finditer(self._text)}
        return {n: self[n - 1] for n in sorted(places) if n}


@lru_cache(maxsize=4096)
def read(block: str, name: str) -> Decision:
    """The one decision of a text without white space at its end. Raises DecisionsError."""
    return toml_text.parse(block, name)[0]


def on_documents(decisions: Sequence[Decision]) -> Mapping[int, Decision]:
    """Those on documents, by number from 1."""
    found = _among(decisions, _DOCUMENT)
    return {n: d for n, d in found.items() if d.document is not None}


def adding(decisions: Sequence[Decision]) -> Mapping[int, Decision]:
    """Those that add an event, by number from 1."""
    return {n: d for n, d in _among(decisions, _ADD).items() if d.action == "add"}


def last_of(decisions: Sequence[Decision], block: str) -> int | None:
    """The number, from 1, of the last decision that is written so (toml_text.block)."""
    found = decisions.written_as(block) if isinstance(decisions, Blocks) else None
    same = (n for n in range(len(decisions), 0, -1) if toml_text.block(decisions[n - 1]) == block)
    return found or next(same, None)


def _among(decisions: Sequence[Decision], mark: re.Pattern[str]) -> Mapping[int, Decision]:
    if isinstance(decisions, Blocks):
        return decisions.among(mark)
    return dict(enumerate(decisions, 1))
