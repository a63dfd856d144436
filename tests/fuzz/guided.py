"""Coverage-guided fuzzing of the readers and the dates by atheris, where it is installed.

`run.py --engine atheris --seconds S` runs this, half of the time a target; `pip install atheris`
brings the engine, which is no dependency of the project. Inputs that reach new code are kept in
build/fuzz/guided and begun with the next time.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fuzz import generate, mutate
from fuzz.examples import examples

# Before each input stand the number of the format, or of the language and the day of publication.
_SUFFIXES = list(mutate.WORDS)


def run(targets: list[str], save: Path, seconds: float) -> int:
    """Fuzz the readers and the dates for so many seconds; 1 when anything failed."""
    if importlib.util.find_spec("atheris") is None:
        sys.stderr.write("atheris is not installed: pip install atheris\n")
        return 2
    mine = [name for name in targets if name in _MADE]
    before = set(_kept(save))
    for name in mine:
        share = max(1, int(seconds / len(mine)))
        order = [sys.executable, "-m", "fuzz.guided", name, str(save), str(share)]
        home = str(Path(__file__).parents[1])
        environment = os.environ | {"PYTHONPATH": home}
        subprocess.run(order, env=environment, check=False)
    new = sorted(set(_kept(save)) - before)
    for path in new:
        sys.stdout.write(f"  new: {path}\n")
    return int(bool(new))


def _kept(save: Path) -> list[Path]:
    return [p for name in _MADE for p in (save / name).glob("*") if p.suffix != ".trace"]


def _file(data: bytes) -> tuple[str, bytes]:
    return _SUFFIXES[data[0] % len(_SUFFIXES)], data[1:]


def _date_words(data: bytes) -> tuple[str, bytes]:
    languages = generate.languages()
    told = {
        "language": languages[data[0] % len(languages)],
        "published": generate.PUBLISHED[data[1] % len(generate.PUBLISHED)],
        "text": data[2:].decode("utf-8", "replace"),
    }
    return ".json", json.dumps(told, ensure_ascii=False).encode()


_MADE: dict[str, Callable[[bytes], tuple[str, bytes]]] = {"readers": _file, "dates": _date_words}


def _seeds(name: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if name == "readers":
        for number, suffix in enumerate(_SUFFIXES):
            for place, data in enumerate(examples()[suffix]):
                (folder / f"{suffix[1:]}-{place}").write_bytes(bytes([number]) + data)
    else:
        for number, language in enumerate(generate.languages()):
            text = " ".join(generate.words(language)[:12])
            (folder / language).write_bytes(bytes([number, 8]) + text.encode())


def work(name: str, save: Path, seconds: int) -> None:
    """Fuzz one target in this process, which the engine ends."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["timeline"]):
        from fuzz.run import TooLong, attempted, kind
        from fuzz.targets import TARGETS
        from timeline import dates, read  # noqa: F401

        target = TARGETS[name]
        corpus = save / "guided" / name
        _seeds(name, corpus)
        os.chdir(tempfile.mkdtemp(prefix="guided"))
        target.prepare()

    def ring(*_: Any) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, ring)
    seen: Counter[str] = Counter()

    def one(data: bytes) -> None:
        if len(data) < 2:
            return
        given = _MADE[name](data)
        error = attempted(target, given)
        if error is None:
            return
        what = kind(error)
        seen[what] += 1
        if seen[what] == 1:
            (save / name).mkdir(parents=True, exist_ok=True)
            mark = "".join(c if c.isalnum() else "-" for c in what)[:80].strip("-").lower()
            (save / name / f"{mark}-guided{given[0]}").write_bytes(given[1])

    options = [f"-max_total_time={seconds}", "-max_len=4000", "-handle_alrm=0", "-timeout=600"]
    atheris.Setup([sys.argv[0], *options, "-verbosity=1", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
