"""The user's file of names, names.toml, as commands use it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.names.aliases import Aliases

FILE = "names.toml"


def of(store: Store, given: Path | None = None) -> Path | None:
    """The file of names that goes with a store: as given, as it was merged with, or beside it."""
    if given is not None:
        return _there(given)
    path, _ = store.merged_with()
    if path:
        return Path(path)
    return None if store.folder is None else store.folder / FILE


def beside(folder: Path | None, given: Path | None) -> Path | None:
    """The file of names for a run that merges: as given, else beside the chronology."""
    if given is not None:
        return _there(given)
    return None if folder is None else folder / FILE


def _there(given: Path) -> Path:
    if not given.is_file():
        raise UsageError("--names", f"there is no file {given}", "name a file that is there")
    return given


def read(path: Path | None) -> Aliases:
    """The aliases of a file, none for none. Raises NamesError."""
    from timeline.names import aliases

    return aliases.NONE if path is None else aliases.read(path)


@contextmanager
def using(store: Store, given: Path | None = None) -> Iterator[None]:
    """Merge by the file of names: the one given, which is noted then, else the store's own."""
    from timeline.names import aliases

    path = of(store) if given is None else given
    told = read(path)
    with aliases.using(told):
        yield
    if given is not None and (told.digest or store.merged_with()[1]):
        store.note_names(str(given) if told.digest else "", told.digest)


def changed(store: Store, path: Path | None) -> bool:
    """Whether the chronology was merged with other names than the file has now."""
    _, then = store.merged_with()
    if path is None or not (then or path.exists()):
        return bool(then)
    from timeline.names import aliases

    return aliases.digest(path) != then


def warn(store: Store, path: Path | None, say: Callable[[str], None]) -> bool:
    """Say that the chronology is older than the file of names, if it is, or that this can't be
    read; whether it can."""
    from timeline.names.aliases import NamesError

    try:
        if path is None or not changed(store, path):
            return True
        read(path)
    except NamesError as error:
        say(str(error))
        say(f"shown is the chronology as it was merged before {path} was changed")
        return False
    folder = store.folder or Path()
    where = "" if folder == Path("data/out") else f" -o {shlex.quote(str(folder))}"
    other = "" if path == folder / FILE else f" --names {shlex.quote(str(path))}"
    say(
        f"the chronology was merged before {path} was what it is now; bring it up to date with:"
        f" timeline names{where}{other}"
    )
    return True
