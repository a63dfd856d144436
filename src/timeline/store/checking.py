"""What of a store is not as it was written, and a store made anew of what is.

Nothing here changes a file but `salvage`, which writes another one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from timeline.contract import documents, whole
from timeline.errors import StoreError
from timeline.store import articles, failures, files, migration, query, seals, texts
from timeline.store.event_rows import Reader
from timeline.store.layout import APPLICATION_ID, LAYOUT, create
from timeline.store.packing import MENTIONS

_MOST = 5
_MOST_LOST = 20
# SQLite's own message, that quotes what it found, may be no text.
_BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)
_NOTES = {
    "naming": "which file of names it was merged with",
    "wording": "the titles' language",
    "unread": "which files were not read",
}
_KEPT_APART = ("article", "article_sum", "source", "source_sum", "seal", "unfinished")


class Finding(NamedTuple):
    """What is wrong, and whether the chronology has to be made anew for it.

    by_hand: whether only its user can mend it.
    """

    what: str
    anew: bool = True
    by_hand: bool = False


def findings(folder: Path) -> Iterator[Finding]:
    """All that is wrong with the store of a folder; the caller holds it, or nobody writes."""
    path = folder / files.STORE
    try:
        with closing(files.connect(path, "rw")) as db:
            query.prepare(db)
            articles.prepare(db)
            db.isolation_level = None
            layout = db.execute("PRAGMA user_version").fetchone()[0]
            if layout in migration.LAYOUTS:
                yield Finding("an earlier version of timeline wrote it", anew=False)
                return
            if layout != LAYOUT and seals.overwritten(path, layout):
                yield Finding("the file's first bytes, which say what wrote it")
            elif layout > LAYOUT:
                raise StoreError(str(path), "a newer version of timeline wrote it", "use that one")
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                yield Finding("the file doesn't say that it is a store of timeline's")
            yield from _of_store(db, path, folder)
    except _BROKEN as error:
        if not seals.is_damage(error):
            raise
        why = "text in it is none" if isinstance(error, UnicodeDecodeError) else error
        yield Finding(f"the file can't be read to its end: {why}")
    for name in files.LEFTOVERS:
        if (folder / name).exists():
            yield Finding(f"{name} was left by a run that was killed", anew=False)


def _of_store(db: sqlite3.Connection, path: Path, folder: Path) -> Iterator[Finding]:
    damaged, _ = seals.damage(db, path)
    if damaged:
        yield Finding(f"what commands print: {damaged}")
    for (told,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
        if told != "ok":
            yield Finding(f"the file's structure: {' '.join(told.split())}")
    try:
        for _ in chain(articles.heads(db), articles.given(db)):
            pass
    except articles.DamagedArticle as error:
        yield Finding(str(error))
    for id_ in texts.damaged(db):
        yield Finding(f"the text of article {id_} is malformed")
    yield from _of_search(db)
    if db.execute("SELECT count(*) FROM unfinished").fetchone()[0]:
        yield Finding("timeline merge was broken off here: give its command again", anew=False)
    yield from _lost(db)
    if not damaged:
        yield from _disagreements(db)
        for id_ in texts.misquoted(db):
            what = f"the text of article {id_} isn't what its quotes are of"
            yield Finding(f"{what}: extract it with --fresh", anew=False, by_hand=True)
        yield from _of_export(db, folder)


def _lost(db: sqlite3.Connection) -> Iterator[Finding]:
    """What an earlier mending couldn't keep, and nobody has extracted again."""
    ids = failures.lost(db)
    for id_ in ids[:_MOST_LOST]:
        of = id_.removeprefix(failures.text(""))
        told = f"what article {id_} gave" if of == id_ else f"the text of article {of}"
        yield Finding(f"{told} is lost: extract again", anew=False, by_hand=True)
    if len(ids) > _MOST_LOST:
        what = f"what {len(ids) - _MOST_LOST} more articles gave is lost: extract again"
        yield Finding(what, anew=False, by_hand=True)


def _of_search(db: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the words that are searched are those of the events.

    FTS5 is asked by a statement that writes (SQLite, FTS5, section 6.4), though
    it changes nothing: of a store that may only be read a copy is asked, which goes with this call.
    """
    with ExitStack() as stack:
        for table in ("event_search", "mention_search"):
            ask = f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)"
            try:
                try:
                    db.execute(ask)
                except sqlite3.OperationalError as error:
                    if "readonly" not in str(error):
                        raise
                    copy = stack.enter_context(closing(sqlite3.connect("")))
                    copy.isolation_level = None
                    db.backup(copy)
                    db = copy
                    db.execute(ask)
            except sqlite3.DatabaseError as error:
                if not seals.is_damage(error):
                    raise
                yield Finding(f"the words that {table} finds: {error}")


def _disagreements(db: sqlite3.Connection) -> Iterator[Finding]:
    """Events whose quotes, documents or columns don't fit together."""
    known = {row[0] for row in db.execute("SELECT id FROM document")}
    wrong = 0
    for event in Reader(db).where():
        fits = known.issuperset(documents(event))
        for m in event["mentions"]:
            trigger = m["trigger"]
            fits = fits and m["end"] - m["start"] == len(m["quote"])
            fits = fits and m["start"] <= trigger["start"] < trigger["end"] <= m["end"]
        if not fits:
            wrong += 1
            if wrong <= _MOST:
                yield Finding(f"event {event['id']} doesn't fit its quotes or documents")


def _of_export(db: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Whether chronology.json is that of the store."""
    from timeline.store.published import Published

    if not db.execute("SELECT count(*) FROM document").fetchone()[0]:
        return  # no run has been finished here yet
    told_of = Published(db, folder)._documents()
    pieces = whole(told_of, Reader(db).where("hidden = 0"))
    try:
        with (folder / files.EXPORT).open(encoding="utf-8", newline="") as told:
            same = all(told.read(len(piece)) == piece for piece in pieces) and not told.read(1)
    except (OSError, UnicodeDecodeError):
        same = False
    if not same:
        yield Finding(f"{files.EXPORT} is not that of the store", anew=False)


def salvage(damaged: Path, target: Path) -> tuple[int, list[str]]:
    """Write what can be read of a store into a new one, which has no chronology yet.

    The number of articles kept, and which notes had to be left behind; the articles that are lost
    stay known in the new one. Raises sqlite3.DatabaseError where it can't be written.
    """
    left: list[str] = []
    target.unlink(missing_ok=True)
    with closing(files.connect(target, "rwc")) as new:
        articles.prepare(new)
        new.isolation_level = None
        new.execute("BEGIN")
        create(new)
        kept: set[str] = set()
        lost: set[str] = set()
        with closing(_opened(damaged)) as old:
            for row, is_whole in _articles(old):
                now = _readable(old, row) if is_whole else None
                if now is None:
                    lost.add(str(row[0]))
                    continue
                new.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)", now)
                kept.add(row[0])
            # Twice told, for damage may be in the names too.
            lost |= _ids(old, "article_sum") & _ids(old, "document")
            unread = _texts(old, new, kept)
            unsure = _unsealed(old)
            left += unsure.values()
            for table in _others(new):
                if table in unsure:
                    continue
                with suppress(*_BROKEN):
                    for row in old.execute(f"SELECT * FROM {table}"):
                        marks = ",".join("?" * len(row))
                        new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
        for id_ in sorted(lost - kept):
            failures.note(new, id_, failures.LOST, "what it gave was lost", 0)
        for id_ in unread:
            failures.note(new, failures.text(id_), failures.LOST, "its text was lost", 0)
        new.execute(
            "DELETE FROM company WHERE waits AND article IS NULL"
            " AND id NOT IN (SELECT id FROM source)"
        )
        seals.renew(new)
        new.execute("COMMIT")
    return len(kept), left


def _readable(old: sqlite3.Connection, row: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """An article's row that can be read in the new store, which its text may not reach; None where
    there is none."""
    id_, *told, mentions = row
    with suppress(*_BROKEN):
        if texts.whole(old, id_) is not None:
            return row
    article = None
    with suppress(*_BROKEN):
        sql = "SELECT article FROM source WHERE id = ?"
        (article,) = old.execute(sql, (id_,)).fetchone() or (None,)
    with suppress(articles.DamagedArticle):
        return (id_, *told, MENTIONS.pack(articles.unpacked(id_, mentions, article)))
    return None


def _texts(old: sqlite3.Connection, new: sqlite3.Connection, ids: set[str]) -> list[str]:
    """Keep the texts of these articles in a new store; the ids of those that are lost."""
    known = _ids(old, "source") | _ids(old, "source_sum")
    lost = []
    for id_ in sorted(ids & known):
        row = None
        with suppress(*_BROKEN):
            row = texts.whole(old, id_)
        if row is None:
            lost.append(id_)
        else:
            new.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)", row)
    return lost


def can_salvage(damaged: Path) -> bool:
    """Whether anything can be read of what the articles of a store gave."""
    with suppress(*_BROKEN), closing(_opened(damaged)) as old:
        return any(is_whole for _, is_whole in _articles(old))
    return False


def events_of_export(folder: Path) -> int:
    """How many events chronology.json holds where it is whole, else 0."""
    try:
        told = json.loads((folder / files.EXPORT).read_text("utf-8"))
        return len(told["events"])
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return 0


def _opened(damaged: Path) -> sqlite3.Connection:
    """A damaged store, opened so that as much of it can be read as can be."""
    db = files.connect(damaged, "rw")
    articles.prepare(db)
    with suppress(*_BROKEN):
        # One unreadable definition of a table or a trigger doesn't hinder reading the others.
        db.execute("PRAGMA writable_schema = ON")
    return db


def _ids(db: sqlite3.Connection, table: str) -> set[str]:
    """Ids in a table, as far as they can be read."""
    found: set[str] = set()
    with suppress(*_BROKEN):
        found.update(row[0] for row in db.execute(f"SELECT id FROM {table}"))
    return found


def _articles(db: sqlite3.Connection) -> Iterator[tuple[tuple[Any, ...], bool]]:
    """Each article that can be reached, and whether it is whole."""
    sql = (
        "SELECT a.id, a.key, a.rules, a.document, a.mentions,"
        " crc(a.id, a.key, a.rules, hex(a.document)) = s.told"
        " AND crc(hex(a.mentions)) = s.mentions"
        " FROM article a LEFT JOIN article_sum s ON s.id = a.id"
    )
    seen: set[Any] = set()
    try:
        rowids = _rowids(db)
    except _BROKEN:
        return
    for rowid in rowids:
        try:
            row = db.execute(f"{sql} WHERE a.rowid = ?", (rowid,)).fetchone()
        except _BROKEN:
            row = None
        if row is not None and row[0] not in seen:
            seen.add(row[0])
            yield row[:5], bool(row[5])


def _rowids(db: sqlite3.Connection) -> list[int]:
    """Numbers of the articles' rows, from whatever part of the file still tells them."""
    found: set[int] = set()
    for way in ("NOT INDEXED", "INDEXED BY sqlite_autoindex_article_1"):
        for order in ("", " DESC"):
            with suppress(*_BROKEN):
                by = "rowid" if way == "NOT INDEXED" else "id"
                for (rowid,) in db.execute(f"SELECT rowid FROM article {way} ORDER BY {by}{order}"):
                    found.add(rowid)
    return sorted(found)


def _unsealed(db: sqlite3.Connection) -> dict[str, str]:
    """The notes on how the chronology was made that aren't as they were written, in words."""
    try:
        broken = [table for table in _NOTES if not seals.holds(db, table)]
    except (*_BROKEN, TypeError):
        broken = list(_NOTES)
    return {table: _NOTES[table] for table in broken}


def _others(db: sqlite3.Connection) -> list[str]:
    """Tables of the working half beside the articles: notes that runs keep."""
    from timeline.store.layout import PUBLISHED

    made = (*PUBLISHED, *_KEPT_APART, "moved_actor")
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [n for (n,) in names if n not in made and "_search" not in n and "sqlite_" not in n]


def put_away(path: Path) -> Path:
    """Give a damaged store another name, with what lies beside it; that name."""
    away, n = path.with_name(f"{path.name}.damaged"), 1
    while away.exists():
        n += 1
        away = path.with_name(f"{path.name}.damaged-{n}")
    for end in ("-journal", "-wal", "-shm"):  # of the damaged one, and no other's
        beside = path.with_name(f"{path.name}{end}")
        if beside.exists():
            beside.replace(away.with_name(f"{away.name}{end}"))
    path.replace(away)
    path.with_name(seals.FILE).unlink(missing_ok=True)
    return away
