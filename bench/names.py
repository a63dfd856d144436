"""Names: how many spelling variants are accepted, how many other people's names, and how fast.

Reads pairs (same, kind, a, b) from ../shared/gold/name-pairs.tsv where it is there and from
tests/names/pairs.tsv. Times are of the processor. Run: python bench/names.py [PAIRS.tsv]
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from typing import Any, cast

from timeline.names import person_score, same_name, same_place
from timeline.names.people import THRESHOLD, _part_score, _spelling_score

ROOT = Path(__file__).resolve().parent.parent
PLACES = [ROOT.parent / "shared/gold/name-pairs.tsv", ROOT / "tests/names/pairs.tsv"]


def main(argv: list[str]) -> int:
    """Print the figures; with -v the pairs judged wrongly too."""
    verbose = "-v" in argv
    files = [Path(a) for a in argv if a != "-v"] or [p for p in PLACES if p.exists()]
    for path in files:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle, delimiter="\t"))
        right = {True: 0, False: 0}
        total = {True: 0, False: 0}
        for row in rows:
            same = row["same"] == "1"
            if row["kind"] == "person":
                score = person_score(row["a"], row["b"])
            elif row["kind"] == "place":
                score = 1.0 if same_place(row["a"], row["b"]) else 0.0
            else:
                score = 1.0 if same_name(row["a"], row["b"], cast(Any, row["kind"])) else 0.0
            accepted = score >= THRESHOLD
            total[same] += 1
            right[same] += accepted
            if verbose and accepted != same:
                print(f"  {'missed' if same else 'wrong'} {row['a']} | {row['b']} {score:.3f}")
        print(
            f"{path.name}: {right[True]} of {total[True]} variants accepted, "
            f"{right[False]} of {total[False]} others accepted (threshold {THRESHOLD})"
        )
    people = [(r["a"], r["b"]) for r in rows if r["kind"] == "person"]
    everyone = sorted({n for pair in people for n in pair})
    # So many that what is kept of pairs of parts holds them all.
    everyone = everyone[:: 1 + len(everyone) // 450]
    pairs = [(a, b) for a in everyone for b in everyone if a < b]
    for a, b in pairs:
        person_score(a, b)
    for label in ("names met before", "new part pairs"):
        if label == "new part pairs":
            _part_score.cache_clear()
            _spelling_score.cache_clear()
        start = time.process_time()
        for a, b in pairs:
            person_score(a, b)
        spent = (time.process_time() - start) / len(pairs) * 1e6
        print(f"{spent:.1f} microseconds a pair ({label}, {len(pairs)} pairs)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
