"""How well the mentions of one event are merged, measured on the gold of the sample articles.

`python bench/clusters.py CHRONOLOGY.json [--list]`, where the chronology is what `timeline extract
data/raw --format json` printed. A core anchor is matched by the mentions of its article whose quote
covers at least half of it, or holds its words, and whose titles or trigger hold one of its
keywords; of several, by one with a right date, then one whose trigger lies in it, then the one with
the shortest quote. Pairs of matched anchors in one gold cluster are compared with pairs that share
an event. Figures are per cent.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any

from timeline import when

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
Anchor = tuple[str, int, int]  # document, start, end
Pair = tuple[Anchor, Anchor]


def load(name: str) -> list[dict[str, Any]]:
    """The objects of one JSON Lines file of the gold."""
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def match(gold: dict[str, Any], events: list[dict[str, Any]]) -> str | None:
    """Id of the event that tells of a gold line, None when no mention does."""
    right = {(w.first, w.last) for w in map(when.parse, (gold["date"], *gold["accept"]))}
    anchor = " ".join(gold["anchor"].split())
    best: tuple[bool, bool, int, str] | None = None
    for event in events:
        for mention in event["mentions"]:
            if PurePath(mention["document"]).name != gold["document"]:
                continue
            shared = min(gold["end"], mention["end"]) - max(gold["start"], mention["start"])
            whole = anchor in " ".join(mention["quote"].split())
            if 2 * shared < gold["end"] - gold["start"] and not whole:
                continue
            names = " ".join((event["title"], mention["title"], mention["trigger"]["text"])).lower()
            if not any(k.lower() in names for k in gold["keywords"]):
                continue
            date = when.parse(mention["date"])
            inside = gold["start"] <= mention["trigger"]["start"] < gold["end"]
            wrong = (date.first, date.last) not in right
            rank = (wrong, not inside, len(mention["quote"]), event["id"])
            best = rank if best is None else min(best, rank)
    return None if best is None else best[3]


def pairs(groups: dict[Anchor, str]) -> set[Pair]:
    """Pairs of anchors that lie in one group."""
    inside: dict[str, list[Anchor]] = {}
    for anchor, group in sorted(groups.items()):
        inside.setdefault(group, []).append(anchor)
    return {pair for members in inside.values() for pair in combinations(members, 2)}


def figures(gold: Iterable[Pair], system: Iterable[Pair]) -> str:
    """Precision, recall and F1 of pairs, as text."""
    wanted, got = set(gold), set(system)
    both = len(wanted & got)
    p = both / len(got) if got else 0.0
    r = both / len(wanted) if wanted else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f:5.1f}  ({len(wanted)}, {len(got)})"


def main() -> None:
    """Print the figures; with --list the pairs that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chronology", type=Path)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    events = json.loads(arguments.chronology.read_text(encoding="utf-8"))["events"]
    language = {d["document"]: d["language"] for d in load("samples-documents.jsonl")}
    words: dict[Anchor, str] = {}
    system: dict[Anchor, str] = {}
    for line in load("samples-events.jsonl"):
        if line["tier"] == "core":
            anchor = (line["document"], line["start"], line["end"])
            words[anchor] = " ".join(line["anchor"].split())
            found = match(line, events)
            if found is not None:
                system[anchor] = found
    clusters = {
        (m[0], m[1], m[2]): c["cluster"]
        for c in load("samples-clusters.jsonl")
        for m in c["mentions"]
    }
    everything = pairs(clusters)
    gold = pairs({a: clusters[a] for a in system})
    got = pairs(system)
    print(f"anchors matched {len(system)} of {len(clusters)}; of matched ones (gold, got):")
    kinds: dict[str, Callable[[Anchor, Anchor], bool]] = {
        "pairs": lambda a, b: True,
        "between articles": lambda a, b: a[0] != b[0],
        "English-French": lambda a, b: language[a[0]] != language[b[0]],
    }
    for name, is_kind in kinds.items():
        wanted = [p for p in gold if is_kind(*p)]
        print(f"{name:18} {figures(wanted, [p for p in got if is_kind(*p)])}")
        reached = sum(is_kind(*p) for p in gold & got)
        total = sum(is_kind(*p) for p in everything)
        print(
            f"{'':18} R of all pairs, found or not {100 * reached / max(total, 1):5.1f}  ({total})"
        )
    if arguments.list:
        for label, wrong in (("WRONG", got - gold), ("MISSED", gold - got)):
            for a, b in sorted(wrong):
                print(f"{label} {a[0]} «{words[a]}» | {b[0]} «{words[b]}»")


if __name__ == "__main__":
    main()
