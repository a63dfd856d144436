"""Errors that say what is wrong, why, and how to mend it.

One class a cause; each builds its own message from the facts it is given, so that a message
reads the same wherever the cause is met. `code` is a stable name for machines (``--error-format
json``), `exit_code` the status the process ends with when this error ends the run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line (the README lists them)."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    EMPTY = 3
    BUG = 70
    INTERRUPTED = 130


class TimelineError(Exception):
    """A mistake in the input or the set-up that the user can mend.

    what: the thing at fault, as the user named it (a path, an option, a value).
    why: the cause, one clause, no full stop.
    how: what to do about it, one clause in the imperative, no full stop.
    path: of the file that it is about, where `what` need not be that.
    """

    code = "error"
    exit_code = Exit.SOME_FAILED
    path: str | None = None

    def __init__(self, what: str, why: str, how: str) -> None:
        super().__init__(what, why, how)
        self.what, self.why, self.how = what, why, how

    def __str__(self) -> str:
        return f"{self.what}: {self.why}; {self.how}"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as it is: each class takes facts of its own, that the error does not keep."""
        return _again, (type(self), self.args, self.__dict__)


def _again(
    kind: type[TimelineError], told: tuple[str, str, str], facts: dict[str, object]
) -> object:
    error = kind.__new__(kind, *told)
    error.__dict__.update(facts)
    return error


class UsageError(TimelineError):
    """The command line, or the arguments of a public function, make no sense."""

    code = "usage"
    exit_code = Exit.USAGE


def nearest(value: str, names: Iterable[str]) -> list[str]:
    """The one of these names that a mistyped one most likely stands for, in a list; or none.

    Letters in another order come before all else, then a name's beginning, then what looks alike.
    """
    known, told = list(names), value.strip().lower()
    swapped = [name for name in known if sorted(name.lower()) == sorted(told)]
    begun = [name for name in known if len(told) > 1 and name.lower().startswith(told)]
    return (swapped or begun or get_close_matches(told, known, n=1))[:1]


class UnknownChoiceError(UsageError):
    """A name that isn't one of those there are; names the nearest one and lists them all."""

    def __init__(self, what: str, value: str, choices: Iterable[str]) -> None:
        names = list(choices)
        near = nearest(value, names)
        how = f"choose from {', '.join(names)}" if names else "there is nothing to choose from"
        super().__init__(
            what, f"{value!r} is unknown", f"did you mean {near[0]}? {how}" if near else how
        )


class NoText(UsageError, KeyError):
    """The text of a document was asked for that isn't there."""

    @classmethod
    def unknown(cls, document: str, known: Iterable[str]) -> NoText:
        """The error of a document that there is none of; names the nearest."""
        near = nearest(document, known)
        meant = f"did you mean {near[0]!r}? " if near else ""
        return cls(document, "no document has this id", f"{meant}see the ids of its documents")


class InputError(TimelineError):
    """One input could not be read; the others still can."""

    code = "input"


class NoFile(InputError):
    """What was named leads to no file: it isn't there, or holds none that is read."""


class LeftOut(TimelineError):
    """What lies under what was named and is left out on purpose: told, and no failure.

    how: "left out" where there is nothing to do about it.
    """

    code = "left-out"
    exit_code = Exit.OK

    def __init__(self, what: str, why: str, how: str = "left out") -> None:
        super().__init__(what, why, how)

    @property
    def told(self) -> str:
        """Why, and what to do about it, if anything."""
        return self.why if self.how == "left out" else f"{self.why}; {self.how}"


class NotRead(LeftOut):
    """A file that was met and isn't read, being of a kind that holds no text, or none that is read.

    kind: what it is, one of them in words, e.g. "a photo", ".zip".
    """

    code = "not-read"

    def __init__(self, what: str, kind: str, why: str, how: str = "left out") -> None:
        super().__init__(what, why, how)
        self.kind = kind


class Rubbish(NotRead):
    """What systems and programs leave beside files: counted, never named, and no file unread."""

    code = "rubbish"

    def __init__(self, what: str) -> None:
        super().__init__(what, "a system file", "a system or a program left it")


class ArticleFailed(TimelineError):
    """One article, or one file from an article on, broke or overran what read it; the others are
    read all the same.

    trace: where that was, as text, for those who mend it; "" where nothing tells. stays: whether
    the chronology keeps what an earlier version of it told. file: of the rest of a file, its name
    and how many articles it gave before. passing: whether it tells nothing of the article, which is
    therefore tried again by the next run.
    """

    code = "stage"
    trace = ""
    stays = False
    passing = False
    file: tuple[str, int] | None = None

    def __str__(self) -> str:
        kept = "; until then the chronology keeps what its earlier version told"
        return super().__str__() + (kept if self.stays else "")


class StageFailed(ArticleFailed):
    """A stage broke on one article, by a mistake of ours.

    cause: what it raised, or that in words.
    """

    def __init__(self, article: str, stage: str, cause: BaseException | str) -> None:
        told = cause if isinstance(cause, str) else one_line(cause)
        why = f"the {stage} stage failed on it ({told})"
        super().__init__(article, why, "leave it out and tell us; --debug shows where it broke")


class TooSlow(ArticleFailed):
    """An article took more time than it may."""

    code = "limit"

    def __init__(self, article: str, stage: str, seconds: float) -> None:
        why = f"the {stage} stage took longer than {seconds:g} s"
        super().__init__(article, why, "raise --limit-seconds (0 is no limit), or leave it out")


class TooMuchMemory(ArticleFailed):
    """An article took more memory than it may, or than there is. megabytes: 0 for the latter."""

    code = "limit"

    def __init__(self, article: str, stage: str, megabytes: int) -> None:
        limit = f"more than {megabytes} MB of memory" if megabytes else "more memory than there is"
        how = "raise --limit-mb (0 is no limit), or leave it out"
        super().__init__(article, f"the {stage} stage needed {limit}", how)


class MachineFull(ArticleFailed):
    """There was no room left to work on an article, whatever it holds: no memory, or where `cause`
    says so, none on a disk or for one more file."""

    code = "limit"
    passing = True

    def __init__(self, article: str, cause: str = "") -> None:
        why = "there is not enough memory to work on it"
        how = "allow timeline more (ulimit -v, a container's limit), or close other programs"
        if cause:
            why = f"the machine has no room left to work on it ({cause})"
            how = "make room, for temporary files too (TMPDIR, ulimit), and run it again"
        super().__init__(article, why, how)


class ProcessDied(ArticleFailed):
    """An article ended the process that read it. cause: how that ended, in words."""

    def __init__(self, article: str, stage: str, cause: str) -> None:
        why = f"the {stage} stage ended the process that read it ({cause})"
        super().__init__(article, why, "leave it out and tell us; --debug shows where it was")


class FailedBefore(ArticleFailed):
    """An article that an earlier run failed on, not tried again. why: what that run told."""

    def __init__(self, article: str, why: str) -> None:
        how = "it is tried again when it, a limit or timeline changes, or with --fresh"
        super().__init__(article, f"it failed before: {why}", how)


def one_line(error: BaseException) -> str:
    """An error's type and message."""
    return f"{type(error).__name__}: {error}".strip(": ").splitlines()[0][:200]


def working_directory_gone() -> bool:
    """Whether the directory that this process works in was removed."""
    try:
        os.getcwd()  # noqa: PTH109 - a path of it is not asked for
    except FileNotFoundError:
        return True
    return False


class ClusterError(TimelineError):
    """The machines that articles are read on can't be used; what was read is kept."""

    code = "cluster"


class ModelMissing(TimelineError):
    """No spaCy model for a language is installed."""

    code = "model"

    def of_article(self, article: str) -> ModelMissing:
        """The error of an article that only that model could have read for events."""
        why = f"it can't be read for events ({self.what}: {self.why})"
        return type(self)(article, why, self.how)


class ModelBroken(ModelMissing):
    """The spaCy model of a language, or spaCy, is installed but can't be used."""


class LibraryMissing(InputError):
    """A library that is needed here is not installed, or fails when it is imported."""

    code = "library"

    @classmethod
    def of(cls, error: ImportError | OSError, what: str = "timeline") -> LibraryMissing | None:
        """The error for an import that failed; None where what is missing is a part of timeline.

        what: what needs the library. An OSError is that of a shared library.
        """
        name = (getattr(error, "name", None) or "").split(".")[0]
        if name == "timeline":
            return None
        if isinstance(error, ModuleNotFoundError) and name:
            return cls(what, f"the package {name} is not installed", f"install {name}")
        said = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        whose = f"the package {name}" if name else "a package it needs"
        return cls(what, f"{whose} can't be loaded ({said})", "install it anew")


class StoreError(TimelineError):
    """The store can't be opened, read or written; what it held is untouched."""

    code = "store"
