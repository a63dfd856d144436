"""The text around a quote, from its article as the store keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.contract import EventRow, MentionRow
from timeline.store import Store

CONTEXT = 160
"""Characters shown on either side of a quote."""


def contexts(store: Store, mentions: Iterable[MentionRow]) -> list[tuple[str, str] | None]:
    """The text before and after each quote; None where that of its article isn't kept."""
    texts: dict[str, str | None] = {}
    found: list[tuple[str, str] | None] = []
    for mention in mentions:
        name = mention["document"]
        if name not in texts:
            texts[name] = store.text(name)
        text = texts[name]
        start, end = mention["start"], mention["end"]
        if text is None or text[start:end] != mention["quote"]:
            found.append(None)
        else:
            found.append((_tail(text[:start]), _head(text[end:])))
    return found


def _tail(text: str) -> str:
    """The last characters of a text, from the beginning of a word."""
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    """The first characters of a text, to the end of a word."""
    return text if len(text) <= CONTEXT else text[:CONTEXT].rpartition(" ")[0] + "…"


def around(store: Store, events: Iterable[EventRow]) -> dict[tuple[str, int], tuple[str, str]]:
    """(document, start of a mention) -> the text before and after its quote, where it is known."""
    mentions = [m for event in events for m in event["mentions"]]
    told = zip(mentions, contexts(store, mentions), strict=True)
    return {(m["document"], m["start"]): found for m, found in told if found is not None}
