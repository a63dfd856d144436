"""timeline languages: which languages are read, and how well."""

from __future__ import annotations

from typing import Any

from timeline.cli.options import SheetOutput
from timeline.cli.streams import count
from timeline.render import Column

COLUMNS = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("dates", "Dates"),
    Column("events", "Events"),
)


def command(output: SheetOutput) -> None:
    """List the languages that are read.

    Dates: full (tuned on annotated articles), good (a data file and a phrasing table of its own),
    basic (whole dates and the plainest relative ones, from locale data). Events are found where
    it says yes; elsewhere `timeline dates` reads the time expressions alone.
    """
    from timeline import dates

    printer = output.sheets()
    with_events = dates.with_events()
    rows: list[dict[str, Any]] = []
    for code, level in dates.levels().items():
        events: bool | str = code in with_events
        if printer.table:
            events = "yes" if events else ""
        rows.append({"code": code, "name": _name(code), "dates": level, "events": events})
    printer.write(COLUMNS, rows)
    printer.say(count(len(rows), "language"))


def _name(code: str) -> str | None:
    """A language's name in English, where it is known."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return None
