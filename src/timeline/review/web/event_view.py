"""All that the page shows of one event, ready to be put in as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from timeline.contract import ConflictRow, EventRow, MentionRow, quoted, reviewed
from timeline.decisions.fields import FIELDS, told
from timeline.render import Page
from timeline.render.citations import Citation
from timeline.render.interface import interface
from timeline.render.page.row import called
from timeline.render.page.sureness import dated
from timeline.render.to_html import marked
from timeline.render.words import figure
from timeline.review.sureness import by_hand, sureness
from timeline.review.web.rows import date, row_of
from timeline.safe_text import clean, one_line

Contexts = Mapping[tuple[str, int], tuple[str, str]]
"""(document, start of a quote) -> the text before and after it."""


def event(
    row: EventRow, page: Page, contexts: Contexts, whole: EventRow | None = None
) -> dict[str, Any]:
    """What is shown of an event. page: knows the documents. whole: what it is a part of."""
    said = reviewed(row)
    passages, hand = quoted(row), by_hand(row)
    return {
        "row": row_of(row),
        "id": row["id"],
        "lang": row["languages"][0] if len(row["languages"]) == 1 else None,
        "date": row["date"],
        "precision": ("about, " if row["approximate"] else "") + row["precision"],
        "who": [clean(called(actor)) for actor in row["actors"]],
        "where": [clean(place["name"]) for place in row["places"]],
        "amounts": [clean(amount["text"]) for amount in row["amounts"]],
        "sure": "" if hand is not None else f"{row['confidence']:.2f}",
        "surely": f"{sureness(row['confidence'])}, {interface().say(dated(row['mentions']))}"
        if hand is None
        else clean(hand),
        "conflicts": [_conflict(one, page) for one in row["conflicts"]],
        "decided": [_decided(one) for one in row["decided"]],
        "note": None if said["note"] is None else one_line(said["note"]),
        "rawNote": said["note"] or "",
        "part": None if whole is None else [whole["id"], clean(whole["title"])],
        "values": {name: _value(row, name) for name in FIELDS},
        "mentions": _numbered(row),
        "quotes": [_quote(row, m, spots, page, contexts) for m, spots in passages],
        # The quote that has the title's words, else the surest.
        "best": max(range(len(passages)), key=lambda n: _weight(row, passages[n][0]), default=-1),
    }


def _weight(row: EventRow, m: MentionRow) -> tuple[bool, float]:
    return m["title"] == row["title"], m["confidence"]


def _conflict(one: ConflictRow, page: Page) -> dict[str, Any]:
    says: dict[str, Callable[[str], str]] = {"amounts": figure, "date": date}
    say = says.get(one["field"], str)
    return {
        "field": one["field"],
        "values": [
            [clean(say(value["value"])), [clean(page.titled(d)) for d in value["documents"]]]
            for value in one["values"]
        ],
    }


def _decided(one: Mapping[str, Any]) -> str:
    """What was decided, by whom, why."""
    field = f" {one['field']}" if one["field"] else ""
    before = f" (the sources tell: {one['told']})" if one["told"] else ""
    by = f", by {one['author']}" if one.get("author") else ""
    why = f": {one['reason']}" if one["reason"] else ""
    return clean(f"{one['action']}{field}{before}{by}{why}")


def _value(row: EventRow, name: str) -> str:
    return one_line(told(row, name))


def _numbered(row: EventRow) -> list[dict[str, Any]]:
    """The mentions by number, for those who part them."""
    return [
        {
            "number": number,
            "quote": one_line(m["quote"]),
            "word": clean(m["trigger"]["text"]),
            "when": date(m["date"]),
        }
        for number, m in enumerate(row["mentions"], 1)
    ]


def _quote(
    row: EventRow, m: MentionRow, spots: Sequence[Any], page: Page, contexts: Contexts
) -> dict[str, Any]:
    before, after = contexts.get((m["document"], m["start"]), ("", ""))
    place = (m["document"], m["start"], m["end"])
    time = m["time_expression"]
    document = page.names.get(m["document"])
    first, *others = page.cited(m, spots)
    return {
        "numbers": [
            n
            for n, x in enumerate(row["mentions"], 1)
            if (x["document"], x["start"], x["end"]) == place
        ],
        "document": m["document"],
        "start": m["start"],
        "lang": document["language"] if document else None,
        "before": one_line(before),
        "after": one_line(after),
        "parts": [[tag, one_line(text)] for tag, text in marked(m) if text],
        "source": _cited(first, page),
        "also": [_cited(one, page) for one in others],
        "how": _how(m, time["text"] if time else None),
    }


def _how(m: MentionRow, by: str | None) -> str:
    status = "" if m["status"] == "happened" else f"{m['status']}, "
    said = "its context" if by is None else f"“{one_line(by)}”"
    return f"{status}dated {date(m['date'])} by {said}"


def _cited(one: Citation, page: Page) -> dict[str, Any]:
    document = page.names.get(one.spot.document)
    published = document["published"] if document else None
    # Which of several that are called so; what is shown beside tells the rest.
    which = f" ({one.apart})" if one.apart and not one.alone else ""
    return {
        "document": one.spot.document,
        "name": ", ".join(filter(None, (one.name + which, one.page))),
        "page": one.spot.page,
        "published": date(published) if published else None,
        "web": one.web,
    }
