"""How much of an article's text is missed on web pages, and how much else is let through.

`python bench/page_text.py FOLDER` reads the pages of a folder that have a gold text beside them:
`name.txt` by `name.html` (or `name.html.gz`), the article's text without its headline, byline,
captions' credits and whatever stands beside it. Or it has a file `gold.json`, an object with a
record for each page's name:

    {"name.html": {"text": "…", "language": "fr", "date": "2021-05-04"},
     "other.html": {"with": ["words that must be there", …], "without": ["words that must not", …]}}

Of a gold text (also called `articleBody`) is counted which runs of four words, letters and digits
alone, are missed, and which of ours are not in it; the mean over the pages is printed. Of `with`
and `without` it is the share of them that is missed or let through, blanks alike. A headline that
the gold doesn't begin with is counted for nothing. Beside ours stands plain trafilatura, as its
`extract(page)` gives it. Days are from `date`, or from a `dates.tsv` as bench/pages.py reads it.
`--each` prints the figures page by page, `--wrong` what was missed and let through. Without a
folder it is tests/read/pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages import PAGES, dates, verdict
from timeline.errors import InputError
from timeline.languages.detect import detect
from timeline.read.draft import Draft
from timeline.read.web import html

_RUN = 4
Runs = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one page: the shares of text missed and let through, in 0..1; what those are."""

    missed: float
    through: float
    what: tuple[str, ...] = ()


def pages_with_gold(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The pages of a folder with their gold records, in name order."""
    path = folder / "gold.json"
    told: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    days = dates(folder / "dates.tsv") if (folder / "dates.tsv").exists() else {}
    for page in sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")]):
        name = page.name.removesuffix(".gz")
        record = told.get(page.relative_to(folder).as_posix()) or told.get(name)
        record = record or told.get(name.removesuffix(".html"))
        beside = page.with_name(name.removesuffix(".html") + ".txt")
        if record is None and beside.exists():
            record = {"text": beside.read_text("utf-8")}
        if record is not None:
            yield page, ({"date": days[name]} if name in days else {}) | record


def source_of(page: Path) -> bytes:
    """The page's bytes."""
    return gzip.decompress(page.read_bytes()) if page.suffix == ".gz" else page.read_bytes()


def figures(text: str, title: str | None, record: Mapping[str, Any]) -> Figures:
    """What a text misses of a record's gold and lets through beside it."""
    gold = record.get("text", record.get("articleBody"))
    if gold is not None:
        return _of_runs(_without_headline(text, title, gold), gold)
    flat = " ".join(text.split())
    wanted = [" ".join(s.split()) for s in record.get("with", ())]
    unwanted = [" ".join(s.split()) for s in record.get("without", ())]
    lost = [s for s in wanted if s not in flat]
    found = [s for s in unwanted if s in flat]
    what = (*(f"- {s}" for s in lost), *(f"+ {s}" for s in found))
    return Figures(len(lost) / max(1, len(wanted)), len(found) / max(1, len(unwanted)), what)


def _of_runs(text: str, gold: str) -> Figures:
    ours, theirs = runs(text), runs(gold)
    lost, more = theirs - ours, ours - theirs
    what = (*(f"- {' '.join(r)}" for r in lost), *(f"+ {' '.join(r)}" for r in more))
    missed = lost.total() / max(1, theirs.total())
    return Figures(missed, more.total() / max(1, ours.total()), what)


def _without_headline(text: str, title: str | None, gold: str) -> str:
    words = _words(title or "")
    if not words or _words(gold)[: len(words)] == words:
        return text
    first, _, rest = text.partition("\n")
    return rest if _words(first) == words else text


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> Runs:
    """The runs of four words in a text; of a shorter one the whole."""
    words = _words(text)
    return Counter(zip(*(words[i:] for i in range(_RUN)), strict=False)) or Counter([tuple(words)])


def ours(data: bytes) -> tuple[str, str | None, str | None]:
    """The text that is read from a page, its headline and its day; of all its articles."""
    try:
        drafts = [d for d in html.read(data, "page") if isinstance(d, Draft)]
    except InputError:
        return "", None, None
    return "\n\n".join(d.text for d in drafts), drafts[0].title, drafts[0].published


def plain(data: bytes) -> tuple[str, str | None, str | None]:
    """The same by trafilatura alone, without a day."""
    import trafilatura

    text = trafilatura.extract(html.page_text(data, "page")[0]) or ""
    return text, text.partition("\n")[0], None


READINGS: dict[str, Callable[[bytes], tuple[str, str | None, str | None]]] = {
    "ours": ours,
    "trafilatura": plain,
}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--each", action="store_true", help="print each page's figures")
    parser.add_argument("--wrong", action="store_true", help="print what was missed, let through")
    arguments = parser.parse_args()
    table: dict[tuple[str, str], list[Figures]] = {}
    days = Counter[str]()
    for page, record in pages_with_gold(arguments.folder):
        data = source_of(page)
        gold = record.get("text") or record.get("articleBody") or " ".join(record.get("with", ()))
        language = record.get("language") or detect(gold, ("en", "fr")) or "-"
        for name, reading in READINGS.items():
            text, title, day = reading(data)
            found = figures(text, title, record)
            table.setdefault((language, name), []).append(found)
            if name == "ours" and "date" in record:
                days[verdict(day, record["date"])] += 1
            if arguments.each or (arguments.wrong and found.what):
                print(f"{name:12} {found.missed:6.1%} {found.through:6.1%}  {page.name}")
            if arguments.wrong:
                print(*found.what, sep="\n")
    print(f"{'':16}{'pages':>7}{'missed':>9}{'through':>9}")
    for (language, name), each in sorted(table.items()):
        missed = sum(f.missed for f in each) / len(each)
        through = sum(f.through for f in each) / len(each)
        print(f"{language:3} {name:12}{len(each):7}{missed:9.1%}{through:9.1%}")
    if days:
        print(f"days: {days['right']} right, {days['wrong']} wrong, {days['none']} none")
    return 0


if __name__ == "__main__":
    sys.exit(main())
