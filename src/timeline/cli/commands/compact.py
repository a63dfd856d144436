"""timeline compact: a store gives back the room that it doesn't need."""

from __future__ import annotations

from typing import Annotated

from timeline.cli import streams
from timeline.cli.options import DATA_OUT, Debug, Quiet, StoreDir, flag
from timeline.errors import Exit
from timeline.store import Store, files


def command(
    forget_merging: Annotated[
        bool,
        flag(
            "Give back what merging keeps for itself, too; the next extract merges everything"
            " anew.",
            "--forget-merging",
        ),
    ] = False,
    out_dir: StoreDir = DATA_OUT,
    quiet: Quiet = False,
    debug: Debug = False,
) -> Exit:
    """Write the store's file anew, as small as it can be.

    What was deleted or replaced leaves room in the file, and so does an earlier version's store
    that was brought up to date. Nothing that is printed changes. The new file takes the old one's
    place when it is complete and checked: room for both is needed for that time. A damaged store is
    left as it is.
    """
    if not (out_dir / files.STORE).is_file():
        raise files.none_yet(out_dir)
    path = out_dir / files.STORE
    before = path.stat().st_size
    with Store.write(out_dir, "", finished=True, waiting=streams.say) as store:
        store.compact(merging=forget_merging)
    if not quiet:
        streams.say(f"{path}: {_size(before)}, now {_size(path.stat().st_size)}")
    return Exit.OK


def _size(count: int) -> str:
    """Bytes in words, in units of a thousand."""
    for unit, many in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= many:
            return f"{count / many:.1f} {unit}"
    return f"{count} bytes"
