"""How long a decision takes, on a store of many events and when many were taken already.

    python bench/decisions.py STORE [--taken 0 500 2000 10000] [--times 7] [--bulk 500]

STORE is copied, nothing is changed in it. Whole processes are timed as a user starts them, and
`ReviewDesk.decide` in a process that is warm; printed are medians in seconds, and the user and
system time of the processes, which say more where the machine has other work. Decisions that were
taken already are one an event, of all kinds; where there are more than events, several an event.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from timeline import decisions
from timeline.cli import decision_ledger
from timeline.cli.review_desk import ReviewDesk
from timeline.contract import EventRow
from timeline.decisions.records import Action, Decision
from timeline.review.desk import Asked
from timeline.store import Store
from timeline.store.query import Query

_WHEN = "2026-01-02T03:04:05Z"
_KINDS: tuple[tuple[Action, dict[str, str]], ...] = (
    ("accept", {}), ("hide", {}), ("note", {"note": "to be checked"}), ("tag", {"tags": "draft"}),
    ("set", {"type": "politics"}),
)  # fmt: skip


def events_of(folder: Path) -> list[EventRow]:
    """All events of a store, in order."""
    with Store.read(folder) as store:
        return list(store.select(Query(everything=True, away=True)).events)


def taken(rows: Sequence[EventRow], digests: dict[str, str], count: int) -> Iterator[Decision]:
    """So many decisions on events, as people take them."""
    for n in range(count):
        action, values = _KINDS[n % len(_KINDS)]
        spoken = decisions.spoken(rows[n * 7 % len(rows)], digests=digests)
        yield Decision(action, (spoken,), dict(values), time=_WHEN, author="Ana M.")


def prepare(folder: Path, count: int) -> list[str]:
    """Take so many decisions; the ids of events that none of them is of, some if there are none."""
    rows = events_of(folder)
    with Store.read(folder) as store:
        digests = store.digests()
    text = "\n".join(map(decisions.block, taken(rows, digests, count)))
    if text:
        (folder / decisions.FILE).write_text(text, encoding="utf-8")
        decision_ledger.change(folder, lambda _, ledger: ledger)
    of = {rows[n * 7 % len(rows)]["id"] for n in range(count)}
    return [e["id"] for e in rows if e["id"] not in of] or [e["id"] for e in rows]


def process(folder: Path, *arguments: str) -> tuple[float, float]:
    """Wall and processor time of one command."""
    command = [sys.executable, "-m", "timeline", *arguments, "--out-dir", str(folder)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used


def told(name: str, found: Sequence[tuple[float, float]]) -> None:
    """Print the medians of what was measured."""
    wall, used = (statistics.median(times) for times in zip(*found, strict=True))
    print(f"  {name:<22} {wall:6.2f} s   processor {used:5.2f} s")


def measure(folder: Path, ids: Sequence[str], times: int, bulk: int) -> None:
    """Print what each kind of decision takes."""
    some = cycle(ids)
    process(folder, "note", next(some), "first")  # so that all files are in memory
    kinds = {
        "accept": ["accept", "{}"], "set": ["set", "{}", "type=culture"],
        "set date": ["set", "{}", "date=2011-03-05"], "note": ["note", "{}", "seen"],
        "tag": ["tag", "{}", "seen"],
    }  # fmt: skip
    for name, words in kinds.items():
        found = []
        for _ in range(times):
            id_ = next(some)
            found.append(process(folder, *(w.format(id_) for w in words)))
        told(name, found)
    away = list(dict.fromkeys(next(some) for _ in range(times)))
    shown = {e["id"] for e in events_of(folder) if not decisions.hidden(e)}
    told("hide", [process(folder, "hide", id_) for id_ in away if id_ in shown])
    told("undo", [process(folder, "undo") for _ in range(times)])
    desk = ReviewDesk(folder, "Ana M.")
    desk.decide(Asked("note", (next(some),), text="warm"))
    warm = []
    for _ in range(times):
        id_, began, used = next(some), time.perf_counter(), time.process_time()
        desk.decide(Asked("accept", (id_,)))
        warm.append((time.perf_counter() - began, time.process_time() - used))
    told("in a warm process", warm)
    if bulk:
        many = [e for e in ids if e in shown][:bulk]
        told(f"hide of {len(many)} events", [process(folder, "hide", *many)])
        told(f"undo of these {len(many)}", [process(folder, "undo")])


def main() -> None:
    """Time decisions."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--taken", type=int, nargs="*", default=[0, 500, 2000, 10000])
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--bulk", type=int, default=500)
    given = parser.parse_args()
    for count in given.taken:
        with tempfile.TemporaryDirectory(dir=given.store.parent) as aside:
            folder = Path(aside) / "out"
            shutil.copytree(given.store, folder)
            began = time.perf_counter()
            ids = prepare(folder, count)
            all_ = time.perf_counter() - began
            size = sum(f.stat().st_size for f in folder.iterdir()) / 1e6
            load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
            print(
                f"{len(events_of(folder))} events, {size:.0f} MB, {count} decisions taken already"
                f" (all laid at once in {all_:.1f} s); {load}"
            )
            measure(folder, ids, given.times, given.bulk)


if __name__ == "__main__":
    main()
