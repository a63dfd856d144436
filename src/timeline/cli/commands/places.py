"""timeline places: where the chronology's events are."""

from __future__ import annotations

from timeline.cli import entity_list, stored_names
from timeline.cli.filters import Filters
from timeline.cli.options import DATA_OUT, SheetOutputOrEmpty, StoreDir, among
from timeline.errors import Exit
from timeline.render import Column
from timeline.store import Store

KINDS = ("city", "country", "region")
COLUMNS = (
    Column("name", "Name", wide=True),
    Column("kind", "Kind"),
    Column("country", "Code"),
    Column("events", "Events", right=True),
    Column("documents", "Docs", right=True),
    Column("first", "First", room=60),
    Column("last", "Last", room=60),
)


def command(
    wanted: entity_list.Wanted,
    filters: Filters,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: SheetOutputOrEmpty,
) -> Exit:
    """List where events are and how often.

    With the number of events and documents, most events first. Kinds are city, country and
    region. Code: of the country, ISO 3166. --like BY lists what lies in Belarus, --like Londres
    finds London.
    """
    output.sheets()
    kinds, like = among("--kind", wanted.kind, KINDS), wanted.like
    query = filters.query()
    with Store.read(out_dir) as store:
        counted = store.places(filters.stored(query, store, output.say))
        at, within = stored_names.places(store, [like] if like else [], output.say)
    rows = [
        entity_list.row(one.name, one.country, one)
        for one in counted
        if (not kinds or one.kind in kinds)
        and (not like or one.name in at or one.country in within)
    ]
    return entity_list.write(rows, COLUMNS, "place", output, wanted.limit)
