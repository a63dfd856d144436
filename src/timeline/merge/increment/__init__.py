"""Merging some articles more into many that were merged before, without merging those again.

What a merging from scratch would find of all of them is what is found here, whatever came first:
`name_register` keeps whose the names are, `groups` who is one event with whom, `part_links` what
an event is a part of, `copied_texts` whose text an article prints, `as_text` what mentions are
compared by, all in `tables` of a database. What nothing new touches is not looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple, Protocol

from timeline.merge import bulk_records, copies, wholes
from timeline.merge.actors import Actors
from timeline.merge.features import Feature, features
from timeline.merge.increment import as_text, copied_texts, part_links, tables
from timeline.merge.increment.groups import Filed, Groups, keep_asks, packed
from timeline.merge.increment.name_register import Register, names_in
from timeline.merge.record import event
from timeline.merge.whose_names import Names
from timeline.model import ActorKind, DatedMention, Event

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
    made: tuple[Event, ...]
    copies: Mapping[str, str] = field(default_factory=dict)


class _Made(NamedTuple):
    """An event, not numbered yet, the place of its first mention, what may link it to others."""

    order: tuple[str, int]
    event: Event
    card: wholes.Card | None


class Mender:
    """A merging kept in a database, in tables of its own; the caller commits.

    articles: all that are to be merged now, by id; rules: names the rules that merge.
    """

    def __init__(
        self, db: sqlite3.Connection, articles: Mapping[str, KeptArticle], rules: str = ""
    ) -> None:
        self._db, self._articles, self._rules = db, articles, rules
        self._texts: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self._mentions: dict[str, list[DatedMention]] = {}
        self._features: dict[int, Feature] = {}
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
        tables.empty(self._db)
        self._db.execute("INSERT INTO merge_rules VALUES (?)", (self._rules,))
        told = {d: self._told(d) for d in sorted(self._articles)}
        everything = [m for mentions in told.values() for m in mentions]
        actors = Actors(everything)
        found = features(everything, actors, range(1, len(everything) + 1))
        places = {id(m): n for mentions in told.values() for n, m in enumerate(mentions)}
        self._enter(((f, places[id(f.mention)]) for f in found), actors)
        Register(self._db).fill({d: names_in(mentions) for d, mentions in told.items()})
        origin = copied_texts.fill(self._db, {d: copied_texts.quotes(m) for d, m in told.items()})
        self._enter_documents(told, origin)
        by_number = {f.number: f for f in found}
        groups = Groups(self._db, by_number.__getitem__)
        groups.fill()
        published = {d: a.published for d, a in self._articles.items()}
        made: dict[int, _Made] = {}
        for name in groups.names():
            # What a mention was compared by goes as soon as its event is made.
            members = [by_number.pop(number) for number in groups.members(name)]
            made[name] = _made(members, event(members, published, actors, origin))
        self._number(made)
        part_links.fill(self._db, {name: m.card for name, m in made.items()})
        return Changes(True, (), self._named(made), self._copies())

    # -- some ------------------------------------------------------------------------------------

    def _some(self, new: set[str], old: set[str]) -> Changes:
        """new: articles to enter; old: those to take out first, earlier versions among them."""
        register = Register(self._db)
        told = {d: self._told(d) for d in sorted(new)}
        # No number is used twice, though its mention be gone.
        last = self._db.execute("SELECT coalesce(max(id), 0) FROM merge_mention").fetchone()
        self._next = int(last[0]) + 1
        shifted = register.change(old, {d: names_in(m) for d, m in told.items()})
        taken_out = self._take_out(old)
        self._enter_documents(new, {})
        reprinted = copied_texts.change(
            self._db, old, {d: copied_texts.quotes(m) for d, m in told.items()}
        )
        put_in = self._put_in(told.values(), register)
        for document in sorted(shifted - new):
            self._compare_anew(document, register, taken_out, put_in)
        groups = Groups(self._db, self._feature)
        moved = groups.change(taken_out, put_in)
        for document in sorted(reprinted.keys() - new):
            # What an event says of its sources changes though the group does not.
            numbers = self._db.execute(
                "SELECT id FROM merge_mention WHERE document = ?", (document,)
            )
            moved |= {groups.name(row[0]) for row in numbers.fetchall()}
        return self._events(groups, moved, register)

    def _take_out(self, documents: Iterable[str]) -> dict[int, Filed]:
        """Forget the mentions of some articles; what they were, by number."""
        gone: dict[int, Filed] = {}
        for document in sorted(documents):
            rows = self._db.execute(
                "DELETE FROM merge_mention WHERE document = ? RETURNING id, n, day, labels",
                (document,),
            ).fetchall()
            gone |= {number: Filed((document, n, number), *filed) for number, n, *filed in rows}
            self._db.executemany(
                "DELETE FROM merge_ask WHERE mention = ?", ((row[0],) for row in rows)
            )
            self._db.execute("DELETE FROM merge_document WHERE id = ?", (document,))
        return gone

    def _put_in(self, told: Iterable[list[DatedMention]], register: Register) -> dict[int, Filed]:
        """Enter the mentions of new articles, under new numbers."""
        come: dict[int, Filed] = {}
        for mentions in told:
            actors = Actors(mentions, register)
            found = features(mentions, actors, count(self._next))
            self._next += len(found)
            places = {id(m): n for n, m in enumerate(mentions)}
            self._enter(((f, places[id(f.mention)]) for f in found), actors)
            come |= {f.number: _filed(f) for f in found}
        return come

    def _compare_anew(
        self,
        document: str,
        register: Register,
        before: dict[int, Filed],
        after: dict[int, Filed],
    ) -> None:
        """Compute what an article's mentions are compared by; put in what those changed were."""
        rows = self._db.execute(
            "SELECT id, feature, day, labels FROM merge_mention WHERE document = ? ORDER BY n",
            (document,),
        ).fetchall()
        mentions = self._told(document)
        numbers = [row[0] for row in rows]
        actors = Actors(mentions, register)
        found = features(mentions, actors, numbers)
        for f, (number, told, *filed) in zip(found, rows, strict=True):
            now = as_text.feature(f, actors)
            if now != told:
                before[number] = Filed((*f.order, number), *filed)
                after[number] = _filed(f)
                self._db.execute(
                    "UPDATE merge_mention SET feature = ?, day = ?, labels = ? WHERE id = ?",
                    (now, *after[number][1:], number),
                )
                self._db.execute("DELETE FROM merge_ask WHERE mention = ?", (number,))
                keep_asks(self._db, number, f)

    # -- events ----------------------------------------------------------------------------------

    def _events(self, groups: Groups, moved: set[int], register: Register) -> Changes:
        keys = _Keys(self._told, register)
        gone: set[str] = set()
        bases: set[str] = set()
        made: dict[int, _Made] = {}
        for name in sorted(moved):
            row = self._db.execute(
                "DELETE FROM merge_event WHERE name = ? RETURNING id, base", (name,)
            ).fetchone()
            if row is not None:
                gone.add(row[0])
                bases.add(row[1])
            if members := groups.members(name):
                made[name] = self._event(members, keys)
        again = self._number(made, bases)
        gone |= set(again.values())
        made |= {name: self._event(groups.members(name), keys) for name in again}
        for name, id_ in self._linked(moved, made).items():
            gone.add(id_)
            made[name] = self._event(groups.members(name), keys)
        return Changes(False, tuple(sorted(gone)), self._named(made), self._copies())

    def _linked(self, moved: set[int], made: Mapping[int, _Made]) -> dict[int, str]:
        """Find the wholes of events; name and id of the others that now have another one."""
        before = part_links.shown(self._db)
        part_links.change(self._db, moved, {name: m.card for name, m in made.items()})
        part_links.renew(self._db)
        now = part_links.shown(self._db)
        names = sorted(n for n in before.keys() | now.keys() if before.get(n) != now.get(n))
        found: dict[int, str] = {}
        for name in names:
            row = self._db.execute("SELECT id FROM merge_event WHERE name = ?", (name,)).fetchone()
            if row is not None and name not in made:
                found[name] = row[0]
        return found

    def _number(self, made: Mapping[int, _Made], bases: Iterable[str] = ()) -> dict[int, str]:
        """Enter events; the others that two mentions of one word now number otherwise, by name.

        bases: the ids of events that went, as they were before numbers.
        """
        rows = (
            (name, e.id, e.id, e.start, e.end, e.date, *order)
            for name, (order, e, _) in made.items()
        )
        tables.add(self._db, "merge_event", rows)
        again: dict[int, str] = {}
        for base in sorted({*bases, *(m.event.id for m in made.values())}):
            told = self._db.execute(
                'SELECT name, id FROM merge_event WHERE base = ? ORDER BY coalesce(start, "end",'
                " '9999'), coalesce(\"end\", '9999'), date, document, n",
                (base,),
            ).fetchall()
            for n, (name, id_) in enumerate(told, 1):
                now = base if n == 1 else f"{base}-{n}"
                if now != id_:
                    self._db.execute("UPDATE merge_event SET id = ? WHERE name = ?", (now, name))
                    if name not in made:
                        again[name] = id_
        return again

    def _named(self, made: Mapping[int, _Made]) -> tuple[Event, ...]:
        """The events under the ids they were entered with, each with that of its whole."""
        events = []
        wholes = part_links.shown(self._db)
        for name, (_, e, _) in made.items():
            row = self._db.execute("SELECT id FROM merge_event WHERE name = ?", (name,)).fetchone()
            told = {"id": row[0], "part_of": wholes.get(name)}
            same = row[0] == e.id and name not in wholes
            events.append(e if same else e.model_copy(update=told))
        return tuple(events)

    def _event(self, numbers: Iterable[int], keys: Actors) -> _Made:
        members = [self._feature(number) for number in numbers]
        published: dict[str, str] = {}
        origin: dict[str, str] = {}
        for document in sorted({f.document for f in members}):
            row = self._db.execute(
                "SELECT published, origin FROM merge_document WHERE id = ?", (document,)
            ).fetchone()
            published[document], origin[document] = row
        return _made(members, event(members, published, keys, origin))

    def _copies(self) -> dict[str, str]:
        """Each article that prints another's text, and that other."""
        rows = self._db.execute(
            "SELECT id, origin, published FROM merge_document WHERE origin IN"
            " (SELECT origin FROM merge_document WHERE origin <> id)"
        ).fetchall()
        origin = {id_: first for id_, first, _ in rows}
        return copies.originals(origin, {id_: day for id_, _, day in rows})

    # -- what is kept ----------------------------------------------------------------------------

    def _enter(self, found: Iterable[tuple[Feature, int]], actors: Actors) -> None:
        """Enter mentions with their places in their articles' lists."""
        rows = []
        for f, at in found:
            told = as_text.feature(f, actors)
            rows.append((f.number, *f.order, at, 0, *packed(f), told))
            keep_asks(self._db, f.number, f)
        tables.add(self._db, "merge_mention", rows)

    def _enter_documents(self, ids: Iterable[str], origin: Mapping[str, str]) -> None:
        rows = ((d, self._articles[d], origin.get(d, d)) for d in sorted(ids))
        told = ((d, a.version, a.published, first) for d, a, first in rows)
        tables.add(self._db, "merge_document", told)

    def _told(self, document: str) -> list[DatedMention]:
        """The mentions of an article, as kept."""
        if document not in self._mentions:
            text = self._articles[document].mentions()
            self._mentions[document] = [
                as_text.mention(text[at : at + size]) for at, size in as_text.pieces(text)
            ]
        return self._mentions[document]

    def _feature(self, number: int) -> Feature:
        """A mention by its number."""
        if number not in self._features:
            document, n, at, told = self._db.execute(
                "SELECT document, n, place, feature FROM merge_mention WHERE id = ?", (number,)
            ).fetchone()
            self._features[number] = as_text.unpacked(told, self._mention(document, at), number, n)
        return self._features[number]

    def _mention(self, document: str, at: int) -> DatedMention:
        if document in self._mentions:
            return self._mentions[document][at]
        if document not in self._texts:
            text = self._articles[document].mentions()
            self._texts[document] = text, list(as_text.pieces(text))
        text, pieces = self._texts[document]
        start, size = pieces[at]
        return as_text.mention(text[start : start + size])


def _made(members: Sequence[Feature], made: Event) -> _Made:
    return _Made(members[0].order, made, wholes.card(made, members))


def _filed(f: Feature) -> Filed:
    return Filed((*f.order, f.number), *packed(f))


class _Keys(Actors):
    """The keys of the participants of any article, each read when it is first asked for."""

    def __init__(self, told: Callable[[str], list[DatedMention]], names: Names) -> None:
        super().__init__((), names)
        self._told, self._everyone = told, names
        self._articles: dict[str, Actors] = {}

    def key(self, document: str, name: str, kind: ActorKind) -> str:
        """See Actors."""
        if document not in self._articles:
            self._articles[document] = Actors(self._told(document), self._everyone)
        actors = self._articles[document]
        key = actors.key(document, name, kind)
        if (given := actors.given(key)) is not None:
            self._given[key] = given
        return key
