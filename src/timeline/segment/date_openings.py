"""Lines that begin with a date: the date is parted from the sentence it opens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from timeline.model import Headed, Passage
from timeline.segment.clean_text import Clean

# What sets a date off from what it opens.
_SET_OFF = re.compile(r"[\s\])*_:|.,–—-]*")
_BODY = {"body", "quotation"}


def part_openings(
    raw: str, passages: Sequence[Passage], heads: Iterable[Headed]
) -> tuple[Passage, ...]:
    """The passages, each parted where a date that opens a line ends: the date is a heading.

    "25 December: the rocket lifts off" is no sentence, "the rocket lifts off" is one. raw: the
    article's text. Numbered anew, in order.
    """
    cuts = sorted({h.start for h in heads if not h.section})
    made: list[Passage] = []
    at = 0
    for p in passages:
        while at < len(cuts) and cuts[at] <= p.start:
            at += 1
        inside: list[int] = []
        while at < len(cuts) and cuts[at] < p.end:
            inside.append(cuts[at])
            at += 1
        made += _pieces(raw, p, inside) if p.kind in _BODY else [p]
    return tuple(p.model_copy(update={"index": i}) for i, p in enumerate(made))


def _pieces(raw: str, passage: Passage, cuts: Sequence[int]) -> list[Passage]:
    """Lead, rest, lead, rest … of one passage; a cut is where a lead ends."""
    found: list[Passage] = []
    rest = passage
    for cut in cuts:
        line = raw.rfind("\n", rest.start, cut) + 1
        set_off = _SET_OFF.match(raw, cut, rest.end)
        assert set_off is not None  # it matches nothing as well
        begin, end = max(line, rest.start), set_off.end()
        if end >= rest.end:
            break
        before = _slice(rest, rest.start, begin)
        lead = _slice(rest, begin, cut)
        after = _slice(rest, end, rest.end)
        if lead is None or after is None:
            continue
        if before is not None:
            found.append(before)
        found.append(lead.model_copy(update={"kind": "heading"}))
        # Parsers know a sentence by its capital; quotes are taken from the raw text.
        first = after.text[0].upper()
        whole = first + after.text[1:] if len(first) == 1 else after.text
        rest = after.model_copy(update={"text": whole})
    return [*found, rest]


def _slice(passage: Passage, start: int, end: int) -> Passage | None:
    """The part of a passage that lies in a raw span; None where no text is left."""
    places = range(len(passage.text))
    first, last = (bisect_left(places, raw, key=passage.raw) for raw in (start, end))
    piece = Clean(passage.text, passage.runs).slice(first, last)
    if not piece.text:
        return None
    changed = {"start": piece.start, "end": piece.end, "text": piece.text, "runs": piece.runs}
    return passage.model_copy(update=changed)
