"""Memory and time of a store of very many articles: `python bench/many.py [100000] [--workers 2]`.

Nobody waits for 100,000 articles to be read to learn what merging and showing them takes. What the
sample articles gave is kept so often, straight into a store, each time under another id, a few
mentions at a time, with other names of the same length and all days moved. Then each command runs
in a process of its own: printed are seconds on the clock and of processors, and the peak of memory
of it and all that it starts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

from scale import Watch
from timeline import result_keys
from timeline.model import Document, Mentions
from timeline.store import Query, Source, Store

ROOT = Path(__file__).resolve().parents[1]
MENTIONS = 5
"""Of an article; what the samples gave is cut into pieces of so many."""
_CALENDAR = re.compile(
    "(?:Jan|Febr)uary|March|April|June|July|August|(?:Sept|Nov|Dec)ember|October"
    "|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|President|Minister|Prime"
)
_TOKEN = re.compile(r'\b(?:\d{4}-\d\d-\d\d|(?<!":)(?:19|20)\d\d|[A-Z][a-z]{3,})\b')
_LETTERS = ("bcdfglmnprstv", "aeiou")

_PUBLISH = """
import sys
from contextlib import closing
from pathlib import Path
from timeline import result_keys, run
from timeline.cli.publishing import publish
from timeline.store import Store
if __name__ == "__main__":
    limits, path = run.Limits(), Path(sys.argv[1])
    with closing(run.engine(limits, int(sys.argv[2]))) as engine:
        with Store.write(path, result_keys.fingerprint()) as store:
            publish(store, lambda _: None, engine=engine)
"""


class Turn:
    """One retelling of all samples: the same other name for each name, all days moved."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._days = timedelta(days=(number * 37) % 14_000 - 9_000)
        self._names: dict[str, str] = {}

    def retold(self, text: str) -> str:
        """A text with other names and days; nothing in it moves."""
        return text if self._number == 0 else _TOKEN.sub(lambda t: self._other(t[0]), text)

    def _other(self, told: str) -> str:
        if _CALENDAR.fullmatch(told):
            return told
        if told not in self._names:
            self._names[told] = self._moved(told) if told[0].isdigit() else self._named(told)
        return self._names[told]

    def _moved(self, told: str) -> str:
        if len(told) == 10:
            return (date.fromisoformat(told) + self._days).isoformat()
        return str(int(told) + self._days.days // 365)

    def _named(self, told: str) -> str:
        chance = random.Random(f"{self._number} {told}")
        letters = (chance.choice(_LETTERS[n % 2]) for n in range(len(told)))
        return "".join(letters).capitalize()


def samples() -> list[tuple[Document, str, str]]:
    """The samples in pieces: an article's record, it as it was read and some of its mentions,
    JSON."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "timeline", "extract", str(ROOT / "data" / "raw"), "-q"]
        command += ["--out-dir", folder]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        found = []
        with Store.read(Path(folder)) as store:
            for document, mentions in store.told(store.digests()):
                if document.language != "en":
                    continue
                every = [m.model_dump_json() for m in mentions]
                whole = store.article(document.id) or "{}"
                for at in range(0, len(every), MENTIONS):
                    piece = "[" + ",".join(every[at : at + MENTIONS]) + "]"
                    found.append((document, whole, piece))
    return found


def kept(pieces: Sequence[tuple[Document, str, str]], count: int) -> Iterator[tuple[str, str, str]]:
    """Id, record and mentions of so many articles."""
    for n in range(count):
        number, at = divmod(n, len(pieces))
        if at == 0:
            turn = Turn(number)
        document, _, mentions = pieces[at]
        id_ = f"{n:06}.txt"
        told = turn.retold(document.model_dump_json(exclude={"id", "path", "sha256"}))
        own = {"id": id_, "path": id_, "sha256": hashlib.sha256(id_.encode()).hexdigest()}
        place = f'"document":{json.dumps(document.id)}'
        yield (
            id_,
            json.dumps(own)[:-1] + "," + told[1:],
            turn.retold(mentions.replace(place, f'"document":"{id_}"')),
        )


def fill(folder: Path, count: int) -> int:
    """Keep so many articles in a store; how many mentions."""
    pieces = samples()
    mentions = 0
    with Store.write(folder, result_keys.fingerprint()) as store, store.gathering():
        for id_, record, told in kept(pieces, count):
            document = Document.model_validate_json(record)
            article = f'{{"id":"{id_}","sha256":"{document.sha256}","text":"-"}}'
            source = Source(id_, document.sha256, "-", article)
            store.keep(id_, document, Mentions(told), source)
            mentions += told.count('"document":')
    return mentions


def measured(name: str, *command: str) -> None:
    """Run a command; print what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL) as process:
        watch = Watch(process.pid)
        watch.start()
        process.wait()
        watch.ended.set()
        watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    took = time.perf_counter() - began
    failed = f" (exit {process.returncode})" if process.returncode else ""
    print(f"{name:28} {took:7.1f} s, {cpu:7.1f} s of processors, {watch.peak:5.0f} MB{failed}",
          flush=True)  # fmt: skip


def commands(folder: Path, more: Path) -> None:
    """Measure the commands that people use on the store."""
    out = ("--out-dir", str(folder))
    line = ("-m", "timeline")
    with Store.read(folder) as store:
        event = str(next(iter(store.select(Query(limit=1)).events))["id"])
    measured("show", *line, "show", *out, "--limit", "20", "--format", "table")
    measured("show --all --jsonl", *line, "show", *out, "--all", "--jsonl")
    measured("digest", *line, "digest", *out, "--format", "table")
    measured("documents", *line, "documents", *out, "--jsonl")
    measured("stats", *line, "stats", *out)
    measured("hide", *line, "hide", event, *out, "-q")
    measured("one more article", *line, "extract", str(more), *out, "-q")
    measured("the same once more", *line, "extract", str(more), *out, "-q")


def main() -> None:
    """Make the store, then measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder for the store; used if it is there")
    parser.add_argument("--workers", type=int, default=1, help="processes that merge")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() if asked.keep is None else nullcontext(asked.keep) as at:
        folder = Path(at)
        if not (folder / "timeline.sqlite").exists():
            began = time.perf_counter()
            mentions = fill(folder, asked.count)
            print(f"{asked.count} articles, {mentions} mentions kept in"
                  f" {time.perf_counter() - began:.0f} s", flush=True)  # fmt: skip
            measured("merging all", "-c", _PUBLISH, str(folder), str(asked.workers))
        more = folder / "more"
        more.mkdir(exist_ok=True)
        text = "Fire destroyed the town hall of Belmor on 3 May 2011.\n\nNobody was hurt there.\n"
        (more / "more.txt").write_text(text, encoding="utf-8")
        commands(folder, more)


if __name__ == "__main__":
    main()
