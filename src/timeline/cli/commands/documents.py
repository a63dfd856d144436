"""timeline documents: which articles the chronology was made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from timeline.cli import stored_documents, streams
from timeline.cli.options import DATA_OUT, Output, StoreDir, flag, single
from timeline.cli.streams import count
from timeline.render import Column
from timeline.safe_text import lines
from timeline.store import Store, texts

COLUMNS = (
    Column("published", "Published"),
    Column("published_how", "How", room=70),
    Column("language", "Lang"),
    Column("words", "Words", right=True),
    Column("events", "Events", right=True),
    Column("id", "Document", wide=True),
    Column("title", "Title", wide=True, room=120),
    Column("url", "Address", wide=True, room=140),
    Column("author"),
    Column("path"),
    Column("sha256"),
    Column("kind", "Kind", room=110),
    Column("kind_by"),
    Column("warnings", "Warnings", wide=True, room=100),
    Column("copy_of", "Copy of", wide=True),
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
        ),
    ] = None,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: Output,
) -> None:
    """List the articles that were read.

    With their publication date, how it is known, their language, the number of their events, and
    the document whose text they print where that is another's. Those that --undated names are
    dated with extract --published, or by a date in the file's name.
    """
    if text is not None:
        _print(text, out_dir)
        return
    printer = output.sheets()
    with Store.read(out_dir) as store:
        documents, counts = store.documents(), store.counts()
    rows = [
        {**d, "events": counts.get(d["id"], 0)}
        for d in documents
        if not undated or d["published"] is None
    ]
    printer.write(COLUMNS, rows)
    warned = sum(bool(d["warnings"]) for d in rows)
    told = f"{count(len(rows), 'document')}"
    told += f" of {len(documents)} undated" if undated else ""
    printer.say(told + (f", {warned} with warnings" if warned else ""))


def _print(wanted: str, folder: Path) -> None:
    """Print the text of a document. Raises UsageError, StoreError."""
    with Store.read(folder) as store:
        id_ = stored_documents.by_name(store, wanted, "--text")["id"]
        text = store.text(id_)
    if text is None:
        raise texts.not_kept(id_)
    with streams.data("text") as out:
        out.write(lines(text) if out.isatty() else text)
