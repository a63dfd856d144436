"""The user's file of names, names.toml, as commands use it.

It belongs to the store: the one that the chronology was merged with last is meant, wherever the
command is called from, else the one beside it. Where it is gone, what it said then holds.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import StoreError, UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.names.aliases import Aliases

FILE = "names.toml"


def of(store: Store, given: Path | None = None) -> Path | None:
    """The file of names that goes with a store: as given, as it was merged with, or beside it."""
    if given is not None:
        return check(given)
    if store.folder is None:
        return None
    beside, noted = store.folder / FILE, _noted(store)
    return noted if noted is not None and (noted.exists() or not beside.exists()) else beside


def for_run(folder: Path | None, given: Path | None) -> Path | None:
    """The file of names for a run that merges into a folder, where there may be no store yet."""
    if given is not None or folder is None:
        return None if given is None else check(given)
    with suppress(StoreError), Store.read(folder, checked=False) as store:
        return of(store)
    return folder / FILE


def _noted(store: Store) -> Path | None:
    """The file that the chronology was merged with, None for none."""
    place = store.merged_with().place
    if not place or store.folder is None:
        return None
    return Path(os.path.normpath(store.folder / place))


def check(given: Path) -> Path:
    """The file as given. Raises UsageError where it isn't there."""
    if not given.is_file():
        raise UsageError("--names", f"there is no file {given}", "name a file that is there")
    return given


def read(path: Path | None) -> Aliases:
    """The aliases of a file, none for none. Raises NamesError."""
    from timeline.names import aliases

    return aliases.NONE if path is None else aliases.read(path)


def known(store: Store, path: Path | None) -> Aliases:
    """The aliases of a store's file, of the store's own copy where that is gone.

    Raises NamesError.
    """
    if path is None or not gone(store, path):
        return read(path)
    from timeline.names import aliases

    then = store.merged_with()
    return aliases.parse(then.content, str(path), then.digest)


def gone(store: Store, path: Path | None) -> bool:
    """Whether a file that the chronology was merged with isn't there any more."""
    return path is not None and not os.path.lexists(path) and path == _noted(store)


@contextmanager
def using(store: Store, given: Path | None = None) -> Iterator[None]:
    """Merge by the store's file of names, or the one given, which is the store's from now on."""
    from timeline.names import aliases

    told = known(store, of(store) if given is None else given)
    with aliases.using(told):
        yield
    if given is not None and (told.digest or store.merged_with().digest):
        store.note_names(given if told.digest else None, told.digest, told.text)


def changed(store: Store, path: Path | None) -> bool:
    """Whether the chronology was merged with other names than the file has now."""
    then = store.merged_with().digest
    if path is None or gone(store, path):
        return False
    if not (then or path.exists()):
        return False
    from timeline.names import names_toml

    return names_toml.digest(path) != then


def warn(store: Store, path: Path | None, say: Callable[[str], None]) -> bool:
    """Say that the chronology is older than the file of names, if it is, or that this is gone or
    can't be read; whether its names can be had."""
    from timeline.names.names_toml import NamesError

    if warn_gone(store, path, say):
        return True
    try:
        if path is None or not changed(store, path):
            return True
        read(path)
    except NamesError as error:
        say(str(error))
        say(f"shown is the chronology as it was merged before {path} was changed")
        return False
    folder = store.folder or Path()
    where = "" if folder == Path("data/out") else f" --out-dir {shlex.quote(str(folder))}"
    other = "" if path == folder / FILE else f" --names {shlex.quote(str(path))}"
    say(
        f"the chronology was merged before {path} was what it is now; bring it up to date with:"
        f" timeline names{where}{other}"
    )
    return True


def warn_gone(store: Store, path: Path | None, say: Callable[[str], None]) -> bool:
    """Say that the file of names isn't there any more; whether that is so."""
    if not gone(store, path):
        return False
    beside = (store.folder or Path()) / FILE
    another = "an empty one" if path == beside else f"another at {beside}"
    say(f"{path} is gone; the names in it hold as they were: put it back, or {another}")
    return True
