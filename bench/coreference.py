"""Trains the weights by which two mentions are one event: `python bench/coreference.py [--write]`.

Prints, for each corpus, how many pairs of mentions its gold joins and how many of them the weights
join (precision, recall, F1 per cent), by weights trained without that corpus and by those trained
on all; of ECB+, half of the topics are for figures alone. `--weights` prints what each sign weighs;
`--write` puts the weights into src/timeline/merge/pairs.toml.

Corpora: our own stories (tests/gold/stories: nine stories told by several papers in two languages,
every mention with its event) and samples; beside the project ECB+ and Wikinews. A mention found is
that of the gold whose words it overlaps. The publication days of ECB+ are made up, so that no sign
of two told dates is learned there. The model is a logistic regression with numpy, the pairs of one
article and of two apart, weights pulled towards 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline import pipeline
from timeline.errors import TimelineError
from timeline.merge import candidates
from timeline.merge.features import Feature, features
from timeline.merge.signs import opposed, signs
from timeline.model import DatedMention

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data" / "events"
WEIGHTS = ROOT / "src" / "timeline" / "merge" / "pairs.toml"
# How much a pair of each corpus counts: ECB+ has fifty times the pairs of the others.
COUNTS = {"stories": 3.0, "samples": 5.0, "wikinews": 3.0, "ecb": 0.25}
# Weights are pulled towards 0 by so much; signs of fewer pairs are left out, and smaller weights.
PULL, SELDOM, SMALL = 2.0, 12, 0.05
# What must keep events apart though few pairs of the corpora show it, pulled towards these weights:
# people, places, counts and told days that differ.
APART = {
    "other persons": -2.0, "other cities": -2.0, "other countries": -1.5, "other amount": -1.5,
    "other figures": -0.5, "other agent of one kind": -1.0, "other patient of one kind": -1.5,
    "date: days apart, told": -3.0, "date: weeks apart, told": -4.0, "one told as another": -1.0,
    "status: denied": -1.0,
}  # fmt: skip
FIRMLY = 25.0
# Two mentions are joined at somewhat less than even odds: of texts not trained on, a higher bar
# (0.1) leaves a tenth of all repeats more apart, and joins hardly fewer wrongly.
JOIN = -0.4
STEPS = 60
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that would be compared. one: whether the gold has them as one event."""

    document: str
    across: bool
    told: Mapping[str, float]
    one: bool


def gold(name: str) -> dict[str, list[tuple[int, int, str]]]:
    """Of each article the gold mentions: start, end, event."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    if name == "samples":
        for cluster in _rows(ROOT / "tests/gold/samples-clusters.jsonl"):
            for document, start, end in cluster["mentions"]:
                found[document].append((start, end, cluster["cluster"]))
    elif name == "stories":
        for row in _rows(ROOT / "tests/gold/stories/events.jsonl"):
            found[row["document"]].append((*row["trigger"], row["event"]))
    else:
        for row in _rows(SHARED / name / "gold-mentions.jsonl"):
            found[row["document"]].append((row["start"], row["end"], row["instance"]))
    return found


def source(name: str) -> Path:
    """The articles of a corpus."""
    if name == "samples":
        return ROOT / "data/raw"
    return (ROOT / "tests/gold" if name == "stories" else SHARED) / name / "articles.jsonl"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def matched(mentions: Sequence[DatedMention], name: str) -> dict[int, str]:
    """Place of a mention found -> its event by the gold; each gold mention takes the nearest."""
    told = gold(name)
    near = []
    for n, m in enumerate(mentions):
        t = m.event.trigger
        document = m.event.document if name != "samples" else PurePath(m.event.document).name
        for k, (start, end, event) in enumerate(told.get(document, ())):
            if (shared := min(t.end, end) - max(t.start, start)) > 0:
                near.append((-shared, end - start, n, (document, k), event))
    found: dict[int, str] = {}
    taken: set[tuple[str, int]] = set()
    for _, _, n, line, event in sorted(near):
        if n not in found and line not in taken:
            found[n] = event
            taken.add(line)
    return found


def asked(found: Sequence[Feature]) -> set[tuple[int, int]]:
    """The pairs that would be compared, by place."""
    filed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, f in enumerate(found):
        day, labels = candidates.filed(f)
        for label in labels:
            filed[label].append((day, n))
    for rows in filed.values():
        rows.sort()
    pairs: set[tuple[int, int]] = set()
    for n, f in enumerate(found):
        for low, high, labels in candidates.asks(f):
            for rows in (filed[label] for label in labels if label in filed):
                for day, other in rows[bisect_left(rows, (low, -1)) :]:
                    if day > high:
                        break
                    if other != n:
                        pairs.add((min(n, other), max(n, other)))
    return pairs


def pairs(name: str) -> list[Pair]:
    """The pairs of found gold mentions of a corpus that would be compared."""
    results = pipeline.run([str(source(name))])
    mentions = [m for r in results if not isinstance(r, TimelineError) for m in r.mentions]
    by_mention = {id(f.mention): f for f in features(mentions)}
    groups: dict[str, list[tuple[Feature, str]]] = defaultdict(list)
    for n, event in matched(mentions, name).items():
        f = by_mention[id(mentions[n])]
        # A topic of ECB+ is a collection of its own.
        groups[f.document.partition("/")[0] if name == "ecb" else ""].append((f, event))
    found = []
    for group in groups.values():
        told = [f for f, _ in group]
        for i, j in sorted(asked(told)):
            a, b = told[i], told[j]
            if not opposed(a, b):
                seen = {
                    k: v for k, v in signs(a, b) if not (name == "ecb" and k.endswith(", told"))
                }
                across = a.document != b.document
                found.append(Pair(a.document, across, seen, group[i][1] == group[j][1]))
    return found


def trained(told: Mapping[str, Sequence[Pair]], across: bool) -> dict[str, float]:
    """The weights of one kind of pairs, learned from some corpora; "bias" among them."""
    rows = [
        (p, COUNTS[name], name) for name, all_ in told.items() for p in all_ if p.across == across
    ]
    seen = Counter(sign for p, _, _ in rows for sign in p.told)
    names = sorted(sign for sign, n in seen.items() if n >= SELDOM)
    # ECB+ has another share of pairs that are one event; that is no sign of anything elsewhere.
    columns = {name: n for n, name in enumerate((*names, "ecb", "bias"))}
    x = np.zeros((len(rows), len(columns)))
    for r, (p, _, name) in enumerate(rows):
        x[r, columns["bias"]], x[r, columns["ecb"]] = 1.0, name == "ecb"
        for sign, value in p.told.items():
            if sign in columns:
                x[r, columns[sign]] = value
    one, counts = np.array([p.one for p, _, _ in rows], float), np.array([c for _, c, _ in rows])
    weights = _fitted(x, one, counts, np.array([APART.get(name, 0.0) for name in columns]))
    result = {name: float(weights[columns[name]]) for name in (*names, "bias")}
    # What differs never speaks for one event, though amounts of other things often stand beside it.
    result = {n: min(0.0, w) if n.startswith("other ") else w for n, w in result.items()}
    return {name: w for name, w in result.items() if abs(w) >= SMALL or name == "bias"}


def _fitted(x: Array, y: Array, counts: Array, towards: Array) -> Array:
    """Newton's method for a logistic regression; the last column, the bias, is not pulled."""
    w = np.zeros(x.shape[1])
    pull = np.where(towards < 0, FIRMLY, PULL)
    pull[-1] = 1e-3
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (counts * (p - y)) + pull * (w - towards)
        bend = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def figures(told: Sequence[Pair], weights: Mapping[bool, Mapping[str, float]]) -> str:
    """Precision, recall and F1 of joining pairs one by one, those of two articles and of one."""
    shown = []
    for across in (True, False):
        both = got = wanted = 0
        w = weights[across]
        for p in (p for p in told if p.across == across):
            joined = w["bias"] + sum(w.get(k, 0.0) * v for k, v in p.told.items()) > JOIN
            both, got, wanted = both + (joined and p.one), got + joined, wanted + p.one
        right, all_ = 100 * both / max(1, got), 100 * both / max(1, wanted)
        f1 = 2 * right * all_ / max(0.1, right + all_)
        shown.append(f"{right:5.1f} {all_:5.1f} {f1:5.1f}  of {wanted:5}")
    return "   ".join(shown)


def write(weights: Mapping[bool, Mapping[str, float]]) -> None:
    """Write pairs.toml; odds are shifted so that groups join above 0."""
    lines = [
        "# What each sign of two mentions adds to the log-odds that they are one event: of two",
        "# articles, and of one. Groups of mentions join where the mean of their pairs is above 0.",
        "# Made by bench/coreference.py --write; signs are told in signs.py.",
    ]
    for title, across in (("across", True), ("inside", False)):
        lines += ["", f"[{title}]"]
        for name, weight in sorted(weights[across].items(), key=lambda w: (w[0] != "bias", w[0])):
            shifted = weight - JOIN if name == "bias" else weight
            lines.append(f'"{name}" = {shifted:.2f}')
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(argv: list[str]) -> int:
    """Print the figures of each corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--weights", action="store_true")
    asked_for = parser.parse_args(argv)
    told = {name: pairs(name) for name in COUNTS if source(name).exists()}
    topics = sorted({p.document.partition("/")[0] for p in told.get("ecb", ())}, key=int)
    kept = [p for p in told.get("ecb", ()) if p.document.partition("/")[0] in topics[1::2]]
    read = {n: [p for p in all_ if n != "ecb" or p not in kept] for n, all_ in told.items()}
    weights = {across: trained(read, across) for across in (True, False)}
    print(f"{'':28}{'two articles: P, R, F1':32}one article: P, R, F1")
    for name, own in read.items():
        others = {n: all_ for n, all_ in read.items() if n != name}
        without = {across: trained(others, across) for across in (True, False)}
        print(f"{name + ', not trained on':26}", figures(own, without))
        print(f"{name + ', trained on':26}", figures(own, weights), flush=True)
    if kept:
        print(f"{'ecb, topics kept apart':26}", figures(kept, weights))
    if asked_for.weights:
        for name in sorted({*weights[True], *weights[False]}):
            print(f"{name:28}", *(f"{weights[k].get(name, 0.0):+6.2f}" for k in (True, False)))
    if asked_for.write:
        write(weights)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
