"""What is kept of the articles made into the chronology that commands show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from timeline import decisions
from timeline.cli import decision_ledger, laying
from timeline.cli.sayings import Sayings
from timeline.cli.streams import count, say
from timeline.contract import line
from timeline.store import Source, Store, known_files
from timeline.store.files import MERGING, STORE
from timeline.store.known_files import Held

if TYPE_CHECKING:
    from sqlite3 import Connection

    from timeline.cli.unread_files import UnreadFiles
    from timeline.decisions import Decision
    from timeline.merge.increment import Changes
    from timeline.model import Article
    from timeline.pipeline import Result
    from timeline.run import Engine, Failure
    from timeline.store.collected import Collected
    from timeline.store.company import Company
    from timeline.store.identity import Known
    from timeline.store.known_files import KnownFiles


def publish(
    store: Store,
    tell: Callable[[str], None],
    prefer_language: str | None = None,
    engine: Engine | None = None,
) -> None:
    """Merge all that is kept, lay the decisions over it, and say what hinders either.

    prefer_language: that of titles, where a source is in it. engine: has processes that help.
    """
    from timeline import pipeline
    from timeline.merge.increment.sharing import Share

    store.note_language(prefer_language)
    outdated = store.outdated()
    if outdated:
        were = "was" if outdated == 1 else "were"
        tell(
            f"{count(outdated, 'stored document')} {were} read by another version of timeline:"
            " extract again what is still there, or use --fresh"
        )
    folder = store.folder
    if folder is None:
        results = (pipeline.Result(*kept) for kept in store.all_kept())
        store.publish(pipeline.merge(results, prefer_language))
        return
    ledger = decisions.read(folder)

    def mend(db: Connection, collected: Collected) -> Changes:
        share = None
        if engine and engine.several:
            share = Share(engine, folder / MERGING, collected.copy)
        return pipeline.mend(db, collected, prefer_language, share)

    digest, named, _ = store.laid()
    laid = digest == ledger.digest and (not digest or named == laying.names_digest(store))
    store.merge(mend, lambda base: decision_ledger.layer(base, ledger), laid=laid)
    decision_ledger.tell(ledger, store.ruling()[1], tell)


class ArticleCache:
    """The store as the pipeline sees it; opened with the first article, so that a mistyped path
    leaves no empty store behind.

    folder: where it is, None for memory; fresh: nothing of what is there is kept. options, decided:
    what is said of the articles (sayings.Sayings). how: names what decides how a file is read.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        fresh: bool,
        options: Mapping[str, str] | None = None,
        decided: Sequence[Decision] = (),
        how: str = "",
    ) -> None:
        self._how, self._known = how, cast("KnownFiles | None", None)
        self._stamps: dict[str, str] = {}
        self._all_anew = fresh or bool(options)
        self._folder, self.fresh = folder, fresh
        self.said = Sayings(options or {}, decided, self._store)
        self.opened: Store | None = None
        self.replaced: list[str] = []
        self.moved: list[tuple[str, str]] = []
        self.reused: set[str] = set()
        self._gathering: ExitStack | None = None

    @classmethod
    def over(cls, store: Store, said: Sayings) -> ArticleCache:
        """A store that is open."""
        cache = cls(store.folder, fresh=False)
        cache.opened, cache.said = store, said
        return cache

    def company(self) -> Company:
        """Those that its articles without a date are dated by."""
        return self._store().company

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """What is kept inside is committed when `settle` is called, and at the end."""
        with ExitStack() as self._gathering:
            if self.opened is not None:
                self._gathering.enter_context(self.opened.gathering())
            yield
        self._gathering = None

    def settle(self) -> None:
        """Commit what is kept."""
        if self.opened is not None:
            self.opened.settle()

    def _store(self) -> Store:
        from timeline import result_keys

        if self.opened is None:
            rules = result_keys.fingerprint()
            self.opened = (
                Store.memory(rules)
                if self._folder is None
                else Store.write(self._folder, rules, fresh=self.fresh, waiting=say)
            )
            if self._gathering is not None:
                self._gathering.enter_context(self.opened.gathering())
        return self.opened

    def get(self, key: str) -> Result | None:
        """What is kept under a key."""
        from timeline.pipeline import Result

        kept = self._store().kept(key)
        if kept is None:
            return None
        self.reused.add(kept[0].id)
        return Result(*kept)

    def source(self, id_: str) -> str | None:
        """The path of the article that is kept under an id."""
        if self.opened is None and not (self._folder and (self._folder / STORE).is_file()):
            return None
        return self._store().source(id_)

    def known_as(self, article: Article) -> Article:
        """The article under the labels that it is known by."""
        known = self._store().known_as(article)
        if known.before is not None:
            self.moved.append((known.before, known.path))
        return labelled(article, known)

    def met(self, article: Article) -> None:
        """Keep the text of an article whose result is kept already."""
        self._store().keep_text(self._source(article))

    def put(self, key: str, result: Result, article: Article) -> None:
        """Keep what an article gave, and its text."""
        document = result.document
        source = self._source(article)
        other = self._store().keep(key, document, result.mentions, source, result.packed)
        if other is not None:
            self.replaced.append(
                f"{document.id}: it replaces the stored article of that id from {other}"
            )

    def _source(self, article: Article) -> Source:
        given, laid = (line(told(article)) for told in (self.said.given, self.said.laid))
        whole = article.model_dump_json()
        return Source(
            article.id, article.sha256, article.path, whole, given, laid, part=article.part
        )

    def unchanged(self, path: str) -> Sequence[Held] | None:
        """What a file holds that is as it was when it was last read."""
        if (now := known_files.stamp(path)) is not None:
            self._stamps[path] = now  # as it is before it is read
        return None if self._files is None else self._files.unchanged(path)

    @property
    def _files(self) -> KnownFiles | None:
        """Those that were read before; None where all are to be read: what options say is said of
        each article as it is read."""
        if self._known is not None or self._folder is None or self._all_anew:
            return self._known
        # A mistyped path leaves no empty store behind.
        if self.opened is not None or (self._folder / STORE).is_file():
            self._known = self._store().known_files(self._how, self._stamps)
        return self._known

    def as_before(self, id_: str) -> Result | None:
        """What an article of such a file gave."""
        from timeline.pipeline import Result

        kept = self._store().kept_of(id_)
        if kept is None:
            return None
        self.reused.add(id_)
        return Result(*kept)

    def read_from(self, source: Article, known: Article) -> None:
        """Keep which file an article is of."""
        if self._files is not None:
            told = Held(source.part or "", source.id, known.id, source.sha256)
            self._files.note(source.path, told)

    def read_badly(self, path: str) -> None:
        """Keep that a file gave an error."""
        if self._files is not None:
            self._files.spoil(path)

    def read_all(self) -> None:
        """Keep what files were read."""
        if self._files is not None:
            self._files.flush()

    def failure(self, id_: str) -> Failure | None:
        """What is kept of one that failed before."""
        from timeline.run import Failure

        if self.opened is None and not (self._folder and (self._folder / STORE).is_file()):
            return None
        kept = self._store().failure(id_)
        return None if kept is None else Failure(*kept)

    def fail(self, id_: str, key: str, why: str, given: int) -> bool:
        """Keep that one failed."""
        return self._store().fail(id_, key, why, given)

    def note_unread(self, unread: UnreadFiles, covered: Iterable[str]) -> None:
        """Keep what the run met and did not read, in a store that is there."""
        if self._folder is None:
            return
        met = list(unread.rows())
        if self.opened is not None or (met and (self._folder / STORE).is_file()):
            self._store().unread.note(met, covered, anew=self.fresh)

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self.opened is not None:
            self.opened.close()


def labelled(article: Article, known: Known) -> Article:
    """An article under the labels that it is known by, with the date that its earlier name told."""
    labels = {"id": known.id, "path": known.path}
    if known.published is not None and article.published is None:
        labels |= {"published": known.published, "published_how": "filename"}
    return article.model_copy(update=labels)
