"""Which room for events serves the corpora best: `python bench/room.py [--all]`.

Tries settings of [room] in src/timeline/anchor/weights.toml on articles judged by weights trained
without them (ten parts), and prints the ten that fall least short of what is wanted, per cent,
beside the one in the file. `--all` prints every setting. The settings are compared on the same
articles that the figures are told of: the best of many is a little better than it will be
elsewhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import product

import judged
import salience
from judged import Corpus
from timeline.anchor import weigh
from timeline.anchor.weigh import Room, Weights

TRIED = {
    "events": (1.5, 2.0, 2.5),
    "whole_from": (0.1, 0.15, 0.2, 0.25),
    "whole_over": (0.2, 0.3, 0.4),
    "dated": (1.25, 1.75, 2.5),
    "own": (2.0, 3.0),
    "trivial": (0.22, 0.28),
}
# Corpus and figure, what is wanted of it, per cent.
WANTED = {
    ("timeset", "kept"): 50.0,
    ("seeds", "dated"): 92.0,
    ("seeds", "precision"): 88.0,
    ("samples", "dated"): 92.0,
    ("samples", "precision"): 88.0,
}
Figures = dict[tuple[str, str], float]


def rooms(room: Room) -> Iterator[Room]:
    """The setting of the file, then each other that is tried."""
    yield room
    for values in product(*TRIED.values()):
        other = replace(room, **dict(zip(TRIED, values, strict=True)))
        if other != room:
            yield other


def measure(
    corpora: Sequence[Corpus], trained: Mapping[str, Sequence[Weights]], room: Room
) -> Figures:
    """The figures of WANTED, per cent, were the room that."""
    told: Figures = {}
    for corpus in corpora:
        weights = [replace(w, room=room) for w in trained[corpus.name]]
        found = salience.figures(corpus, salience.heights(corpus, weights))
        told |= {(corpus.name, k): 100 * v for k, v in found.items() if (corpus.name, k) in WANTED}
    return told


def short(told: Figures) -> float:
    """By how many points in all it misses what is wanted."""
    return sum(max(wanted - told[key], 0.0) for key, wanted in WANTED.items())


def line(room: Room, told: Figures) -> str:
    """One setting with its figures."""
    figures = "  ".join(f"{c} {k} {told[c, k]:.1f}" for c, k in WANTED)
    settings = " ".join(f"{k} {v:g}" for k, v in asdict(room).items())
    return f"{short(told):5.1f} short  {figures}  | {settings}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="print every setting, not the best ten")
    arguments = parser.parse_args()
    corpora = [judged.read(name) for name in judged.SOURCES]
    room = weigh.weights().room
    trained = salience.held_out(corpora, room)
    results = [(r, measure(corpora, trained, r)) for r in rooms(room)]
    print("in the file\n" + line(*results[0]))
    ranked = sorted(results, key=lambda pair: short(pair[1]))
    print("falling least short")
    for pair in ranked if arguments.all else ranked[:10]:
        print(line(*pair))


if __name__ == "__main__":
    main()
