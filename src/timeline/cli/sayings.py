"""What is said of articles by hand: by the options of `extract`, now or earlier, and above these by
`timeline set`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from timeline.decisions.blocks import on_documents
from timeline.decisions.documents import hear, may_concern
from timeline.decisions.fields import STAGED
from timeline.decisions.sketch import is_edit, sketch
from timeline.errors import StoreError

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger
    from timeline.model import Article
    from timeline.store import Store


class Sayings:
    """Lays what is said of articles over them as they were read; `pipeline.Sayings`.

    options: said now of all articles that the run reads, by field; they hold for these from then
    on. store: where what was said earlier is kept, None where there is no store.

    dropped: what options said earlier of articles whose files hold other texts now, by id: fields.
    """

    def __init__(
        self,
        options: Mapping[str, str],
        decisions: Sequence[Decision],
        store: Callable[[], Store | None],
    ) -> None:
        self._options, self._store = options, store
        self._decisions = list(on_documents(decisions).values())
        self._read: set[str] = set()
        self.dropped: dict[str, tuple[str, ...]] = {}

    def read(self, article: Article) -> Article:
        """An article that this run reads, with what is said of it."""
        self._read.add(article.id)
        return self.over(article)

    def over(self, article: Article) -> Article:
        """An article of the store with what is said of it."""
        return article.over(self.laid(article))

    def given(self, article: Article) -> dict[str, str]:
        """What options say of an article, those of now above those of earlier runs."""
        store = self._store()
        kept = [] if store is None else store.said(article.id)
        # Standard input is another document each time.
        same = [one for one in kept if one.place or one.sha256 == article.sha256]
        now = self._options if article.id in self._read else {}
        earlier = same[0].given if same else {}
        if earlier and store is not None and same[0].sha256 != article.sha256:
            held = text_of(store, article.id)
            if held is not None and not is_edit(sketch(held), article.text):
                if lost := tuple(name for name in earlier if name not in now):
                    self.dropped[article.id] = lost
                earlier = {}
        return dict(sorted({**earlier, **now}.items()))

    def laid(self, article: Article) -> dict[str, str]:
        """What stages read of what is said of an article in all."""
        return laid(self.given(article), self._decided(article))

    def _decided(self, article: Article) -> Mapping[str, str]:
        id_, sha256 = article.id, article.sha256
        if not may_concern(self._decisions, id_, sha256):
            return {}
        store = self._store()
        known = {} if store is None else store.kept_digests()
        texts = {id_: article.text}
        heard = hear(self._decisions, {**known, id_: sha256}, texts.get)
        return heard.values.get(id_, {})


def laid(given: Mapping[str, str], decided: Mapping[str, str]) -> dict[str, str]:
    """What stages read of it: decisions go before options; an empty value is what the file says."""
    told = {**given, **{name: decided[name] for name in STAGED if name in decided}}
    return {name: value for name, value in sorted(told.items()) if value}


def text_of(store: Store, id_: str) -> str | None:
    """What a document holds, None where it isn't kept or is damaged."""
    try:
        return store.text(id_)
    except StoreError:
        return None


def outdated(store: Store, ledger: Ledger) -> list[str]:
    """The ids of the articles of which something else is said than they were read with."""
    told = store.said()
    if not told:
        return []
    some = on_documents(ledger.decisions)
    known = store.kept_digests() if some else {}
    decided = hear(some, known, partial(text_of, store)).values
    return [one.id for one in told if laid(one.given, decided.get(one.id, {})) != one.laid]
