"""Markdown (CommonMark): a heading a year and month, a line an event, its quotes below."""

from __future__ import annotations

import re
from html import escape
from typing import TextIO

from timeline.contract import GENERATOR, EventRow, quoted
from timeline.render import Page
from timeline.render.months import grouped, named
from timeline.render.words import date
from timeline.safe_text import clean

_MARKS = re.compile(r"([\\`*_{}\[\]#|~$])")
# What some programs make a link of by itself; those to pages may be.
_SCHEME = re.compile(r"(?<=[a-z])(?<!http)(?<!https):(?=\S)", re.IGNORECASE)


def chronology(page: Page, out: TextIO) -> None:
    """Write the document, the events in the order given."""
    out.write(f"# Chronology\n\n<!-- {GENERATOR} -->\n")
    for year, months in grouped(page.events):
        out.write(f"\n## {'Undated' if year is None else named((year, 0))}\n")
        for month, events in months:
            if month is not None and month[1]:
                out.write(f"\n### {named(month)}\n")
            out.write("\n")
            for event in events:
                out.write(_event(event, page))


def _event(event: EventRow, page: Page) -> str:
    notes = [] if event["status"] == "happened" else [event["status"]]
    notes += [event["type"]] if event["type"] != "other" else []
    notes += [f"{event['sources']} sources"] if event["sources"] > 1 else []
    notes += [f"sources differ on {', '.join(c['field'] for c in event['conflicts'])}"] * bool(
        event["conflicts"]
    )
    said = f" *({text('; '.join(notes))})*" if notes else ""
    lines = [f"- **{text(date(event['date']))}** {text(event['title'])}{said}\n"]
    for mention, names in quoted(event):
        source = text(page.cited(names))
        lines.append(f"    - “{text(mention['quote'])}” — {source}\n")
    return "".join(lines)


def text(said: str) -> str:
    """A text of an article that Markdown takes for nothing but text.

    Tags are entities: not every program knows a backslash before them.
    """
    told = _SCHEME.sub(r"\:", _MARKS.sub(r"\\\1", clean(said)))
    return escape(told, quote=False)
