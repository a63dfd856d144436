"""How often each repair of a parse fires, per thousand sentences of its language.

`python bench/repairs.py` reads data/raw and the corpora beside the project, where there are any.
A repair that fires in fewer than one sentence in a thousand is marked: it needs a test on a tree
and must be of a plain, common kind, or go. Shared repairs are counted in each language.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from timeline import parse, pipeline, read
from timeline.errors import TimelineError
from timeline.languages.grammar import of
from timeline.parse.repairs import registered

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPORA = ("seeds", "gold/mixed/articles.jsonl", "data/events/wikinews/articles.jsonl")
RARE = 1.0  # sentences in a thousand


def main() -> None:
    """Print a line a repair: how often it fires, in how many sentences, its language and name."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    paths = [ROOT / "data/raw", *(SHARED / name for name in CORPORA)]
    sentences, fired = counted([path for path in paths if path.exists()])
    for language in sorted(sentences):
        print(f"{language}: {sentences[language]} sentences")
        for name, _ in registered(of(language)):
            often = 1000 * fired[language][name] / sentences[language]
            mark = "  rare" if often < RARE else ""
            print(f"{often:7.1f} {fired[language][name]:5}  {name}{mark}")


def counted(paths: list[Path]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """The sentences of each language, and of these how many each repair changed."""
    sentences: Counter[str] = Counter()
    fired: dict[str, Counter[str]] = defaultdict(Counter)
    parsed = parse.parse

    def counting(*args: Any, **kwargs: Any) -> Any:
        found = parsed(*args, **kwargs, fired=fired[kwargs["language"]])
        sentences[kwargs["language"]] += len(found)
        return found

    parse.parse = counting
    try:
        for path in paths:
            for article in read.articles([str(path)]):
                if not isinstance(article, TimelineError):
                    pipeline.process(article)
    finally:
        parse.parse = parsed
    return sentences, fired


if __name__ == "__main__":
    main()
