"""Events as records of the columns that were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from timeline import flat
from timeline.cli.options import one_of
from timeline.contract import EventRow
from timeline.render import Column, Sheet

# What a table calls them -> the columns that are meant.
_CALLED = {"who": "actors", "where": "places", "event": "title", "src": "sources", "when": "date"}
NAMES = (*flat.COLUMNS, *_CALLED)
_LONG = {"title", "actors", "places", "documents", "urls", "quote", "note", "tags", "amounts",
         "conflicts"}  # fmt: skip


def named(given: Sequence[str] | None) -> tuple[str, ...]:
    """The columns asked for, some may be parted by commas. Raises UnknownChoiceError."""
    names = (part.strip().lower() for one in given or () for part in one.split(","))
    return tuple(dict.fromkeys(one_of("--columns", name, NAMES) for name in names))


def fields(names: Sequence[str]) -> tuple[str, ...]:
    """What the columns are called in data."""
    return tuple(_CALLED.get(name, name) for name in names)


def sheet(
    events: Iterable[EventRow],
    names: Sequence[str],
    addresses: Mapping[str, str],
    shown: Mapping[str, str],
    id_length: int | None,
) -> Sheet:
    """The events with these columns alone. addresses, shown: see `flat.row`.

    id_length: of a table, where dates are in words and titles say what is not certain; None for
    data.
    """

    def rows() -> Iterator[dict[str, Any]]:
        for event in events:
            told = dict(zip(flat.COLUMNS, flat.row(event, addresses, shown), strict=True))
            if id_length is not None:
                told |= _in_words(event, id_length)
            yield {name: told[name] for name in fields(names)}

    return Sheet(tuple(map(_column, names)), rows() if id_length is None else list(rows()))


def _in_words(event: EventRow, id_length: int) -> dict[str, str]:
    from timeline.render.to_table import title
    from timeline.render.words import date

    return {
        "id": event["id"][:id_length],
        "date": date(event["date"]),
        "title": title(event).plain,
    }


def _column(name: str) -> Column:
    field = _CALLED.get(name, name)
    header = name.replace("_", " ").capitalize()
    right = field in ("confidence", "salience", "sources")
    return Column(field, header, right=right, wide=field in _LONG, address=field == "urls")
