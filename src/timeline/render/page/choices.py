"""What the page's filters go by, and the choices that they offer."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from timeline.contract import EventRow, documents, reviewed
from timeline.render import Page
from timeline.render.interface import Interface
from timeline.safe_text import clean

# The verdict of an event that nobody gave one, as the page's filter has it.
UNDECIDED = "none"
# Each filter, and the phrase that names it.
_FILTERS = {"type": "type", "actors": "who", "places": "where", "status": "status",
            "languages": "language", "sources": "source", "verdict": "verdict",
            "tags": "tag"}  # fmt: skip


def spelt(value: str) -> str:
    """One spelling of what looks alike: an option's value is compared as the browser reads it."""
    return unicodedata.normalize("NFC", clean(value))


def _values(row: EventRow, page: Page) -> dict[str, list[str]]:
    """What the filters go by, spelt as one spelling of each."""
    told = {
        "type": [row["type"]],
        "status": [row["status"]],
        "actors": [a["id"] for a in row["actors"]],
        "places": [p["name"] for p in row["places"]],
        "languages": row["languages"],
        "sources": map(page.called, documents(row)),
        "verdict": [reviewed(row)["verdict"] or UNDECIDED],
        "tags": reviewed(row)["tags"],
    }
    return {field: list(dict.fromkeys(map(spelt, values))) for field, values in told.items()}


def choices(
    events: Sequence[EventRow], page: Page, ui: Interface
) -> Iterator[tuple[str, str, list[tuple[str, str, int]]]]:
    """(field, label, (value, what it is called, events)) of each filter that parts the events.

    The commonest value comes first.
    """
    told = [_values(event, page) for event in events]
    names = _names(events, page, ui)
    for name, label in _FILTERS.items():
        counts = Counter(value for values in told for value in values[name])
        if len(counts) > 1 or (name == "tags" and counts and not all(v[name] for v in told)):
            called = names.get(name, str)
            shown = [(value, called(value), n) for value, n in counts.items()]
            yield name, ui.say(label), sorted(shown, key=lambda one: (-one[2], one[1], one[0]))


def _names(
    events: Sequence[EventRow], page: Page, ui: Interface
) -> dict[str, Callable[[str], str]]:
    """What the values of a filter are called, of those that aren't called as they are."""
    actors = {spelt(a["id"]): a["name"] for event in events for a in event["actors"]}
    titles = {spelt(page.called(d)): page.titled(d) for event in events for d in documents(event)}
    return {
        "sources": titles.__getitem__,
        "actors": actors.__getitem__,
        "verdict": lambda value: ui.say("no_verdict" if value == UNDECIDED else value),
        "type": ui.type,
        "status": ui.status,
        "languages": ui.language,
    }


def attributes(row: EventRow, page: Page) -> dict[str, str]:
    """What the filters go by, as attributes of an event's element; lists as JSON."""
    values = _values(row, page)
    (verdict,), tags = values.pop("verdict"), values.pop("tags")
    told = {
        "type": values.pop("type")[0],
        "status": values.pop("status")[0],
        **{name: json.dumps(several, ensure_ascii=False) for name, several in values.items()},
        "sure": f"{row['confidence']:.2f}",
        "start": row["start"] or row["end"] or "",
        "end": row["end"] or "",
    }
    if verdict != UNDECIDED:
        told["verdict"] = verdict
    if tags:
        told["tags"] = json.dumps(tags, ensure_ascii=False)
    return {f"data-{name}": value for name, value in told.items()}
