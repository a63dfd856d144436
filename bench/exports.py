"""What the exports of a big chronology take: `python bench/exports.py STORE [--events 5000 50000]`.

STORE's events are repeated, under ids of their own, in a copy of it until there are as many as
asked for. Printed are, for each format, the peak memory of `timeline show --all` in a process of
its own, its processor time and what it writes. `--keep DIR` keeps the stores that were made.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline import document_order
from timeline.contract import EventRow
from timeline.render import FORMATS
from timeline.store import Store
from timeline.store.query import Query

OF_ONE_DAY = ["--jsonl", "--on", "2020-08-09"]


@dataclass(frozen=True)
class Repeated:
    """Events repeated as often as makes so many; `timeline.store.Merged`."""

    events: list[EventRow]
    count: int
    whole: bool = True
    gone: tuple[str, ...] = ()

    @property
    def made(self) -> Iterator[EventRow]:
        """The events, each under an id of its own."""
        for n in range(self.count):
            again, of = divmod(n, len(self.events))
            event = _keyed(self.events[of])
            event["id"] += f"{again:03x}" if again else ""
            event["part_of"] = None
            yield event

    @property
    def copies(self) -> Mapping[str, str]:
        """None."""
        return {}


def _keyed(event: EventRow) -> EventRow:
    """A copy of an event, its documents under keys as merging knows them."""
    told: EventRow = json.loads(json.dumps(event))
    for mention in told["mentions"]:
        for spot in (mention, *mention["also_in"]):
            spot["document"] = document_order.key(spot["document"], None, "")
    for conflict in told["conflicts"]:
        for value in conflict["values"]:
            value["documents"] = [document_order.key(d, None, "") for d in value["documents"]]
    return told


def made(store: Path, folder: Path, count: int) -> Path:
    """A copy of a store with so many events."""
    if not folder.exists():
        shutil.copytree(store, folder)
        with Store.read(folder) as known:
            events = list(known.select(Query(everything=True)).events)
        with Store.write(folder, "", finished=True) as target:
            target.merge(lambda db, kept: Repeated(events, count))
    return folder


def measured(arguments: list[str]) -> tuple[float, float, int]:
    """(peak memory in MB, seconds of processor time, bytes written) of a command."""
    with tempfile.TemporaryFile() as out:
        command = [sys.executable, "-m", "timeline", *arguments]
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            raise SystemExit(f"{' '.join(arguments)} ended with {running.returncode}")
        return used.ru_maxrss / 1024, used.ru_utime + used.ru_stime, out.seek(0, os.SEEK_END)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--events", type=int, nargs="*", default=[5000, 50000])
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    wanted = {name: ["--all", "--format", name] for name in given.formats}
    with tempfile.TemporaryDirectory() as aside:
        keep = given.keep or Path(aside)
        stores = [made(given.store, keep / f"of-{count}", count) for count in given.events]
        print("               ", *(f"{f'{count} events':>30}" for count in given.events))
        for name, arguments in {**wanted, "one day": OF_ONE_DAY}.items():
            told = [measured(["show", *arguments, "-q", "--out-dir", str(s)]) for s in stores]
            cells = (f"{mb:8.0f} MB {sec:7.2f} s {size / 1e6:7.1f} MB" for mb, sec, size in told)
            print(f"{name:15} ", *cells, flush=True)


if __name__ == "__main__":
    main()
