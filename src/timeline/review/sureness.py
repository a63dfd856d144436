"""How sure an event is, in words, the same on the page and in the terminal."""

from __future__ import annotations

from timeline.contract import EventRow
from timeline.render.interface import interface
from timeline.render.page.sureness import level


def sureness(confidence: float) -> str:
    """A confidence, from 0 to 1, in words."""
    return interface().say(level(confidence))


def by_hand(event: EventRow) -> str | None:
    """Of an event that somebody added, by whom, and whether any text tells of it; else None."""
    adding = [one for one in event["decided"] if one["action"] == "add"]
    if not adding and event["mentions"]:
        return None
    author = adding[-1].get("author") if adding else None
    told = "" if event["mentions"] else ", no text tells of it"
    return f"added by {author or 'hand'}{told}"
