"""The line that a date stands in, as tokens beside it: what else it holds tells what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.dates import engine
from timeline.dates.tokens import BREAK, NAME, OTHER, Tokens

LONG = 400  # code points to look around for the ends of a line
BRIEF = 12  # tokens beside the date in a line of credits
# What sets a date off in a line of credits; a comma would let in works cited.
SEPARATORS = frozenset("-–—|·•/")
DASHES = frozenset("-–—_")
_CLOCKS = frozenset(["clock", "dotted", "hhmm"])


@dataclass(slots=True)
class Line:
    """The line an expression stands in, as tokens beside it in lower case.

    first, last: its tokens. plain: whether nothing before, nothing after is an unknown word.
    """

    first: int
    last: int
    before: list[str]
    after: list[str]
    plain: tuple[bool, bool]

    def __len__(self) -> int:
        return len(self.before) + len(self.after)


def line_of(tokens: Tokens, f: engine.Found) -> Line:
    """The line around an expression; a longer one than LONG is cut, being a paragraph anyway."""
    text = tokens.text
    start = max(text.rfind("\n", max(0, f.start - LONG), f.start) + 1, f.start - LONG)
    end = text.find("\n", f.end, f.end + LONG)
    end = min(len(text), f.end + LONG) if end < 0 else end
    first, last = f.first, f.last
    while first > 0 and tokens.starts[first - 1] >= start and tokens.chars[first - 1] != BREAK:
        first -= 1
    while last < len(tokens.starts) and tokens.ends[last] <= end and tokens.chars[last] != BREAK:
        last += 1
    return Line(
        first,
        last,
        [tokens.low(i) for i in range(first, f.first)],
        [tokens.low(i) for i in range(f.last, last)],
        (_plain(tokens, range(first, f.first)), _plain(tokens, range(f.last, last))),
    )


def is_unknown(tokens: Tokens, i: int) -> bool:
    """Whether a token is a word that the language's data does not know."""
    return (
        tokens.chars[i] in (NAME, OTHER)
        and tokens.ends[i] - tokens.starts[i] > 1
        and tokens.text[tokens.starts[i]].isalpha()
    )


def _plain(tokens: Tokens, indexes: Iterable[int]) -> bool:
    return not any(is_unknown(tokens, i) for i in indexes)


def is_clock(tokens: Tokens, i: int) -> bool:
    """Whether a token is a time of day."""
    return not _CLOCKS.isdisjoint(tokens.values[i])
