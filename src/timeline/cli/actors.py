"""timeline actors: the people, organisations and countries that the chronology names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import typer

from timeline import render
from timeline.cli import entities, naming, options, output
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
    since: entities.Since = None,
    until: entities.Until = None,
    like: entities.Like = None,
    kind: entities.Kind = None,
    type_: entities.Type = None,
    source: entities.Source = None,
    language: entities.SourceLanguage = None,
    all_: entities.All = False,
    limit: entities.Limit = None,
    names: naming.NamesFile = None,
    out_dir: options.StoreDir = options.DATA_OUT,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    fail_empty: options.FailEmpty = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """List who takes part and how often.

    With the number of events and documents and all names seen, most events first. Kinds are
    person, organisation, country and group. Code: of a country, ISO 3166. First and Last: the
    days between which the events lie.
    """
    from timeline.names.gathering import country_code, meant

    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    render.find_for_sheets(format_name)
    wanted_kinds = entities.kinds(kind, KINDS)
    query = entities.query(since, until, type_, source, all_)
    with Store.read(out_dir) as store:
        spoken = naming.languages(store, language or (), quiet=quiet)
        query = replace(query, languages=spoken)
        path = naming.of(store, names)
        aliases = naming.read(path)
        naming.warn(store, path, quiet=quiet)
        counted = store.actors(query)
    told = entities.gathered(counted, aliases)
    chosen = list(told) if like is None else meant(like, list(told), aliases)
    rows: list[dict[str, Any]] = []
    for total in (told[one] for one in chosen):
        if wanted_kinds and total.kind not in wanted_kinds:
            continue
        listed = aliases.find(total.name) if aliases else None
        name = listed.shown if listed is not None else total.name
        rows.append(
            {
                "name": name,
                "kind": total.kind,
                "country": country_code(total.name) if total.kind == "country" else None,
                "events": len(total.events),
                "documents": len(total.documents),
                "first": total.days[0],
                "last": total.days[1],
                "aliases": sorted(set(total.aliases) - {name}),
            }
        )
    raise typer.Exit(
        entities.write(rows, COLUMNS, "actor", format_name, limit=limit, quiet=quiet,
                       fail_empty=fail_empty)
    )  # fmt: skip
