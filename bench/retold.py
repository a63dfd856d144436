"""How well what one article tells twice is known: `python bench/retold.py [ecb own …] [--list]`.

Pairs of mentions of one article that `merge.retold` links, directly or through others, against the
pairs that annotators took for one event, by the halves of each corpus (its documents by name; rules
were made after reading first halves only). The corpora of ecb, wikinews and seeds stand beside the
project in ../shared and are no part of it; own is the gold of data/raw. Figures are per cent:

gold, linked     pairs of found mentions that are one event, and those that are linked
P, R, F1         of the linked pairs; and, by each manner, how many links there are and how many
                 of them are right (of those with both ends in the gold)
inside           the same figures of pairs of one sentence only
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any

import samples
from timeline import pipeline
from timeline.merge.features import Feature, features
from timeline.merge.retold import Retelling, chains, retellings
from timeline.model import DatedMention

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EVENTS = SHARED / "data/events"
SOURCES = {
    "ecb": EVENTS / "ecb/articles.jsonl",
    "wikinews": EVENTS / "wikinews/articles.jsonl",
    "own": ROOT / "data/raw",
    "seeds": SHARED / "seeds",
}
Row = dict[str, Any]
# Gold by mention: the order of one in its article -> the event that annotators took it for.
Labels = dict[int, str]


@dataclass
class Figures:
    """Counts of pairs: of one event by the gold, linked, both; links by manner, and the right."""

    gold: int = 0
    linked: int = 0
    both: int = 0
    links: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """Precision, recall and F1 with the counts they are made of."""
        p, r = self.both / max(self.linked, 1), self.both / max(self.gold, 1)
        f1 = 2 * self.both / max(self.linked + self.gold, 1)
        told = f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f1:5.1f}"
        return f"gold {self.gold:5} linked {self.linked:5}  {told}"

    def manners(self) -> str:
        """How many links of each manner are right."""
        return ", ".join(f"{m} {self.right[m]}/{n}" for m, n in sorted(self.links.items()))


def read(name: str, kept: Path | None) -> list[pipeline.Result]:
    """What the articles of a corpus tell; kept: a folder for what was read before."""
    file = kept / f"{name}.pkl" if kept else None
    if file and file.is_file():
        found: list[pipeline.Result] = pickle.loads(file.read_bytes())
        return found
    found = [r for r in pipeline.run([str(SOURCES[name])]) if isinstance(r, pipeline.Result)]
    if file:
        file.write_bytes(pickle.dumps(found))
    return found


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document"]].append(row)
    return found


def by_span(gold: Sequence[Row], told: Sequence[DatedMention]) -> Labels:
    """Gold mentions matched one to one with mentions, the largest overlap of triggers first."""
    hits = []
    for g, row in enumerate(gold):
        spans = [(row["start"], row["end"]), *map(tuple, row.get("more_spans", ()))]
        for n, m in enumerate(told):
            t = m.event.trigger
            shared = max(min(t.end, end) - max(t.start, start) for start, end in spans)
            if shared > 0 and len(t.text.split()) <= 6:
                hits.append(((t.start, t.end) in spans, shared, -g, -n))
    labels: Labels = {}
    taken: set[int] = set()
    for _, _, g, n in sorted(hits, reverse=True):
        if g not in taken and -n not in labels:
            taken.add(g)
            labels[-n] = gold[-g]["instance"]
    return labels


def by_line(gold: Sequence[Row], told: Sequence[DatedMention], clusters: dict[Any, str]) -> Labels:
    """The mention that finds each core line best; lines of one cluster are one event."""
    rows = []
    for n, m in enumerate(told):
        row = m.event.model_dump(mode="json") | {"date": m.date}
        rows.append(({"title": m.event.title, "id": f"{n:06}"}, row))
    labels: Labels = {}
    for line in gold:
        hits = [h for h in samples.hits(line, rows) if int(h.event["id"]) not in labels]
        if line["tier"] == "core" and hits:
            anchor = samples.anchor_of(line)
            best = min(hits, key=lambda h: h.rank)
            labels[int(best.event["id"])] = clusters.get(anchor, str(anchor))
    return labels


def labelled(name: str, results: Sequence[pipeline.Result]) -> Iterator[tuple[str, Any, Labels]]:
    """Each article in order of name, with its features and the gold of its mentions."""
    clusters: dict[Any, str] = {}
    if name in ("ecb", "wikinews"):
        gold = _by_document(_rows(EVENTS / name / "gold-mentions.jsonl"))
    elif name == "own":
        gold = _by_document(samples.load("samples-events.jsonl"))
        for cluster in samples.load("samples-clusters.jsonl"):
            clusters |= {tuple(m): cluster["cluster"] for m in cluster["mentions"]}
    else:
        # Each of its lines is an event of its own; one says "about" in a way that is no EDTF.
        lines = _rows(SHARED / "gold/seeds-events.jsonl")
        gold = _by_document({**r, "date": r["date"].replace("-~", "-")} for r in lines)
    for result in sorted(results, key=lambda r: r.document.id):
        document = result.document.id
        key = document if document in gold else PurePath(document).name
        found = features(result.mentions)
        told = [f.mention for f in found]
        by_text = name in ("own", "seeds")
        rows = gold.get(key, [])
        labels = by_line(rows, told, clusters) if by_text else by_span(rows, told)
        yield document, found, labels


def pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """All pairs of members of one group, the smaller number first."""
    return {p for group in groups for p in combinations(sorted(group), 2)}


def count(
    found: Sequence[Feature], labels: Labels, links: Sequence[Retelling], into: list[Figures]
) -> set[tuple[int, int]]:
    """Add the pairs of one article to the figures of all pairs and to those of one sentence."""
    events: dict[str, list[int]] = defaultdict(list)
    for n, label in labels.items():
        events[label].append(n)
    gold = pairs(events.values())
    number = {id(f): n for n, f in enumerate(found)}
    joined = [[number[id(f)] for f in chain] for chain in chains(links)]
    linked = pairs([n for n in chain if n in labels] for chain in joined)
    for figures, one_sentence in zip(into, (False, True), strict=True):

        def wanted(pair: tuple[int, int], only: bool = one_sentence) -> bool:
            one, two = (found[n].mention.event.sentence for n in pair)
            return not only or one == two

        figures.gold += sum(map(wanted, gold))
        figures.linked += sum(map(wanted, linked))
        figures.both += sum(map(wanted, gold & linked))
    for link in links:
        one, two = number[id(link.antecedent)], number[id(link.mention)]
        if one in labels and two in labels:
            into[0].links[link.manner.value] += 1
            into[0].right[link.manner.value] += labels[one] == labels[two]
    return gold ^ linked


def _shown(f: Feature) -> str:
    e = f.mention.event
    before = " ".join(e.quote[: e.trigger.start - e.start].split())
    behind = " ".join(e.quote[e.trigger.end - e.start :].split())
    told = f"{before[-90:]} <<{e.trigger.text}>> {behind[:70]}"
    return f"s{e.sentence} {f.mention.how} {f.concept}: {told}"


def report(
    document: str,
    found: Sequence[Feature],
    labels: Labels,
    links: Sequence[Retelling],
    wrong: Iterable[tuple[int, int]],
) -> None:
    """Print the wrong pairs of one article."""
    manner = {(id(r.antecedent), id(r.mention)): r.manner.value for r in links}
    for one, two in sorted(wrong):
        a, b = found[one], found[two]
        direct = manner.get((id(a), id(b))) or manner.get((id(b), id(a))) or "chain"
        label = f"APART {labels[one]}" if labels[one] == labels[two] else f"JOINED {direct}"
        print(f"{label} {document}\n    {_shown(a)}\n    {_shown(b)}")


def main() -> None:
    """Print the figures; with --list the wrong pairs of the first halves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="*", help="names of corpora; all without")
    parser.add_argument("--list", action="store_true", help="the wrong pairs of the first halves")
    parser.add_argument("--kept", type=Path, help="folder for what was read before")
    arguments = parser.parse_args()
    for name in arguments.only or SOURCES:
        if not SOURCES[name].exists():
            sys.exit(f"no such corpus: {SOURCES[name].name} is not beside the project")
        articles = list(labelled(name, read(name, arguments.kept)))
        for half in (0, 1):
            figures = [Figures(), Figures()]
            for n, (document, found, labels) in enumerate(articles):
                if (2 * n >= len(articles)) != bool(half):
                    continue
                links = retellings(found)
                wrong = count(found, labels, links, figures)
                if arguments.list and not half:
                    report(document, found, labels, links, wrong)
            which = ("first", "second")[half]
            print(f"{name:9} {which:7} {figures[0].line()}   {figures[0].manners()}")
            print(f"{'':10}{'inside':7} {figures[1].line()}", flush=True)


if __name__ == "__main__":
    main()
