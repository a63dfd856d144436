"""What the user names -> the files there are, each once, in a fixed order, errors apart."""

# Paths are kept as the user wrote them, which pathlib would not do.
# ruff: noqa: PTH112, PTH116, PTH118, PTH206, PTH207
from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline import content
from timeline.errors import InputError, LeftOut, NoFile, NotRead, Rubbish, TimelineError
from timeline.read import addresses, formats, kinds, own, triage

STDIN = "-"
Folder = tuple[int, int]
"""A folder by its numbers in the file system: finding out a real path of each would take long."""


def find(paths: Sequence[str]) -> Iterator[str | TimelineError]:
    """Every file under `paths` that is to be read, an InputError for each thing that can't be, and
    a NotRead for all else that is met there and not named.

    paths: see `collect.articles`.
    """
    seen: set[str] = set()
    walked: set[Folder] = set()
    for path in paths:
        for found in _expand(path, walked):
            if isinstance(found, str):
                elsewhere = found == STDIN or addresses.is_address(found)
                key = found if elsewhere else os.path.realpath(found)
                if key in seen:
                    continue
                seen.add(key)
                if not _is_text(found):
                    # No output could hold such a name, and no message quote it in one line.
                    found = InputError(ascii(found), _unlike_text(found), "rename it")  # noqa: PLW2901
            yield found


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not any(c in path for c in "\n\r\x0b\x0c\x1b\x85\u2028\u2029")


def _unlike_text(path: str) -> str:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not valid UTF-8"
    return "its name is no plain text"


def _expand(path: str, walked: set[Folder]) -> Iterator[str | TimelineError]:
    """walked: the directories met so far."""
    if path == STDIN:
        yield path
    elif not path or "\x00" in path:
        yield NoFile(ascii(path), "it is no path", "name a file, a directory or -")
    elif addresses.is_address(path):
        yield from addresses.find(path)
    elif os.path.isdir(path):
        yield from _directory(path, walked)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(path):
        yield from _matches(_with_one_separator(path), walked)
    else:
        told = content.shown(path)
        yield NoFile(told, "there is no such file or directory", "check the spelling")


def _matches(pattern: str, walked: set[Folder]) -> Iterator[str | TimelineError]:
    """What a pattern with * ? [ ] matches, in name order; ** stands for folders of any depth."""
    deep = "**" in pattern.split(os.sep)
    # glob's own ** follows links for ever, or as good as.
    left: list[LeftOut] = []
    matches = sorted(_below(pattern, left) if deep else glob.glob(pattern))
    yield from left
    if not matches:
        yield NoFile(content.shown(pattern), "no file matches the pattern", "check the pattern")
    for match in matches:
        if os.path.isdir(match):
            yield from _directory(match, walked)
        else:
            yield (triage.in_folder(match) if deep else triage.own_output(match)) or match


def _with_one_separator(pattern: str) -> str:
    """A pattern with the system's own separator, where the system knows another one."""
    return pattern.replace(os.altsep, os.sep) if os.altsep else pattern


def _below(pattern: str, left: list[LeftOut]) -> set[str]:
    """The files that a pattern with ** matches; each folder is looked into once.

    left: gets what was passed over.
    """
    parts = pattern.split(os.sep)
    first = parts.index("**")
    top = os.sep.join(parts[:first]) or (os.sep if first else "")
    found: set[str] = set()
    for root in glob.glob(top) if glob.has_magic(top) else [top]:
        start = os.path.join(root, "") if root else ""
        for path in _walk(root or os.curdir, set(), start):
            if isinstance(path, str):
                if _fits(path[len(start) :].split(os.sep), parts[first:]):
                    found.add(path)
            elif isinstance(path, LeftOut) and not isinstance(path, Rubbish):
                left.append(path)
    return found


def _fits(names: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the names of a path are those of a pattern, ** being any number of them; a name
    with a dot before it has to be asked for with that."""
    at = _with_next({0}, pattern)
    for name in names:
        there = {n for n in at if n < len(pattern)}
        if name.startswith("."):
            there = {n for n in there if pattern[n].startswith(".")}
        kept = {n for n in there if pattern[n] == "**"}
        passed = {n + 1 for n in there if fnmatch.fnmatch(name, pattern[n])}
        at = _with_next(kept | passed, pattern)
    return len(pattern) in at


def _with_next(at: set[int], pattern: Sequence[str]) -> set[int]:
    """The places in a pattern, and those behind a ** that may stand for nothing."""
    for n, part in enumerate(pattern):
        if n in at and part == "**":
            at.add(n + 1)
    return at


def _directory(root: str, walked: set[Folder]) -> Iterator[str | TimelineError]:
    if _folder(root) in walked:
        return
    left: list[LeftOut] = []
    nothing = True
    for met in _walk(root, walked, os.path.join(root, "")):
        found = (triage.in_folder(met) or met) if isinstance(met, str) else met
        if isinstance(found, LeftOut):
            left.append(found)
        else:
            nothing = False
        yield found
    if nothing:
        yield _nothing(root, left)


def _nothing(root: str, left: Sequence[LeftOut]) -> NoFile:
    """The error of a folder in which nothing is read but this is met."""
    named = [found for found in left if isinstance(found, NotRead)]
    if not named:
        endings = f"{formats.some()}: timeline help extract"
        why = f"the directory holds nothing that can be read ({endings})"
    else:
        # What systems leave is told of only where there is nothing else.
        kinds_ = [f.kind for f in named if not isinstance(f, Rubbish)] or [f.kind for f in named]
        why = f"the directory holds nothing that can be read, only {kinds.counted(kinds_)}"
    return NoFile(root, why, "name another, or name the file itself")


def _walk(root: str, walked: set[Folder], start: str) -> Iterator[str | TimelineError]:
    """All that lies below but folders, each folder's own in name order, and what folders aren't
    looked into. One that links lead to again is passed over: its files are known by the first of
    its names. A link that leads outside is not followed: nobody named what is there.

    walked: the folders met. start: how the paths begin.
    """
    above, real = os.path.join(root, ""), os.path.join(os.path.realpath(root), "")
    levels = [_entries(root, walked)]
    while levels:
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
        elif isinstance(entry, TimelineError):
            yield entry
        else:
            name = start + entry.path[len(above) :]
            try:
                outward = entry.is_symlink() and not _lies_in(entry.path, real)
                if not entry.is_dir():
                    yield _outward(name) if outward and entry.is_file() else name
                elif not outward:
                    levels.append(_entries(entry.path, walked, name))
                elif _folder(entry.path) not in walked:
                    yield _outward(name)
            except OSError:  # links in a ring
                yield name


def _outward(name: str) -> NotRead:
    why = "it is a link that leads out of the folder"
    return NotRead(name, "an outward link", why, "name what it points to")


def _lies_in(path: str, real: str) -> bool:
    """Whether what a link points to lies in a folder. real: its real path, with a / at its end."""
    return os.path.join(os.path.realpath(path), "").startswith(real)


def _entries(
    folder: str, walked: set[Folder], met: str | None = None
) -> Iterator[os.DirEntry[str] | TimelineError]:
    """What is in a folder, in name order; nothing in one met before.

    met: how one is called that was met in another; it may be a store, which is passed over.
    """
    try:
        if (known := _folder(folder)) in walked:
            return
        walked.add(known)
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda e: e.name)
    except OSError as e:
        yield InputError(folder, f"the directory can't be listed ({reason(e)})", "check its rights")
        return
    stored = own.store(folder, [e.name for e in entries]) if met is not None else None
    if stored is not None and met is not None:
        yield NotRead(met, stored.kind, stored.why)
        return
    beside = {e.name for e in entries}
    start = met if met is not None else folder
    for entry in entries:
        if kinds.is_rubbish_folder(entry.name, beside) and entry.is_dir(follow_symlinks=False):
            yield Rubbish(os.path.join(start, entry.name))
        else:
            yield entry


def _folder(path: str) -> Folder:
    there = os.stat(path)
    return there.st_dev, there.st_ino


def suffix(path: str) -> str:
    """The suffix of a file's name in lower case, with its dot."""
    if "://" in path:  # what an address says behind :: is where that file system lies
        path = path.partition("::")[0]
    return Path(path).suffix.lower()


def reason(error: OSError) -> str:
    """Why the system could not do it, for messages."""
    return (error.strerror or type(error).__name__).lower()
