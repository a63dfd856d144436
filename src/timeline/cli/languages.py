"""timeline languages: which languages are read, and how well."""

from __future__ import annotations

from typing import Any

from timeline import render
from timeline.cli import options, output
from timeline.render import Column, Sheet

COLUMNS = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("dates", "Dates"),
    Column("events", "Events"),
)


def command(
    format_: options.FormatName = None,
    json: options.Json = False,
    jsonl: options.Jsonl = False,
    csv: options.Csv = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """List the languages that are read.

    Dates: full (tuned on annotated articles), good (a data file and a phrasing table of its own),
    basic (whole dates and the plainest relative ones, from locale data). Events are found where
    it says yes; elsewhere `timeline dates` reads the time expressions alone.
    """
    from babel import Locale, UnknownLocaleError

    from timeline import dates

    format_name = output.choose(format_, json=json, jsonl=jsonl, csv=csv)
    writer = render.find_for_sheets(format_name)
    with_events = dates.with_events()
    rows: list[dict[str, Any]] = []
    for code, level in dates.levels().items():
        try:
            name = Locale.parse(code, sep="-").get_display_name("en")
        except (UnknownLocaleError, ValueError):
            name = None
        events = code in with_events
        if format_name == "table":
            rows.append({"code": code, "name": name or "", "dates": level,
                         "events": "yes" if events else ""})  # fmt: skip
        else:
            rows.append({"code": code, "name": name, "dates": level, "events": events})
    with output.data(format_name) as out:
        writer.sheet(Sheet(COLUMNS, rows), out)
    if not quiet:
        output.say(output.count(len(rows), "language"))
