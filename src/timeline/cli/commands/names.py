"""timeline names: what names.toml says, what came of it, and the chronology brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cli import names_file, publishing
from timeline.cli.destination import check_inputs
from timeline.cli.options import DATA_OUT, All, NamesFile, SheetOutput, StoreDir
from timeline.cli.streams import count, say
from timeline.render import Column
from timeline.store import Counted, Query, Store

if TYPE_CHECKING:
    from timeline.names.aliases import Aliases

COLUMNS = (
    Column("name", "Name", wide=True),
    Column("kind", "Kind"),
    Column("events", "Events", right=True),
    Column("documents", "Docs", right=True),
    Column("listed", "Listed", wide=True),
    Column("unseen", "Not seen", wide=True),
)


def command(
    names: NamesFile = None,
    all_: All = False,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: SheetOutput,
) -> None:
    """List what your names.toml says of names.

    Where it has changed, the chronology is merged by it first. names.toml beside the chronology
    says which names are one actor's and which are not:

    same = [["Kyiv Post", "KP"]]

    different = [["John Smith", "John Smith Jr"]]

    The first of those that are the same is shown. docs/names.md tells more.
    """
    printer = output.sheets()
    with Store.read(out_dir) as store:
        path = names_file.of(store, names)
        check_inputs(printer.file, [path])
        aliases = names_file.known(store, path)
        gone = names_file.warn_gone(store, path, output.say)
        stale = names_file.changed(store, path)
    if stale:
        _merge(out_dir, path, output)
    with Store.read(out_dir) as store:
        counted = store.actors(Query(everything=all_))
    rows = _rows(aliases, counted)
    printer.write(COLUMNS, rows)
    where = str(path or names_file.FILE)
    if gone or not aliases.digest:
        where += ": the store's copy" if gone else ": there is no such file"
    printer.say(f"{count(len(rows), 'listed actor')}, {where}")


def _rows(aliases: Aliases, counted: list[Counted]) -> list[dict[str, Any]]:
    """A row an actor that the file lists."""
    rows = []
    for one in aliases.named:
        total = Counted(one.shown, one.kind_told)
        for form in counted:
            if aliases.find(form.name) is one:
                total.add(form)
                total.kind = form.kind
        rows.append(
            {
                "name": one.shown,
                "kind": total.kind,
                "events": len(total.events),
                "documents": len(total.documents),
                "listed": list(one.names[1:]),
                "unseen": [n for n in one.names if n not in total.aliases],
            }
        )
    return rows


def _merge(folder: Path, path: Path | None, output: SheetOutput) -> None:
    """Merge what is stored once more, by the file of names as it is now."""
    from timeline import result_keys

    with (
        Store.write(folder, result_keys.fingerprint(), waiting=say) as store,
        names_file.using(store, path),
    ):
        publishing.publish(store, output.say, store.preferred_language())
    output.say("merged by the names as they are now")
