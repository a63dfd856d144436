"""An event that somebody adds by hand, as a decision: its id, and where its quote stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from timeline import decisions
from timeline.cli import stored_documents
from timeline.decisions import added, blocks
from timeline.decisions.records import anchor_at
from timeline.errors import UsageError
from timeline.store import Store
from timeline.store.texts import not_kept

if TYPE_CHECKING:
    from timeline.decisions import Anchor, Ledger, Spoken

# Characters of a text that a message quotes, and places in it that one names.
_SHOWN, _PLACES = 120, 5


def spoken(
    store: Store,
    ledger: Ledger,
    values: Mapping[str, str],
    document: str,
    quote: str,
    say: Callable[[str], None],
) -> Spoken:
    """The event that is added. Raises UsageError for one that is there already, and for words that
    don't stand where they should; StoreError for an article whose text isn't kept."""
    date, title = values["date"], values["title"]
    id_ = added.id_of(date, title)
    _refuse_again(store, ledger, id_)
    anchors = (_anchor(store, date, document, quote, say),) if document else ()
    return decisions.Spoken(id_, date, title, anchors)


def _refuse_again(store: Store, ledger: Ledger, id_: str) -> None:
    told = blocks.adding(ledger.decisions)
    same = [n for n, decision in told.items() if decision.events[0].id == id_]
    shown = {note["number"]: note["events"] for note in store.ruling()[1]}
    now = next(iter(shown.get(same[0], ())), id_) if same else id_
    event = store.event(now)
    if event is None and not same:
        return
    named = f"{now} (“{event['title']}”)" if event is not None else now
    how = f"change it with timeline set {now}"
    how += f", or take it back with timeline undo {same[0]}" if same else ""
    raise UsageError("add", f"it is there already: {named}", how)


def _anchor(
    store: Store, date: str, document: str, quote: str, say: Callable[[str], None]
) -> Anchor:
    """Where words stand in a document: the first time, where they do more than once."""
    record = stored_documents.by_name(store, document, "--document")
    id_ = record["id"]
    text = store.text(id_)
    if text is None:
        raise not_kept(id_)
    spots = added.places(quote, text)
    if not spots:
        raise UsageError("--quote", f"{id_} doesn’t have these words", _how(quote, text, id_))
    if len(spots) > 1:
        starts = [str(start) for start, _ in spots[:_PLACES]]
        more = f" and {len(spots) - _PLACES} more" if len(spots) > _PLACES else ""
        where = f"{', '.join(starts)}{more}"
        say(f"the words stand {len(spots)} times in {id_}, at {where}: the first is taken")
    span = spots[0]
    word = _naming(text[span[0] : span[1]], record["language"])
    found = added.trigger(text, span, word)
    return anchor_at(id_, found, " ".join(quote.split()), date, record["sha256"])


def _naming(quote: str, language: str) -> str:
    """The word of a quote that names an event, else all of it."""
    from timeline.recast import naming_word

    span = naming_word(quote, language)
    return quote if span is None else quote[span[0] : span[1]]


def _how(quote: str, text: str, id_: str) -> str:
    """How to find words that a text hasn't: as it has them in other signs, if it does."""
    otherwise = f"see timeline documents --text {id_}"
    words = re.findall(r"\w+", quote)
    if not words:
        return otherwise
    alike = re.compile(r"[\W_]+".join(map(re.escape, words)), re.IGNORECASE)
    if (found := alike.search(text)) is None:
        return f"give words as they stand there, in their order; {otherwise}"
    told = " ".join(found[0].split())
    short = told if len(told) <= _SHOWN else f"{told[:_SHOWN]} …"
    return f"write it as it stands there: “{short}”"
