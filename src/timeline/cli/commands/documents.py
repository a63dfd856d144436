"""timeline documents: which articles the chronology was made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from timeline.cli import completions, stored_documents, streams
from timeline.cli.options import DATA_OUT, SheetOutput, StoreDir, flag, single
from timeline.cli.streams import count
from timeline.contract import DocumentRow
from timeline.errors import UsageError
from timeline.render import Column, Sheet
from timeline.safe_text import lines
from timeline.store import Store, texts

if TYPE_CHECKING:
    from timeline.store.unread import UnreadFile

COLUMNS = (
    Column("published", "Published"),
    Column("published_how", "How", room=70),
    Column("language", "Lang"),
    Column("words", "Words", right=True),
    Column("events", "Events", right=True),
    Column("id", "Document", wide=True),
    Column("title", "Title", wide=True, room=120),
    Column("url", "Address", wide=True, room=140, address=True),
    Column("author"),
    Column("path"),
    Column("sha256"),
    Column("kind", "Kind", room=110),
    Column("kind_by"),
    Column("warnings", "Warnings", wide=True, room=100),
    Column("copy_of", "Copy of", wide=True),
    Column("read"),
    Column("failed"),
    Column("why"),
    Column("how"),
)
_READ = {"read": True, "failed": False, "why": None, "how": None}
UNREAD = (
    Column("kind", "Kind"),
    Column("id", "Not read", wide=True),
    Column("why", "Why", wide=True),
    Column("how", "What to do", wide=True, room=100),
)


def command(
    undated: Annotated[
        bool, flag("Only those whose publication date is unknown.", "--undated")
    ] = False,
    text: Annotated[
        str | None,
        single(
            "Print the text of one, as it was read and as quotes count its characters: its id or"
            " path, or the beginning of its id or sha256.",
            "DOCUMENT",
            "--text",
            completed=completions.documents,
        ),
    ] = None,
    unread: Annotated[bool, flag("Only files that were met and not read.", "--unread")] = False,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: SheetOutput,
) -> None:
    """List the articles read, and the files that were not.

    With their publication date, how it is known, their language, the number of their events, and
    the document whose text they print where that is another's. Those that --undated names are
    dated with extract --published, or by a date in the file's name. Of files that were not read,
    what they are and why; those that failed are tried again when they are extracted again.
    """
    if text is not None:
        _print(text, out_dir)
        return
    if undated and unread:
        raise UsageError("--unread", "a file that was not read has no date", "leave out --undated")
    printer = output.sheets()
    with Store.read(out_dir) as store:
        documents, counts, files = store.each_document(), store.counts(), store.unread.all()
        names = store.names(documents)
    told = {"rows": 0, "warned": 0}

    def rows() -> Iterator[dict[str, Any]]:
        for d in () if unread else documents:
            if not (undated and d["published"] is not None):
                told["rows"] += 1
                told["warned"] += bool(d["warnings"])
                yield {**d, "events": counts.get(d["id"], 0), **_READ}

    left = [] if undated else [_left(file) for file in files]
    if printer.table:
        printer.write_all(
            Sheet(COLUMNS, [_called(row, names) for row in rows()]), Sheet(UNREAD, left)
        )
    else:
        printer.write(COLUMNS, chain(rows(), left))
    which = f" of {len(documents)} undated" if undated else ""
    printer.say(_counted(told["rows"], told["warned"], left, which, unread))


def _called(row: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A document's row as people read it. names: see `Store.names`."""
    return row | {field: names.get(row[field], row[field]) for field in ("id", "copy_of")}


def _left(file: UnreadFile) -> dict[str, Any]:
    """A file that was not read, in the columns of those that were."""
    blank = dict.fromkeys((*DocumentRow.__annotations__, "events"))
    return blank | {"id": file.path, "warnings": [], "read": False} | file._asdict()


def _counted(rows: int, warned: int, left: list[dict[str, Any]], which: str, unread: bool) -> str:
    """The line below what is listed. warned: how many of the rows have warnings."""
    told = [] if unread else [f"{count(rows, 'document')}{which}"]
    if warned:
        told.append(f"{warned} with warnings")
    if left or unread:
        failed = sum(f["failed"] for f in left)
        told.append(
            f"{count(len(left), 'file')} not read" + (f" ({failed} failed)" if failed else "")
        )
    return ", ".join(told)


def _print(wanted: str, folder: Path) -> None:
    """Print the text of a document. Raises UsageError, StoreError."""
    with Store.read(folder) as store:
        id_ = stored_documents.by_name(store, wanted, "--text")["id"]
        text = store.text(id_)
    if text is None:
        raise texts.not_kept(id_)
    with streams.data("text") as out:
        out.write(lines(text) if out.isatty() else text)
