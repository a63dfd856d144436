"""Compound files (MS-CFB) and Outlook mails (MS-OXMSG) that tests make."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(tree: Tree) -> bytes:
    """A file of streams (bytes) and storages (more of them) by their names."""
    entries: list[list[object]] = []  # name, type, left, right, child, data

    def add(name: str, value: bytes | Tree, kind: int) -> int:
        number = len(entries)
        entries.append(
            [name, kind, _FREE, _FREE, _FREE, value if isinstance(value, bytes) else b""]
        )
        if not isinstance(value, bytes):
            before = None
            for inner, held in value.items():
                at = add(inner, held, 2 if isinstance(held, bytes) else 1)
                if before is None:
                    entries[number][4] = at
                else:  # a chain, which is a tree too
                    entries[before][3] = at
                before = at
        return number

    add("Root Entry", tree, 5)
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(data: bytes) -> int:
        """Where data begin, in sectors of their own."""
        if not data:
            return _END
        first = len(sectors)
        pieces = [data[n : n + _SECTOR].ljust(_SECTOR, b"\0") for n in range(0, len(data), _SECTOR)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    small, small_fat, starts = bytearray(), list[int](), list[int]()
    for entry in entries:
        data = entry[5]
        assert isinstance(data, bytes)
        if entry[1] != 2 or not data:
            starts.append(_END)
        elif len(data) < _CUTOFF:
            starts.append(len(small) // _MINI)
            small += data.ljust(-(-len(data) // _MINI) * _MINI, b"\0")
            small_fat += [*range(len(small_fat) + 1, len(small) // _MINI), _END]
        else:
            starts.append(chain(data))
    starts[0] = chain(bytes(small))
    mini = chain(struct.pack(f"<{len(small_fat)}I", *small_fat).ljust(_SECTOR, b"\xff"))
    listed = b""
    for entry, start in zip(entries, starts, strict=True):
        name, kind, left, right, child, data = entry
        assert isinstance(name, str)
        assert isinstance(data, bytes)
        raw = name.encode("utf-16-le")
        size = len(small) if kind == 5 else len(data)
        listed += struct.pack(
            "<64sHBBIII16sI8s8sIQ", raw, len(raw) + 2, kind, 1, left, right, child, b"", 0, b"", b"",
            start, size,
        )  # fmt: skip
    directory = chain(listed)
    many = -(-(len(fat) + 8) // (_SECTOR // 4))
    places = list(range(len(sectors), len(sectors) + many))
    fat += [_FAT] * many
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(many * _SECTOR, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, many, directory, 0, _CUTOFF, mini, len(small_fat) // 128 + 1, _END, 0,
    ) + struct.pack("<109I", *places, *[_FREE] * (109 - many))  # fmt: skip
    return head + b"".join(sectors) + table


def message(
    texts: Mapping[int, str],
    *,
    data: Mapping[int, bytes] = {},
    numbers: Mapping[int, int] = {},
    sent: datetime | None = None,
    attached: list[Tree] = [],  # noqa: B006
    header: int = 32,
    narrow: str = "",
) -> Tree:
    """A message's storage: its texts, bytes and numbers by their property; narrow: an encoding."""
    tree: dict[str, bytes | Tree] = {}
    table = bytes(header)
    for prop, text in texts.items():
        kind = 0x1E if narrow else 0x1F
        tree[f"__substg1.0_{prop:04X}{kind:04X}"] = text.encode(narrow or "utf-16-le")
        table += struct.pack("<HHIQ", kind, prop, 6, len(text))
    for prop, held in data.items():
        tree[f"__substg1.0_{prop:04X}0102"] = held
    for prop, number in numbers.items():
        table += struct.pack("<HHIQ", 3, prop, 6, number)
    if sent is not None:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        table += struct.pack("<HHIQ", 0x40, 0x39, 6, ticks)
    for number, each in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = each
    return {"__properties_version1.0": table, **tree}


def attachment(name: str, data: bytes, mime: str = "", content_id: str = "") -> Tree:
    """What hangs on a message."""
    texts = {0x3707: name, 0x370E: mime, 0x3712: content_id}
    told = {prop: text for prop, text in texts.items() if text}
    return message(told, data={0x3701: data}, numbers={0x3705: 1}, header=8)


def forwarded(inner: Tree) -> Tree:
    """A message that hangs on another; inner: one made with header=24."""
    return {**message({}, numbers={0x3705: 5}, header=8), "__substg1.0_3701000D": inner}
