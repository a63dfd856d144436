"""Short chronologies beside those that editors made of the same articles (Timeline17).

    python bench/digest.py [--stores DIR] [--topics A,B] [--traits] [--learn]

For each timeline of an editor, of L days and K sentences a day, `timeline digest` gives L days and
K events a day of the same span, and the days and titles are compared. Prints date F1 and, with
tilse (`pip install tilse`; its ROUGE wants Perl with XML::Parser), ROUGE-1 and -2 aligned by date
and content, many to one (AR1, AR2), from mean precision and recall, each topic alone and all, with
the published figures beside. --traits: the dates with each trait of a day left out; --learn: with
weights learned from all other stories. Both take no tilse.

Needs ../shared/data/events/timeline17: TOPIC.jsonl, the articles, and TOPIC.timelines.jsonl. The
stores are kept in DIR, a folder a topic; those not there yet are extracted, which takes minutes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from statistics import fmean
from typing import Any

from timeline.contract import DocumentRow, EventRow
from timeline.digest import digest
from timeline.digest.collection import Collection, day_number
from timeline.digest.days import WEIGHTS, Evidence, Weights, evidence, importance
from timeline.store import Query, Store

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "events" / "timeline17"
# Ghalandari and Ifrim, Examining the state-of-the-art in news timeline summarization (ACL 2020):
# over all 19 timelines of Timeline17, of whole sentences.
PUBLISHED = {"CLUST": (0.407, 0.082, 0.020), "DATEWISE": (0.544, 0.120, 0.035)}
# Sources whose topics are one story.
STORIES = ("H1N1", "LibyaWar", "bpoil", "SyrianWar")
Shares = tuple[float, float]  # precision, recall
Told = Mapping[date, list[str]]
_SOME = {date(2020, 8, 9): ["Voters elect a new president ."]}


@dataclass(frozen=True)
class Reference:
    """An editor's timeline, and what was read of its time."""

    topic: str
    told: Mapping[str, list[str]]
    events: list[EventRow]
    documents: list[DocumentRow]

    @property
    def story(self) -> str:
        """What several topics are about; the name of the topic begins with it."""
        return next((s for s in STORIES if self.topic.startswith(s)), self.topic.split("_")[0])

    @property
    def per_day(self) -> int:
        """How many sentences it has a day, rounded."""
        return max(1, round(sum(map(len, self.told.values())) / len(self.told)))

    @cached_property
    def collection(self) -> Collection:
        """What the choice of days knows."""
        return Collection(self.events, self.documents)

    @cached_property
    def evidence(self) -> Mapping[int, Evidence]:
        """What tells of each day."""
        return dict(evidence(self.collection))

    def dates(self, weights: Weights) -> float:
        """Date F1 with these weights, nothing said by the user."""
        found = {d: importance(d, self.evidence[d], self.collection, weights)
                 for d in self.collection.days}  # fmt: skip
        ranked = sorted(found, key=lambda d: (-round(found[d], 9), d))[: len(self.told)]
        return _f1(*_overlap(set(ranked), set(map(day_number, self.told))))


def timelines(stores: Path, topics: Iterable[str]) -> Iterator[Reference]:
    """The editors' timelines of each topic."""
    for topic in topics:
        folder = stores / topic
        if not (folder / "timeline.sqlite").is_file():
            extract = [sys.executable, "-m", "timeline", "extract", str(DATA / f"{topic}.jsonl")]
            # Articles without a text are no failure of ours: 1 is fine.
            done = subprocess.run(
                [*extract, "--out-dir", str(folder), "-q"], stdout=subprocess.DEVNULL, check=False
            )
            if done.returncode > 1:
                sys.exit(f"{topic}: extraction ended with {done.returncode}")
        for line in filter(str.strip, (DATA / f"{topic}.timelines.jsonl").open(encoding="utf-8")):
            told = {day[:10]: sentences for day, sentences in json.loads(line)}
            query = Query(since=min(told), until=max(told), everything=True)
            with Store.read(folder) as store:
                events = list(store.select(query).events)
                yield Reference(topic, told, events, store.documents())


def judged(timeline: Reference, judge: Any) -> dict[str, Shares]:
    """Precision and recall of the digest by measure."""
    rows = digest(
        timeline.events, timeline.documents, days=len(timeline.told), per_day=timeline.per_day
    )
    ours: dict[date, list[str]] = defaultdict(list)
    for event in rows:
        ours[date.fromisoformat(event["start"] or "")].append(event["title"])
    theirs = {date.fromisoformat(day): sentences for day, sentences in timeline.told.items()}
    found = {"date F1": _overlap(set(ours), set(theirs))}
    if judge is not None and ours:
        scores = _scores(judge, ours, theirs)
        for name, measure in (("AR1", "rouge_1"), ("AR2", "rouge_2")):
            found[name] = (scores[measure]["precision"], scores[measure]["recall"])
    return found


def _scores(judge: Any, ours: Told, theirs: Told) -> Mapping[str, Mapping[str, float]]:
    from tilse.data.timelines import GroundTruth, Timeline

    truth = GroundTruth([Timeline(dict(theirs))])
    told: Mapping[str, Mapping[str, float]] = judge.evaluate_align_date_content_costs_many_to_one(
        Timeline(dict(ours)), truth
    )
    return told


def _overlap(ours: set[Any], theirs: set[Any]) -> Shares:
    both = len(ours & theirs)
    return (both / len(ours) if ours else 0.0, both / len(theirs))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(shares: Iterable[Shares]) -> float:
    told = list(shares)
    return _f1(fmean(p for p, _ in told), fmean(r for _, r in told))


def figures(known: list[Reference], judge: Any) -> None:
    """Print the figures of each topic and of all."""
    found = [judged(timeline, judge) for timeline in known]
    names = list(found[0])
    print(f"{'topic':18} {'days':>4} {'a day':>5} " + " ".join(f"{name:>8}" for name in names))
    for timeline, told in zip(known, found, strict=True):
        shares = " ".join(f"{_f1(*told[name]):8.3f}" for name in names)
        print(f"{timeline.topic:18} {len(timeline.told):4} {timeline.per_day:5} {shares}")
    means = " ".join(f"{_mean(told[name] for told in found):8.3f}" for name in names)
    print(f"{'all':18} {'':10} {means}")
    for name, published in PUBLISHED.items():
        shown = " ".join(f"{figure:8.3f}" for figure in published[: len(names)])
        print(f"{name:18} {'all 19':>10} {shown}")


def traits(known: list[Reference]) -> None:
    """Print date F1 by topic, as shipped, with a trait left out, and by counting alone."""
    none: dict[int, float] = {}
    tried = {
        "as shipped": WEIGHTS,
        "how many tell of it: not": replace(WEIGHTS, told=0.0),
        "more than one does: not": replace(WEIGHTS, confirmed=0.0),
        "listed by chronicles: not": replace(WEIGHTS, listed=0.0),
        "against all since: not": replace(WEIGHTS, since=0.0),
    }
    for lag in WEIGHTS.after:
        others = {other: weight for other, weight in WEIGHTS.after.items() if other != lag}
        tried[f"named {lag} days later: not"] = replace(WEIGHTS, after=others)
    tried["named, counted only"] = Weights(0.0, 0.0, 0.0, {-_EVER: 1.0}, 0.0)
    tried["told, counted only"] = Weights(1.0, 0.0, 0.0, none)
    print("\n" + f"{'date F1':26}" + " ".join(f"{t.topic[:9]:>9}" for t in known) + "      all")
    for name, weights in tried.items():
        each = [timeline.dates(weights) for timeline in known]
        print(f"{name:26}" + " ".join(f"{one:9.3f}" for one in each) + f" {fmean(each):8.3f}")


# Days before any article that names a day was published.
_EVER = 10**6
_TRIED = (0.0, 0.5, 1.0)


def learned(known: list[Reference]) -> None:
    """Print date F1 of each story by the weights that are best on all others."""
    grid = [
        Weights(told, WEIGHTS.confirmed, listed, {0: at_once, 7: week, 30: month}, since)
        for told, at_once, week, month, since in itertools.product(_TRIED, repeat=5)
        for listed in (0.0, 1.0, 2.0)
    ]
    scores = {n: [timeline.dates(w) for timeline in known] for n, w in enumerate(grid)}
    stories = sorted({timeline.story for timeline in known})

    def of(n: int, story: str) -> float:
        return fmean(s for s, t in zip(scores[n], known, strict=True) if t.story == story)

    print("\ndate F1 by story   as shipped  learned from the others, with")
    for left_out in stories:
        best = max(scores, key=lambda n: (fmean(of(n, s) for s in stories if s != left_out), -n))
        mine = fmean(t.dates(WEIGHTS) for t in known if t.story == left_out)
        w = grid[best]
        told = f"told {w.told}, listed {w.listed}, after {dict(w.after)}, since {w.since}"
        print(f"{left_out:18} {mine:10.3f} {of(best, left_out):8.3f}  {told}")


def _judge() -> Any:
    try:
        from tilse.evaluation import rouge
    except ImportError:
        print("without AR1 and AR2, which want tilse: pip install tilse", file=sys.stderr)
        return None
    try:
        judge = rouge.TimelineRougeEvaluator(measures=["rouge_1", "rouge_2"])
        _scores(judge, _SOME, _SOME)
    except (OSError, subprocess.SubprocessError):
        print("without AR1 and AR2: tilse's ROUGE wants Perl with XML::Parser", file=sys.stderr)
        return None
    return judge


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--stores", type=Path, default=Path(tempfile.gettempdir()) / "timeline17")
    parser.add_argument("--topics", help="of these topics, parted by commas")
    parser.add_argument("--traits", action="store_true", help="what each trait of a day is worth")
    parser.add_argument("--learn", action="store_true", help="weights learned from other stories")
    given = parser.parse_args()
    there = sorted(path.name.split(".")[0] for path in DATA.glob("*.timelines.jsonl"))
    if not there:
        print(f"no annotated corpus in {DATA}: nothing to measure")
        return
    wanted = given.topics.split(",") if given.topics else there
    known = list(timelines(given.stores, wanted))
    if given.traits:
        traits(known)
    if given.learn:
        learned(known)
    if not (given.traits or given.learn):
        figures(known, _judge())


if __name__ == "__main__":
    main()
