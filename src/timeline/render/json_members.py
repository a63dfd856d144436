"""The members of a JSON array written one by one, as json.dumps would write them all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from timeline.safe_text import embeddable


def write_members(members: Iterable[Any], out: TextIO, *, depth: int) -> int:
    """Write what stands between the brackets of an array; how many members that are.

    depth: of the members, each level indented by one blank. What is unsafe in a page is escaped.
    """
    lead, written = "\n" + " " * depth, 0
    for member in members:
        # A text in JSON holds no raw line end: each one found begins a line of the layout.
        told = json.dumps(member, ensure_ascii=False, indent=1).replace("\n", lead)
        out.write(f"{',' if written else ''}{lead}{embeddable(told)}")
        written += 1
    if written:
        out.write(lead[:-1])
    return written
