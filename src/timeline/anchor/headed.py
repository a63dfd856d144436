"""Events below a date that heads them, or in a line that begins with one, and that nothing else
dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter

from timeline import when
from timeline.anchor import defaults
from timeline.anchor.scene import SUBJECTS, Attachment, Rule, denotes, pluperfect
from timeline.model import EventMention, Headed, TimeExpression
from timeline.syntax import Sentence, Token

# How sure the date at the start of a line is, and one on a line of its own above.
LINE, SECTION = 0.8, 0.75
# Where a clause stands that tells something by itself.
_MAIN = {"root", "conj", "parataxis"}
_TOLD = {"happened", "ongoing", "denied"}


class Heads:
    """The headings of an article, by what they head."""

    def __init__(self, expressions: Sequence[TimeExpression]) -> None:
        heads = [(e.heads, e) for e in expressions if e.heads is not None]
        self._heads = sorted(heads, key=lambda h: (h[0].start, -h[0].end))
        self._starts = [h.start for h, _ in self._heads]
        # Of each the place of the one it stands under, -1 for none: they nest or stand apart.
        self._above: list[int] = []
        for i, start in enumerate(self._starts):
            above = i - 1
            while above >= 0 and self._heads[above][0].end <= start:
                above = self._above[above]
            self._above.append(above)

    def over(self, at: int) -> tuple[Headed, TimeExpression] | None:
        """The nearest heading over a raw offset."""
        i = bisect_right(self._starts, at) - 1
        while i >= 0 and at >= self._heads[i][0].end:
            i = self._above[i]
        return self._heads[i] if i >= 0 else None


def fill(
    mentions: Sequence[EventMention],
    attached: Mapping[int, Attachment],
    sentences: Sequence[Sentence],
    expressions: Sequence[TimeExpression],
) -> dict[int, Attachment]:
    """The attachments, and those of the undated events that a heading dates: index -> Attachment.

    What a clause below the main one tells, what had been before, and plans that do not stand in a
    line of their own date are left alone.
    """
    heads = Heads(expressions)
    times = sorted(expressions, key=attrgetter("start"))
    result = dict(attached)
    told = {(m.sentence, m.token) for m in mentions}
    for i, m in enumerate(mentions):
        if i in result or m.passage_kind in ("heading", "headline", "footnote"):
            continue
        found = heads.over(m.trigger.start)
        if found is None:
            continue
        head, expression = found
        sentence = sentences[m.sentence]
        if (head.section and m.status not in _TOLD) or _led(sentence, m.token, told):
            continue
        if pluperfect(sentence, m.token) or defaults.background(m, sentence):
            continue
        if (finer := _within(m, sentence, times, head)) is not None:
            result[i] = Attachment(finer, denotes(finer), LINE, "under-heading")
            continue
        rule: Rule = "heading" if head.section else "entry"
        strength = SECTION if head.section else LINE
        result[i] = Attachment(expression, head.date, strength, rule)
    return result


def _within(
    mention: EventMention, sentence: Sentence, times: Sequence[TimeExpression], head: Headed
) -> TimeExpression | None:
    """The nearest date of the sentence that lies within the time that a wide heading names.

    Below "1914–1945", "the bombs of 14 May 1941 spared the works" on that day.
    """
    whole = when.parse(head.date)
    if whole.precision == "day":
        return None
    first = bisect_left(times, sentence.start, key=attrgetter("start"))
    last = bisect_left(times, sentence.end, key=attrgetter("start"))
    inside = [e for e in times[first:last] if _finer(e, whole)]
    at = mention.trigger.start
    return min(inside, key=lambda e: (abs(e.start - at), e.start), default=None)


def _finer(expression: TimeExpression, whole: when.When) -> bool:
    told = when.parse(denotes(expression))
    days, all_days = told.days, whole.days
    return days is not None and all_days is not None and days < all_days and whole.contains(told)


def _led(sentence: Sentence, index: int, told: set[tuple[int, int]]) -> bool:
    """Whether the clause hangs below another event of its sentence, not beside it."""
    beside = True
    for token in (sentence.tokens[index], *sentence.ancestors(index)):
        if token.index != index and not beside and (sentence.number, token.index) in told:
            return True
        beside = beside and (token.dep in _MAIN or _before(sentence, token))
    return False


def _before(sentence: Sentence, token: Token) -> bool:
    """A clause with a subject of its own that nothing marks, before the one it is hung on: "Three
    lost their lives, two had died before"."""
    inside = {c.dep for c in sentence.children(token.index)}
    hung = token.dep in {"ccomp", "advcl"} and token.index < token.head
    return hung and bool(inside & SUBJECTS) and "mark" not in inside
