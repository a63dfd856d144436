"""What was under way already when the days begin that were asked for, in a block of its own.

It shares a day with them, and is not of them: "2014 to today" would stand first in every list of
what happened this week.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TextIO

from timeline import render
from timeline.contract import EventRow


def chronology(format_name: str, page: render.Page, since: str, out: TextIO) -> int | None:
    """Write a page in a format that people read: what began since then, then what began before.

    since: the first day asked for, ISO. Returns what the format returns.
    """
    from timeline.render.words import date

    write = render.find(format_name).chronology
    earlier = [event for event in page.events if began_before(event, since)]
    if not earlier:
        return write(page, out)
    apart = {event["id"] for event in earlier}
    left_out = None
    if len(apart) < len(page.events):
        left_out = write(
            replace(page, events=[e for e in page.events if e["id"] not in apart]), out
        )
        out.write("\n")
    out.write(f"Under way since before {date(since)}:\n\n")
    write(replace(page, events=earlier), out)
    return left_out


def began_before(event: EventRow, since: str) -> bool:
    """Whether an event is a range, open or closed, that began before a day."""
    from timeline.digest.collection import day_number

    if event["precision"] != "range":
        return False
    begin, first = day_number(event["start"]), day_number(since)
    return begin is None or (first is not None and begin < first)
