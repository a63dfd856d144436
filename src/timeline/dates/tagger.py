"""From a text to its time expressions: find, resolve, and put the surroundings to use."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from typing import Literal

from timeline import when
from timeline.dates import engine, headings, ranges, rulebook, running_log
from timeline.dates.ages import with_ages
from timeline.dates.context import Context, Placed
from timeline.dates.figures import settle_order
from timeline.dates.line_openers import with_openers
from timeline.dates.mend import Mended
from timeline.dates.narrative import is_headed, is_narrative, is_obituary, latest_year, returns
from timeline.dates.point import Point
from timeline.dates.resolve import resolve
from timeline.dates.rulebook import Rulebook
from timeline.dates.tense import (
    FAR,
    NEAR,
    Cues,
    Tense,
    beside_the_story,
    in_passing,
    lasts_until_now,
    literary_at,
    sentence_ends,
    tense_at,
)
from timeline.dates.text_read import text_read
from timeline.dates.tokens import Tokens
from timeline.dates.year_months import with_year_months
from timeline.model import Headed, TimeExpression
from timeline.when import When

Mode = Literal["auto", "news", "narrative"]

SENTENCE = 60  # tokens that two dates of one sentence may lie apart
ABOVE = 3  # line ends between a headline and the line with the day
HEAD = 8  # tokens of the phrase that opens a sentence, with its date


@lru_cache(maxsize=32)
def _cues(code: str) -> Cues:
    return Cues.of(rulebook.load(code).data)


def published_point(published: str | None) -> Point | None:
    """The publication date as a Point. Raises NotEdtfError for text that is no EDTF."""
    if published is None:
        return None
    told = when.parse(published)
    first = told.first
    # At the calendar's own edges there is no next or last week to count.
    if first is None or not 1 < first[0] < 9999:
        return None
    if told.precision in ("day", "month", "year"):
        return Point(told.precision, first[0], first[1], first[2])
    last = told.last
    return Point("year", first[0]) if last is not None and last[0] == first[0] else None


def tag(
    text: str, *, language: str, published: str | None = None, mode: Mode = "auto"
) -> tuple[TimeExpression, ...]:
    """Time expressions of a whole article, in text order, not overlapping.

    language: code of a language with a data file. published: EDTF, may be partial. mode: the habits
    of news (dates count from publication) or of narrative (from the date the story is at).
    `how` of each: explicit, two-digit-year, day-month-order (04/08/2020, the other order is an
    alternative); weekday-before-publication, weekday-after-publication, weekday-after-narrative,
    weekday-and-date; last-before-publication, next-after-publication, nearest-year,
    nearest-season, year-of-publication, year-of-narrative, year-of-neighbour, era-of-narrative;
    year-of-heading, day-of-heading, and any of those above with "heading" for "publication" where a
    heading is what it counts from;
    relative-to-publication, relative-to-narrative, day-of-narrative, day-of-log, year-earlier;
    duration, until-now (a length that lasts to the publication day), set, vague, stated;
    no-such-day, unresolved. `rules`: the rule, then "signal:<word class>" where a signal word
    stands before. Raises UsageError for an unknown language, when.NotEdtfError for a bad date.
    """
    data = rulebook.load(language)
    read = text_read(text, language)
    mended, tokens = read.mended, read.tokens
    found = with_year_months(mended.text, tokens, read.found())
    day = published_point(published)
    found = with_openers(mended.text, tokens, found)
    found = running_log.with_times(mended.text, tokens, found, None if day is None else day.year)
    settle_order(found)
    line = _date_line(tokens, found)
    told_of = [f for f in found if f is not line]
    whole = Context(day, _tells_history(told_of, day, mode), tokens=tokens)
    if mode == "auto":
        printed = day if line is None or day is not None else _day_of(line)
        whole.headed = _headed_by_a_year(tokens, told_of, printed, _cues(data.code))
        whole.narrative |= whole.headed is not None
    whole.latest_year = latest_year(told_of)
    whole.obituary = is_obituary(tokens, told_of, day)
    back = returns(tokens, told_of, whole)
    found = with_ages(tokens, found, data, day)
    story = _Story(data, tokens, found, whole)
    for number, f in enumerate(found):
        if f.first >= back:
            whole.narrative = False  # the story is over: told of the days before publication
        story.read(number, f)
    edtfs = [_edtf(p) for p in story.placed]
    around = ranges.intervals(tokens, story.kept, story.placed, edtfs, whole.published)
    told = [
        _expression(text, mended, f, p, e, a)
        for f, p, e, a in zip(story.kept, story.placed, edtfs, around, strict=True)
    ]
    for at, head in story.titles.items():
        if (headed := _headed(told[at : at + head.last - head.first], head, mended)) is not None:
            told[at] = told[at].model_copy(update={"heads": headed})
    return tuple(told)


class _Story:
    """The expressions of a text while they are placed one after the other, and where each lies.

    kept, placed: the expressions that are dates, and their places; titles: index of the first of
    a heading's -> the heading.
    """

    def __init__(
        self, data: Rulebook, tokens: Tokens, found: Sequence[engine.Found], whole: Context
    ) -> None:
        self._tokens, self._cues, self._whole = tokens, _cues(data.code), whole
        self._truncated = data.options.get("decade") == "truncated"
        self._heads = headings.find(tokens.text, tokens, found)
        self._frame = headings.Frame(found, self._heads, whole)
        self.kept: list[engine.Found] = []
        self.placed: list[Placed] = []
        self.titles: dict[int, headings.Heading] = {}

    def read(self, number: int, f: engine.Found) -> None:
        """Place one expression by what the text has told before it."""
        tokens, cues, frame = self._tokens, self._cues, self._frame
        # "On the 13th the court sat": read in a history, and below the heading of a month.
        waits = f.meaning.narrative and not self._whole.narrative
        if waits and (f.meaning.day is None or not frame.context(f.start).narrative):
            return
        tense = partial(_tense, tokens, f, cues)
        one = frame.read(number)
        context = frame.context(f.start)
        context.here = f.first
        context.bygone = ranges.signal(tokens, f) == "since"
        context.literary = partial(literary_at, tokens, f.first, f.last, cues)
        before = (self.kept[-1], self.placed[-1]) if self.kept else None
        beside = one is None and before is not None and _appose(tokens, *before, f)
        if before is not None:
            _go_on(tokens, *before, f)
        if one is None:
            one = resolve(f.meaning, context, tense)
            if frame.headed:
                one.how = one.how.replace("publication", "heading")
        if beside:
            one.how, one.confidence = "year-of-neighbour", 0.8
        if not one.value:
            return
        if self._truncated and one.point is not None and one.value[0] != "P":
            one.value = one.value.rstrip("X")
        _set_beside(tokens, self.kept, f, one, context, cues)
        if before is not None:
            _restated(tokens, *before, f, one)
            ranges.in_order(tokens, *before, f, one, tense)
        _until_later(tokens, f, one, context)
        context.note(one, f.last)
        if number in self._heads:
            self.titles[len(self.kept)] = self._title(number, one)
            frame.enter(number, one, context)
        frame.extend(number, one)
        if f.meaning.kind == "duration" and lasts_until_now(tokens, f.first, cues):
            one.how = "until-now"
        self.placed.append(one)
        self.kept.append(f)

    def _title(self, number: int, one: Placed) -> headings.Heading:
        """A heading with the text that it dates: of a log's entry the first paragraph."""
        head = self._heads[number]
        if one.how != running_log.HOW:
            return head
        return replace(head, end=running_log.entry_end(self._tokens.text, head.start, head.end))


def _headed(run: Sequence[TimeExpression], head: headings.Heading, mended: Mended) -> Headed | None:
    """The text that a heading dates, by all its dates together: "18 et 19 décembre"."""
    known = [e.denotes for e in run if e.denotes is not None]
    if not known or head.start >= head.end:
        return None
    date = known[0]
    if len(set(known)) > 1:
        with suppress(when.NotEdtfError):
            date = when.span(when.parse(known[0]), when.parse(known[-1])).edtf
    start, end = mended.raw(head.start), mended.raw_end(head.end)
    return Headed(start=start, end=end, date=date, section=head.section)


def _tense(tokens: Tokens, f: engine.Found, cues: Cues) -> Tense | None:
    """The tense around an expression, by the words of its clause."""
    near = FAR if f.meaning.month is not None else NEAR
    if f.meaning.month is not None and _attributive(tokens, f, cues):
        near = 0  # "to sell itself under a June agreement": it has been made
    if _set_for(tokens, f):
        return "future"
    told = tense_at(tokens, f.first, f.last, cues, near)
    if told is None and ranges.signal(tokens, f) in ("before", "until"):
        return "future"  # "no vote before the summer"
    return told


def _aside(
    tokens: Tokens, f: engine.Found, cues: Cues, narrative: bool, *, told_here: bool
) -> bool:
    """Whether a date does not move the story: in a history a year in brackets, in news "the vote of
    August 9", in both what is said to have been done before ("who had met last Friday"), and what
    is said beside another date ("owner since 1934", "where she stayed until 1990").

    told_here: whether the sentence has named a date before.
    """
    if in_passing(tokens, f.first, cues, narrative=narrative):
        return True
    if told_here and f.meaning.year is not None and beside_the_story(tokens, f.first, f.last, cues):
        return True
    if narrative:
        return tokens.text[f.start - 1 : f.start] == "("
    return f.first > 0 and "of" in tokens.values[f.first - 1] and not _sets_off(tokens, f)


def _set_beside(
    tokens: Tokens,
    kept: Sequence[engine.Found],
    f: engine.Found,
    one: Placed,
    context: Context,
    cues: Cues,
) -> None:
    """Note whether a date does not move the story, and one that its own sentence counts from."""
    told_here = bool(kept) and _one_sentence(tokens, kept[-1].last, f.first)
    one.aside |= _aside(tokens, f, cues, context.narrative, told_here=told_here)
    one.aside |= told_here and context.narrative and _looks_back(one.point, context.last)
    one.aside &= bool(kept) or context.headed is None
    if one.aside and one.how == "explicit" and in_passing(tokens, f.first, cues, narrative=True):
        context.passed, context.passed_at = one.point, f.last


def _looks_back(point: Point | None, last: Point | None) -> bool:
    """ "In early 1809 they starved, while the losses of 1808 were felt": a year before the story's
    own in one sentence."""
    if point is None or last is None or point.unit != "year":
        return False
    return point.year < last.year


def _one_sentence(tokens: Tokens, first: int, last: int) -> bool:
    return last - first <= SENTENCE and not any(
        sentence_ends(tokens, i) for i in range(first, last)
    )


def _sets_off(tokens: Tokens, f: engine.Found) -> bool:
    """ "During the inquiry of 1968, she …": a date at the head of its sentence, with a comma."""
    if f.last >= len(tokens.starts) or tokens.low(f.last) != ",":
        return False
    for i in range(f.first - 1, max(-1, f.first - HEAD), -1):
        if sentence_ends(tokens, i):
            return True
        if tokens.low(i) == ",":
            return False
    return f.first < HEAD


def habits(
    text: str, *, language: str, published: str | None = None, mode: Mode = "auto"
) -> Literal["news", "narrative"]:
    """The habits that `tag` reads a text with: those of mode, for auto those the text asks for.

    Arguments and errors as for `tag`.
    """
    rulebook.load(language)
    read = text_read(text, language)
    found = read.found() if mode == "auto" else []
    line = _date_line(read.tokens, found)
    found = [f for f in found if f is not line]
    return "narrative" if _tells_history(found, published_point(published), mode) else "news"


def _until_later(tokens: Tokens, f: engine.Found, one: Placed, context: Context) -> None:
    """ "The line froze that winter until spring": in a history the end is not before the story."""
    told, point = context.last, one.point
    if not context.narrative or one.how != "year-of-narrative" or told is None or point is None:
        return
    later = replace(point, year=point.year + 1)
    if not later.written or point.key >= told.key or told.unit == "year":
        return
    if ranges.signal(tokens, f) == "until":
        one.point, one.value = later, later.value


def _tells_history(found: Sequence[engine.Found], published: Point | None, mode: Mode) -> bool:
    return is_narrative(found, published) if mode == "auto" else mode == "narrative"


def _date_line(tokens: Tokens, found: Sequence[engine.Found]) -> engine.Found | None:
    """The day that a text begins with, or that its second line is: when it was printed."""
    for f in found[:2]:
        before, behind = tokens.text[: f.start].strip(" "), tokens.text[f.end :].lstrip(" ")
        alone = (not before or before.endswith("\n")) and behind.startswith("\n")
        if alone and _day_of(f) is not None and before.count("\n") <= ABOVE:
            return f
    return None


def _day_of(f: engine.Found) -> Point | None:
    m = f.meaning
    return Point.make_day(m.year, m.month, m.day) if m.year and m.month and m.day else None


def _headed_by_a_year(
    tokens: Tokens, found: Sequence[engine.Found], published: Point | None, cues: Cues
) -> Point | None:
    """The day of publication, where the headline has the only year of a story of long ago, told
    in the tense of histories: « Prise de la ville (3 mai 1821) », « … le général reprit … »."""
    line = tokens.text.find("\n")
    title = tokens.text[: max(line, 0)].rstrip()
    if len(found) < 2 or found[0].end > len(title) or title.endswith(".") or published is None:
        return None
    if not is_headed(found[0].meaning, [f.meaning for f in found], published):
        return None
    told = any(literary_at(tokens, f.first, f.last, cues) for f in found[1:])
    return published if told else None


def _set_for(tokens: Tokens, f: engine.Found) -> bool:
    """ "Called a strike for Thursday": told of a day to come, whatever the tense."""
    bare = f.meaning.weekday is not None and f.meaning.rel is None and not f.meaning.dated
    return bare and f.meaning.kind == "date" and ranges.signal(tokens, f) == "for"


def _attributive(tokens: Tokens, f: engine.Found, cues: Cues) -> bool:
    """Whether a month stands between an article and its noun: "a June agreement"."""
    if f.first < 1 or f.last >= len(tokens.starts) or f.meaning.day is not None:
        return False
    beside = tokens.text[tokens.starts[f.last]]
    return tokens.low(f.first - 1) in cues.determined and beside.isalpha() and beside.islower()


def _appose(tokens: Tokens, before: engine.Found, told: Placed, f: engine.Found) -> bool:
    """ "four months later, on 16 December": the second date takes its year from the first."""
    m, point = f.meaning, told.point
    if m.kind != "date" or m.month is None or m.dated or point is None or told.how == "explicit":
        return False
    if f.first - before.last > 2 or tokens.low(before.last) != ",":
        return False
    if point.unit == "year" or (point.unit in ("month", "day") and point.month == m.month):
        f.meaning = replace(m, year=point.year)
        return True
    return False


def _restated(
    tokens: Tokens, before: engine.Found, told: Placed, f: engine.Found, one: Placed
) -> None:
    """ "The next day, Friday 15 March": the day is what the date beside it says."""
    m = before.meaning
    if m.kind != "unit" or m.unit != "D" or m.anchor != "text" or told.type == "TIME":
        return
    if f.meaning.day is None or f.meaning.month is None or one.point is None or not m.rel:
        return
    if one.point.unit == "day" and f.first - before.last <= 2 and tokens.low(before.last) == ",":
        told.point, told.value, told.how = one.point.at("day"), one.point.at("day").value, one.how


def _go_on(tokens: Tokens, before: engine.Found, told: Placed, f: engine.Found) -> None:
    """ "Every Tuesday and Thursday": the second weekday recurs as well."""
    m = f.meaning
    bare = m.kind == "date" and m.weekday is not None and m.day is None and m.rel is None
    after_set = told.how == "set" and before.meaning.weekday is not None
    if bare and after_set and ranges.connector(tokens, before, f) == "and":
        f.meaning = replace(m, kind="set", type="SET", quant=before.meaning.quant)


def _expression(
    text: str,
    mended: Mended,
    f: engine.Found,
    placed: Placed,
    edtf: When | None,
    around: tuple[str | None, str | None],
) -> TimeExpression:
    m = f.meaning
    interval, signal = around
    start, end = mended.raw(f.start), mended.raw_end(f.end)
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        type=placed.type or m.type,
        value=placed.value,
        mod=placed.mod,
        quant=m.quant,
        freq=m.freq,
        edtf=None if edtf is None else edtf.edtf,
        interval=interval,
        how=placed.how,
        rules=(f.rule,) if signal is None else (f.rule, f"signal:{signal}"),
        confidence=placed.confidence,
        alternatives=placed.alternatives,
    )


def _edtf(placed: Placed) -> When | None:
    point = placed.point
    if point is None:
        return None
    relative = point.unit == "day" and placed.how.startswith("relative")
    more_or_less = relative and placed.mod in ("LESS_THAN", "MORE_THAN")
    vague = ((placed.mod == "APPROX" or more_or_less) and not point.part) or (
        placed.mod in ("START", "MID", "END") and point.unit in ("decade", "century", "millennium")
    )
    return when.about(point.when) if vague else point.when
