"""A run gives and keeps the same, however many processes work at once."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import hostile
from timeline import pipeline, work
from timeline.cli.publishing import ArticleCache
from timeline.errors import TimelineError
from timeline.run import IN_PROCESS, Answer, Asked, Engine, InProcess, Limits, engine
from timeline.run.pool import Pool
from timeline.store.files import STORE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is killed")

# What each run keeps, whatever readers are shown.
TABLES = ("article", "company", "failed", "settled", "source")
ENGINES: dict[str, Callable[[], Engine]] = {
    "one": lambda: Pool(IN_PROCESS, 1),
    "two": lambda: engine(IN_PROCESS, 2),
    "five, within limits": lambda: engine(Limits(), 5),
}


def write(folder: Path) -> None:
    """Articles with and without a date, of one id, of one text, and one that kills who reads it."""
    (folder / "in").mkdir()
    for n in range(8):
        text = f"Porthaven, {n + 1} August 2020 - The council met on Monday. " + "It sat. " * n**2
        (folder / f"in/dated {n}.txt").write_text(text)
        text = f"The council of Porthaven met on Monday, {n + 1} August, to hear Ana Vidal."
        (folder / f"in/undated {n}.txt").write_text(text)
    for name in ("copy", "dated 9"):
        (folder / f"in/{name}.txt").write_text("Porthaven, 3 May 2019 - Ana Vidal resigned. " * 4)
    (folder / "in/empty.txt").write_text("")
    (folder / "in/killer.txt").write_text("Lyon, 4 May 2019 - It is unreadable for any machine.")
    lines = [
        {"id": id_, "text": f"Lyon, {n + 2} March 2018 - The bank closed its doors {n} times."}
        for n, id_ in enumerate(("7", "8", "7", "in/dated 1.txt", "9"))
    ]
    (folder / "in/lines.jsonl").write_text("\n".join(map(json.dumps, lines)))


def told(item: pipeline.Result | TimelineError) -> str:
    return str(item) if isinstance(item, TimelineError) else item.document.model_dump_json()


def results(work: Engine) -> list[str]:
    """What a run over `in` gives, in its order."""
    cache = ArticleCache(Path("out"), fresh=False)
    try:
        with cache.gathering():
            return [
                told(item)
                for item in pipeline.run(
                    ["in"],
                    said=cache.said,
                    cache=cache,
                    company=cache.company,
                    reading=hostile.unhurried,
                    engine=work,
                )
            ]
    finally:
        cache.close()


def kept() -> dict[str, list[Any]]:
    with closing(sqlite3.connect(Path("out") / STORE)) as db:
        return {t: sorted(db.execute(f"SELECT * FROM {t}"), key=repr) for t in TABLES}


def runs(folder: Path, work: Callable[[], Engine]) -> list[Any]:
    """A run, another when a file has moved, one is new and one is edited, and one more."""
    os.chdir(folder)
    write(folder)
    found: list[Any] = [results(work()), kept()]
    Path("in/dated 3.txt").rename("in/moved.txt")
    Path("in/undated 2.txt").write_text("The council of Porthaven met on Tuesday.")
    Path("in/new.txt").write_text("Porthaven, 9 August 2020 - Ana Vidal told the council so.")
    return [*found, results(work()), kept(), results(work()), kept()]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("one"))
        return runs(Path.cwd(), ENGINES["one"])


@pytest.mark.parametrize("name", list(ENGINES)[1:])
def test_the_same_is_given_and_kept(
    name: str, expected: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert runs(tmp_path, ENGINES[name]) == expected


def test_what_is_told_of_them(expected: list[Any]) -> None:
    first, tables, _, _, last, _ = expected
    failed = [line for line in first if not line.startswith("{")]
    assert len(failed) == 4
    assert sum("SIGKILL" in line for line in failed) == 1
    assert len(tables["article"]) == len(first) - len(failed) == 21
    assert sum("it failed before" in line for line in last) == 1


class Behind(InProcess):
    """Nothing is there before it is waited for; asked: how many were under way then, each time."""

    ahead = 30

    def __init__(self) -> None:
        self.begun, self.asked = 0, list[int]()

    def submit(self, article: str, function: Callable[..., Any], *arguments: Any) -> Answer[Any]:
        answer = super().submit(article, function, *arguments)
        self.begun += 1

        def told() -> Any:
            self.asked.append(self.begun)
            self.begun -= 1
            return answer()

        return Asked(told, lambda: False)


@pytest.mark.parametrize(("size", "most"), [(30, 30), (3000, 7)])
def test_as_many_wait_as_may_be_at_work_and_no_more_than_so_many_characters(
    size: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_WAITING", 20_000)
    for n in range(40):
        text = f"Porthaven, 3 May 2019 - Ana Vidal resigned {n} times. "
        (tmp_path / f"{n}.txt").write_text(text.ljust(size, "a"))
    behind = Behind()
    list(pipeline.run([str(tmp_path)], reading=hostile.unhurried, engine=behind))
    assert max(behind.asked) == most
