"""Articles made of single lines of text, parsed and read for events; needs the language models."""

from __future__ import annotations

from functools import lru_cache

from timeline import dates, events, parse, segment
from timeline.model import EventMention, Passage, PassageKind
from timeline.syntax import Sentence


def passages(*lines: str, kinds: dict[int, PassageKind] | None = None) -> tuple[str, list[Passage]]:
    """The lines as one text with an empty line between them, and a passage for each line."""
    made: list[Passage] = []
    at = 0
    for index, line in enumerate(lines):
        kind = (kinds or {}).get(index, "body")
        made.append(
            Passage(
                index=index, kind=kind, start=at, end=at + len(line), text=line, runs=((0, at),)
            )
        )
        at += len(line) + 2
    return "\n\n".join(lines), made


def parsed(language: str, *lines: str) -> tuple[Sentence, ...]:
    """The sentences of the lines."""
    text, blocks = passages(*lines)
    return parse.parse(text, blocks, language=language)


@lru_cache(maxsize=256)
def told(language: str, *lines: str, kind: PassageKind = "body") -> tuple[EventMention, ...]:
    """The events of the lines, all of which are passages of one kind."""
    text, blocks = passages(*lines, kinds=dict.fromkeys(range(len(lines)), kind))
    heads = [e.heads for e in dates.tag(text, language=language) if e.heads is not None]
    blocks = list(segment.part_openings(text, blocks, heads))
    sentences = parse.parse(text, blocks, language=language)
    headed = {p.index for p in blocks if any(h.start < p.end and p.start < h.end for h in heads)}
    return events.find(
        text, sentences, blocks, document="a.txt", language=language, recounted=headed
    )


def event(language: str, trigger: str, *lines: str, kind: PassageKind = "body") -> EventMention:
    """The one event whose trigger holds the given word."""
    found = [m for m in told(language, *lines, kind=kind) if trigger in m.trigger.text]
    assert len(found) == 1, [m.trigger.text for m in told(language, *lines, kind=kind)]
    return found[0]
