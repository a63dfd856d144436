"""TimelineJS3 JSON: one slide an event, the date as told where it is not one full day.

Its texts are HTML to TimelineJS, so everything from an article is escaped. There are no groups:
TimelineJS gives each a row of its own, and no more than some six fit.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any, TextIO

from timeline.contract import EventRow, quoted, reviewed
from timeline.render import Page, told_of
from timeline.render.bounds import bounds
from timeline.render.citations import in_html
from timeline.render.json_members import write_members
from timeline.render.words import date, happened
from timeline.safe_text import clean

# Events are taken one by one and need not be in memory.
STREAMS = True


def chronology(page: Page, out: TextIO) -> list[str]:
    """Write the slides; what is told of events of which nothing says when they began."""
    head = json.dumps({"title": {"text": {"headline": "Chronology"}}}, indent=1)
    out.write(head.removesuffix("\n}") + ',\n "events": [')
    slides = (_slide(e, page) for e in page.events if e["start"] is not None)
    written = write_members(slides, out, depth=2)
    out.write("]\n}\n")
    return told_of(len(page.events) - written, "event", "timelinejs can't hold open dates")


def _slide(event: EventRow, page: Page) -> dict[str, Any]:
    begin, end = bounds(event)
    assert begin is not None
    slide: dict[str, Any] = {"unique_id": event["id"], "start_date": _date(begin)}
    if end is not None and end != begin:
        slide["end_date"] = _date(end)
    if event["precision"] != "day" or event["approximate"]:
        slide["display_date"] = escape(date(event["date"]))
    slide["text"] = {
        "headline": escape(clean(happened(event["status"]) + event["title"])),
        "text": "".join([*_actors(event), *_review(event), *_quotes(event, page)]),
    }
    return slide


def _actors(event: EventRow) -> list[str]:
    """A paragraph of those who take part."""
    names = ", ".join(escape(clean(a["name"])) for a in event["actors"])
    return [f"<p>{names}</p>"] if names else []


def _review(event: EventRow) -> list[str]:
    """A paragraph each of the verdict, the note and the tags."""
    said = reviewed(event)
    told = [
        ("Verdict", said["verdict"] or ""),
        ("Note", said["note"] or ""),
        ("Tags", ", ".join(said["tags"])),
    ]
    return [f"<p>{name}: {escape(clean(text))}</p>" for name, text in told if text]


def _date(told: str) -> dict[str, int]:
    """Year, month, day: those that are told."""
    before = told.startswith("-")
    year, *rest = (int(p) for p in told.lstrip("-").split("-"))
    return {"year": -year if before else year, **dict(zip(("month", "day"), rest, strict=False))}


def _quotes(event: EventRow, page: Page) -> list[str]:
    """One paragraph a quote."""
    told = [
        f"<p>“{escape(clean(m['quote']))}” <i>{in_html(page.cited(m, spots))}</i></p>"
        for m, spots in quoted(event)
    ]
    if event["conflicts"]:
        fields = ", ".join(c["field"] for c in event["conflicts"])
        told.append(f"<p>Sources differ on {escape(clean(fields))}.</p>")
    return told
