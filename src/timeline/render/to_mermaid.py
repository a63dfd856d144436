"""A Mermaid timeline: a section a year, a period a date, an entry an event."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO

from timeline.contract import EventRow, reviewed
from timeline.render import Page
from timeline.render.words import date
from timeline.safe_text import clean

# Events are taken one by one and need not be in memory.
STREAMS = True
MOST = 60
"""Events that a diagram shows legibly: it is as wide as all of its dates."""
UNTOLD = ("note", "tags")
"""What of a review an entry has no room for."""


def chronology(page: Page, out: TextIO) -> None:
    """Write the diagram."""
    out.write("timeline\n    title Chronology\n")
    for year, of_year in groupby(page.events, key=_year):
        out.write(f"    section {year}\n")
        for said, told in groupby(of_year, key=lambda e: date(e["date"])):
            entries = " : ".join(_entry(event) for event in told)
            out.write(f"        {_text(said)} : {entries}\n")


def _year(event: EventRow) -> str:
    day = event["start"] or event["end"]
    if day is None:
        return "Undated"
    year = int(day.rsplit("-", 2)[0])
    return str(year) if year > 0 else f"{1 - year} BC"


def _entry(event: EventRow) -> str:
    verdict = reviewed(event)["verdict"]
    marks = [] if event["status"] == "happened" else [event["status"]]
    marks += [verdict] if verdict else []
    said = f" ({', '.join(marks)})" if marks else ""
    return _text(clean(event["title"] + said))


def _text(text: str) -> str:
    """Marks that part a diagram's fields, comment on it or quote are written as entities."""
    out = "".join(f"#{ord(c)};" if c in '#:;%"<>{}`&$\\' else c for c in text)
    return out.strip() or "?"
