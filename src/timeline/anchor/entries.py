"""Lines of a chronology: a table row or list item that begins with its date dates all it tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from timeline.anchor.clause import placed
from timeline.anchor.scene import Attachment, pluperfect
from timeline.model import EventMention, Passage, TimeExpression
from timeline.syntax import Sentence

# What may stand between the start of a line and its date, and what parts the date from the rest.
_LEAD = re.compile(r"[\s|*•–—-]*(?:le |on )?", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:\||:|–|—|- |\n|\t)")
# A longer passage is a paragraph, whatever it begins with.
_LONGEST = 500


def fill(
    text: str,
    mentions: Sequence[EventMention],
    attached: Mapping[int, Attachment],
    sentences: Sequence[Sentence],
    expressions: Sequence[TimeExpression],
    passages: Sequence[Passage],
) -> dict[int, Attachment]:
    """The attachments, and those of the undated main events of lines that begin with a date."""
    starts = {p.index: found for p in passages if (found := _date(text, p, expressions))}
    result = dict(attached)
    for i, m in enumerate(mentions):
        expression = starts.get(m.passage)
        if expression is None or i in result or m.trigger.start < expression.end:
            continue
        sentence = sentences[m.sentence]
        above = {t.index for t in sentence.ancestors(m.token)}
        led = any(o.sentence == m.sentence and o.token in above for o in mentions)
        if led or pluperfect(sentence, m.token) or expression.denotes is None:
            continue
        result[i] = Attachment(expression, expression.denotes, 0.8, "anchor:entry")
    return result


def _date(
    text: str, passage: Passage, expressions: Sequence[TimeExpression]
) -> TimeExpression | None:
    """The date a line begins with and sets off from what it tells."""
    if passage.end - passage.start > _LONGEST:
        return None
    lead = _LEAD.match(text, passage.start, passage.end)
    assert lead is not None  # it matches nothing as well
    for e in expressions:
        if passage.start <= e.start <= lead.end() <= e.end and placed(e):
            return e if _PARTED.match(text, e.end, passage.end) else None
    return None
