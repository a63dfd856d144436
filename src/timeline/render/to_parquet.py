"""Parquet, a row an event with the columns of the CSV; dates stay EDTF text, lists are lists.

Written by polars, which the extra `timeline[parquet]` installs.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from timeline.errors import UsageError
from timeline.flat import COLUMNS, LISTS, addresses, row
from timeline.render import Page

BINARY = True


def chronology(page: Page, out: BinaryIO) -> None:
    """Write the file. Raises UsageError where polars is not installed."""
    try:
        import polars
    except ImportError as error:
        how = "install it with: pip install 'timeline[parquet]'"
        raise UsageError("--format", "parquet needs the package polars", how) from error
    schema = {
        name: polars.List(polars.String)
        if name in LISTS
        else {"approximate": polars.Boolean, "confidence": polars.Float64,
              "salience": polars.Float64, "sources": polars.Int64}.get(name, polars.String)
        for name in COLUMNS
    }  # fmt: skip
    known = addresses(page.documents)
    rows = [row(event, known, page.shown) for event in page.events]
    # Polars has errors of its own for a stream that is full or closed, and ours are told apart.
    made = BytesIO()
    polars.DataFrame(rows, schema=schema, orient="row").write_parquet(made)
    out.write(made.getbuffer())
