"""timeline as people install it, run by somebody who may write nowhere but at home.

    python bench/install.py                # by pip, uv and pipx, those that are here
    python bench/install.py pipx --python /usr/bin/python3.13 --articles data/raw/hut-diary.txt

A wheel is made of this checkout, and each way installs it in a folder of its own, which is closed
then; the packages it needs come from the index that the tool is set up for. The program is run in
an empty home: it reads articles that can't be changed, writes a store, and prints. It is a fault
what it writes, or tries to write, outside that home, what it leaves in it beside its output, what
changes in the installation, and a manual or a completion that is missing. Root runs it as
`nobody`, where that user can reach the interpreter.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANUAL = "share/man/man1/timeline.1"
BESIDE = (
    MANUAL,
    "share/bash-completion/completions/timeline",
    "share/zsh/site-functions/_timeline",
    "share/fish/vendor_completions.d/timeline.fish",
)
"""What a wheel puts beside the program, below the folder of its environment."""
_NOBODY = 65534
_SEEN = "WRITES_SEEN"
# Python runs it at the start of each process, those of workers too. Modules that Python itself
# compiles aren't counted: it does without where it can't write.
_WATCH = f"""
import os, sys
_log = os.open(os.environ["{_SEEN}"], os.O_WRONLY | os.O_APPEND)
_home = os.path.realpath(os.environ["HOME"]) + os.sep
_CHANGES = {{"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink",
            "os.truncate", "os.chmod", "os.chown", "os.utime", "sqlite3.connect"}}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def _watch(event, told):
    if event == "open":
        if not isinstance(told[2], int) or not told[2] & _WRITES:
            return
    elif event not in _CHANGES:
        return
    if not isinstance(told[0], str | bytes | os.PathLike):
        return
    path = os.fsdecode(told[0]).removeprefix("file://").partition("?")[0]
    there = os.path.realpath(path)
    if path and path != ":memory:" and not f"{{there}}{{os.sep}}".startswith((_home, "/dev/")):
        if "__pycache__" not in there:
            os.write(_log, f"{{event}} {{there}}\\n".encode())

sys.addaudithook(_watch)
"""


class Failed(Exception):
    """A command that had to succeed did not."""


def built(folder: Path) -> Path:
    """The wheel of this checkout. Raises Failed."""
    _done([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)])
    (wheel,) = folder.glob("*.whl")
    return wheel


def by_pip(wheel: Path, folder: Path, python: str) -> Path:
    """The program, installed by pip into an environment in a folder. Raises Failed."""
    _done([python, "-m", "venv", str(folder)])
    _done([str(folder / "bin/python"), "-m", "pip", "install", "-q", str(wheel)])
    return folder / "bin/timeline"


def by_uv(wheel: Path, folder: Path, python: str) -> Path:
    """The program, installed by `uv tool install`. Raises Failed."""
    places = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    _done(["uv", "tool", "install", "-q", "--python", python, str(wheel)], places)
    return folder / "bin/timeline"


def by_pipx(wheel: Path, folder: Path, python: str) -> Path:
    """The program, installed by `pipx install`. Raises Failed."""
    places = {
        "PIPX_HOME": str(folder / "tools"),
        "PIPX_BIN_DIR": str(folder / "bin"),
        "PIPX_MAN_DIR": str(folder / "man"),
    }
    _done(["pipx", "install", "--quiet", "--python", python, str(wheel)], places)
    return folder / "bin/timeline"


WAYS: dict[str, Callable[[Path, Path, str], Path]] = {"pip": by_pip, "uv": by_uv, "pipx": by_pipx}


def _done(command: Sequence[str], variables: Mapping[str, str] | None = None) -> None:
    tools = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    env = {**os.environ, "PATH": tools, **(variables or {})}
    ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise Failed(f"{' '.join(command)}: {(ended.stderr or ended.stdout).strip()[-2000:]}")


def tried(program: Path, installed: Path, articles: Path, scratch: Path) -> list[str]:
    """What is wrong with a program as it is installed; nothing where all is well.

    installed: the folder of the installation, closed while it is tried. articles: a folder, or a
    file, of which a closed copy is read. scratch: a folder for the home.
    """
    home, watch, log = scratch / "home", scratch / "watch", scratch / "writes"
    for folder in (home, watch):
        folder.mkdir(parents=True)
    (watch / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    log.touch()
    log.chmod(0o666)
    copy = scratch / "articles" / articles.name
    copy.parent.mkdir()
    (shutil.copytree if articles.is_dir() else shutil.copy)(articles, copy)
    as_whom = _nobody(program)
    if as_whom is not None:
        os.chown(home, as_whom, as_whom)
    env = {
        "PATH": os.defpath,
        "HOME": str(home),
        "TMPDIR": str(home),
        "PYTHONPATH": str(watch),
        _SEEN: str(log),
    }
    with closed(installed), closed(copy.parent):
        before = _state(installed)
        faults = _run(program, copy, home, env, as_whom)
        after = _state(installed)
    faults += [f"changed in the installation: {name}" for name in sorted(before ^ after)]
    faults += [
        f"written outside its home: {line}"
        for line in sorted(set(log.read_text().split("\n")) - {""})
    ]
    left = {path.name for path in home.iterdir()} - {"store", "all.csv"}
    faults += [f"left at home: {name}" for name in sorted(left)]
    return faults + [f"not installed: {path}" for path in BESIDE if not list(installed.rglob(path))]


def _run(
    program: Path, articles: Path, home: Path, env: dict[str, str], as_whom: int | None
) -> list[str]:
    """What goes wrong where articles are read, stored and printed."""
    store = ["--out-dir", str(home / "store")]
    every = (
        ["--version"],
        ["--help"],
        ["extract", str(articles), *store, "-q", "--json"],
        ["show", *store, "-q", "-o", str(home / "all.csv"), "--all"],
        ["digest", *store, "--format", "table"],
        ["check", *store],
    )
    faults = []
    # pipx has Python ignore the variable by which it is watched: asked for by the script alone.
    watched = [str(_interpreter(program)), str(program)]
    for arguments in every:
        command = [str(program)] if arguments == ["--version"] else watched
        ended = subprocess.run(
            [*command, *arguments], cwd=home, env=env, user=as_whom, group=as_whom,
            extra_groups=None if as_whom is None else [], capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        if ended.returncode or "Traceback" in ended.stderr:
            last = " ".join(ended.stderr.split())[-500:]
            faults.append(f"timeline {arguments[0]}: exit code {ended.returncode}, {last}")
        elif arguments[0] == "extract" and not json.loads(ended.stdout)["events"]:
            faults.append("timeline extract: no event was found")
    return faults


def _interpreter(program: Path) -> Path:
    """The Python that a script names in its first line, without the options that stand there."""
    first = program.read_text(encoding="utf-8").split("\n", 1)[0]
    return Path(first.removeprefix("#!").split(" -")[0].strip())


def _nobody(program: Path) -> int | None:
    """The user to run a program as where this one may write everywhere; None for this one."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    reached = (_interpreter(program).resolve(), program.resolve())
    if all(folder.stat().st_mode & 0o001 for path in reached for folder in (path, *path.parents)):
        return _NOBODY
    return None


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Nobody but root may write in a folder, and all may read it; it can be removed afterwards."""
    every = [folder, *(p for p in folder.rglob("*") if not p.is_symlink())]
    for path in every:
        path.chmod(path.stat().st_mode & ~0o222 | (0o555 if path.is_dir() else 0o444))
    try:
        yield
    finally:
        for path in every:
            if path.is_dir():
                path.chmod(0o755)


def _state(folder: Path) -> set[tuple[str, int, int]]:
    """(name, size, time of change) of all files in a folder that Python hasn't compiled."""
    found = (p for p in folder.rglob("*") if "__pycache__" not in p.parts and p.is_file())
    return {(str(p), (told := p.stat()).st_size, told.st_mtime_ns) for p in found}


def main() -> int:
    """Print what each way gives; 1 where one has a fault."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("ways", nargs="*", metavar="WAY", help=", ".join(WAYS))
    asked.add_argument("--python", default=sys.executable, help="the interpreter to install for")
    asked.add_argument("--articles", type=Path, default=ROOT / "data/raw")
    told = asked.parse_args()
    wrong = False
    for way in told.ways or WAYS:
        if way not in WAYS:
            asked.error(f"{way} is no way to install it: {', '.join(WAYS)}")
        own = Path(sys.executable).with_name(way)
        if shutil.which(way) is None and not own.exists():
            print(f"{way}: not here")
            continue
        with tempfile.TemporaryDirectory(prefix="timeline-install-") as name:
            scratch = Path(name)
            scratch.chmod(0o755)
            begun = time.monotonic()
            try:
                program = WAYS[way](built(scratch / "wheel"), scratch / "installed", told.python)
                faults = tried(program, scratch / "installed", told.articles, scratch / "run")
            except Failed as error:
                faults = [str(error)]
            print(f"{way}: {'; '.join(faults) or 'fine'}, {time.monotonic() - begun:.0f} s")
            wrong = wrong or bool(faults)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
