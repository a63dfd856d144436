"""timeline places: where the chronology's events are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import typer

from timeline import render
from timeline.cli import entities, naming, options, output
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
    since: entities.Since = None,
    until: entities.Until = None,
    like: entities.Like = None,
    kind: entities.Kind = None,
    type_: entities.Type = None,
    source: entities.Source = None,
    language: entities.SourceLanguage = None,
    all_: entities.All = False,
    limit: entities.Limit = None,
    out_dir: options.StoreDir = options.DATA_OUT,
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    fail_empty: options.FailEmpty = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """List where events are and how often.

    With the number of events and documents, most events first. Kinds are city, country and
    region. Code: of the country, ISO 3166. --like BY lists what lies in Belarus, --like Londres
    finds London.
    """
    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    render.find_for_sheets(format_name)
    wanted_kinds = entities.kinds(kind, KINDS)
    query = entities.query(since, until, type_, source, all_)
    with Store.read(out_dir) as store:
        spoken = naming.languages(store, language or (), quiet=quiet)
        counted = store.places(replace(query, languages=spoken))
        at, within = naming.places(store, [like] if like else [], quiet=quiet)
    rows: list[dict[str, Any]] = [
        {
            "name": one.name,
            "kind": one.kind,
            "country": one.country,
            "events": len(one.events),
            "documents": len(one.documents),
            "first": one.days[0],
            "last": one.days[1],
        }
        for one in counted
        if (not wanted_kinds or one.kind in wanted_kinds)
        and (not like or one.name in at or one.country in within)
    ]
    code: int = entities.write(
        rows, COLUMNS, "place", format_name, limit=limit, quiet=quiet, fail_empty=fail_empty
    )
    raise typer.Exit(Exit(code))
