"""An office file (Office Open XML) put together anew: the same parts give the same bytes.

Its first part is the one that tells what made the file, not packed, so that it is told from an
article that lies beside it by how it begins (read/own.py). No part has a time of its own.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from timeline.render import Page

CORE = "docProps/core.xml"
_AT_ONCE = 1 << 16
_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")
_NO_DAY = datetime(1980, 1, 1)  # where zip archives begin to count


def put_together(
    made: IO[bytes], out: BinaryIO, replaced: Mapping[str, Iterable[bytes]] | None = None
) -> None:
    """Write a file that a library made, some of its parts replaced by these, which come last."""
    others = replaced or {}
    # What comes of it goes to a file first: a pipe can't be sought in, which zip archives want.
    with tempfile.TemporaryFile() as aside:
        with ZipFile(made) as parts, ZipFile(aside, "w") as archive:
            names = sorted(parts.namelist(), key=lambda name: name != CORE)
            for name in names:
                if name not in others:
                    with parts.open(name) as part:
                        _write(archive, name, iter(lambda: part.read(_AT_ONCE), b""))
            for name, pieces in others.items():
                _write(archive, name, pieces)
        aside.seek(0)
        shutil.copyfileobj(aside, out, _AT_ONCE)


def _write(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    told = ZipInfo(name)  # of 1 January 1980
    told.compress_type = ZIP_STORED if name == CORE else ZIP_DEFLATED
    with archive.open(told, "w") as part:
        for piece in pieces:
            part.write(piece)


def made_on(page: Page) -> datetime:
    """The day that a file says it was made: that of the newest article."""
    days = filter(_DAY.fullmatch, (document["published"] or "" for document in page.documents))
    return max(map(datetime.fromisoformat, days), default=_NO_DAY)


def to_file(link: str | None) -> str | None:
    """A link to a file as office programs follow it: they take no words or pages of one."""
    return None if link is None else link.partition("#")[0]
