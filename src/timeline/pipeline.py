"""The order of the stages, for one article and for many. The one module that knows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from operator import attrgetter
from typing import TYPE_CHECKING, BinaryIO

from timeline import collector, content, document_order, result_keys
from timeline.errors import ModelMissing, Rubbish, TimelineError, UsageError
from timeline.model import (
    Article,
    ArticleKind,
    Chronology,
    DatedMention,
    Dating,
    Passage,
    TimeExpression,
)
from timeline.opening import Opened, opened
from timeline.run import IN_PROCESS, Engine, Limits
from timeline.run import engine as engine_for
from timeline.work import Cache, OfAll, Reading, Result, Sayings, Work

if TYPE_CHECKING:
    import sqlite3

    from timeline.merge.increment import Changes
    from timeline.merge.increment.articles import KeptArticle
    from timeline.merge.increment.sharing import Share
    from timeline.read import AsBefore
    from timeline.store.company import Company

__all__ = [
    "Cache", "OfAll", "Reading", "Result", "Sayings", "again", "extract", "given", "mend", "merge",
    "outline", "process", "run",
]  # fmt: skip

# Kinds of passage whose dates say nothing of events: works cited, navigation, names of authors.
SILENT = {"citation", "boilerplate", "byline"}
# A text of fewer words may well tell of nothing.
_EVENTFUL = 40
# No surer is a date that may as well be another.
_UNSURE = 0.6
# How a date was read that may be another -> what is not known of it.
_UNSETTLED = {
    "day-month-order": "the day from the month",
    "two-digit-year": "the century",
}


@collector.paused()  # nearly nothing that reading makes is a cycle
def process(article: Article | Opened, dating: Dating | None = None) -> Result:
    """Read one article through all stages.

    dating: when it was published by all that is known of it, None for what it says itself.
    Never raises for what an article holds: an unsupported language or an unknown publication date
    become warnings of its document, as do parts in a language that no model reads. Raises
    ModelMissing where none reads the article's own.
    """
    from timeline import events, headline, parse, segment, weigh
    from timeline.anchor import anchor
    from timeline.names.article_places import settled
    from timeline.weigh.traits import Told

    known = _known(article, dating)
    text, language, published = known.article.text, known.language, known.published
    if language is None:
        return Result(known.document(), ())
    passages = _by_language(known.passages, language)
    expressions = _expressions(known.article, passages, language, published)
    kind, kind_by = _kind(known.article, passages, expressions, language, published)
    passages = segment.part_openings(text, passages, [e.heads for e in expressions if e.heads])
    mentions: list[DatedMention] = []
    warnings = list(_doubts(expressions))
    # The article's own language first, then that of quotations or of a second version below it.
    for spoken in dict.fromkeys((language, *(p.language or language for p in passages))):
        if spoken != language:
            expressions = _expressions(known.article, passages, spoken, published)
        try:
            sentences = parse.parse(text, passages, language=spoken)
        except ModelMissing as error:
            if spoken == language:
                raise error.of_article(known.article.id) from error
            warnings.append(str(error))
            continue
        if spoken != language:
            warnings.append(f"parts of the article are in another language: {spoken}")
        found = events.find(
            text,
            sentences,
            passages,
            document=known.article.id,
            language=spoken,
            recounted=_recounted(passages, expressions),
        )
        found = settled(text, found, spoken)
        dated = anchor(text, found, sentences, expressions, passages, published, kind)
        told = headline.tell(dated, sentences, expressions)
        mentions += weigh.weigh(Told(text, told, sentences, passages, published))
    mentions.sort(key=lambda m: (m.event.trigger.start, m.event.trigger.end))
    if known.article.pages:
        mentions = [_paged(m, known.article) for m in mentions]
    document = known.document()
    if not mentions and document.words >= _EVENTFUL:
        warnings.append("no dated event was found in it")
    seen = {"kind": kind, "kind_by": kind_by, "warnings": (*document.warnings, *warnings)}
    return Result(document.model_copy(update=seen), tuple(mentions))


def drafted(article: Article | Opened, dating: Dating | None = None) -> Result:
    """The same, with what merging can make of it before any other article is known, packed as the
    store keeps it."""
    from timeline.merge.increment import draft
    from timeline.model import Mentions
    from timeline.store.working import pack

    result = process(article, dating)
    told = Mentions.of(result.mentions)
    told.draft = draft.of(told)
    text = article.article.text if isinstance(article, Opened) else article.text
    return Result(result.document, told, pack(result.document, told, text))


def _doubts(expressions: Sequence[TimeExpression]) -> Iterator[str]:
    """What a user should know of dates in figures that nothing in the text settles."""
    for how, why in _UNSETTLED.items():
        told = [e for e in expressions if e.how == how and e.ambiguous and e.confidence <= _UNSURE]
        if told:
            first = told[0]
            more = f", as in {len(told) - 1} more" if len(told) > 1 else ""
            yield (
                f"{first.text!r} is read as {first.edtf} and may be {first.alternatives[0]}{more}: "
                f"nothing tells {why}"
            )


def _paged(mention: DatedMention, article: Article) -> DatedMention:
    """The mention with the page that its quote begins on."""
    event = mention.event.model_copy(update={"page": article.page(mention.event.start)})
    return mention.model_copy(update={"event": event})


def _known(article: Article | Opened, dating: Dating | None) -> Opened:
    known = article if isinstance(article, Opened) else opened(article)
    return known if dating is None else known.dated(dating)


def _expressions(
    article: Article, passages: Sequence[Passage], language: str, published: Dating
) -> list[TimeExpression]:
    """The time expressions that may date events told in one language."""
    from timeline import dates

    found = dates.tag(article.text, language=language, published=published.published)
    return [e for e in found if _told(e, passages, language)]


def _kind(
    article: Article,
    passages: Sequence[Passage],
    expressions: Sequence[TimeExpression],
    language: str,
    published: Dating,
) -> tuple[ArticleKind, tuple[str, ...]]:
    """What kind of text it is, and what decided that."""
    from timeline import dates, segment

    if article.kind is not None:
        return article.kind, ("given",)
    habits = dates.habits(article.text, language=language, published=published.published)
    told = segment.article_kind(passages, expressions, published, history=habits == "narrative")
    return told.kind, told.evidence


def _recounted(
    passages: Sequence[Passage], expressions: Sequence[TimeExpression]
) -> frozenset[int]:
    """The passages, by index, that stand under a date or begin with one: their present tense tells
    what happened."""
    starts = [p.start for p in passages]
    found: set[int] = set()
    for head in (e.heads for e in expressions):
        if head is not None:
            first = max(bisect_right(starts, head.start) - 1, 0)
            found.update(p.index for p in passages[first : bisect_right(starts, head.end - 1)])
    return frozenset(found)


def outline(article: Article | Opened, dating: Dating | None = None) -> Result:
    """What `process` would say of the article itself, without any model and without its events.

    Raises ModelMissing as `process` would.
    """
    from timeline.parse import models

    known = _known(article, dating)
    if known.language is not None:
        try:
            models.check(known.language)
        except ModelMissing as error:
            raise error.of_article(known.article.id) from error
    return Result(known.document(), ())


def _by_language(passages: Sequence[Passage], language: str) -> tuple[Passage, ...]:
    """The passages of an article in `language`, those plainly in another marked so."""
    from timeline.languages import detect

    marked = []
    for p in passages:
        other = detect.foreign(p.text, language) if p.kind not in SILENT else None
        marked.append(p if other is None else p.model_copy(update={"language": other}))
    return tuple(marked)


def _told(
    expression: TimeExpression, passages: Sequence[Passage], language: str | None = None
) -> bool:
    """Whether an expression stands in a passage whose dates may be those of events.

    language: that of the expression; a passage in another has none of its own.
    """
    at = bisect_right(passages, expression.start, key=attrgetter("start")) - 1
    if at < 0 or expression.start >= passages[at].end or passages[at].kind in SILENT:
        return False
    return language is None or passages[at].language in (None, language)


def merge(results: Iterable[Result], prefer_language: str | None = None) -> Chronology:
    """One chronology from the results of many articles, whatever their order.

    prefer_language: that of titles where a source is in it, None for that of most articles.
    """
    from timeline.merge import together

    found = {r.document.id: r for r in results}
    copies = document_order.copied(vars(r.document) for r in found.values())
    originals = document_order.originals(copies)
    told = [
        document_order.keyed(r.document, r.mentions)
        for id_, r in found.items()
        if id_ not in originals
    ]
    told.sort(key=lambda one: one[0].id)
    merged, events = together(
        [m for _, mentions in told for m in mentions], [d for d, _ in told], prefer_language
    )
    documents = {d.id: d for d in map(document_order.with_id, merged)}
    for copy, original in originals.items():
        of = {"copy_of": documents[original].copy_of or original}
        documents[copy] = found[copy].document.model_copy(update=of)
    return Chronology(
        documents=tuple(sorted(documents.values(), key=lambda d: (d.path, d.id))),
        events=tuple(document_order.with_ids(e, copies) for e in events),
    )


def mend(
    db: sqlite3.Connection,
    kept: Mapping[str, KeptArticle],
    prefer_language: str | None = None,
    share: Share | None = None,
) -> Changes:
    """What merging these articles, by id, changes since the last time with this database, which has
    what it knew then: what nothing new touches is not merged again, and the events are those that
    `merge` would make of all. The caller commits. share: who helps where all are merged."""
    from timeline.merge.increment import Mender
    from timeline.names import aliases

    rules = f"{result_keys.fingerprint()} {aliases.current().digest}"
    return Mender(db, kept, rules, prefer_language, share).mend()


def run(
    paths: Sequence[str],
    *,
    published: str | None = None,
    language: str | None = None,
    kind: ArticleKind | None = None,
    stdin: BinaryIO | None = None,
    cache: Cache | None = None,
    company: Callable[[], Company] | None = None,
    on_progress: Callable[[str], None] | None = None,
    reading: Reading | None = None,
    limits: Limits | None = None,
    said: Sayings | None = None,
    engine: Engine | None = None,
) -> Iterator[Result | TimelineError]:
    """The result of each article, or the error that kept it from being read.

    In reading order, but for articles whose date neither they nor their files tell: they come last,
    when the dates of all the others are known. published, language, kind: override what the
    articles say. company: gives those that an article without a date is dated by, asked for with
    the first article; None for those of these paths. Where they change the date of one that came
    before, it is read again, and comes last as well. on_progress is told each article's id when
    its turn comes, of those twice. reading: used in place of `process`, e.g. `outline`. limits:
    what one article may take; by default nothing is stopped, and no process started. said: what is
    said of each article, in place of published, language and kind. engine: where the work is done,
    which ends with it; by default here, and as many at once as it takes.
    """
    from timeline import read

    sayings = said or OfAll(given(published, language, kind))
    may = limits or IN_PROCESS
    with ExitStack() as stack:
        reads = reading or (process if cache is None else drafted)
        work = Work.starting(stack, may, engine, cache, company, reads, on_progress, sayings)
        for article in read.met(
            paths,
            cache.unchanged if cache else lambda _: None,
            stdin=stdin,
            max_bytes=may.max_bytes,
            patience=may.seconds or content.PATIENCE,
            engine=work.engine,
        ):
            yield from _turn(work, article, cache, sayings)
        yield from work.all_due()
        if cache is not None:
            cache.read_all()
        yield from work.dated_together()


def _turn(
    work: Work, article: Article | AsBefore | TimelineError, cache: Cache | None, sayings: Sayings
) -> Iterator[Result | TimelineError]:
    """Have an article worked on, under the labels that it is known by; what those before it give
    that must be there first, or whose turn has come."""
    from timeline import read

    if isinstance(article, TimelineError):
        if cache is not None:
            cache.read_badly(article.path or article.what)
        work.put(article)
    elif isinstance(article, read.AsBefore):
        for part in article.parts:
            yield from work.before(part.known)
            work.pass_by(part.known, article.path)
            yield from work.due()  # one file may hold thousands
    else:
        yield from work.before(article.id)
        try:
            read.check_id(article, cache.source(article.id) if cache else None)
        except TimelineError as error:
            error.path = article.path
            if cache is not None:
                cache.read_badly(article.path)
            work.put(error)
        else:
            known = article if cache is None else cache.known_as(article)
            if cache is not None:
                cache.read_from(article, known)
            yield from work.before(known.id)
            work.begin(known, sayings.read(known))
    yield from work.due()


def again(
    articles: Iterable[Article],
    *,
    said: Sayings,
    cache: Cache,
    company: Callable[[], Company],
    limits: Limits | None = None,
    engine: Engine | None = None,
) -> Iterator[Result | TimelineError]:
    """The result of each of these articles, read before, where what is said of them has changed;
    then of those that they date, as `run` gives them."""
    with ExitStack() as stack:
        may = limits or IN_PROCESS
        work = Work.starting(stack, may, engine, cache, company, drafted, None, said)
        for article in articles:
            yield from work.before(article.id)
            work.begin(article, said.over(article))
            yield from work.due()
        yield from work.all_due()
        yield from work.dated_together()


def given(
    published: str | None = None, language: str | None = None, kind: str | None = None
) -> dict[str, str]:
    """What is said of all articles of a run, by field. Raises UsageError where a date is none."""
    told = {"published": published, "language": language, "kind": kind}
    if published is not None:
        from timeline.read.published import from_value

        told["published"] = from_value(published)
        if told["published"] is None:
            how = "write it as 2020-08-19 or 2020-08"
            raise UsageError(f"published {published!r}", "it is no date", how)
    if language is not None:
        told["language"] = language.replace("_", "-").partition("-")[0].strip().lower()
    return {field: value for field, value in told.items() if value is not None}


class _Remembering:
    """The same is said of all articles, whose texts are remembered, by id."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._said = said
        self.texts: dict[str, str] = {}

    def read(self, article: Article) -> Article:
        self.texts[article.id] = article.text
        return self.over(article)

    def over(self, article: Article) -> Article:
        return article.over(self._said)


def extract(
    paths: Sequence[str],
    *,
    published: str | None = None,
    language: str | None = None,
    kind: ArticleKind | None = None,
    stdin: BinaryIO | None = None,
    prefer_language: str | None = None,
    cache: Cache | None = None,
    on_progress: Callable[[str], None] | None = None,
    limits: Limits | None = None,
    workers: int = 1,
) -> tuple[Chronology, list[TimelineError]]:
    """The chronology of the given articles, and the errors of those that could not be read; a
    `LeftOut` stands there for each file that was met and is none that is read.

    prefer_language: as for `merge`; workers: processes that read at once, where 1 and no limits are
    this one; all else as for `run`.
    """
    results: list[Result] = []
    errors: list[TimelineError] = []
    said = _Remembering(given(published, language, kind))
    for item in run(
        paths,
        said=said,
        stdin=stdin,
        cache=cache,
        on_progress=on_progress,
        limits=limits,
        engine=engine_for(limits or IN_PROCESS, workers),
    ):
        if isinstance(item, Result):
            results.append(item)
        elif not isinstance(item, Rubbish):
            errors.append(item)
    return merge(results, prefer_language).with_texts(said.texts.get), errors
