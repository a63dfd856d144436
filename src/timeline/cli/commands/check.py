"""timeline check: whether a store is as it was written, and a damaged one mended."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from timeline.cli import names_file, publishing, streams
from timeline.cli.options import DATA_OUT, Debug, Quiet, StoreDir, flag
from timeline.errors import Exit, StoreError, TimelineError
from timeline.safe_text import clean
from timeline.store import Store, files

if TYPE_CHECKING:
    from timeline.store.checking import Finding


def command(
    mend: Annotated[
        bool, flag("Mend what can be mended; nothing that is stored is thrown away.", "--mend")
    ] = False,
    out_dir: StoreDir = DATA_OUT,
    quiet: Quiet = False,
    debug: Debug = False,
) -> Exit:
    """Check that the store is as it was written.

    Its structure and checksums, that quotes, documents and events fit together, that
    chronology.json is that of the store, that names.toml and decisions.toml can be read, and what
    killed runs left. --mend brings the store of an
    earlier version up to date, writes chronology.json again, and where more is damaged makes the
    chronology anew of what the articles gave and of decisions.toml; the damaged file is kept beside
    it. The exit code is 0 where nothing is wrong, or all was mended.
    """
    if not (out_dir / files.STORE).is_file():
        raise files.none_yet(out_dir)
    found = _found(out_dir)
    with streams.data("table") as out:
        out.writelines(f"{clean(one.what)}\n" for one in found)

    def say(message: str) -> None:
        if not quiet:
            streams.say(message)

    if not found:
        say("nothing is wrong")
        return Exit.OK
    anew = any(one.anew for one in found)
    if anew:
        _refuse_hopeless(out_dir)
    if not mend:
        again = files.how_to_check(out_dir).partition(": ")[2].replace("check", "check --mend", 1)
        say("mend it by hand" if all(one.by_hand for one in found) else f"mend it: {again}")
        return Exit.SOME_FAILED
    return _mended(out_dir, found, say, anew=anew)


def _mended(folder: Path, found: list[Finding], say: Callable[[str], None], *, anew: bool) -> Exit:
    """Mend what can be mended of what was found."""
    by_hand = [one for one in found if one.by_hand]
    if anew and (wrong := _settings(folder, None)):
        streams.say(f"nothing is mended yet; first {wrong[0].what}")
        return Exit.SOME_FAILED
    lost = _make_anew(folder, say) if anew else []
    if len(by_hand) < len(found):
        _renew(folder, say, merged_anew=anew)
    for what in lost:
        streams.say(f"{what} is lost: extract again")
    left = _found(folder)
    for one in left:
        streams.say(one.what if one.by_hand and one not in by_hand else f"not mended: {one.what}")
    if not (left or lost):
        say("all of it is mended")
    return Exit.SOME_FAILED if left or lost else Exit.OK


def _found(folder: Path) -> list[Finding]:
    from timeline.store import checking, locking

    with files.explained(folder / files.STORE), ExitStack() as stack:
        if os.access(folder, os.W_OK):  # else nobody of this user's writes here
            stack.enter_context(closing(locking.take(folder, streams.say)))
        found = list(checking.findings(folder))
    names = None
    if not any(one.anew for one in found):
        with suppress(StoreError), Store.read(folder, checked=False) as store:
            names = names_file.of(store)
    return found + _settings(folder, names)


def _settings(folder: Path, names: Path | None) -> list[Finding]:
    """What its user has to mend in names.toml and decisions.toml. names: by default beside it."""
    from timeline import decisions
    from timeline.store.checking import Finding

    found = []
    for read, path in (
        (names_file.read, names or folder / names_file.FILE),
        (decisions.read, folder),
    ):
        try:
            read(path)
        except TimelineError as error:
            found.append(Finding(str(error), anew=False, by_hand=True))
    return found


def _refuse_hopeless(folder: Path) -> None:
    """Raise StoreError where nothing of a store is left that a chronology could be made of."""
    from timeline.store import checking

    if checking.can_salvage(folder / files.STORE):
        return
    why = "nothing can be read of what its articles gave, so it can't be mended and stays as it is"
    how = "extract the articles into another directory with --out-dir"
    if events := checking.events_of_export(folder):
        export = shlex.quote(str(folder / files.EXPORT))
        told = streams.count(events, "event")
        instead = f"timeline merge {export} --out-dir NEWDIR"
        how = f"{files.EXPORT} beside it is whole, with {told}: {instead}, or {how}"
    raise StoreError(str(folder / files.STORE), why, how)


def _make_anew(folder: Path, say: Callable[[str], None]) -> list[str]:
    """Put a store of what the articles gave in the damaged one's place; what is lost."""
    from timeline.store import checking, locking

    path = folder / files.STORE
    with files.explained(path), closing(locking.take(folder, streams.say)):
        kept, lost = checking.salvage(path, files.aside(path))
        away = checking.put_away(path)
        files.aside(path).replace(path)
        files.sync_folder(folder)
    say(f"{streams.count(kept, 'article')} kept; the damaged store is {away.name} now")
    return lost


def _renew(folder: Path, say: Callable[[str], None], *, merged_anew: bool) -> None:
    from timeline import result_keys

    rules = result_keys.fingerprint() if merged_anew else ""
    with Store.write(folder, rules, waiting=streams.say) as store:
        if merged_anew:
            with names_file.using(store, names_file.of(store)):
                publishing.publish(store, say, store.preferred_language())
        else:
            store.renew()
