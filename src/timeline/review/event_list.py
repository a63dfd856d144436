"""Events as lines of a list, and which of them somebody means who types numbers, ids or words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as day
from typing import TYPE_CHECKING

from rich.text import Text

from timeline.render.words import date
from timeline.safe_text import clean

if TYPE_CHECKING:
    from timeline.contract import EventRow
    from timeline.store.listing import Listed

_VERDICTS = {"accepted": "+", "rejected": "-", None: " "}
_STYLES = {"accepted": "green", "rejected": "red", None: ""}
_NUMBERS = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_WORD = re.compile(r"\w{4,}")


def line(row: Listed, number: int, width: int = 0, *, here: bool = False) -> Text:
    """An event on one line: its number, its verdict (+ accepted, - rejected), date and title.

    width: columns it is cut to, 0 for all it takes: it is marked as one that isn't wrapped.
    """
    lead = f"{number:>4} {_VERDICTS.get(row.verdict, ' ')} "
    said = Text(lead, style=_STYLES.get(row.verdict, ""), no_wrap=True)
    said.append(f"{date(row.date):<11}  ", style="cyan")
    said.append(clean(row.title))
    if row.tags:
        said.append(f"  [{clean(', '.join(row.tags))}]", style="dim")
    if width:
        said.truncate(width, overflow="ellipsis")
    if here:
        said.stylize("reverse")
    return said


def near(event: EventRow, rows: Sequence[Listed]) -> list[Listed]:
    """The other events, first those that one may be told twice as: of about its time, words of its
    title in theirs."""
    at, words = _days(event["start"], event["end"]), _words(event["title"])

    def distance(row: Listed) -> float:
        other = _days(row.start, row.end)
        apart = 400.0 if at is None or other is None else min(abs(at - other), 400)
        return apart / (1 + 2 * len(words & _words(row.title)))

    others = [row for row in rows if row.id != event["id"]]
    return sorted(others, key=distance)


def named(line: str, offered: Sequence[Listed], rows: Sequence[Listed]) -> list[str] | None:
    """The ids that are meant by numbers of what is offered, or by how ids begin; None where the
    line is words to be searched for."""
    ids = []
    for part in line.replace(",", " ").split():
        begun = [row.id for row in rows if row.id.startswith(part)]
        if part.isdecimal() and 1 <= int(part) <= len(offered):
            ids.append(offered[int(part) - 1].id)
        elif len(begun) == 1:
            ids += begun
        else:
            return None
    return ids


def searched(words: str, rows: Sequence[Listed], but: str) -> list[Listed]:
    """The events with all these words in title or date."""
    sought = words.casefold().split()
    return [
        row
        for row in rows
        if row.id != but and all(w in f"{row.title} {row.date}".casefold() for w in sought)
    ]


def numbers(line: str) -> tuple[int, ...] | None:
    """Numbers like 2 4-6, in their order; None where it is anything else."""
    found: list[int] = []
    for part in line.replace(",", " ").split():
        told = _NUMBERS.fullmatch(part)
        if told is None:
            return None
        first, last = int(told[1]), int(told[2] or told[1])
        if not first <= last < first + 10_000:
            return None
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


def _days(start: str | None, end: str | None) -> int | None:
    """The day in the middle of a span, as a number."""
    told = [t for t in (start, end) if t is not None]
    try:
        days = [day.fromisoformat(t).toordinal() for t in told]
    except ValueError:  # a year before 1 or after 9999
        return None
    return sum(days) // len(days) if days else None


def _words(title: str) -> set[str]:
    return set(_WORD.findall(title.casefold()))
