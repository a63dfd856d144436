"""What keeps an undated past event from being of the day of the news, and dates out of step.

The publication day is for what is told as news. What a relative clause, an adverb ("long ago"), an
age or a memory in the first person tells is background, of a day that the article does not give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline import when
from timeline.anchor.scene import Attachment, helped, signals
from timeline.model import EventMention
from timeline.syntax import Sentence

_WEEK = 7  # days
_WEEKDAYS = frozenset({"weekday-before-publication", "weekday-after-publication"})
_QUOTES = {"“": 1, "«": 1, "”": -1, "»": -1}


def background(mention: EventMention, sentence: Sentence) -> bool:
    """Whether an undated past event is told as background."""
    token = sentence.tokens[mention.token]
    words = signals(sentence.language)
    if any(
        c.dep == "mark" and c.text.lower() in words["if"] for c in sentence.children(token.index)
    ):
        return True
    if mention.tense != "past":
        return False
    if token.dep == "acl:relcl" and not (mention.type == "death" and _just(sentence, token.index)):
        return True
    return long_past(sentence, mention.token)


def _just(sentence: Sentence, index: int) -> bool:
    """True for "Ann Lee, who has died aged 91": the relative clause tells the news."""
    return helped(sentence, index, signals(sentence.language)["just"], "Pres")


def long_past(sentence: Sentence, index: int) -> bool:
    """Whether an adverb or an age sets what is told apart from the news ("once", "at the age of
    five")."""
    words = signals(sentence.language)
    for t in sentence.children(index):
        low = t.text.lower()
        if t.dep.startswith("advmod") and t.index < index and low in words["once"]:
            return True
        if t.dep.startswith("advmod") and low in words["formerly"]:
            return True
        if t.dep.startswith("obl") and low in words["age"]:
            return True
        if low in words["ago"] and any(
            c.text.lower() in words["formerly"] for c in sentence.children(t.index)
        ):
            return True
    return False


def quoting(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the sentences that begin inside quotation marks opened in their passage."""
    found, passage, depth, straight = set(), -1, 0, 0
    for s in sentences:
        if s.passage != passage:
            passage, depth, straight = s.passage, 0, 0
        if depth > 0 or straight % 2:
            found.add(s.number)
        for t in s.tokens:
            depth = max(0, depth + _QUOTES.get(t.text, 0))
            straight += t.text == '"'
    return frozenset(found)


def remembered(mention: EventMention, sentence: Sentence, inside: frozenset[int]) -> bool:
    """Whether someone quoted tells of himself in the simple past: "I grew up there".

    inside: the numbers of the sentences that begin inside quotation marks.
    """
    index = mention.token
    subject = sentence.child(index, "nsubj", "nsubj:pass")
    if mention.tense != "past" or subject is None:
        return False
    if not _quoted(sentence, index, sentence.number in inside):
        return False
    if any(c.dep.startswith("aux") and c.lemma == "have" for c in sentence.children(index)):
        return False
    near = {subject.text.lower(), *(c.text.lower() for c in sentence.children(subject.index))}
    return bool(near & signals(sentence.language)["own"])


def _quoted(sentence: Sentence, index: int, inside: bool) -> bool:
    depth, straight = int(inside), int(inside)
    for t in sentence.tokens[:index]:
        depth += _QUOTES.get(t.text, 0)
        straight += t.text == '"'
    marks = any(t.text == '"' for t in sentence.tokens)
    return straight % 2 == 1 if marks else depth > 0


def in_step(
    mention: EventMention, sentence: Sentence, found: Attachment, day: str | None
) -> Attachment:
    """The date a week on or back where the tense of the event can't have its weekday.

    A weekday may be of either side of publication, and what dated it knew of no syntax: "On
    Wednesday Rovers travel to Leeds". day: that of publication.
    """
    told = when.parse(found.date)
    if gone_by(sentence, found):
        return found  # "last Monday" says which
    if day is None or told.precision != "day" or found.expression.how not in _WEEKDAYS:
        return found
    first, published = told.first_date, when.parse(day).first_date
    if first is None or published is None or found.expression.edtf != found.date:
        return found
    days, moved = (first - published).days, None
    if -_WEEK < days < 0 and _ahead(mention, sentence):
        moved = when.later(first, _WEEK)
    elif 0 < days < _WEEK and _gone(mention):
        moved = when.later(first, -_WEEK)
    return found if moved is None else replace(found, date=when.of_day(moved).edtf)


def gone_by(sentence: Sentence, found: Attachment) -> bool:
    """Whether a date says of itself that it is past: « lundi dernier »."""
    words = found.expression.text.lower().split()
    return not signals(sentence.language)["gone by"].isdisjoint(words)


def _ahead(mention: EventMention, sentence: Sentence) -> bool:
    """Whether what is told lies ahead: a plan, or what someone was called on to do."""
    plan = mention.status == "planned" and mention.tense != "past"
    plan |= mention.status == "denied" and mention.tense == "future"
    open_ = mention.status in {"planned", "possible"}
    return plan or (open_ and _bidden(sentence, mention.token))


def _gone(mention: EventMention) -> bool:
    return mention.status == "happened" and mention.tense == "past" and not mention.nominal


def _bidden(sentence: Sentence, index: int) -> bool:
    """Whether it is what someone was called on to do: "urged them to march on Saturday"."""
    words = signals(sentence.language)
    token = sentence.tokens[index]
    marks = {c.text.lower() for c in sentence.children(index) if c.index < index}
    above = sentence.tokens[token.head]
    return bool(marks & words["to"]) and above.lemma.lower() in words["bidding"]
