"""Merging some articles more into many that were merged before, without merging those again.

What a merging from scratch would find of all of them is what is found here, whatever came first:
`name_register` keeps whose the names are, `actor_names` how actors are shown, `filing` where
mentions are found, `groups` who is one event with whom, `part_links` what an event is a part of,
`copied_texts` whose text an article prints, `as_text` what mentions are compared by, `event_ids`
what events are called, all in `tables` of a database, where articles go by their numbers
(`numbering`). What nothing new touches is not looked at, and what is looked at goes through memory
in small parts (`shelf`, `spool`), however large the collection. Where everything is merged, other
processes help (`hands`, `sharing`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from typing import cast

from timeline import collector
from timeline.contract import EventRow
from timeline.languages.main_language import main_language
from timeline.merge import copies
from timeline.merge.actors import Actors
from timeline.merge.features import Feature, features
from timeline.merge.increment import (
    actor_names,
    as_text,
    copied_texts,
    event_ids,
    filing,
    numbering,
    tables,
)
from timeline.merge.increment import shelf as shelves
from timeline.merge.increment.articles import Articles, Entries, Entry, KeptArticle, lines
from timeline.merge.increment.filing import Filed, Row, asks, keep_asks, packed
from timeline.merge.increment.groups import Groups
from timeline.merge.increment.hands import Hands, OwnHands, Task, together
from timeline.merge.increment.making import Column, Made, Maker
from timeline.merge.increment.name_register import Register
from timeline.merge.increment.part_links import Links
from timeline.merge.increment.sharing import Share, Sharing
from timeline.merge.increment.shelf import Shelf
from timeline.merge.increment.spool import Spool
from timeline.merge.record import standing
from timeline.merge.whose_names import Names
from timeline.names import people

# What of a merging is read by those who weigh, group and make events.
_READ = ("merge_document", "merge_told", "merge_text", "merge_filed", "merge_shown")
# So many articles are compared at once, and so many events made; the work on so few articles isn't
# worth sharing.
_ARTICLES, _EVENTS, _FEW = 16, 512, 50
# With so many what helps is started anew: a second for some 300 MB a process.
_MANY = 500
# Where more than this share of the articles is new or gone, merging anew is as quick.
_MOST = 0.25


@dataclass(frozen=True, slots=True)
class Changes:
    """What a merging changes: ids of events that go, events that come, in no order of note.

    whole: all events that there were go, and those made are all there are. copies: each article
    that prints another's text, and that other.
    """

    whole: bool
    gone: tuple[str, ...]
    made: Collection[EventRow]
    copies: Mapping[str, str] = field(default_factory=dict)


class Mender:
    """A merging kept in a database, in tables of its own; the caller commits.

    articles: all that are to be merged now, by id; rules: names the rules that merge; language:
    that of titles, None for that of most articles. With another one everything is merged anew.
    share: has other processes help where everything is; None: none do.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        articles: Mapping[str, KeptArticle],
        rules: str = "",
        language: str | None = None,
        share: Share | None = None,
    ) -> None:
        self._db, self._articles, self._share = db, articles, share
        self._language = language or main_language(a.language for a in articles.values())
        self._rules = f"{rules} {self._language}"
        self._numbers: dict[str, int] = {}
        self._texts = numbering.Texts(db)
        self._shelf = Shelf(db, lambda document: articles[document].mentions())
        self._read = Articles(articles, self._shelf)
        self._entries = Entries(self._shelf, self._language)
        self._maker = Maker(db, self._shelf, self._language)
        self._next = 1

    def mend(self) -> Changes:
        """Merge what is new, changed or gone since the last time."""
        if tables.rules(self._db) != self._rules:
            with collector.paused():
                return self._afresh()
        known = dict(self._db.execute("SELECT id, version FROM merge_document"))
        gone = {d for d in known if d not in self._articles}
        new = {d for d, a in self._articles.items() if known.get(d) != _hashed(a.version)}
        if not (gone or new):
            return Changes(False, (), (), self._copies())
        many = len(gone | new) > _MOST * len(known)
        added = new - known.keys()
        known.clear()
        self._numbers = dict(self._db.execute("SELECT id, number FROM merge_document"))
        more = numbering.between(self._numbers, added)
        with collector.paused():
            if more is None or many:
                return self._afresh()
            self._numbers |= more
            return self._some(new, {self._numbers[d] for d in gone | (new - added)})

    # -- everything ----------------------------------------------------------------------------

    def _afresh(self) -> Changes:
        """Read all articles for their names, then for their mentions; group these; make events."""
        tables.empty(self._db)
        self._db.execute("INSERT INTO merge_rules VALUES (?)", (self._rules,))
        self._numbers = numbering.first_numbers(self._articles)
        if self._share is not None and len(self._articles) >= _MANY:
            self._share.engine.close()  # what read articles holds their models
        everyone = self._read_names()
        groups = Groups(self._db, self._shelf.feature)
        with self._hands(groups) as hands:
            hands.tell("know", everyone)
            del everyone
            people.forget()
            self._put_all_in(hands)
            hands.tell("forget", None)
            actor_names.show_all(self._db, self._language)
            hands.renew(*_READ)
            links, spool = Links(self._db, self._numbers), self._make_all(groups, hands)
        self._number(groups, event_ids.shared(self._db), {})
        links.fill()
        spool.ids = event_ids.numbered(self._db)
        spool.wholes = links.shown()
        return Changes(True, (), spool, self._copies())

    @contextmanager
    def _hands(self, groups: Groups) -> Iterator[Hands]:
        """By whom all mentions are grouped and their events made."""
        if self._share is None or len(self._articles) < _FEW:
            yield OwnHands(self._entries, groups.weighed, self._maker)
            return
        with Sharing(self._db, self._share, self._language) as hands:
            yield hands

    def _put_all_in(self, hands: Hands) -> None:
        """Enter the mentions of all articles."""
        told = ((d, self._articles[d].draft()) for d in sorted(self._articles))
        several = together(told, _ARTICLES)
        entries = (e for _, some in hands.each(("entries", (s,)) for s in several) for e in some)
        for document, entry in zip(sorted(self._articles), entries, strict=True):
            self._put_in(document, entry, set())

    def _make_all(self, groups: Groups, hands: Hands) -> Spool:
        """Group all mentions and make their events; enter them, and their cards."""
        links, spool = Links(self._db, self._numbers), Spool()
        several: list[list[int]] = []

        def make(some: Iterable[Task]) -> None:
            for what, found in hands.each(some):
                if what == "grouped":
                    groups.enter(found)
                    several.extend(found)
                    continue
                for name, id_, told, _ in found:
                    event_ids.enter(self._db, name, id_)
                    spool.append(name, told)
                links.enter({name: card for name, _, _, card in found})

        lone, parts = groups.connect(hands)
        large, small = groups.tasks(parts)
        # Nothing else waits until the large ones are grouped.
        begun = [hands.begin(task) for task in large]
        make(chain(small, _to_make([n] for n in lone)))
        make(_to_make(several))
        for answer in begun:
            _, found = answer()
            groups.enter(found)
            make(_to_make(found))
        return spool

    def _read_names(self) -> Names:
        """Enter all articles with their names and the passages that tell whose text they print."""
        register, printed = Register(self._db), copied_texts.Printed(self._db)
        for document, number in self._numbers.items():
            names, quotes = self._read.outline(document)
            register.enter(number, names)
            origin = printed.enter(number, quotes)
            self._enter_document(document, origin)
        return register.fill()

    # -- some ------------------------------------------------------------------------------------

    def _some(self, new: set[str], old: set[int]) -> Changes:
        """new: articles to enter; old: numbers of those to take out first, earlier versions among
        them."""
        register = Register(self._db)
        told = {self._numbers[d]: self._read.outline(d) for d in sorted(new)}
        # No number is used twice, though its mention be gone.
        self._next = filing.last(self._db) + 1
        shifted = register.change(old, {d: names for d, (names, _) in told.items()})
        touched: set[int] = set()
        taken_out = self._take_out(old, touched)
        for document in sorted(new):
            self._enter_document(document, self._numbers[document])
        quoted = {d: quotes for d, (_, quotes) in told.items()}
        reprinted = copied_texts.change(self._db, old, quoted)
        put_in: dict[int, Filed] = {}
        self._entries.know(register)
        for document in sorted(new):
            (entry,) = self._entries.entries([(document, self._articles[document].draft())])
            put_in |= {f.place[2]: f for f in self._put_in(document, entry, touched)}
        for number in sorted(shifted - told.keys()):
            self._compare_anew(number, register, touched, taken_out, put_in)
        groups = Groups(self._db, self._shelf.feature)
        moved = groups.change(taken_out, put_in)
        for number in sorted(reprinted.keys() - told.keys()):
            # What an event says of its sources changes though the group does not.
            moved |= {groups.name(mention) for mention in filing.of(self._db, number)}
        for number, key in actor_names.renamed(self._db, touched, self._language):
            lines = self._shelf.article(number).lines
            for mention, line in zip(filing.of(self._db, number), lines, strict=True):
                if any(k.shown == key for k in as_text.read(line).keys):
                    moved.add(groups.name(mention))
        return self._events(groups, moved)

    def _take_out(self, documents: Iterable[int], touched: set[int]) -> dict[int, Filed]:
        """Forget the mentions of some articles; where they were filed, by number.

        touched: takes the keys of their actors, here and below.
        """
        gone: dict[int, Filed] = {}
        for document in sorted(documents):
            mine = filing.take_out(self._db, document)
            gone |= mine
            lines = self._shelf.article(document).lines if mine else ()
            touched |= actor_names.take_out(self._db, self._texts, document, lines)
            self._shelf.drop(document)
            self._db.execute("DELETE FROM merge_document WHERE number = ?", (document,))
        return gone

    def _put_in(self, document: str, entry: Entry, touched: set[int]) -> list[Filed]:
        """Enter the mentions of an article, under new numbers; where they are filed."""
        number, first = self._numbers[document], self._next
        if entry.rows:
            filing.put(self._db, number, first, entry.rows, entry.filed)
            self._shelf.put(number, entry.told)
        touched |= actor_names.put_in(self._db, self._texts, number, entry.actors)
        keep_asks(self._db, ((first + n, days) for n, days in entry.asks))
        self._next += len(entry.rows)
        return [
            Filed((number, n, first + n), row.day, row.labels) for n, row in enumerate(entry.rows)
        ]

    def _compare_anew(
        self,
        number: int,
        register: Register,
        touched: set[int],
        before: dict[int, Filed],
        after: dict[int, Filed],
    ) -> None:
        """Compute what an article's mentions are compared by; enter where those changed stand."""
        _, first, rows = filing.Kept(self._db).of(number)
        if not rows:
            return
        article = self._shelf.article(number)
        told = list(as_text.mentions(self._articles[article.id].mentions()))
        mentions = [m for _, m in told]
        actors = Actors(mentions, register, self._language)
        found = features(mentions, actors, count(first))
        touched |= actor_names.take_out(self._db, self._texts, number, article.lines)
        seen = actor_names.spellings(mentions, actors)
        touched |= actor_names.put_in(self._db, self._texts, number, seen)
        now_told = lines(found, actors, told)
        self._shelf.put(number, shelves.packed(article.story, now_told))
        for n, (f, was, now) in enumerate(zip(found, article.lines, now_told, strict=True)):
            if now != was:
                filed = after[f.number] = self._filed(f)
                before[f.number] = filed._replace(day=rows[n].day, labels=rows[n].labels)
                rows[n] = Row(filed.day, f.chain, filed.labels)
                self._db.execute("DELETE FROM merge_ask WHERE mention = ?", (f.number,))
                keep_asks(self._db, ((f.number, days) for days in asks(f)))
        filing.put(self._db, number, first, rows)

    # -- events ----------------------------------------------------------------------------------

    def _events(self, groups: Groups, moved: set[int]) -> Changes:
        published, origin = Column(self._db, "published"), Column(self._db, "origin")
        made: dict[int, Made] = {}

        def make(name: int) -> None:
            made[name] = self._maker.event(groups.members(name), published, origin)

        gone: set[str] = set()
        bases: set[int] = set()
        for name in sorted(moved):
            was = event_ids.take_out(self._db, name)
            if was is not None:
                gone.add(was[0])
                bases.add(was[1])
            if groups.members(name):
                make(name)
                event_ids.enter(self._db, name, made[name].event.id)
                bases.add(event_ids.base(made[name].event.id))
        numbered = self._number(groups, sorted(bases), made)
        renamed = {n: id_ for n, id_ in numbered.items() if n not in made}
        linked = self._linked(moved, made, renamed)
        for name, id_ in (*renamed.items(), *linked.items()):
            gone.add(id_)
            make(name)
        return Changes(False, tuple(sorted(gone)), self._named(made), self._copies())

    def _linked(
        self, moved: set[int], made: Mapping[int, Made], renamed: Mapping[int, str]
    ) -> dict[int, str]:
        """Find the wholes of events; name and id of the others that now have another one."""
        links = Links(self._db, self._numbers)
        before = links.shown()
        links.change(moved, {name: m.card for name, m in made.items()})
        links.renew()
        now = links.shown()
        names = sorted(n for n in before.keys() | now.keys() if before.get(n) != now.get(n))
        found: dict[int, str] = {}
        for name in names:
            id_ = event_ids.of(self._db, name)
            if id_ is not None and name not in made and name not in renamed:
                found[name] = id_
        return found

    def _number(
        self, groups: Groups, bases: Iterable[int], made: Mapping[int, Made]
    ) -> dict[int, str]:
        """Number the events of mentions of one word; names of those renamed, ids they had.

        bases: what their ids are made of.
        """
        published, origin = Column(self._db, "published"), Column(self._db, "origin")

        def order(name: int) -> tuple[tuple[str, ...], tuple[str, int]]:
            one = made.get(name) or self._maker.event(groups.members(name), published, origin)
            return standing(one.event)[:-1], one.order

        return event_ids.number(self._db, bases, order)

    def _named(self, made: Mapping[int, Made]) -> list[EventRow]:
        """The events under the ids they were entered with, each with that of its whole."""
        events = []
        links = Links(self._db, self._numbers)
        for name, (_, e, _) in made.items():
            told = cast("EventRow", e.model_dump(mode="json"))
            told["id"] = event_ids.of(self._db, name) or e.id
            told["part_of"] = links.shown_for(name)
            events.append(told)
        return events

    def _copies(self) -> dict[str, str]:
        """Each article that prints another's text, and that other."""
        rows = self._db.execute(
            "SELECT id, origin, published FROM merge_document WHERE origin IN"
            " (SELECT origin FROM merge_document WHERE origin <> number)"
        ).fetchall()
        origin = {id_: first for id_, first, _ in rows}
        return copies.originals(origin, {id_: day for id_, _, day in rows})

    # -- what is kept ----------------------------------------------------------------------------

    def _enter_document(self, document: str, origin: int) -> None:
        a = self._articles[document]
        row = (self._numbers[document], document, _hashed(a.version), a.published, origin)
        tables.add(self._db, "merge_document", [row])

    def _filed(self, f: Feature) -> Filed:
        return Filed((self._numbers[f.document], f.order[1], f.number), *packed(f))


def _to_make(groups: Iterable[Sequence[int]]) -> Iterator[Task]:
    """What is to be done to make the events of groups."""
    return (("events", (some,)) for some in together(groups, _EVENTS))


def _hashed(version: str) -> int:
    digest = hashlib.blake2b(version.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
