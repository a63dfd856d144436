"""The text as dates are read in it: accents composed, words and dates put together again.

What print and scanning cut up is mended before the tokens are found: words broken at a line's end
("Sep-⏎tember 9"), a date cut by the end of a page, a blank left out ("Aug. 9,1914"); letters whose
accent is a character of its own are composed (Unicode NFC). Offsets are mapped back, so that an
expression is always a slice of the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from timeline.dates.rulebook import Rulebook

_MARK = re.compile("[\u0300-\u036f]")
# No letter has more marks; a longer run is no writing, and slow to compose.
_CLUSTER = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")
_HYPHEN = re.compile(r"-[ \t]*\r?\n[ \t]*")
# Each begins with a fixed character: the scan for it costs next to nothing.
_CLOSE = re.compile(r",(?<=\d,)(?=(?:1\d|20)\d\d(?!\d))")
_GAP = re.compile(r"\n[ \t\r]*[\n\f]\s*")
_FEED = re.compile(r"\f\s*")
_PAGE = re.compile(r"(?:[Pp]age )?[-–—]? ?\d{1,4} ?[-–—]?[ \t\r]{0,4}[\n\f]\s*")
_LAST = re.compile(r"(?:([^\W\d_]+)\.?[ \u00a0])?(\w+)\.?[ \t\r]*$")
_FIRST = re.compile(r"(\w+)([.,]?[ \u00a0]\S)?")
_DAY = re.compile(r"(\d\d?)(?:st|nd|rd|th|er)?")
_YEAR = re.compile(r"1\d\d\d|20\d\d")
_LETTERS = 12  # of a part of a broken word
_NEAR = 40  # code points to look at on either side of a cut
_LINE = 20  # code points that a line holds at least, for a date at its end to go on behind a gap

# Where a text changes: from, to (exclusive), and what is put there.
Change = tuple[int, int, str]


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


def mend(text: str, language: Rulebook) -> Mended:
    """The text to read dates in, in time linear in its length."""
    changes = sorted((*_composed(text), *_joined(text, language), *_spaced(text, language),
                      *_turned(text, language)))  # fmt: skip
    if not changes:
        return Mended(text)
    parts: list[str] = []
    starts, raws, composed = [0], [0], list[int]()
    size = done = 0
    for start, end, put in changes:
        if start < done:
            continue
        parts += (text[done:start], put)
        size += start - done + len(put)
        starts.append(size)
        raws.append(end)
        if put.strip():
            composed.append(size)
        done = end
    parts.append(text[done:])
    return Mended("".join(parts), tuple(starts), tuple(raws), frozenset(composed))


def _composed(text: str) -> Iterator[Change]:
    """Letters with their accent behind them, as one character."""
    if text.isascii() or _MARK.search(text) is None:
        return
    for m in _CLUSTER.finditer(text):
        whole = unicodedata.normalize("NFC", m.group())
        if whole != m.group():
            yield *m.span(), whole


def _joined(text: str, language: Rulebook) -> Iterator[Change]:
    """ "Sep-⏎tember": the parts of a word that the language's data knows only as a whole."""
    for m in _HYPHEN.finditer(text):
        first = re.search(
            r"(?<![^\W\d_])[^\W\d_]++$", text[max(0, m.start() - _LETTERS) : m.start()]
        )
        second = re.match(r"[^\W\d_]+", text[m.end() : m.end() + _LETTERS])
        if first is None or second is None or not second[0].islower():
            continue
        known = language.lexicon.get(unicodedata.normalize("NFC", first[0] + second[0]).lower())
        if known is not None:
            yield *m.span(), ""


def _spaced(text: str, language: Rulebook) -> Iterator[Change]:
    """ "Aug. 9,1914": a blank behind the comma, else it reads as one number."""
    for m in _CLOSE.finditer(text):
        last = _LAST.search(text[max(0, m.start() - _NEAR) : m.start()])
        if last is None or last[1] is None or not _DAY.fullmatch(last[2]):
            continue
        if _is(language, last[1], "month"):
            yield m.end(), m.end(), " "


def _turned(text: str, language: Rulebook) -> Iterator[Change]:
    """ "on 9⏎⏎August 1914": a date that goes on behind a gap, with no more than a page's number."""
    for m in chain(_GAP.finditer(text), _FEED.finditer(text)):
        before = text[max(0, m.start() - _NEAR) : m.start()].rstrip()
        # Nearly every paragraph ends with a mark.
        if not before[-1:].isalnum():
            continue
        page = _PAGE.match(text, m.end())
        end = m.end() if page is None else page.end()
        last, first = _LAST.search(before), _FIRST.match(text[end : end + _NEAR])
        if last is None or first is None or len(before.rpartition("\n")[2]) < _LINE:
            continue
        if _goes_on(language, last, first):
            yield m.start(), end, " "


def _goes_on(language: Rulebook, last: re.Match[str], first: re.Match[str]) -> bool:
    """Whether the words before and behind a gap are those of one date."""
    if _DAY.fullmatch(last[2]):
        numbered = last[1] is not None and _is(language, last[1], "nomark")
        return not numbered and _is(language, first[1], "month")
    if not _is(language, last[2], "month") or first[2] is None:
        return False
    return bool(_DAY.fullmatch(first[1]) or _YEAR.fullmatch(first[1]))


def _is(language: Rulebook, word: str, name: str) -> bool:
    """Whether a word, or the abbreviation of it with a dot, is of a class."""
    low = word.lower()
    entry = language.lexicon.get(low)
    if entry is not None and (name in entry.values or (entry.cap and name in entry.cap.values)):
        return True
    return any(p == (low, ".") and name in e.values for p, e in language.phrases.get(low, ()))
