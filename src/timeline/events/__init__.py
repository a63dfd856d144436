"""Sentences in, event mentions out: what is told, of whom, where, and how real it is.

A mention has a trigger, verbal or nominal, with a type of the scheme in `model`, a status, its
participants, places and amounts, a headline of its own, and the names of the rules that made it.
The words are data, one file a language in `languages/`. No date is given here: that is what
`anchor` does. Their salience is a first guess by the words alone, which `anchor` replaces when it
knows the whole article.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from timeline.events import captions, entries, mentions, people, triggers
from timeline.events.lexicon import Lexicon, lexicon
from timeline.model import EventMention, Passage
from timeline.syntax import Sentence

__all__ = ["find"]


# Kinds of passage of which every line tells something, where a date heads it.
_TELLING = {"body", "quotation"}


def find(
    article_text: str,
    sentences: Sequence[Sentence],
    passages: Sequence[Passage],
    *,
    document: str,
    language: str,
    recounted: Collection[int] = (),
) -> tuple[EventMention, ...]:
    """All event mentions of one article, in text order.

    sentences: what `parse` made of `passages` (each names its passage by `Passage.index`). Offsets
    are code points into `article_text`. recounted: the passages, by index, that a date heads, whose
    present tense tells what happened. Raises ValueError for a language without a lexicon.
    """
    words = lexicon(language)
    by_index = {p.index: p for p in passages}
    apart = frozenset(p.index for p in passages if p.kind != "body")
    cast = people.Cast(article_text, sentences, words, apart)
    found: list[EventMention] = []
    for sentence in sentences:
        passage = by_index[sentence.passage]
        entry = passage.index in recounted
        maker = mentions.Maker(article_text, sentence, passage, cast, words, document, entry)
        named = triggers.find(sentence, words, passage.kind, recounted=entry)
        made = [maker.mention(c) for c in named]
        if passage.kind == "caption":
            made += captions.find(maker, made)
        found.extend(m for m in made if m is not None)
    found += _entries(article_text, sentences, by_index, cast, words, document, found, recounted)
    return tuple(sorted(found, key=lambda m: (m.trigger.start, m.trigger.end, m.rules)))


def _entries(
    text: str,
    sentences: Sequence[Sentence],
    passages: dict[int, Passage],
    cast: people.Cast,
    words: Lexicon,
    document: str,
    found: Sequence[EventMention],
    recounted: Collection[int],
) -> list[EventMention]:
    """The events of lines of a chronology in which no word names one by itself."""
    told = {m.passage for m in found}
    made = []
    for index, group in groupby(sentences, key=lambda s: s.passage):
        passage = passages[index]
        if index in told or index not in recounted or passage.kind not in _TELLING:
            continue
        sentence = next(group)
        candidate = entries.entry(sentence, words)
        if candidate is not None:
            maker = mentions.Maker(text, sentence, passage, cast, words, document, True)
            made.append(maker.mention(candidate))
    return [m for m in made if m is not None]
