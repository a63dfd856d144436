"""What `timeline extract` would do: --dry-run reads the articles, but neither parses nor writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.cli.options import Articles
from timeline.cli.printers import SheetPrinter
from timeline.cli.publishing import labelled
from timeline.cli.sayings import Sayings
from timeline.errors import Exit, LeftOut, Rubbish, StoreError, TimelineError
from timeline.render import Column
from timeline.store import Store
from timeline.store.company import Company

if TYPE_CHECKING:
    from timeline.decisions import Decision
    from timeline.model import Article
    from timeline.pipeline import Result
    from timeline.run import Failure

COLUMNS = (
    Column("state", "State"),
    Column("document", "Document", wide=True),
    Column("language", "Lang"),
    Column("published", "Published"),
    Column("published_how", "How", room=90),
    Column("words", "Words", right=True, room=70),
    Column("path"),
    Column("note", "Note", wide=True),
)
# State -> how it is counted below. Outdated: read by other rules or models than those of now.
_SAID = {"new": "new", "changed": "changed", "outdated": "to be read again",
         "unchanged": "unchanged", "fails": "would fail",
         "dropped": "would be dropped", "not read": "not read"}  # fmt: skip


class Said(NamedTuple):
    """What is said of the articles; as for `Sayings`."""

    options: Mapping[str, str]
    decided: Sequence[Decision]


def rehearse(
    articles: Articles,
    folder: Path | None,
    printer: SheetPrinter,
    said: Said,
    *,
    fresh: bool,
    strict: bool,
) -> Exit:
    """List what would become of each file that is met; the exit code that the run would have.

    folder: the store that the run would write, None for none. said: of the articles, by hand.
    """
    seen = _Kept(folder, said, fresh=fresh)
    counts = dict.fromkeys(_SAID, 0)
    try:
        printer.write(COLUMNS, _rows(articles, seen, counts))
    finally:
        seen.close()
    told = [f"{n} {_SAID[state]}" for state, n in counts.items() if n]
    printer.say(f"{', '.join(told) or 'nothing to read'}; nothing was written")
    failed = counts["fails"] or (strict and counts["not read"])
    return Exit.SOME_FAILED if failed else Exit.OK


def _rows(articles: Articles, kept: _Kept, counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    from timeline import pipeline

    blank = dict.fromkeys(column.name for column in COLUMNS)
    given: set[str] = set()
    for item in pipeline.run(
        articles.paths,
        stdin=articles.stdin(),
        said=kept.said,
        cache=kept,
        company=kept.company,
        reading=pipeline.outline,
        limits=articles.limits(),
        engine=articles.engine(),
    ):
        if isinstance(item, Rubbish):
            continue
        row: dict[str, Any] = dict(blank)
        if isinstance(item, LeftOut):
            row |= {"state": "not read", "document": item.what, "note": item.told}
        elif isinstance(item, TimelineError):
            row |= {"state": "fails", "document": item.what, "note": f"{item.why}; {item.how}"}
        else:
            row |= _row(item, kept)
            given.add(item.document.id)
        counts[row["state"]] += 1
        yield row
    for document in kept.dropped(given):
        counts["dropped"] += 1
        yield blank | {"state": "dropped", "document": document}


def _row(result: Result, kept: _Kept) -> dict[str, Any]:
    told = result.document
    return {
        "state": kept.state(told.id, told.sha256),
        "document": told.id,
        "language": told.language,
        "published": told.published,
        "published_how": told.published_how,
        "words": told.words,
        "path": told.path,
        "note": "; ".join(told.warnings) or None,
    }


class _Kept:
    """What a store keeps, looked at only."""

    def __init__(self, folder: Path | None, said: Said, *, fresh: bool) -> None:
        self._fresh = fresh
        self.said = Sayings(said.options, said.decided, lambda: None if fresh else self._store)
        self._store: Store | None = None
        self._stack = ExitStack()
        self.known: dict[str, str] = {}
        self.same: set[str] = set()
        if folder is None:
            return
        try:
            self._store = Store.read(folder)
        except StoreError:
            return  # nothing is stored there yet, and what is wrong the run itself says
        self.known = {d["id"]: d["sha256"] for d in self._store.documents()}

    def company(self) -> Company:
        """That of the store, as the run would find it; what joins it here is not written."""
        from timeline import result_keys

        begun = None if self._store is None or self._fresh else self._store.company
        return self._stack.enter_context(Company.memory(result_keys.fingerprint(), begun))

    def get(self, key: str) -> Result | None:
        from timeline.pipeline import Result

        found = None if self._store is None or self._fresh else self._store.kept(key)
        if found is None:
            return None
        self.same.add(found[0].id)
        return Result(*found)

    def source(self, id_: str) -> str | None:
        """The path of the article that is kept under an id."""
        return None if self._store is None or self._fresh else self._store.source(id_)

    def known_as(self, article: Article) -> Article:
        """The article under the labels that it is known by; nothing is written."""
        if self._store is None or self._fresh:
            return article
        return labelled(article, self._store.known_as(article, looks=True))

    def met(self, article: Article) -> None:
        """Nothing is written."""

    def put(self, key: str, result: Result, article: Article) -> None:
        """Nothing is written."""

    def unchanged(self, path: str) -> None:
        """Everything is read."""

    def as_before(self, id_: str) -> None:
        """Of no file is known that it is as it was."""

    def read_from(self, source: Article, known: Article) -> None:
        """Nothing is written."""

    def read_badly(self, path: str) -> None:
        """Nothing is written."""

    def read_all(self) -> None:
        """Nothing is written."""

    def settle(self) -> None:
        """Nothing is written."""

    def failure(self, id_: str) -> Failure | None:
        """What is kept of one that failed before."""
        from timeline.run import Failure

        kept = None if self._store is None or self._fresh else self._store.failure(id_)
        return None if kept is None else Failure(*kept)

    def fail(self, id_: str, key: str, why: str, given: int) -> bool:
        """Nothing is written."""
        return False

    def state(self, document: str, sha256: str) -> str:
        """What would become of an article that can be read."""
        if document in self.same:
            return "unchanged"
        if document not in self.known:
            return "new"
        return "outdated" if self.known[document] == sha256 else "changed"

    def dropped(self, given: set[str]) -> list[str]:
        """Documents that a fresh run would not have any more."""
        return sorted(self.known.keys() - given) if self._fresh else []

    def close(self) -> None:
        self._stack.close()
        if self._store is not None:
            self._store.close()
