"""The text as dates are read in it: letters composed that have their accent behind them (NFC).

Offsets are mapped back, so that an expression is always a slice of the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile("[\u0300-\u036f]")
# No letter has more marks; a longer run is no writing, and slow to compose.
_CLUSTER = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text to read dates in, and where its parts stand in the raw text.

    starts: ascending positions in `text` from which raw text goes on unchanged; raws: their raw
    offsets; composed: positions behind a composed letter.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    raws: tuple[int, ...] = (0,)
    composed: frozenset[int] = frozenset()

    def raw(self, position: int) -> int:
        """Raw offset of a position in `text`."""
        at = bisect_right(self.starts, position) - 1
        return self.raws[at] + position - self.starts[at]

    def raw_end(self, position: int) -> int:
        """Raw offset, exclusive, of the end of a span of `text` that is not empty."""
        return self.raw(position) if position in self.composed else self.raw(position - 1) + 1

    def at(self, raw: int) -> int:
        """Position in `text` of a raw offset; of what follows it, where that was mended away."""
        index = bisect_right(self.raws, raw) - 1
        position = self.starts[index] + raw - self.raws[index]
        return min(position, self.starts[index + 1]) if index + 1 < len(self.starts) else position


def mend(text: str) -> Mended:
    """The text to read dates in, in time linear in its length."""
    if text.isascii() or _MARK.search(text) is None:
        return Mended(text)
    parts: list[str] = []
    starts, raws = [0], [0]
    size = done = 0
    for m in _CLUSTER.finditer(text):
        whole = unicodedata.normalize("NFC", m.group())
        if whole == m.group():
            continue
        parts += (text[done : m.start()], whole)
        size += m.start() - done + len(whole)
        starts.append(size)
        raws.append(m.end())
        done = m.end()
    return Mended("".join((*parts, text[done:])), tuple(starts), tuple(raws), frozenset(starts[1:]))
