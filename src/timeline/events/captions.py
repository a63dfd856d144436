"""A caption with two people, a place and a date is their meeting, though no verb says so."""

from __future__ import annotations

from timeline.events import people, tree
from timeline.events.mentions import Maker
from timeline.model import EventMention


def find(maker: Maker, already: list[EventMention | None]) -> list[EventMention | None]:
    """The meeting a caption shows; nothing when its words name an event of their own."""
    sentence, words = maker.sentence, maker.words
    if any(m is not None and m.type in ("meeting", "visit", "agreement") for m in already):
        return []
    shown = [e for e in sentence.entities if e.label == "PERSON"]
    named = dict.fromkeys(maker.cast.person(e.text) for e in shown)
    dated = any(tree.is_time(sentence, t.index, words) for t in sentence.tokens)
    finite = any(t.morph.get("VerbForm") == "Fin" for t in sentence.tokens)
    # "Photo: Ann Lee/Linden Press" names who took it.
    credit = "/" in maker.text[sentence.start : sentence.end]
    if len(named) < 2 or not dated or finite or credit:
        return []
    return [maker.caption(shown, [people.head_of(sentence, e) for e in shown])]
