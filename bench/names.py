"""Names: how many spelling variants are accepted, how many other people's names, and how fast.

Reads pairs (same, kind, a, b) from ../shared/gold/name-pairs.tsv where it is there and from
tests/names/pairs.tsv. Times are of the processor. Run: python bench/names.py [PAIRS.tsv]

`python bench/names.py --actors [CHRONOLOGY.json]` counts the actors and towns that one chronology,
that of data/raw unless another is given, prints under two ids or names: lines of
tests/names/one_actor.toml, made by hand, of which two names stand under two. It lists, for reading,
the surnames that stand under two ids: relatives, namesakes, and people taken for two.
"""

from __future__ import annotations

import csv
import sys
import time
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, cast

from timeline import pipeline
from timeline.model import Chronology
from timeline.names import person_score, same_name, same_place
from timeline.names.people import THRESHOLD, _part_score, _spelling_score
from timeline.names.person_parts import parts

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "tests/names/one_actor.toml"
PLACES = [ROOT.parent / "shared/gold/name-pairs.tsv", ROOT / "tests/names/pairs.tsv"]


def main(argv: list[str]) -> int:
    """Print the figures; with -v the pairs judged wrongly too."""
    if "--actors" in argv:
        return _actors([a for a in argv if a != "--actors"])
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


# -- one actor, one id -------------------------------------------------------------------------


def doubled(chronology: Chronology, listed: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The first name of each line of which two names stand under two ids, and these ids.

    A surname alone counts where it is shown, not where it is an alias: relatives share it.
    """
    actors: dict[str, set[str]] = defaultdict(set)
    towns: dict[str, set[str]] = defaultdict(set)
    for event in chronology.events:
        for a in event.actors:
            for name in (a.name, *(n for n in a.aliases if " " in n)):
                actors[name].add(a.id)
        for p in event.places:
            towns[p.name].add(p.name)
    found = []
    for ids, lines in ((actors, listed["actors"]), (towns, listed["towns"])):
        for names in lines:
            told = sorted(set().union(*(ids.get(name, set()) for name in names)))
            if len(told) > 1:
                found.append((names[0], told))
    return found


def surnames(chronology: Chronology) -> list[tuple[str, list[str]]]:
    """The surnames that stand under two ids and more, and these ids."""
    ids: dict[str, set[str]] = defaultdict(set)
    for event in chronology.events:
        for a in event.actors:
            if a.kind == "person":
                ids[parts(a.name).names[-1]].add(a.id)
    return sorted((name, sorted(told)) for name, told in ids.items() if len(told) > 1)


def _actors(files: list[str]) -> int:
    if files:
        chronology = Chronology.model_validate_json(Path(files[0]).read_text(encoding="utf-8"))
    else:
        results = pipeline.run([str(ROOT / "data/raw")])
        chronology = pipeline.merge(r for r in results if isinstance(r, pipeline.Result))
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))
    found = doubled(chronology, listed)
    number = len({a.id for e in chronology.events for a in e.actors})
    print(f"{len(found)} of {number} actors and the towns printed under two names")
    for name, ids in found:
        print(f"  {name}: {', '.join(ids)}")
    shared = surnames(chronology)
    print(f"{len(shared)} surnames under two ids, for reading:")
    for name, ids in shared:
        print(f"  {name}: {', '.join(ids)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
