"""What failed before is not tried again, until it, a limit or the program changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol, TypeVar

from timeline.errors import ArticleFailed, FailedBefore, TimelineError
from timeline.run.engines import Answer, Asked, Engine, File, Passed, there
from timeline.run.limits import Limits

T = TypeVar("T")


class Failure(NamedTuple):
    """What is kept of a failure. key: of the version that failed; why: what was told; given: of a
    file, how many articles it gave before; stays: whether the chronology has an earlier version."""

    key: str
    why: str
    given: int
    stays: bool


class Memory(Protocol):
    """Where failures are kept, by the id of an article, or `file` and the name of a file."""

    def failure(self, id_: str) -> Failure | None:
        """What is kept of it."""

    def fail(self, id_: str, key: str, why: str, given: int) -> bool:
        """Keep one; whether the chronology has an earlier version, which stays."""


class Remembering:
    """An engine whose failures are kept. rules: the version of rules and models."""

    def __init__(
        self, engine: Engine, memory: Memory | None, limits: Limits, rules: Callable[[], str]
    ) -> None:
        self._engine, self._memory = engine, memory
        self._limits, self._rules = limits, rules

    def read(self, files: Iterable[File | Passed | TimelineError]) -> Iterator[Any]:
        """As any engine; of a file that failed before, what it gave then and a word on that."""
        known: dict[str, File] = {}
        for item in self._engine.read(self._planned(files, known)):
            if isinstance(item, ArticleFailed) and item.file is not None and not item.passing:
                name, given = item.file
                file = known[name]
                if self._memory is not None and not isinstance(file, _Part):
                    key = self._key(_digest(file))
                    item.stays = self._memory.fail(f"file {name}", key, item.why, given)
            yield item

    @property
    def ahead(self) -> int:
        """As that of any engine."""
        return self._engine.ahead

    def submit(
        self, article: str, version: str, function: Callable[..., T], *arguments: Any
    ) -> Answer[T]:
        """As any engine. version: names what the article is now. The answer raises FailedBefore
        where that has failed already."""
        memory = self._memory
        if memory is None:
            return self._engine.submit(article, function, *arguments)
        key = self._key(version)
        before = memory.failure(article)
        if before is not None and before.key == key:
            return Asked(partial(_fail, _again(article, before)), lambda: True)
        asked = self._engine.submit(article, function, *arguments)

        def answer() -> T:
            try:
                return asked()
            except ArticleFailed as error:
                if not error.passing:
                    error.stays = memory.fail(article, key, error.why, 0)
                raise

        return Asked(answer, lambda: there(asked))

    def close(self) -> None:
        """End what was started."""
        self._engine.close()

    def _planned(
        self, files: Iterable[File | Passed | TimelineError], known: dict[str, File]
    ) -> Iterator[File | Passed | TimelineError]:
        for file in files:
            if isinstance(file, Passed | TimelineError):
                yield file
                continue
            before = None if self._memory is None else self._memory.failure(f"file {file.name}")
            # Hashed only now, when there is something to compare with.
            again = before is not None and before.key == self._key(_digest(file))
            known[file.name] = _Part(file, before) if before is not None and again else file
            yield known[file.name]

    def _key(self, version: str) -> str:
        told = [self._rules(), self._limits.seconds, self._limits.megabytes, version]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Part:
    """A file as far as it could be read before."""

    file: File
    before: Failure

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def data(self) -> bytes | None:
        return self.file.data

    def read(self) -> Iterator[Any]:
        yield from islice(self.file.read(), self.before.given)
        yield _again(self.file.name, self.before)


def _fail(error: FailedBefore) -> NoReturn:
    raise error


def _again(name: str, before: Failure) -> FailedBefore:
    error = FailedBefore(name, before.why)
    error.stays = before.stays
    return error


def _digest(file: File) -> str:
    """Names the bytes of a file; "" where they can't be read."""
    with suppress(OSError):
        if file.data is not None:
            return hashlib.sha256(file.data).hexdigest()
        with Path(file.path).open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    return ""
