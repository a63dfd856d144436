"""Article -> passages: blocks of text with a kind and a map back to the raw text.

raw text -> `blocks` (lines and their marks) -> `paragraphs` -> `passage_kinds` (what each is) ->
`footnotes` (references and explanations apart). `clean_text` makes the text and its map;
`languages/<xx>/passages.toml` holds the `phrases`; `article_kind` tells what kind of text
it all is, `date_openings` parts the dates that open lines from what they open.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.model import Article, Passage, PassageKind
from timeline.model.unchecked import record
from timeline.segment import blocks, footnotes, paragraphs, passage_kinds, phrases
from timeline.segment.article_kind import decide as article_kind
from timeline.segment.clean_text import Clean, clean
from timeline.segment.date_openings import part_openings

__all__ = ["article_kind", "part_openings", "segment"]


def segment(article: Article, *, language: str) -> tuple[Passage, ...]:
    """The article's passages in reading order; they don't overlap, and none is empty.

    Time grows with the length of the text.
    """
    raw = article.text
    known = phrases.load()
    hyphens = article.format == "pdf"
    lines = blocks.scan(raw)
    first = [clean(raw, b.start, b.end, b.drops, hyphens=hyphens) for b in lines]
    joined = paragraphs.join(
        raw,
        lines,
        first,
        markdown=article.format == "markdown",
        apart=lambda text: passage_kinds.is_apart(text, known),
    )
    alone = dict(zip(lines, first, strict=True))
    cleaned = [alone.get(b) or clean(raw, b.start, b.end, b.drops, hyphens=hyphens) for b in joined]
    sorted_kinds = passage_kinds.sort(raw, joined, cleaned, title=article.title, phrases=known)
    pieces = (
        piece
        for text, kind in zip(cleaned, sorted_kinds, strict=True)
        for piece in _pieces(text, kind)
    )
    return tuple(
        record(
            Passage, index=index, kind=kind, start=text.start, end=text.end, text=text.text,
            runs=text.runs, language=language,
        )
        for index, (text, kind) in enumerate(pieces)
    )  # fmt: skip


def _pieces(text: Clean, kind: PassageKind) -> Iterator[tuple[Clean, PassageKind]]:
    if kind != "footnote":
        if text.text:
            yield text, kind
        return
    for start, end, note in footnotes.split(text.text):
        part = text.slice(start, end)
        if part.text:
            yield part, note
