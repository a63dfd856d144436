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
from timeline.anchor import defaults, relations
from timeline.anchor.scene import SUBJECTS, Attachment, helped, pluperfect, signals
from timeline.model import ArticleKind, DatedMention, Dating, EventMention, Passage
from timeline.syntax import Sentence

# Types that name one thing of a kind within an article: a second naming is the same event.
ONE_OFF = {"election", "meeting", "visit", "agreement", "disaster", "accident", "conflict"}
# The present tells news only of what weighs something; below this it describes.
PRESENT_NEWS = 0.3
# The first passages of these kinds make the lead; news in it is at most this many days old.
LEADING = {"headline", "caption", "body", "quotation"}
LEAD, STORY_AGE, STORY_SURE = 4, 4, 0.4
# How many passages the date of a narrative holds for.
FAR_BACK = 2
STEM = 5  # letters that a verb and its noun have in common at least
REFERRING = {"this", "that", "these", "those", "the", "his", "her", "its", "their"} | {
    "ce", "cet", "cette", "ces", "le", "la", "les", "l'", "son", "sa", "ses", "leur", "leurs",
}  # fmt: skip


def complete(
    mentions: Sequence[EventMention],
    attached: Mapping[int, Attachment],
    sentences: Sequence[Sentence],
    passages: Sequence[Passage],
    published: Dating,
    kind: ArticleKind = "news",
) -> tuple[DatedMention, ...]:
    """Dated mentions in the order given: the attached ones, and those that context dates."""
    news = kind == "news"
    day = _day(published)
    told = {
        i: _from_expression(
            mentions[i], defaults.in_step(mentions[i], sentences[mentions[i].sentence], a, day)
        )
        for i, a in attached.items()
    }
    story = _story_day(mentions, told, passages, day) if day is not None and news else None
    said = _announced(mentions, told, story)
    for i in sorted(told):
        told[i] = _refined(told[i], story)
    days = _Told(mentions, told)
    inside = defaults.quoting(sentences)
    result: list[DatedMention] = []
    for i, mention in enumerate(mentions):
        at = None
        dated = told.get(i) or _same_event(i, mention, days, sentences)
        if dated is None:
            dated = _during(mention, result, sentences)
        if dated is None:
            dated = _deed(mention, result, sentences)
        if dated is None and day is not None:
            at = said if said is not None and mention.type == "statement" else story
            at = _latest(i, mentions, told, day, at)
        if dated is None and not (
            defaults.remembered(mention, sentences[mention.sentence], inside)
            or _reported(mention, days, sentences, at)
        ):
            dated = _running(i, mention, mentions, told, day, sentences, kind)
            if dated is None and day is not None and news:
                dated = _news(mention, sentences, day, published, at)
        if dated is not None:
            result.append(dated)
    return tuple(result)


def _from_expression(mention: EventMention, attachment: Attachment) -> DatedMention:
    expression = attachment.expression
    return DatedMention(
        event=mention,
        date=attachment.date,
        how="modifier" if attachment.strength >= 0.6 else "nearby",
        time_expression=expression,
        confidence=round(mention.confidence * expression.confidence * attachment.strength, 4),
        rules=(f"anchor:{attachment.rule}",),
    )


def _refined(dated: DatedMention, story: str | None) -> DatedMention:
    """News "at the 2010 congress" is of the day the article tells of, if that is of that year."""
    if story is None or dated.rules[-1] != "anchor:during-event":
        return dated
    wide = when.parse(dated.date)
    if wide.precision != "year" or not wide.contains(when.parse(story)):
        return dated
    if dated.event.nominal or dated.event.tense == "future":
        return dated
    return dated.model_copy(
        update={"date": story, "how": "story-day", "rules": ("anchor:story-day",)}
    )


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
    mention: EventMention,
    days: _Told,
    sentences: Sequence[Sentence],
    day: str | None,
) -> bool:
    """Whether it is what someone said on another day than that of the news ("In May they reported
    that the rebels held the town")."""
    token = sentences[mention.sentence].tokens[mention.token]
    if token.dep != "ccomp":
        return False
    above = days.at(mention.sentence, token.head)
    return above is not None and above.time_expression is not None and above.date != day


def _day(published: Dating) -> str | None:
    """The publication day, None when only a month or year is known."""
    if published.published is None:
        return None
    return published.published if when.parse(published.published).precision == "day" else None


class _Told:
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


def _same_event(
    index: int, mention: EventMention, days: _Told, sentences: Sequence[Sentence]
) -> DatedMention | None:
    """A definite noun phrase names again what the article has dated."""
    if not mention.nominal or mention.type not in ONE_OFF or not _definite(mention, sentences):
        return None
    source = days.nearest(index, mention)
    if source is None:
        return None
    return DatedMention(
        event=mention,
        date=source.date,
        how="same-event",
        time_expression=None,
        confidence=round(0.7 * min(mention.confidence, source.confidence), 4),
        rules=("anchor:same-event",),
    )


def _during(
    mention: EventMention, before: Sequence[DatedMention], sentences: Sequence[Sentence]
) -> DatedMention | None:
    """What was done "during this discussion" is of its day, where that is named again."""
    sentence = sentences[mention.sentence]
    words = signals(sentence.language)
    for source in reversed(before):
        if source.event.sentence != mention.sentence:
            return None
        noun = sentence.tokens[source.event.token]
        if noun.head != mention.token or source.rules != ("anchor:same-event",):
            continue
        cases = {c.text.lower() for c in sentence.children(noun.index) if c.dep == "case"}
        if cases & words["during"]:
            return source.model_copy(
                update={
                    "event": mention,
                    "confidence": round(0.9 * source.confidence, 4),
                    "rules": ("anchor:during-event",),
                }
            )
    return None


def _deed(
    mention: EventMention, before: Sequence[DatedMention], sentences: Sequence[Sentence]
) -> DatedMention | None:
    """A noun that names again what a verb has told: "he resigned on Monday … his resignation"."""
    if not mention.nominal or not _definite(mention, sentences):
        return None
    words = signals(mention.language)
    for source in reversed(before):
        told = source.event
        if told.nominal or told.type != mention.type or told.status != "happened":
            continue
        if told.sentence == mention.sentence:
            continue
        if not _akin(told.lemma, mention.lemma, words):
            continue
        if when.parse(source.date).precision != "day":
            return None
        return DatedMention(
            event=mention,
            date=source.date,
            how="same-event",
            confidence=round(0.7 * min(mention.confidence, source.confidence), 4),
            rules=("anchor:same-deed",),
        )
    return None


def _akin(verb: str, noun: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a noun is of a verb: by their common beginning, else both of dying."""
    verb, noun = verb.split(maxsplit=1)[0], noun.rsplit(maxsplit=1)[-1]
    if {verb, noun} <= words["dying"]:
        return True
    return len(noun) >= STEM and len(verb) >= STEM and verb[:STEM] == noun[:STEM]


def _definite(mention: EventMention, sentences: Sequence[Sentence]) -> bool:
    sentence = sentences[mention.sentence]
    token = sentence.tokens[mention.token]
    return any(
        c.text.lower().replace("’", "'") in REFERRING or c.dep in {"nmod:poss"}
        for c in sentence.children(token.index)
        if c.index < token.index
    )


def _running(
    index: int,
    mention: EventMention,
    mentions: Sequence[EventMention],
    told: Mapping[int, DatedMention],
    day: str | None,
    sentences: Sequence[Sentence],
    kind: ArticleKind,
) -> DatedMention | None:
    """The day its paragraph is telling of: the last dated day named before it there.

    In a narrative the story goes on from paragraph to paragraph. A month or a year holds for what
    it is told with alone, and a noun may name anything.
    """
    if mention.tense != "past" or mention.type == "statement" or mention.status != "happened":
        return None
    if mention.nominal or _until_now(sentences[mention.sentence], mention.token):
        return None
    sentence = sentences[mention.sentence]
    if _describes(mention, sentence) or relations.within_apart(sentence, mention.token):
        return None
    if pluperfect(sentence, mention.token) or defaults.long_past(sentence, mention.token):
        return None
    near = [d for c in sentence.children(mention.token) for d in (c, *sentence.children(c.index))]
    if any(relations.apart(sentence, t.index) for t in near if t.pos in {"NOUN", "PROPN"}):
        # "a year after the talks, …" is of a day of its own.
        return None
    story = kind != "news" and _depth(sentence, mention.token) == 0
    source = _before(index, mentions, told, sentences, FAR_BACK if story else 0)
    if source is None:
        return None
    found = when.parse(source.date)
    if found.precision != "day":
        return None
    if day is not None and found.sort_key > when.parse(day).sort_key:
        return None
    return DatedMention(
        event=mention,
        date=source.date,
        how="narrative",
        confidence=round(0.55 * mention.confidence, 4),
        rules=("anchor:paragraph-day",),
    )


def _before(
    index: int,
    mentions: Sequence[EventMention],
    told: Mapping[int, DatedMention],
    sentences: Sequence[Sentence],
    far: int,
) -> DatedMention | None:
    """The dated event that the text has come to: the last of the main ones of the last sentence
    before that dates any, no more than `far` passages back."""
    mention = mentions[index]
    best: tuple[int, DatedMention] | None = None
    for i in range(index - 1, -1, -1):
        if mention.passage - mentions[i].passage > far:
            break
        source = told.get(i)
        if source is None or source.time_expression is None:
            continue
        if source.event.status != "happened":
            continue
        if best is not None and best[1].event.sentence != source.event.sentence:
            break
        sentence = sentences[source.event.sentence]
        if source.event.sentence == mention.sentence and not _goes_on(
            sentence, source.event.token, mention.token
        ):
            continue
        depth = _depth(sentence, source.event.token)
        if best is None or depth < best[0]:
            best = depth, source
    return None if best is None else best[1]


def _depth(sentence: Sentence, index: int) -> int:
    """How far below the main clause a token lies; what is coordinated lies as far."""
    chain = [sentence.tokens[index], *sentence.ancestors(index)]
    return sum(t.dep not in {"conj", "root", "parataxis"} for t in chain)


def _until_now(sentence: Sentence, index: int) -> bool:
    """Whether its tense tells of what holds by now, so of no day of the story: "has backfired"."""
    return helped(sentence, index, signals(sentence.language)["until_now"], "Pres")


def _describes(mention: EventMention, sentence: Sentence) -> bool:
    """True for a participle that only tells of its noun ("a law aimed at …", "the hall built by
    …") and for what a French imperfect says of a state: background, not the day's news."""
    token = sentence.tokens[mention.token]
    if mention.passage_kind in LEADING - {"body", "quotation"}:
        return False
    below = {c.dep for c in sentence.children(token.index)}
    past = token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"
    bare = past and not below & {"aux", "aux:pass", "aux:tense", *SUBJECTS}
    if bare and token.dep in {"root", "conj", "advcl"}:
        return True  # "Educated at Harrow."
    if token.dep == "acl" and token.morph.get("VerbForm") in {"Part", "Ger"}:
        return sentence.language == "fr" or token.morph.get("Tense") != "Past"
    parts = [token, *(c for c in sentence.children(token.index) if c.dep.startswith("aux:pass"))]
    return sentence.language == "fr" and any(t.morph.get("Tense") == "Imp" for t in parts)


def _goes_on(sentence: Sentence, before: int, after: int) -> bool:
    """True for a main clause behind a colon or semicolon: "It was a long day: he signed …"."""
    marked = any(t.text in {":", ";"} for t in sentence.tokens[before:after])
    main = sentence.tokens[after].dep in {"root", "parataxis", "conj"}
    # The parser may take what follows a colon for a clause of the verb before it.
    loose = sentence.tokens[after].dep == "advcl" and sentence.child(after, "mark") is None
    return marked and (main or loose)


def _news(
    mention: EventMention,
    sentences: Sequence[Sentence],
    day: str,
    published: Dating,
    story: str | None,
) -> DatedMention | None:
    """News told without a date is of the day the article tells of, else of its publication day;
    plans and background are of neither."""
    weighty = mention.tense == "present" and mention.salience >= PRESENT_NEWS
    fresh = weighty or (
        mention.tense == "past" and not pluperfect(sentences[mention.sentence], mention.token)
    )
    if not fresh or mention.status not in {"happened", "ongoing", "denied"}:
        return None
    if mention.status == "denied" and mention.tense == "present":
        return None  # "he cannot lose": what does not happen does so on no day
    if mention.nominal or mention.passage_kind == "footnote":
        return None
    if relations.apart(sentences[mention.sentence], mention.token):
        return None
    if _describes(mention, sentences[mention.sentence]):
        return None
    if defaults.background(mention, sentences[mention.sentence]):
        return None
    from_story = story is not None and mention.status != "ongoing"
    return DatedMention(
        event=mention,
        date=story if story is not None and from_story else day,
        how="story-day" if from_story else "publication-day",
        confidence=round(0.45 * mention.confidence * max(published.confidence, 0.5), 4),
        rules=("anchor:story-day" if from_story else "anchor:publication-day",),
    )


def _latest(
    index: int,
    mentions: Sequence[EventMention],
    told: Mapping[int, DatedMention],
    day: str,
    story: str | None,
) -> str | None:
    """The last of the recent days told before a mention, where the news has one."""
    if story is None:
        return None
    for i in range(index - 1, -1, -1):
        source = told.get(i)
        if source is None or source.time_expression is None:
            continue
        if mentions[i].status not in {"happened", "ongoing"}:
            continue
        if _recent(source.date, day):
            return source.date
    return story


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
