"""How long looking takes to start: `python bench/start.py [STORE]`, data/out where none is named.

Printed are the seconds of whole processes, as a user starts them, and the processor time of each:
the least of some rounds (`--rounds`, 9), and how many times that of the bare interpreter. All are
run in turn in every round, so that what else the machine does befalls all alike. `--beside CMD`
puts another program beside them; `sqlite-utils --help` is there by itself where it is installed.

Where PYTHONDONTWRITEBYTECODE is set, modules that were never compiled are compiled at each start.
"""

from __future__ import annotations

import argparse
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

INTERPRETER = "the bare interpreter"
LOOKING = (
    "--help", "--version", "show", "show --json", "show --csv", "show --format table", "digest",
    "documents", "show --help",
)  # fmt: skip
BESIDE = "sqlite-utils --help"


def ran(command: list[str]) -> tuple[float, float]:
    """Seconds of one run, and of its processor time."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)}: {done.stderr.decode()}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(store: Path, beside: list[str]) -> dict[str, list[str]]:
    """What is run, by how it is called."""
    timeline, of = [sys.executable, "-m", "timeline"], ["--out-dir", str(store)]
    told = {INTERPRETER: [sys.executable, "-c", ""]}
    told |= {Path(other).name: shlex.split(other) for other in beside}
    for line in LOOKING:
        looks = not line.startswith("-") and not line.endswith("--help")
        told[f"timeline {line}"] = [*timeline, *line.split(), *(of if looks else [])]
    shown = [*timeline, "show", "--limit", "1", "--csv", "-q", *of]
    rows = subprocess.run(shown, capture_output=True, text=True, check=True).stdout.splitlines()
    id_ = rows[1].partition(",")[0]
    return told | {"timeline note ID TEXT": [*timeline, "note", id_, "seen", *of]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path, nargs="?", default=Path("data/out"))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--beside", action="append", default=[], metavar="CMD")
    given = parser.parse_args()
    beside = given.beside or ([BESIDE] if shutil.which(BESIDE.partition(" ")[0]) else [])
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / "out"
        shutil.copytree(given.store, folder)
        every = commands(folder, beside)
        found = {name: [ran(command)] for name, command in every.items()}  # files are in memory now
        found = {name: [] for name in every}
        for _ in range(given.rounds):
            for name, command in every.items():
                found[name].append(ran(command))
    least = {name: tuple(map(min, zip(*runs, strict=True))) for name, runs in found.items()}
    bare = least[INTERPRETER]
    print(f"{'':28}  seconds   times   processor   times")
    for name, (wall, used) in least.items():
        print(f"{name:28}  {wall:7.3f} {wall / bare[0]:7.1f}  {used:10.3f} {used / bare[1]:7.1f}")


if __name__ == "__main__":
    main()
