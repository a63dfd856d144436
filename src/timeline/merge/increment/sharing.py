"""Weighing and making events shared out to other processes, which read a copy of what is kept.

They can't read the database itself: what a merging enters there is seen by others when all of it
is, and nobody is to see half a merging. The copy lies in a folder of its own and goes with it.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from timeline import collector
from timeline.merge.increment import tables
from timeline.merge.increment.hands import Hands, OwnHands, Task
from timeline.merge.increment.leading import Neighbours
from timeline.merge.increment.making import Maker
from timeline.merge.increment.shelf import Shelf
from timeline.merge.increment.weighed import Weighed
from timeline.run import Engine, patience, shared_out

# What of a merging is read by those who weigh, group and make events.
_READ = ("merge_document", "merge_told", "merge_text", "merge_filed", "merge_shown")
# The file beside the copy that tells who is near whom.
_NEAR = "near"


class Share(NamedTuple):
    """engine: has the other processes. copy: copies the mentions of all articles to a new file;
    what it returns is pickled, and gives what reads the JSON text of the list of an article's
    mentions there, by its id."""

    engine: Engine
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
        """Copy what is read from now on."""
        self._folder = TemporaryDirectory(prefix="timeline-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        mentions = self._share.copy(str(folder / "mentions.sqlite"))
        self._where = _Where(str(folder / "merging.sqlite"), mentions, self._language)
        for table in _READ:
            self.renew(table)
        return self

    def __exit__(self, *_: object) -> None:
        """End those that read the copy, and drop it."""
        _forget()
        self._share.engine.close()
        self._folder.cleanup()

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Any]]:
        """See Hands."""
        asked = ((self._where, what, task) for what, task in tasks)
        return shared_out(self._share.engine, "merging", _done, asked)

    def renew(self, table: str) -> None:
        """See Hands."""
        with closing(sqlite3.connect(self._where.path)) as copy:
            copy.execute("PRAGMA synchronous = OFF")
            tables.lay(copy)
            copy.execute(f"DELETE FROM {table}")
            rows = self._db.execute(f"SELECT * FROM {table}")
            marks = ",".join("?" * len(rows.description))
            copy.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            copy.commit()

    def meet(self, near: Neighbours) -> None:
        """See Hands."""
        with Path(self._where.path).with_name(_NEAR).open("wb") as file:
            pickle.dump(near, file, pickle.HIGHEST_PROTOCOL)


# -- in the other processes --------------------------------------------------------------------


class _Desk(OwnHands):
    """What a process has at hand of one copy."""

    def __init__(self, where: _Where) -> None:
        self.path, self._met = where.path, False
        self._db = sqlite3.connect(f"{Path(where.path).as_uri()}?mode=ro", uri=True)
        shelf = Shelf(self._db, where.mentions())
        super().__init__(Weighed(self._db, shelf.feature), Maker(self._db, shelf, where.language))

    def do(self, what: str, task: Any) -> Any:
        """What one task gives."""
        if what == "grouped" and not self._met:
            with Path(self.path).with_name(_NEAR).open("rb") as file:
                self.meet(pickle.load(file))
            self._met = True
        return super().do(what, task)

    def close(self) -> None:
        """Let go of the copy."""
        self._db.close()


_desk: _Desk | None = None


def _done(where: _Where, what: str, task: Any) -> tuple[str, Any]:
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
