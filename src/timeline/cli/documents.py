"""timeline documents: which articles the chronology was made of."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline import render
from timeline.cli import options, output
from timeline.render import Column, Sheet
from timeline.store import Store

Undated = Annotated[
    bool, typer.Option("--undated", help="Only those whose publication date is unknown.")
]
COLUMNS = (
    Column("published", "Published"),
    Column("published_how", "How", room=70),
    Column("language", "Lang"),
    Column("words", "Words", right=True),
    Column("events", "Events", right=True),
    Column("id", "Document", wide=True),
    Column("title", "Title", wide=True, room=120),
    Column("author"),
    Column("path"),
    Column("sha256"),
    Column("kind", "Kind", room=110),
    Column("kind_by"),
    Column("warnings", "Warnings", wide=True, room=100),
    Column("copy_of", "Copy of", wide=True),
)


def command(
    undated: Undated = False,
    out_dir: options.StoreDir = options.DATA_OUT,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """List the articles that were read.

    With their publication date, how it is known, their language, the number of their events, and
    the document whose text they print where that is another's. Those that --undated names are
    dated with extract --published, or by a date in the file's name.
    """
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    writer = render.find_for_sheets(format_name)
    with Store.read(out_dir) as store:
        documents, counts = store.documents(), store.counts()
    rows = [
        {**d, "events": counts.get(d["id"], 0)}
        for d in documents
        if not undated or d["published"] is None
    ]
    with output.data(format_name) as out:
        writer.sheet(Sheet(COLUMNS, rows), out)
    if not quiet:
        warned = sum(bool(d["warnings"]) for d in rows)
        more = f", {warned} with warnings" if warned else ""
        told = f"{output.count(len(rows), 'document')} of {len(documents)} undated"
        output.say((told if undated else output.count(len(rows), "document")) + more)
