"""An Atom feed (RFC 4287): one entry an event, a note on it and its quotes as content.

The first source on the web is the entry's page, all of them are where it was found (`via`).
`updated`, which Atom wants, is the day of publication of the newest article that tells of the
event; where no article has one, the event's own first day.
"""

from __future__ import annotations

from html import escape
from typing import TextIO

from timeline.contract import GENERATOR, EventRow, ReviewRow, quoted, reviewed
from timeline.render import Page
from timeline.render.citations import in_html
from timeline.render.words import date, happened
from timeline.safe_text import clean

# Events are taken one by one and need not be in memory.
STREAMS = True

NEVER = "1970-01-01"


def chronology(page: Page, out: TextIO) -> None:
    """Write the feed, the events in the order given."""
    updated = [_updated(event, page) for event in page.events]
    out.write(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<title>Chronology</title>\n<id>urn:timeline:chronology</id>\n"
        f"<updated>{max(updated, default=NEVER)}T00:00:00Z</updated>\n"
        f"<author><name>timeline</name></author>\n<generator>{GENERATOR}</generator>\n"
    )
    for event, day in zip(page.events, updated, strict=True):
        out.write(_entry(event, day, page))
    out.write("</feed>\n")


def _entry(event: EventRow, updated: str, page: Page) -> str:
    title = f"{date(event['date'])}: {happened(event['status'])}{event['title']}"
    review = reviewed(event)
    note = f"<p>Note: {_text(review['note'])}</p>" if review["note"] else ""
    quotes = note + "".join(
        f"<p>{_text(m['quote'])} <cite>{in_html(page.cited(m, spots))}</cite></p>"
        for m, spots in quoted(event)
    )
    return (
        f"<entry><id>urn:timeline:event:{_text(event['id'])}</id><title>{_text(title)}</title>"
        f"<updated>{updated}T00:00:00Z</updated>"
        f'<category term="{_text(event["type"])}"/><category term="{_text(event["status"])}"/>'
        f"{_categories(review)}"
        f'{_links(event, page)}<content type="html">{escape(quotes)}</content></entry>\n'
    )


def _categories(review: ReviewRow) -> str:
    """The tags and the verdict, each of a scheme of its own: a tag may be called like a type."""
    told = [("tag", tag) for tag in review["tags"]]
    told += [("verdict", review["verdict"])] if review["verdict"] else []
    return "".join(f'<category scheme="urn:timeline:{s}" term="{_text(t)}"/>' for s, t in told)


def _links(event: EventRow, page: Page) -> str:
    """One alternate, which is all that an entry may have of one type; a link a page to sources."""
    told = dict.fromkeys(
        one.web for m, spots in quoted(event) for one in page.cited(m, spots) if one.web
    )
    ways = [*(("alternate", link) for link in [*told][:1]), *(("via", link) for link in told)]
    return "".join(f'<link rel="{rel}" href="{escape(link)}"/>' for rel, link in ways)


def _updated(event: EventRow, page: Page) -> str:
    start = event["start"] or event["end"] or NEVER
    return page.newest(event) or (start if len(start) == len(NEVER) else NEVER)


def _text(text: str) -> str:
    """Escaped and clean, which leaves no character that XML can't hold (XML 1.0, section 2.2)."""
    return escape(clean(text))
