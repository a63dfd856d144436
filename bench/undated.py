"""How rightly articles are dated when their dates are withheld: `python bench/undated.py [SET …]`.

Each set is dated as a user would meet it, a folder of articles without metadata, once with the
articles' company and once each article alone (`--alone`). A row a half: the first half by name, or
the odd numbers, may be read by those who write the rules, the other is only scored. Columns:

articles  how many; `unknown` of them can't be dated by their words
dated     how many were
exact     of those, to the accepted value
coarser   the right year or month, not the day
beside    a day off: what is written on one day is printed on the next
wrong     everything else
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dates import articles as annotated
from timeline import pipeline, when
from timeline.model import Article

SHARED = Path(__file__).resolve().parents[2] / "shared"
COLUMNS = ("articles", "unknown", "dated", "exact", "coarser", "beside", "wrong")


@dataclass(frozen=True, slots=True)
class Undated:
    """An article without its date, and the dates it may be given, EDTF; none: nobody knows.

    datable: whether its own words let a careful reader date it.
    """

    name: str
    language: str
    text: str
    accept: tuple[str, ...]
    datable: bool = True


def lines(path: Path) -> list[dict[str, str]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def mixed() -> Iterator[Undated]:
    """Texts of twelve kinds."""
    folder = SHARED / "gold/mixed"
    accept = {
        d["document"]: tuple(d["accept_published"]) for d in lines(folder / "documents.jsonl")
    }
    datable = {a["id"] for a in lines(folder / "articles-nodate.jsonl")}
    for a in lines(folder / "articles.jsonl"):
        known = a["id"] in datable
        yield Undated(a["id"], a["language"], a["text"], accept[a["id"]], known)


def seeds() -> Iterator[Undated]:
    """Five real articles."""
    for d in lines(SHARED / "gold/seeds-documents.jsonl"):
        text = (SHARED / "seeds" / d["document"]).read_text(encoding="utf-8")
        yield Undated(d["document"], d["language"], text, tuple(d["accept_published"]))


def events(name: str, file: str) -> Callable[[], Iterator[Undated]]:
    """A corpus of events; file: with the dates in the text, or without them anywhere."""

    def read() -> Iterator[Undated]:
        folder = SHARED / "data/events" / name
        truth = {a["id"]: a["published"] for a in lines(folder / "articles.jsonl")}
        for a in lines(folder / file):
            yield Undated(a["id"], a["language"], a["text"], (truth[a["id"]],))

    return read


def expressions(name: str, language: str) -> Callable[[], Iterator[Undated]]:
    """A corpus of time expressions."""

    def read() -> Iterator[Undated]:
        for a in annotated(SHARED / "data/timex" / name):
            yield Undated(a.name, language, a.text, (a.published,))

    return read


def coverage(name: str) -> Callable[[], Iterator[Undated]]:
    """Every fourth article that a timeline of one matter was made of."""

    def read() -> Iterator[Undated]:
        for a in lines(SHARED / "data/events/timeline17" / f"{name}.jsonl")[::4]:
            yield Undated(a["id"], a["language"], a["text"], (a["published"],))

    return read


SETS: dict[str, Callable[[], Iterator[Undated]]] = {
    "mixed": mixed,
    "seeds": seeds,
    "wikinews": events("wikinews", "articles-nodate.jsonl"),
    "wikinews, bare": events("wikinews", "articles.jsonl"),
    "timeset": events("timeset", "articles-nodate.jsonl"),
    "timeset, bare": events("timeset", "articles.jsonl"),
    "timebank": expressions("timebank", "en"),
    "aquaint": expressions("aquaint", "en"),
    "fr-timebank": expressions("fr-timebank", "fr"),
    "LibyaWar_cnn": coverage("LibyaWar_cnn"),
    "MJ_bbc": coverage("MJ_bbc"),
    "haiti_bbc": coverage("haiti_bbc"),
}


def halves(name: str, told: list[Undated]) -> dict[str, list[Undated]]:
    """The half that may be read, the half that is only scored."""
    if name == "seeds":
        return {"read": told}
    if name == "mixed":
        odd = [a for a in told if int(a.name[1:3]) % 2]
        return {"odd": odd, "even": [a for a in told if a not in odd]}
    ordered = sorted(told, key=lambda a: a.name)
    return {"first": ordered[: len(ordered) // 2], "second": ordered[len(ordered) // 2 :]}


def together(told: list[Undated]) -> dict[str, str | None]:
    """The date each article gets when all are read as one folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        rows = [{"id": a.name, "language": a.language, "text": a.text} for a in told]
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        found: dict[str, str | None] = {}
        for result in pipeline.run([str(path)], reading=pipeline.outline):
            if isinstance(result, pipeline.Result):
                found[result.document.id] = result.document.published
        return found


def alone(told: list[Undated]) -> dict[str, str | None]:
    """The date each article gets by itself."""
    return {
        a.name: pipeline.outline(
            Article(
                id=a.name, path=a.name, text=a.text, language=a.language, published=None,
                published_how="unknown", format="jsonl", sha256="",
            )
        ).document.published
        for a in told
    }  # fmt: skip


def verdict(found: str | None, accept: tuple[str, ...]) -> str | None:
    """The column a date falls into, None for one that was left unknown."""
    if found is None:
        return None
    if found in accept:
        return "exact"
    span = when.parse(found)
    for told in accept:
        gold = when.parse(told)
        if span.contains(gold):
            return "coarser"
        first, day = span.first_date, gold.first_date
        if first and day and span.precision == "day" and abs((first - day).days) <= 1:
            return "beside"
    return "wrong"


def row(names: str, figures: Counter[str]) -> None:
    """Print one line of the table."""
    print(f"{names:24}" + "".join(f"{figures[c]:>9}" for c in COLUMNS), flush=True)


def main() -> None:
    """Date every set, print a row a half and the sums of the halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}; all without")
    parser.add_argument("--alone", action="store_true", help="each article by itself")
    parser.add_argument(
        "--list", action="store_true", help="name what is dated in the half that may be read"
    )
    args = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"no annotated corpora: {SHARED.name}/ is not beside the project")
    print(f"{'':24}" + "".join(f"{c:>9}" for c in COLUMNS))
    sums = {"read": Counter[str](), "only scored": Counter[str]()}
    for name in args.sets or SETS:
        told = list(SETS[name]())
        found = alone(told) if args.alone else together(told)
        for half, some in halves(name, told).items():
            figures = Counter[str](articles=len(some), unknown=sum(not a.datable for a in some))
            readable = half in ("odd", "first", "read")
            for a in some:
                got = verdict(found.get(a.name), a.accept)
                figures.update([got, "dated"] if got else [])
                if args.list and readable and (got or a.datable) and got != "exact":
                    print(f"  {got or 'not dated':10} {a.name}: {found.get(a.name)} for {a.accept}")
            row(f"{name}: {half}", figures)
            sums["read" if readable else "only scored"].update(figures)
    for half, figures in sums.items():
        row(f"all: {half}", figures)


if __name__ == "__main__":
    main()
