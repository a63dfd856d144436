"""Fuzzing without end or up to given numbers: `make fuzz`.

usage: run.py [--readers N] [--dates N] [--articles N] [--commands N] [--seconds S] [--seed SEED]
[--workers N] [--save FOLDER] [--engine plain|atheris]. Input number i of a seed is always the
same. Worker processes take the inputs; each input has an alarm, a worker that dies or hangs is
replaced and its input counts as a failure. Every kind of failure is made smaller and kept in FOLDER
(default build/fuzz); exit code 1 when there was one. Without numbers everything is fuzzed in turns
until --seconds are over (default: until it is interrupted).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import mmap
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.targets import TARGETS, Input, Target, smaller

# Bytes of address space a worker may have; seconds beyond its own alarm until it is killed.
MEMORY = 6 * 1024**3
GRACE = 20
# Failures of one kind that are kept, and inputs a turn takes when there is no number to reach.
KEPT = 2
TURN = {"readers": 5000, "dates": 3000, "articles": 50, "commands": 200}


class TooLong(BaseException):
    """An input took longer than its alarm; no `except Exception` holds it up."""


def kind(error: BaseException) -> str:
    """What failures have in common: the error, and the last place in the package it went through."""
    if isinstance(error, AssertionError) or type(error).__name__ == "Unexpected":
        return f"{type(error).__name__}: {str(error).splitlines()[0][:160] if str(error) else ''}"
    frames = traceback.extract_tb(error.__traceback__)
    here = [f for f in frames if "timeline" in Path(f.filename).parts] or frames
    where = "/".join(Path(here[-1].filename).parts[-2:]) if here else "?"
    return f"{type(error).__name__} in {where} {here[-1].name if here else '?'}"


def attempted(target: Target, given: Input) -> BaseException | None:
    """The error that an input ends with, None when all is well."""
    signal.alarm(target.seconds)
    try:
        target.attempt(given)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        return error
    finally:
        signal.alarm(0)
    return None


def _ring(_: int, frame: FrameType | None) -> None:
    raise TooLong


def made(target: Target, seed: str, number: int) -> Input:
    """Input number `number` of a seed."""
    return target.make(Random(f"{seed}:{target.name}:{number}"))


# -- a worker ----------------------------------------------------------------------------------


def work(name: str, seed: str, first: int, last: int, step: int, place: str) -> None:
    """Try every `step`-th input from `first` to before `last`; say JSON lines of what failed."""
    target = TARGETS[name]
    signal.signal(signal.SIGALRM, _ring)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with Path(place).open("r+b") as handle:
        now = mmap.mmap(handle.fileno(), 8)
    target.prepare()
    seen: Counter[str] = Counter()
    for number in range(first, last, step):
        now[:] = number.to_bytes(8, "little")
        given = made(target, seed, number)
        error = attempted(target, given)
        if error is None:
            continue
        what = kind(error)
        seen[what] += 1
        told = {"number": number, "kind": what}
        if seen[what] == 1:
            least = given
            if not isinstance(error, TooLong | MemoryError):
                least = smaller(target, given, partial(_alike, target, what))
            told |= {"suffix": least[0], "input": least[1].hex(), "trace": _trace(error)}
        elif seen[what] <= KEPT:
            told |= {"suffix": given[0], "input": given[1].hex(), "trace": _trace(error)}
        sys.__stdout__.write(json.dumps(told) + "\n")  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]
    now[:] = last.to_bytes(8, "little")


def _alike(target: Target, what: str, given: Input) -> bool:
    try:
        error = attempted(target, given)
    except ValueError:
        return False
    return error is not None and kind(error) == what


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))[-3000:]


# -- the campaign ------------------------------------------------------------------------------


@dataclass(slots=True)
class Worker:
    """A process and where it is: a file holds the number of the input it has in hand."""

    process: subprocess.Popen[bytes]
    place: Path
    log: Path
    first: int
    read: int = 0
    at: int = -1
    since: float = field(default_factory=time.monotonic)

    def number(self) -> int:
        """The number of the input in hand."""
        return int.from_bytes(self.place.read_bytes()[:8], "little")


@dataclass(slots=True)
class Campaign:
    """The inputs of one target, spread over workers."""

    target: Target
    seed: str
    save: Path
    workers: int
    found: Counter[str] = field(default_factory=Counter)
    done: int = 0
    seconds: float = 0.0
    early: int = 0
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="fuzz")))

    def run(self, first: int, last: int, until: float) -> None:
        """Try the inputs from `first` to before `last`, or as many as there is time for."""
        begun = time.monotonic()
        running = {k: self._start(k, first + k, last) for k in range(self.workers)}
        try:
            while running and time.monotonic() < until:
                time.sleep(0.2)
                for k, worker in list(running.items()):
                    self._listen(worker)
                    follower = self._tended(k, worker, last)
                    if follower is None:
                        del running[k]
                    else:
                        running[k] = follower
        finally:
            for worker in running.values():
                worker.process.kill()
                worker.process.wait()
                self._listen(worker)
                self._count(worker, worker.number())
            self.seconds += time.monotonic() - begun

    def _start(self, k: int, first: int, last: int) -> Worker:
        place, log = self.folder / f"{k}.place", self.folder / f"{k}.log"
        place.write_bytes(first.to_bytes(8, "little"))
        home = self.folder / f"{k}.home"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        order = [self.target.name, self.seed, str(first), str(last), str(self.workers), str(place)]
        environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
        with log.open("wb") as out, (self.folder / f"{k}.err").open("wb") as err:
            process = subprocess.Popen(
                [sys.executable, str(Path(__file__).resolve()), "--worker", *order],
                cwd=home, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment,
            )  # fmt: skip
        return Worker(process, place, log, first)

    def _tended(self, k: int, worker: Worker, last: int) -> Worker | None:
        """The worker, one in its place where it is dead or hangs, None when its work is done."""
        ended, number = worker.process.poll(), worker.number()
        if ended is None:
            now = time.monotonic()
            if number != worker.at:
                worker.at, worker.since = number, now
            # Before its first input a worker loads the models, after a failure it looks for a smaller one.
            patience = 300 if number == worker.first else self.target.seconds * 15
            if now - worker.since < patience + GRACE:
                return worker
            worker.process.kill()
            worker.process.wait()
        self._listen(worker)
        self._count(worker, number)
        if number >= last:
            return None
        how = "killed: it hung" if ended is None else f"the process died ({ended})"
        err = (self.folder / f"{k}.err").read_bytes()[-600:].decode("utf-8", "replace")
        try:
            suffix, data = made(self.target, self.seed, number)
        except OSError:  # a command line is made where the store is that it names events of
            suffix, data = ".txt", str(number).encode()
        self._take(
            {
                "number": str(number),
                "kind": how,
                "suffix": suffix,
                "input": data.hex(),
                "trace": err,
            }
        )
        self.done += self.target.holds
        self.early = self.early + 1 if number == worker.first else 0
        if self.early > 5:
            raise RuntimeError(f"workers die as soon as they begin:\n{err}")
        return self._start(k, number + self.workers, last) if number + self.workers < last else None

    def _count(self, worker: Worker, number: int) -> None:
        self.done += max(0, (number - worker.first) // self.workers) * self.target.holds

    def _listen(self, worker: Worker) -> None:
        with worker.log.open("rb") as log:
            log.seek(worker.read)
            for line in log:
                if line.endswith(b"\n"):
                    worker.read += len(line)
                    self._take(json.loads(line))

    def _take(self, told: dict[str, str]) -> None:
        what = told["kind"]
        self.found[what] += 1
        if "input" in told and self.found[what] <= KEPT:
            folder = self.save / self.target.name
            folder.mkdir(parents=True, exist_ok=True)
            mark = "".join(c if c.isalnum() else "-" for c in what)[:80].strip("-").lower()
            path = folder / f"{mark}-{told['number']}{told['suffix']}"
            path.write_bytes(bytes.fromhex(told["input"]))
            path.with_name(path.name + ".trace").write_text(told["trace"], encoding="utf-8")
            say(f"  new: {what} -> {path}")


def say(told: str) -> None:
    """One line of the report."""
    sys.stdout.write(told + "\n")
    sys.stdout.flush()


def table(campaigns: list[Campaign]) -> str:
    """The figures as docs/reliability.md shows them."""
    rows = ["| what | inputs | a second | failures |", "|---|---:|---:|---:|"]
    for c in campaigns:
        rate = c.done / c.seconds if c.seconds else 0
        rows.append(f"| {c.target.name} | {c.done:,} | {rate:,.0f} | {c.found.total():,} |")
    return "\n".join(rows)


def main() -> int:
    """Run the campaign; 1 when anything failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in TARGETS:
        parser.add_argument(f"--{name}", type=int, default=0, metavar="N")
    parser.add_argument("--seconds", type=float, default=None)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--save", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--engine", choices=["plain", "atheris"], default="plain")
    given = parser.parse_args()
    until = time.monotonic() + (given.seconds or 1e9)
    wanted = {n: -(-getattr(given, n) // t.holds) for n, t in TARGETS.items() if getattr(given, n)}
    campaigns = {
        name: Campaign(TARGETS[name], given.seed, given.save.resolve(), given.workers)
        for name in (wanted or TARGETS)
    }
    with contextlib.suppress(KeyboardInterrupt):
        if given.engine == "atheris":
            from fuzz import guided

            return guided.run(list(campaigns), given.save.resolve(), given.seconds or 3600)
        for name, first, last in _turns(wanted):
            if time.monotonic() > until:
                break
            campaigns[name].run(first, last, until)
            c = campaigns[name]
            say(f"{name}: {c.done:,} in {c.seconds:.0f} s, {c.found.total():,} failures")
    for c in campaigns.values():
        shutil.rmtree(c.folder, ignore_errors=True)
        for what, count in c.found.most_common():
            say(f"  {c.target.name} {count:6,} {what}")
    say(table(list(campaigns.values())))
    return int(any(c.found for c in campaigns.values()))


def _turns(wanted: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    """(target, first input, end): the numbers wanted, or turns without end."""
    if wanted:
        yield from ((name, 0, number) for name, number in wanted.items())
        return
    turn = 0
    while True:
        yield from ((name, turn * size, (turn + 1) * size) for name, size in TURN.items())
        turn += 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        _name, _seed, _first, _last, _step, _place = sys.argv[2:]
        work(_name, _seed, int(_first), int(_last), int(_step), _place)
        sys.exit(0)
    sys.exit(main())
