"""Events named again: in a noun that refers back to what the article has dated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from timeline import when
from timeline.anchor.scene import Rule, cases, signals
from timeline.model import DatedMention, EventMention
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
    sentence: Sentence,
) -> DatedMention | None:
    """The date of what a mention names again; before: the dated mentions told before it."""
    return (
        same_event(index, mention, days, sentence)
        or during(mention, before, sentence)
        or deed(mention, before, sentence)
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
            return source.model_copy(
                update={
                    "event": mention,
                    "confidence": round(0.9 * source.confidence, 4),
                    "rules": ("anchor:during-event",),
                }
            )
    return None


def deed(
    mention: EventMention, before: Sequence[DatedMention], sentence: Sentence
) -> DatedMention | None:
    """A noun that names again what a verb has told: "he resigned on Monday … his resignation"."""
    if not mention.nominal or not _definite(mention, sentence):
        return None
    for source in reversed(before):
        told = source.event
        verb = not told.nominal and told.type == mention.type and told.status == "happened"
        if verb and told.sentence != mention.sentence and _akin(told, mention):
            day = when.parse(source.date).precision == "day"
            return _again(mention, source, "same-deed") if day else None
    return None


def _again(mention: EventMention, source: DatedMention, rule: Rule) -> DatedMention:
    return DatedMention(
        event=mention,
        date=source.date,
        how="same-event",
        confidence=round(SURE * min(mention.confidence, source.confidence), 4),
        rules=(f"anchor:{rule}",),
    )


def _akin(told: EventMention, mention: EventMention) -> bool:
    """Whether a noun is of a verb: by their common beginning, else both of dying."""
    verb, noun = told.lemma.split(maxsplit=1)[0], mention.lemma.rsplit(maxsplit=1)[-1]
    if {verb, noun} <= signals(mention.language)["dying"]:
        return True
    return len(noun) >= STEM and len(verb) >= STEM and verb[:STEM] == noun[:STEM]


def _definite(mention: EventMention, sentence: Sentence) -> bool:
    """Whether an article, a demonstrative or an owner stands before a noun."""
    words = signals(sentence.language)["referring"]
    return any(
        c.text.lower().replace("’", "'") in words or c.dep == "nmod:poss"
        for c in sentence.children(mention.token)
        if c.index < mention.token
    )
