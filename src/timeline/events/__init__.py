"""Sentences in, event mentions out: what is told, of whom, where, and how real it is.

A mention has a trigger, verbal or nominal, with a type of the scheme in `model`, a status, its
participants, places and amounts, a headline of its own, and the names of the rules that made it.
The words are data, one file a language in `languages/`. No date is given here: that is what
`anchor` does. Mentions below a salience of 0.3 are trivial (reporting verbs, asides): they are
stored, but not printed unless asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events import captions, mentions, people, triggers
from timeline.events.lexicon import lexicon
from timeline.model import EventMention, Passage
from timeline.syntax import Sentence

__all__ = ["find"]


def find(
    article_text: str,
    sentences: Sequence[Sentence],
    passages: Sequence[Passage],
    *,
    document: str,
    language: str,
) -> tuple[EventMention, ...]:
    """All event mentions of one article, in text order.

    sentences: what `parse` made of `passages` (each names its passage by `Passage.index`). Offsets
    are code points into `article_text`. Raises ValueError for a language without a lexicon.
    """
    words = lexicon(language)
    by_index = {p.index: p for p in passages}
    apart = frozenset(p.index for p in passages if p.kind != "body")
    cast = people.Cast(article_text, sentences, words, apart)
    found: list[EventMention] = []
    for sentence in sentences:
        passage = by_index[sentence.passage]
        maker = mentions.Maker(article_text, sentence, passage, cast, words, document)
        made = [maker.mention(c) for c in triggers.find(sentence, words, passage.kind)]
        if passage.kind == "caption":
            made += captions.find(maker, made)
        found.extend(m for m in made if m is not None)
    return tuple(sorted(found, key=lambda m: (m.trigger.start, m.trigger.end, m.rules)))
