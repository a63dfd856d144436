"""What a file that is not read is, in words: by its name, by its first bytes (kinds.toml)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any

_ENDING = re.compile(r"[^./\\]\.([a-z0-9_]{1,12})$", re.I)
_MOST_KINDS = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of files. called: one of them in words. why: it isn't read; how: what to do about
    it, "left out" for nothing. magic: what their content begins with and no text does; begins: the
    same of text. None where nothing tells."""

    called: str
    why: str
    how: str
    magic: re.Pattern[bytes] | None
    begins: re.Pattern[bytes] | None


def ending(name: str) -> str:
    """The ending of a name in lower case, with its dot; "" where what is behind the last dot is
    none: `.5` of `Report 2.5`, ` Doe was there` of `Mr. Doe was there`."""
    found = _ENDING.search(name.rstrip())
    told = "" if found is None else found[1].lower()
    return "" if told.isdigit() else told and f".{told}"


def of_name(name: str) -> Kind | None:
    """The kind that a file's name tells, None when it tells none."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    endings, names = _known()
    return names.get(base) or endings.get(ending(base))


def of_content(data: bytes, *, text: bool = False) -> Kind | None:
    """The kind that a file's first bytes tell, None when they tell none.

    text: whether a text that begins so counts, too. Some formats that are read begin as these do.
    """
    for kind in _kinds():
        for pattern in (kind.magic, kind.begins if text else None):
            if pattern is not None and pattern.match(data):
                return kind
    return None


def counted(kinds: Iterable[str]) -> str:
    """How many of each kind there are, the most first: 3 photos, 2 .xyz, 1 sound file."""
    counts = Counter(kinds)
    told = sorted(counts, key=lambda kind: (-counts[kind], kind))
    said = [f"{counts[kind]} {_plural(kind, counts[kind])}" for kind in told]
    if len(said) > _MOST_KINDS + 1:
        rest = sum(counts[kind] for kind in told[_MOST_KINDS:])
        said[_MOST_KINDS:] = [f"{rest} of other kinds"]
    return ", ".join(said)


def is_rubbish(name: str) -> bool:
    """Whether systems or programs leave files of that name beside others, as .DS_Store.

    name: a path within what was named; the folders in it count.
    """
    *folders, base = name.replace("\\", "/").lower().split("/")
    return _fits(base, "files") or any(_fits(folder, "folders") for folder in folders if folder)


def is_rubbish_folder(name: str, beside: Collection[str]) -> bool:
    """Whether a folder of that name holds nothing for readers, as .git, or what a page shows that
    was saved with it. beside: the names of what lies beside it."""
    if _fits(name.lower(), "folders"):
        return True
    ends = next((e for e in _table()["rubbish"]["page"] if name.lower().endswith(e)), None)
    if ends is None:
        return False
    page = name[: -len(ends)]
    return any(f"{page}{suffix}" in beside for suffix in (".html", ".htm", ".xhtml"))


def _fits(name: str, which: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _table()["rubbish"][which])


def _plural(kind: str, number: int) -> str:
    noun = kind.removeprefix("an ").removeprefix("a ")
    return noun if number == 1 or noun.startswith(".") else f"{noun}s"


@cache
def _table() -> dict[str, Any]:
    text = resources.files("timeline.read").joinpath("kinds.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(_kind(told) for told in _table()["kind"])


def _kind(told: dict[str, str]) -> Kind:
    called = told["kind"]
    magic, begins = (
        re.compile(told[key].encode("ascii"), re.S) if key in told else None
        for key in ("magic", "begins")
    )
    why = f"it is {called} {told.get('why', '')}".rstrip()
    return Kind(called, why, told.get("how", "left out"), magic, begins)


@cache
def _known() -> tuple[dict[str, Kind], dict[str, Kind]]:
    """Kinds by ending, and by whole name."""
    endings: dict[str, Kind] = {}
    names: dict[str, Kind] = {}
    for kind, told in zip(_kinds(), _table()["kind"], strict=True):
        endings |= {f".{e}": kind for e in told.get("endings", "").split()}
        names |= dict.fromkeys(told.get("names", "").split(), kind)
    return endings, names
