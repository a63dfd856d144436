"""Which time expression dates which event, and what dates an event that has none.

Syntax decides first (`clause`, with the places and relations that it asks `position`, `measures`,
`relations` and `sharing` for), what the article has told already second (`context`); `tense` makes
status and date agree. Every dated
mention says by what it was dated (`how`) and with which rules; background that nothing dates makes
no event.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from timeline.anchor import clause, context, headed, tense
from timeline.model import ArticleKind, DatedMention, Dating, EventMention, Passage, TimeExpression
from timeline.model.unchecked import changed
from timeline.syntax import Sentence

__all__ = ["anchor"]

# Words between the date that opens a line and a sentence: it is not the first one.
_BETWEEN = re.compile(r"[^\W\d_]{3}|\n")


def anchor(
    text: str,
    mentions: Sequence[EventMention],
    sentences: Sequence[Sentence],
    expressions: Sequence[TimeExpression],
    passages: Sequence[Passage],
    published: Dating,
    kind: ArticleKind = "news",
) -> tuple[DatedMention, ...]:
    """Date the mentions of one article; those that nothing dates are left out.

    text: the article's raw text; the offsets of all records point into it. kind: what kind of text
    it is; only in news is what nothing dates of the day of the news. The result keeps the order of
    `mentions`.
    """
    # "at the end of the summer" tells a time; its "end" is no event.
    times = sorted((e for e in expressions if clause.placed(e)), key=attrgetter("start"))
    mentions = [m for m in mentions if not _within(m, times)]
    attached = clause.attach(mentions, sentences, expressions)
    attached = headed.fill(mentions, attached, sentences, times)
    mentions, attached = tense.agree(mentions, attached, sentences, published)
    live = any(e.how == "day-of-log" for e in expressions)
    dated = context.complete(mentions, attached, sentences, passages, published, kind, live=live)
    return tuple(_widen(text, m, sentences) for m in dated)


def _within(mention: EventMention, times: Sequence[TimeExpression]) -> bool:
    """Whether a trigger lies wholly inside a time expression; times are sorted by start."""
    at = bisect_right(times, mention.trigger.start, key=attrgetter("start")) - 1
    return at >= 0 and mention.trigger.end <= times[at].end


def _widen(text: str, dated: DatedMention, sentences: Sequence[Sentence]) -> DatedMention:
    """Let the quote show the time expression it is dated by, when both stand in one sentence, or it
    opens the line."""
    event, when = dated.event, dated.time_expression
    if when is None or (event.start <= when.start and when.end <= event.end):
        return dated
    sentence = sentences[event.sentence]
    opens = when.heads is not None and not when.heads.section and (
        not _BETWEEN.search(text, when.end, event.start)
    )  # fmt: skip
    if not opens and not (sentence.start <= when.start and when.end <= sentence.end):
        return dated
    start, end = min(event.start, when.start), max(event.end, when.end)
    return changed(dated, event=changed(event, start=start, end=end, quote=text[start:end]))
