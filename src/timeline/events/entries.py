"""Entries of a chronology that no verb opens."""

from __future__ import annotations

from timeline.events import tree, types
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.syntax import Sentence


def entry(sentence: Sentence, words: Lexicon) -> Candidate | None:
    """What a line that a date heads names, where no word of it names an event by itself.

    "Third list: 20 firms", "End of the alignment.": the first noun of a line that no verb opens.
    None for a label ("War in Syria:").
    """
    if sentence.tokens[-1].text == ":":
        return None
    for t in sentence.tokens:
        if t.pos in ("NUM", "DET", "ADP", "PUNCT", "ADJ") or not t.text[:1].isalnum():
            continue
        if t.pos not in tree.NOMINAL or tree.is_time(sentence, t.index, words):
            return None
        named = types.topic(sentence, t.index, words) or "other"
        rule = f"entry:{named}:{tree.lemma(t)}"
        return Candidate(t.index, None, (), True, named, rule, (t.index, t.index + 1), True)
    return None
