"""How well the sample articles are read and merged, measured on their own gold in tests/gold.

`python bench/samples.py [CHRONOLOGY.json] [--list]`, where the chronology is what `timeline extract
data/raw --format json` printed; without one the samples are extracted first. A gold line is found
by the mentions of its article whose quote covers at least half of its anchor, or holds the anchor's
words, and whose titles or trigger hold one of its keywords; a line without keywords names no event
and is found by none. Figures are per cent, of all articles and of those of each kind of text:

found, dated        core lines found; found with a right date
printed             events of which some mention finds a line, core or extra, with a right date
twice               events that find only lines which another event of the article finds too
precision           mentions with a time expression that find some line with a right date
type, status        of the dated core lines, those with the right one
published           documents with a right publication date, of those where it can be known
pairs …             pairs of found core lines that share an event, against pairs of one gold cluster
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any

from timeline import when

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
KINDS = ("news", "chronicle", "narrative")  # of text, as the gold of the documents names them
Row = dict[str, Any]
Anchor = tuple[str, int, int]  # document, start, end
Pair = tuple[Anchor, Anchor]


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention that finds a gold line. rank: smaller is the better of several."""

    event: Row
    mention: Row
    dated: bool
    rank: tuple[bool, bool, int, str]


def load(name: str) -> list[Row]:
    """The objects of one JSON Lines file of the gold."""
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def anchor_of(line: Row) -> Anchor:
    """What names a gold line: its article and span."""
    return line["document"], line["start"], line["end"]


def same_days(a: str, b: str) -> bool:
    """Whether two EDTF dates have the same first and last day."""
    one, other = when.parse(a), when.parse(b)
    return (one.first, one.last) == (other.first, other.last)


def hits(line: Row, told: Iterable[tuple[Row, Row]]) -> Iterator[Hit]:
    """The mentions that find a gold line; told: (event, mention) pairs of its article."""
    anchor = " ".join(line["anchor"].split())
    for event, mention in told:
        shared = min(line["end"], mention["end"]) - max(line["start"], mention["start"])
        whole = anchor in " ".join(mention["quote"].split())
        if 2 * shared < line["end"] - line["start"] and not whole:
            continue
        names = " ".join((event["title"], mention["title"], mention["trigger"]["text"])).lower()
        if not any(k.lower() in names for k in line["keywords"]):
            continue
        dated = any(same_days(mention["date"], d) for d in (line["date"], *line["accept"]))
        inside = line["start"] <= mention["trigger"]["start"] < line["end"]
        rank = (not dated, not inside, len(mention["quote"]), event["id"])
        yield Hit(event, mention, dated, rank)


def pairs(groups: dict[Anchor, str]) -> set[Pair]:
    """Pairs of anchors that lie in one group."""
    inside: dict[str, list[Anchor]] = {}
    for anchor, group in sorted(groups.items()):
        inside.setdefault(group, []).append(anchor)
    return {pair for members in inside.values() for pair in combinations(members, 2)}


def _f1(wanted: int, got: int, both: int) -> float:
    return 2 * both / (wanted + got) if wanted + got else 0.0


def _told(chronology: Row) -> dict[str, list[tuple[Row, Row]]]:
    told: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for event in chronology["events"]:
        for mention in event["mentions"]:
            told[PurePath(mention["document"]).name].append((event, mention))
    return told


def twice(found: dict[tuple[str, str], set[Anchor]]) -> int:
    """How many events add no gold line of their article to those that its other events find.

    found: the lines that (article, event id) finds with a right date. Of events that find the same
    lines one is new and the others are repeated; an event that finds more is looked at first.
    """
    seen: dict[str, set[Anchor]] = defaultdict(set)
    again = 0
    for (document, _), lines in sorted(
        found.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])
    ):
        again += lines <= seen[document]
        seen[document] |= lines
    return again


def documents_of(kinds: Collection[str] = KINDS) -> dict[str, Row]:
    """The articles of the gold that are of some kinds, by name."""
    documents = load("samples-documents.jsonl")
    return {d["document"]: d for d in documents if d["kind"] in kinds}


def score(
    chronology: Row,
    report: Callable[[str], None] | None = None,
    only: Collection[str] | None = None,
) -> dict[str, float]:
    """All figures, each 0 to 1; report is told every miss, wrong date and wrong pair.

    only: names of the articles to look at, None for all.
    """
    documents = documents_of()
    if only is not None:
        documents = {name: documents[name] for name in sorted(only)}
    told = {name: pairs for name, pairs in _told(chronology).items() if name in documents}
    gold = [line for line in load("samples-events.jsonl") if line["document"] in documents]
    say = report or (lambda text: None)
    found: dict[Anchor, Hit] = {}
    right: set[int] = set()
    lines_of: dict[tuple[str, str], set[Anchor]] = defaultdict(set)
    core = [line for line in gold if line["tier"] == "core"]
    kind = status = 0
    for line in gold:
        got = list(hits(line, told.get(line["document"], ())))
        dated = [h for h in got if h.dated]
        right |= {id(h.mention) for h in dated}
        for hit in dated:
            lines_of[line["document"], hit.event["id"]].add(anchor_of(line))
        if line["tier"] != "core":
            continue
        kind += any(h.event["type"] in (line["type"], *line["accept_types"]) for h in dated)
        status += any(h.mention["status"] == line["status"] for h in dated)
        if got:
            found[anchor_of(line)] = min(got, key=lambda h: h.rank)
        if not dated:
            dates = [(h.mention["date"], h.event["title"]) for h in got][:3]
            label = "WRONG DATE" if got else "MISSED"
            say(f"{label} {line['document'][:12]} {line['date']} «{line['anchor']}» {dates}")
    for name, pairs_told in told.items():
        for event, mention in pairs_told:
            if id(mention) not in right:
                say(f"UNMATCHED {name[:12]} {mention['date']} {event['title']!r}")
    timed = [m for pairs_told in told.values() for _, m in pairs_told if m["time_expression"]]
    shown = {(name, e["id"]) for name, pairs_told in told.items() for e, _ in pairs_told}
    dated_core = sum(h.dated for h in found.values())
    figures = {
        "found": len(found) / len(core),
        "dated": dated_core / len(core),
        "printed": len(lines_of) / max(len(shown), 1),
        "twice": twice(lines_of) / max(len(shown), 1),
        "precision": sum(id(m) in right for m in timed) / max(len(timed), 1),
        "type": kind / max(dated_core, 1),
        "status": status / max(dated_core, 1),
        "published": _published(chronology, documents),
    }
    return figures | _merging(found, documents, say)


def _published(chronology: Row, wanted: dict[str, Row]) -> float:
    published = {PurePath(d["id"]).name: d["published"] for d in chronology["documents"]}
    gold = [line for line in wanted.values() if line["accept_published"]]
    right = 0
    for line in gold:
        got = published.get(line["document"])
        accepted = [when.parse(d) for d in line["accept_published"]]
        right += got is not None and any(a.contains(when.parse(got)) for a in accepted)
    return right / len(gold)


def _merging(
    found: dict[Anchor, Hit], documents: dict[str, Row], say: Callable[[str], None]
) -> dict[str, float]:
    language = {name: d["language"] for name, d in documents.items()}
    cluster = {
        (m[0], m[1], m[2]): c["cluster"]
        for c in load("samples-clusters.jsonl")
        for m in c["mentions"]
    }
    wanted = pairs({a: cluster[a] for a in found})
    got = pairs({a: hit.event["id"] for a, hit in found.items()})
    both = wanted & got
    for label, wrong in (("JOINED", got - wanted), ("APART", wanted - got)):
        for a, b in sorted(wrong):
            titles = found[a].mention["title"], found[b].mention["title"]
            say(f"{label} {a[0][:12]} {titles[0]!r} | {b[0][:12]} {titles[1]!r}")

    def across(chosen: set[Pair]) -> int:
        return sum(language[a[0]] != language[b[0]] for a, b in chosen)

    return {
        "pairs F1": _f1(len(wanted), len(got), len(both)),
        "pairs precision": len(both) / max(len(got), 1),
        "English-French recall": across(both) / max(across(wanted), 1),
    }


def extract() -> Row:
    """The chronology of data/raw as the command prints it by default, nothing stored."""
    from timeline import extract as read

    chronology, errors = read([str(ROOT / "data" / "raw")])
    if errors:
        sys.exit("\n".join(map(str, errors)))
    told: Row = chronology.model_dump(mode="json")
    told["events"] = [e for e in told["events"] if e["shown"]]
    return told


def main() -> None:
    """Print the figures; with --list what is missed or wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chronology", type=Path, nargs="?")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    given = arguments.chronology
    chronology = json.loads(given.read_text(encoding="utf-8")) if given else extract()
    columns = {"all": KINDS} | {kind: (kind,) for kind in KINDS}
    figures = [score(chronology, only=documents_of(kinds)) for kinds in columns.values()]
    if arguments.list:
        score(chronology, print)
    print(" " * 24 + "".join(f"{name:>11}" for name in columns))
    for name in figures[0]:
        print(f"{name:24}" + "".join(f"{100 * column[name]:11.1f}" for column in figures))


if __name__ == "__main__":
    main()
