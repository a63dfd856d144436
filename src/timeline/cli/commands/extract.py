"""timeline extract: read articles, merge them into the stored chronology, print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated

from timeline import decisions, render
from timeline.cli import dry_run, names_file, rereading, streams
from timeline.cli.destination import check_inputs, format_of, output_file
from timeline.cli.options import (
    DATA_OUT,
    AbsolutePaths,
    All,
    Articles,
    Force,
    Kind,
    NamesFile,
    OutDir,
    OutputFile,
    OutputOrEmpty,
    PreferLanguage,
    flag,
    one_of,
)
from timeline.cli.printers import empty_exit
from timeline.cli.progress_bar import Progress
from timeline.cli.publishing import ArticleCache, publish
from timeline.cli.sayings import outdated
from timeline.cli.unread_files import UnreadFiles, there
from timeline.contract import KINDS
from timeline.errors import Exit, LeftOut, ModelMissing, TimelineError
from timeline.run import Engine, Lent
from timeline.store import Query, Store

if TYPE_CHECKING:
    from timeline.pipeline import Result

MOST_WARNINGS = 10
"""Different warnings printed; the store keeps them all."""


def command(
    articles: Articles,
    output_: OutputFile = None,
    force: Force = False,
    out_dir: OutDir = None,
    kind: Kind = None,
    dry: Annotated[
        bool,
        flag(
            "List what would be read, what is unchanged and what would fail; write nothing.",
            "--dry-run",
        ),
    ] = False,
    fresh: Annotated[
        bool, flag("Start anew: read all again, drop what isn't given now.", "--fresh")
    ] = False,
    list_unread: Annotated[
        bool, flag("Name each file that is met and not read, with its reason.", "--list-unread")
    ] = False,
    strict: Annotated[
        bool, flag("Exit with 1 if any file that was met was not read.", "--strict")
    ] = False,
    names: NamesFile = None,
    prefer_language: PreferLanguage = None,
    all_: All = False,
    absolute_paths: AbsolutePaths = False,
    verbose: Annotated[
        bool, flag("Tell of each article as it is read.", "-v", "--verbose")
    ] = False,
    *,
    output: OutputOrEmpty,
) -> Exit:
    """Read articles, store and print their chronology.

    The store holds everything ever extracted into it: an edited article replaces its earlier
    version, unchanged ones are not read again, files that were renamed or moved are known again,
    --fresh starts anew. What --published, --language and --kind say of them holds for later runs,
    too, until it is said otherwise. Files of a folder that are not read (photos, programs) are
    counted by kind; `timeline documents` lists them. With - (standard input) nothing is stored
    unless --out-dir says where.

    Read are files that end in .adoc .asciidoc .atom .bz2 .csv .doc .docm .docx .dot .dotx .eml
    .emlx .epub .gz .htm .html .json .jsonl .markdown .mbox .mbx .md .mht .mhtml .msg .ndjson
    .newsml .nitf .nxml .odp .ods .odt .org .otp .ots .ott .pdf .potx .ppsx .pptm .pptx .rss
    .rst .rtf .srt .tab .tar .tbz .tbz2 .tei .text .tgz .tsv .txt .txz .vtt .warc .xhtml .xls
    .xlsm .xlsx .xlt .xltx .xml .xz .zip and, where their content tells, others.
    """
    file = output_file(output_, output.asked(), out_dir, render.FORMATS)
    _check(articles.language, kind, prefer_language)
    stored = out_dir if "-" in articles.paths else out_dir or DATA_OUT
    # A mistake in it is told before the work.
    decided = () if stored is None else decisions.read(stored).decisions
    names = names_file.for_run(stored, names)
    check_inputs(file, chain(articles.files(), (names,)))
    names_file.read(names)
    if dry:
        said = dry_run.Said(articles.given(kind), decided)
        return dry_run.rehearse(articles, stored, output.sheets(), said, fresh=fresh, strict=strict)
    how = {"absolute": absolute_paths}
    told = output.format_name(format_of(file))
    printer = output.events(told, file=file, force=force, how=how)
    cache = ArticleCache(
        stored,
        fresh=fresh,
        options=articles.given(kind),
        decided=decided,
        how=str(articles.limit_size),
    )
    engine = articles.engine()
    try:
        with Progress(articles.paths, quiet=output.quiet, debug=output.debug) as progress:
            unread = UnreadFiles(
                progress.write,
                quiet=output.quiet and not strict,
                each=list_unread or verbose,
                all_=verbose,
            )
            with cache.gathering():
                read, failed, warnings = _read(
                    articles, cache, progress, unread, Lent(engine), verbose=verbose
                )
            unread.tell("--list-unread")
            covered = chain(there(articles.paths), articles.files())
            store = _accounted(cache, unread, covered, output, read=read)
            if store is None:
                return Exit.SOME_FAILED
            progress.merging()
            names_file.warn_gone(store, names, output.say)
            with names_file.using(store, names):
                publish(store, output.say, prefer_language, engine)
        for line in (
            *_told(warnings),
            *_moved(cache.moved),
            *_overwritten(cache.said.dropped),
            *_gone(store.gone(articles.paths)),
            *cache.replaced,
        ):
            output.say(line)
        query = Query(everything=all_)
        selection = printer.select(store, query)
        printer.show(store, selection, unread.lacking(failed), query)
        if stored is None:
            output.say("nothing was stored; --out-dir DIR stores what comes from standard input")
    except KeyboardInterrupt:
        kept = "; articles already read are kept, the same command goes on from there"
        streams.say("interrupted" + ("" if stored is None else kept))
        return Exit.INTERRUPTED
    finally:
        engine.close()
        cache.close()
    lacking = failed or (strict and unread.left)
    return Exit.SOME_FAILED if lacking else empty_exit(selection.events, output.fail_empty)


def _check(language: str | None, kind: str | None, preferred: str | None) -> None:
    """Raise UnknownChoiceError for a kind, or a language whose events are not read."""
    for option, code in (("--language", language), ("--prefer-language", preferred)):
        if code is not None:
            from timeline import dates

            one_of(option, code, dates.with_events())
    if kind is not None:
        one_of("--kind", kind, KINDS)


def _read(
    articles: Articles,
    cache: ArticleCache,
    progress: Progress,
    unread: UnreadFiles,
    engine: Engine,
    *,
    verbose: bool,
) -> tuple[int, int, dict[str, list[str]]]:
    """Read all articles into the cache: how many were read, how many failed, and warnings with
    their documents."""
    read = failed = 0
    missing: set[str] = set()
    warnings: dict[str, list[str]] = defaultdict(list)
    for item in _results(articles, cache, progress, engine):
        if isinstance(item, TimelineError):
            unread.note(item)
        if isinstance(item, LeftOut):
            continue
        if isinstance(item, TimelineError):
            failed += 1
            if isinstance(item, ModelMissing) and item.why in missing and streams.for_people():
                progress.say(f"{item.what}: nor can it be read for events (for the same reason)")
            else:
                progress.report(item)
            if isinstance(item, ModelMissing):
                missing.add(item.why)
        else:
            read += 1
            if verbose:
                progress.say(_account(item, cache))
            for warning in item.document.warnings:
                warnings[warning].append(item.document.id)
        progress.done()
    return read, failed, warnings


def _accounted(
    cache: ArticleCache,
    unread: UnreadFiles,
    covered: Iterable[str],
    output: OutputOrEmpty,
    *,
    read: int,
) -> Store | None:
    """The store, which knows now what was not read; None where there is nothing to publish."""
    store = cache.opened
    if cache.fresh and not read:
        if store is not None:
            output.say("nothing could be read; what was stored before stays as it was")
        return None
    cache.note_unread(unread, covered)
    return store


def _results(
    articles: Articles, cache: ArticleCache, progress: Progress, engine: Engine
) -> Iterator[Result | TimelineError]:
    """What the articles give, and those of the store of which something else is said since."""
    from timeline import pipeline

    yield from pipeline.run(
        articles.paths,
        stdin=articles.stdin(),
        said=cache.said,
        cache=cache,
        company=cache.company,
        on_progress=progress.tick,
        limits=articles.limits(),
        engine=engine,
    )
    if cache.opened is not None and cache.opened.folder is not None:
        ledger = decisions.read(cache.opened.folder)
        ids = outdated(cache.opened, ledger)
        yield from rereading.again(cache.opened, ledger, ids, articles.limits(), lambda: engine)


def _account(result: Result, cache: ArticleCache) -> str:
    """One line on an article that was read."""
    told = result.document
    when = f"{told.published} ({told.published_how})" if told.published else "at an unknown time"
    mentions = streams.count(len(result.mentions), "mention")
    how = "unchanged" if told.id in cache.reused else "read"
    return f"{told.id}: {how}, {told.language}, published {when}, {mentions}"


def _moved(moved: list[tuple[str, str]]) -> list[str]:
    """One line on the documents whose files have moved."""
    if not moved:
        return []
    before, now = moved[0]
    told = f"{before} is {now} now"
    if len(moved) > 1:
        told += f", {len(moved) - 1} more have moved"
    return [f"{told}; what was decided of it holds, its id stays"]


def _overwritten(dropped: Mapping[str, Sequence[str]]) -> list[str]:
    """One line on the documents that are no longer what options of earlier runs spoke of."""
    if not dropped:
        return []
    id_, fields = next(iter(sorted(dropped.items())))
    others = len(dropped) - 1
    more = f", as {'does' if others == 1 else 'do'} {others} more" if others else ""
    said = " and ".join(f"--{name}" for name in fields)
    return [f"{id_} holds another text than the one that {said} spoke of{more}: say it again"]


def _gone(paths: Sequence[str]) -> list[str]:
    """One line on the documents whose files are not there any more."""
    if not paths:
        return []
    others = len(paths) - 1
    more = f", as {'is' if others == 1 else 'are'} {others} more" if others else ""
    what = "they" if others else "it"
    return [f"{paths[0]} is gone{more}; what {what} told stays: --fresh drops it"]


def _told(warnings: dict[str, list[str]]) -> list[str]:
    """Each warning once, however many documents it is about."""
    lines = [
        f"{whose[0] if len(whose) == 1 else f'{len(whose)} documents'}: {warning}"
        for warning, whose in warnings.items()
    ]
    if len(lines) > MOST_WARNINGS:
        left = streams.count(len(lines) - MOST_WARNINGS, "more warning")
        lines[MOST_WARNINGS:] = [f"{left}: see timeline documents"]
    return lines
