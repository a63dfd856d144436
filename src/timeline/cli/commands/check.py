"""timeline check: whether a store is as it was written, and a damaged one mended."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from timeline.cli import names_file, publishing, streams
from timeline.cli.options import DATA_OUT, Debug, Quiet, StoreDir, flag
from timeline.errors import Exit, StoreError
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
    chronology.json is that of the store, and what killed runs left. --mend brings the store of an
    earlier version up to date, writes chronology.json again, and where more is damaged makes the
    chronology anew of what the articles gave and of decisions.toml; the damaged file is kept beside
    it. The exit code is 0 where nothing is wrong, or all was mended.
    """
    if not (out_dir / files.STORE).is_file():
        how = files.how_to_make(out_dir)
        raise StoreError(str(out_dir), "there is no chronology here yet", how)
    found = _found(out_dir)
    with streams.data("table") as out:
        out.writelines(f"{clean(one.what)}\n" for one in found)

    def say(message: str) -> None:
        if not quiet:
            streams.say(message)

    if not found:
        say("nothing is wrong")
        return Exit.OK
    if not mend:
        again = files.how_to_check(out_dir).partition(": ")[2].replace("check", "check --mend", 1)
        say(f"mend it: {again}")
        return Exit.SOME_FAILED
    lost = _make_anew(out_dir, say) if any(one.anew for one in found) else []
    _renew(out_dir, say, merged_anew=any(one.anew for one in found))
    for what in lost:
        streams.say(f"{what} is lost: extract again")
    left = _found(out_dir)
    for one in left:
        streams.say(f"not mended: {one.what}")
    if not (left or lost):
        say("all of it is mended")
    return Exit.SOME_FAILED if left or lost else Exit.OK


def _found(folder: Path) -> list[Finding]:
    from timeline.store import checking, locking

    with files.explained(folder / files.STORE), ExitStack() as stack:
        if os.access(folder, os.W_OK):  # else nobody of this user's writes here
            stack.enter_context(closing(locking.take(folder, streams.say)))
        return list(checking.findings(folder))


def _make_anew(folder: Path, say: Callable[[str], None]) -> list[str]:
    """Put a store of what the articles gave in the damaged one's place; what is lost."""
    from timeline.store import checking, locking

    path = folder / files.STORE
    with files.explained(path), closing(locking.take(folder, streams.say)):
        kept, lost = checking.salvage(path, files.aside(path))
        if not kept:
            files.aside(path).unlink()
            how = "it stays as it is; extract the articles into another directory with -o"
            raise StoreError(str(path), "nothing can be read of what its articles gave", how)
        away = checking.put_away(path)
        files.aside(path).replace(path)
        files.sync_folder(folder)
    say(f"{streams.count(kept, 'article')} kept; the damaged store is {away.name} now")
    return lost


def _renew(folder: Path, say: Callable[[str], None], *, merged_anew: bool) -> None:
    from timeline import pipeline

    rules = pipeline.fingerprint() if merged_anew else ""
    with Store.write(folder, rules, waiting=streams.say) as store:
        if merged_anew:
            with names_file.using(store):
                publishing.publish(store, say, store.preferred_language())
        else:
            store.renew()
