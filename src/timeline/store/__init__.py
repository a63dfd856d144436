"""data/out: one SQLite file and chronology.json beside it, safe against being killed at any moment.

Two halves share the file. `article` is the working half: what each article gave, committed one by
one as soon as it is done, so that a run broken off goes on where it stood; `source` (texts.py) is
each article as it was read, and `company` (company.py) what it tells of the time of the others. All
other tables are the published half: the last whole chronology, swapped in one transaction, so that
a reader never sees a half-made one. Only one run at a time may write; readers are never kept
waiting for it.

Nothing here imports pydantic before it must: `timeline show` reads plain JSON (contract.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from timeline.contract import DocumentRow, EventRow
from timeline.document_order import row_with_ids
from timeline.errors import StoreError
from timeline.store import compacting, files, guard, locking, migration, reading_views, rows, seals
from timeline.store import export as exports
from timeline.store import layer as layers
from timeline.store.collected import Collected, Kept
from timeline.store.entities import Counted
from timeline.store.files import (
    EXPORT,
    STORE,
    connect,
    explained,
    how_to_make,
    sync_folder,
)
from timeline.store.guard import Guard
from timeline.store.layer import Layer, Part
from timeline.store.layout import APPLICATION_ID, LAYOUT, create
from timeline.store.query import Query, Selection
from timeline.store.texts import Source
from timeline.store.working import Working

__all__ = ["Counted", "Kept", "Layer", "Query", "Selection", "Source", "Store"]

if TYPE_CHECKING:
    from timeline.model import Chronology


class Merged(Protocol):
    """What a merging changed: whole where `made` is all there is, else what goes and comes.

    copies: each article that prints another's text, and that other.
    """

    @property
    def whole(self) -> bool: ...
    @property
    def gone(self) -> Sequence[str]: ...
    @property
    def made(self) -> Iterable[EventRow]: ...
    @property
    def copies(self) -> Mapping[str, str]: ...


def _put_in_place(aside: Path, target: Path) -> None:
    aside.replace(target)
    sync_folder(target.parent)


class Store(Working):
    """An open store, a context manager; every method raises StoreError when the file fails."""

    def __init__(
        self, db: sqlite3.Connection, folder: Path | None, rules: str = "", *, fresh: bool = False
    ) -> None:
        super().__init__(db, folder, rules, fresh=fresh)
        self._lock: sqlite3.Connection | None = None
        self._guard: Guard | None = None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        try:
            if isinstance(error, Exception):
                self._settle()  # what damage led to is told as damage
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the file, and of the right to write it."""
        self._db.close()
        if self._lock is None or self.folder is None:
            return
        path = self.folder / STORE
        seals.WRITTEN.discard(path.absolute())
        with suppress(OSError):  # without a note the store is checked row by row
            known = None if self._guard is None else self._guard.close()
            if self._guard is None or self._guard.sound:
                known = seals.note(path, known)
                if self._guard is not None:
                    guard.wait_a_tick(path)
                guard.remember(path, known)
        self._lock.close()
        self._lock = None

    # -- opening -------------------------------------------------------------------------------

    @classmethod
    def read(cls, folder: Path, *, checked: bool = True) -> Store:
        """Open an existing store for reading.

        checked: damage is looked for first, so that whatever is read is what was written.
        """
        path = folder / STORE
        if not path.is_file():
            raise files.none_yet(folder)
        with explained(path):
            # Opened for writing where that's allowed: a run killed in the middle of a commit leaves
            # a journal that the next one to open the file must roll back.
            store = cls(connect(path, "rw"), folder)
            try:
                layout = store._layout(path)
                migration.refuse(folder, layout)
                if layout and checked:
                    store._refuse_damage(path)
                store._must_be_finished(folder, layout)
                store._db.execute("PRAGMA query_only = ON")
            except BaseException:
                store.close()
                raise
        return store

    @classmethod
    def write(
        cls,
        folder: Path,
        rules: str,
        *,
        fresh: bool = False,
        finished: bool = False,
        brief: bool = False,
        waiting: Callable[[str], None] | None = None,
    ) -> Store:
        """Open a store for writing, made if there is none; only one run may hold it.

        One of an earlier layout is made one of this. rules: the version of rules and
        models (`result_keys.fingerprint`). fresh: nothing stored before is reused, what this run
        doesn't keep goes when it publishes. finished: only one that holds a chronology. waiting: is
        told on whom it waits, up to files.PATIENCE; None: it doesn't wait.
        """
        path = folder / STORE
        if finished and not path.is_file():
            raise files.none_yet(folder)
        with explained(path):
            files.make(folder)
            lock = locking.take(folder, waiting)
            store: Store | None = None
            try:
                files.clear(folder)
                store = cls(connect(path, "rwc"), folder, rules, fresh=fresh)
                layout = store._layout(path)
                if layout == LAYOUT:
                    store._refuse_damage(path, brief=brief)
                elif layout:
                    with store._transaction():
                        migration.migrate(store._db)
                else:
                    store._create()
                seals.watch(store._db)
                if finished:
                    store._must_be_finished(folder, layout)
            except BaseException:
                if store is not None:
                    store._let_go()
                lock.close()
                raise
            store._lock = lock
            seals.WRITTEN.add(path.absolute())
        return store

    @classmethod
    def vacant(cls, folder: Path) -> bool:
        """Whether a folder holds nothing but what a run of `begin` left that was broken off."""
        path = folder / STORE
        if not path.is_file():
            return True
        with explained(path), cls(connect(path, "rw"), folder) as store:
            layout = store._layout(path)
            held = "SELECT count(*) FROM (SELECT 1 FROM article UNION ALL SELECT 1 FROM document)"
            return not layout or (
                layout == LAYOUT
                and bool(store._value("SELECT count(*) FROM unfinished") or not store._value(held))
            )

    @classmethod
    def memory(cls, rules: str = "") -> Store:
        """A store that is gone when it is closed."""
        store = cls(sqlite3.connect(":memory:"), None, rules)
        store._create()
        return store

    def for_datasette(self) -> dict[str, Any]:
        """Settings by which Datasette shows what is made for people alone."""
        return reading_views.datasette(self._db, Path(STORE).stem)

    def _layout(self, path: Path) -> int:
        """The layout, 0 for a file with nothing in it yet; StoreError for one that isn't ours."""
        application, layout, tables = (
            int(self._value("PRAGMA application_id")),
            int(self._value("PRAGMA user_version")),
            self._value("SELECT count(*) FROM sqlite_master"),
        )
        if application == APPLICATION_ID and layout in (LAYOUT, *migration.LAYOUTS):
            return layout
        if not application and not layout and not tables:
            if seals.noted(path) is not None:
                raise files.damaged(path, "nothing is left in it")
            return 0
        if seals.overwritten(path, layout):
            raise files.damaged(path, "its first bytes")
        if application != APPLICATION_ID:
            why = "it is another program's database, or damaged"
            raise StoreError(str(path), why, "choose another directory with --out-dir")
        if layout > LAYOUT:
            why, how = "a newer version of timeline wrote it", "use that version"
            raise StoreError(str(path), why, f"{how}, or choose another directory with --out-dir")
        why = "a version of timeline wrote it that this one knows nothing of"
        raise StoreError(
            str(path), why, "choose another directory with --out-dir and extract again"
        )

    def _must_be_finished(self, folder: Path, layout: int) -> None:
        # A chronology has at least one document: a run without any publishes nothing.
        if not layout or not self._value("SELECT count(*) FROM document"):
            raise StoreError(str(folder), "no run has been finished here yet", how_to_make(folder))

    def _refuse_damage(self, path: Path, *, brief: bool = False) -> None:
        if not brief:
            found = guard.damage(self._db, path)
        else:
            self._guard = Guard(self._db, path)
            if isinstance(self._db, files.Connection):
                self._db.committing = self._committing
            found = self._guard.begin()
        if found:
            raise files.damaged(path, found)

    def _settle(self) -> None:
        """End the check that runs beside the work. Raises StoreError for damage."""
        if self._guard is not None and self.folder is not None and (found := self._guard.settle()):
            raise files.damaged(self.folder / STORE, found)

    @contextmanager
    def _committing(self) -> Iterator[None]:
        self._settle()
        with nullcontext() if self._guard is None else self._guard.committing():
            yield

    def _let_go(self) -> None:
        self._db.close()
        if self._guard is not None:
            self._guard.close()

    def _create(self) -> None:
        with self._transaction():
            create(self._db)
            seals.renew(self._db)

    # -- the published half ----------------------------------------------------------------------

    def publish(
        self, chronology: Chronology, decide: Callable[[Store], Layer] | None = None
    ) -> None:
        """Make this the chronology that readers see, in the store and as chronology.json.

        decide: what the user decided of it, asked for when it is in the tables.
        """
        told = chronology.model_dump(mode="json")
        with self._change(decide):
            self._forget_unseen()
            self._unmerge()
            rows.swap(self._db, told["documents"], told["events"])

    def merge(
        self,
        merging: Callable[[sqlite3.Connection, Collected], Merged],
        decide: Callable[[Store], Layer] | None = None,
        *,
        laid: bool = False,
    ) -> None:
        """Make the chronology of all articles kept the one that readers see, as `publish` does.

        merging: merges them, by their keys (document_order.py); it may keep what it likes in tables
        of its own in this file, whose names begin with merge_, and tells what has changed since it
        was asked last. laid: what was decided is laid over the chronology already, so that nothing
        is to be done where merging changes nothing.
        """
        with self.together(), explained(self.folder):
            self._forget_unseen()
            if self._fresh:
                self._unmerge()
            collected = Collected(self._db, self._drafts)
            merged = merging(self._db, collected)
            documents = partial(collected.documents, merged.copies)
            if laid and self._stands(merged, documents()):
                return
            with self._change(decide):
                layers.take_off(self._db)
                made = (row_with_ids(e, collected.same) for e in merged.made)
                if merged.whole:
                    rows.swap(self._db, documents(), made)
                    rows.renumber(self._db)
                else:
                    rows.put_documents(self._db, documents())
                    for id_ in merged.gone:
                        rows.delete(self._db, id_)
                    numbers = rows.Numbers(self._db)
                    for e in made:
                        rows.put_event(self._db, e, numbers=numbers)
                    rows.forget_documents(self._db)
                    rows.in_order(self._db)

    def _stands(self, merged: Merged, documents: Iterator[DocumentRow]) -> bool:
        """Whether what readers see is what merging gave."""
        if merged.whole or merged.gone or any(merged.made) or self.folder is None:
            return False
        if not exports.stands(self._db, self.folder / EXPORT):
            return False
        return all(a == b for a, b in zip_longest(self._documents(), documents))

    def decide(self, decide: Callable[[Store], Layer]) -> None:
        """Lay what the user decided over the chronology, in place of what was laid before."""
        with self._change(decide):
            layers.take_off(self._db)

    def decide_part(self, part: Part) -> None:
        """Lay a part of what the user decided, in place of what was laid over the same events."""
        with self._change(None):
            layers.lay_part(self._db, part)

    def renew(self) -> None:
        """Write chronology.json again."""
        with self._change(None):
            pass

    def compact(self, *, merging: bool = False) -> None:
        """Write the file anew without what is free in it; the store can only be closed then.

        merging: without what merging keeps for itself, too; the next one merges everything anew.
        """
        if self.folder is None:
            return
        path = self.folder / STORE
        with explained(path):
            compacting.refuse_damage(self._db, path)
            with self._transaction():
                compacting.tidy(self._db, merging=merging)
            compacting.write_anew(self._db, path)

    def _unmerge(self) -> None:
        """What merging keeps is no longer what readers see."""
        if self._value("SELECT count(*) FROM sqlite_master WHERE name = 'merge_rules'"):
            self._db.execute("DELETE FROM merge_rules")

    @contextmanager
    def _change(self, decide: Callable[[Store], Layer] | None) -> Iterator[None]:
        """Change the published half, then lay the decisions over it, and chronology.json with
        both: all of it or nothing."""
        with explained(self.folder), ExitStack() as undone:
            export = None if self.folder is None else self.folder / EXPORT
            with self._transaction():
                watched = seals.watched(self._db)
                yield
                if decide is not None:
                    layers.lay(self._db, decide(self))
                rows.name_actors(self._db)
                seals.renew(self._db)
                if export is not None:
                    # Written in full before the commit and renamed after it, so that the two
                    # differ only if the run is killed between two system calls.
                    undone.callback((aside := files.aside(export)).unlink, missing_ok=True)
                    exports.write(self._db, aside, export, self._documents())
                if watched and not seals.watched(self._db):
                    seals.watch(self._db)
            if export is None:
                return
            if self._db.in_transaction:  # of several changes (`together`)
                undone.pop_all()
                self._after.append(partial(_put_in_place, aside, export))
            else:
                _put_in_place(aside, export)
