"""Dates for events that no time expression of their own sentence dates.

In this order: the dated event a phrase refers back to ("during this discussion", "his contested
re-election"), the day a paragraph is telling of, the day the article tells of as its news, the
publication day for news told in the past tense. Each step is less sure than the one before and says
so in the mention's confidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from timeline import when
from timeline.anchor import defaults, repeats, undated
from timeline.anchor.scene import Attachment
from timeline.model import ArticleKind, DatedMention, Dating, EventMention, Passage
from timeline.model.unchecked import changed, record
from timeline.syntax import Sentence

# The first passages of these kinds make the lead; news in it is at most this many days old.
LEADING = {"headline", "caption", "body", "quotation"}
LEAD, STORY_AGE, STORY_SURE = 4, 4, 0.4


def complete(
    mentions: Sequence[EventMention],
    attached: Mapping[int, Attachment],
    sentences: Sequence[Sentence],
    passages: Sequence[Passage],
    published: Dating,
    kind: ArticleKind = "news",
    *,
    live: bool = False,
) -> tuple[DatedMention, ...]:
    """Dated mentions in the order given: the attached ones, and those that context dates.

    live: the article was written while things happened, so that its news is of its own day.
    """
    day = _day(published)
    told = {
        i: _from_expression(mentions[i], a, sentences[mentions[i].sentence], day)
        for i, a in sorted(attached.items())
    }
    fresh = day if kind == "news" and not live else None
    story = None if fresh is None else _story_day(mentions, told, passages, fresh)
    said = _announced(mentions, told, story) or story
    told = {i: _refined(dated, story) for i, dated in told.items()}
    article = undated.Article(mentions, told, sentences, published, day, kind)
    days, inside = repeats.Days(mentions, told), defaults.quoting(sentences)
    deeds, recent = repeats.Deeds(), _recent_days(article)
    result: list[DatedMention] = []
    for i, mention in enumerate(mentions):
        sentence = sentences[mention.sentence]
        dated = undated.by_the_hour(article, i) or repeats.again(
            i, mention, days, result, deeds, sentence
        )
        if dated is None and not defaults.remembered(mention, sentence, inside):
            at = _told_last(told, recent, i, said if mention.type == "statement" else story)
            if not _reported(mention, days, sentence, at):
                dated = undated.running(article, i) or undated.news(article, i, at)
        if dated is not None:
            result.append(dated)
            deeds.add(dated)
    return tuple(result)


def _told_last(
    told: Mapping[int, DatedMention], recent: Sequence[int], at: int, day: str | None
) -> str | None:
    """The date of the last of the recent that is told before a mention, by index; where there is
    none, or no day of the news, that."""
    before = 0 if day is None else bisect_left(recent, at)
    return told[recent[before - 1]].date if before else day


def _from_expression(
    mention: EventMention, attachment: Attachment, sentence: Sentence, day: str | None
) -> DatedMention:
    """The mention dated by an expression of its clause, the weekday in step with its tense."""
    found = defaults.in_step(mention, sentence, attachment, day)
    expression = found.expression
    return record(
        DatedMention,
        event=mention,
        date=found.date,
        how="modifier" if found.strength >= 0.6 else "nearby",
        time_expression=expression,
        confidence=round(mention.confidence * expression.confidence * found.strength, 4),
        rules=(f"anchor:{found.rule}",),
        shown=True,
    )


def _refined(dated: DatedMention, story: str | None) -> DatedMention:
    """News "at the 2010 congress" is of the day the article tells of, if that is of that year."""
    if story is None or dated.rules[-1] != "anchor:during-event":
        return dated
    wide = when.parse(dated.date)
    if wide.precision != "year" or not wide.contains(when.parse(story)):
        return dated
    return changed(dated, date=story, how="story-day", rules=("anchor:story-day",))


def _announced(
    mentions: Sequence[EventMention], told: Mapping[int, DatedMention], story: str | None
) -> str | None:
    """The later day on which the news was told, where one sentence says both: "died on Sunday, his
    family said on Monday". What others say of it, they say from then on."""
    if story is None:
        return None
    heard = {mentions[i].sentence for i in sorted(told) if told[i].date == story}
    for i in sorted(told):
        if mentions[i].sentence not in heard or mentions[i].type != "statement":
            continue
        found = when.parse(told[i].date)
        if found.precision == "day" and found.sort_key > when.parse(story).sort_key:
            return told[i].date
    return None


def _reported(
    mention: EventMention, days: repeats.Days, sentence: Sentence, day: str | None
) -> bool:
    """Whether it is what someone said on another day than that of the news ("In May they reported
    that the rebels held the town")."""
    token = sentence.tokens[mention.token]
    if token.dep != "ccomp":
        return False
    above = days.at(mention.sentence, token.head)
    return above is not None and above.time_expression is not None and above.date != day


def _day(published: Dating) -> str | None:
    """The publication day, None when only a month or year is known."""
    if published.published is None:
        return None
    return published.published if when.parse(published.published).precision == "day" else None


def _recent_days(article: undated.Article) -> list[int]:
    """The mentions, by index, of what happened on a day within the last few, by its own date."""
    return [
        i
        for i, m in sorted(article.told.items())
        if m.time_expression is not None
        and m.event.status in {"happened", "ongoing"}
        and article.day is not None
        and _recent(m.date, article.day)
        and not undated.beside(article.sentence(m.event), m.event)
    ]


def _recent(edtf: str, day: str) -> bool:
    """Whether a date is a day within the last few before publication."""
    found, printed = when.parse(edtf), when.parse(day).first_date
    if found.precision != "day" or found.first_date is None or printed is None:
        return False
    return 0 <= (printed - found.first_date).days <= STORY_AGE


def _story_day(
    mentions: Sequence[EventMention],
    told: Mapping[int, DatedMention],
    passages: Sequence[Passage],
    day: str,
) -> str | None:
    """The day of the news: the first day within the last few that the lead says things happened.

    An article printed on Thursday tells of Wednesday's meeting, and says Wednesday once.
    """
    lead = [p.index for p in passages if p.kind in LEADING][:LEAD]
    for i in sorted(told, key=lambda i: mentions[i].trigger.start):
        dated = told[i]
        if mentions[i].passage not in lead or mentions[i].status != "happened":
            continue
        if dated.confidence >= STORY_SURE and _recent(dated.date, day):
            return dated.date
    return None
