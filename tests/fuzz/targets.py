"""What is fuzzed: how an input is made, tried, made smaller, and kept in a file.

An input is the ending of a file's name and bytes; what is tried is the same for a new input, one
that is replayed from the corpus, and one that hypothesis or a coverage-guided engine makes.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from fuzz import commands, generate, invariants, mutate
from fuzz.examples import examples

Input = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is fuzzed.

    seconds: what one input may take. holds: how many units (files, articles, command lines) are in
    an input. prepare: called once in a process, whose working folder is its own and empty.
    """

    name: str
    make: Callable[[Random], Input]
    attempt: Callable[[Input], None]
    parts: Callable[[Input], tuple[list[bytes], Callable[[list[bytes]], Input]]]
    seconds: int = 20
    holds: int = 1
    prepare: Callable[[], None] = lambda: None


# -- readers -----------------------------------------------------------------------------------


def _read(given: Input) -> None:
    suffix, data = given
    path = Path(f"article{suffix}")
    path.write_bytes(data)
    invariants.of_reading(path)


def _chunks(given: Input) -> tuple[list[bytes], Callable[[list[bytes]], Input]]:
    suffix, data = given
    size = max(1, len(data) // 400)
    return [data[n : n + size] for n in range(0, len(data), size)], lambda p: (suffix, b"".join(p))


# -- dates -------------------------------------------------------------------------------------


def _date_words(random: Random) -> Input:
    return ".json", json.dumps(generate.date_words(random), ensure_ascii=False).encode()


def _tag(given: Input) -> None:
    from timeline import dates
    from timeline.errors import UsageError

    told = json.loads(given[1])
    text, language, published = told["text"], told["language"], told["published"]
    found = dates.tag(text, language=language, published=published)
    invariants.of_expressions(found, text)
    dating = dates.date_document(text, language=language, spans=[(0, len(text))])
    for edtf in (dating.published, *dating.alternatives):
        invariants.of_date(edtf)
    dates.habits(text, language=language, published=published)
    with suppress(UsageError):
        dates.read_date(text[:60], today=date(9999, 12, 31), language=language)


def _date_parts(given: Input) -> tuple[list[bytes], Callable[[list[bytes]], Input]]:
    told = json.loads(given[1])

    def whole(parts: list[bytes]) -> Input:
        text = b" ".join(parts).decode("utf-8", "surrogatepass")
        return ".json", json.dumps(told | {"text": text}, ensure_ascii=False).encode()

    return told["text"].encode("utf-8", "surrogatepass").split(b" "), whole


# -- articles ----------------------------------------------------------------------------------


def _through_all_stages(given: Input) -> None:
    from timeline import pipeline, read

    path = Path("articles.jsonl")
    path.write_bytes(given[1])
    results: list[pipeline.Result] = []
    texts: dict[str, str] = {}
    for article in read.articles([str(path)]):
        if isinstance(article, Exception):
            continue
        result = pipeline.process(article)
        invariants.of_result(result, article)
        if len(results) % 10 == 3:
            assert pipeline.process(article) == result, "read twice, it gives another result"
        results.append(result)
        texts[article.id] = article.text
    merged = pipeline.merge(results)
    invariants.of_chronology(merged, texts)
    assert pipeline.merge(results[::-1]) == merged, "merged in another order, it differs"
    pages = invariants.rendered(merged)
    if len(given[1]) % 4 == 0:  # a page takes as long as ten articles do
        assert invariants.rendered(merged) == pages, "rendered twice, it differs"


def _article_parts(given: Input) -> tuple[list[bytes], Callable[[list[bytes]], Input]]:
    """The articles; of a lone one, the words."""
    lines = given[1].splitlines(keepends=True)
    if len(lines) > 1:
        return lines, lambda parts: (".jsonl", b"".join(parts))
    told = json.loads(lines[0])

    def whole(parts: list[bytes]) -> Input:
        text = b" ".join(parts).decode("utf-8", "surrogatepass")
        return ".jsonl", (json.dumps(told | {"text": text}) + "\n").encode()

    return told["text"].encode("utf-8", "surrogatepass").split(b" "), whole


def _load() -> None:
    """Load the models and all else that is loaded once, before the first alarm is set."""
    both = (
        {
            "text": "The council met in Paris on 3 May 2020, and Ana Vidal resigned.",
            "language": "en",
        },
        {"text": "Le conseil s'est réuni à Paris le 3 mai 2020, et Ana Vidal a démissionné."},
    )
    _through_all_stages((".jsonl", "".join(json.dumps(a) + "\n" for a in both).encode()))


def _load_readers() -> None:
    for suffix, some in examples().items():
        for data in some:
            _read((suffix, data))
    # A date that only the last of the parsers can tell makes it compile all its patterns.
    _read((".html", b"<html><body><p>Harbour</p><p>Updated 3-Mayo-2020 o'clock</p></body></html>"))


def _load_dates() -> None:
    for language in generate.languages():
        told = {"text": "3.5.2020", "language": language, "published": "2020-09-16"}
        _tag((".json", json.dumps(told).encode()))


# -- command lines -----------------------------------------------------------------------------


def _command_line(random: Random) -> Input:
    return ".txt", (shlex.join(commands.line(random)) + "\n").encode("utf-8", "surrogateescape")


def _run(given: Input) -> None:
    commands.attempt(shlex.split(given[1].decode("utf-8", "surrogateescape")))


def _arguments(given: Input) -> tuple[list[bytes], Callable[[list[bytes]], Input]]:
    told = shlex.split(given[1].decode("utf-8", "surrogateescape"))

    def whole(parts: list[bytes]) -> Input:
        line = shlex.join([os.fsdecode(p) for p in parts])
        return ".txt", (line + "\n").encode("utf-8", "surrogateescape")

    return [os.fsencode(argument) for argument in told], whole


TARGETS = {
    t.name: t
    for t in (
        Target("readers", mutate.file, _read, _chunks, prepare=_load_readers),
        Target("dates", _date_words, _tag, _date_parts, prepare=_load_dates),
        Target(
            "articles", lambda random: (".jsonl", generate.articles(random)), _through_all_stages,
            _article_parts, seconds=60, holds=10, prepare=_load,
        ),
        Target("commands", _command_line, _run, _arguments, seconds=60, prepare=commands.prepare),
    )
}  # fmt: skip


def smaller(
    target: Target, given: Input, fails: Callable[[Input], bool], tries: int = 300
) -> Input:
    """A smaller input that fails alike: parts of it are left out while it still does."""
    best = given
    for _ in range(2):
        parts, whole = target.parts(best)
        size = max(1, len(parts) // 2)
        while size and tries > 0:
            for candidate in _without(parts, size):
                tries -= 1
                if fails(whole(candidate)):
                    parts = candidate
                    break
                if tries <= 0:
                    break
            else:
                size //= 2
        best = whole(parts) if fails(whole(parts)) else best
    return best


def _without(parts: list[bytes], size: int) -> Iterator[list[bytes]]:
    for start in range(0, len(parts), size):
        rest = parts[:start] + parts[start + size :]
        if rest:
            yield rest
