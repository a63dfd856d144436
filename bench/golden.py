"""What every stage makes of every article, to tell a move of code from a change of behaviour.

`python bench/golden.py OUT` reads data/raw and the corpora beside the project, where there are any,
and writes JSON lines: the time expressions, the sentences and the dated mentions of each article,
each line with a hash. `--against OLD` then counts, stage by stage, what an earlier run lacks or has
more, and lists it with `--list`; the exit code is 1 where anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from timeline import dates, parse, pipeline, read
from timeline.errors import TimelineError
from timeline.model import Article

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPORA = ("seeds", "gold/mixed/articles.jsonl", "data/events/wikinews/articles.jsonl")
STAGES = ("dates", "sentences", "mentions")


def main() -> int:
    """Write one run, and compare it with another."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--list", action="store_true", help="print each line that differs")
    given = parser.parse_args()
    paths = [ROOT / "data/raw", *(SHARED / name for name in CORPORA)]
    lines = [line for path in paths if path.exists() for line in told(path)]
    given.out.write_text("".join(lines), encoding="utf-8")
    return compare(given.against, lines, given.list) if given.against else 0


def told(path: Path) -> Iterator[str]:
    """The lines of the articles of one path, as JSON, a hash first."""
    for article in read.articles([str(path)]):
        if isinstance(article, TimelineError):
            continue
        for stage, record in stages(article):
            text = json.dumps(record, ensure_ascii=False, sort_keys=True)
            mark = hashlib.sha256(text.encode()).hexdigest()[:12]
            name = article.id.removeprefix(f"{ROOT.parent}/")
            yield json.dumps([mark, name, stage, record], ensure_ascii=False, sort_keys=True) + "\n"


def stages(article: Article) -> Iterator[tuple[str, Any]]:
    """What the stages give for one article, each record with the stage's name."""
    seen: list[tuple[str, Any]] = []
    tag, parsed = dates.tag, parse.parse

    def tagging(*args: Any, **kwargs: Any) -> Any:
        found = tag(*args, **kwargs)
        seen.extend(("dates", e.model_dump(mode="json")) for e in found)
        return found

    def parsing(*args: Any, **kwargs: Any) -> Any:
        found = parsed(*args, **kwargs)
        for sentence in found:
            kept = {k: v for k, v in asdict(sentence).items() if not k.startswith("_")}
            seen.append(("sentences", kept))
        return found

    dates.tag, parse.parse = tagging, parsing
    try:
        result = pipeline.process(article)
    finally:
        dates.tag, parse.parse = tag, parsed
    seen += [("mentions", m.model_dump(mode="json")) for m in result.mentions]
    return iter(seen)


def compare(before: Path, lines: list[str], listed: bool) -> int:
    """Print how many lines of each stage are gone and new; 1 where any is."""
    old, new = before.read_text(encoding="utf-8").splitlines(keepends=True), lines
    gone, come = set(old) - set(new), set(new) - set(old)
    for stage in STAGES:
        counts = [sum(json.loads(line)[2] == stage for line in side) for side in (old, gone, come)]
        print(f"{stage:10} {counts[0]:6} before, {counts[1]} gone, {counts[2]} new")
    for sign, side in (("-", gone), ("+", come)) if listed else ():
        print(*(sign + line for line in sorted(side)), sep="", end="")
    return 1 if gone or come else 0


if __name__ == "__main__":
    sys.exit(main())
