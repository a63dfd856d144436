"""What is done with each article of a run, whichever stages read it: what was found before is used
again, what failed isn't tried again, and those that say no date wait for the others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from timeline import result_keys
from timeline.errors import ArticleFailed, FailedBefore, LibraryMissing, ModelMissing, TimelineError
from timeline.model import Article, DatedMention, Dating, Document, Mentions
from timeline.opening import Opened
from timeline.run import Answer, Engine, Limits, Memory, Remembering, engine, in_turn, there
from timeline.store import packing
from timeline.store.packing import Packed

if TYPE_CHECKING:
    from timeline.read import Part
    from timeline.store.company import Company, Member

T = TypeVar("T")
# No more articles wait than have so many characters, whatever an engine may have under way.
_WAITING = 8_000_000


@dataclass(frozen=True, slots=True)
class Result:
    """What one article gave: its document record and its dated mentions, in text order."""

    document: Document
    mentions: Sequence[DatedMention]
    packed: Packed | None = field(default=None, compare=False)
    """Both as the store keeps them, where they were packed."""

    def __reduce__(self) -> tuple[Callable[..., Result], tuple[Packed] | tuple[str, Mentions]]:
        """It travels packed, else as text."""
        if self.packed is not None:
            return _unpacked, (self.packed,)
        return _arrived, (self.document.model_dump_json(), Mentions.of(self.mentions))

    def beside(self, text: str) -> Result:
        """The same, with its mentions where it has travelled packed. text: the article's."""
        if self.packed is None or self.mentions:
            return self
        told = partial(packing.MENTIONS.unpack, self.packed.mentions, lambda: text)
        return Result(self.document, Mentions(told))


def _arrived(document: str, mentions: Mentions) -> Result:
    return Result(Document.model_validate_json(document), mentions)


def _unpacked(packed: Packed) -> Result:
    """What was packed, without its mentions, which nobody asks for before they are kept."""
    record = packing.DOCUMENTS.unpack(packed.document)
    return Result(Document.model_validate_json(record), (), packed)


Reading = Callable[[Opened, Dating | None], Result]
"""Reads an opened article, published then if that is told."""


class Sayings(Protocol):
    """What people say of articles; it goes before what they say themselves."""

    def read(self, article: Article) -> Article:
        """An article that this run reads, with what is said of it."""

    def over(self, article: Article) -> Article:
        """An article that any run has read, with what is said of it."""


@dataclass(frozen=True, slots=True)
class OfAll:
    """The same is said of all articles: values by field, as for `Article.over`."""

    said: Mapping[str, str]

    def read(self, article: Article) -> Article:
        """The article with that."""
        return article.over(self.said)

    over = read


class Cache(Memory, Protocol):
    """Where finished results are kept, so that an unchanged article is not read again, and what
    failed, so that it is not tried again."""

    def get(self, key: str) -> Result | None:
        """The result stored under the key, or None."""

    def source(self, id_: str) -> str | None:
        """The path of the article that is kept under an id, or None."""

    def known_as(self, article: Article) -> Article:
        """The article under the labels that it is known by, whatever its file is called now."""

    def met(self, article: Article) -> None:
        """Take note of an article as it was read, whose result is stored already."""

    def put(self, key: str, result: Result, article: Article) -> None:
        """Store a result, and the article as it was read; both or nothing, whatever happens."""

    def settle(self) -> None:
        """What was stored must survive whatever happens after this returns."""

    def unchanged(self, path: str) -> Sequence[Part] | None:
        """What a file holds that is as it was when it was last read, of which all is known; None
        for one that is to be read."""

    def as_before(self, id_: str) -> Result | None:
        """What an article of such a file gave."""

    def read_from(self, source: Article, known: Article) -> None:
        """Take note of the file of an article. source: it as it was read; known: under its
        labels."""

    def read_badly(self, path: str) -> None:
        """Take note that a file gave an error."""

    def read_all(self) -> None:
        """Take note that there are no more files."""


def _company() -> AbstractContextManager[Company]:
    from timeline.store.company import Company

    return Company.memory(result_keys.fingerprint())


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article that is being worked on, or an error that waits for its turn.

    path: of its file; source: it as it was read, None where that isn't needed; key: names it;
    found: what is known of what it gives; asked: the rest, None where nothing is.
    """

    id: str
    path: str
    source: Article | None
    key: str
    found: Result | None
    asked: Answer[tuple[Member | None, Result | None]] | None


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each article of a run.

    asked: ids of those that wait for the others to tell their date, with the paths of their files.
    """

    engine: Remembering
    cache: Cache | None
    beside: Callable[[], Company]
    read_one: Reading
    tell: Callable[[str], None]
    said: Sayings
    asked: dict[str, str] = field(default_factory=dict)
    met: list[Company] = field(default_factory=list)
    begun: deque[_Begun | TimelineError] = field(default_factory=deque)

    @classmethod
    def starting(
        cls,
        stack: ExitStack,
        limits: Limits,
        engine_: Engine | None,
        cache: Cache | None,
        company: Callable[[], Company] | None,
        reading: Reading,
        on_progress: Callable[[str], None] | None,
        said: Sayings,
    ) -> Work:
        """Work on articles that ends with the stack; arguments as those of `pipeline.run`."""
        does = Remembering(engine_ or engine(limits, 1), cache, limits, result_keys.fingerprint)
        stack.callback(does.close)
        beside = company or (lambda: stack.enter_context(_company()))
        return cls(does, cache, beside, reading, on_progress or (lambda _: None), said)

    @property
    def company(self) -> Company:
        """Those that articles without a date are dated by, asked for with the first article."""
        if not self.met:
            self.met.append(self.beside())
        return self.met[0]

    def before(self, id_: str) -> Iterator[Result | TimelineError]:
        """What all at work give, where one of them has that id: the next of it sees what is kept
        then."""
        if any(isinstance(one, _Begun) and one.id == id_ for one in self.begun):
            yield from self.all_due()

    def put(self, error: TimelineError) -> None:
        """An error has its turn among the articles."""
        self.begun.append(error)

    def begin(self, source: Article, article: Article) -> None:
        """Have an article worked on; what it gives comes in its turn.

        source: it as it was read; article: it with what is said of it. None of its id may be at
        work.
        """
        from timeline.company import begin

        key, id_ = result_keys.cache_key(article), article.id
        found = self._kept(key, source)
        met = self.company.key(id_) == key
        self.tell(id_)
        asked = None
        if not met or not (found or self.company.waits(id_)):
            need = None if found else self.read_one
            asked = self.engine.submit(id_, key, begin, article, key, not met, need)
        self.begun.append(_Begun(id_, source.path, source, key, found, asked))

    def pass_by(self, article: str, path: str) -> None:
        """An article of a file that is as it was when it was last read has its turn."""
        assert self.cache is not None
        self.tell(article)
        if (found := self.cache.as_before(article)) is not None:
            self.begun.append(_Begun(article, path, None, "", found, None))

    def due(self) -> Iterator[Result | TimelineError]:
        """What the first of those at work give, until there is room for one more and the next is
        not done."""
        while self.begun and (self._full() or self._done(self.begun[0])):
            yield from self._next()

    def all_due(self) -> Iterator[Result | TimelineError]:
        """What all at work give, in the order they were begun."""
        while self.begun:
            yield from self._next()
        if self.cache is not None:
            self.cache.settle()

    def _full(self) -> bool:
        """Whether no more may wait."""
        sources = (one.source for one in self.begun if isinstance(one, _Begun))
        size = sum(len(source.text) for source in sources if source is not None)
        return len(self.begun) >= self.engine.ahead or size > _WAITING

    @staticmethod
    def _done(one: _Begun | TimelineError) -> bool:
        return isinstance(one, TimelineError) or one.asked is None or there(one.asked)

    def _answer(self, asked: Answer[T]) -> T:
        """What was asked for. What is stored already is safe before anybody waits for that."""
        if self.cache is not None and not there(asked):
            self.cache.settle()
        return asked()

    def _next(self) -> Iterator[Result | TimelineError]:
        one = self.begun.popleft()
        found = one if isinstance(one, TimelineError) else self._finished(one)
        if found is not None:
            yield found

    def _finished(self, one: _Begun) -> Result | TimelineError | None:
        """What an article gives, None for one that waits."""
        found = one.found
        if one.asked is not None and one.source is not None:
            try:
                member, made = self._answer(one.asked)
            except (ArticleFailed, ModelMissing, LibraryMissing) as error:
                error.path = one.path
                return error  # of a missing model nothing is kept: with it the article is read
            if member is not None:
                self.company.note(member, one.source.model_dump_json())
            if made is not None:
                found = self._keep(one.key, made, one.source)
        if self.company.waits(one.id):
            self.asked[one.id] = one.path
            return None
        return found

    def dated_together(self) -> Iterator[Result | TimelineError]:
        """What articles give that the whole company dates: those asked for, those read anew."""
        from timeline import company as companies

        if not self.met:
            return
        if self.company.settled():
            for id_ in sorted(self.asked):
                self.tell(id_)
                key = self.company.read_as(id_) or ""
                if result := None if self.cache is None else self.cache.get(key):
                    yield result
            return
        whole = True
        dated = companies.settled(self.company, self.engine, self._laid)
        asked = ((id_, self._dated(id_, dating)) for id_, dating in dated)
        for id_, done in in_turn(asked, self.engine.ahead):
            whole = whole and not isinstance(done, TimelineError)
            # What failed before and is not asked for was told when it failed.
            if done is not None and (id_ in self.asked or not isinstance(done, FailedBefore)):
                yield done
        if whole:
            self.company.settle()

    def _dated(
        self, id_: str, dating: Dating | ArticleFailed
    ) -> Answer[Result | TimelineError | None]:
        """What an article gives that is dated so, None where nobody asked and nothing changed."""
        from timeline.company import finish

        if isinstance(dating, ArticleFailed):
            return partial(self._lost, id_, dating)
        key = result_keys.dated_key(self.company.key(id_) or "", dating)
        if id_ not in self.asked and key == self.company.read_as(id_):
            return lambda: None
        self.tell(id_)
        source = Article.model_validate_json(self.company.article(id_))
        if (result := self._kept(key, source)) is not None:
            return lambda: result
        told = self.said.over(source).model_dump_json()
        asked = self.engine.submit(id_, key, finish, told, dating, self.read_one)

        def answer() -> Result | TimelineError | None:
            try:
                made: Result = self._answer(asked)
            except (ModelMissing, LibraryMissing) as error:
                error.path = self.asked.get(id_)
                return error
            except ArticleFailed as error:
                return self._lost(id_, error)
            return self._keep(key, made, source)

        return answer

    def _lost(self, id_: str, error: ArticleFailed) -> ArticleFailed:
        self.company.failed(id_)
        error.stays, error.path = False, self.asked.get(id_)
        return error

    def _laid(self, source: str) -> str:
        """An article as JSON with what is said of it."""
        article = Article.model_validate_json(source)
        told = self.said.over(article)
        return source if told is article else told.model_dump_json()

    def _kept(self, key: str, article: Article) -> Result | None:
        found = None if self.cache is None else self.cache.get(key)
        if found is not None and self.cache is not None:
            self.cache.met(article)
        return found

    def _keep(self, key: str, result: Result, article: Article) -> Result:
        if self.cache is not None:
            self.cache.put(key, result, article)
        return result.beside(article.text)
