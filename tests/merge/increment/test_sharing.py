"""What other processes weigh, group and make is what one alone does, whatever becomes of them."""

from __future__ import annotations

import errno
import json
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from merging import MINSK, SOCHI, mention, read_from
from timeline.errors import StageFailed
from timeline.merge import increment
from timeline.merge.increment import Mender, sharing
from timeline.merge.increment.sharing import Share
from timeline.model import DatedMention, Mentions
from timeline.run import IN_PROCESS, Answer, Engine, InProcess
from timeline.run.pool import Pool
from timeline.store import Kept

NAMES = ("Putin", "Lukashenko", "Merkel", "Macron", "Zourabichvili")


def _mention(article: str, at: int, numbers: random.Random) -> DatedMention:
    day, people = f"2020-09-{numbers.randrange(10, 15)}", numbers.sample(NAMES, 2)
    lemma = numbers.choice(("meet", "visit", "say", "call"))
    places = (numbers.choice((SOCHI, MINSK)),)
    return mention(article, lemma, day, people=tuple(people), places=places, at=at)


def _articles() -> dict[str, list[DatedMention]]:
    numbers = random.Random(17)
    return {
        article: [_mention(article, at, numbers) for at in range(6)]
        for article in (f"article {n:02}" for n in range(12))
    }


ARTICLES = _articles()


def _text(mentions: Sequence[DatedMention]) -> str:
    return Mentions.of(mentions).json


def _copy(path: str) -> Callable[[], Callable[[str], str]]:
    Path(path).write_text(json.dumps({name: _text(told) for name, told in ARTICLES.items()}))
    return partial(read_from, path)


def _merged(share: Share | None = None) -> tuple[list[str], Mapping[str, list[Any]]]:
    """The events, and all that is kept of the merging."""
    db = sqlite3.connect(":memory:")
    kept = {
        name: Kept("v", "2020-09-14", "en", partial(_text, told)) for name, told in ARTICLES.items()
    }
    changes = Mender(db, kept, "rules", share=share).mend()
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    return [json.dumps(row) for row in changes.made], rows


class _Broken(InProcess):
    """Others that do some of what they are asked, and leave the rest."""

    def __init__(self) -> None:
        self.asked = self.closed = 0

    def submit(self, article: str, function: Callable[..., Any], *arguments: Any) -> Answer[Any]:
        self.asked += 1
        return partial(function, *arguments) if self.asked % 2 else _fail

    def close(self) -> None:
        """Nothing was started."""
        self.closed += 1


def _fail() -> NoReturn:
    raise StageFailed("merging", "merge", ValueError("no"))


@pytest.fixture(params=["a pool", "one that breaks"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = Pool(IN_PROCESS, 2) if request.param == "a pool" else _Broken()
    yield made
    made.close()


def test_what_others_do_is_what_is_done_here(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here: list[sharing._Desk] = []
    desk = sharing._Desk

    def opened(where: sharing._Where) -> sharing._Desk:
        here.append(desk(where))
        return here[-1]

    monkeypatch.setattr(sharing, "_Desk", opened)
    monkeypatch.setattr(increment, "_FEW", 10)
    monkeypatch.setattr(increment, "_EVENTS", 3)
    monkeypatch.setattr(increment, "_ARTICLES", 2)
    events, rows = _merged()
    assert any(len(json.loads(event)["mentions"]) > 1 for event in events)
    monkeypatch.chdir(tmp_path)
    folder = Path("merging")
    folder.mkdir()
    (folder / "merging.sqlite").write_text("what a merging that was killed has left")
    assert _merged(Share(engine, folder, _copy)) == (events, rows)
    assert not folder.exists()
    assert bool(here) == isinstance(engine, _Broken)


@pytest.mark.parametrize(("many", "ended"), [(10, 2), (1000, 1)])
def test_those_who_read_many_articles_do_not_merge_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, many: int, ended: int
) -> None:
    """Their models take room."""
    monkeypatch.setattr(increment, "_FEW", 10)
    monkeypatch.setattr(increment, "_MANY", many)
    engine = _Broken()
    _merged(Share(engine, tmp_path / "merging", _copy))
    assert engine.closed == ended


def test_the_work_on_a_few_articles_is_not_shared_out(tmp_path: Path) -> None:
    engine = _Broken()
    _merged(Share(engine, tmp_path / "merging", _copy))
    assert engine.asked == 0


def test_without_room_for_the_copy_nothing_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: str) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(increment, "_FEW", 10)
    with pytest.raises(OSError, match="No space left"):
        _merged(Share(_Broken(), tmp_path / "merging", full))
    assert list(tmp_path.iterdir()) == []
