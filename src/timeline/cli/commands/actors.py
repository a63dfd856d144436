"""timeline actors: the people, organisations and countries that the chronology names."""

from __future__ import annotations

from timeline.cli import entity_list, names_file
from timeline.cli.filters import Filters
from timeline.cli.options import DATA_OUT, SheetOutputOrEmpty, StoreDir, among
from timeline.errors import Exit
from timeline.render import Column
from timeline.store import Store

KINDS = ("person", "organisation", "country", "group")
COLUMNS = (
    Column("name", "Name", wide=True),
    Column("kind", "Kind"),
    Column("country", "Code"),
    Column("events", "Events", right=True),
    Column("documents", "Docs", right=True),
    Column("first", "First", room=90),
    Column("last", "Last", room=90),
    Column("aliases", "Also called", wide=True, room=70),
    Column("id", "Id", room=140),
)


def command(
    wanted: entity_list.Wanted,
    filters: Filters,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: SheetOutputOrEmpty,
) -> Exit:
    """List who takes part and how often.

    Each under one name and one id, with the number of events and documents and all names seen,
    most events first. Kinds are person, organisation, country and group. Code: of a country, ISO
    3166. First and Last: the days between which the events lie.
    """
    from timeline.names.finding import Known, meant

    output.sheets()
    kinds = among("--kind", wanted.kind, KINDS)
    query = filters.query()
    with Store.read(out_dir) as store:
        counted = store.actors(filters.stored(query, store, output.say))
        aliases = names_file.known(store, names_file.of(store, filters.names))
    told = {Known(c.id, c.name, c.kind, tuple(sorted(c.aliases - {c.name}))): c for c in counted}
    chosen = list(told) if wanted.like is None else meant(wanted.like, list(told), aliases)
    rows = [
        {
            "id": one.id,
            **entity_list.row(one.name, _code(one.id), told[one]),
            "aliases": list(one.aliases),
        }
        for one in chosen
        if not kinds or one.kind in kinds
    ]
    return entity_list.write(rows, COLUMNS, "actor", output, wanted.limit)


def _code(id_: str) -> str | None:
    """The ISO code of a country, which its id ends with."""
    kind, _, code = id_.partition(":")
    return code if kind == "country" and len(code) == 2 and code.isupper() else None
