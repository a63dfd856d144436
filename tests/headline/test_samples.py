"""The titles of the sample articles: a change of them is seen.

`python tests/headline/test_samples.py` writes the titles anew to tests/headline/titles.txt.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path, PurePath

from timeline import pipeline
from timeline.model import Article
from timeline.read import articles

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "headline" / "titles.txt"


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


def listing() -> str:
    """Each article's name and below it the titles that are printed by default, in text order."""
    lines = []
    for result in sorted(results(), key=lambda r: r.document.id):
        lines.append(f"# {PurePath(result.document.id).name}")
        shown = [m.event for m in result.mentions if m.shown]
        lines += [e.title for e in sorted(shown, key=lambda e: (e.trigger.start, e.title))]
        lines.append("")
    return "\n".join(lines)


def test_titles_are_as_they_were() -> None:
    now, kept = listing().splitlines(), KEPT.read_text(encoding="utf-8").splitlines()
    gone = [line for line in kept if line not in now]
    new = [line for line in now if line not in kept]
    assert (gone, new) == ([], []), f"read them, then run {PurePath(__file__).name}"
    assert now == kept


if __name__ == "__main__":
    KEPT.write_text(listing(), encoding="utf-8")
