"""The one stored document that is meant by an id, a path or the beginning of either or of its
content's digest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from timeline.contract import DocumentRow
from timeline.errors import UsageError, nearest
from timeline.store import Store
from timeline.store.texts import place

# So many hexadecimal digits may stand for a digest; fewer are rather the beginning of a name.
_DIGITS = 6
_MOST = 5


def by_name(store: Store, wanted: str, what: str = "DOCUMENT") -> DocumentRow:
    """The one document of that id, or path, or whose file lies there; else the one whose id ends in
    it behind a slash, then the one whose does but for the file's ending; else the one whose id,
    file's name or sha256 begins so.

    what: what the argument is called. Raises UsageError with the candidates.
    """
    documents = store.documents()
    found = candidates(store, wanted, documents)
    if len(found) == 1:
        return found[0]
    if found:
        these = ", ".join(d["id"] for d in found[:_MOST])
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        raise UsageError(what, f"{wanted!r} may be {these}{more}", "give more of it, or all")
    near = nearest(wanted, (d["id"] for d in documents))
    meant = f"did you mean {near[0]}? " if near else ""
    how = f"{meant}see timeline documents"
    raise UsageError(what, f"no document's id, path or sha256 begins with {wanted!r}", how)


def candidates(store: Store, wanted: str, documents: list[DocumentRow]) -> list[DocumentRow]:
    """The documents that a text may stand for, by the surest way in which there are any."""
    if not wanted:
        return []
    digits = wanted.lower()
    hexadecimal = len(digits) >= _DIGITS and not set(digits) - set("0123456789abcdef")
    names = store.names(documents)
    there = store.placed(place(wanted, "", store.folder))
    ways: tuple[Callable[[DocumentRow], bool], ...] = (
        lambda d: d["id"] == wanted,
        lambda d: names.get(d["id"]) == wanted,
        lambda d: d["path"] == wanted,
        lambda d: d["id"] in there,
        lambda d: d["id"].endswith(f"/{wanted}"),
        lambda d: _without_ending(d["id"]).endswith(f"/{wanted}"),
        lambda d: (
            d["id"].startswith(wanted)
            or PurePath(d["id"]).name.startswith(wanted)
            or (hexadecimal and d["sha256"].startswith(digits))
        ),
    )
    for way in ways:
        if found := [d for d in documents if way(d)]:
            return found
    return []


def _without_ending(id_: str) -> str:
    """An id behind a slash, without the ending of its file's name."""
    path = PurePath(id_)
    return f"/{path.parent / path.stem}"
