"""Compressed rich text, as Outlook keeps it in mails (MS-OXRTFCP): LZ77 over a ring of bytes."""

from __future__ import annotations

import struct

_HEADER = struct.Struct("<IIII")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D  # LZFu, MELA
# What the ring holds before the first byte.
_BEGINS = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
    b"\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl"
    b"\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING = 4096
_MOST = 50_000_000


def unpacked(data: bytes) -> bytes:
    """The rich text; what there is of one that is cut off. Raises ValueError for what is none."""
    if len(data) < _HEADER.size:
        raise ValueError("no compressed rich text")
    _, size, kind, _ = _HEADER.unpack_from(data)
    if kind == _PLAIN:
        return data[_HEADER.size : _HEADER.size + size]
    if kind != _PACKED:
        raise ValueError("no compressed rich text")
    ring = bytearray(_BEGINS.ljust(_RING, b"\0"))
    write = len(_BEGINS)
    out = bytearray()
    at, ends = _HEADER.size, len(data)
    while at < ends and len(out) < _MOST:
        control = data[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                if at + 1 >= ends:
                    return bytes(out)
                told = data[at] << 8 | data[at + 1]
                at += 2
                read, length = told >> 4, (told & 15) + 2
                if read == write:  # which says that it ends here
                    return bytes(out)
                for n in range(length):  # a copy may reach into what it writes itself
                    ring[write] = ring[(read + n) % _RING]
                    out.append(ring[write])
                    write = (write + 1) % _RING
            else:
                if at >= ends:
                    return bytes(out)
                ring[write] = data[at]
                out.append(data[at])
                write = (write + 1) % _RING
                at += 1
    return bytes(out)
