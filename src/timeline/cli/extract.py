"""timeline extract: read articles, merge them into the stored chronology, print it."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline import decisions, render
from timeline.cli import deciding, naming, options, output, rehearsal, target
from timeline.cli.progress import Progress
from timeline.errors import Exit, TimelineError, UsageError
from timeline.store import Query, Store

if TYPE_CHECKING:
    from timeline.model import ArticleKind
    from timeline.pipeline import Result

MOST_WARNINGS = 10
"""Different warnings printed; the store keeps them all."""


def command(
    paths: options.Paths,
    output_: Annotated[
        str | None,
        typer.Option(
            "-o",
            metavar="FILE|DIR",
            help="Store in this directory; or write to this file (page.html, days.ics …; - for"
            " standard output) and store where --out-dir says.",
            rich_help_panel="Output",
            show_default=False,
        ),
    ] = None,
    out_dir: Annotated[
        Path | None,
        typer.Option(
            "--out-dir",
            metavar="DIR",
            help="Where to store the chronology.  [default: data/out]",
            rich_help_panel="Output",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="List what would be read, what is unchanged and what would fail; write nothing.",
        ),
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Start anew: read all again, drop what isn't given now."),
    ] = False,
    published: options.Published = None,
    language: options.Language = None,
    kind: options.Kind = None,
    names: naming.NamesFile = None,
    all_: options.All = False,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    fail_empty: options.FailEmpty = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "-v", "--verbose", rich_help_panel="Output", help="Tell of each article as it is read."
        ),
    ] = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Read articles, store and print their chronology.

    The store holds everything ever extracted into it: an article of the same name replaces the
    earlier one, unchanged articles are not read again, --fresh starts anew. With - (standard
    input) nothing is stored unless -o says where.
    """
    folder, file = target.sort_out(output_, out_dir or options.DATA_OUT, None)
    if output_ is not None and file is None:
        out_dir = folder
    if format_ is None and not (json or jsonl or csv or dry_run):
        format_ = target.format_of(file)
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    (render.find_for_sheets if dry_run else render.find)(format_name)
    target.check(file)
    published, language = options.published(published), options.language(language)
    told_as = options.kind(kind)
    stores = "-" not in paths or out_dir is not None
    if "-" in paths and sys.stdin.isatty():
        raise UsageError("-", "standard input is a terminal", "pipe an article in or name files")
    store_in = (out_dir or options.DATA_OUT) if stores else None
    if store_in is not None:
        decisions.read(store_in)  # a mistake in it is told before the work
    names = naming.beside(store_in, names)
    naming.read(names)
    if dry_run:
        code = rehearsal.rehearse(
            paths, published, language, store_in, format_name, fresh=fresh, quiet=quiet
        )
        raise typer.Exit(code)
    cache = _Cache(store_in, fresh=fresh)
    try:
        with Progress(paths, quiet=quiet, debug=debug) as progress:
            failed, warnings = _read(paths, published, language, told_as, cache, progress, verbose)
            if cache.opened is None:
                raise typer.Exit(Exit.SOME_FAILED)
            progress.merging()
            with naming.using(cache.opened, names):
                publish(cache.opened, quiet=quiet)
        if not quiet:
            _warn(warnings)
            for line in cache.replaced:
                output.say(line)
        query = Query(everything=all_)
        selection = output.found(cache.opened, query, format_name)
        into = partial(target.opened, file, format_name)
        output.show(cache.opened, selection, format_name, quiet=quiet, failed=failed, into=into)
        if not stores and not quiet:
            output.say("nothing was stored; -o DIR stores what comes from standard input")
    except KeyboardInterrupt:
        kept = "; articles already read are kept, the same command goes on from there"
        output.say("interrupted" + (kept if stores else ""))
        raise typer.Exit(Exit.INTERRUPTED) from None
    finally:
        cache.close()
    raise typer.Exit(Exit.SOME_FAILED if failed else output.empty_exit(selection, fail_empty))


def _read(
    paths: Sequence[str],
    published: str | None,
    language: str | None,
    kind: ArticleKind | None,
    cache: _Cache,
    progress: Progress,
    verbose: bool,
) -> tuple[int, dict[str, list[str]]]:
    """Read all articles into the cache; how many failed, and warnings with their documents."""
    from timeline import pipeline

    failed = 0
    warnings: dict[str, list[str]] = defaultdict(list)
    stdin = sys.stdin.buffer if "-" in paths else None
    for item in pipeline.run(
        paths,
        published=published,
        language=language,
        kind=kind,
        stdin=stdin,
        cache=cache,
        on_progress=progress.tick,
    ):
        if isinstance(item, TimelineError):
            failed += 1
            progress.report(item)
        else:
            if verbose:
                progress.say(_account(item, cache))
            for warning in item.document.warnings:
                warnings[warning].append(item.document.id)
        progress.done()
    return failed, warnings


def _account(result: Result, cache: _Cache) -> str:
    """One line on an article that was read."""
    told = result.document
    when = f"{told.published} ({told.published_how})" if told.published else "at an unknown time"
    mentions = output.count(len(result.mentions), "mention")
    how = "unchanged" if told.id in cache.reused else "read"
    return f"{told.id}: {how}, {told.language}, published {when}, {mentions}"


def _warn(warnings: dict[str, list[str]]) -> None:
    """Each warning once, however many documents it is about."""
    for n, (warning, documents) in enumerate(warnings.items()):
        if n == MOST_WARNINGS:
            left = output.count(len(warnings) - n, "more warning")
            output.say(f"{left}: see timeline documents")
            break
        whose = documents[0] if len(documents) == 1 else f"{len(documents)} documents"
        output.say(f"{whose}: {warning}")


def publish(store: Store, *, quiet: bool) -> None:
    """Merge all that is kept, lay the decisions over it, and say what hinders either."""
    from timeline import pipeline

    outdated = store.outdated()
    if outdated and not quiet:
        were = "was" if outdated == 1 else "were"
        output.say(
            f"{output.count(outdated, 'stored document')} {were} read by another version of"
            " timeline: extract again what is still there, or use --fresh"
        )
    if store.folder is None:
        store.publish(pipeline.merge(pipeline.Result(*kept) for kept in store.all_kept()))
        return
    ledger = decisions.read(store.folder)
    store.merge(pipeline.mend, lambda base: deciding.layer(base, ledger))
    if not quiet:
        deciding.tell(ledger, store.ruling()[1])


class _Cache:
    """The store as the pipeline sees it; opened with the first article, so that a mistyped path
    leaves no empty store behind."""

    def __init__(self, folder: Path | None, *, fresh: bool) -> None:
        self._folder, self._fresh = folder, fresh
        self.opened: Store | None = None
        self.replaced: list[str] = []
        self.reused: set[str] = set()

    def _store(self) -> Store:
        from timeline import pipeline

        if self.opened is None:
            rules = pipeline.fingerprint()
            self.opened = (
                Store.memory(rules)
                if self._folder is None
                else Store.write(self._folder, rules, fresh=self._fresh)
            )
        return self.opened

    def get(self, key: str) -> Result | None:
        from timeline.pipeline import Result

        kept = self._store().kept(key)
        if kept is None:
            return None
        self.reused.add(kept[0].id)
        return Result(*kept)

    def put(self, key: str, result: Result) -> None:
        document = result.document
        other = self._store().keep(key, document, result.mentions)
        if other is not None:
            self.replaced.append(
                f"{document.id}: it replaces the stored article of that id from {other}"
            )

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
