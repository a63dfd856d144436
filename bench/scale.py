"""What an article costs when there are many: `python bench/scale.py [100 1000 10000 100000]`.

The sample articles, and the annotated Wikinews corpus where it stands beside the project, are
repeated so often: each time with other names (of people, organisations and places, one for another
of as many words) and with all days moved, so that stories do not grow with their number. For each
size a store is made by `timeline extract` as a user runs it, then one more article is added, then
the same folder is extracted again. Printed, and written to `docs/figures/scale.json` and `.svg`
with `--write`: seconds an article (on the clock; and of all processors, which says more where the
machine has other work), peak memory of all processes together, the store's size over the text's,
what merging takes of all, and the cost of an article at the largest size over that at the smallest.
100,000 articles of 60 words take some 50 minutes and 1.6 GB with two workers and `--whole`.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from timeline import read
from timeline.model import Article

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (ROOT / "data" / "raw", ROOT.parent / "shared/data/events/wikinews/articles.jsonl")
FIGURES = ROOT / "docs" / "figures"
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-zà-ÿ]{3,}\b", re.M)
_YEAR = re.compile(r"\b(19|20)(\d\d)\b")
_CALENDAR = re.compile(
    "(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October"
    "|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|President|Minister|Prime"
)
_SYLLABLES = ("bar", "cor", "den", "fal", "gor", "hul", "ker", "lin", "mor", "nev", "pol", "ras")
# So many articles stand in a file: no more than `timeline` takes by default.
_A_FILE = 10_000
_ENDS = ("a", "as", "ek", "en", "ia", "in", "o", "ova", "um", "y")


@dataclass
class Figures:
    """Of one size. seconds: on the clock; cpu: of all processes; bytes of the store and the text;
    merging: seconds of one processor."""

    articles: int
    words: int
    seconds: float
    cpu: float
    peak_mb: float
    store: int
    text: int
    merging: float
    one_more: float
    again: float

    @property
    def each(self) -> float:
        """Processor seconds of an article."""
        return self.cpu / self.articles


def sources() -> list[Article]:
    """English articles that are repeated, none of them long."""
    found = [a for path in SOURCES if path.exists() for a in read.articles([str(path)])]
    return [a for a in found if isinstance(a, Article) and re.search(r"\bthe\b", a.text)]


def cut(text: str, most: int) -> str:
    """A text up to the paragraph with which it has so many words."""
    kept, words = [], 0
    for paragraph in text.split("\n\n"):
        kept.append(paragraph)
        words += len(paragraph.split())
        if words >= most:
            break
    return "\n\n".join(kept)


def repeated(articles: Sequence[Article], count: int, most: int) -> Iterator[dict[str, str]]:
    """So many articles, as JSON Lines have them, of about so many words at most."""
    for n in range(count):
        turn, at = divmod(n, len(articles))
        source = articles[at]
        published = source.published if len(source.published or "") == 10 else "2012-05-14"
        if turn == 0:
            text, day = cut(source.text, most), date.fromisoformat(str(published))
        else:
            chance = random.Random(turn)  # the same names for all articles of a turn
            years = turn % 60 - 30
            text = renamed(cut(source.text, most), chance.randrange(1 << 30), years)
            moved = date.fromisoformat(str(published)).replace(day=1)
            day = moved.replace(year=moved.year + years) + timedelta(turn % 28)
        yield {"id": f"{turn}-{at}", "text": text, "published": day.isoformat(), "language": "en"}


def renamed(text: str, seed: int, years: int) -> str:
    """The text with other names and other years."""

    def name(found: re.Match[str]) -> str:
        if _CALENDAR.fullmatch(found[0]):
            return found[0]
        chance = random.Random(f"{seed} {found[0]}")
        made = "".join(chance.choice(_SYLLABLES) for _ in range(1 + (len(found[0]) > 6)))
        return made.capitalize() + chance.choice(_ENDS)

    return _YEAR.sub(lambda y: str(int(y[0]) + years), _NAME.sub(name, text))


class Watch(threading.Thread):
    """The most memory that a process and those it started had together, in megabytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak = pid, 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        """Look four times a second."""
        while not self.ended.wait(0.25):
            self.peak = max(self.peak, sum(map(_memory, _tree(self.pid))) / 1024)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _memory(pid: int) -> int:
    """Kilobytes, those that processes share divided among them."""
    with suppress(OSError, IndexError):
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(re.findall(r"^Pss:\s+(\d+)", told, re.M)[0])
    return 0


def run(*arguments: str) -> tuple[float, float, float]:
    """Seconds on the clock and of processors, and peak megabytes, of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "timeline", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        watch = Watch(process.pid)
        watch.start()
        process.wait()
        watch.ended.set()
        watch.join()
    if process.returncode not in (0, 1):
        raise SystemExit(f"timeline {' '.join(arguments)} ended with {process.returncode}")
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, cpu, watch.peak


_MERGE = """
import sys, time
from pathlib import Path
from timeline import result_keys
from timeline.cli.publishing import publish
from timeline.store import Store
with Store.write(Path(sys.argv[1]), result_keys.fingerprint()) as store:
    store._unmerge()
    began = time.process_time()
    publish(store, lambda _: None)
    print(time.process_time() - began)
"""


def merging(store: Path) -> float:
    """Processor seconds of merging all that is kept anew, in a copy of the store."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "out"
        shutil.copytree(store, copy)
        told = subprocess.run(
            [sys.executable, "-c", _MERGE, str(copy)], capture_output=True, text=True, check=True
        )
    return float(told.stdout)


def measured(
    articles: Sequence[Article], count: int, most: int, workers: int | None, *, merge: bool = True
) -> Figures:
    """The figures of one size, of articles of about so many words at most. merge: measure that by
    itself, too."""
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "out"
        raw.mkdir()
        words = size = 0
        told = repeated(articles, count, most)
        for n in range(0, count, _A_FILE):
            path = raw / f"articles-{n:06}.jsonl"
            with path.open("w", encoding="utf-8") as file:
                for one in islice(told, _A_FILE):
                    words += len(one["text"].split())
                    size += len(one["text"].encode())
                    file.write(json.dumps(one, ensure_ascii=False) + "\n")
            old = time.time() - 3600
            os.utime(path, (old, old))
        time.sleep(3.5)  # a file changed just now is not trusted to be as it was
        more = () if workers is None else ("--workers", str(workers))
        asked = ("extract", str(raw), "--out-dir", str(out), "-q", *more)
        seconds, cpu, peak = run(*asked)
        merged = merging(out) if merge else math.nan
        again, _, _ = run(*asked)
        (raw / "more.txt").write_text(cut(articles[0].text, most) + "\n", encoding="utf-8")
        one_more, _, _ = run(*asked)
        store = sum(p.stat().st_size for p in out.glob("*.sqlite"))
    return Figures(count, words, seconds, cpu, peak, store, size, merged, one_more, again)


def show(f: Figures) -> str:
    """The figures in a line."""
    return (
        f"{f.articles:7} articles, {f.words:9} words: {f.seconds / f.articles * 1000:6.1f} ms each,"
        f" {f.each * 1000:6.1f} ms of processors; peak {f.peak_mb:5.0f} MB; store"
        f" {f.store / f.text:4.1f} times the text; merging {f.merging:6.1f} s,"
        f" {f.merging / max(f.cpu - f.merging, 0.001):.1%} of reading;"
        f" one more {f.one_more:5.1f} s, unchanged {f.again:5.1f} s"
    )


def drawn(figures: Sequence[Figures]) -> str:
    """An SVG: the cost of an article and the peak of memory, by the number of articles."""
    wide, high, left, top = 640, 300, 60, 30
    xs = [math.log10(f.articles) for f in figures]
    span = max(xs[-1] - xs[0], 0.001)

    def line(values: Sequence[float], colour: str, name: str, unit: str, at: int) -> str:
        most = max(values) * 1.25
        dots = [
            (left + (x - xs[0]) / span * (wide - 2 * left), top + high - v / most * high)
            for x, v in zip(xs, values, strict=True)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        marks = "".join(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
            f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle" fill="{colour}">{v:.0f}</text>'
            for (x, y), v in zip(dots, values, strict=True)
        )
        return (
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{marks}'
            f'<text x="{left}" y="{top + high + at}" fill="{colour}">{name} ({unit})</text>'
        )

    labels = "".join(
        f'<text x="{left + (x - xs[0]) / span * (wide - 2 * left):.1f}" y="{top + high + 18}"'
        f' text-anchor="middle">{f.articles:,}</text>'
        for x, f in zip(xs, figures, strict=True)
    )
    costs = line([f.each * 1000 for f in figures], "#1f5fa8", "an article", "ms of processors", 40)
    peaks = line([f.peak_mb for f in figures], "#a8501f", "peak memory, all processes", "MB", 58)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high + top + 70}"'
        ' font-family="sans-serif" font-size="12" role="img">'
        "<title>Cost of an article and peak memory, by the number of articles</title>"
        f'<rect width="100%" height="100%" fill="white"/>{costs}{peaks}{labels}</svg>\n'
    )


def main() -> None:
    """Measure and print, one size after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1_000, 10_000])
    parser.add_argument("--words", type=int, default=400, help="of an article, about, at most")
    parser.add_argument("--workers", type=int, help="as for timeline extract")
    parser.add_argument("--whole", action="store_true", help="don't merge anew by itself, too")
    parser.add_argument("--write", action="store_true", help="write docs/figures/scale.*")
    asked = parser.parse_args()
    articles = sources()
    found = []
    for count in sorted(asked.sizes):
        merge = not asked.whole
        found.append(measured(articles, count, asked.words, asked.workers, merge=merge))
        print(show(found[-1]), flush=True)
    print(f"cost of an article, largest over smallest: {found[-1].each / found[0].each:.2f}")
    if asked.write:
        FIGURES.mkdir(exist_ok=True)
        told = json.dumps([asdict(f) for f in found], indent=1)
        (FIGURES / "scale.json").write_text(told + "\n", encoding="utf-8")
        (FIGURES / "scale.svg").write_text(drawn(found), encoding="utf-8")


if __name__ == "__main__":
    main()
