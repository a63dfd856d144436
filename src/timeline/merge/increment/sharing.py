"""Weighing and making events shared out to other processes, which read a copy of what is kept.

They can't read the database itself: what a merging enters there is seen by others when all of it
is, and nobody is to see half a merging. The copy lies in a folder of its own and goes when all is
done.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from timeline import collector
from timeline.merge.increment import seen_by_all, tables
from timeline.merge.increment.articles import Entries
from timeline.merge.increment.hands import Hands, OwnHands, Task
from timeline.merge.increment.making import Maker
from timeline.merge.increment.shelf import Shelf
from timeline.merge.increment.weighed import Weighed
from timeline.run import Engine, lent_out, patience, shared_out

T = TypeVar("T")
# What must be known before something is done; it lies in a file of that name beside the copy.
_FIRST = {"entries": "know", "positive": "forget", "grouped": "meet"}


class Share(NamedTuple):
    """engine: has the other processes. folder: made for what they read, and dropped with what a
    merging that was killed has left there. copy: copies the mentions of all articles to a new file;
    what it returns is pickled, and gives what reads the JSON text of the list of an article's
    mentions there, by its id."""

    engine: Engine
    folder: Path
    copy: Callable[[str], Callable[[], Callable[[str], str]]]


class _Where(NamedTuple):
    """Where a copy is, and what else they need to know."""

    path: str
    mentions: Callable[[], Callable[[str], str]]
    language: str


class Sharing(Hands):
    """db: where the merging is kept; language: that of titles. To be entered."""

    def __init__(self, db: sqlite3.Connection, share: Share, language: str) -> None:
        self._db, self._share, self._language = db, share, language

    def __enter__(self) -> Sharing:
        """Copy the mentions; the tables are empty."""
        folder = self._share.folder.absolute()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            mentions = self._share.copy(str(folder / "mentions.sqlite"))
            self._where = _Where(str(folder / "merging.sqlite"), mentions, self._language)
            self.renew()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End those that read the copy, and drop it."""
        _forget()
        self._share.engine.close()
        shutil.rmtree(self._share.folder, ignore_errors=True)

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Any]]:
        """See Hands."""
        asked = ((self._where, what, task) for what, task in tasks)
        return shared_out(self._share.engine, "merging", _done, asked)

    def begin(self, task: Task) -> Callable[[], tuple[str, Any]]:
        """See Hands."""
        return lent_out(self._share.engine, "merging", _done, (self._where, *task))

    def renew(self, *tables_: str) -> None:
        """See Hands."""
        with closing(sqlite3.connect(self._where.path)) as copy:
            copy.execute("PRAGMA synchronous = OFF")
            tables.lay(copy)
            for table in tables_:
                copy.execute(f"DELETE FROM {table}")
                rows = self._db.execute(f"SELECT * FROM {table}")
                marks = ",".join("?" * len(rows.description))
                copy.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            copy.commit()

    def tell(self, how: str, value: object) -> None:
        """See Hands."""
        seen_by_all.put(Path(self._where.path).with_name(how), value)

    def share(self, how: str, value: T) -> T:
        """See Hands."""
        self.tell(how, value)
        return cast("T", seen_by_all.get(Path(self._where.path).with_name(how)))


# -- in the other processes --------------------------------------------------------------------


class _Desk(OwnHands):
    """What a process has at hand of one copy."""

    def __init__(self, where: _Where) -> None:
        self.path = where.path
        self._told: set[str] = set()
        self._db = sqlite3.connect(where.path)
        shelf = Shelf(self._db, where.mentions())
        super().__init__(
            Entries(shelf, where.language),
            Weighed(self._db, shelf.feature),
            Maker(self._db, shelf, where.language),
        )

    def do(self, what: str, task: tuple[Any, ...]) -> Any:
        """What one task gives."""
        how = _FIRST.get(what)
        if how is not None and how not in self._told:
            self._told.add(how)
            self.tell(how, seen_by_all.get(Path(self.path).with_name(how)))
        return super().do(what, task)

    def close(self) -> None:
        """Let go of the copy."""
        self._db.close()


_desk: _Desk | None = None


def _done(where: _Where, what: str, task: tuple[Any, ...]) -> tuple[str, Any]:
    global _desk  # noqa: PLW0603 - what one task reads serves the next
    if _desk is None or _desk.path != where.path:
        _forget()
        _desk = _Desk(where)
    with patience(), collector.paused():  # no article's limits hold for it
        return what, _desk.do(what, task)


def _forget() -> None:
    global _desk  # noqa: PLW0603
    if _desk is not None:
        _desk.close()
    _desk = None
