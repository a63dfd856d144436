"""Trains the weights of salience and confidence: `python bench/salience.py [--write]`.

Prints what the default output would keep, first with each article judged by weights trained without
it (ten parts), then each corpus by weights trained on the others, then trained on all; per cent.
`--write` puts the weights trained on all into src/timeline/anchor/weights.toml, whose [room] is set
by hand. The arithmetic is plain logistic regression with numpy; nothing of it is needed later.

kept       share of the printed events that people kept, of timeset and wikinews
printed    events printed of how many
found, dated, precision   as in bench/quality.py, of seeds and our own samples
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

import judged
from judged import ROOT, Corpus, Judged
from timeline.anchor import traits, weigh
from timeline.anchor.traits import Told
from timeline.anchor.weigh import Room, Weights

WEIGHTS = ROOT / "src" / "timeline" / "anchor" / "weights.toml"
Array = NDArray[np.float64]
# What a mention of each corpus counts. Where most was kept there is little to learn of choosing.
COUNTS = {"timeset": 1.0, "wikinews": 0.5, "seeds": 1.0, "samples": 0.5}
# Traits are pulled towards nothing by this much; the sizes tried were 3 to 30.
PULL = 10.0
PARTS = 10
# Traits seen less often than this are left out.
SELDOM = 15
# The height of what is never printed.
LOW = -9.0
# The corpora whose annotators kept every dated event, and what an article of them counts.
KEPT_WHOLE = {"seeds": 4.0, "samples": 1.0}
# Of the names of what passes between the stages, those that would only repeat the corpus's rate.
LEFT_OUT = ("how-same-event",)


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


def rank(examples: Sequence[tuple[str, Judged]]) -> dict[str, float]:
    """Weights of the traits that tell apart what was kept, inside each corpus.

    How much a corpus keeps at all, of what is dated by its own words and of the rest, is fitted
    beside them and dropped: it says what its annotators were asked, nothing of an event.
    """
    told = [(c, j) for c, j in examples if j.kept is not None]
    columns = names(j.traits for _, j in told)
    rates = sorted({(c, traits.own(j.mention)) for c, j in told})
    rows = _matrix([j.traits for _, j in told], columns)
    beside = np.array([[float((c, traits.own(j.mention)) == r) for r in rates] for c, j in told])
    kept = np.array([float(bool(j.kept)) for _, j in told])
    counts = np.array([COUNTS[c] for c, _ in told])
    pull = np.array([PULL] * len(columns) + [0.01] * len(rates))
    found = logistic(np.hstack([rows, beside]), kept, counts, pull)
    return dict(zip(columns, found[: len(columns)].tolist(), strict=True))


def sure(examples: Sequence[tuple[str, Judged]]) -> dict[str, float]:
    """Weights of the traits that tell whether a mention's date is right."""
    told = [(c, j) for c, j in examples if j.right is not None]
    columns = [n for n in names(j.sureness for _, j in told) if n != "always"] + ["always"]
    rows = _matrix([j.sureness for _, j in told], columns)
    right = np.array([float(bool(j.right)) for _, j in told])
    pull = np.array([PULL] * (len(columns) - 1) + [0.01])
    found = logistic(rows, right, np.ones(len(told)), pull)
    return dict(zip(columns, found.tolist(), strict=True))


def chronicle(articles: Sequence[tuple[str, Told]]) -> dict[str, float]:
    """Weights that tell the articles of which every dated event was kept from news."""
    examples = [weigh.kind(told) for _, told in articles]
    columns = sorted(examples[0])
    whole = np.array([float(c in KEPT_WHOLE) for c, _ in articles])
    counts = np.array([KEPT_WHOLE.get(c, 1.0) for c, _ in articles])
    pull = np.full(len(columns), 0.005)
    found = logistic(_matrix(examples, columns), whole, counts, pull)
    return dict(zip(columns, found.tolist(), strict=True))


def learn(corpora: Sequence[Corpus], keep: Callable[[str, str], bool], room: Room) -> Weights:
    """The weights of the articles that `keep` says yes to, told corpus and article; no scale."""
    examples: list[tuple[str, Judged]] = []
    articles: list[tuple[str, Told]] = []
    for corpus in corpora:
        for told, mentions in zip(corpus.articles, corpus.mentions, strict=True):
            if keep(corpus.name, document(mentions)):
                articles.append((corpus.name, told))
                examples += [(corpus.name, j) for j in mentions]
    return Weights(rank(examples), chronicle(articles), room, 1.0, sure(examples))


def heights(
    corpus: Corpus, trained: Sequence[Weights], *, lowered: bool = True
) -> list[list[float]]:
    """How far each mention stands above its article's last, trivial ones far below if lowered.

    trained: the weights for each article.
    """
    found = []
    for told, mentions, w in zip(corpus.articles, corpus.mentions, trained, strict=True):
        scores = [sum(w.salience.get(n, 0.0) * v for n, v in j.traits.items()) for j in mentions]
        above = weigh.relative(told, scores, w.chronicle, w.room)
        chance = weigh.likely(told, w.chronicle)
        low = [lowered and weigh.trivial(j.mention, w.room, chance) for j in mentions]
        found.append([LOW if t else a for a, t in zip(above, low, strict=True)])
    return found


def scale(examples: Sequence[tuple[str, Judged, float]]) -> tuple[float, float]:
    """(base, slope) of the odds that people kept what stands so high; corpora count alike."""
    told = [(c, j, h) for c, j, h in examples if j.kept is not None and h > LOW]
    size = Counter(c for c, _, _ in told)
    rows = np.array([[1.0, h] for _, _, h in told])
    kept = np.array([float(bool(j.kept)) for _, j, _ in told])
    counts = np.array([100 / size[c] for c, _, _ in told])
    base, slope = logistic(rows, kept, counts, np.array([0.01, 0.01])).tolist()
    return base, slope


# -- figures -----------------------------------------------------------------------------------


def part(name: str) -> int:
    """Which tenth an article is in; the same on every machine."""
    return int(hashlib.sha256(PurePath(name).name.encode()).hexdigest(), 16) % PARTS


def document(mentions: Sequence[Judged]) -> str:
    """The id of the article of some mentions."""
    return mentions[0].mention.event.document


def held_out(corpora: Sequence[Corpus], room: Room) -> dict[str, list[Weights]]:
    """For each article of each corpus the weights trained on the other parts."""
    trained = {
        p: learn(corpora, lambda c, d, p=p: part(d) != p, room)  # type: ignore[misc]
        for p in range(PARTS)
    }
    return {c.name: [trained[part(document(ms))] for ms in c.mentions] for c in corpora}


def left_out(corpora: Sequence[Corpus], room: Room) -> dict[str, list[Weights]]:
    """For each article the weights trained on the other corpora."""
    found = {}
    for corpus in corpora:
        own = corpus.name
        trained = learn(corpora, lambda c, d, own=own: c != own, room)  # type: ignore[misc]
        found[own] = [trained] * len(corpus.mentions)
    return found


def figures(corpus: Corpus, above: list[list[float]]) -> dict[str, float]:
    """What would be printed of a corpus, were the heights those."""
    printed = {
        j.event
        for mentions, hs in zip(corpus.mentions, above, strict=True)
        for j, h in zip(mentions, hs, strict=True)
        if h >= 0
    }
    told = {"printed": float(len(printed)), "of": float(len(corpus.events))}
    if corpus.name in ("timeset", "wikinews"):
        mentions = [j for ms in corpus.mentions for j in ms]
        kept = {j.event for j in mentions if j.kept}
        return {"kept": len(printed & kept) / max(len(printed), 1)} | told
    return _lines(corpus, printed) | told


def _lines(corpus: Corpus, printed: set[int]) -> dict[str, float]:
    found = dated = core = 0
    used: set[tuple[int, int]] = set()
    shown = [(n, i) for n in sorted(printed) for i in range(len(corpus.events[n].mentions))]
    at: dict[str, list[tuple[int, int]]] = {}
    for n, i in shown:
        name = PurePath(corpus.events[n].mentions[i].document).name
        at.setdefault(name, []).append((n, i))
    for name, lines in corpus.gold.items():
        for line in lines:
            hit = [(n, i) for n, i in at.get(name, []) if _hits(corpus, n, i, line)]
            dates = (line["date"], *line["accept"])
            right = {
                (n, i)
                for n, i in hit
                if any(judged.same_days(corpus.events[n].mentions[i].date, d) for d in dates)
            }
            used |= right
            if line["tier"] == "core":
                core += 1
                found += bool(hit)
                dated += bool(right)
    timed = [(n, i) for n, i in shown if corpus.events[n].mentions[i].time_expression]
    precision = sum(pair in used for pair in timed) / max(len(timed), 1)
    return {"found": found / core, "dated": dated / core, "precision": precision}


def _hits(corpus: Corpus, number: int, index: int, line: judged.Row) -> bool:
    event = corpus.events[number]
    m = event.mentions[index]
    shared = min(line["end"], m.end) - max(line["start"], m.start)
    whole = " ".join(line["anchor"].split()) in " ".join(m.quote.split())
    if 2 * shared < line["end"] - line["start"] and not whole:
        return False
    named = " ".join((event.title, m.title, m.trigger.text)).lower()
    return any(k.lower() in named for k in line["keywords"])


def show(label: str, corpora: Sequence[Corpus], trained: Mapping[str, Sequence[Weights]]) -> None:
    """One line of figures a corpus."""
    print(label)
    for corpus in corpora:
        told = figures(corpus, heights(corpus, trained[corpus.name]))
        shares = (f"{k} {100 * v:5.1f}" for k, v in told.items() if k not in ("printed", "of"))
        print(f"  {corpus.name:9} {'  '.join(shares)}  {told['printed']:.0f} of {told['of']:.0f}")


def write(trained: Weights) -> None:
    """Put the weights into the data file below its [room], which stays as it is."""
    kept = WEIGHTS.read_text(encoding="utf-8").partition("[scale]")[0]
    lines = [kept + "[scale]", f"slope = {trained.slope:.3f}"]
    for name in ("chronicle", "salience", "confidence"):
        weight: Mapping[str, float] = getattr(trained, name)
        lines += ["", f"[{name}]"]
        lines += [f"{n} = {w:.2f}" for n, w in sorted(weight.items()) if abs(w) >= 0.005]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def train(corpora: Sequence[Corpus], room: Room) -> Weights:
    """The weights trained on all corpora; the scale on heights held out."""
    unseen = held_out(corpora, room)
    placed = [
        (c.name, j, h)
        for c in corpora
        for ms, hs in zip(c.mentions, heights(c, unseen[c.name]), strict=True)
        for j, h in zip(ms, hs, strict=True)
    ]
    base, slope = scale(placed)
    print(f"odds of what stands {base:+.2f} + {slope:.2f} * height; the file keeps the slope alone")
    return replace(learn(corpora, lambda c, d: True, room), slope=slope)


def main() -> None:
    """Train, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="replace the weights file")
    arguments = parser.parse_args()
    corpora = [judged.read(name) for name in judged.SOURCES]
    room = weigh.weights().room
    show("each article by weights trained without it", corpora, held_out(corpora, room))
    show("each corpus by weights trained on the others", corpora, left_out(corpora, room))
    trained = train(corpora, room)
    show("trained on all", corpora, {c.name: [trained] * len(c.mentions) for c in corpora})
    if arguments.write:
        write(trained)


if __name__ == "__main__":
    main()
