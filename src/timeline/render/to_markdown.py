"""Markdown (CommonMark): a heading a year and month, a line an event, its note and quotes below."""

from __future__ import annotations

import re
from html import escape
from typing import TextIO

from timeline.contract import GENERATOR, EventRow, quoted, reviewed
from timeline.render import Page
from timeline.render.citations import Citation
from timeline.render.months import grouped, named
from timeline.render.words import date
from timeline.safe_text import clean

# Events are taken one by one and need not be in memory.
STREAMS = True

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
    review = reviewed(event)
    notes += [review["verdict"]] if review["verdict"] else []
    notes += [f"tags: {', '.join(review['tags'])}"] if review["tags"] else []
    notes += [f"sources differ on {', '.join(c['field'] for c in event['conflicts'])}"] * bool(
        event["conflicts"]
    )
    said = f" *({text('; '.join(notes))})*" if notes else ""
    lines = [f"- **{text(date(event['date']))}** {text(event['title'])}{said}\n"]
    if review["note"]:
        lines.append(f"    - *Note:* {text(review['note'])}\n")
    for mention, spots in quoted(event):
        first, *others = dict.fromkeys(_linked(one) for one in page.cited(mention, spots))
        source = f"{first}; also in {', '.join(others)}" if others else first
        lines.append(f"    - “{text(mention['quote'])}” — {source}\n")
    return "".join(lines)


def _linked(one: Citation) -> str:
    """A document's name, a link to the web or else to its file, which document, and the page."""
    # Programs that show Markdown open files by themselves, and know no words in them.
    link, said = one.web or (one.file or "").partition("#:")[0], text(one.name)
    behind = text(one.behind(one.web or one.file))
    if link:
        # Nothing else in an address that is fit for a link ends one.
        said = f"[{said}]({link.replace('(', '%28').replace(')', '%29')})"
    return f"{said} {behind}" if behind.startswith("(") else said + behind


def text(said: str) -> str:
    """A text of an article that Markdown takes for nothing but text.

    Tags are entities: not every program knows a backslash before them.
    """
    told = _SCHEME.sub(r"\:", _MARKS.sub(r"\\\1", clean(said)))
    return escape(told, quote=False)
