"""What a store takes: `python bench/store_size.py STORE [--least 0.005]`.

Bytes of each table of timeline.sqlite with its indices, and how many times that is the text of all
articles (UTF-8); free pages; chronology.json beside it. Tables below --least times the text are
told together. Nothing is changed. It needs an SQLite with DBSTAT_VTAB, which Python's has nearly
everywhere.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from contextlib import closing
from pathlib import Path

from timeline.store import Store, files

SEARCHED = ("_search_data", "_search_idx", "_search_config", "_search_docsize")


def text_bytes(folder: Path) -> int:
    """Bytes of the texts of all articles."""
    with Store.read(folder, checked=False) as store:
        ids = list(store.digests())
        told = (store.article(id_) for id_ in ids)
        return sum(len(json.loads(one)["text"].encode()) for one in told if one is not None)


def sizes(path: Path) -> Counter[str]:
    """Bytes of each table with its indices, a full-text index under its own name; and of what is
    free."""
    with closing(files.connect(path, "rw")) as db:
        db.execute("PRAGMA query_only = ON")
        of = dict(db.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'"))
        found: Counter[str] = Counter()
        for name, size in db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
            table = of.get(name, name)
            for end in SEARCHED:
                table = table.removesuffix(end) + "_search" if table.endswith(end) else table
            found[table] += size
        free = db.execute("PRAGMA freelist_count").fetchone()[0]
        found["(free)"] = free * db.execute("PRAGMA page_size").fetchone()[0]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--least", type=float, default=0.005)
    given = parser.parse_args()
    path = given.store / files.STORE
    text = text_bytes(given.store)

    def told(name: str, size: int) -> None:
        print(f"{name:24}{size:>14,}{size / text:>9.2f}")

    print(f"{'':24}{'bytes':>14}{'x text':>9}")
    told("text of the articles", text)
    small = 0
    found = sizes(path)
    for name, size in found.most_common():
        if size < given.least * text:
            small += size
        else:
            told(name, size)
    told("(all others)", small)
    merging = sum(size for name, size in found.items() if name.startswith("merge_"))
    told("of them merging's own", merging)
    told(files.STORE, path.stat().st_size)
    if (export := given.store / files.EXPORT).exists():
        told(files.EXPORT, export.stat().st_size)


if __name__ == "__main__":
    main()
