"""What the whole pipeline costs beside plain spaCy with the same model: `python bench/cost.py`.

Both read the same English texts in one process with the models loaded: the sample articles or,
where it stands beside the project, the annotated Wikinews corpus. Plain spaCy is the installed
model as it comes, `nlp.pipe(texts)` with all its components. The two take turns, and of the rounds
(`--rounds`, 5) the least processor time of each counts, since other work on a machine only adds.
Ours begins each round without what it remembers of the words it has met.
`--long N` also reads one article of N characters, made of the same texts, and tells its time per
character beside that of the short ones and the memory it took.
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import spacy

from timeline import anchor, dates, events, headline, parse, pipeline, read, segment, weigh
from timeline.languages import detect as language
from timeline.model import Article
from timeline.names import article_places
from timeline.parse import models

ROOT = Path(__file__).resolve().parents[1]
WIKINEWS = ROOT.parent / "shared" / "data" / "events" / "wikinews" / "articles.jsonl"
# The functions of each stage that `pipeline.process` calls; those of one module count together.
STAGES = (
    (language, "detect"), (segment, "segment"), (dates, "date_document"),
    (dates, "tag"), (dates, "habits"), (parse, "parse"), (events, "find"),
    (article_places, "settled"), (anchor, "anchor"), (headline, "tell"), (weigh, "weigh"),
)  # fmt: skip
BATCH = 12  # texts; what plain spaCy is fastest with here


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


@contextmanager
def clocked(spent: dict[str, float]) -> Iterator[None]:
    """Add up in `spent` the processor time of each stage, by its name, inside the block."""
    kept = [(module, name, getattr(module, name)) for module, name in STAGES]

    def clock(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent[stage] = spent.get(stage, 0.0) + time.process_time() - start

        return timed

    for module, name, function in kept:
        setattr(module, name, clock(module.__name__.rpartition(".")[2], function))
    try:
        yield
    finally:
        for module, name, function in kept:
            setattr(module, name, function)


def whole(articles: list[Article], spent: dict[str, float]) -> None:
    """All articles through all stages."""
    with clocked(spent):
        results = [pipeline.process(a) for a in articles]
    start = time.process_time()
    pipeline.merge(results)
    spent["merge"] = time.process_time() - start


def short(articles: list[Article], rounds: int) -> float:
    """Print what the articles cost beside plain spaCy; seconds of the whole pipeline."""
    texts = [a.text for a in articles]
    nlp = spacy.load(str(models.available("en")))
    plain, ours = [], []
    parts: list[dict[str, float]] = []
    for _ in range(rounds):
        spent: dict[str, float] = {}
        plain.append(seconds(lambda: list(nlp.pipe(texts, batch_size=BATCH))))
        models.forget()
        models.reader("en")
        ours.append(seconds(lambda spent=spent: whole(articles, spent)))  # type: ignore[misc]
        parts.append(spent)
    print(f"articles {len(articles)}, characters {sum(map(len, texts))}, rounds {rounds}")
    print(f"plain spaCy     {min(plain):6.2f} s")
    print(f"whole pipeline  {min(ours):6.2f} s, {min(ours) / min(plain):.2f} times as long")
    best = {stage: min(p[stage] for p in parts) for stage in parts[0]}
    for stage, took in {**best, "the rest": min(ours) - sum(best.values())}.items():
        print(f"  {stage:13} {took:6.2f} s, {took / min(plain):.2f}")
    return min(ours)


def long(articles: list[Article], characters: int, short_took: float) -> None:
    """Print what one article of so many characters costs beside the short ones."""
    text, turn = "", 0
    while len(text) < characters:
        text += articles[turn % len(articles)].text + "\n\n"
        turn += 1
    report = articles[0].model_copy(update={"id": "report", "text": text[:characters]})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent: dict[str, float] = {}
    took = seconds(lambda: whole([report], spent))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    each, usual = took / characters, short_took / sum(len(a.text) for a in articles)
    print(f"one report of {characters} characters: {took:.1f} s, {each / usual:.2f} times as long")
    print(f"  a character; memory from {before // 1024} to {after // 1024} MB")
    for stage, part in spent.items():
        print(f"  {stage:13} {part:6.2f} s")


def main() -> None:
    """Print the two times, their ratio and the parts of ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", type=int, default=0, metavar="N")
    options = parser.parse_args()
    source = WIKINEWS if WIKINEWS.is_file() else ROOT / "data" / "raw"
    found = [a for a in read.articles([str(source)]) if isinstance(a, Article)]
    articles = [a for a in found if (a.language or language.detect(a.text, ("en", "fr"))) == "en"]
    took = short(articles, options.rounds)
    if options.long:
        long(articles, options.long, took)


if __name__ == "__main__":
    main()
