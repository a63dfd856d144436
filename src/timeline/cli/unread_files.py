"""What a run met and did not read: counted, named where asked, kept in the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from timeline.cli import streams
from timeline.errors import LeftOut, NoFile, NotRead, Rubbish, TimelineError
from timeline.store.files import is_stream
from timeline.store.unread import UnreadFile


@dataclass
class UnreadFiles:
    """Files that were met and not read, those among them that failed, and what systems left.

    write: writes a line. quiet: nothing is said. each: each has a line as it is met. all_: even
    what systems left is counted.
    """

    write: Callable[[str], None]
    quiet: bool = False
    each: bool = False
    all_: bool = False
    left: dict[str, LeftOut] = field(default_factory=dict)
    failed: dict[str, TimelineError] = field(default_factory=dict)
    rubbish: int = 0

    def note(self, error: TimelineError) -> None:
        """Something that was met and isn't read."""
        if isinstance(error, Rubbish):
            self.rubbish += 1
        elif not isinstance(error, LeftOut):
            self.failed.setdefault(error.what, error)
        elif error.what not in self.left:
            self.left[error.what] = error
            if self.each:
                self._say(streams.noted(error))

    def tell(self, how_to_list: str) -> None:
        """Say in one line what was left unread, what failed among it; one file alone is named.

        how_to_list: what names all.
        """
        if self.left and self.each:
            self._say(streams.line(self._counted()))
        elif len(self.left) == 1 and not self._failed_files:
            self._say(streams.noted(next(iter(self.left.values()))))
        elif self.left:
            self._say(streams.line(f"{self._counted()}; {how_to_list} lists them"))
        if self.rubbish and self.all_:
            told = f"passed over: {self.rubbish} of what systems leave (.DS_Store, .git …)"
            self._say(streams.line(told))

    def _say(self, line: str) -> None:
        if not self.quiet:
            self.write(line)

    def _counted(self) -> str:
        from timeline.read import kinds

        told = kinds.counted(_kind(error) for error in self.left.values())
        if failed := self._failed_files:
            told = f"{failed} failed (named above), {told}"
        number = len(self.left) + failed
        return f"{number} {'file was' if number == 1 else 'files were'} not read: {told}"

    def lacking(self, failed: int) -> str:
        """The same for the closing line of a run in which so many inputs failed, "" for none."""
        files = self._failed_files if self.left else 0
        told = [f"{len(self.left) + files} files not read ({files} failed)"] if files else []
        told += [f"{streams.count(failed - files, 'input')} failed"] if failed > files else []
        return ", ".join(told)

    @property
    def _failed_files(self) -> int:
        """How many files failed; the rest of what did are names of none."""
        return sum(_is_file(error) for error in self.failed.values())

    def rows(self) -> Iterator[tuple[str, UnreadFile]]:
        """What is kept of each, with the path of its file."""
        from timeline.read import triage

        for error in (*self.left.values(), *self.failed.values()):
            if not _is_file(error):
                continue
            path = error.path or error.what
            failed = not isinstance(error, LeftOut)
            # What failed may be a file within that file.
            within = error.what if error.what.startswith(f"{path}/") else path
            kind = triage.kind(within) if failed else _kind(error)
            yield path, UnreadFile(error.what, kind, error.why, error.how, failed)


def _is_file(error: TimelineError) -> bool:
    """Whether it is of a file that was met."""
    return not (isinstance(error, NoFile) or is_stream(error.path or error.what))


def _kind(error: TimelineError) -> str:
    return error.kind if isinstance(error, NotRead) else "a part"


def there(paths: Sequence[str]) -> list[str]:
    """The files and folders among what the user named."""
    import os

    return [path for path in paths if path != "-" and "\0" not in path and os.path.lexists(path)]
