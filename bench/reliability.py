"""How far confidence can be believed: `python bench/reliability.py`.

Each mention of the annotated corpora gets it from weights trained without its article; those of
like value make a bin, of which are told the mean value, the share that are events of that date and
how many there are. The expected calibration error is the mean distance of the two, by size of bin.
Every figure is 0 to 1. `shown` is of what is sure enough to be printed by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import judged
from judged import Corpus
from salience import held_out
from timeline import weigh
from timeline.weigh import Weights

BINS = 10
Pair = tuple[float, bool]


def bins(pairs: Iterable[Pair]) -> list[tuple[float, float, int]]:
    """(mean value, share that came true, count) of each tenth that is not empty, in order."""
    inside: list[list[Pair]] = [[] for _ in range(BINS)]
    for value, true in pairs:
        inside[min(int(value * BINS), BINS - 1)].append((value, true))
    return [
        (sum(v for v, _ in held) / len(held), sum(t for _, t in held) / len(held), len(held))
        for held in inside
        if held
    ]


def error(table: Sequence[tuple[float, float, int]]) -> float:
    """The expected calibration error of a table of bins; 0 of an empty one."""
    total = sum(count for _, _, count in table)
    return sum(abs(value - true) * count for value, true, count in table) / max(total, 1)


def pairs(corpus: Corpus, trained: Sequence[Weights]) -> dict[str, list[Pair]]:
    """Of one corpus the confidence of each mention that was judged, and the truth: of all, and of
    those sure enough to be printed."""
    everything = [
        (weigh.odds(weigh.total(w.confidence, j.sureness)), j.right)
        for mentions, w in zip(corpus.mentions, trained, strict=True)
        for j in mentions
        if j.right is not None
    ]
    shown = weigh.weights().shown
    return {"confidence": everything, "shown": [p for p in everything if p[0] >= shown]}


def show(label: str, told: Sequence[Pair]) -> None:
    """Print the table of one figure."""
    table = bins(told)
    print(f"{label}: {len(told)} mentions, expected calibration error {error(table):.3f}")
    for value, true, count in table:
        print(f"  {value:5.2f} {true:9.2f} {count:8}")


def main() -> None:
    """Print the tables, of all corpora together and of each."""
    corpora = [judged.read(name) for name in judged.SOURCES]
    unseen = held_out(corpora)
    found = {c.name: pairs(c, unseen[c.name]) for c in corpora}
    print("        said  observed    count")
    for name in ("confidence", "shown"):
        show(f"{name}, all", [p for told in found.values() for p in told[name]])
        for corpus, told in found.items():
            show(f"{name}, {corpus}", told[name])


if __name__ == "__main__":
    main()
