"""How far salience and confidence can be believed: `python bench/reliability.py`.

Each mention of the annotated corpora gets both from weights trained without its article; those of
like value make a bin, of which are told the mean value, the share people kept (or dated so) and how
many there are. The expected calibration error is the mean distance of the two, by size of bin.
Every figure is 0 to 1. What stands at 0.5 salience and above is printed by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import judged
from judged import Corpus
from salience import heights, held_out
from timeline.anchor import weigh
from timeline.anchor.weigh import Weights

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


def pairs(corpus: Corpus, trained: Sequence[Weights], slope: float) -> dict[str, list[Pair]]:
    """Of one corpus the salience and confidence of each mention that was judged, and the truth."""
    kept: list[Pair] = []
    right: list[Pair] = []
    above = heights(corpus, trained, lowered=False)
    for told, mentions, hs, w in zip(corpus.articles, corpus.mentions, above, trained, strict=True):
        chance = weigh.likely(told, w.chronicle)
        for j, h in zip(mentions, hs, strict=True):
            if j.kept is not None:
                most = weigh.TRIVIAL if weigh.trivial(j.mention, w.room, chance) else 1.0
                kept.append((min(weigh.salience(h, slope), most), j.kept))
            if j.right is not None:
                right.append((weigh.odds(weigh.total(w.confidence, j.sureness)), j.right))
    return {"salience": kept, "confidence": right}


def show(label: str, told: Sequence[Pair]) -> None:
    """Print the table of one figure."""
    table = bins(told)
    print(f"{label}: {len(told)} mentions, expected calibration error {error(table):.3f}")
    for value, true, count in table:
        print(f"  {value:5.2f} {true:9.2f} {count:8}")


def main() -> None:
    """Print the tables, of all corpora together and of each."""
    corpora = [judged.read(name) for name in judged.SOURCES]
    now = weigh.weights()
    unseen = held_out(corpora, now.room)
    found = {c.name: pairs(c, unseen[c.name], now.slope) for c in corpora}
    print("        said  observed    count")
    for name in ("salience", "confidence"):
        show(f"{name}, all", [p for told in found.values() for p in told[name]])
        for corpus, told in found.items():
            show(f"{name}, {corpus}", told[name])


if __name__ == "__main__":
    main()
