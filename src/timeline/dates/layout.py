"""Where in a text a date line may stand: its head, its foot; and whether dates head its entries.

The head ends where so much running text has gone by that a standfirst is over, the foot is what
follows the last of it. In a chronicle (a timeline, a diary, a log, a list of dated items) a date
that begins a line tells of its entry, not of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.dates import engine
from timeline.dates.publication_clues import Clue
from timeline.dates.tokens import Tokens

RUNNING = 60  # code points from which on a line is one of running text
STANDFIRST = 250  # code points of running text that may stand before a date line
FOOT_LINES, FOOT = 8, 700  # lines and code points at the end in which a date line may stand
LED = 3  # lines led by dates, of two days or more, from which on a text is a chronicle
ITEMS = 3  # list items from which on the lines below a date are entries
BULLETS = ("- ", "* ", "• ", "– ", "— ")
WIDE = 12  # code points before a date in which a bullet or a heading's marks stand
TEASED = 4  # lines below "Read more" whose dates are those of other articles
TITLE = 30  # code points up to which a line only announces such articles and names none


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text that hold anything, as sorted raw spans, and what they are for.

    head: where its head ends; foot: where its foot begins. led: the days that lead entries, by the
    raw offset of the line; chronicle: whether there are so many that they make it one. itemised:
    whether most of the text is items of a list.
    """

    text: str
    starts: list[int]
    ends: list[int]
    head: int
    foot: int
    teasers: frozenset[int]
    led: Mapping[int, tuple[int | None, ...]]
    itemised: bool

    @staticmethod
    def of(
        tokens: Tokens, clues: Iterable[Clue], words: Mapping[str, list[str]], head: int
    ) -> Layout:
        """Read the layout. words: the [document] table; head: the farthest the head may reach."""
        text = tokens.text
        starts, ends = _lines(text)
        teasers = _teasers(text, starts, ends, words.get("teaser", []))
        items = [b - a for a, b in zip(starts, ends, strict=True) if text.startswith(BULLETS, a)]
        size = sum(ends) - sum(starts)
        return Layout(
            text,
            starts,
            ends,
            min(head, _head(starts, ends)),
            _foot(text, starts, ends),
            teasers,
            _led(tokens, clues, starts),
            len(items) >= ITEMS and sum(items) * 2 >= size,
        )

    @property
    def chronicle(self) -> bool:
        """Whether dates lead the text's entries."""
        return len(self.led) >= LED and len(set(self.led.values())) > 1

    def line(self, offset: int) -> int:
        """Index of the line that an offset lies in, or of the last one before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def short(self, index: int, size: int) -> bool:
        """Whether there is such a line, and of less than so many code points."""
        return 0 <= index < len(self.starts) and self.ends[index] - self.starts[index] < size

    def in_table(self, index: int) -> bool:
        """Whether a line is a table's row: it has as many bars as one beside it."""
        bars = self._bars(index)
        return bool(bars) and bars in (self._bars(index - 1), self._bars(index + 1))

    def opens_row(self, start: int, end: int) -> bool:
        """Whether what stands there opens a row, `| 4 May 1984 | The pit closed |`, and more
        follows."""
        at = self.line(start)
        before = self.text[self.starts[at] : start].strip()
        behind = self.text[end : self.ends[at]]
        return before == "|" and behind.endswith("|") and any(map(str.isalnum, behind))

    def _bars(self, index: int) -> int:
        if not 0 <= index < len(self.starts):
            return 0
        return self.text.count("|", self.starts[index], self.ends[index])

    def near(self, index: int, lines: int) -> Sequence[str]:
        """The lines around one, itself left out, as far as no blank line parts them."""
        found: list[str] = []
        for step in (-1, 1):
            at = index
            for _ in range(lines):
                gap = self._gap(at, at + step)
                if gap is None or gap.count("\n") > 1:
                    break
                at += step
                found.append(self.text[self.starts[at] : self.ends[at]])
        return found

    def _gap(self, a: int, b: int) -> str | None:
        if min(a, b) < 0 or max(a, b) >= len(self.starts):
            return None
        return self.text[self.ends[min(a, b)] : self.starts[max(a, b)]]


def _lines(text: str) -> tuple[list[int], list[int]]:
    starts, ends, at = [], [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            starts.append(start)
            ends.append(start + len(bare))
        at += len(line) + 1
    return starts, ends


def _head(starts: list[int], ends: list[int]) -> int:
    running = 0
    for start, end in zip(starts, ends, strict=True):
        if end - start >= RUNNING:
            if running + end - start > STANDFIRST:
                return start + STANDFIRST - running
            running += end - start
    return ends[-1] if ends else 0


def _foot(text: str, starts: list[int], ends: list[int]) -> int:
    foot = len(text)
    for start, end in zip(reversed(starts[-FOOT_LINES:]), reversed(ends), strict=False):
        if end - start >= 2 * RUNNING or len(text) - start > FOOT:
            break
        foot = start
    return foot


def _teasers(text: str, starts: list[int], ends: list[int], phrases: list[str]) -> frozenset[int]:
    """Lines that lead to other articles, and those below."""
    found: set[int] = set()
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end - start < 4 * RUNNING and text[start:end].lower().startswith(tuple(phrases)):
            found.update(range(index, index + (TEASED + 1 if end - start < TITLE else 2)))
    return frozenset(found)


def _led(
    tokens: Tokens, clues: Iterable[Clue], starts: list[int]
) -> dict[int, tuple[int | None, ...]]:
    """Dates that begin a line and are set off from what follows, or stand alone."""
    led: dict[int, tuple[int | None, ...]] = {}
    for clue in clues:
        m, f = clue.meaning, clue.found
        if m.kind != "date" or m.month is None:
            continue
        at = bisect_right(starts, f.start) - 1
        if leads_entry(tokens, f):
            led[starts[at]] = (m.year, m.month, m.day)
    return led


def leads_entry(tokens: Tokens, f: engine.Found) -> bool:
    """Whether a date begins its line, behind a bullet at most, and stands alone there or is set off
    from what follows by a mark or a clock time."""
    text, i = tokens.text, f.last
    before = text[max(text.rfind("\n", 0, f.start) + 1, f.start - WIDE) : f.start].strip()
    if before and before not in ("-", "*", "•", "–", "—", "#", "##", "###"):
        return False
    if i >= len(tokens.starts) or "\n" in text[f.end : tokens.starts[i] + 1]:
        return True
    mark = tokens.low(i)
    return mark in (".", ":", "-", "–", "—", "|", "(") or "clock" in tokens.values[i]
