"""Trains the weights of event types: `python bench/typed.py [--also ARTICLES GOLD]… [--write]`.

Prints how often the type is one the gold accepts, of the gold lines that a mention of the right
date finds: each article by weights trained without it (six parts), and by those trained on all.
`--also` adds a corpus, JSON Lines of articles and of gold lines. Of the mixed texts and of those
corpora, articles with even numbers are for figures alone; of the seeds the second half. `--write`
puts the weights into src/timeline/events/typed.toml.

The model is a multinomial logistic regression with numpy: each sign (see `events/evidence`) speaks
for each type by a weight of its own, pulled towards 0, and each place for the type that what stands
there lends by one more. A line with several accepted types is right with any.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, get_args
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from judged import GOLD, ROOT, SOURCES, same_days
from timeline import pipeline, read
from timeline.errors import TimelineError
from timeline.events import classify
from timeline.model import DatedMention, EventType

WEIGHTS = ROOT / "src" / "timeline" / "events" / "typed.toml"
TYPES: tuple[EventType, ...] = get_args(EventType)
# How much a line of a corpus counts; our own gold accepts few types beside the first.
COUNTS = {"mixed": 1.5, "samples": 0.7, "seeds": 2.0}
# Weights are pulled towards 0 by so much; those of one place for its own type much less.
PULL, SAME_PULL = 1.5, 0.3
# What the rules say counts so much more: they are right of more texts than were annotated.
RULES = 1.0
# Signs seen less often than this are left out, and smaller weights than this.
SELDOM, SMALL = 3, 0.1
PARTS, STEPS = 6, 200
Array = NDArray[np.float64]
Signs = dict[str, float]
Heard = dict[tuple[int, int, str], Signs]


@dataclass(frozen=True, slots=True)
class Line:
    """A gold line with the signs of the mentions that find it. right: which have its date."""

    corpus: str
    document: str
    unread: bool
    types: tuple[str, ...]
    inside: bool
    core: bool
    signs: list[Signs]
    right: list[bool]


def lines(name: str, articles: Path, gold: Path) -> Iterator[Line]:
    """The found gold lines of one corpus."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for text in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        if row["tier"] in ("core", "extra"):
            rows[row["document"]].append(row)
    order = sorted(rows)
    for article in read.articles([str(articles)]):
        if isinstance(article, TimelineError) or PurePath(article.id).name not in rows:
            continue
        document = PurePath(article.id).name
        number = re.match(r"[a-z]+(\d+)", document)
        unread = bool(number) and name not in ("samples", "seeds") and int(number[1]) % 2 == 0  # type: ignore[index]
        unread |= name == "seeds" and order.index(document) >= (len(order) + 1) // 2
        with listening() as heard:
            mentions = pipeline.process(article).mentions
        for row in rows[document]:
            found = sorted(_finding(row, mentions, heard), key=lambda f: f[0])
            if found:
                yield Line(
                    name, document, unread, (row["type"], *row.get("accept_types", ())),
                    not found[0][0][0], row["tier"] == "core",
                    [signs for _, signs, _ in found], [right for _, _, right in found],
                )  # fmt: skip


@contextmanager
def listening() -> Iterator[Heard]:
    """The signs of each candidate that is typed meanwhile, by its trigger's span and its rule."""
    heard: Heard = {}
    original = classify.signs

    def hear(sentence: Any, candidate: Any, *rest: Any) -> Signs:
        found = original(sentence, candidate, *rest)
        first, last = (sentence.tokens[i] for i in (candidate.span[0], candidate.span[1] - 1))
        heard[first.start, last.end, candidate.rule] = found
        return found

    with mock.patch.object(classify, "signs", hear):
        yield heard


def _finding(
    row: Mapping[str, Any], mentions: Sequence[DatedMention], heard: Heard
) -> Iterator[tuple[tuple[bool, bool, int], Signs, bool]]:
    for m in mentions:
        e = m.event
        shared = min(row["end"], e.end) - max(row["start"], e.start)
        if 2 * shared < row["end"] - row["start"]:
            continue
        names = f"{e.title} {e.trigger.text}".lower()
        signs = heard.get((e.trigger.start, e.trigger.end, e.rules[0]))
        if signs is None or not any(k.lower() in names for k in row["keywords"] or [""]):
            continue
        right = any(same_days(m.date, d) for d in (row["date"], *row["accept"]))
        outside = not row["start"] <= e.trigger.start < row["end"]
        yield (outside, not right, abs(e.trigger.start - row["start"])), signs, right


def train(told: Sequence[Line]) -> classify.Weights:
    """The weights that make the accepted types of all lines likeliest, by Adam's steps."""
    examples = [line.signs[0] for line in told]
    seen = Counter(name for signs in examples for name in signs)
    names = sorted(n for n, count in seen.items() if count >= SELDOM)
    places = sorted({n.partition("=")[0] for n in seen if n.partition("=")[2] in TYPES})
    rows, same = _matrices(examples, names, places)
    good = np.array([[float(kind in line.types) for kind in TYPES] for line in told])
    counts = np.array([COUNTS.get(x.corpus, 1.0) * (1 if x.inside else 0.5) for x in told])
    pull = np.array([PULL if n != "always" else 0.1 for n in names])[:, None]
    weights = [np.zeros((len(names), len(TYPES))), np.zeros(len(places))]
    first, second = ([np.zeros_like(w) for w in weights] for _ in range(2))
    for step in range(1, STEPS + 1):
        score = np.exp(_scores(rows, same, weights))
        score /= score.sum(axis=1, keepdims=True)
        accepted = score * good
        miss = (accepted / (accepted.sum(axis=1, keepdims=True) + 1e-12) - score) * counts[:, None]
        slopes = [
            rows.T @ miss - pull * weights[0],
            np.einsum("nk,nkp->p", miss, same) - SAME_PULL * weights[1],
        ]
        rate = 0.08 if step < STEPS * 2 // 3 else 0.015
        for i, slope in enumerate(slopes):
            first[i] += 0.1 * (slope - first[i])
            second[i] += 0.01 * (slope**2 - second[i])
            size = np.sqrt(second[i] / (1 - 0.99**step)) + 1e-6
            weights[i] += rate * first[i] / (1 - 0.9**step) / size
    per_place = dict(zip(places, weights[1].tolist(), strict=True))
    per_place["told"] += RULES
    signs = {
        name: {k: w for k, w in zip(TYPES, row.tolist(), strict=True) if abs(w) >= SMALL}
        for name, row in zip(names, weights[0], strict=True)
    }
    return classify.Weights(per_place, {n: row for n, row in signs.items() if row})


def _matrices(
    examples: Sequence[Signs], names: Sequence[str], places: Sequence[str]
) -> tuple[Array, Array]:
    column, slot = ({n: i for i, n in enumerate(x)} for x in (names, places))
    rows = np.zeros((len(examples), len(names)))
    same = np.zeros((len(examples), len(TYPES), len(places)))
    for i, signs in enumerate(examples):
        for name, much in signs.items():
            place, _, kind = name.partition("=")
            if name in column:
                rows[i, column[name]] = much
            if kind in TYPES:
                same[i, TYPES.index(kind), slot[place]] = much
    return rows, same


def _scores(rows: Array, same: Array, weights: Sequence[Array]) -> Array:
    score: Array = rows @ weights[0] + same @ weights[1]
    score -= score.max(axis=1, keepdims=True)
    return score


def part(line: Line) -> int:
    """Which part an article is in; the same on every machine."""
    return int(hashlib.sha256(line.document.encode()).hexdigest(), 16) % PARTS


def show(label: str, told: Sequence[Line], by: Callable[[Line], classify.Weights]) -> None:
    """The share of right types, core lines and all, of each corpus, read and unread apart."""
    print(label)
    groups: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for line in told:
        if any(line.right):
            groups[line.corpus, line.unread].append(line)
    for (corpus, unread), group in sorted(groups.items()):
        good = [(line.core, _good(line, by(line))) for line in group]
        core = [g for c, g in good if c]
        print(
            f"  {corpus:12} {'not read' if unread else 'read':8} {len(core):4} core"
            f" {100 * sum(core) / max(len(core), 1):5.1f}  {len(good):4} in all"
            f" {100 * sum(g for _, g in good) / len(good):5.1f}"
        )


def _good(line: Line, trained: classify.Weights) -> bool:
    """Whether a mention of the right date has an accepted type."""
    told = (s for s, right in zip(line.signs, line.right, strict=True) if right)
    return any(classify.likeliest(signs, trained) in line.types for signs in told)


def write(trained: classify.Weights) -> None:
    """Put the weights into the data file."""
    out = [
        "# What each sign of `events/evidence` speaks for: natural logarithms of odds. Written by",
        "# bench/typed.py. same: of a place, for the type that what stands there lends; signs: of",
        "# one sign, for each type.",
        "[same]",
        *(f"{place} = {w:.2f}" for place, w in trained.same.items()),
        "",
        "[signs]",
    ]
    for name, row in trained.signs.items():
        body = ", ".join(f"{k} = {w:.2f}" for k, w in sorted(row.items()))
        out.append(f'"{name}" = {{ {body} }}')
    WEIGHTS.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> None:
    """Train, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--also", action="append", nargs=2, type=Path, default=[])
    parser.add_argument("--write", action="store_true", help="replace the weights file")
    given = parser.parse_args()
    corpora = [(n, SOURCES[n], GOLD[n]) for n in ("mixed", "seeds", "samples")]
    corpora += [(articles.parent.name, articles, gold) for articles, gold in given.also]
    told = [line for corpus in corpora for line in lines(*corpus)]
    seen = [line for line in told if not line.unread]
    parts = {p: train([line for line in seen if part(line) != p]) for p in range(PARTS)}
    trained = train(seen)
    show("each article by weights trained without it", seen, lambda line: parts[part(line)])
    show("trained on all that is read", told, lambda line: trained)
    if given.write:
        write(trained)


if __name__ == "__main__":
    main()
