"""How long looking takes to start: `python bench/start.py` where something is stored.

Seconds of `timeline --help` and `timeline show`, the least of some rounds (`--rounds`, 5), beside
what the bare interpreter takes to start.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

COMMANDS = (("-c", ""), ("-m", "timeline", "--help"), ("-m", "timeline", "show"))


def least(command: tuple[str, ...], rounds: int) -> float:
    """Seconds of the quickest of some runs."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run([sys.executable, *command], capture_output=True, check=False)
        took.append(time.perf_counter() - began)
    return min(took)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    for command in COMMANDS:
        name = " ".join(command[1:]) or "the bare interpreter"
        print(f"{name:24} {least(command, rounds):.2f} s")


if __name__ == "__main__":
    main()
