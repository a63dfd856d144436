"""What people judged of the mentions found in annotated articles: kept or not, date right or not.

The corpora stand beside the project in ../shared, our own in tests/gold. `read` runs the pipeline
over each and looks at the mentions just before they are weighed.

- timeset: the events that its annotators called the ones that matter. They did not judge headlines.
- wikinews: the events in the timeline of a company or person; of other events nothing is said but
  that they are not in one. In its annotated sentences every event is marked.
- seeds, samples, mixed: every dated event; of the seeds only mentions that a time expression dates
  were judged throughout. Of the mixed texts, those with odd numbers: the even ones are for figures
  alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from timeline import pipeline, weigh, when
from timeline.errors import TimelineError
from timeline.model import DatedMention, Event
from timeline.weigh import traits
from timeline.weigh.traits import Told

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SOURCES = {
    "timeset": SHARED / "data/events/timeset/articles.jsonl",
    "wikinews": SHARED / "data/events/wikinews/articles.jsonl",
    "seeds": SHARED / "seeds",
    "samples": ROOT / "data" / "raw",
    "mixed": SHARED / "gold/mixed/articles.jsonl",
}
GOLD = {
    "timeset": SHARED / "data/events/timeset/gold-mentions.jsonl",
    "wikinews": SHARED / "data/events/wikinews/gold-mentions.jsonl",
    "seeds": SHARED / "gold/seeds-events.jsonl",
    "samples": ROOT / "tests/gold/samples-events.jsonl",
    "mixed": SHARED / "gold/mixed/events.jsonl",
}
# The corpora whose annotators marked every dated event.
WHOLE = ("seeds", "samples", "mixed")
Row = dict[str, Any]


@dataclass(slots=True)
class Judged:
    """One mention as found, with its traits. kept, right: None where nobody judged it.

    core: an editor would keep it, where the gold tells that.
    """

    mention: DatedMention
    traits: dict[str, float]
    sureness: dict[str, float]
    kept: bool | None
    right: bool | None
    core: bool = False
    event: int = -1


@dataclass(slots=True)
class Corpus:
    """The articles of one corpus and their mentions, in the same order, and the merged events."""

    name: str
    articles: list[Told]
    mentions: list[list[Judged]]
    events: list[Event]
    gold: dict[str, list[Row]] = field(default_factory=dict)


@contextmanager
def listening() -> Iterator[list[Told]]:
    """The articles that the pipeline weighs meanwhile, as they were before."""
    heard: list[Told] = []
    original = weigh.weigh

    def weighed(told: Told) -> tuple[DatedMention, ...]:
        heard.append(told)
        return original(told)

    weigh.weigh = weighed
    try:
        yield heard
    finally:
        weigh.weigh = original


def read(name: str) -> Corpus:
    """One corpus through the pipeline; stops where it is absent."""
    if not SOURCES[name].exists():
        sys.exit(f"no corpus {name}: {SHARED.name}/ is not beside the project")
    with listening() as heard:
        results = [
            r
            for r in pipeline.run([str(SOURCES[name])])
            if not isinstance(r, TimelineError) and not (name == "mixed" and _even(r.document.id))
        ]
    events = list(pipeline.merge(results).events)
    gold = _gold(name)
    annotated = _annotated() if name == "wikinews" else {}
    articles = sorted(
        (t for t in heard if t.mentions and not (name == "mixed" and _even(_document(t)))),
        key=_document,
    )
    corpus = Corpus(name, articles, [], events, gold)
    for told in articles:
        found = traits.traits(told)
        corpus.mentions.append(
            [
                Judged(m, f, weigh.sureness(m, f), *_judge(name, m, gold, annotated))
                for m, f in zip(told.mentions, found, strict=True)
            ]
        )
    _number(corpus)
    return corpus


def _document(told: Told) -> str:
    return told.mentions[0].event.document


def _even(document: str) -> bool:
    return int(document[1:3]) % 2 == 0


def _number(corpus: Corpus) -> None:
    """Tell each mention the event it became part of."""
    at: dict[tuple[str, int, int], int] = {}
    for number, event in enumerate(corpus.events):
        for m in event.mentions:
            at[m.document, m.trigger.start, m.trigger.end] = number
    for mentions in corpus.mentions:
        for j in mentions:
            e = j.mention.event
            j.event = at[e.document, e.trigger.start, e.trigger.end]


def _gold(name: str) -> dict[str, list[Row]]:
    """The gold lines of each document, by its id or, of our own, its file name."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for line in GOLD[name].read_text(encoding="utf-8").splitlines():
        row: Row = json.loads(line)
        lines[row["document"]].append(row)
    return lines


def _annotated() -> dict[str, list[Row]]:
    """The sentences of each Wikinews article in which every event is marked."""
    source = GOLD["wikinews"].with_name("sentences.jsonl")
    rows = map(json.loads, source.read_text(encoding="utf-8").splitlines())
    return {r["document"]: [s for s in r["sentences"] if s["annotated"]] for r in rows}


def same_days(one: str, other: str) -> bool:
    """Whether two dates mean the same days; a date the gold writes otherwise only equals itself."""
    try:
        a, b = when.parse(one), when.parse(other)
    except when.NotEdtfError:
        return one == other
    return (a.first, a.last) == (b.first, b.last)


def _judge(
    name: str, m: DatedMention, gold: dict[str, list[Row]], annotated: dict[str, list[Row]]
) -> tuple[bool | None, bool | None, bool]:
    """Whether people kept it, whether its date is the one they gave, whether it is core."""
    if name in WHOLE:
        lines = gold.get(PurePath(m.event.document).name, [])
        return _judge_line(m, lines, exhaustive=name != "seeds")
    e = m.event
    start, end = e.trigger.start, e.trigger.end
    hit = [g for g in gold.get(e.document, []) if start < g["end"] and g["start"] < end]
    dated = [g for g in hit if g["date"]]
    right: bool | None = None
    if dated:
        right = any(same_days(m.date, d) for g in dated for d in (g["date"], *g["date_alt"]))
    elif not hit and any(s["start"] <= start < s["end"] for s in annotated.get(e.document, [])):
        right = False
    unseen = name == "timeset" and e.passage_kind == "headline"
    return None if unseen else any(g["salient"] for g in hit), right, False


def _judge_line(
    m: DatedMention, lines: list[Row], *, exhaustive: bool
) -> tuple[bool | None, bool | None, bool]:
    e = m.event
    names = f"{e.title} {e.trigger.text}".lower()
    quote = " ".join(e.quote.split())
    found = [
        g
        for g in lines
        if (
            2 * (min(g["end"], e.end) - max(g["start"], e.start)) >= g["end"] - g["start"]
            or " ".join(re.split(r"\s+", g["anchor"])) in quote
        )
        and any(k.lower() in names for k in g["keywords"])
    ]
    fits = [g for g in found if any(same_days(m.date, d) for d in (g["date"], *g["accept"]))]
    judged = traits.own(m) or exhaustive
    core = any(g["tier"] == "core" for g in fits)
    return (bool(fits) if judged else None), (bool(fits) if judged or found else None), core
