"""How rightly web pages are dated: by htmldate alone, by our reading alone, by both together.

`python bench/pages.py FOLDER DATES.tsv` reads the pages of a folder; the file of dates has one page
a line, its name and its day of publication parted by a tab, `-` where it states none. Printed are,
for each of the three, how many pages are dated rightly, wrongly and not at all; `--wrong` lists the
pages that both together date wrongly or not. A month or a year where the day is known counts as
none; a date where there is none counts as wrong. Without arguments it reads tests/read/pages.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from timeline.errors import InputError
from timeline.read.web import html

PAGES = Path(__file__).resolve().parents[1] / "tests" / "read" / "pages"
Reading = Callable[[str], str | None]


def dates(path: Path) -> dict[str, str | None]:
    """Name -> day of a file of dates, None where there is none. Raises ValueError for bad lines."""
    found: dict[str, str | None] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, tab, day = line.partition("\t")
        if not tab:
            raise ValueError(f"{path}:{number}: no tab between name and date")
        found[name.strip()] = None if day.strip() == "-" else day.strip()
    return found


def htmldate_alone(page: str) -> str | None:
    """The day that htmldate finds in the parsed page, asked for the original date."""
    import htmldate
    import trafilatura

    tree = trafilatura.load_html(page)
    found = None if tree is None else htmldate.find_date(tree, original_date=True)
    return found if isinstance(found, str) else None


def ours_alone(page: str) -> str | None:
    """The day that our reading finds without htmldate."""
    return html.dated(page, guess=False).day


def both(page: str) -> str | None:
    """The day that the program takes."""
    return html.dated(page).day


READINGS: dict[str, Reading] = {
    "htmldate alone": htmldate_alone,
    "ours alone": ours_alone,
    "both": both,
}


def verdict(found: str | None, right: str | None) -> str:
    """`right`, `wrong` or `none`."""
    if found == right:
        return "right"
    if found is None or (right is not None and right.startswith(found)):
        return "none"
    return "wrong"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("dates", nargs="?", type=Path, default=PAGES / "dates.tsv")
    parser.add_argument("--wrong", action="store_true", help="list what both get wrong")
    arguments = parser.parse_args()
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        wanted = dates(arguments.dates)
    except (OSError, ValueError) as e:
        sys.exit(str(e))
    counts = {name: Counter[str]() for name in READINGS}
    spent = dict.fromkeys(READINGS, 0.0)
    missed = []
    for read in READINGS.values():
        read("<p>4 May 2021</p>")  # what is imported at the first page is no page's time
    for page, right in wanted.items():
        try:
            data = (arguments.folder / page).read_bytes()
            source, _ = html.page_text(data, page)
        except (OSError, InputError) as e:
            print(f"{page}: {e}", file=sys.stderr)
            continue
        for name, read in READINGS.items():
            start = time.perf_counter()
            found = read(source)
            spent[name] += time.perf_counter() - start
            told = verdict(found, right)
            counts[name][told] += 1
            if name == "both" and told != "right":
                missed.append(f"{told:6} {page}: {found or '-'}, not {right or '-'}")
    print(f"{'':16}{'right':>7}{'wrong':>7}{'none':>7}{'ms a page':>11}")
    for name, count in counts.items():
        each = 1000 * spent[name] / max(1, sum(count.values()))
        row = "".join(f"{count[key]:7}" for key in ("right", "wrong", "none"))
        print(f"{name:16}{row}{each:11.1f}")
    if arguments.wrong:
        print(*missed, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
