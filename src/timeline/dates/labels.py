"""Labels before an article's date: "Published on", "Date:", "Done at Orbec," – and what is none.

"The report published on 4 May 2011 was wrong" has the word in a sentence, "Date of birth: 4 May"
has other words between, and a table of facts has a date beside its other facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.dates import engine
from timeline.dates.layout import Layout
from timeline.dates.lines import DASHES, SEPARATORS, Line, is_clock, is_unknown
from timeline.dates.tokens import Tokens

LABEL = 12  # tokens from a label to its date at most: clock, weekday, the author's name
PREFIX = 8  # tokens before a label at most: names of the paper and the author
FIRST = 12  # lines in which minutes name themselves or those who are there
TITLES = 3  # lines that may be titles
SHORT = 120  # code points below which a line may be "Date: 4 May 2021, 19:30, Scout Hut"
NEIGHBOURS = 6  # lines around "Date:" that tell what it is the date of
ENDS = frozenset(".!?)")
_KEY = re.compile(r"([^\W\d_]+)[\w .°’'-]{0,30}: ?\S")


class Labels:
    """The words that stand before an article's date, and what they are worth there.

    dated: the tokens behind a date, where another label may begin.
    """

    def __init__(
        self, tokens: Tokens, words: Mapping[str, list[str]], layout: Layout, dated: frozenset[int]
    ) -> None:
        self._tokens, self._words, self._layout, self._dated = tokens, words, layout, dated
        self._by = frozenset(words.get("by", []))
        self._lead = frozenset(words.get("lead", []))
        # The last word of a label -> its other words, and what it is worth.
        self._known: dict[str, list[tuple[list[str], str]]] = {}
        self._memo = frozenset(words.get("memo", []))
        self._present = frozenset(words.get("present", []))
        self._minutes = self._of_minutes()
        for kind in ("published", "date", "signed", "updated", "held"):
            for label in words.get(kind, []):
                *others, last = label.split()
                self._known.setdefault(last, []).append((others, kind))

    def rank(self, f: engine.Found, line: Line) -> int:
        """1 for publication, 3 for an update, 0 where no label vouches for the date."""
        found = self._before(f, line)
        if found is None:
            return 0
        first, kind = found
        if self._of_a_meeting(first, kind, f, line):
            return 1
        clocked = self._clocked(first, f, line)
        if kind == "held" or not (clocked or self._closed(f, line)):
            return 0
        if kind == "date" and (first > line.first or self._of_a_table(f)):
            return 0
        at_edge = f.start < self._layout.head or f.start >= self._layout.foot
        if not at_edge and (kind == "signed" or not line.plain[1] or first > line.first):
            return 0
        return 3 if kind == "updated" else 1 if at_edge else 2

    def _of_a_meeting(self, first: int, kind: str, f: engine.Found, line: Line) -> bool:
        """Whether a short line of the head of minutes or a letter tells their day, with a place
        perhaps: "Date: 4 May 2021, 19:30, Scout Hut", "Held on 4 May 2021 at the Scout Hut"."""
        if first > line.first or f.start >= self._layout.head:
            return False
        told = self._minutes and kind in ("date", "held")
        told = told or (kind == "date" and bool(self._keys(f) & self._memo))
        return told and self._layout.short(self._layout.line(f.start), SHORT)

    def _of_minutes(self) -> bool:
        """Whether a title says so, or the first lines list who is present."""
        layout = self._layout
        first = zip(layout.starts[:FIRST], layout.ends, strict=False)
        lines = [layout.text[a:b] for a, b in first if b - a < SHORT]
        named = tuple(self._words.get("minutes", ()))
        if named and any(line.lower().startswith(named) for line in lines[:TITLES]):
            return True
        keys = (_KEY.match(line) for line in lines)
        return any(m is not None and m[1].lower() in self._present for m in keys)

    def follow(self, f: engine.Found, line: Line) -> bool:
        """Whether the label of another date follows: "22 May, 16.05. Last modified on …"."""
        for i in range(f.last, line.last):
            if self._label_at(i, f.last) is not None:
                return True
            if is_unknown(self._tokens, i):
                return False
        return False

    def _label_at(self, i: int, floor: int) -> tuple[int, str] | None:
        """The label whose last word is token i, as its first token and its kind; longest first."""
        low = self._tokens.low
        best: tuple[int, str] | None = None
        for others, kind in self._known.get(low(i), ()):
            first = i - len(others)
            fits = first >= floor and [low(j) for j in range(first, i)] == others
            if fits and (best is None or first < best[0]):
                best = (first, kind)
        return best

    def _before(self, f: engine.Found, line: Line) -> tuple[int, str] | None:
        """The label that a date belongs to, None where other words stand between or before."""
        tokens = self._tokens
        names = False
        for i in range(f.first - 1, max(line.first, f.first - LABEL) - 1, -1):
            label = self._label_at(i, line.first)
            if label is not None:
                if names and not self._signed(i, f):
                    return None
                return label if self._opens(label, line) else None
            if is_unknown(tokens, i):
                names = True
            elif tokens.low(i) in SEPARATORS and tokens.low(i) not in DASHES:
                return None
        return None

    def _signed(self, i: int, f: engine.Found) -> bool:
        """ "Posted by Tamsin on …", "Done at Orbec, …": names between a label and its date."""
        tokens = self._tokens
        return all(
            tokens.text[tokens.starts[j]].isupper()
            for j in range(i + 1, f.first)
            if is_unknown(tokens, j)
        )

    def _opens(self, label: tuple[int, str], line: Line) -> bool:
        """Whether a label opens its line or a part of it that is set off, but for names."""
        tokens, (first, kind) = self._tokens, label
        start = first
        while start > line.first and not self._parts(start - 1):
            start -= 1
        prefix = range(start, first)
        if all(map(self._small, prefix)):
            return True
        if kind == "date" or len(prefix) > PREFIX:
            return False
        comma = tokens.low(first - 1) == ","
        if tokens.low(start) in self._by:
            return comma or self._capital(first)
        names = [i for i in prefix if is_unknown(tokens, i)] if comma else [start, first - 1, first]
        return all(self._capital(i) for i in names)

    def _parts(self, i: int) -> bool:
        """Whether a token sets off what follows on its line: a bar, a full stop, a date."""
        return self._tokens.low(i) in SEPARATORS | ENDS or i in self._dated

    def _small(self, i: int) -> bool:
        """Whether a token may stand before a label: "First", a sign, a clock time and its zone."""
        word = self._tokens.low(i)
        if word in self._lead or not word[0].isalnum() or is_clock(self._tokens, i):
            return True
        return "zone" in self._tokens.values[i]

    def _capital(self, i: int) -> bool:
        return self._tokens.text[self._tokens.starts[i]].isupper()

    def _closed(self, f: engine.Found, line: Line) -> bool:
        """Whether nothing of a sentence follows a date: the line ends, or another part begins."""
        tokens = self._tokens
        for i in range(f.last, line.last):
            word = tokens.low(i)
            if word in SEPARATORS or word in ENDS or word in self._by or word in self._known:
                return True
            if any(self._label_at(j, i) for j in range(i + 1, min(i + 5, line.last))):
                return True
            if is_unknown(tokens, i):
                return False
        return True

    def _clocked(self, first: int, f: engine.Found, line: Line) -> bool:
        """Whether a clock time stands between the label and the date, or just behind it."""
        beside = (*range(first, f.first), *range(f.last, min(f.last + 3, line.last)))
        return any(is_clock(self._tokens, i) for i in beside)

    def _of_a_table(self, f: engine.Found) -> bool:
        """Whether "Date:" is one of several facts about something, no letter's or record's head."""
        keys = self._keys(f)
        return bool(keys) and not keys & self._memo

    def _keys(self, f: engine.Found) -> set[str]:
        """The words that open the lines beside a date's, before a colon."""
        near = self._layout.near(self._layout.line(f.start), NEIGHBOURS)
        return {m[1].lower() for told in near if (m := _KEY.match(told))}
