"""The words of a line: what one mention's quote says, shortened no more than a line needs.

A title has to fit a row of a table and does without complements and asides. A line stands alone:
it has the title's words and, in the order of the quote, as many of those beside them as there is
room for. Words of the source, as in a title: some left out, none put in but `[names]` in square
brackets, which are the title's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.contract import MentionRow, TimeRow

MOST = 30
"""Words that a line may have; editors' chronologies have some twenty a sentence, seldom more."""

WHOLE = 33
"""Words that a sentence may have that is not shortened."""

# A reporting clause that has no more words than this goes before complements.
_LEAD = 8
# An event that is told in fewer words, behind more than those, is an afterthought.
_TAIL = 10
# The longest word that leads to a date, "on", and so goes with it.
_LEADING = 3
# Words that a dateline may have, with the dash behind it.
_DATELINE = 10
_DASHES = ("-", "–", "—", "--")
_TOKEN = re.compile(r"\S+")
_EDGES = re.compile(r"^\W+|\W+$")
_NAME = re.compile(r"\[([^\]]*)\]")
_PARTING = (",", ";", ":", "–", "—", "--", "-")
# The last are brackets as treebanks write them.
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("(", ")"), ("-LRB-", "-RRB-"))
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_YEAR = re.compile(r"\d{4}")
_BEYOND = re.compile(r"\w")


class Line(NamedTuple):
    """The words of a line. sound: whether they are a whole sentence or whole parts of it between
    commas, and the event is no afterthought of it."""

    text: str
    sound: bool


@dataclass(slots=True)
class _Quote:
    """The quote of a mention in words. kept: those of the line so far, by their indices; dates:
    those of its date; parted: whether its date parts it; instead: what stands in place of a word;
    before: a name put before one; named: whether the title opens with a name that is put in."""

    words: list[str]
    dates: set[int]
    parted: bool
    kept: set[int] = field(default_factory=set)
    instead: dict[int, str] = field(default_factory=dict)
    before: dict[int, str] = field(default_factory=dict)
    named: bool = False

    def room(self) -> int:
        """How many words more the line may have."""
        return MOST - len(self.kept)

    def add(self, part: Sequence[int]) -> bool:
        """Keep a stretch of words if there is room for it; whether there was."""
        if len(part) > self.room():
            return False
        self.kept |= set(part)
        return True


def line(mention: MentionRow) -> Line:
    """The line that tells a mention: its quote, without its date and what there is no room for.

    The title where its words can't be found in the quote.
    """
    quote = _read(mention)
    title = mention["title"]
    if not _align(quote, title, _trigger(mention)):
        return Line(title, sound=False)
    before = min(quote.kept)
    behind = sum(i not in quote.dates for i in range(before, len(quote.words)))
    afterthought = before > _LEAD and behind < _TAIL
    sound = _fill(quote) and not afterthought
    told = _written(quote)
    return Line(told if len(told) > len(title) else title, sound)


def _read(mention: MentionRow) -> _Quote:
    """The words of a quote, and which of them are its date, where that is no span."""
    found = list(_TOKEN.finditer(mention["quote"]))
    words = [m.group() for m in found]
    time = mention["time_expression"]
    if time is None or time["edtf"] != mention["date"] or not _DATE.fullmatch(mention["date"]):
        return _Quote(words, set(), parted=False)
    if time["type"] == "TIME" and any(c.isdigit() for c in time["text"]):
        return _Quote(words, set(), parted=False)  # "7.20 New York time" is no mere date
    start, end = time["start"] - mention["start"], time["end"] - mention["start"]
    dates = {i for i, m in enumerate(found) if m.start() < end and m.end() > start}
    if any(_BEYOND.search(found[i].group()[end - found[i].start() :]) for i in dates):
        return _Quote(words, set(), parted=False)  # "Sunday's vote" is none without its Sunday
    return _Quote(words, dates, parted=_parts_off(words, dates, time))


def _parts_off(words: Sequence[str], dates: set[int], time: TimeRow) -> bool:
    """Whether a date that nothing leads to stands like a heading between two texts that were run
    together: "… her trial 3 May 2021 The judge …"."""
    if not dates or time["how"] != "explicit" or not _YEAR.search(time["text"]):
        return False
    before, after = min(dates) - 1, max(dates) + 1
    if before < 0 or after >= len(words) or not words[after][:1].isupper():
        return False
    return len(words[before]) > _LEADING and words[before][-1:].isalnum()


def _trigger(mention: MentionRow) -> int:
    """The index of the word that names the event."""
    before = mention["quote"][: max(0, mention["trigger"]["start"] - mention["start"])]
    return len(before.split()) - (bool(before) and not before[-1].isspace())


def _bare(word: str) -> str:
    return _EDGES.sub("", word).casefold()


def _align(quote: _Quote, title: str, trigger: int) -> bool:
    """Keep the words of the title; whether all were found.

    They are looked for from the word that names the event on, first behind it, then before it.
    """
    told = [w.replace("\0", " ") for w in _NAME.sub(_glued, title).split()]
    bare = ["" if "[" in w else _bare(w) for w in told]
    places = _places(bare, [_bare(w) for w in quote.words], trigger)
    if places is None:
        return False
    quote.kept = set(places.values())
    _name(quote, told, places)
    if not quote.kept or (quote.parted and _across(quote)):
        return False
    quote.dates = set() if quote.dates & quote.kept else _with_leading(quote)
    return True


def _places(bare: Sequence[str], words: Sequence[str], trigger: int) -> dict[int, int] | None:
    """Where each word of a title stands in a quote, by their indices; None where one doesn't."""
    if not 0 <= trigger < len(words):
        return None
    middle = next((j for j, w in enumerate(bare) if w and w == words[trigger]), None)
    start = 0 if middle is None else trigger
    behind = _one_by_one(bare, range(middle or 0, len(bare)), words, range(start, len(words)))
    before = _one_by_one(bare, range((middle or 0) - 1, -1, -1), words, range(trigger - 1, -1, -1))
    return None if behind is None or before is None else behind | before


def _one_by_one(
    bare: Sequence[str], sought: range, words: Sequence[str], where: range
) -> dict[int, int] | None:
    """Where words stand, each beyond the one sought before it; None where one doesn't."""
    left = iter(where)
    found: dict[int, int] = {}
    for j in sought:
        if bare[j]:
            at = next((i for i in left if words[i] == bare[j]), None)
            if at is None:
                return None
            found[j] = at
    return found


def _across(quote: _Quote) -> bool:
    """Whether the title has words of both texts that a date parts."""
    return min(quote.kept) < min(quote.dates) and max(quote.kept) > max(quote.dates)


def _glued(name: re.Match[str]) -> str:
    return name.group().replace(" ", "\0")


def _name(quote: _Quote, told: Sequence[str], places: dict[int, int]) -> None:
    """Put the names of the title in brackets where they stand there."""
    for j, word in enumerate(told):
        if "[" not in word:
            continue
        before, after = places.get(j - 1), places.get(j + 1)
        if j == 0:
            quote.named = True
        if before is not None and before + 1 < len(quote.words) and after == before + 2:
            quote.instead[before + 1] = word
            quote.kept.add(before + 1)
        elif after is not None:
            quote.before[after] = word
        elif before is not None and before + 1 == len(quote.words):
            quote.instead[before] = f"{quote.words[before].rstrip('.,;:')} {word}"
        # Where more follows, the source's own word does: it may be what the name stands for.


def _with_leading(quote: _Quote) -> set[int]:
    """The words of the date with the short word that leads to it; none where a longer one does,
    without which it can't go: "from 3 May"."""
    if not quote.dates:
        return set()
    lead = min(quote.dates) - 1
    if lead < 0 or lead in quote.kept or quote.parted:
        return quote.dates
    word = quote.words[lead]
    if not word.isalpha() or (lead > 0 and not word.islower()):
        return quote.dates
    return quote.dates | {lead} if len(word) <= _LEADING else set()


def _fill(quote: _Quote) -> bool:
    """Keep what there is room for: all of it, else what belongs closest to the title's words.

    Whether the line is cut off nowhere within a part.
    """
    first, last = min(quote.kept), max(quote.kept)
    begin, end = 0, len(quote.words)
    if quote.parted:
        after = first > max(quote.dates)
        begin, end = (max(quote.dates) + 1, end) if after else (begin, min(quote.dates))
    begin = max(begin, _dateline(quote.words[:first]))
    before = [i for i in range(begin, first) if i not in quote.dates]
    behind = _parts(quote, [i for i in range(last + 1, end) if i not in quote.dates])
    inside = _gaps(quote, first, last)
    if quote.named and not _replaced(quote, before):
        return False
    if quote.named:
        before = []
    rest = [*before, *(i for part in (*inside, *behind) for i in part)]
    if len(quote.kept) + len(rest) <= WHOLE:
        quote.kept |= set(rest)
        return True
    return _as_much_as_fits(quote, before, inside, behind)


def _as_much_as_fits(
    quote: _Quote, before: list[int], inside: list[list[int]], behind: list[list[int]]
) -> bool:
    """Keep of the stretches about the title's words what there is room for; as for `_fill`."""
    complete = True
    if behind and not _ends_part(quote, behind[0][0] - 1):
        complete = quote.add(behind.pop(0))
    if before and not quote.words[before[-1]].endswith(_PARTING):
        complete &= len(before) <= _LEAD and quote.add(before)
    for gap in sorted(inside, key=len):
        quote.add(gap)
    for part in behind:
        if not complete or not quote.add(part):
            break
    quote.add(before)
    return complete


def _ends_part(quote: _Quote, i: int) -> bool:
    """Whether a part of the sentence ends with a word, or with a date in front of it."""
    while i in quote.dates and not quote.words[i].endswith(_PARTING):
        i -= 1
    return quote.words[i].endswith(_PARTING)


def _dateline(words: Sequence[str]) -> int:
    """How many words open a report with where and by whom it is: "OSLO (Agency) - The court …"."""
    dash = next((i for i, word in enumerate(words[:_DATELINE]) if word in _DASHES), None)
    if dash is None or any(word[:1].islower() for word in words[:dash]):
        return 0
    return dash + 1 if any(word.isupper() or "(" in word for word in words[:dash]) else 0


def _replaced(quote: _Quote, before: Sequence[int]) -> bool:
    """Whether the name that opens the title stands for the first word of the sentence or of a part
    of it, so that what follows is of one clause."""
    return len(before) < 2 or quote.words[before[-2]].endswith(_PARTING)


def _gaps(quote: _Quote, first: int, last: int) -> list[list[int]]:
    """The stretches between the title's words that it does without, but for the date."""
    gaps: list[list[int]] = [[]]
    for i in range(first, last + 1):
        if i in quote.kept:
            gaps.append([])
            if i in quote.before:
                gaps[-2].clear()  # a name stands for what was there
        elif i not in quote.dates:
            gaps[-1].append(i)
    return [gap for gap in gaps if gap]


def _parts(quote: _Quote, indices: Sequence[int]) -> list[list[int]]:
    """A stretch parted behind commas and their like."""
    parts: list[list[int]] = [[]]
    for i in indices:
        parts[-1].append(i)
        if quote.words[i].endswith(_PARTING):
            parts.append([])
    return [part for part in parts if part]


def _written(quote: _Quote) -> str:
    """The words kept, with the first letter a capital, without marks that have lost their half."""
    told: list[str] = []
    for i in sorted(quote.kept):
        word = quote.instead.get(i, quote.words[i])
        if word in _PARTING and i - 1 not in quote.kept:
            continue
        if i in quote.before and not _named_again(quote, quote.before[i]):
            told.append(quote.before[i])
        if i + 1 in quote.dates:
            word = _before_date(quote, word)
        elif i + 1 not in quote.kept:
            # "Berg, who was 50, resigned": without what the commas set off, none is left.
            word = word.rstrip(",")
        told.append(word)
    while told and told[0] in _PARTING:
        told.pop(0)
    while told and told[-1] in _PARTING:
        told.pop()
    text = _paired(" ".join(told)).strip(" ,;:–—")
    if text.endswith(".") and "." not in text.split()[-1][:-1]:
        text = text[:-1]
    first = 1 if text.startswith(("[", "“", "«", '"')) else 0
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def _named_again(quote: _Quote, name: str) -> bool:
    """Whether the line has a name that is put in also as the source writes it."""
    told = " ".join(quote.words[i] for i in sorted(quote.kept))
    return name.strip("[],.;:").casefold() in told.casefold()


def _before_date(quote: _Quote, word: str) -> str:
    """A word in front of the date, with the mark behind it, which stays: "died on Sunday,
    becoming". Of two commas that set it off none does: "The list, of 3 May, is long"."""
    mark, after = quote.words[max(quote.dates)][-1:], max(quote.dates) + 1
    if word.endswith(",") and mark == ",":
        small = after < len(quote.words) and quote.words[after][:1].islower()
        return word.rstrip(",") if small else word
    return word + mark if mark in (",", ";", ":") and word[-1:].isalnum() else word


def _paired(text: str) -> str:
    """A text without quotation marks and brackets of which one half is missing."""
    pairs = _PAIRS[1:] if "„" in text else (_PAIRS[0], *_PAIRS[2:])
    for opening, closing in pairs:
        if text.count(opening) != text.count(closing):
            text = " ".join(text.replace(opening, "").replace(closing, "").split())
    return text if text.count('"') % 2 == 0 else text.replace('"', "")
