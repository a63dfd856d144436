"""The order of the stages, for one article and for many. The one module that knows it."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from timeline.errors import ArticleFailed, ModelMissing, TimelineError
from timeline.model import (
    Article,
    ArticleKind,
    Chronology,
    DatedMention,
    Dating,
    Document,
    Passage,
    TimeExpression,
)
from timeline.opening import Opened, opened
from timeline.run import IN_PROCESS, Limits, Memory, Remembering, engine, failed

if TYPE_CHECKING:
    import sqlite3

    from timeline.dates import ReadTogether, TimesAround
    from timeline.merge.increment import Changes, KeptArticle

T = TypeVar("T")

# Kinds of passage whose dates say nothing of events: works cited, navigation, names of authors.
SILENT = {"citation", "boilerplate", "byline"}


@dataclass(frozen=True, slots=True)
class Result:
    """What one article gave: its document record and its dated mentions, in text order."""

    document: Document
    mentions: tuple[DatedMention, ...]


class Cache(Memory, Protocol):
    """Where finished results are kept, so that an unchanged article is not read again, and what
    failed, so that it is not tried again."""

    def get(self, key: str) -> Result | None:
        """The result stored under the key, or None."""

    def put(self, key: str, result: Result) -> None:
        """Store a result; it must survive whatever happens after the call returns."""


def process(article: Article | Opened, around: TimesAround | None = None) -> Result:
    """Read one article through all stages.

    around: what the articles it came with tell of its time, for one that has no date of its own.
    Never raises for what an article holds: an unsupported language, a missing model or an
    unknown publication date become warnings of its document.
    """
    from timeline import events, headline, parse, segment, weigh
    from timeline.anchor import anchor
    from timeline.names.article_places import settled
    from timeline.weigh.traits import Told

    known = _known(article, around)
    text, language, published = known.article.text, known.language, known.published
    if language is None:
        return Result(known.document(), ())
    passages = _by_language(known.passages, language)
    expressions = _expressions(known.article, passages, language, published)
    kind, kind_by = _kind(known.article, passages, expressions, language, published)
    passages = segment.part_openings(text, passages, [e.heads for e in expressions if e.heads])
    mentions: list[DatedMention] = []
    warnings: list[str] = []
    # The article's own language first, then that of quotations or of a second version below it.
    for spoken in dict.fromkeys((language, *(p.language or language for p in passages))):
        if spoken != language:
            expressions = _expressions(known.article, passages, spoken, published)
        try:
            sentences = parse.parse(text, passages, language=spoken)
        except ModelMissing as error:
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
    document = known.document()
    seen = {"kind": kind, "kind_by": kind_by, "warnings": (*document.warnings, *warnings)}
    return Result(document.model_copy(update=seen), tuple(mentions))


def _known(article: Article | Opened, around: TimesAround | None) -> Opened:
    known = article if isinstance(article, Opened) else opened(article)
    return known if around is None else known.beside(around)


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


def outline(article: Article | Opened, around: TimesAround | None = None) -> Result:
    """What `process` would say of the article itself, without any model and without its events."""
    return Result(_known(article, around).document(), ())


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

    ordered = sorted(results, key=lambda r: (r.document.id, r.document.sha256))
    documents = [r.document for r in ordered]
    told, events = together([m for r in ordered for m in r.mentions], documents, prefer_language)
    return Chronology(documents=told, events=events)


def mend(
    db: sqlite3.Connection, kept: Mapping[str, KeptArticle], prefer_language: str | None = None
) -> Changes:
    """What merging these articles, by id, changes since the last time with this database.

    All that merging knew then is in tables of its own there; what nothing new touches is not merged
    again, and the events are those that `merge` would make of all articles. The caller commits.
    """
    from timeline.merge.increment import Mender
    from timeline.names import aliases

    rules = f"{fingerprint()} {aliases.current().digest}"
    return Mender(db, kept, rules, prefer_language).mend()


def run(
    paths: Sequence[str],
    *,
    published: str | None = None,
    language: str | None = None,
    kind: ArticleKind | None = None,
    stdin: BinaryIO | None = None,
    cache: Cache | None = None,
    on_progress: Callable[[str], None] | None = None,
    reading: Callable[[Opened, TimesAround | None], Result] | None = None,
    limits: Limits | None = None,
) -> Iterator[Result | TimelineError]:
    """The result of each article, or the error that kept it from being read.

    In reading order, but for articles whose date neither they nor their files tell: they come last,
    when the dates of all the others are known. published, language, kind: override what the
    articles say. on_progress is told each article's id when its turn comes, of those twice.
    reading: used in place of `process`, e.g. `outline`. limits: what one article may take; by
    default nothing is stopped, and no process started.
    """
    from timeline import dates, read

    may = limits or IN_PROCESS
    work = _Work(Remembering(engine(may), cache, may, fingerprint), cache, reading or process)
    try:
        undated: list[Opened] = []
        company = dates.ReadTogether()
        for article in read.articles(
            paths,
            published=published,
            language=language,
            stdin=stdin,
            max_bytes=may.max_bytes,
            engine=work.engine,
        ):
            if isinstance(article, TimelineError):
                yield article
                continue
            if kind is not None:
                article = article.model_copy(update={"kind": kind})  # noqa: PLW2901
            if on_progress is not None:
                on_progress(article.id)
            found = work.caught(article.id, partial(work.first, article, company))
            if isinstance(found, Opened):
                undated.append(found)
            else:
                yield found
        for waiting, around in work.settled(company, undated):
            if on_progress is not None:
                on_progress(waiting.article.id)
            if isinstance(around, ArticleFailed):
                yield around
            else:
                article_id = waiting.article.id
                yield work.caught(article_id, partial(work.later, waiting, around))
    finally:
        work.engine.close()


@dataclass(frozen=True, slots=True)
class _Work:
    """What is done with each article of a run."""

    engine: Remembering
    cache: Cache | None
    read_one: Callable[[Opened, TimesAround | None], Result]

    def caught(self, article: str, step: Callable[[], T]) -> T | ArticleFailed:
        """What a step with an article gives, or why it gives nothing."""
        try:
            return step()
        except ArticleFailed as error:
            return error
        except TimelineError:
            raise
        except Exception as error:
            return failed(article, error)

    def first(self, article: Article, company: ReadTogether) -> Result | Opened:
        """What an article gives; opened only where neither it nor its file tells its date."""
        from timeline import dates

        key = cache_key(article)
        result = self.cache.get(key) if self.cache is not None else None
        if result is None:
            found = self.engine.attempt(article.id, key, dated, article, self.read_one)
            self._keep(key, found)
        else:
            found = result
            if result.document.published is None:
                known = self.engine.attempt(article.id, key, opened, article)
                found = known if known.waits else result
        if isinstance(found, Opened):
            company.add(article.text, str(found.language))
        elif found.document.published is not None and dates.reads(found.document.language):
            company.add(article.text, found.document.language, found.document.published)
        return found

    def settled(
        self, company: ReadTogether, undated: Sequence[Opened]
    ) -> Iterator[tuple[Opened, TimesAround | ArticleFailed]]:
        """What the others tell of the time of each undated article."""
        from timeline import dates

        broken: dict[int, ArticleFailed] = {}

        def date(index: int, around: TimesAround) -> Dating:
            known = undated[index]
            if index in broken:  # in the first round: it is told once
                return known.published
            told = self.caught(known.article.id, partial(self._beside, known, around))
            if isinstance(told, Opened):
                return told.published
            broken[index] = told
            return known.published

        texts = [(known.article.text, str(known.language)) for known in undated]
        arounds = dates.settle(company, texts, date)
        for index, (known, around) in enumerate(zip(undated, arounds, strict=True)):
            yield known, broken.get(index, around)

    def later(self, known: Opened, around: TimesAround) -> Result:
        """What an article gives that the others date."""
        key = cache_key(known.article, around)
        result = self.cache.get(key) if self.cache is not None else None
        if result is None:
            version = cache_key(known.article)
            result = self.engine.attempt(known.article.id, version, self.read_one, known, around)
            self._keep(key, result)
        return result

    def _beside(self, known: Opened, around: TimesAround) -> Opened:
        return self.engine.attempt(known.article.id, cache_key(known.article), known.beside, around)

    def _keep(self, key: str, found: Result | Opened) -> None:
        if self.cache is not None and isinstance(found, Result):
            self.cache.put(key, found)


def dated(
    article: Article, read_one: Callable[[Opened, TimesAround | None], Result]
) -> Result | Opened:
    """What an article gives, opened only where it waits for others to tell its date."""
    known = opened(article)
    return known if known.waits else read_one(known, None)


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
) -> tuple[Chronology, list[TimelineError]]:
    """The chronology of the given articles, and the errors of those that could not be read.

    prefer_language: as for `merge`; all else as for `run`.
    """
    results: list[Result] = []
    errors: list[TimelineError] = []
    for item in run(
        paths,
        published=published,
        language=language,
        kind=kind,
        stdin=stdin,
        cache=cache,
        on_progress=on_progress,
        limits=limits,
    ):
        if isinstance(item, TimelineError):
            errors.append(item)
        else:
            results.append(item)
    return merge(results, prefer_language), errors


def cache_key(article: Article, around: TimesAround | None = None) -> str:
    """Names a result: changes with the article, its company, the rules, their data, the models."""
    told: list[object] = [fingerprint(), article.path, article.model_dump_json(exclude={"path"})]
    if around is not None and (around.nearby or around.alike):
        told += [around.nearby, around.alike]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@cache
def fingerprint() -> str:
    """A hash of this package's code and data and of the versions of what it builds on."""
    digest = hashlib.sha256()
    for name, content in _package_files(resources.files("timeline"), ""):
        digest.update(name.encode() + b"\0" + content + b"\0")
    installed = (d for d in metadata.distributions() if d.name)
    versions = {d.name: d.version for d in installed if d.name.startswith(("spacy", "en", "fr"))}
    digest.update(json.dumps(versions, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def _package_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and entry.name not in {"__pycache__", "cli", "render"}:
            yield from _package_files(entry, name + "/")
        elif entry.name.endswith((".py", ".toml", ".tsv", ".json")):
            yield name, entry.read_bytes()
