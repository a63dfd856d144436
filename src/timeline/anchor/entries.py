"""Lines of a chronology: a table row or list item that begins with its date dates all it tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from timeline import when
from timeline.anchor.clause import placed
from timeline.anchor.scene import Attachment, pluperfect
from timeline.model import EventMention, Passage, TimeExpression
from timeline.syntax import Sentence

# What may stand between the start of a line and its date, and what parts the date from the rest.
_LEAD = re.compile(
    r"[\s|*•–—-]*(?:(?:le|les|du|entre|en|on|in|from|between)\s+)?(?:(?:le|the)\s+)?", re.IGNORECASE
)
# What joins two dates of one line: "18 et 19 décembre", "du 20 au 27 janvier".
_JOINED = re.compile(r"\s*(?:et|au|à|and|to|,|-|–|—)\s*(?:le\s+)?", re.IGNORECASE)
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
        told = starts.get(m.passage)
        if told is None or i in result or m.trigger.start < told[0].end:
            continue
        expression, date = told
        sentence = sentences[m.sentence]
        above = {t.index for t in sentence.ancestors(m.token)}
        led = any(o.sentence == m.sentence and o.token in above for o in mentions)
        if led or pluperfect(sentence, m.token):
            continue
        result[i] = Attachment(expression, date, 0.8, "anchor:entry")
    return result


def _date(
    text: str, passage: Passage, expressions: Sequence[TimeExpression]
) -> tuple[TimeExpression, str] | None:
    """The date a line begins with and sets off from what it tells: its first expression, EDTF."""
    if passage.end - passage.start > _LONGEST:
        return None
    lead = _LEAD.match(text, passage.start, passage.end)
    assert lead is not None  # it matches nothing as well
    run: list[TimeExpression] = []
    for e in expressions:
        if not placed(e) or e.start < passage.start:
            continue
        joined = run and _JOINED.fullmatch(text, run[-1].end, e.start)
        if not (joined if run else e.start <= lead.end() <= e.end):
            break
        run.append(e)
    if not run or not _PARTED.match(text, run[-1].end, passage.end):
        return None
    return run[0], _whole(run)


def _whole(run: Sequence[TimeExpression]) -> str:
    """What the dates of a line cover together."""
    first, last = run[0].denotes, run[-1].denotes
    assert first is not None and last is not None  # only placed expressions come here
    if len(run) == 1 or first == last:
        return first
    try:
        return when.span(when.parse(first), when.parse(last)).edtf
    except when.NotEdtfError:
        return first
