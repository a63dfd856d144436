"""How sure an event is and what dates it, by the names of the phrases that say so."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.contract import EventRow, MentionRow

# From this confidence on; the first that holds.
_LEVELS = ((0.9, "very_sure"), (0.75, "quite_sure"), (0.5, "fairly_sure"), (0.0, "doubtful"))
# What dates an event that no words of its own date, by the rule that says so.
_ANCHORS = {
    "anchor:publication-day": "by_publication",
    "anchor:story-day": "by_story_day",
    "anchor:entry": "by_entry",
    "anchor:same-event": "by_elsewhere",
    "merge:dated-by-event": "by_elsewhere",
}
PHRASES = (*(name for _, name in _LEVELS), "by_own_words", "by_own_words_from_publication",
           "by_words_nearby", *dict.fromkeys(_ANCHORS.values()), "by_context")  # fmt: skip


def level(confidence: float) -> str:
    """A confidence, from 0 to 1."""
    return next(name for least, name in _LEVELS if confidence >= least)


def dated(mentions: Sequence[MentionRow]) -> str:
    """How an event is dated, by the best of its mentions."""
    told = [(m, t) for m in mentions if (t := m["time_expression"]) is not None]
    own = [t for m, t in told if m["start"] <= t["start"] < m["end"]]
    if own:
        counted = all(t["how"].endswith("-publication") for t in own)
        return "by_own_words_from_publication" if counted else "by_own_words"
    if told:
        return "by_words_nearby"
    rules = {rule for m in mentions for rule in m["rules"]}
    return next((said for rule, said in _ANCHORS.items() if rule in rules), "by_context")


def is_by_hand(event: EventRow) -> bool:
    """Whether somebody added the event: then no figure tells how sure it is."""
    added = any(one["action"] == "add" for one in event.get("decided", ()))
    return added or not event["mentions"]
