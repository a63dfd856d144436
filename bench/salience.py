"""Trains the weights of salience and confidence: `python bench/salience.py [--write]`.

Prints what the default output would show of each corpus, first with each article judged by weights
trained without it (ten parts), then each corpus by weights trained on the others, then trained on
all; per cent. `--write` puts the weights trained on all into src/timeline.weights.toml, but
for its [print], which is set by hand. The arithmetic is plain logistic regression with numpy;
nothing of it is needed later.

right      share of the mentions shown that tell an event of that date
core       share of the core lines found with the right date that are shown (exhaustive gold)
all        share of what is right that is shown
kept       AUC of salience, over what people kept and what they did not
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

import judged
from judged import ROOT, Corpus, Judged
from timeline import weigh
from timeline.weigh import Weights, traits

WEIGHTS = ROOT / "src" / "timeline" / "weigh" / "weights.toml"
Array = NDArray[np.float64]
# What a mention of each corpus counts: where most was kept there is little to learn of choosing,
# where not all was judged little of what is no event.
RANKED = {"timeset": 1.0, "wikinews": 0.5, "seeds": 1.0, "samples": 0.5, "mixed": 1.0}
SURE = {"timeset": 0.5, "wikinews": 0.5, "seeds": 1.0, "samples": 1.0, "mixed": 1.0}
# Traits are pulled towards nothing by so much; the sizes tried were 3 to 30.
PULL, SURE_PULL = 10.0, 5.0
PARTS = 10
# Traits seen less often than this are left out.
SELDOM = 15
# Of the names of what passes between the stages, those that would only repeat the corpus's rate.
LEFT_OUT = ("how-same-event",)
Example = tuple[str, Judged]


def logistic(rows: Array, kept: Array, counts: Array, pull: Array) -> Array:
    """Weights of the columns of `rows` that make `kept` most likely, each pulled towards 0."""
    found: Array = np.zeros(rows.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (counts * (kept - p)) - pull * found
        bend = (rows * (counts * p * (1 - p))[:, None]).T @ rows + np.diag(pull + 1e-9)
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < 1e-7:
            break
    return found


def names(examples: Iterable[Mapping[str, float]]) -> list[str]:
    """The traits seen often enough, sorted."""
    seen: dict[str, int] = {}
    for found in examples:
        for name in found:
            seen[name] = seen.get(name, 0) + 1
    return sorted(n for n, count in seen.items() if count >= SELDOM and n not in LEFT_OUT)


def _matrix(examples: Sequence[Mapping[str, float]], columns: Sequence[str]) -> Array:
    place = {name: i for i, name in enumerate(columns)}
    rows: Array = np.zeros((len(examples), len(columns)))
    for i, found in enumerate(examples):
        for name, value in found.items():
            if name in place:
                rows[i, place[name]] = value
    return rows


def rank(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the traits that tell apart what was kept, inside each corpus.

    How much a corpus keeps at all, of what is dated by its own words and of the rest, is fitted
    beside them and dropped but for its mean: it says what its annotators were asked, nothing of an
    event.
    """
    told = [(c, j) for c, j in examples if j.kept is not None]
    columns = names(j.traits for _, j in told)
    rates = sorted({(c, traits.own(j.mention)) for c, j in told})
    rows = _matrix([j.traits for _, j in told], columns)
    beside = np.array([[float((c, traits.own(j.mention)) == r) for r in rates] for c, j in told])
    kept = np.array([float(bool(j.kept)) for _, j in told])
    counts = np.array([RANKED[c] for c, _ in told])
    pull = np.array([PULL] * len(columns) + [0.01] * len(rates))
    found = logistic(np.hstack([rows, beside]), kept, counts, pull)
    weight = dict(zip(columns, found[: len(columns)].tolist(), strict=True))
    return weight | {"always": float(np.mean(found[len(columns) :]))}


def sure(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the traits that tell whether a mention is an event of its date."""
    told = [(c, j) for c, j in examples if j.right is not None]
    columns = [n for n in names(j.sureness for _, j in told) if n != "always"] + ["always"]
    rows = _matrix([j.sureness for _, j in told], columns)
    right = np.array([float(bool(j.right)) for _, j in told])
    pull = np.array([SURE_PULL] * (len(columns) - 1) + [0.01])
    found = logistic(rows, right, np.array([SURE[c] for c, _ in told]), pull)
    return dict(zip(columns, found.tolist(), strict=True))


def learn(corpora: Sequence[Corpus], keep: Callable[[str, str], bool]) -> Weights:
    """The weights of the articles that `keep` says yes to, told corpus and article."""
    examples = [
        (corpus.name, j)
        for corpus in corpora
        for mentions in corpus.mentions
        if keep(corpus.name, document(mentions))
        for j in mentions
    ]
    return Weights(weigh.weights().shown, rank(examples), sure(examples))


# -- figures -----------------------------------------------------------------------------------


def part(name: str) -> int:
    """Which tenth an article is in; the same on every machine."""
    return int(hashlib.sha256(PurePath(name).name.encode()).hexdigest(), 16) % PARTS


def document(mentions: Sequence[Judged]) -> str:
    """The id of the article of some mentions."""
    return mentions[0].mention.event.document


def held_out(corpora: Sequence[Corpus]) -> dict[str, list[Weights]]:
    """For each article of each corpus the weights trained on the other parts."""
    trained = {
        p: learn(corpora, lambda c, d, p=p: part(d) != p)  # type: ignore[misc]
        for p in range(PARTS)
    }
    return {c.name: [trained[part(document(ms))] for ms in c.mentions] for c in corpora}


def left_out(corpora: Sequence[Corpus]) -> dict[str, list[Weights]]:
    """For each article the weights trained on the other corpora."""
    found = {}
    for corpus in corpora:
        own = corpus.name
        trained = learn(corpora, lambda c, d, own=own: c != own)  # type: ignore[misc]
        found[own] = [trained] * len(corpus.mentions)
    return found


def auc(pairs: Sequence[tuple[float, bool]]) -> float:
    """How often of two, one true and one not, the true one stands higher."""
    order = sorted(pairs)
    true = sum(t for _, t in pairs)
    false = len(pairs) - true
    below, won, at = 0, 0.0, 0
    while at < len(order):
        same = [t for v, t in order[at:] if v == order[at][0]]
        won += sum(same) * (below + (len(same) - sum(same)) / 2)
        below += len(same) - sum(same)
        at += len(same)
    return won / (true * false) if true and false else 0.0


def figures(corpus: Corpus, trained: Sequence[Weights]) -> dict[str, float]:
    """What would be shown of a corpus by the weights of each of its articles."""
    shown: list[Judged] = []
    ranked: list[tuple[float, bool]] = []
    everything = [j for mentions in corpus.mentions for j in mentions]
    for told_, mentions, w in zip(corpus.articles, corpus.mentions, trained, strict=True):
        values = [weigh.odds(weigh.total(w.confidence, j.sureness)) for j in mentions]
        again = weigh.repeated(told_, values, w.shown)
        shown += [
            j
            for i, (j, v) in enumerate(zip(mentions, values, strict=True))
            if v >= w.shown and i not in again
        ]
        ranked += [
            (weigh.total(w.salience, j.traits), j.kept) for j in mentions if j.kept is not None
        ]
    judged_ = [j for j in shown if j.right is not None]
    right = sum(bool(j.right) for j in everything)
    core = sum(j.core for j in everything)
    told = {"right": sum(bool(j.right) for j in judged_) / max(len(judged_), 1)}
    if core:
        told["core"] = sum(j.core for j in shown) / core
    told["all"] = sum(bool(j.right) for j in shown) / max(right, 1)
    return told | {"kept": auc(ranked)}


def show(label: str, corpora: Sequence[Corpus], trained: Mapping[str, Sequence[Weights]]) -> None:
    """One line of figures a corpus."""
    print(label)
    for corpus in corpora:
        told = figures(corpus, trained[corpus.name])
        print(f"  {corpus.name:9} {'  '.join(f'{k} {100 * v:5.1f}' for k, v in told.items())}")


def write(trained: Weights) -> None:
    """Put the weights into the data file below its [print], which stays as it is."""
    lines = [WEIGHTS.read_text(encoding="utf-8").partition("\n[salience]")[0].rstrip()]
    for name in ("salience", "confidence"):
        weight: Mapping[str, float] = getattr(trained, name)
        lines += ["", f"[{name}]"]
        lines += [f"{n} = {w:.2f}" for n, w in sorted(weight.items()) if abs(w) >= 0.005]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="replace the weights file")
    arguments = parser.parse_args()
    corpora = [judged.read(name) for name in judged.SOURCES]
    show("each article by weights trained without it", corpora, held_out(corpora))
    show("each corpus by weights trained on the others", corpora, left_out(corpora))
    trained = learn(corpora, lambda c, d: True)
    show("trained on all", corpora, {c.name: [trained] * len(c.mentions) for c in corpora})
    if arguments.write:
        write(trained)


if __name__ == "__main__":
    main()
