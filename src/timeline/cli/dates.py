"""timeline dates: the time expressions of articles, without any model."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from timeline import render
from timeline.cli import options, output
from timeline.cli.derivation import AROUND as _AROUND
from timeline.cli.derivation import MODE as _MODE
from timeline.cli.derivation import PUBLISHED as _PUBLISHED
from timeline.cli.derivation import around, derivations
from timeline.errors import Exit, InputError, UnknownChoiceError, UsageError
from timeline.render import Column, Sheet

MODES = ("auto", "news", "narrative")

if TYPE_CHECKING:
    from timeline import dates
    from timeline.model import Article

COLUMNS = (
    Column("document"),
    Column("start", "Start", right=True),
    Column("end"),
    Column("text", "Text", wide=True),
    Column("type", "Type", room=70),
    Column("value", "Value"),
    Column("edtf", "EDTF", room=100),
    Column("how", "How", room=110),
    Column("mod"),
    Column("quant"),
    Column("freq"),
    Column("interval"),
    Column("rules"),
    Column("confidence"),
    Column("alternatives"),
)


def command(
    paths: options.Paths,
    published: options.Published = None,
    language: options.Language = None,
    mode: Annotated[
        str,
        typer.Option(
            metavar="MODE",
            help="Read dates as in news or narrative; auto decides from the text.",
        ),
    ] = "auto",
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell how each was read, in words.")
    ] = False,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    fail_empty: options.FailEmpty = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Print the time expressions of articles.

    Each with its TIMEX3 type and value, its EDTF date and how it was resolved. No language model
    is loaded and nothing is stored. `timeline languages` lists the languages that are read.
    """
    if explain and (format_ is not None or json or jsonl or csv):
        raise UsageError("--explain", "it is written for people", "leave the format out")
    format_name = "table" if explain else output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    writer = render.find_for_sheets(format_name)
    published, language = options.published(published), _language(language)
    if mode not in MODES:
        raise UnknownChoiceError("--mode", mode, MODES)
    if "-" in paths and sys.stdin.isatty():
        raise UsageError("-", "standard input is a terminal", "pipe an article in or name files")
    found = _Found(paths, published, language, mode, explain)
    with output.data(format_name) as out:
        if explain:
            for lines in derivations(found):
                out.write(lines)
        else:
            writer.sheet(Sheet(COLUMNS, found, group="document"), out)
    if not quiet:
        output.say(
            f"{output.count(found.expressions, 'time expression')},"
            f" {output.count(found.documents, 'document')}"
        )
    if found.failed:
        raise typer.Exit(Exit.SOME_FAILED)
    if fail_empty and not found.expressions:
        raise typer.Exit(Exit.EMPTY)


class _Found:
    """The rows, one article after the other, and what became of the articles."""

    def __init__(
        self,
        paths: Sequence[str],
        published: str | None,
        language: str | None,
        mode: str,
        explain: bool,
    ) -> None:
        self._paths, self._published, self._language = paths, published, language
        self._mode, self._explain = mode, explain
        self.failed = False
        self.documents = self.expressions = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        from timeline import read

        stdin = sys.stdin.buffer if "-" in self._paths else None
        for article in read.articles(
            self._paths, published=self._published, language=self._language, stdin=stdin
        ):
            try:
                if isinstance(article, InputError):
                    raise article
                rows = _rows(article, self._mode, self._explain)
            except InputError as error:
                self.failed = True
                output.report(error)
                continue
            self.documents += 1
            self.expressions += len(rows)
            yield from rows


def _rows(article: Article, mode: str, explain: bool) -> list[dict[str, Any]]:
    from timeline import dates
    from timeline.languages import detect as languages

    # Guessed are only languages with a data file; any other has to be named.
    guessed = dates.with_own_tables()
    language = article.language or languages.detect(article.text, guessed)
    if language is None or not dates.reads(language):
        raise InputError(
            article.id,
            "its language is not supported" if language else "its language is not recognised",
            f"give it with --language ({', '.join(guessed)} or another of `timeline languages`)",
        )
    published, how = article.published, article.published_how
    if published is None:
        dating = dates.date_document(article.text, language=language)
        published, how = dating.published, dating.how
    habits = cast("dates.Mode", mode)
    found = dates.tag(article.text, language=language, published=published, mode=habits)
    known: dict[str, Any] = {"document": article.id}
    if explain:
        known[_PUBLISHED] = published, how
        known[_MODE] = dates.habits(
            article.text, language=language, published=published, mode=habits
        )
    rows = [{**known, **e.model_dump(mode="json")} for e in found]
    if explain:
        for row in rows:
            row[_AROUND] = around(article.text, row["start"], row["end"])
    return rows


def _language(value: str | None) -> str | None:
    """The value of --language, once it is known to name a language whose dates are read."""
    if value is not None:
        from timeline import dates

        if not dates.reads(value):
            raise UnknownChoiceError("--language", value, dates.levels())
    return value
