"""timeline names: what names.toml says, what came of it, and the chronology brought up to date."""

from __future__ import annotations

from typing import Any

from timeline import render
from timeline.cli import naming, options, output
from timeline.errors import StoreError
from timeline.render import Column, Sheet
from timeline.store import Counted, Query, Store

COLUMNS = (
    Column("name", "Name", wide=True),
    Column("kind", "Kind"),
    Column("events", "Events", right=True),
    Column("documents", "Docs", right=True),
    Column("listed", "Listed", wide=True),
    Column("unseen", "Not seen", wide=True),
)


def command(
    names: naming.NamesFile = None,
    all_: options.All = False,
    out_dir: options.StoreDir = options.DATA_OUT,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """List what your names.toml says of names.

    Where it has changed, the chronology is merged by it first. names.toml beside the chronology
    says which names are one actor's and which are not:

    same = [["Kyiv Post", "KP"]]

    different = [["John Smith", "John Smith Jr"]]

    The first of those that are the same is shown. docs/names.md tells more.
    """
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    writer = render.find_for_sheets(format_name)
    with Store.read(out_dir) as store:
        path = naming.of(store, names)
        aliases = naming.read(path)
        stale = naming.changed(store, path)
    if stale:
        merge(out_dir, path, quiet=quiet)
    query = Query(everything=all_)
    with Store.read(out_dir) as store:
        counted = store.actors(query)
    rows: list[dict[str, Any]] = []
    for one in aliases.named:
        total = Counted(one.shown, one.kind_of("group"))
        for form in counted:
            if aliases.find(form.name) is one:
                total.add(form)
                total.kind = form.kind
        seen = {n for n in one.names if n in total.aliases}
        rows.append(
            {
                "name": one.shown,
                "kind": total.kind,
                "events": len(total.events),
                "documents": len(total.documents),
                "listed": list(one.names[1:]),
                "unseen": [n for n in one.names if n not in seen],
            }
        )
    if rows or format_name != "table":
        with output.data(format_name) as out:
            writer.sheet(Sheet(COLUMNS, rows), out)
    if not quiet:
        where = str(path) if aliases.digest else f"{path or naming.FILE}: there is no such file"
        output.say(f"{output.count(len(rows), 'listed actor')}, {where}")


def merge(folder: Any, path: Any, *, quiet: bool) -> None:
    """Merge what is stored once more, by the file of names as it is now."""
    from timeline import pipeline
    from timeline.cli import extract

    if path is None:
        raise StoreError(str(folder), "the file of names is gone", "extract again without it")
    with Store.write(folder, pipeline.fingerprint()) as store, naming.using(store, path):
        extract.publish(store, quiet=quiet)
    if not quiet:
        output.say("merged by the names as they are now")
