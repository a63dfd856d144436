"""chronology.json written: in full, or as it was but for the events that changed.

The checksum of the file that a change wrote is kept in the table of seals; where the file is not
that one any more, it is written in full.
"""

from __future__ import annotations

import mmap
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from timeline.contract import DocumentRow, line, whole
from timeline.store import seals
from timeline.store.event_rows import Reader

NAME = "chronology.json"
# Where more events changed than this, looking each up takes longer than writing all.
_FEW = 8
_BEGIN, _END = b'\n"events": [', b"\n]}\n"
_BATCH = 500


def write(
    db: sqlite3.Connection, target: Path, old: Path, documents: Iterable[DocumentRow]
) -> None:
    """Write the export of a store in full at a path beside it, so that it lasts through a power
    cut, in the transaction that changes the events.

    old: where the one before this change is.
    """
    with target.open("wb") as out:
        found = _patched(db, old, out.fileno())
        if found is None:
            out.truncate(0)
            out.seek(0)
            found = 0
            for piece in _encoded(whole(documents, Reader(db).where("hidden = 0"))):
                found = crc32(piece, found)
                out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    db.execute("INSERT OR REPLACE INTO seal VALUES (?, 0, ?)", (NAME, found))


def stands(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the export is there as it was written."""
    found = db.execute("SELECT sum FROM seal WHERE name = ?", (NAME,)).fetchone()
    if found is None or not path.is_file():
        return False
    told = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            told = crc32(piece, told)
    return bool(told == found[0])


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    batch: list[str] = []
    for piece in pieces:
        batch.append(piece)
        if len(batch) == _BATCH:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join(batch).encode()


def _patched(db: sqlite3.Connection, old: Path, out: int) -> int | None:
    """Write the old export with the events that changed; its checksum, None where it has to be
    written in full."""
    if not seals.watched(db):
        return None
    changed = [id_ for (id_,) in db.execute("SELECT id FROM altered ORDER BY id")]
    others = db.execute("SELECT 1 FROM altered_documents").fetchone()
    for table in ("altered", "altered_documents"):
        db.execute(f"DELETE FROM {table}")
    sealed = db.execute("SELECT sum FROM seal WHERE name = ?", (NAME,)).fetchone()
    if others or sealed is None or len(changed) > _FEW or os.name != "posix":
        return None
    try:
        with old.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as text:
            if crc32(text) != sealed[0]:
                return None
            pieces = _pieces(db, text, changed)
            if pieces is None:
                return None
            found = 0
            with memoryview(text) as view, os.fdopen(os.dup(out), "wb") as copy:
                for start, end, told in pieces:
                    with view[start:end] as piece:
                        found = crc32(piece, found)
                        copy.write(piece)
                    found = crc32(told, found)
                    copy.write(told)
            return found
    except (OSError, ValueError):  # it is gone, or empty
        return None


def _pieces(
    db: sqlite3.Connection, text: mmap.mmap, changed: list[str]
) -> list[tuple[int, int, bytes]] | None:
    """What of a text stays, start and end, and what is put in behind each piece of that; None
    where it has no event, or will have none, or lacks one.

    An event is `\\n`, its line and a comma, but for the last, which has none.
    """
    begin, end = text.find(_BEGIN), len(text) - len(_END)
    if begin < 0 or text[end:] != _END:
        return None
    begin += len(_BEGIN)

    def span(id_: str) -> tuple[int, int] | None:
        start = text.find(b'\n{"id": "%s",' % id_.encode(), begin, end)
        if start < 0:
            return None
        stop = text.find(b"\n", start + 1, end)
        return start, end if stop < 0 else stop

    cuts = sorted(found for id_ in changed if (found := span(id_)) is not None)
    puts: list[tuple[int, bytes]] = []
    marks = ",".join("?" * len(changed))
    now = db.execute(
        f"SELECT number, position FROM event WHERE hidden = 0 AND id IN ({marks})"
        " ORDER BY position",
        changed,
    ).fetchall()
    read = Reader(db)
    for number, at in now:
        before = db.execute(
            "SELECT id FROM event WHERE hidden = 0 AND position < ?"
            f" AND id NOT IN ({marks}) ORDER BY position DESC LIMIT 1",
            (at, *changed),
        ).fetchone()
        found = (begin, begin) if before is None else span(before[0])
        if found is None:
            return None
        puts.append((found[1], b"\n%s," % line(read.event(number)).encode()))
    return _joined(text, begin, end, cuts, puts)


def _joined(
    text: mmap.mmap,
    begin: int,
    end: int,
    cuts: list[tuple[int, int]],
    puts: list[tuple[int, bytes]],
) -> list[tuple[int, int, bytes]] | None:
    """The pieces of a text without what is cut out and with what is put in before places of it;
    None where no event is left."""
    edits = [(at, at, new) for at, new in puts] + [(start, stop, b"") for start, stop in cuts]
    if end > begin and all(stop < end for _, stop in cuts):
        edits.insert(0, (end, end, b","))  # the last event gets the comma that all others have
    pieces: list[tuple[int, int, bytes]] = []
    done = 0
    for start, stop, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces.append((done, start, new))
        done = stop
    pieces.append((done, end, b""))
    if sum(stop - start + len(new) for start, stop, new in pieces) == begin:
        return None
    return _without_last_comma(text, pieces, end)


def _without_last_comma(
    text: mmap.mmap, pieces: list[tuple[int, int, bytes]], end: int
) -> list[tuple[int, int, bytes]]:
    """The same, the comma behind the last event taken off, and the end put behind it."""
    n = max(n for n, (start, stop, new) in enumerate(pieces) if new or stop > start)
    start, stop, new = pieces[n]
    if new:
        new = new.removesuffix(b",")
    elif text[stop - 1 : stop] == b",":
        stop -= 1
    return [*pieces[:n], (start, stop, new), (end, len(text), b"")]
