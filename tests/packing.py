"""Archives that tests make, byte for byte."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Sequence

Files = Sequence[tuple[str, bytes]]


def zipped(files: Files, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of files with names and contents."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return held.getvalue()


def tarred(files: Files, mode: str = "w") -> bytes:
    """A tar archive; mode: as tarfile has it, "w:gz" and the like for a packed one."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return held.getvalue()
