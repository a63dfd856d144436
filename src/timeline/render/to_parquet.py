"""Parquet, a row an event with the columns of the CSV; dates stay EDTF text, lists are lists.

Written by polars, which the extra `timeline[parquet]` installs.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from timeline.errors import UsageError
from timeline.flat import COLUMNS, LISTS, addresses, row
from timeline.render import Page

# Events are taken one by one and need not be in memory.
STREAMS = True
BINARY = True
_AT_ONCE = 5_000  # rows; in a frame they take a tenth of the room


def chronology(page: Page, out: BinaryIO) -> None:
    """Write the file. Raises UsageError where polars is not installed."""
    try:
        import polars
    except ImportError as error:
        how = "install it with: pip install 'article-timeline[parquet]'"
        raise UsageError("--format", "parquet needs the package polars", how) from error
    schema = {
        name: polars.List(polars.String)
        if name in LISTS
        else {"approximate": polars.Boolean, "confidence": polars.Float64,
              "salience": polars.Float64, "sources": polars.Int64}.get(name, polars.String)
        for name in COLUMNS
    }  # fmt: skip
    known = addresses(page.documents)
    frames = [polars.DataFrame(schema=schema)]
    for first in range(0, len(page.events), _AT_ONCE):
        some = page.events[first : first + _AT_ONCE]
        rows = [row(event, known, page.shown) for event in some]
        frames.append(polars.DataFrame(rows, schema=schema, orient="row"))
    # Polars has errors of its own for a stream that is full or closed, and ours are told apart.
    made = BytesIO()
    polars.concat(frames).write_parquet(made)
    out.write(made.getbuffer())
