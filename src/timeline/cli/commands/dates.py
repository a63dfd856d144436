"""timeline dates: the time expressions of articles, without any model."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from timeline.cli import completions, streams
from timeline.cli.date_explanations import AROUND, MODE, PUBLISHED, around, derivations
from timeline.cli.destination import check_inputs
from timeline.cli.options import Articles, Output, SheetOutputOrEmpty, flag, one_of
from timeline.cli.unread_files import UnreadFiles
from timeline.errors import (
    ArticleFailed,
    Exit,
    InputError,
    LeftOut,
    TimelineError,
    UnknownChoiceError,
    UsageError,
)
from timeline.render import Column

MODES = ("auto", "news", "narrative")

if TYPE_CHECKING:
    from timeline import dates
    from timeline.model import Article
    from timeline.run import Answer, Engine

    _Told = list[dict[str, Any]] | TimelineError

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
    articles: Articles,
    mode: Annotated[
        str,
        typer.Option(
            metavar="MODE",
            help="Read dates as in news or narrative; auto decides from the text.",
            autocompletion=completions.among(MODES),
        ),
    ] = "auto",
    explain: Annotated[bool, flag("Tell how each was read, in words.", "--explain")] = False,
    *,
    output: SheetOutputOrEmpty,
) -> Exit:
    """Print the time expressions of articles.

    Each with its TIMEX3 type and value, its EDTF date and how it was resolved. No language model
    is loaded and nothing is stored. `timeline languages` lists the languages that are read.
    """
    from timeline import dates

    if explain and (output.asked() or output.output_) is not None:
        raise UsageError("--explain", "it is written for people", "leave --format and -o out")
    printer = output.sheets()
    check_inputs(printer.file, articles.files())
    if articles.language is not None and not dates.reads(articles.language):
        raise UnknownChoiceError("--language", articles.language, dates.levels())
    how = cast("dates.Mode", one_of("--mode", mode, MODES))
    found = _Found(articles, how, explain, output)
    if explain:
        with streams.data("table") as out:
            for lines in derivations(found):
                out.write(lines)
    else:
        printer.write(COLUMNS, found, group="document")
    found.unread.tell("timeline extract --list-unread")
    expressions = streams.count(found.expressions, "time expression")
    printer.say(f"{expressions}, {streams.count(found.documents, 'document')}")
    if found.failed:
        return Exit.SOME_FAILED
    return Exit.EMPTY if output.fail_empty and not found.expressions else Exit.OK


class _Found:
    """The rows, one article after the other, and what became of the articles."""

    def __init__(self, articles: Articles, mode: dates.Mode, explain: bool, output: Output) -> None:
        self._articles, self._mode, self._explain = articles, mode, explain
        self._debug = output.debug
        self.failed = False
        self.documents = self.expressions = 0
        self.unread = UnreadFiles(streams.write, quiet=output.quiet)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        from timeline.run import in_turn

        engine = self._articles.engine()
        try:
            for _, told in in_turn(self._asked(engine), engine.ahead):
                if isinstance(told, list):
                    self.documents += 1
                    self.expressions += len(told)
                    yield from told
                elif isinstance(told, LeftOut):
                    self.unread.note(told)
                elif isinstance(told, InputError | ArticleFailed):
                    self._fail(told)
                else:
                    raise told
        finally:
            engine.close()

    def _asked(self, engine: Engine) -> Iterator[tuple[str, Answer[_Told]]]:
        """What is asked of each article, by its id; errors met in reading in their place."""
        from timeline import read
        from timeline.run import Asked, caught

        asked = self._articles
        for article in read.articles(
            asked.paths,
            published=asked.published,
            language=asked.language,
            stdin=asked.stdin(),
            max_bytes=asked.limits().max_bytes,
            engine=engine,
        ):
            if isinstance(article, TimelineError):
                yield article.what, Asked(partial(_as_it_is, article), lambda: True)
            else:
                rows = engine.submit(article.id, _rows, article, self._mode, self._explain)
                yield article.id, caught(rows)

    def _fail(self, error: TimelineError) -> None:
        self.unread.note(error)
        self.failed = self.failed or error.exit_code != Exit.OK
        streams.report(error, debug=self._debug)


def _as_it_is(error: TimelineError) -> _Told:
    return error


def _rows(article: Article, mode: dates.Mode, explain: bool) -> list[dict[str, Any]]:
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
    found = dates.tag(article.text, language=language, published=published, mode=mode)
    known: dict[str, Any] = {"document": article.id}
    if explain:
        known[PUBLISHED] = published, how
        known[MODE] = dates.habits(article.text, language=language, published=published, mode=mode)
    rows = [{**known, **e.model_dump(mode="json")} for e in found]
    if explain:
        for row in rows:
            row[AROUND] = around(article.text, row["start"], row["end"])
    return rows
