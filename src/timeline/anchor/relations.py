"""Events dated by other events of their sentence: "two days after the vote", "when they met".

Of two events that a length of time or a conjunction ties together, the dated one dates the other.
Nothing here overrides a date that an expression of its own gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from timeline import when
from timeline.anchor.scene import Attachment, Scene, cases, pluperfect, signals
from timeline.model import TimeExpression
from timeline.syntax import Sentence, Token

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T.*)?")
_UNITS = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y"}
# Where the phrase that a preposition or conjunction opens is over.
_STOPS = frozenset(",;:.–—()")
# How far behind "after" the event it governs may be named.
_REACH = 15
# How a day is placed that lies before publication.
_GONE = {"weekday-before-publication", "relative-to-publication", "last-before-publication"}
# Types of which an article mostly tells one event, however it names it.
HARM = {"accident", "disaster", "conflict"}


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one event lies from another: main is `sign` times `length` (ISO 8601) after other.

    main, other: indexes of mentions. start, end: the raw span of the words that say so, whose
    dates tell no other day.
    """

    main: int
    other: int
    sign: int
    length: str
    start: int
    end: int


def distances(scene: Scene, expressions: Sequence[TimeExpression]) -> list[Distance]:
    """The distances a sentence states; expressions: all of the sentence, lengths included."""
    found = []
    for start, at, sign, length in _stated(scene.sentence, expressions):
        other = _governed(scene, at)
        if other is None:
            continue
        main = _measured(scene, start, at, other)
        if main is not None:
            span = scene.sentence.tokens[start].start, scene.sentence.tokens[at].end
            found.append(Distance(main, other, sign, length, *span))
    return found


def _stated(
    sentence: Sentence, expressions: Sequence[TimeExpression]
) -> Iterator[tuple[int, int, int, str]]:
    """(first token, token of the preposition or noun, sign, length) of each phrase."""
    words, tokens = signals(sentence.language), sentence.tokens
    for t in tokens[:-1]:
        low = t.text.lower()
        nearby = low in words["next"] or low in words["eve"]
        if nearby and tokens[t.index + 1].text.lower() in words["of"]:
            yield t.index, t.index + 1, 1 if low in words["next"] else -1, "P1D"
        # "and the year after he left": counted from what was told before
        counted = t.index > 2 and tokens[t.index - 3].pos == "CCONJ"
        if t.index and not counted and low in words["after"] | words["before"]:
            sign = 1 if low in words["after"] else -1
            for first, length in _lengths(sentence, t.index - 1, expressions):
                yield first, t.index, sign, length


def _lengths(
    sentence: Sentence, last: int, expressions: Sequence[TimeExpression]
) -> Iterator[tuple[int, str]]:
    """First token and length of what ends with a token: a length of time, or a bare unit."""
    words, ends = signals(sentence.language), sentence.tokens[last]
    told = next((e for e in expressions if e.type == "DURATION" and e.end == ends.end), None)
    if told is not None:
        if told.mod is None:
            yield sentence.covering(told.start, told.end)[0].index, told.value
        return
    for unit, length in _UNITS.items():
        if ends.text.lower() in words[unit]:
            yield last, length
    if ends.lemma.lower() in words["hour"]:
        yield last, "PT1H"


def apart(sentence: Sentence, index: int) -> bool:
    """True for what lies a stated time before or after another event ("a day after he left")."""
    # "forced the ship to stop": told with the forcing; "after a storm broke and sank it" too.
    chain = (*sentence.shared(index, "xcomp"), *sentence.shared(index, "conj"))
    return any(_measured_off(sentence, t) for t in chain)


def later(sentence: Sentence, index: int) -> bool:
    """Whether a bare adverb sets a verb off from what was told before it: "was later convicted"."""
    words = signals(sentence.language)["later"]
    return any(
        t.dep.startswith("advmod")
        and t.text.lower() in words
        and t.index < index
        and not sentence.children(t.index)
        for t in sentence.children(index)
    )


def _measured_off(sentence: Sentence, token: Token) -> bool:
    words = signals(sentence.language)
    for t in sentence.children(token.index):
        if t.text.lower() in words["after"] | words["before"] and t.index:
            told = sentence.tokens[t.index - 1]
            if any(
                {told.text.lower(), told.lemma.lower()} & words[unit] for unit in (*_UNITS, "hour")
            ):
                return True
    return False


def _governed(scene: Scene, at: int) -> int | None:
    """The first event named behind the preposition, in its phrase."""
    tokens = scene.sentence.tokens
    head = tokens[at].head
    if head > at and head in scene.at_token and head - at <= _REACH:
        return scene.at_token[head]
    for t in tokens[at + 1 : at + 1 + _REACH]:
        if t.text in _STOPS:
            return None
        if t.index in scene.at_token:
            return scene.at_token[t.index]
    return None


def _measured(scene: Scene, start: int, at: int, other: int) -> int | None:
    """The event that the length of time is measured to: the nearest above, else the main one."""
    inside = scene.sentence.governed(scene.mentions[other].token)
    for t in (scene.sentence.tokens[start], scene.sentence.tokens[at]):
        for above in scene.sentence.ancestors(t.index):
            index = scene.at_token.get(above.index)
            if (
                index is not None
                and index != other
                and (above.index not in inside or above.index < start)
            ):
                return index
    root = next((t.index for t in scene.sentence.tokens if t.head == t.index), -1)
    index = scene.at_token.get(root)
    return index if index != other else None


def shifted(edtf: str, length: str, sign: int) -> str | None:
    """The date that far off another, no finer than the two allow; None where that says nothing.

    Weeks and days need a day to start from; months give a month, one year too, more years a year.
    """
    base, told = when.parse(edtf), _LENGTH.fullmatch(length)
    if told is None or base.first_date is None or base.precision not in {"day", "month", "year"}:
        return None
    years, months, weeks, days = (int(g or 0) for g in told.groups()[:4])
    ago = relativedelta(years=years, months=months, weeks=weeks, days=days)
    if not ago:
        return base.edtf if told[5] and base.precision == "day" else None
    try:
        moved = base.first_date + sign * ago
    except (ValueError, OverflowError):
        return None  # beyond the calendar
    found = _as_fine(moved, base.precision, ago, months)
    # "Five weeks after" is said of 34 days and of 36.
    return None if found is None else (when.about(found) if weeks > 1 else found).edtf


def _as_fine(moved: date, precision: str, ago: relativedelta, months: int) -> when.When | None:
    """A day as fine as what was `ago` and the date it is counted from allow."""
    if ago.days:
        return when.of_day(moved) if precision == "day" else None
    if precision == "year":
        return None if months else when.of_year(moved.year)
    fine = months or ago.years == 1
    return when.of_month(moved.year, moved.month) if fine else when.of_year(moved.year)


def spread(scene: Scene, best: dict[int, Attachment], far: Sequence[Distance]) -> None:
    """Date what `best` leaves undated by what it dates."""
    for d in far:
        _by_distance(best, d)
    for i in sorted(scene.mentions):
        _set_off(scene, best, i, far)
        _meanwhile(scene, best, i)
        _result(scene, best, i)
        _framing(scene, best, i)
        _next(scene, best, i)
        _within(scene, best, i)
        _following(scene, best, i)
        _bearer(scene, best, i)
        _in_brackets(scene, best, i)


def _by_distance(best: dict[int, Attachment], d: Distance) -> None:
    for known, wanted, sign in ((d.main, d.other, -d.sign), (d.other, d.main, d.sign)):
        if known not in best or wanted in best:
            continue
        found = best[known]
        date_ = shifted(found.date, d.length, sign)
        if date_ is not None:
            strength = 0.8 * found.strength
            best[wanted] = Attachment(found.expression, date_, strength, "distance")


def _set_off(scene: Scene, best: dict[int, Attachment], i: int, far: Sequence[Distance]) -> None:
    """What came "after the first strikes, last May, …" came in May too, if no length parts them."""
    above = scene.at_token.get(scene.token(i).head)
    if i not in best or above is None or above in best or best[i].rule != "set-off":
        return
    if not any(i in (d.main, d.other) for d in far):
        best[above] = best[i].to("set-off", strength=0.6)


def _meanwhile(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """A clause of the same time ("when they met"), and what is done by doing ("by signing")."""
    token, mentions = scene.token(i), scene.mentions
    above = scene.at_token.get(token.head)
    if token.dep not in {"advcl", "acl:relcl"} or above is None or above == i:
        return
    said = scene.marks(token.index, "mark", "advmod", "case")
    # "will fly to Rome on Monday to meet …": told as planned because of the journey.
    journey = mentions[above].type == "visit" and mentions[i].status == "planned"
    doing = journey or _doing(scene, token, said)
    behind = token.index > scene.token(above).index
    timed = said & (scene.words["when"] | (scene.words["meanwhile"] if behind else frozenset()))
    for known, wanted in [(above, i)] if doing else [(above, i), (i, above)] if timed else []:
        told = best.get(known)
        if told is None or wanted in best or _timed_apart(scene, timed, known, wanted):
            continue
        against = known == i and timed & scene.words["contrast"] and _set_against(scene, token)
        if not against and not _of_before(scene, told, wanted):
            best[wanted] = told.to("meanwhile", share=0.8)


def _timed_apart(scene: Scene, timed: Set[str], known: int, wanted: int) -> bool:
    """Whether two clauses that a word of time joins are of two times all the same."""
    beside = bool(timed & scene.words["meanwhile"])
    unlike = bool(timed) and _unlike(scene, known, wanted)
    return unlike or (beside and _is_news(scene, known, wanted))


def _set_against(scene: Scene, token: Token) -> bool:
    """Whether a clause behind a comma tells of somebody else: "they fled, while in May Ann
    arrived"."""
    first = scene.sentence.subtree(token.index)[0].index
    own = scene.sentence.child(token.index, "nsubj", "nsubj:pass") is not None
    return own and first > 0 and scene.sentence.tokens[first - 1].text == ","


def _result(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """A past act is of the past day behind what it brought about: "beat Hull to reach the final on
    Saturday"."""
    token = scene.token(i)
    above = scene.at_token.get(token.head)
    if i not in best or above is None or above in best:
        return
    deed, found = scene.mentions[above], best[i]
    won = token.dep == "xcomp" and deed.type == "sport"
    past = deed.tense == "past" and deed.status == "happened" and not deed.nominal
    if not past or not (won or token.dep == "advcl") or token.index < scene.token(above).index:
        return
    day = when.parse(found.date).precision == "day" and found.expression.how in _GONE
    if day and scene.marks(token.index, "mark") & scene.words["to"]:
        best[above] = found.to("result", share=0.9)


def _of_before(scene: Scene, told: Attachment, wanted: int) -> bool:
    """Whether a clause tells of before what it stands with: in the pluperfect, or of one moment
    beside what has lasted ("asked when the bridge, closed since May, would reopen")."""
    lasting = told.date.endswith("/..") and scene.mentions[wanted].status == "happened"
    return lasting or pluperfect(scene.sentence, scene.token(wanted).index)


def _doing(scene: Scene, token: Token, said: set[str]) -> bool:
    """True for a participle or gerund that tells how what stands above it was done."""
    form = token.morph.get("VerbForm") in {"Part", "Ger"} and token.morph.get("Tense") != "Past"
    helped = any(c.dep.startswith("aux") for c in scene.sentence.children(token.index))
    return form and token.dep == "advcl" and not said - scene.words["by"] and not helped


def _framing(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """What opens its sentence dates the rest: "upon leaving office in 2008, he founded a bank".

    After something of one day the rest may be of the next; after something of a year it mostly is
    of that year too.
    """
    token, words = scene.token(i), scene.words
    above = scene.at_token.get(token.head)
    if i not in best or above is None or above in best or token.dep != "advcl":
        return
    main = scene.token(above).index
    if token.index > main or scene.mentions[above].tense != "past":
        return
    coarse = when.parse(best[i].date).precision in {"month", "season", "year"}
    alike = words["upon"] | (words["after"] if coarse else frozenset())
    if scene.sentence.child(token.index, "nsubj", "nsubj:pass") is None:
        alike |= words["meanwhile"]  # "while Oslo agreed, Rome refused" is a contrast
    said = scene.marks(token.index, "mark", "advmod", "case")
    if said & alike and not pluperfect(scene.sentence, main):
        best[above] = best[i].to("framing", share=0.7)


def _next(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """What came next on the same day: "opened lower on Monday before recovering", and what came
    right before: "was arrested on Monday after joining a march"."""
    token = scene.token(i)
    above = scene.at_token.get(token.head)
    if i in best or above is None or above not in best or token.dep != "advcl":
        return
    bare = token.morph.get("VerbForm") in {"Inf", "Ger", "Part"}
    told = bare and scene.mentions[above].status == "happened"
    day = when.parse(best[above].date).precision == "day"
    apart_ = scene.sentence.child(token.index, "aux") or apart(scene.sentence, token.index)
    beside = scene.words["then"] | (frozenset() if apart_ else scene.words["after"])
    if told and day and scene.marks(token.index) & beside:
        best[i] = best[above].to("next", share=0.7)


def _is_news(scene: Scene, known: int, wanted: int) -> bool:
    """Whether one tells of what is to come, the other of news: "to vote in July as mayor unveils
    tax"."""
    ahead = scene.mentions[known].status in {"planned", "possible"}
    return ahead and scene.mentions[wanted].status in {"happened", "ongoing"}


def _unlike(scene: Scene, known: int, wanted: int) -> bool:
    """Whether two clauses tell in tenses that one day can't have."""
    tenses = {scene.mentions[known].tense, scene.mentions[wanted].tense} - {"none"}
    return len(tenses) > 1 and tenses != {"present", "future"}


def _within(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """An event at which something dated happened ("were arrested at the marches on Sunday")."""
    token = scene.token(i)
    above = scene.at_token.get(token.head)
    if i in best or above is None or above not in best or not token.dep.startswith("obl"):
        return
    travels = scene.mentions[i].type in {"visit", "meeting"} and token.dep != "obl:arg"
    setting = scene.words["within"] | (scene.words["travel"] if travels else frozenset())
    if cases(scene.sentence, token.index) & setting and scene.mentions[i].nominal:
        best[i] = best[above].to("within", share=0.8)


def _following(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """What came out of a dated event lasts from then on ("the protests that followed the vote")."""
    token = scene.token(i)
    if i in best or token.lemma.lower() not in scene.words["following"]:
        return
    for t in scene.sentence.children(token.index):
        source = scene.at_token.get(t.index)
        if t.dep == "obj" and source in best and scene.mentions[i].lemma != token.lemma.lower():
            found = best[source]
            date_ = when.span(when.parse(found.date), None).edtf
            best[i] = Attachment(found.expression, date_, 0.7, "following")


def _bearer(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """An accident is of the day on which it did its harm ("a crash that killed four on Monday")."""
    if i in best or scene.mentions[i].type not in HARM or not scene.mentions[i].nominal:
        return
    token = scene.token(i)
    harms = [t for t in scene.sentence.children(token.index) if t.dep == "acl:relcl"]
    if token.dep in {"nsubj", "obl:agent"}:
        harms.append(scene.sentence.tokens[token.head])
    for t in harms:
        source = scene.at_token.get(t.index)
        if source is None or source not in best:
            continue
        harm = scene.mentions[source]
        did = harm.status == "happened" and harm.type in HARM | {"death"}
        own = scene.sentence.child(t.index, "nsubj")
        if did and (own is None or own.pos == "PRON" or own.index == token.index):
            best[i] = best[source].to("bearer", strength=0.7)
            return


def _in_brackets(scene: Scene, best: dict[int, Attachment], i: int) -> None:
    """A deed is of the day of what brackets behind it name: "launched his attack (battle of Orm, 3
    May 1825)"."""
    token = scene.token(i)
    above = scene.at_token.get(token.head)
    opens = token.index and scene.sentence.tokens[token.index - 1].text == "("
    apposed = token.dep == "appos" and scene.mentions[i].nominal and above not in (None, i)
    if i in best and apposed and opens and above is not None and above not in best:
        best[above] = best[i].to("shared", share=0.8)


def when_then(scene: Scene, expression: TimeExpression) -> int | None:
    """The event of a clause that tells what happened then: "on 3 April, when the gunboats came"."""
    inside = scene.sentence.covering(expression.start, expression.end)
    if not inside:
        return None
    tokens = scene.sentence.tokens
    at = inside[-1].index + 1
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    words = scene.words
    if at >= len(tokens) or tokens[at].text.lower() not in words["when"] | words["whereat"]:
        return None
    for t in [tokens[at], *scene.sentence.ancestors(at)]:
        if t.index in scene.at_token:
            index = scene.at_token[t.index]
            return index if t.index > at else None
        # "when he had the pump closed"
        caused = scene.sentence.child(t.index, "ccomp", "xcomp") if t.index > at else None
        if caused is not None and caused.index in scene.at_token:
            return scene.at_token[caused.index]
    return None


def day_of(sentence: Sentence, expression: TimeExpression) -> list[Token]:
    """What hangs on a noun for the day just named: "Sunday, the day of the vote"."""
    words = signals(sentence.language)
    inside = sentence.covering(expression.start, expression.end)
    if not inside:
        return []
    at = inside[-1].index + 1
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].text != ",":
        return []
    at += 1
    if at < len(tokens) and tokens[at].pos == "DET":
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text.lower() not in words["daywords"]:
        return []
    if tokens[at + 1].text.lower() not in words["where"] | words["of"] | words["attribute"]:
        return []
    return [t for t in sentence.subtree(at) if t.index > at]
