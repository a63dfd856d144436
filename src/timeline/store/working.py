"""The working half of a store: what each article gave, and the article as it was read.

Every method raises StoreError when the file fails.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.store import (
    articles,
    drafts,
    entities,
    failures,
    files,
    identity,
    seals,
    texts,
)
from timeline.store.company import Company
from timeline.store.drafts import Drafts
from timeline.store.files import explained, transaction
from timeline.store.identity import Known
from timeline.store.known_files import KnownFiles
from timeline.store.packing import DOCUMENTS, MENTIONS, Packed
from timeline.store.published import Published
from timeline.store.texts import Source

if TYPE_CHECKING:
    from timeline.model import Article, DatedMention, Document
    from timeline.store.published import Given

# Seconds that what was kept may wait to be committed with what comes after it.
_GATHERED = 1.0


def pack(document: Document, mentions: Iterable[DatedMention], text: str | None) -> Packed:
    """What an article gave as it is kept. text: the article's, None where it isn't kept with it."""
    from timeline.model import Mentions

    told = Mentions.of(mentions)
    record = DOCUMENTS.pack(document.model_dump_json())
    return Packed(record, MENTIONS.pack(told.json, text), drafts.pack(told.draft))


class Working(Published):
    """What runs keep; each call commits what it changes, but for `gathering`.

    rules: the version of rules and models. fresh: nothing that this object didn't keep is reused.
    """

    def __init__(
        self, db: sqlite3.Connection, folder: Path | None, rules: str = "", *, fresh: bool = False
    ) -> None:
        super().__init__(db, folder)
        self._rules, self._fresh = rules, fresh
        self._seen: set[str] = set()
        self._failed: set[str] = set()
        self._met: dict[str, str] = {}  # the places of what this run has met, by id
        # What is to be done once a transaction of several changes is committed.
        self._after: list[Callable[[], None]] = []
        self._drafts = Drafts()
        self.company = Company(db, rules, fresh=fresh, folder=folder)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """What is kept inside is committed when `settle` is called, when more is kept a second
        later, and at the end, however that comes; each article wholly or not at all."""
        if not isinstance(self._db, files.Connection):
            yield
            return
        self._db.gathers = True
        try:
            yield
        finally:
            try:
                self.settle()
            finally:
                self._db.gathers = False

    def settle(self, seconds: float = 0) -> None:
        """Commit what was gathered, if that began so long ago."""
        with explained(self.folder):
            files.settle(self._db, seconds)

    def keep(
        self,
        key: str,
        document: Document,
        mentions: Iterable[DatedMention],
        source: Source | None = None,
        packed: Packed | None = None,
    ) -> str | None:
        """Commit what one article gave; it replaces what an article of the same id gave before.

        source: the article as it was read, None where only what it gave is known. packed: what it
        gave where that is packed already (`pack`), beside the text of source. Returns the path of
        the article it replaces when that came from another file, else None.
        """
        self.settle(_GATHERED)
        if packed is None:
            text = None if source is None else str(json.loads(source.article)["text"])
            packed = pack(document, mentions, text)
        row = (document.id, key, self._rules, packed.document, packed.mentions)
        with explained(self.folder), self._transaction():
            before = self._db.execute(
                "SELECT document FROM article WHERE id = ?", (document.id,)
            ).fetchone()
            self._db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)", row)
            self._drafts.put(document.id, key, packed.draft)
            failures.forget(self._db, document.id)
            if source is not None:
                self._keep_text(source)
            self._seen.add(document.id)
            path = self._path(document.id, before[0]) if before and not self._fresh else None
        return path if path != document.path else None

    def keep_text(self, source: Source) -> None:
        """Commit an article as it was read of which all else is kept, where it isn't there yet, or
        lies elsewhere now."""
        with explained(self.folder):
            if self.company.holds(source.id) or texts.differs(
                self._db, source, self._place(source)
            ):
                with self._transaction():
                    self._keep_text(source)

    def _keep_text(self, source: Source) -> None:
        texts.keep(self._db, source, self._place(source))
        failures.forget(self._db, failures.text(source.id))
        self.company.kept(source.id)

    def known_as(self, article: Article, *, looks: bool = False) -> Known:
        """The labels that an article goes by here (see identity.py). looks: nothing is written."""
        if self._fresh or self.folder is None:
            return Known(article.id, article.path)
        place = texts.place(article.path, article.part, self.folder)
        met = identity.Met(article.id, article.path, article.sha256, place, article.part is None)
        with explained(self.folder):
            known = identity.find(self._db, met, self.folder, self._met)
            if not looks and (known.renamed or known.before is not None):
                with self._transaction():
                    if known.renamed:
                        identity.rename(self._db, known.id, known.renamed)
                    else:
                        identity.relocate(self._db, known.id, known.path, article.part, place)
        self._met[known.id] = place
        return known

    def _place(self, source: Source) -> str:
        """Where an article lies: its path may be a label of an earlier run's."""
        known = self._met.get(source.id)
        return texts.place(source.path, source.part, self.folder) if known is None else known

    def said(self, id_: str | None = None) -> list[texts.Said]:
        """What is said of all articles whose texts are kept, or of that of an id; in a fresh run of
        those that it kept itself."""
        with explained(self.folder):
            found = list(texts.said(self._db, id_))
        return [one for one in found if not self._fresh or one.id in self._seen]

    def kept_digests(self) -> dict[str, str]:
        """sha256 of every article that the next chronology is made of, by id."""
        sql = "SELECT id, json_extract(record(document), '$.sha256') FROM article ORDER BY id"
        rows = self._rows(sql)
        return {id_: sha256 for id_, sha256 in rows if not self._fresh or id_ in self._seen}

    def follow(self, rules: str) -> None:
        """From here on articles are read by these rules."""
        self._rules = rules
        self.company.follow(rules)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is changed inside is committed together, or nothing of it is."""
        try:
            with self._transaction():
                yield
        except BaseException as error:
            self._after.clear()
            if self.folder is not None:
                files.aside(self.folder / files.EXPORT).unlink(missing_ok=True)
            if isinstance(error, sqlite3.DatabaseError | OSError):
                with explained(self.folder):
                    raise
            raise
        with explained(self.folder):
            while self._after:
                self._after.pop(0)()

    def source(self, id_: str) -> str | None:
        """The path of the article that is kept under an id; in a fresh run only that run's own."""
        with explained(self.folder):
            row = self._db.execute("SELECT document FROM article WHERE id = ?", (id_,)).fetchone()
            if row is None or (self._fresh and id_ not in self._seen):
                return None
            return self._path(id_, row[0])

    def _path(self, id_: str, document: bytes) -> str:
        return str(json.loads(articles.record(id_, document))["path"])

    def kept(self, key: str) -> Given | None:
        """What was kept under a key, or None. In a fresh run only what that run itself kept."""
        with explained(self.folder):
            found = next(articles.given(self._db, "a.key = ?", key), None)
            if found is None or (self._fresh and found[0] not in self._seen):
                return None
            self._seen.add(found[0])
            return self._given(found[1], found[2])

    def kept_of(self, id_: str) -> Given | None:
        """What is kept of a document whose file is as it was, by id; as `kept`."""
        sql = "SELECT document, place FROM article JOIN source USING (id) WHERE id = ?"
        row = next(iter(self._rows(sql, id_)), None)
        if row is None:
            return None
        from timeline.model import Document, Mentions

        self._seen.add(id_)
        self._met[id_] = row[1]
        told = Mentions(lambda: next(articles.given(self._db, "a.id = ?", id_))[2])
        with explained(self.folder):
            return Document.model_validate_json(articles.record(id_, row[0])), told

    def known_files(self, how: str, stamps: MutableMapping[str, str]) -> KnownFiles:
        """The files that runs have read here. how: names what decides how they are read, beside
        the rules; stamps: as for KnownFiles."""
        assert self.folder is not None
        return KnownFiles(self._db, self.folder, self._rules, how, stamps)

    def gone(self, folders: Iterable[str]) -> list[str]:
        """The paths of the documents below these folders that this run didn't meet and whose files
        aren't there, by id."""
        if self._fresh or self.folder is None:
            return []
        sql = (
            "SELECT s.id, place, record(document) ->> 'path' FROM source s JOIN article USING (id)"
        )
        rows = self._rows(f"{sql} WHERE place <> '' ORDER BY s.id")
        above = [f"{files.place(folder, self.folder)}/" for folder in folders]
        return [
            path
            for id_, place, path in rows
            if id_ not in self._met
            and any(place.startswith(a) and not place.startswith(f"{a}../") for a in above)
            and not identity.is_there(self.folder, place)
        ]

    def fail(self, id_: str, key: str, why: str, given: int) -> bool:
        """Remember that an article, or `file NAME`, failed; given: the articles it gave before.

        Returns whether the chronology keeps what an earlier version of it told.
        """
        with explained(self.folder), self._transaction():
            failures.note(self._db, id_, key, why, given)
            self._failed.add(id_)
            return not self._fresh and failures.stays(self._db, id_, given)

    def failure(self, id_: str) -> tuple[str, str, int, bool] | None:
        """What `fail` was told of it last, and what it returned; in a fresh run by that run."""
        with explained(self.folder):
            found = failures.known(self._db, id_)
            if found is None or (self._fresh and id_ not in self._failed):
                return None
            return *found, not self._fresh and failures.stays(self._db, id_, found[2])

    def all_kept(self) -> Iterator[Given]:
        """Every article the next chronology is made of, by id."""
        with explained(self.folder):
            for id_, document, mentions in articles.given(self._db):
                if not self._fresh or id_ in self._seen:
                    yield self._given(document, mentions)

    def outdated(self) -> int:
        """How many kept articles were read under other rules or models than this run's."""
        count = "SELECT count(*) FROM article WHERE rules <> ?"
        return 0 if self._fresh else int(self._rows(count, self._rules)[0][0])

    def note_names(self, path: Path | None, digest: str, content: str) -> None:
        """Remember the file of names the chronology is merged with, None for none."""
        place = "" if path is None else files.place(str(path), self.folder)
        with explained(self.folder), self._transaction():
            entities.note(self._db, entities.Naming(place, digest, content))
            seals.renew(self._db)

    def note_language(self, language: str | None) -> None:
        """Remember the language that titles are asked for in."""
        if language != self.preferred_language():
            with explained(self.folder), self._transaction():
                entities.note_language(self._db, language)
                seals.renew(self._db)

    def begin(self, command: str) -> None:
        """What is kept from here on counts for nothing until `end`."""
        with explained(self.folder), self._transaction():
            self._db.execute("INSERT INTO unfinished VALUES (?)", (command,))

    def end(self) -> None:
        """What was kept since `begin` counts."""
        with explained(self.folder), self._transaction():
            self._db.execute("DELETE FROM unfinished")

    def _forget_unseen(self) -> None:
        """In a fresh run, what it did not read goes."""
        if not self._fresh:
            return
        ids = [row[0] for row in self._db.execute("SELECT id FROM article")]
        gone = [(id_,) for id_ in ids if id_ not in self._seen]
        self._db.executemany("DELETE FROM article WHERE id = ?", gone)
        self.company.forget_unnoted()
        failures.keep_only(self._db, self._failed)

    # -- plumbing --------------------------------------------------------------------------------

    def _value(self, sql: str, *values: Any) -> Any:
        return self._db.execute(sql, values).fetchone()[0]

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self._db)
