"""The titles of the sample articles: none breaks a rule, and a change of them is seen.

`python tests/test_titles_samples.py` writes the titles anew to tests/events/titles.txt.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path, PurePath

from timeline import pipeline
from timeline.events.lexicon import lexicon
from timeline.events.printable import faults
from timeline.model import Article, EventMention
from timeline.read import articles

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests" / "events" / "titles.txt"
# Less salient events are not printed unless asked for.
SHOWN = 0.3
# A single noun may stand where a date and a type tell the rest ("Referendum").
ALLOWED = {"short"}


def curated() -> set[str]:
    """Names of the articles whose titles were read by hand: those that the kept listing has."""
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    return {line.removeprefix("# ") for line in lines if line.startswith("# ")}


@cache
def results() -> tuple[pipeline.Result, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = [a for a in articles([str(ROOT / "data" / "raw")]) if isinstance(a, Article)]
        names = curated()
        return tuple(pipeline.process(a) for a in read if PurePath(a.id).name in names)


def mentions() -> list[EventMention]:
    return [m.event for r in results() for m in r.mentions]


def listing() -> str:
    """Each article's name and below it the titles of its salient mentions, in text order."""
    lines = []
    for result in sorted(results(), key=lambda r: r.document.id):
        lines.append(f"# {PurePath(result.document.id).name}")
        shown = [m.event for m in result.mentions if m.event.salience >= SHOWN]
        lines += [e.title for e in sorted(shown, key=lambda e: (e.trigger.start, e.title))]
        lines.append("")
    return "\n".join(lines)


def test_no_printed_title_breaks_a_rule() -> None:
    nominal = {(m.document, m.title): m.nominal for m in mentions()}
    unfit = {}
    chronology = pipeline.merge(results())
    printed = [e for e in chronology.events if e.salience >= SHOWN]
    assert len(printed) > 150
    for event in printed:
        told = next(m for m in event.mentions if m.title == event.title)
        language = next(d.language for d in chronology.documents if d.id == told.document)
        named = nominal[told.document, told.title]
        found = set(faults(event.title, lexicon(language), nominal=named)) - ALLOWED
        if found:
            unfit[event.title] = sorted(found)
    assert unfit == {}


def test_few_printed_titles_are_a_word_alone() -> None:
    printed = [e for e in pipeline.merge(results()).events if e.salience >= SHOWN]
    alone = [e.title for e in printed if " " not in e.title]
    assert len(alone) <= 0.02 * len(printed), alone


def test_titles_are_as_they_were() -> None:
    now, kept = listing().splitlines(), KEPT.read_text(encoding="utf-8").splitlines()
    gone = [line for line in kept if line not in now]
    new = [line for line in now if line not in kept]
    assert (gone, new) == ([], []), f"read them, then run {PurePath(__file__).name}"
    assert now == kept


if __name__ == "__main__":
    KEPT.write_text(listing(), encoding="utf-8")
