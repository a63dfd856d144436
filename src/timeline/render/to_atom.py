"""An Atom feed (RFC 4287): one entry an event, its quotes as content.

`updated`, which Atom wants, is the day of publication of the newest article that tells of the
event; where no article has one, the event's own first day.
"""

from __future__ import annotations

import re
from html import escape
from typing import TextIO

from timeline.contract import DocumentRow, EventRow
from timeline.render import Page
from timeline.render.words import clean, date

NEVER = "1970-01-01"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def chronology(page: Page, out: TextIO) -> None:
    """Write the feed, the events in the order given."""
    names = {d["id"]: d for d in page.documents}
    updated = [_updated(event, names) for event in page.events]
    out.write(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<title>Chronology</title>\n<id>urn:timeline:chronology</id>\n"
        f"<updated>{max(updated, default=NEVER)}T00:00:00Z</updated>\n"
        "<author><name>timeline</name></author>\n"
    )
    for event, day in zip(page.events, updated, strict=True):
        out.write(_entry(event, day, names))
    out.write("</feed>\n")


def _entry(event: EventRow, updated: str, names: dict[str, DocumentRow]) -> str:
    status = "" if event["status"] == "happened" else f"{event['status']}: "
    title = f"{date(event['date'])}: {status}{clean(event['title'])}"
    quotes = "".join(
        f"<p>{_text(clean(m['quote']))} <cite>{_text(_name(m['document'], names))}</cite></p>"
        for m in event["mentions"]
    )
    return (
        f"<entry><id>urn:timeline:event:{escape(event['id'])}</id><title>{_text(title)}</title>"
        f"<updated>{updated}T00:00:00Z</updated>"
        f'<category term="{escape(event["type"])}"/><category term="{escape(event["status"])}"/>'
        f'<content type="html">{escape(quotes)}</content></entry>\n'
    )


def _name(document: str, names: dict[str, DocumentRow]) -> str:
    known = names.get(document)
    return clean((known["title"] if known else None) or document)


def _updated(event: EventRow, names: dict[str, DocumentRow]) -> str:
    told = (d["published"] for m in event["mentions"] if (d := names.get(m["document"])))
    days = [t for t in told if t and _DAY.fullmatch(t)]
    if days:
        return max(days)
    start = event["start"] or event["end"] or NEVER
    return start if _DAY.fullmatch(start) else NEVER


def _text(text: str) -> str:
    """Escaped, without the characters that XML can't hold (XML 1.0, section 2.2)."""
    return escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text))
