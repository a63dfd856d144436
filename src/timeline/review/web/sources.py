"""An article beside an event: its text with the event's quotes in their places, its PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from timeline.contract import DocumentRow, EventRow
from timeline.safe_text import lines

# Characters of a text that are sent on either side of a quote; the whole is sent when asked for.
ROOM = 20_000
_LONGEST_HEAD = 1024


def spans(event: EventRow, document: str) -> list[tuple[int, int]]:
    """Where an event's words stand in a document, in order, none over another."""
    told = [
        (one["start"], one["end"])
        for m in event["mentions"]
        for one in (m, *m["also_in"])
        if one["document"] == document
    ]
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(told)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def cut(
    text: str, marked: list[tuple[int, int]], at: int | None, *, whole: bool = False
) -> dict[str, Any]:
    """A text in pieces: [what, whether it is a quote (1) or the one asked for (2)].

    at: where the quote begins that is asked for. Only its surroundings come unless the whole is
    wanted; before, after: characters that are left out there.
    """
    inside = [(s, e) for s, e in marked if 0 <= s < e <= len(text)]
    now = next((span for span in inside if at is not None and span[0] <= at < span[1]), None)
    middle = now or (inside[0] if inside else (0, 0))
    room = len(text) if whole else ROOM
    first, last = max(0, middle[0] - room), min(len(text), middle[1] + room)
    pieces: list[tuple[str, int]] = []
    done = first
    for start, end in inside:
        if start < first or end > last:
            continue
        mark = 2 if (start, end) == now else 1
        pieces += [(lines(text[done:start]), 0), (lines(text[start:end]), mark)]
        done = end
    pieces.append((lines(text[done:last]), 0))
    return {
        "pieces": [piece for piece in pieces if piece[0]],
        "before": first,
        "after": len(text) - last,
    }


def pdf(document: DocumentRow, file: str | None) -> Path | None:
    """The file of a document that is a PDF, None for one of another kind or that is gone."""
    if file is None or "\0" in file or not document["path"].lower().endswith(".pdf"):
        return None
    path = Path(file)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as source:
            head = source.read(_LONGEST_HEAD)
    except OSError:
        return None
    # Whatever a file is called, no other kind is handed out.
    return path.absolute() if b"%PDF-" in head else None
