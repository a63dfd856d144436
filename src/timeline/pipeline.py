"""The order of the stages, for one article and for many. The one module that knows it."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import TYPE_CHECKING, BinaryIO, Protocol

from timeline.errors import InputError, ModelMissing, StageFailed, TimelineError
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

if TYPE_CHECKING:
    import sqlite3

    from timeline.dates import Around, Company
    from timeline.merge.increment import Changes, KeptArticle

# Kinds of passage whose dates say nothing of events: works cited, navigation, names of authors.
SILENT = {"citation", "boilerplate", "byline"}
# Code points of a line of credits, whose date may be the article's; a longer one is a notice.
MARGIN = 160


@dataclass(frozen=True, slots=True)
class Result:
    """What one article gave: its document record and its dated mentions, in text order."""

    document: Document
    mentions: tuple[DatedMention, ...]


class Cache(Protocol):
    """Where finished results are kept, so that an unchanged article is not read again."""

    def get(self, key: str) -> Result | None:
        """The result stored under the key, or None."""

    def put(self, key: str, result: Result) -> None:
        """Store a result; it must survive whatever happens after the call returns."""


def process(article: Article, around: Around | None = None) -> Result:
    """Read one article through all stages.

    around: what the articles it came with tell of its time, for one that has no date of its own.
    Never raises for what an article holds: an unsupported language, a missing model or an
    unknown publication date become warnings of its document.
    """
    from timeline import events, parse, segment
    from timeline.anchor import anchor
    from timeline.names.article_places import settled

    warnings = list(article.warnings)
    language = _language(article, warnings)
    if language is None:
        unread = Dating(published=article.published, how=article.published_how, confidence=1.0)
        return Result(_document(article, "und", unread, warnings, ()), ())
    passages = _passages(article, language)
    published = _published(article, passages, language, around)
    warnings += _doubts(published)
    passages = _by_language(passages, language)
    expressions = _expressions(article, passages, language, published)
    kind, kind_by = _kind(article, passages, expressions, language, published)
    passages = segment.part(article.text, passages, [e.heads for e in expressions if e.heads])
    mentions: list[DatedMention] = []
    # The article's own language first, then that of quotations or of a second version below it.
    for spoken in dict.fromkeys((language, *(p.language or language for p in passages))):
        if spoken != language:
            expressions = _expressions(article, passages, spoken, published)
        try:
            sentences = parse.parse(article.text, passages, language=spoken)
        except ModelMissing as error:
            warnings.append(str(error))
            continue
        if spoken != language:
            warnings.append(f"parts of the article are in another language: {spoken}")
        found = events.find(
            article.text,
            sentences,
            passages,
            document=article.id,
            language=spoken,
            recounted=_recounted(passages, expressions),
        )
        found = settled(article.text, found, spoken)
        mentions += anchor(article.text, found, sentences, expressions, passages, published, kind)
    mentions.sort(key=lambda m: (m.event.trigger.start, m.event.trigger.end))
    told = _document(article, language, published, warnings, passages)
    return Result(told.model_copy(update={"kind": kind, "kind_by": kind_by}), tuple(mentions))


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
    told = segment.decide(passages, expressions, published, history=habits == "narrative")
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


def outline(article: Article, around: Around | None = None) -> Result:
    """What `process` would say of the article itself, without any model and without its events."""
    warnings = list(article.warnings)
    language = _language(article, warnings)
    if language is None:
        unread = Dating(published=article.published, how=article.published_how, confidence=1.0)
        return Result(_document(article, "und", unread, warnings, ()), ())
    passages = _passages(article, language)
    published = _published(article, passages, language, around)
    warnings += _doubts(published)
    return Result(_document(article, language, published, warnings, passages), ())


def _by_language(passages: Sequence[Passage], language: str) -> tuple[Passage, ...]:
    """The passages of an article in `language`, those plainly in another marked so."""
    from timeline.languages import detect as languages

    marked = []
    for p in passages:
        other = languages.foreign(p.text, language) if p.kind not in SILENT else None
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


def merge(results: Iterable[Result]) -> Chronology:
    """One chronology from the results of many articles, whatever their order."""
    from timeline.merge import together

    ordered = sorted(results, key=lambda r: (r.document.id, r.document.sha256))
    documents = [r.document for r in ordered]
    told, events = together([m for r in ordered for m in r.mentions], documents)
    return Chronology(documents=told, events=events)


def mend(db: sqlite3.Connection, kept: Mapping[str, KeptArticle]) -> Changes:
    """What merging these articles, by id, changes since the last time with this database.

    All that merging knew then is in tables of its own there; what nothing new touches is not merged
    again, and the events are those that `merge` would make of all articles. The caller commits.
    """
    from timeline.merge.increment import Mender
    from timeline.names import aliases

    return Mender(db, kept, f"{fingerprint()} {aliases.current().digest}").mend()


def run(
    paths: Sequence[str],
    *,
    published: str | None = None,
    language: str | None = None,
    kind: ArticleKind | None = None,
    stdin: BinaryIO | None = None,
    cache: Cache | None = None,
    on_progress: Callable[[str], None] | None = None,
    reading: Callable[[Article, Around | None], Result] | None = None,
) -> Iterator[Result | TimelineError]:
    """The result of each article, or the error that kept it from being read.

    In reading order, but for articles whose date neither they nor their files tell: they come last,
    when the dates of all the others are known. published, language, kind: override what the
    articles say. on_progress is told each article's id when its turn comes. reading: used in place
    of `process`, e.g. `outline`.
    """
    from timeline import dates, read

    read_one = process if reading is None else reading

    def tell(id_: str) -> None:
        if on_progress is not None:
            on_progress(id_)

    undated: list[tuple[Article, str]] = []
    company = dates.Company()
    for article in read.articles(paths, published=published, language=language, stdin=stdin):
        if isinstance(article, InputError):
            yield article
            continue
        if kind is not None:
            article = article.model_copy(update={"kind": kind})  # noqa: PLW2901
        result = cache.get(cache_key(article)) if cache is not None else None
        if result is None or result.document.published is None:
            try:
                wanted = _needs_company(article)
            except Exception as error:
                yield _failed(article, error)
                continue
            if wanted is not None:
                undated.append((article, wanted))
                company.add(article.text, wanted)
                continue
        tell(article.id)
        read_now = result or _read(read_one, article, None, cache)
        if isinstance(read_now, Result):
            told = read_now.document
            if told.published is not None and dates.reads(told.language):
                company.add(article.text, told.language, told.published)
        yield read_now
    for (article, _), around in zip(undated, _settled(company, undated), strict=True):
        tell(article.id)
        result = cache.get(cache_key(article, around)) if cache is not None else None
        yield result or _read(read_one, article, around, cache)


def _read(
    read_one: Callable[[Article, Around | None], Result],
    article: Article,
    around: Around | None,
    cache: Cache | None,
) -> Result | StageFailed:
    try:
        result = read_one(article, around)
    except Exception as error:
        return _failed(article, error)
    if cache is not None:
        cache.put(cache_key(article, around), result)
    return result


def _failed(article: Article, error: Exception) -> StageFailed:
    """The error that names the article and the stage that broke on it; its cause goes with it."""
    stage, here = "pipeline", error.__traceback__
    while here is not None:
        room = str(here.tb_frame.f_globals.get("__name__", "")).split(".")
        if room[0] == "timeline" and len(room) > 1 and room[1] not in ("pipeline", "model"):
            stage = room[1]
            break
        here = here.tb_next
    failed = StageFailed(article.id, stage, error)
    failed.__cause__ = error
    return failed


def _needs_company(article: Article) -> str | None:
    """The article's language when neither its file nor its text tells when it was published."""
    if article.published is not None:
        return None
    language = _language(article, [])
    if language is None:
        return None
    passages = _passages(article, language)
    return None if _published(article, passages, language).published is not None else language


def _settled(company: Company, undated: Sequence[tuple[Article, str]]) -> list[Around]:
    """What the others tell of the time of each undated article."""
    from timeline import dates

    def date(index: int, around: Around) -> Dating:
        article, language = undated[index]
        passages = _passages(article, language)
        return _published(article, passages, language, around)

    return dates.settle(company, [(a.text, language) for a, language in undated], date)


def extract(
    paths: Sequence[str],
    *,
    published: str | None = None,
    language: str | None = None,
    kind: ArticleKind | None = None,
    stdin: BinaryIO | None = None,
    cache: Cache | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> tuple[Chronology, list[TimelineError]]:
    """The chronology of the given articles, and the errors of those that could not be read."""
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
    ):
        if isinstance(item, TimelineError):
            errors.append(item)
        else:
            results.append(item)
    return merge(results), errors


def cache_key(article: Article, around: Around | None = None) -> str:
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


@lru_cache(maxsize=1)  # asked for once more when the article's turn comes
def _passages(article: Article, language: str) -> tuple[Passage, ...]:
    from timeline import segment

    return segment.segment(article, language=language)


def _language(article: Article, warnings: list[str]) -> str | None:
    from timeline import dates
    from timeline.languages import detect as languages

    supported = dates.languages()
    if article.language in supported:
        return article.language
    if article.language is not None:
        warnings.append(f"language {article.language} is not supported: no events were sought")
        return None
    found = languages.detect(article.text, supported)
    if found is None:
        warnings.append(
            "language not recognised as one of "
            f"{', '.join(supported)}: no events were sought; give it with --language"
        )
    return found


def _published(
    article: Article, passages: Sequence[Passage], language: str, around: Around | None = None
) -> Dating:
    from timeline import dates

    if article.published is not None:
        return Dating(published=article.published, how=article.published_how, confidence=1.0)
    # Works cited stay in: the latest of them says when the article can have been written at best.
    spans = [(p.start, p.end) for p in passages if p.kind != "boilerplate"]
    margins = [
        (p.start, p.end) for p in passages if p.kind == "boilerplate" and p.end - p.start <= MARGIN
    ]
    near = dates.Around() if around is None else around
    return dates.date_document(
        article.text,
        language=language,
        spans=spans,
        margins=margins,
        nearby=near.nearby,
        alike=near.alike,
    )


def _doubts(published: Dating) -> Iterator[str]:
    """What a user should know of the date that was found, or was not."""
    if published.published is None:
        yield "publication date unknown: relative dates stay unresolved; give it with --published"
    for other in published.alternatives:
        yield (
            f"publication date {published.published} may be {other}: its day and month are numbers "
            "that nothing tells apart; give it with --published"
        )


def _document(
    article: Article,
    language: str,
    published: Dating,
    warnings: Sequence[str],
    passages: Sequence[Passage],
) -> Document:
    headline = next((p.text for p in passages if p.kind == "headline"), None)
    return Document(
        id=article.id,
        path=article.path,
        title=article.title or headline,
        author=article.author,
        published=published.published,
        published_how=published.how,
        language=language,
        words=len(article.text.split()),
        sha256=article.sha256,
        warnings=tuple(warnings),
    )
