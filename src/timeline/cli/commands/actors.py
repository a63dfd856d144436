"""timeline actors: the people, organisations and countries that the chronology names."""

from __future__ import annotations

from timeline.cli import entity_list, names_file
from timeline.cli.filters import Filters
from timeline.cli.options import DATA_OUT, OutputOrEmpty, StoreDir, among
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
)


def command(
    wanted: entity_list.Wanted,
    filters: Filters,
    out_dir: StoreDir = DATA_OUT,
    *,
    output: OutputOrEmpty,
) -> Exit:
    """List who takes part and how often.

    With the number of events and documents and all names seen, most events first. Kinds are
    person, organisation, country and group. Code: of a country, ISO 3166. First and Last: the
    days between which the events lie.
    """
    from timeline.names.gathering import country_code, meant

    output.sheets()
    kinds = among("--kind", wanted.kind, KINDS)
    query = filters.query()
    with Store.read(out_dir) as store:
        counted = store.actors(filters.stored(query, store, output.say))
        aliases = names_file.read(names_file.of(store, filters.names))
    told = entity_list.gathered(counted, aliases)
    chosen = list(told) if wanted.like is None else meant(wanted.like, list(told), aliases)
    rows = []
    for total in (told[one] for one in chosen):
        if kinds and total.kind not in kinds:
            continue
        listed = aliases.find(total.name) if aliases else None
        name = listed.shown if listed is not None else total.name
        country = country_code(total.name) if total.kind == "country" else None
        others = sorted(set(total.aliases) - {name})
        rows.append({**entity_list.row(name, country, total), "aliases": others})
    return entity_list.write(rows, COLUMNS, "actor", output, wanted.limit)
