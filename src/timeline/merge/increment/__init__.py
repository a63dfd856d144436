"""Merging some articles more into many that were merged before, without merging those again.

What a merging from scratch would find of all of them is what is found here, whatever came first:
`name_register` keeps whose the names are, `actor_names` how actors are shown, `filing` where
mentions are found, `groups` who is one event with whom, `part_links` what an event is a part of,
`copied_texts` whose text an article prints, `as_text` what mentions are compared by, all in
`tables` of a database. What nothing new touches is not looked at, and what is looked at goes
through memory in small parts (`shelf`, `spool`), however large the collection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple, Protocol, cast

from timeline.contract import EventRow
from timeline.languages.main_language import main_language
from timeline.merge import bulk_records, copies, wholes
from timeline.merge.actors import Actors
from timeline.merge.features import Feature, features
from timeline.merge.increment import actor_names, as_text, copied_texts, part_links, tables
from timeline.merge.increment.filing import Filed, keep_asks, packed
from timeline.merge.increment.groups import Groups
from timeline.merge.increment.name_register import Register
from timeline.merge.increment.shelf import Shelf
from timeline.merge.increment.spool import Spool
from timeline.merge.record import event
from timeline.merge.whose_names import Names
from timeline.model import DatedMention, Event

# Where more than this share of the articles is new or gone, merging anew is as quick.
_MOST = 0.25


class KeptArticle(Protocol):
    """One article as it is kept."""

    @property
    def version(self) -> str:
        """Any text that changes with it."""

    @property
    def published(self) -> str:
        """Its publication date, EDTF, "" if unknown."""

    @property
    def language(self) -> str:
        """The code of its language."""

    @property
    def mentions(self) -> Callable[[], str]:
        """Reads the JSON text of the list of its mentions."""


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


class _Made(NamedTuple):
    """An event, not numbered yet, the place of its first mention, what may link it to others."""

    order: tuple[str, int]
    event: Event
    card: wholes.Card | None


class Mender:
    """A merging kept in a database, in tables of its own; the caller commits.

    articles: all that are to be merged now, by id; rules: names the rules that merge; language:
    that of titles, None for that of most articles. With another one everything is merged anew.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        articles: Mapping[str, KeptArticle],
        rules: str = "",
        language: str | None = None,
    ) -> None:
        self._db, self._articles = db, articles
        self._language = language or main_language(a.language for a in articles.values())
        self._rules = f"{rules} {self._language}"
        self._shelf = Shelf(db, lambda document: articles[document].mentions())
        self._names = actor_names.KeptNames(db, self._language)
        self._next = 1

    def mend(self) -> Changes:
        """Merge what is new, changed or gone since the last time."""
        tables.lay(self._db)
        rules = self._db.execute("SELECT rules FROM merge_rules").fetchone()
        known = dict(self._db.execute("SELECT id, version FROM merge_document"))
        gone = {d for d in known if d not in self._articles}
        new = {d for d, a in self._articles.items() if known.get(d) != a.version}
        if not (gone or new) and rules == (self._rules,):
            return Changes(False, (), (), self._copies())
        with bulk_records.uncollected():
            if rules != (self._rules,) or len(gone | new) > _MOST * len(known):
                return self._afresh()
            return self._some(new, gone | (new & known.keys()))

    # -- everything ----------------------------------------------------------------------------

    def _afresh(self) -> Changes:
        """Read all articles for their names, then for their mentions; group these; make events."""
        tables.empty(self._db)
        self._db.execute("INSERT INTO merge_rules VALUES (?)", (self._rules,))
        everyone = self._read_names()
        for document in sorted(self._articles):
            self._put_in(document, everyone, set())
        del everyone
        actor_names.show_all(self._db, self._language)
        published = {d: a.published for d, a in self._articles.items()}
        origin = dict(self._db.execute("SELECT id, origin FROM merge_document"))
        groups = Groups(self._db, self._shelf.feature)
        groups.fill()
        spool, cards = Spool(), {}
        for numbers in groups.all():
            order, made, card = self._event(numbers, published, origin)
            self._enter_event(numbers[0], made, order)
            spool.append(numbers[0], made.model_dump_json())
            if card is not None:
                cards[numbers[0]] = card
        twice = self._db.execute("SELECT base FROM merge_event GROUP BY base HAVING count(*) > 1")
        self._number(row[0] for row in twice.fetchall())
        part_links.fill(self._db, cards)
        renamed = self._db.execute("SELECT name, id FROM merge_event WHERE id <> base")
        spool.ids = dict(renamed.fetchall())
        spool.wholes = part_links.shown(self._db)
        return Changes(True, (), spool, self._copies())

    def _read_names(self) -> Names:
        """Enter all articles with their names and the passages that tell whose text they print."""
        register, printed = Register(self._db), copied_texts.Printed(self._db)
        for document in sorted(self._articles):
            told = as_text.outline(self._articles[document].mentions())
            register.enter(document, told.names)
            origin = printed.enter(document, copied_texts.quotes(told.quotes))
            self._enter_document(document, origin)
        return register.fill()

    # -- some ------------------------------------------------------------------------------------

    def _some(self, new: set[str], old: set[str]) -> Changes:
        """new: articles to enter; old: those to take out first, earlier versions among them."""
        register = Register(self._db)
        told = {d: as_text.outline(self._articles[d].mentions()) for d in sorted(new)}
        # No number is used twice, though its mention be gone.
        last = self._db.execute("SELECT coalesce(max(id), 0) FROM merge_mention").fetchone()
        self._next = int(last[0]) + 1
        shifted = register.change(old, {d: t.names for d, t in told.items()})
        touched: set[str] = set()
        taken_out = self._take_out(old, touched)
        for document in told:
            self._enter_document(document, document)
        reprinted = copied_texts.change(
            self._db, old, {d: copied_texts.quotes(t.quotes) for d, t in told.items()}
        )
        put_in: dict[int, Filed] = {}
        for document in told:
            put_in |= {f.number: _filed(f) for f in self._put_in(document, register, touched)}
        for document in sorted(shifted - new):
            self._compare_anew(document, register, touched, taken_out, put_in)
        groups = Groups(self._db, self._shelf.feature)
        moved = groups.change(taken_out, put_in)
        for document in sorted(reprinted.keys() - new):
            # What an event says of its sources changes though the group does not.
            rows = self._db.execute("SELECT id FROM merge_mention WHERE document = ?", (document,))
            moved |= {groups.name(row[0]) for row in rows.fetchall()}
        renamed = actor_names.renamed(self._db, touched, self._language)
        return self._events(groups, moved | {groups.name(number) for number in renamed})

    def _take_out(self, documents: Iterable[str], touched: set[str]) -> dict[int, Filed]:
        """Forget the mentions of some articles; where they were filed, by number.

        touched: takes the keys of their actors, here and below.
        """
        gone: dict[int, Filed] = {}
        for document in sorted(documents):
            rows = self._db.execute(
                "DELETE FROM merge_mention WHERE document = ? RETURNING id, n, day, labels",
                (document,),
            ).fetchall()
            for number, n, day, labels in rows:
                gone[number] = Filed((document, n, number), day, labels)
                self._db.execute("DELETE FROM merge_ask WHERE mention = ?", (number,))
            touched |= actor_names.take_out(self._db, (row[0] for row in rows))
            for table, column in (("merge_document", "id"), ("merge_story", "document")):
                self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (document,))
        return gone

    def _put_in(self, document: str, everyone: Names, touched: set[str]) -> list[Feature]:
        """Enter the mentions of an article, under new numbers."""
        told = list(as_text.mentions(self._articles[document].mentions()))
        mentions = [m for _, m in told]
        places = {id(m): place for place, m in told}
        actors = Actors(mentions, everyone, self._language)
        found = features(mentions, actors, count(self._next))
        self._next += len(found)
        rows = (
            (
                f.number,
                *f.order,
                *places[id(f.mention)],
                0,
                *packed(f),
                f.chain,
                as_text.feature(f, actors),
            )
            for f in found
        )
        tables.add(self._db, "merge_mention", rows)
        stories = {f.document: f.story for f in found}
        tables.add(self._db, "merge_story", ((d, as_text.names(s)) for d, s in stories.items()))
        touched |= actor_names.put_in(self._db, found, actors)
        for f in found:
            keep_asks(self._db, f.number, f)
        return found

    def _compare_anew(
        self,
        document: str,
        register: Register,
        touched: set[str],
        before: dict[int, Filed],
        after: dict[int, Filed],
    ) -> None:
        """Compute what an article's mentions are compared by; enter where those changed stand."""
        rows = self._db.execute(
            "SELECT id, feature, day, labels FROM merge_mention WHERE document = ? ORDER BY n",
            (document,),
        ).fetchall()
        mentions = self._told(document)
        numbers = [row[0] for row in rows]
        actors = Actors(mentions, register, self._language)
        found = features(mentions, actors, numbers)
        touched |= actor_names.take_out(self._db, numbers)
        touched |= actor_names.put_in(self._db, found, actors)
        for f, (number, told, day, labels) in zip(found, rows, strict=True):
            now = as_text.feature(f, actors)
            if now != told:
                before[number] = Filed((*f.order, number), day, labels)
                after[number] = _filed(f)
                self._db.execute(
                    "UPDATE merge_mention SET feature = ?, day = ?, labels = ?, chain = ?"
                    " WHERE id = ?",
                    (now, *packed(f), f.chain, number),
                )
                self._db.execute("DELETE FROM merge_ask WHERE mention = ?", (number,))
                keep_asks(self._db, number, f)

    # -- events ----------------------------------------------------------------------------------

    def _events(self, groups: Groups, moved: set[int]) -> Changes:
        published, origin = _Column(self._db, "published"), _Column(self._db, "origin")
        made: dict[int, _Made] = {}

        def make(name: int) -> None:
            made[name] = self._event(groups.members(name), published, origin)

        gone: set[str] = set()
        bases: set[str] = set()
        for name in sorted(moved):
            row = self._db.execute(
                "DELETE FROM merge_event WHERE name = ? RETURNING id, base", (name,)
            ).fetchone()
            if row is not None:
                gone.add(row[0])
                bases.add(row[1])
            if groups.members(name):
                make(name)
                order, e, _ = made[name]
                self._enter_event(name, e, order)
                bases.add(e.id)
        renamed = {n: id_ for n, id_ in self._number(sorted(bases)).items() if n not in made}
        linked = self._linked(moved, made, renamed)
        for name, id_ in (*renamed.items(), *linked.items()):
            gone.add(id_)
            make(name)
        return Changes(False, tuple(sorted(gone)), self._named(made), self._copies())

    def _linked(
        self, moved: set[int], made: Mapping[int, _Made], renamed: Mapping[int, str]
    ) -> dict[int, str]:
        """Find the wholes of events; name and id of the others that now have another one."""
        before = part_links.shown(self._db)
        part_links.change(self._db, moved, {name: m.card for name, m in made.items()})
        part_links.renew(self._db)
        now = part_links.shown(self._db)
        names = sorted(n for n in before.keys() | now.keys() if before.get(n) != now.get(n))
        found: dict[int, str] = {}
        for name in names:
            row = self._db.execute("SELECT id FROM merge_event WHERE name = ?", (name,)).fetchone()
            if row is not None and name not in made and name not in renamed:
                found[name] = row[0]
        return found

    def _enter_event(self, name: int, e: Event, order: tuple[str, int]) -> None:
        row = (name, e.id, e.id, e.start, e.end, e.date, *order)
        tables.add(self._db, "merge_event", [row])

    def _number(self, bases: Iterable[str]) -> dict[int, str]:
        """Number the events of mentions of one word; names of those renamed, ids they had.

        bases: ids before numbers.
        """
        again: dict[int, str] = {}
        for base in bases:
            told = self._db.execute(
                'SELECT name, id FROM merge_event WHERE base = ? ORDER BY coalesce(start, "end",'
                " '9999'), coalesce(\"end\", '9999'), date, document, n",
                (base,),
            ).fetchall()
            for n, (name, id_) in enumerate(told, 1):
                now = base if n == 1 else f"{base}-{n}"
                if now != id_:
                    self._db.execute("UPDATE merge_event SET id = ? WHERE name = ?", (now, name))
                    again[name] = id_
        return again

    def _named(self, made: Mapping[int, _Made]) -> list[EventRow]:
        """The events under the ids they were entered with, each with that of its whole."""
        events = []
        for name, (_, e, _) in made.items():
            row = self._db.execute("SELECT id FROM merge_event WHERE name = ?", (name,)).fetchone()
            told = cast("EventRow", e.model_dump(mode="json"))
            told["id"], told["part_of"] = row[0], part_links.shown_for(self._db, name)
            events.append(told)
        return events

    def _event(
        self, numbers: Sequence[int], published: Mapping[str, str], origin: Mapping[str, str]
    ) -> _Made:
        """The event of the mentions of these numbers."""
        self._names.clear()
        found = (self._shelf.whole(number, self._names) for number in numbers)
        members = list(found)
        made = event(members, published, self._names, origin, self._language)
        return _Made(members[0].order, made, wholes.card(made, members))

    def _copies(self) -> dict[str, str]:
        """Each article that prints another's text, and that other."""
        rows = self._db.execute(
            "SELECT id, origin, published FROM merge_document WHERE origin IN"
            " (SELECT origin FROM merge_document WHERE origin <> id)"
        ).fetchall()
        origin = {id_: first for id_, first, _ in rows}
        return copies.originals(origin, {id_: day for id_, _, day in rows})

    # -- what is kept ----------------------------------------------------------------------------

    def _enter_document(self, document: str, origin: str) -> None:
        a = self._articles[document]
        tables.add(self._db, "merge_document", [(document, a.version, a.published, origin)])

    def _told(self, document: str) -> list[DatedMention]:
        """The mentions of an article, as kept."""
        return [m for _, m in as_text.mentions(self._articles[document].mentions())]


def _filed(f: Feature) -> Filed:
    return Filed((*f.order, f.number), *packed(f))


class _Column(Mapping[str, str]):
    """A column of the articles kept, by their ids."""

    def __init__(self, db: sqlite3.Connection, column: str) -> None:
        self._db, self._column = db, column

    def __getitem__(self, document: str) -> str:
        row = self._db.execute(
            f"SELECT {self._column} FROM merge_document WHERE id = ?", (document,)
        ).fetchone()
        if row is None:
            raise KeyError(document)
        return str(row[0])

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._db.execute("SELECT id FROM merge_document"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM merge_document").fetchone()[0])
