"""The text around a quote, read again from its article."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from timeline.contract import DocumentRow, EventRow, MentionRow

CONTEXT = 160
"""Characters shown on either side of a quote."""


def contexts(
    mentions: Iterable[MentionRow], documents: dict[str, DocumentRow]
) -> list[tuple[str, str] | None]:
    """The text before and after each quote; None where the article is gone or has changed."""
    texts: dict[str, str | None] = {}
    found: list[tuple[str, str] | None] = []
    for mention in mentions:
        name = mention["document"]
        if name not in texts:
            document = documents.get(name)
            texts[name] = None if document is None else _text(document)
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


def _text(document: DocumentRow) -> str | None:
    if not Path(document["path"]).is_file():
        return None
    from timeline import read
    from timeline.model import Article

    for article in read.articles([document["path"]]):
        if not isinstance(article, Article):
            continue
        if article.id == document["id"] and article.sha256 == document["sha256"]:
            return article.text
    return None


def around(
    events: Iterable[EventRow], documents: Iterable[DocumentRow]
) -> dict[tuple[str, int], tuple[str, str]]:
    """(document, start of a mention) -> the text before and after its quote, where it is known."""
    mentions = [m for event in events for m in event["mentions"]]
    known = {d["id"]: d for d in documents}
    told = zip(mentions, contexts(mentions, known), strict=True)
    return {(m["document"], m["start"]): found for m, found in told if found is not None}
