"""Events made anew where merging is not all that decides: of mentions that the user put together,
and of chronologies that others finished.

It stands beside pipeline.py and knows, like it, which stages take part; no model is loaded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, cast

from timeline.document_order import copied, id_of, keyed, originals, row_with_ids
from timeline.errors import StoreError
from timeline.model import Chronology, DatedMention, Document, Event
from timeline.names.namer import Namer

if TYPE_CHECKING:
    from timeline.contract import ActorRow, EventRow, MentionRow, PlaceRow, RepeatRow
    from timeline.elsewhere import Entry, Finished
    from timeline.merge.reasons import Link
    from timeline.merge.regrouping import Regrouping


class Rebuilder:
    """Events made anew of mentions that somebody put together otherwise than merging did.

    told: hands out what the articles of these ids gave. Mentions come and events go as rows of the
    contract (contract.py). What an event is like depends on its own articles alone, but for
    language, that of the chronology's titles. namer: who knows what names mean.
    """

    def __init__(
        self,
        told: Callable[[set[str]], Iterable[tuple[Document, Sequence[DatedMention]]]],
        language: str = "",
        namer: Namer | None = None,
    ) -> None:
        self._told, self._language = told, language
        self._namer = namer or Namer(language=lambda: language)

    def build(self, groups: Sequence[Sequence[MentionRow]]) -> list[EventRow]:
        """The event of each group of mentions."""
        made = []
        for group in groups:
            regrouping, at, copies = self._articles(group)
            event = regrouping.event(list(dict.fromkeys(n for m in group for n in at(m))))
            made.append(row_with_ids(cast("EventRow", event.model_dump(mode="json")), copies))
        return made

    def nearest(self, mention: MentionRow, groups: Sequence[Sequence[MentionRow]]) -> int:
        """The place of the group that a mention agrees with best."""
        regrouping, at, _ = self._articles([mention, *(m for group in groups for m in group)])
        told = [[at(m)[0] for m in group] for group in groups]
        return regrouping.nearest(at(mention)[0], told)

    def links(self, mentions: Sequence[MentionRow]) -> list[Link]:
        """Why each two of these mentions are one event, in their order."""
        regrouping, at, _ = self._articles(mentions)
        return regrouping.links([at(m)[0] for m in mentions])

    def place(self, name: str) -> PlaceRow:
        """The place of that name."""
        return self._namer.place(name)

    def actor(self, name: str, kind: str | None, own: Sequence[ActorRow]) -> ActorRow:
        """The actor of that name; see `Namer`."""
        return self._namer.actor(name, kind, own)

    def _articles(
        self, mentions: Sequence[MentionRow]
    ) -> tuple[Regrouping, Callable[[MentionRow], list[int]], Mapping[str, Sequence[str]]]:
        """The articles of some mentions, and where each is found among the mentions of them all,
        with those that say its words again behind it; and their copies (document_order.py)."""
        from timeline.contract import told_in
        from timeline.merge.regrouping import Regrouping

        found = list(self._told({name for m in mentions for name in told_in(m)}))
        copies = copied(vars(document) for document, _ in found)
        left_out = originals(copies)
        told = [keyed(d, given) for d, given in found if d.id not in left_out]
        keys = {id_of(document.id): document.id for document, _ in told}
        dated = [m for _, found in told for m in found]
        places: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for n, m in enumerate(dated):
            e = m.event
            places[e.document, e.start, e.end, e.trigger.start, e.trigger.end].append(n)

        def found_at(spot: MentionRow | RepeatRow, m: MentionRow) -> int | None:
            trigger = spot["trigger"]
            at = (
                keys.get(spot["document"]),
                spot["start"],
                spot["end"],
                trigger["start"],
                trigger["end"],
            )

            def unlike(n: int) -> tuple[bool, bool]:
                return dated[n].event.status != m["status"], dated[n].date != m["date"]

            return min(places[at], key=unlike, default=None)

        def at(m: MentionRow) -> list[int]:
            first = found_at(m, m)
            if first is None:
                why = "it was read anew since the chronology was made"
                raise StoreError(m["document"], why, "run timeline extract once more")
            again = (found_at(repeat, m) for repeat in m.get("also_in", ()))
            return [first, *(n for n in again if n is not None)]

        return Regrouping(dated, [document for document, _ in told], self._language), at, copies


def naming_word(text: str, language: str) -> tuple[int, int] | None:
    """The span of the first word of a text that names an event, None where none does."""
    from timeline.merge import regrouping

    return regrouping.naming_word(text, language)


def merge_finished(
    found: Sequence[Finished], language: str | None = None
) -> tuple[Chronology, list[tuple[Document, tuple[DatedMention, ...]]]]:
    """One chronology of several finished ones, whatever their order, by the rules of merging.

    Events of one chronology stay apart, as it has them; what nobody else tells stays as it is, but
    for the names of its actors, which are those of the whole.
    language: that of titles made anew, None for that of most documents.
    Beside it what their articles would have given, for a store to keep.
    """
    from timeline.elsewhere.dated_mentions import dated
    from timeline.elsewhere.union import finish, spot, under_one_roof, with_triggers, with_wholes
    from timeline.languages.main_language import main_language
    from timeline.merge import standing
    from timeline.merge.regrouping import Regrouping, naming_word

    documents, told = under_one_roof(sorted(found, key=lambda f: f.path))
    told = _once(told)
    languages = {d.id: d.language for d in documents}
    mentions: dict[object, DatedMention] = {}
    entries: list[Entry] = []
    for _, row in told:
        one = _typed(row)
        made = dated(one, languages, naming_word)
        entries.append(with_triggers(one, made))
        for m, known in zip(entries[-1].event.mentions, made, strict=True):
            mentions.setdefault(spot(m), known)
    place = {key: n for n, key in enumerate(mentions)}
    units = [list(dict.fromkeys(place[spot(m)] for m in e.event.mentions)) for e in entries]
    owners = [owner for owner, _ in told]
    language = language or main_language(languages.values())
    regrouping = Regrouping(list(mentions.values()), documents, language)

    def one_event(group: Sequence[int]) -> Event:
        """What several chronologies tell of one event as one; what one tells as it has it."""
        if len(group) == 1:
            return regrouping.named(entries[group[0]].event)
        built = regrouping.event(list(dict.fromkeys(k for n in group for k in units[n])))
        published = {d.id: d.published or "" for d in documents}
        return finish(built, [entries[n] for n in group], published)

    one_each = [
        (one_event(group), [(owners[n], entries[n].event) for n in group])
        for group in regrouping.joined(units, owners)
    ]
    one_each.sort(key=lambda m: standing(m[0]))
    events = with_wholes(_renumbered(e for e, _ in one_each), [of for _, of in one_each])
    return Chronology(documents=documents, events=tuple(events)), _kept(documents, mentions)


def _once(told: Sequence[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """The entries without those that nobody quotes anything for and that one before them is."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for owner, entry in told:
        same = entry.event.id, entry.event.date, entry.event.title
        if entry.event.mentions or same not in seen:
            kept.append((owner, entry))
        if not entry.event.mentions:
            seen.add(same)
    return kept


def _kept(
    documents: Iterable[Document], mentions: Mapping[object, DatedMention]
) -> list[tuple[Document, tuple[DatedMention, ...]]]:
    """What each article would have given."""
    by_document: dict[str, list[DatedMention]] = defaultdict(list)
    for known in mentions.values():
        by_document[known.event.document].append(known)
    return [(d, tuple(by_document[d.id])) for d in documents]


def _renumbered(found: Iterable[Event]) -> list[Event]:
    """The events in their order, each under an id that none before it has."""
    taken: set[str] = set()
    events: list[Event] = []
    for e in found:
        id_ = next(i for i in _numbered(e.id) if i not in taken)
        taken.add(id_)
        events.append(e.model_copy(update={"id": id_}))
    return events


def _typed(entry: Entry) -> Entry:
    """An entry of a table that tells no type, with that of the first word that has one."""
    from timeline.elsewhere import Entry
    from timeline.events.lexicon import lexicon

    event = entry.event
    if event.type != "other" or not any("table" in m.rules for m in event.mentions[:1]):
        return entry
    try:
        words = lexicon(entry.language)
    except ValueError:  # a language without a lexicon of events
        return entry
    for word in re.findall(r"[^\W\d_]+", event.mentions[0].quote.casefold()):
        for end, put in _ENDINGS:
            form = word.removesuffix(end) + put if word.endswith(end) else word
            if sort := words.nouns.get(form) or words.verbs.get(form):
                return Entry(event.model_copy(update={"type": sort}), entry.language)
    return entry


# Endings of words in headlines and what the lemma has in their place, in the order they are tried.
_ENDINGS = (("", ""), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
            ("e", "er"), ("ent", "er"), ("é", "er"), ("ée", "er"), ("ies", "y"))  # fmt: skip


def _numbered(id_: str) -> Iterator[str]:
    yield id_
    for more in count(2):
        yield f"{id_}-{more}"
