"""The zip archive that an office file or a book is: its parts, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from timeline.errors import InputError, TimelineError
from timeline.read.office.xml_events import Reading, Refused, parse

# The text of a book of a thousand pages has 20 MB of XML, which packs to a tenth or a thirtieth;
# what unpacks to much more is an attack or a mistake.
MOST_UNPACKED = 100_000_000
_MOST_RATIO = 150
_SMALL = 10_000_000
# A part takes memory of its own, however little there is of it in the file.
_MOST_PARTS, _LISTED = 20_000, b"PK\x01\x02"
_LOCKED = 0x1  # of a member's flags


class Package:
    """The parts of a file by name. All of them together unpack to MOST_UNPACKED bytes at most."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MOST_UNPACKED
        self.names = tuple(archive.namelist())

    def part(self, name: str) -> bytes:
        """A part unpacked. Raises Refused for one that is no document's, KeyError for none."""
        told = self._archive.getinfo(name)
        if told.flag_bits & _LOCKED:
            raise Refused("it is protected by a password")
        if told.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("it is packed in a way that no office program uses")
        # No more is unpacked than the archive says, so that its word can be gone by.
        if told.file_size > self._left or (
            told.file_size > _SMALL and told.file_size > _MOST_RATIO * told.compress_size
        ):
            times = told.file_size // max(1, told.compress_size)
            raise Refused(
                f"{name} in it unpacks to {told.file_size / 1e6:.0f} MB, {times} times its size"
            )
        self._left -= told.file_size
        with self._archive.open(told) as packed:
            return packed.read()

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self.names

    def read(self, name: str, reading: Reading) -> bool:
        """Tell `reading` of a part where there is one; whether that was all there is."""
        return not self.has(name) or parse(self.part(name), reading)


@contextmanager
def opened(data: bytes, name: str, called: str) -> Iterator[Package]:
    """The package that `data` is.

    called: the kind of file. Raises InputError for what is damaged, protected or refused.
    """
    # A damaged file fails in the archive, the unpacker or the XML parser in a dozen ways.
    try:
        with _archive(data) as archive:
            yield Package(archive)
    except TimelineError:
        raise
    except Refused as e:
        locked = "password" in str(e)
        how = "save it without one" if locked else "check the file, or give its text"
        raise InputError(name, str(e), how) from e
    except Exception as e:
        raise InputError(name, f"the {called} is damaged", "save it again, or give its text") from e


def _archive(data: bytes) -> zipfile.ZipFile:
    if data.count(_LISTED) > _MOST_PARTS:
        raise Refused(f"it holds more than {_MOST_PARTS} parts")
    return zipfile.ZipFile(io.BytesIO(data))
