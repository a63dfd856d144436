"""What kind of text an article is, told from its structure and its dates, never from its subject.

news        told from its publication day: names a day of its last week, or hardly any date; a live
            page of that day
chronicle   dates head most of it: a timeline page, a list of dates, a diary, a log
narrative   tells of other years than its own: a history, a biography, a ruling, an obituary
reference   tables and lists of things that no date heads
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline import when
from timeline.model import ArticleKind, Dating, Headed, Passage, TimeExpression

_TEXT = {"body", "quotation"}
# A passage of fewer words tells nothing.
_WORDS = 4
# So much of the text is headed by so many dates in a chronicle.
HEADED, HEADS = 0.5, 3
# Days before publication that news is about; older than so many days is another year.
WEEK, YEAR = 7, 366
# So many dates of other years, and so many times those of the last week, make a narrative.
OLD, TIMES = 4, 3
# So much of a reference work stands in items of fewer words that end no sentence.
LISTED, ITEMS, _ITEM = 0.6, 8, 15


@dataclass(frozen=True, slots=True)
class Genre:
    """The kind of an article and the figures that decided it, each as "name value"."""

    kind: ArticleKind
    evidence: tuple[str, ...]


def decide(
    passages: Sequence[Passage],
    expressions: Sequence[TimeExpression],
    published: Dating,
    *,
    history: bool,
) -> Genre:
    """The kind of an article.

    expressions: those of its passages that may date events. history: its dates have the habits of
    histories.
    """
    body = [p for p in passages if p.kind in _TEXT and len(p.text.split()) >= _WORDS]
    heads = [e.heads for e in expressions if e.heads is not None]
    share = _under(body, heads) / max(len(body), 1)
    day = _day(published)
    if share >= HEADED and _several(heads) and not _live(heads, day):
        return Genre("chronicle", (f"headed {share:.2f}", f"headings {len(heads)}"))
    short = sum(map(_is_item, body))
    if len(body) >= ITEMS and short > LISTED * len(body):
        return Genre("reference", (f"items {short}", f"passages {len(body)}"))
    if day is None:
        return Genre("narrative", ("publication day unknown",))
    if history:
        return Genre("narrative", ("dates told as in histories",))
    recent, old = _ages(expressions, day)
    evidence = (f"dates of the last week {recent}", f"of other years {old}")
    narrative = old >= OLD and old >= TIMES * recent
    return Genre("narrative" if narrative else "news", evidence)


def _several(heads: Sequence[Headed]) -> bool:
    """Whether there are headings enough, or two that head a section."""
    return len(heads) >= HEADS or sum(h.section for h in heads) > 1


def _is_item(passage: Passage) -> bool:
    return len(passage.text.split()) < _ITEM and passage.text[-1:] not in '.!?…»”"'


def _under(body: Sequence[Passage], heads: Sequence[Headed]) -> int:
    """How many passages stand under a date or begin with one; both in text order."""
    count, at, reach = 0, 0, -1
    for p in body:
        while at < len(heads) and heads[at].start < p.end:
            reach = max(reach, heads[at].end)
            at += 1
        count += p.start < reach
    return count


def _live(heads: Sequence[Headed], day: when.When | None) -> bool:
    """Whether all that the headings name is the day of publication or the one before: the posts of
    a live page are its news."""
    printed = day.first_date if day is not None else None
    told = [when.parse(h.date).first_date for h in heads]
    return printed is not None and all(d is not None and 0 <= (printed - d).days <= 1 for d in told)


def _day(published: Dating) -> when.When | None:
    told = when.parse(published.published) if published.published is not None else None
    return told if told is not None and told.precision == "day" else None


def _ages(expressions: Sequence[TimeExpression], day: when.When) -> tuple[int, int]:
    """How many dates are of the last week before publication, and how many of other years."""
    printed, recent, old = day.first_date, 0, 0
    for e in expressions:
        if e.denotes is None or e.type in ("SET", "DURATION"):
            continue
        told = when.parse(e.denotes)
        if told.first_date is None or printed is None:
            continue
        age = (printed - told.first_date).days
        recent += told.precision == "day" and 0 <= age <= WEEK
        old += age > YEAR and told.last is not None
    return recent, old
