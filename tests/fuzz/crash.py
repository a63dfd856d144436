"""Kills and injected errors at chosen system calls: `make crash`.

usage: crash.py [--kills N] [--errors N] [--runs N] [--seed SEED] [--save FOLDER]. Commands that
write are run in forked processes that die (SIGKILL before or after the n-th call that touches their
files, or at a random moment) or in which a call fails (no space, input/output error, no permission;
once, or from then on). --runs: so many `timeline extract` in processes of their own, killed at a
random moment. After each: the store opens and is sound, what it shows is the old or the new, never a
mixture; an output file is the old or the whole new one; a decision said to have failed is not taken;
the message is one of ours and the exit code 1; and the same command again, undisturbed, gives the
same bytes as if nothing had been. Exit code 1 when any of it did not hold.

The calls are counted by a library (fault.c) that the C compiler makes and that is loaded first;
without a compiler only the kills at random moments are done.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
# errno 0: no call fails; -1 and -2: the process is killed before or behind the call.
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
BEFORE, AFTER = -1, -2
FOREVER = 1 << 40
# A run that takes longer hangs.
PATIENCE = 60

_IN = {
    "in/a.txt": "Porthaven, 19 August 2020 - The council met on Monday. Ana Vidal resigned on 3 May "
    "2019. The treaty was signed in Paris in 1998, and the bank lost $2 million last year.\n",
    "in/b.txt": "Porthaven, 20 August 2020 - Ana Vidal resigned on 3 May 2019, her party said. "
    "President Okoro visited Lyon last week.\n",
    "in/c.txt": "The minister arrived on Tuesday. A storm killed nine people in Porthaven in 2017.\n",
    "their.csv": "date,title\n2020-05-03,The bank closed\n2019-05-03,Ana Vidal resigned\n",
}  # fmt: skip
_MORE = {
    "in/b.txt": "Porthaven, 21 August 2020 - President Okoro visited Lyon on Thursday.\n",
    "in/d.txt": "Porthaven, 2 March 2021 - The harbour opened on 1 March 2021.\n",
}
_TIME = re.compile(rb"(?m)^time = \S+\n")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command that writes. before: the state of the folder that it begins in; store: where the
    store is; file: what it writes beside; decides: whether it is a decision of the user's;
    once: whether it refuses to be done again."""

    name: str
    before: str
    arguments: tuple[str, ...]
    store: str = "data/out"
    file: str | None = None
    decides: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: exit code or minus the signal; what it wrote; the calls it made.

    left: whether a process that it began went on without it.
    """

    code: int
    out: bytes
    err: str
    calls: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """action: an errno, BEFORE or AFTER at the calls first..last; moment: a kill after seconds."""

    action: int = 0
    first: int = 0
    last: int = 0
    moment: float | None = None

    @property
    def kills(self) -> bool:
        """Whether the process is killed rather than told of an error."""
        return self.moment is not None or self.action < 0

    def __str__(self) -> str:
        if self.moment is not None:
            return f"killed after {self.moment:.3f} s"
        what = {BEFORE: "killed before", AFTER: "killed behind"}.get(self.action)
        told = what or f"{errno.errorcode[self.action]} at"
        return f"{told} call {self.first}{' and from then on' if self.last == FOREVER else ''}"


NONE = Fault()


def library() -> ctypes.CDLL | None:
    """The counting library, where this process was begun with it."""
    loaded = os.environ.get("LD_PRELOAD", "")
    if not loaded.endswith("fault.so"):
        return None
    found = ctypes.CDLL(loaded)
    found.fault_arm.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_long)
    found.fault_count.restype = ctypes.c_long
    return found


def compiled(folder: Path) -> Path | None:
    """The library made by the C compiler; None where there is none."""
    made = folder / "fault.so"
    order = ["cc", "-shared", "-fPIC", "-O1", "-o", str(made), str(HERE / "fault.c"), "-ldl"]
    try:
        subprocess.run(order, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return made


@dataclass(slots=True)
class Bench:
    """Runs commands in forked copies of this process, in which all is imported and loaded."""

    home: Path
    armed: ctypes.CDLL | None = field(default_factory=library)

    def run(self, folder: Path, arguments: Sequence[str], fault: Fault = NONE) -> Ended:
        """Run one command line in a folder."""
        out, err, calls = (self.home / name for name in ("stdout", "stderr", "calls"))
        for path in (out, err, calls):
            path.write_bytes(b"")
        child = os.fork()
        if child == 0:
            self._child(folder, arguments, fault, (out, err, calls))
        code = self._wait(child, fault.moment)
        counted = calls.read_bytes()
        told = err.read_text("utf-8", "replace")
        left = goes_on(child)
        return Ended(code, out.read_bytes(), told, int(counted) if counted else 0, left)

    def _wait(self, child: int, moment: float | None) -> int:
        if moment is not None:
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.002)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return -signal.SIGALRM

    def _child(
        self, folder: Path, arguments: Sequence[str], fault: Fault, to: tuple[Path, Path, Path]
    ) -> None:
        code = 120
        try:
            os.setsid()
            os.chdir(folder)
            for number, path in ((1, to[0]), (2, to[1])):
                handle = os.open(path, os.O_WRONLY | os.O_TRUNC)
                os.dup2(handle, number)
                os.close(handle)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            from timeline.cli import main

            if self.armed is not None:
                place = str(folder.resolve()).encode()
                self.armed.fault_arm(place, fault.action, fault.first, fault.last)
            code = int(main(list(arguments)))
            sys.stdout.flush()
            if self.armed is not None:
                self.armed.fault_disarm()
                to[2].write_text(str(self.armed.fault_count()))
        except BaseException as error:
            sys.__stderr__.write(f"Traceback: {error!r}\n")  # type: ignore[union-attr]
            sys.__stderr__.flush()  # type: ignore[union-attr]
        finally:
            os._exit(code)

    # -- states --------------------------------------------------------------------------------

    def prepare(self) -> list[Scenario]:
        """Make the folders that commands begin in; what is run on them."""
        bare, stored = self.home / "bare", self.home / "stored"
        _write(bare, _IN)
        shutil.copytree(bare, stored)
        self._ok(stored, "extract", "in")
        ids = [e["id"] for e in json.loads(self._ok(stored, "show", "--all", "--json"))["events"]]
        self._copy("stored", "changed")
        _write(self.home / "changed", _MORE)
        old = {f"out.{e}": "old\n" for e in ("json", "csv", "html", "ics")}
        self._copy("stored", "exported")
        _write(self.home / "exported", old)
        shutil.copy(stored / "data/out/chronology.json", self.home / "exported/one.json")
        self._copy("stored", "decided")
        self._ok(self.home / "decided", "join", ids[0], ids[1])
        self._ok(self.home / "decided", "hide", ids[2])
        return [
            Scenario("extract, nothing stored", "bare", ("extract", "in")),
            Scenario("extract, two files new", "changed", ("extract", "in")),
            Scenario("extract --fresh", "changed", ("extract", "in", "--fresh")),
            Scenario("set", "stored", ("set", ids[0], "title=The bank lost"), decides=True),
            Scenario(
                "set DOCUMENT", "stored", ("set", "in/a.txt", "published=2008", "title=T"),
                decides=True,
            ),
            Scenario("hide", "decided", ("hide", ids[3]), decides=True),
            Scenario("join", "stored", ("join", ids[1], ids[2]), decides=True),
            Scenario("undo", "decided", ("undo",), decides=True),
            *(
                Scenario(
                    f"show -o {name}", "exported", ("show", "--all", "--force", "-o", name), file=name
                )
                for name in sorted(old)
            ),
            Scenario("show --json", "stored", ("show", "--all", "--json")),
            Scenario(
                "merge -o FILE", "exported", ("merge", "one.json", "their.csv", "--force", "-o", "out.json"),
                file="out.json",
            ),
            Scenario(
                "merge --out-dir", "exported", ("merge", "one.json", "their.csv", "--out-dir", "merged"),
                store="merged", once=True,
            ),
        ]  # fmt: skip

    def _ok(self, folder: Path, *arguments: str) -> bytes:
        ended = self.run(folder, arguments)
        if ended.code != 0:
            raise RuntimeError(f"{' '.join(arguments)} ended with {ended.code}: {ended.err}")
        return ended.out

    def _copy(self, name: str, to: str) -> Path:
        shutil.rmtree(self.home / to, ignore_errors=True)
        return shutil.copytree(self.home / name, self.home / to)

    # -- one trial -----------------------------------------------------------------------------

    def reference(self, scenario: Scenario) -> Reference:
        """What there is before and after the command, undisturbed."""
        folder = self._copy(scenario.before, "reference")
        old = self.shown(folder, scenario)
        before = files(folder)
        begun = time.monotonic()
        ended = self.run(folder, scenario.arguments)
        seconds = time.monotonic() - begun
        if ended.code != 0:
            raise RuntimeError(f"{scenario.name} ended with {ended.code}: {ended.err}")
        new = self.shown(folder, scenario)
        return Reference(old, new, before, files(folder), ended.out, ended.calls, seconds)

    def shown(self, folder: Path, scenario: Scenario) -> bytes | None:
        """All that the store shows; None where there is none yet."""
        ended = self.run(folder, ("show", "--all", "--json", "--out-dir", scenario.store))
        if ended.code == 0:
            return ended.out
        return None if "make one with" in ended.err else b"broken: " + ended.err.encode()

    def trial(self, scenario: Scenario, expected: Reference, fault: Fault) -> list[str]:
        """Run the command with a fault; what then does not hold."""
        folder = self._copy(scenario.before, "trial")
        ended = self.run(folder, scenario.arguments, fault)
        wrong = list(_ending(ended, expected, fault))
        wrong += _sound(folder / scenario.store)
        shown = self.shown(folder, scenario)
        if shown not in (expected.old, expected.new):
            wrong.append(f"the store shows neither the old nor the new: {(shown or b'')[:200]!r}")
        now = files(folder)
        if scenario.file is not None:
            told = now.get(scenario.file)
            if told not in (expected.before.get(scenario.file), expected.after[scenario.file]):
                wrong.append(f"{scenario.file} is neither the old one nor the whole new one")
        refused = ended.code > 0 and "standard output" not in ended.err
        if scenario.decides and refused and shown != expected.old:
            wrong.append("a decision said to have failed is taken")
        if ended.code == 0 and shown != expected.new:
            wrong.append("said to be done, and it is not")
        if not (scenario.decides and shown == expected.new):
            again = self.run(folder, scenario.arguments)
            if scenario.once and shown == expected.new and "choose another" in again.err:
                pass  # killed when all was done
            elif again.code != 0:
                wrong.append(f"run again it ends with {again.code}: {again.err.strip()[-200:]}")
            elif again.out != expected.out:
                wrong.append("run again it writes other bytes")
            wrong += _same(files(folder), expected.after)
            if self.shown(folder, scenario) != expected.new:
                wrong.append("run again the store shows something else")
        return [f"{w} [{ended.code}, {ended.err.strip()[-160:]!r}]" for w in wrong]


@dataclass(frozen=True, slots=True)
class Reference:
    """The undisturbed command: what the store shows before and after, the files, the output."""

    old: bytes | None
    new: bytes | None
    before: dict[str, bytes]
    after: dict[str, bytes]
    out: bytes
    calls: int
    seconds: float


def goes_on(leader: int, seconds: float = 10) -> bool:
    """Whether a process of a session outlives its leader by so many seconds; it is then killed."""
    until = time.monotonic() + seconds
    while _alive(leader):
        if time.monotonic() > until:
            os.killpg(leader, signal.SIGKILL)
            return True
        time.sleep(0.05)
    return False


def _alive(group: int) -> bool:
    """Whether a group holds a process that has not ended; what nobody has fetched yet has."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, found = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(found) == group and state not in "ZX":
            return True
    return False


def _write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, but for the store and its lock, which are no text.

    Decisions note when they were taken; that is left out.
    """
    return {
        p.relative_to(folder).as_posix(): _TIME.sub(b"", p.read_bytes())
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".sqlite" not in p.name and not p.name.startswith(".timeline")
    }


def _same(now: dict[str, bytes], then: dict[str, bytes]) -> list[str]:
    differ = sorted(n for n in now.keys() | then.keys() if now.get(n) != then.get(n))
    told = [f"{n} ({len(now.get(n, b''))} bytes, not {len(then.get(n, b''))})" for n in differ]
    return [f"run again these files differ: {', '.join(told)}"] if told else []


def _ending(ended: Ended, expected: Reference, fault: Fault) -> list[str]:
    """Exit code and message: killed, done as always, or failed with a line of ours."""
    if ended.left:
        return ["a process that it began goes on without it"]
    if ended.code == -signal.SIGALRM:
        return ["it hangs"]
    if ended.code == -signal.SIGKILL and fault.kills:
        return []
    if ended.code == 0:
        return [] if ended.out == expected.out else ["said to be done, and the output is not whole"]
    last = ended.err.strip().splitlines()[-1:] or [""]
    if ended.code != 1 or not last[0].startswith("timeline: ") or "Traceback" in ended.err:
        return ["it ends otherwise than with exit 1 and a line that says why"]
    return []


def _sound(store: Path) -> list[str]:
    """SQLite finds nothing wrong with the store, once the next to open it has mended it."""
    path = store / "timeline.sqlite"
    if not path.is_file():
        return []
    db = sqlite3.connect(path)
    try:
        told = db.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [f"the store is damaged: {error}"]
    finally:
        db.close()
    return [] if told == [("ok",)] else [f"the store is damaged: {told[0]}"]


# -- the campaign ------------------------------------------------------------------------------


def kill(random: Random, expected: Reference) -> Fault:
    """A kill: at a call, or at any moment."""
    if not expected.calls or random.random() < 0.3:
        return Fault(moment=random.random() * expected.seconds)
    at = random.randint(1, expected.calls)
    return Fault(random.choice((BEFORE, AFTER)), at, at)


def error(random: Random, expected: Reference) -> Fault:
    """A call that fails, alone or with all that follow."""
    at = random.randint(1, max(1, expected.calls))
    return Fault(random.choice(ERRORS), at, random.choice((at, FOREVER)))


@dataclass(slots=True)
class Report:
    """What was done and what did not hold."""

    done: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, sort: str, what: str, wrong: list[str]) -> None:
        """Note one trial."""
        self.done[sort] += 1
        self.wrong[sort] += bool(wrong)
        for line in wrong:
            self.lines.append(f"{what}: {line}")
            say(f"  {self.lines[-1]}")

    def table(self) -> str:
        """The figures as docs/reliability.md shows them."""
        rows = ["| what | done | did not hold |", "|---|---:|---:|"]
        rows += [f"| {sort} | {n:,} | {self.wrong[sort]:,} |" for sort, n in self.done.items()]
        return "\n".join(rows)


def campaign(bench: Bench, seed: str, kills: int, errors: int, only: str = "") -> Report:
    """So many kills and errors, spread over the commands in turn."""
    report = Report()
    scenarios = [s for s in bench.prepare() if only in s.name]
    expected = {s.name: bench.reference(s) for s in scenarios}
    makers: list[tuple[str, int, Callable[[Random, Reference], Fault]]] = [("kills", kills, kill)]
    if bench.armed is not None:
        makers.append(("errors", errors, error))
    for sort, count, make in makers:
        for number in range(count):
            scenario = scenarios[number % len(scenarios)]
            fault = make(Random(f"{seed}:{sort}:{number}"), expected[scenario.name])
            wrong = bench.trial(scenario, expected[scenario.name], fault)
            report.add(sort, f"{sort} {number}, {scenario.name}, {fault}", wrong)
    return report


def runs(bench: Bench, seed: str, count: int, report: Report) -> None:
    """`timeline extract` in processes of their own, killed at a random moment."""
    scenario = Scenario("extract, nothing stored", "bare", ("extract", "in"))
    expected = bench.reference(scenario)
    order = [sys.executable, "-m", "timeline", *scenario.arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    clean = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    begun = time.monotonic()
    folder = bench._copy("bare", "trial")
    subprocess.run(order, cwd=folder, env=clean, check=True, **quiet)  # type: ignore[call-overload]
    seconds = time.monotonic() - begun
    for number in range(count):
        moment = Random(f"{seed}:runs:{number}").random() * seconds
        folder = bench._copy("bare", "trial")
        process = subprocess.Popen(  # type: ignore[call-overload]
            order, cwd=folder, env=clean, start_new_session=True, **quiet
        )
        time.sleep(moment)
        process.kill()
        process.wait()
        wrong = ["a process goes on without it"] if goes_on(process.pid) else []
        wrong += _sound(folder / scenario.store)
        if bench.shown(folder, scenario) not in (expected.old, expected.new):
            wrong.append("the store shows neither the old nor the new")
        again = bench.run(folder, scenario.arguments)
        if (again.code, again.out) != (0, expected.out):
            wrong.append(f"run again it ends otherwise: {again.code}, {again.err[-200:]}")
        wrong += _same(files(folder), expected.after)
        report.add("kills of processes", f"process {number}, killed after {moment:.2f} s", wrong)


def say(told: str) -> None:
    """One line of the report."""
    sys.stdout.write(told + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run the campaign; 1 when anything did not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--errors", type=int, default=200)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", default="", help="commands whose name holds this")
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="crash"))
    try:
        if library() is None and (made := compiled(home)) is not None:
            environment = os.environ | {"LD_PRELOAD": str(made), "OMP_NUM_THREADS": "1"}
            return subprocess.run(
                [sys.executable, *sys.argv], env=environment, check=False
            ).returncode
        bench = Bench(home)
        if bench.armed is None:
            say("no C compiler: only kills at random moments")
        warm(home)
        report = campaign(bench, given.seed, given.kills, given.errors, given.only)
        runs(bench, given.seed, given.runs, report)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    say(report.table())
    return int(bool(report.lines))


def warm(home: Path) -> None:
    """Load in this process what its forks will need: the models, the gazetteer, the formats."""

    from fuzz import commands

    folder = home / "warm"
    _write(folder, _IN)
    lines = [
        "extract in", "extract in --fresh", "show --all -o a.json", "show -o a.html", "show -o a.csv",
        "show -o a.ics", "show --json", "merge a.json their.csv -o b.json", "undo",
    ]  # fmt: skip
    for told in lines:
        commands.run(told.split(), folder)


if __name__ == "__main__":
    sys.exit(main())
