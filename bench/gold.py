"""The gold of the sample articles: from the file written by hand to JSON Lines with offsets.

`python bench/gold.py` reads tests/gold/samples.txt, finds every anchor in the article's text as
`timeline.read.articles` gives it, and writes samples-events.jsonl, samples-documents.jsonl and
samples-clusters.jsonl beside it; `--check` writes nothing and fails when they would change.

The file by hand has one block an article and one line an annotation, fields parted by ||:

    == name or JSON Lines id || language || published || other right dates, blanks between || kind
    date || type || status || cluster || anchor || keywords || other right dates || note

The kind of text is news, chronicle or narrative; without one it is news. `-` for published says
that nobody could know it. More types than one, blanks between, are all right; the first is best.
A cluster is a name that all mentions of one event share, in any article and language; `-` makes
the line `extra`, any name makes it `core`. In an anchor any white space stands for any other and '
for its curly form; `anchor#2` is its second occurrence, and an anchor that occurs twice must say
which. Keywords are parted by commas. `#` at the start of a line is a remark.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, get_args

from timeline import when
from timeline.errors import TimelineError
from timeline.model import EventType, Status
from timeline.read import articles

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
GOLD = ROOT / "tests" / "gold"
SOURCE = GOLD / "samples.txt"
KINDS = ("news", "chronicle", "narrative")
OUTPUTS = ("samples-events.jsonl", "samples-documents.jsonl", "samples-clusters.jsonl")


class GoldError(ValueError):
    """An annotation that does not fit its article or breaks the format; names its line."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{SOURCE.name}:{line}: {why}")


@dataclass(frozen=True)
class Gold:
    """The three files, as lists of JSON objects."""

    events: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    clusters: list[dict[str, Any]]

    def files(self) -> dict[str, str]:
        """Name -> content of each output file."""
        lists = (self.events, self.documents, self.clusters)
        return {
            name: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            for name, rows in zip(OUTPUTS, lists, strict=True)
        }


def texts(raw: Path = RAW) -> dict[str, str]:
    """Text as read of every article below a folder, by file name or JSON Lines id."""
    found = {}
    for item in articles([str(raw)]):
        if isinstance(item, TimelineError):
            raise item
        found[PurePath(item.id).name] = item.text
    return found


def locate(text: str, anchor: str, line: int) -> tuple[int, int]:
    """Span of an anchor in a text. Raises GoldError when it is absent or not unique."""
    wanted = re.fullmatch(r"(.*?)(?:#(\d))?", anchor, re.DOTALL)
    assert wanted is not None
    parts = [re.escape(p).replace("'", "['’]") for p in wanted[1].split()]
    hits = [m.span() for m in re.finditer(r"\s+".join(parts), text)]
    number = int(wanted[2] or 1)
    if len(hits) < number:
        raise GoldError(line, f"not in the article: {anchor}")
    if wanted[2] is None and len(hits) > 1:
        raise GoldError(line, f"occurs {len(hits)} times, say which with #n: {anchor}")
    return hits[number - 1]


def build(source: str, articles_by_name: dict[str, str]) -> Gold:
    """The gold of a file by hand. Raises GoldError at its first bad line."""
    events: list[dict[str, Any]] = []
    documents: list[dict[str, Any]] = []
    clusters: dict[str, list[list[Any]]] = {}
    name = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [f.strip() for f in re.split(r"\s*\|\|\s*", line.removeprefix("=="))]
        if line.startswith("=="):
            name = fields[0]
            if name not in articles_by_name:
                raise GoldError(number, f"no such article: {name}")
            documents.append(heading(fields, number))
            continue
        event = annotation(fields, name, articles_by_name[name], number)
        if any(e["start"] == event["start"] and e == event for e in events):
            raise GoldError(number, "twice")
        events.append(event)
        if event["tier"] == "core":
            clusters.setdefault(fields[3], []).append([name, event["start"], event["end"]])
    return Gold(events, documents, [{"cluster": c, "mentions": m} for c, m in clusters.items()])


def heading(fields: list[str], line: int) -> dict[str, Any]:
    """What is known of an article as a whole: published is null where nobody could know it."""
    if not 3 <= len(fields) <= 5:
        raise GoldError(line, f"{len(fields)} fields, not 3 to 5")
    name, language, published, accept, kind = [*fields, "", ""][:5]
    if (kind or "news") not in KINDS:
        raise GoldError(line, f"no such kind of text: {kind}")
    known = published != "-"
    return {
        "language": language,
        "published": published if known else None,
        "accept_published": [published, *accept.split()] if known else [],
        "kind": kind or "news",
        "document": name,
    }


def annotation(fields: list[str], name: str, text: str, line: int) -> dict[str, Any]:
    """One gold line of an article."""
    if not 6 <= len(fields) <= 8:
        raise GoldError(line, f"{len(fields)} fields, not 6 to 8")
    date, types, status, cluster, anchor, keywords, accept, note = [*fields, "", ""][:8]
    kind, *other_kinds = types.split() or [""]
    if not {kind, *other_kinds} <= set(get_args(EventType)) or status not in get_args(Status):
        raise GoldError(line, f"no such type or status: {types}, {status}")
    for edtf in (date, *accept.split()):
        when.parse(edtf)
    start, end = locate(text, anchor, line)
    return {
        "document": name,
        "anchor": text[start:end],
        "start": start,
        "end": end,
        "date": date,
        "accept": accept.split(),
        "type": kind,
        "accept_types": other_kinds,
        "status": status,
        "tier": "extra" if cluster == "-" else "core",
        "keywords": [k.strip() for k in keywords.split(",") if k.strip()],
        "note": note,
    }


def summary(gold: Gold) -> str:
    """Counts by tier and language, and of clusters."""
    language = {d["document"]: d["language"] for d in gold.documents}
    counts = Counter((e["tier"], language[e["document"]]) for e in gold.events)
    lines = [f"{tier:6} {code} {n:5}" for (tier, code), n in sorted(counts.items())]
    shared = [c for c in gold.clusters if len({m[0] for m in c["mentions"]}) > 1]
    mixed = [c for c in shared if len({language[m[0]] for m in c["mentions"]}) > 1]
    lines.append(
        f"{len(gold.documents)} articles, {len(gold.clusters)} clusters, {len(shared)} in several "
        f"articles, {len(mixed)} in both languages"
    )
    return "\n".join(lines)


def main() -> int:
    """Write the three files, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    arguments = parser.parse_args()
    try:
        gold = build(SOURCE.read_text(encoding="utf-8"), texts())
    except ValueError as e:
        sys.exit(str(e))
    stale = []
    for name, content in gold.files().items():
        path = GOLD / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if not arguments.check:
                path.write_text(content, encoding="utf-8")
    print(summary(gold))
    if arguments.check and stale:
        sys.exit(f"out of date: {', '.join(stale)}; run python bench/gold.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
