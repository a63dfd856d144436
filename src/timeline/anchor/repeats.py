"""Events named again: in a noun that refers back to what the article has dated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from timeline import when
from timeline.anchor.scene import Rule, cases, signals
from timeline.model import DatedMention, EventMention
from timeline.model.unchecked import changed, record
from timeline.syntax import Sentence

# Types that name one thing of a kind within an article: a second naming is the same event.
ONE_OFF = {"election", "meeting", "visit", "agreement", "disaster", "accident", "conflict"}
# How sure a date is that a second naming takes over, of what the less sure of the two is.
SURE = 0.7
STEM = 5  # letters that a verb and its noun have in common at least


class Days:
    """The events an article dates by the day, by what a second naming could mean.

    Of one type and word; of elections and meetings by the type alone, since they are named again
    in other words ("the vote", "the talks").
    """

    def __init__(self, mentions: Sequence[EventMention], told: Mapping[int, DatedMention]) -> None:
        self._told = told
        self._at = {(mentions[i].sentence, mentions[i].token): told[i] for i in sorted(told)}
        self._indexes: dict[tuple[str, str], list[int]] = {}
        self._dates: dict[tuple[str, str], set[str]] = {}
        for i in sorted(told):
            if told[i].time_expression is None or when.parse(told[i].date).precision != "day":
                continue
            key = self._key(mentions[i])
            self._indexes.setdefault(key, []).append(i)
            self._dates.setdefault(key, set()).add(told[i].date)

    def at(self, sentence: int, token: int) -> DatedMention | None:
        """The dated event of one token."""
        return self._at.get((sentence, token))

    @staticmethod
    def _key(mention: EventMention) -> tuple[str, str]:
        return mention.type, "" if mention.type in {"election", "meeting"} else mention.lemma

    def nearest(self, index: int, mention: EventMention) -> DatedMention | None:
        """The last one told before; one told later only when it can be nothing else."""
        key = self._key(mention)
        indexes = self._indexes.get(key, [])
        at = bisect_left(indexes, index)
        if at > 0:
            return self._told[indexes[at - 1]]
        return self._told[indexes[0]] if len(self._dates.get(key, ())) == 1 else None


def again(
    index: int,
    mention: EventMention,
    days: Days,
    before: Sequence[DatedMention],
    deeds: Deeds,
    sentence: Sentence,
) -> DatedMention | None:
    """The date of what a mention names again; before: the dated mentions told before it, deeds:
    the same by what a noun could name again."""
    return (
        same_event(index, mention, days, sentence)
        or during(mention, before, sentence)
        or deed(mention, deeds, sentence)
    )


def same_event(
    index: int, mention: EventMention, days: Days, sentence: Sentence
) -> DatedMention | None:
    """A definite noun phrase names again what the article has dated."""
    if not mention.nominal or mention.type not in ONE_OFF or not _definite(mention, sentence):
        return None
    source = days.nearest(index, mention)
    return None if source is None else _again(mention, source, "same-event")


def during(
    mention: EventMention, before: Sequence[DatedMention], sentence: Sentence
) -> DatedMention | None:
    """What was done "during this discussion" is of its day, where that is named again."""
    for source in reversed(before):
        if source.event.sentence != mention.sentence:
            return None
        noun = sentence.tokens[source.event.token]
        if noun.head != mention.token or source.rules != ("anchor:same-event",):
            continue
        if cases(sentence, noun.index) & signals(sentence.language)["during"]:
            return changed(
                source,
                event=mention,
                confidence=round(0.9 * source.confidence, 4),
                rules=("anchor:during-event",),
            )
    return None


class Deeds:
    """What verbs have told so far to have happened, by their type and the stem that nouns share."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], list[tuple[int, DatedMention]]] = {}
        self._count = 0

    def add(self, dated: DatedMention) -> None:
        """Remember one, if it is a deed."""
        told = dated.event
        if told.nominal or told.status != "happened":
            return
        self._count += 1
        for stem in _stems(told.lemma.partition(" ")[0], told.language):
            self._told.setdefault((told.type, stem), []).append((self._count, dated))

    def last(self, mention: EventMention) -> DatedMention | None:
        """The last one of another sentence that a noun may be of."""
        found: list[tuple[int, DatedMention]] = []
        for stem in _stems(mention.lemma.rpartition(" ")[2], mention.language):
            told = reversed(self._told.get((mention.type, stem), ()))
            found += islice((t for t in told if t[1].event.sentence != mention.sentence), 1)
        return max(found, key=itemgetter(0))[1] if found else None


def deed(mention: EventMention, deeds: Deeds, sentence: Sentence) -> DatedMention | None:
    """A noun that names again what a verb has told: "he resigned on Monday … his resignation"."""
    if not mention.nominal or not _definite(mention, sentence):
        return None
    source = deeds.last(mention)
    if source is None or when.parse(source.date).precision != "day":
        return None
    return _again(mention, source, "same-deed")


def _again(mention: EventMention, source: DatedMention, rule: Rule) -> DatedMention:
    return record(
        DatedMention,
        event=mention,
        date=source.date,
        how="same-event",
        time_expression=None,
        confidence=round(SURE * min(mention.confidence, source.confidence), 4),
        rules=(f"anchor:{rule}",),
        shown=True,
    )


def _stems(word: str, language: str) -> Iterator[str]:
    """What a verb and its noun have in common: their beginning, or that both are of dying."""
    if len(word) >= STEM:
        yield word[:STEM]
    if word in signals(language)["dying"]:
        yield ""


def _definite(mention: EventMention, sentence: Sentence) -> bool:
    """Whether an article, a demonstrative or an owner stands before a noun."""
    words = signals(sentence.language)["referring"]
    return any(
        c.text.lower().replace("’", "'") in words or c.dep == "nmod:poss"
        for c in sentence.children(mention.token)
        if c.index < mention.token
    )
