"""An iCalendar file (RFC 5545): all-day events; what takes longer than some days where asked for.

A month or a year would lie above every day of it, so that nothing else is seen. DTEND is exclusive,
as the standard has it. X-TIMELINE-EDTF keeps the date as it was told, so that a week can be told
from seven days. Tags are categories beside the type. DTSTAMP, which the standard wants, is the day
of publication of the newest article that tells of the event: the same input gives the same file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TextIO

from timeline.contract import EventRow, quoted, reviewed
from timeline.render import Page, told_of
from timeline.render.bounds import days
from timeline.render.citations import Citation
from timeline.render.words import date, happened
from timeline.safe_text import clean

# Events are taken one by one and need not be in memory.
STREAMS = True

STATUS = {"planned": "TENTATIVE", "possible": "TENTATIVE", "denied": "CANCELLED"}
_SOME_DAYS = 7
"""An event that takes no longer is one of days: a weekend, a week, a summit."""
_FOLD = 75  # octets a line, the break not counted (RFC 5545, section 3.1)


def chronology(page: Page, out: TextIO) -> list[str]:
    """Write the calendar; what is told of events that have no first or last day, and of ranges."""
    left_open = ranges = 0
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//timeline//timeline//EN",
             "CALSCALE:GREGORIAN", "X-WR-CALNAME:Chronology"]  # fmt: skip
    _write(lines, out)
    for event in page.events:
        covered = days(event)
        if covered is None:
            left_open += 1
            continue
        if not page.ranges and (covered[1] - covered[0]).days > _SOME_DAYS:
            ranges += 1
            continue
        _write(_event(event, covered, page), out)
    _write(["END:VCALENDAR"], out)
    return [
        *told_of(left_open, "event", "ics can't hold open dates"),
        *told_of(ranges, "event", f"longer than {_SOME_DAYS} days (--ranges)"),
    ]


def _event(
    event: EventRow, covered: tuple[datetime.date, datetime.date], page: Page
) -> Iterator[str]:
    first, after = map(_day, covered)
    status = clean(event["status"])
    review = reviewed(event)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(clean(event['id']))}@timeline"
    yield f"DTSTAMP:{(page.newest(event) or first).replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first}"
    yield f"DTEND;VALUE=DATE:{after}"
    yield f"SUMMARY:{_text(clean(happened(status) + event['title']))}"
    yield f"DESCRIPTION:{_text(_description(event, page))}"
    if event["places"]:
        yield f"LOCATION:{_text(', '.join(clean(p['name']) for p in event['places']))}"
    for a in event["actors"]:
        yield f'X-TIMELINE-ACTOR;X-ID="{_parameter(a["id"])}":{_text(clean(a["name"]))}'
    if (link := page.first_web_link(event)) is not None:
        yield f"URL:{link}"  # a URI, which is not escaped (RFC 5545, section 3.3.13)
    categories = (_text(clean(name)) for name in (event["type"], *review["tags"]))
    yield f"CATEGORIES:{','.join(categories)}"
    yield f"STATUS:{STATUS.get(status, 'CONFIRMED')}"
    yield "TRANSP:TRANSPARENT"
    yield f"X-TIMELINE-EDTF:{_text(event['date'])}"
    yield f"X-TIMELINE-STATUS:{_text(status)}"
    if review["verdict"]:
        yield f"X-TIMELINE-VERDICT:{review['verdict']}"
    yield "END:VEVENT"


def _day(day: datetime.date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _description(event: EventRow, page: Page) -> str:
    quotes = (
        f"“{clean(m['quote'])}” ({'; '.join(_cited(one, page) for one in page.cited(m, spots))})"
        for m, spots in quoted(event)
    )
    who = ", ".join(clean(a["name"]) for a in event["actors"])
    facts = [f"Who: {who}"] if who else []
    if note := reviewed(event)["note"]:
        facts.append(f"Note: {clean(note)}")
    return "\n".join([date(event["date"]), *facts, *quotes])


def _cited(one: Citation, page: Page) -> str:
    """What a document is called, the page, and its address on the web."""
    name = one.spot.document
    return ", ".join(filter(None, (clean(page.called(name)), one.page, page.address(name))))


def _parameter(text: str) -> str:
    """A parameter's value between quotes, which may hold none (RFC 5545, 3.2)."""
    return clean(text).replace('"', "'")


def _text(text: str) -> str:
    """TEXT values escape these four (RFC 5545, section 3.3.11)."""
    for mark in "\\;,":
        text = text.replace(mark, "\\" + mark)
    return text.replace("\n", "\\n")


def _write(lines: list[str] | Iterator[str], out: TextIO) -> None:
    for line in lines:
        out.write("\r\n ".join(_folded(line)) + "\r\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, no character cut in two."""
    piece, size, room = "", 0, _FOLD
    for character in line:
        width = len(character.encode())
        if size + width > room:
            yield piece
            piece, size, room = "", 0, _FOLD - 1  # the blank that opens the next line counts
        piece += character
        size += width
    yield piece
