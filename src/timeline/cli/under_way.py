"""What was under way already when the days begin that were asked for, in a block of its own.

It shares a day with them, and is not of them: "2014 to today" would stand first in every list of
what happened this week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TextIO

from timeline import render
from timeline.contract import EventRow


def chronology(
    format_name: str, page: render.Page, since: str | None, out: TextIO
) -> Sequence[str]:
    """Write a page: what began since then, and in a block of its own what began before.

    since: the first day asked for, ISO; None for one block of all. Returns what is to be told of
    events left out.
    """
    from timeline.render.words import date

    write = render.find(format_name).chronology
    if since is None or not (earlier := [e for e in page.events if began_before(e, since)]):
        return write(page, out) or ()
    apart = {event["id"] for event in earlier}
    left_out: list[str] = []
    if len(apart) < len(page.events):
        rest = replace(page, events=[e for e in page.events if e["id"] not in apart])
        left_out += write(rest, out) or ()
        out.write("\n")
    out.write(f"Under way since before {date(since)}:\n\n")
    left_out += write(replace(page, events=earlier), out) or ()
    return left_out


def began_before(event: EventRow, since: str) -> bool:
    """Whether an event is a range, open or closed, that began before a day."""
    from timeline.digest.collection import day_number

    if event["precision"] != "range":
        return False
    begin, first = day_number(event["start"]), day_number(since)
    return begin is None or (first is not None and begin < first)
