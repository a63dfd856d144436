"""Days of events that nothing of their own dates: the paragraph's, else that of the news.

Each is less sure than a date of the event's own and says so in the mention's confidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline import when
from timeline.anchor import defaults, relations
from timeline.anchor.scene import SUBJECTS, helped, pluperfect, signals, told_before
from timeline.languages.grammar import of
from timeline.model import ArticleKind, DatedMention, Dating, EventMention
from timeline.model.unchecked import changed, record
from timeline.syntax import Sentence

# The present tells news in headlines, and of what is done by being told ("the court quashes the
# ruling"), without signs that it only describes.
_DONE = {
    "justice", "agreement", "election", "sanction", "death", "conflict", "disaster", "accident",
}  # fmt: skip
_DESCRIBES = frozenset({"state", "spoken", "empty", "trivial-word", "reporting", "subordinate"})
# Kinds of passages that tell the news themselves: what a participle tells there is told.
TELLING = {"headline", "caption"}
# How many passages the date of a narrative holds for.
FAR_BACK = 2
# Days before publication from which on what is told is background of the news.
LONG_AGO = 45


@dataclass(frozen=True)
class Article:
    """What is known of an article when its undated events are come to.

    told: the dated mentions, by their index in `mentions`. day: that of publication, EDTF, None
    where only a month or year is known.
    """

    mentions: Sequence[EventMention]
    told: Mapping[int, DatedMention]
    sentences: Sequence[Sentence]
    published: Dating
    day: str | None
    kind: ArticleKind

    @cached_property
    def happened(self) -> list[int]:
        """The mentions, by index, of what happened, dated by an expression of their own; what had
        happened before is told in passing."""
        told = sorted(self.told.items())
        dated = [(i, m.event) for i, m in told if m.time_expression]
        return [
            i for i, e in dated if e.status == "happened" and not passing(self.sentence(e), e.token)
        ]

    def sentence(self, mention: EventMention) -> Sentence:
        """The sentence that a mention stands in."""
        return self.sentences[mention.sentence]


def beside(sentence: Sentence, mention: EventMention) -> bool:
    """Whether something is told beside the story, whose day it does not move: what had happened
    before, and in a relative clause ("was taken to hospital, where he was operated on today")."""
    dep, where = sentence.tokens[mention.token].dep, signals(sentence.language)["where"]
    # The parser may hang "where he was" on the verb.
    relative = dep == "advcl" and any(
        t.pos == "PRON" and t.text.lower() in where for t in sentence.children(mention.token)
    )
    if not mention.nominal and (dep == "acl:relcl" or relative):
        return True
    return passing(sentence, mention.token)


def passing(sentence: Sentence, index: int) -> bool:
    """Whether a verb tells in passing what had happened before; « furent relâchés » does not."""
    passive = sentence.child(index, "aux:pass")
    finite = passive is not None and passive.morph.get("VerbForm") == "Fin"
    return pluperfect(sentence, index) and not finite


def running(article: Article, index: int) -> DatedMention | None:
    """The day its paragraph is telling of: the last dated day named before it there.

    In a narrative the story goes on from paragraph to paragraph. A month or a year holds for what
    it is told with alone, and a noun may name anything. What the present tells is of that day where
    the present tells of that day, too: "On 3 June 1911 a clerk walks into the bank. He asks for …".
    """
    mention = article.mentions[index]
    sentence = article.sentence(mention)
    if not _continues(article, mention, sentence):
        return None
    story = article.kind != "news" and _depth(sentence, mention.token) == 0
    source = _before(article, index, FAR_BACK if story and mention.tense == "past" else 0)
    if source is None or not _told_so(article, mention, source):
        return None
    found = when.parse(source.date)
    if found.precision != "day":
        return None
    if article.day is not None and found.sort_key > when.parse(article.day).sort_key:
        return None
    if _opens(article, source):
        return None
    return record(
        DatedMention,
        event=mention.model_copy(update={"status": "happened"}),
        date=source.date,
        how="narrative",
        time_expression=None,
        confidence=round(0.55 * mention.confidence, 4),
        rules=("anchor:paragraph-day",),
        shown=True,
    )


def by_the_hour(article: Article, index: int) -> DatedMention | None:
    """What an expression of its own dates; by its hour alone, "died in the night", it is of the day
    its paragraph tells of, if that was long before publication."""
    dated = article.told.get(index)
    time = None if dated is None else dated.time_expression
    if dated is None or time is None or time.type != "TIME" or not time.how.endswith("narrative"):
        return dated
    if dated.date != article.day:
        return dated
    found = running(article, index)
    if found is None or not _old(article, found):
        return dated
    return changed(dated, date=found.date, how=found.how, rules=found.rules)


def _continues(article: Article, mention: EventMention, sentence: Sentence) -> bool:
    """Whether a verb may tell of the day that its paragraph is telling of."""
    if mention.nominal or mention.type == "statement" or _aloof(mention, sentence):
        return False
    goes_on = _done(mention) or _may_go_on(mention, sentence)
    return goes_on and not _aim_of_dated(article, mention)


def _opens(article: Article, source: DatedMention) -> bool:
    """Whether a dated event only opens what is told behind it: a birth, a founding, what began long
    ago."""
    sentence = article.sentence(source.event)
    words, verb = signals(sentence.language), sentence.tokens[source.event.token]
    told = {source.event.lemma, verb.lemma.lower()}
    if told & (words["born"] | words["founding"]):
        return True
    return bool(told & words["beginning"]) and (article.day is None or _old(article, source))


def _old(article: Article, source: DatedMention) -> bool:
    """Whether what is dated had happened long before publication."""
    assert article.day is not None  # only asked where it is known
    ended, printed = when.parse(source.date).last_date, when.parse(article.day).first_date
    return ended is not None and printed is not None and (printed - ended).days > LONG_AGO


def _gone_back(article: Article, index: int) -> bool:
    """Whether the paragraph has gone back to what happened long ago, and not come to now again.

    "The firm opened a mill in 1987. It sold the mill to a rival": what a plain past tells behind
    the past of a main clause is no news.
    """
    mention = article.mentions[index]
    if mention.tense != "past" or mention.type == "statement" or _until_now(article, mention):
        return False
    source = _before(article, index, 0)
    if source is None or not _old(article, source):
        return False
    if _depth(article.sentence(source.event), source.event.token):
        return False
    first = bisect_left(article.mentions, source.event.sentence, key=lambda m: m.sentence)
    between = (m for m in article.mentions[first:index] if m.sentence > source.event.sentence)
    return not any(m.tense == "present" or _until_now(article, m) for m in between)


def _until_now(article: Article, mention: EventMention) -> bool:
    """Whether it is told in the tense of what holds by now: "has backfired"."""
    sentence = article.sentence(mention)
    return helped(sentence, mention.token, signals(sentence.language)["until_now"], "Pres")


def _done(mention: EventMention) -> bool:
    return mention.tense == "past" and mention.status == "happened"


def _may_go_on(mention: EventMention, sentence: Sentence) -> bool:
    """Whether the present may tell what came next, in a main clause and no state."""
    told = mention.status in {"happened", "ongoing"} and _DESCRIBES.isdisjoint(mention.signs)
    return mention.tense == "present" and told and _depth(sentence, mention.token) == 0


def _aim_of_dated(article: Article, mention: EventMention) -> bool:
    """Whether an infinitive hangs on what has a date of its own: of "on 2 April he made an attempt
    to break out" neither is of the day before."""
    sentence = article.sentence(mention)
    if sentence.tokens[mention.token].morph.get("VerbForm") != "Inf":
        return False
    above = {t.index for t in sentence.ancestors(mention.token)}
    return any(
        m.event.sentence == mention.sentence and m.event.token in above
        for m in article.told.values()
    )


def _told_so(article: Article, mention: EventMention, source: DatedMention) -> bool:
    """Whether the present, if it is that, tells of the day of `source`, and no day of its sentence
    comes between: « Détruit en 1944, le musée perd ses toiles »."""
    if mention.tense == "past":
        return True
    own = any(m.event.sentence == mention.sentence for m in article.told.values())
    return source.event.tense == "present" and (
        not own or source.event.sentence == mention.sentence
    )


def _aloof(mention: EventMention, sentence: Sentence) -> bool:
    """Whether a past event is of no day of the story: of before, of until now, of a day apart."""
    index = mention.token
    # "has backfired": the tense of what holds by now.
    if helped(sentence, index, signals(sentence.language)["until_now"], "Pres"):
        return True
    if told_before(sentence, index) or defaults.long_past(sentence, index):
        return True
    if _describes(mention, sentence) or relations.apart(sentence, index):
        return True
    if relations.later(sentence, index):
        return True
    # "a year after the talks, …" is of a day of its own.
    near = [d for c in sentence.children(index) for d in (c, *sentence.children(c.index))]
    return any(relations.apart(sentence, t.index) for t in near if t.pos in {"NOUN", "PROPN"})


def _before(article: Article, index: int, far: int) -> DatedMention | None:
    """The dated event that the text has come to: the last of the main ones of the last sentence
    before that dates any, no more than `far` passages back."""
    mention = article.mentions[index]
    best: tuple[int, DatedMention] | None = None
    for at in range(bisect_left(article.happened, index) - 1, -1, -1):
        source = article.told[article.happened[at]]
        if mention.passage - source.event.passage > far:
            break
        if best is not None and best[1].event.sentence != source.event.sentence:
            break
        sentence, token = article.sentence(source.event), source.event.token
        here = source.event.sentence == mention.sentence
        if here and not _goes_on(sentence, token, mention.token):
            continue
        depth = _depth(sentence, token)
        if best is None or depth < best[0]:
            best = depth, source
    return None if best is None else best[1]


def _depth(sentence: Sentence, index: int) -> int:
    """How far below the main clause a token lies; what is coordinated lies as far."""
    chain = [sentence.tokens[index], *sentence.ancestors(index)]
    return sum(t.dep not in {"conj", "root", "parataxis"} for t in chain)


def _describes(mention: EventMention, sentence: Sentence) -> bool:
    """True for a participle that only tells of its noun ("a law aimed at …", "the hall built by
    …") and for what an imperfect says of a state: background, not the day's news."""
    if mention.passage_kind in TELLING:
        return False
    token = sentence.tokens[mention.token]
    form, past = token.morph.get("VerbForm"), token.morph.get("Tense") == "Past"
    bare = sentence.child(token.index, "aux", "aux:pass", "aux:tense", *SUBJECTS) is None
    if bare and past and form == "Part" and token.dep in {"root", "conj", "advcl"}:
        return True  # "Educated at Harrow."
    if token.dep == "acl" and form in {"Part", "Ger"}:
        return not past or of(sentence.language).past_participles_describe
    parts = [token, *(c for c in sentence.children(token.index) if c.dep.startswith("aux:pass"))]
    return any(t.morph.get("Tense") == "Imp" for t in parts)


def _goes_on(sentence: Sentence, before: int, after: int) -> bool:
    """True for a main clause behind a colon or semicolon: "It was a long day: he signed …", and
    for what is set off as later."""
    marked = any(t.text in {":", ";"} for t in sentence.tokens[before:after])
    main = sentence.tokens[after].dep in {"root", "parataxis", "conj"}
    # The parser may take what follows a colon for a clause of the verb before it.
    loose = sentence.tokens[after].dep == "advcl" and sentence.child(after, "mark") is None
    return (marked and (main or loose)) or relations.later(sentence, after)


def news(article: Article, index: int, story: str | None) -> DatedMention | None:
    """News told without a date is of the day the article tells of, else of its publication day;
    plans and background are of neither.

    story: the day the article has come to where the mention stands.
    """
    mention = article.mentions[index]
    if article.day is None or article.kind != "news":
        return None
    if not _is_news(mention, article.sentence(mention)) or _gone_back(article, index):
        return None
    told = story is not None and mention.status != "ongoing"
    sure = max(article.published.confidence, 0.5)
    return record(
        DatedMention,
        event=mention,
        date=story if story is not None and told else article.day,
        how="story-day" if told else "publication-day",
        time_expression=None,
        confidence=round(0.45 * mention.confidence * sure, 4),
        rules=("anchor:story-day" if told else "anchor:publication-day",),
        shown=True,
    )


def _own_type(mention: EventMention) -> str:
    """The type of the word itself, whatever its clause makes of it."""
    return mention.rules[0].split(":")[1] if mention.rules else mention.type


def _is_news(mention: EventMention, sentence: Sentence) -> bool:
    """Whether an undated event is told as something new, neither as a plan nor as background."""
    if mention.nominal or mention.passage_kind == "footnote":
        return False
    if mention.tense == "present":
        # "he cannot lose": what does not happen does so on no day
        told = "strong" in mention.signs and mention.status in {"happened", "ongoing"}
        done = mention.status == "happened" or _own_type(mention) in _DONE
        fresh = mention.passage_kind == "headline" or (
            done and _DESCRIBES.isdisjoint(mention.signs)
        )
        fresh = fresh and told
    else:
        told = mention.tense == "past" and mention.status in {"happened", "ongoing", "denied"}
        fresh = told and not told_before(sentence, mention.token)
    if not fresh or relations.apart(sentence, mention.token):
        return False
    return not _describes(mention, sentence) and not defaults.background(mention, sentence)
