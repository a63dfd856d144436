"""Damaged copies of a small store, and what commands make of them.

`python tests/damaged.py [HOW_MANY]` counts outcomes over so many copies (600 by default): the
answer of the store as it was, a clear error with nothing on standard output, or anything else.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from made import chronology, document, event, mention
from timeline.model import Article
from timeline.store import Source, Store
from timeline.store.files import STORE

COMMANDS = (
    ("show", "--all", "--json"),
    ("show", "--format", "table"),
    ("explain", "e07"),
    ("documents",),
    ("actors",),
    ("stats", "--json"),
    ("documents", "--text", "1.txt"),
)


def small_store(folder: Path) -> None:
    """A store of some events, with the articles they are of."""
    events = [
        event(
            f"e{n:02}",
            f"2020-{1 + n % 12:02}-{1 + n:02}",
            mentions=(mention(f"{n % 5}.txt", "2020", f"Voters go to the polls {n}"),),
            salience=0.2 + n % 7 / 10,
        )
        for n in range(24)
    ]
    events.sort(key=lambda e: (e.date, e.id))
    with Store.write(folder, "rules 1") as store:
        for n in range(5):
            text = "".join(f"Voters go to the polls {m}. " for m in range(n, 24, 5))
            read = Article(id=f"{n}.txt", path=f"{n}.txt", text=text, format="text", sha256="0")
            source = Source(read.id, "0", read.path, read.model_dump_json())
            store.keep(f"key {n}", document(read.id), (), source)
        store.publish(chronology(*events))


def damages(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """(what was done, the file) without end of sense: flipped, cut, zeroed, swapped."""
    size = int.from_bytes(whole[16:18]) or 65536
    pages = [whole[at : at + size] for at in range(0, len(whole), size)]
    step = len(whole) // 997 | 1
    for n in range(len(whole)):
        at = n * step * 7919 % len(whole)
        bit = 1 << n % 8
        yield (
            f"bit {bit} of byte {at}",
            whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :],
        )
        if n % 3 == 0:
            page = n % len(pages)
            other = (page + 1 + n // len(pages)) % len(pages)
            start = n * 613 % size
            zeroed = pages[page][:start] + bytes(size - start)
            yield (
                f"page {page} zero from {start}",
                b"".join([*pages[:page], zeroed, *pages[page + 1 :]]),
            )
            swapped = list(pages)
            swapped[page], swapped[other] = pages[other], pages[page]
            yield f"pages {page} and {other} swapped", b"".join(swapped)
            cut = n * 4099 % len(whole)
            yield f"cut at {cut}", whole[:cut]
            doubled = [*pages[:page], pages[other], *pages[page + 1 :]]
            yield f"page {page} is a copy of {other}", b"".join(doubled)


def hot_journal(folder: Path) -> None:
    """Leave a store as a kill in the middle of a commit does: half written, with its journal."""
    script = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
        "db.execute('PRAGMA cache_size = 2'); db.execute('BEGIN');"
        'db.execute("UPDATE passage SET quote = quote || hex(zeroblob(400))");'
        'db.execute("UPDATE place_of SET name = name || hex(zeroblob(400))"); os._exit(0)'
    )
    os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", script, str(folder / STORE)])


def outcome(folder: Path, command: tuple[str, ...]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command on a store."""
    from timeline.cli import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = int(main([*command, "--out-dir", str(folder)]))
    return code, out.getvalue(), err.getvalue()


def verdict(right: str, ended: tuple[int, str, str]) -> str:
    """right, refused, or what is wrong."""
    code, out, err = ended
    if code == 0 and out == right:
        return "right"
    if code == 1 and not out and err.startswith("timeline: ") and "; " in err:
        return "refused"
    return f"WRONG: exit {code}, {len(out)} characters: {err.strip()[-200:]}"


def campaign(
    folder: Path, most: int, *, noted: bool, commands: tuple[tuple[str, ...], ...] = COMMANDS
) -> Counter[str]:
    """Count the verdicts over so many damaged copies.

    noted: the sum of the whole file lies beside it, as a run that ended leaves it.
    """
    small_store(folder / "whole")
    right = {command: outcome(folder / "whole", command)[1] for command in commands}
    found: Counter[str] = Counter()
    broken = folder / "broken"
    for name in ("", "-journal") if most > 100 else ("",):
        whole = folder / "whole"
        if name:
            hot_journal(whole)
            if not (whole / f"{STORE}{name}").is_file():
                break
        taken = damages((whole / STORE).read_bytes()) if not name else _cuts(whole, name)
        for n, (what, content) in enumerate(taken):
            if n >= most:
                break
            shutil.rmtree(broken, ignore_errors=True)
            shutil.copytree(whole, broken)
            (broken / f"{STORE}{name}").write_bytes(content)
            if not noted:
                for path in broken.glob(".timeline.sum"):
                    path.unlink()
            for command in commands:
                told = verdict(right[command], outcome(broken, command))
                if told.startswith("WRONG"):
                    told = f"{told} [{what}{name}, {' '.join(command)}]"
                found[told] += 1
    return found


def _cuts(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    whole = (folder / f"{STORE}{name}").read_bytes()
    for n in range(400):
        at = n * 7919 % len(whole)
        yield f"byte {at}", whole[:at] + bytes([whole[at] ^ 1 << n % 8]) + whole[at + 1 :]
        yield f"cut at {at}", whole[:at]


if __name__ == "__main__":
    assert sqlite3.sqlite_version
    for settled in (True, False):
        with tempfile.TemporaryDirectory() as made_in:
            many = int(sys.argv[1]) if len(sys.argv) > 1 else 600
            counted = campaign(Path(made_in), many, noted=settled)
        print("with the sum of the file" if settled else "with the seals alone")  # noqa: T201
        for told, times in counted.most_common():
            print(f"  {times:5} {told}")  # noqa: T201
