"""The names of a kept collection: whose they are, and which articles a change of that touches.

A name's person follows from the names like it alone, so only the families of the names that come,
go or are written more often are gathered anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from timeline.merge import filed_people, whose_names
from timeline.merge.actors import like_a_person, mistaken, one_word
from timeline.merge.increment import tables
from timeline.merge.increment.numbering import Texts
from timeline.merge.whose_names import KINDS, Row
from timeline.model import ActorKind
from timeline.names import fold, people

_PERSON: ActorKind = "person"
_BODY: ActorKind = "organisation"

_KINDS = {kind: n for n, kind in enumerate(KINDS)}
_ROLES = {
    role: n
    for n, role in enumerate(
        ("head", "surname", "any", "lone", "long", "short", *(f"ask-{kind}" for kind in KINDS))
    )
}


class Register:
    """The names kept in a database; see whose_names.Names for what it tells."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._texts = Texts(db)
        self._cache: dict[tuple[str, str], str | None] = {}

    # -- what it tells -----------------------------------------------------------------------

    def head(self, name: str) -> str | None:
        """See whose_names.Names."""
        return self._told("head", name, lambda: self._one("merge_person", name))

    def alone(self, name: str) -> str | None:
        """See whose_names.Names."""
        return self._told("alone", name, lambda: self._one("merge_lone", name))

    def known(self, name: str) -> str | None:
        """See whose_names.Names."""
        return self._told("known", name, lambda: whose_names.fitting(name, self._near(name)))

    def named(self, name: str) -> str | None:
        """See whose_names.Names."""
        return self._told("named", name, lambda: whose_names.only(name, self._near(name)))

    def acronym(self, name: str) -> str | None:
        """See whose_names.Names."""
        if " " in name:
            return None
        return self._told(
            "acronym",
            name,
            lambda: whose_names.expansion(name, self._filed("long", [fold.key(name)])),
        )

    def usual_kind(self, name: str) -> ActorKind | None:
        """See whose_names.Names."""
        rows = self._db.execute(
            "SELECT kind, sum(n) FROM merge_name WHERE name = ? GROUP BY kind",
            (self._texts.known(name),),
        )
        return whose_names.usual_kind(name, {KINDS[kind]: n for kind, n in rows})

    def _told(self, what: str, name: str, find: Callable[[], str | None]) -> str | None:
        if (what, name) not in self._cache:
            self._cache[what, name] = find()
        return self._cache[what, name]

    def _one(self, table: str, name: str) -> str | None:
        row = self._db.execute(
            f"SELECT text FROM {table} JOIN merge_text ON id = head WHERE name = ?",
            (self._texts.known(name),),
        ).fetchone()
        return None if row is None else row[0]

    def _near(self, name: str) -> dict[str, int]:
        near: dict[str, int] = {}
        for head in self._filed("head", filed_people.surname_codes(name)):
            near[head] = self._named_in_full(head)
        return near

    def _named_in_full(self, head: str) -> int:
        """How often a person is named in full."""
        number = self._texts.known(head)
        row = self._db.execute("SELECT n FROM merge_head WHERE name = ?", (number,)).fetchone()
        return row[0] if row else 0

    def _filed(self, role: str, codes: Sequence[str]) -> dict[str, None]:
        found: dict[str, None] = {}
        for code in codes:
            rows = self._db.execute(
                "SELECT text FROM merge_code JOIN merge_text ON id = name"
                " WHERE code = ? AND role = ?",
                (code, _ROLES[role]),
            )
            found.update(dict.fromkeys(row[0] for row in rows))
        return found

    # -- keeping it --------------------------------------------------------------------------

    def enter(self, document: int, names: Counter[Row]) -> None:
        """Enter the names of an article."""
        number = self._texts.number
        rows = [(document, number(name), _KINDS[kind], n) for (kind, name), n in names.items()]
        tables.add(self._db, "merge_name", rows)

    def fill(self) -> whose_names.Names:
        """Find whose the names of all articles entered are; tables are empty but for these."""
        counts = self._db.execute(
            "SELECT kind, text, sum(n) FROM merge_name JOIN merge_text ON id = name"
            " GROUP BY name, kind"
        )
        seen: Counter[Row] = Counter({(KINDS[kind], name): n for kind, name, n in counts})
        people_seen = {name: n for (kind, name), n in seen.items() if kind == _PERSON}
        everything = whose_names.Collection(seen)
        heads = {n: h for n in people_seen if (h := everything.head(n)) is not None}
        count = whose_names.heads(people_seen, heads)
        lone = {n: everything.alone(n) for n in people_seen if n not in heads}
        number = self._texts.number
        tables.add(self._db, "merge_person", ((number(n), number(h)) for n, h in heads.items()))
        tables.add(self._db, "merge_head", ((number(head), n) for head, n in count.items()))
        alone = ((number(n), number(h)) for n, h in lone.items() if h is not None)
        tables.add(self._db, "merge_lone", alone)
        for head in count:
            self._file(head, "head")
        for row in sorted(seen):
            self._file_row(row)
        answers = (
            (number(name), _KINDS[kind], _answer(everything, kind, name))
            for kind, name in sorted(seen)
        )
        tables.add(self._db, "merge_answer", answers)
        return everything

    def change(self, gone: Iterable[int], told: Mapping[int, Counter[Row]]) -> set[int]:
        """Take the names of some articles out and those of others in.

        Returns the documents kept in which a name now stands for somebody else.
        """
        touched: set[Row] = {row for names in told.values() for row in names}
        # All at once: names are read through for them.
        sql = (
            "DELETE FROM merge_name WHERE document IN (SELECT value FROM json_each(?))"
            " RETURNING kind, name"
        )
        for kind, name in self._db.execute(sql, (json.dumps(sorted(gone)),)).fetchall():
            touched.add((KINDS[kind], self._texts.text(name)))
        for document, names in told.items():
            self.enter(document, names)
        changed = self._answered_otherwise(touched)
        return {document for row in changed for document in self._documents(row)}

    def _answered_otherwise(self, touched: set[Row]) -> list[Row]:
        """The names that stand for somebody else, after some were written more or less often."""
        self._cache.clear()
        there = {row for row in touched if self._count(row)}
        for row in sorted(there):
            self._file_row(row)
        # A name taken for one kind of actor here may be taken for another there.
        asking = {(k, n) for _, n in touched | self._asking(touched) for k in KINDS}
        for row in sorted(touched - there):
            self._unfile_row(row)
        self._cache.clear()
        changed = [row for row in sorted(asking) if self._answer_anew(row)]
        for row in sorted(touched - there):
            sql = "DELETE FROM merge_answer WHERE name = ? AND kind = ?"
            self._db.execute(sql, self._numbers(row))
        return changed

    def _asking(self, touched: Iterable[Row]) -> set[Row]:
        """Gather anew the names like those touched; the names that may stand for others now."""
        moved = {name for kind, name in touched if kind == _PERSON}
        heads, others = self._gather(n for n in moved if whose_names.full(n))
        others |= self._align(n for n in moved if not whose_names.full(n))
        asking = {(kind, n) for n in others for kind in (_PERSON, _BODY)}
        asking |= {row for head in heads for row in self._askers(head)}
        letters = {each for kind, n in touched if kind == _BODY for each in whose_names.initials(n)}
        return asking | {(_BODY, n) for n in self._filed("short", sorted(letters))}

    def _askers(self, head: str) -> Iterator[Row]:
        """The names that may stand for a person."""
        for role in KINDS:
            for name in self._filed(f"ask-{role}", filed_people.surname_codes(head)):
                if people.same_person(name, head):
                    yield role, name

    def _numbers(self, row: Row) -> tuple[int | None, int]:
        """A name and a kind as they are kept."""
        return self._texts.known(row[1]), _KINDS[row[0]]

    def _documents(self, row: Row) -> list[int]:
        """The articles kept that write a name."""
        sql = "SELECT document FROM merge_name WHERE name = ? AND kind = ?"
        return [found[0] for found in self._db.execute(sql, self._numbers(row))]

    def _count(self, row: Row) -> int:
        found = self._db.execute(
            "SELECT coalesce(sum(n), 0) FROM merge_name WHERE name = ? AND kind = ?",
            self._numbers(row),
        )
        return int(found.fetchone()[0])

    # -- full names --------------------------------------------------------------------------

    def _gather(self, names: Iterable[str]) -> tuple[set[str], set[str]]:
        """Gather the families of some full names anew: heads that count otherwise, names moved."""
        family = self._family(names, self._like_full)
        count = {n: c for n in family if (c := self._count((_PERSON, n)))}
        now = whose_names.gathered(count)
        told = whose_names.heads(count, now)
        before = {n: h for n in sorted(family) if (h := self._one("merge_person", n))}
        heads: set[str] = set()
        for head in sorted({*before.values(), *now.values()}):
            if self._named_in_full(head) == told[head]:
                continue
            heads.add(head)
            number = self._texts.number(head)
            self._db.execute("DELETE FROM merge_head WHERE name = ?", (number,))
            if told[head]:
                tables.add(self._db, "merge_head", [(number, told[head])])
                self._file(head, "head")
            else:
                self._unfile(head, "head", filed_people.surname_codes(head))
        moved = {n for n in family if before.get(n) != now.get(n)}
        for name in sorted(moved):
            self._stand_for("merge_person", name, now.get(name))
        return heads, moved

    def _stand_for(self, table: str, name: str, head: str | None) -> None:
        """Note whom a name stands for, None where nobody writes it any more."""
        number = self._texts.number(name)
        self._db.execute(f"DELETE FROM {table} WHERE name = ?", (number,))
        if head is not None:
            tables.add(self._db, table, [(number, self._texts.number(head))])

    def _align(self, names: Iterable[str]) -> set[str]:
        """The same for surnames alone: those moved."""
        family = self._family(names, self._like_lone)
        now = whose_names.alone(n for n in family if self._count((_PERSON, n)))
        moved = {n for n in family if self._one("merge_lone", n) != now.get(n)}
        for name in sorted(moved):
            self._stand_for("merge_lone", name, now.get(name))
        return moved

    def _family(self, names: Iterable[str], like: Callable[[str], Iterable[str]]) -> set[str]:
        """Some names, those like them, those like these …"""
        family = set(names)
        left = sorted(family)
        while left:
            name = left.pop()
            for other in like(name):
                if other not in family and people.same_person(name, other):
                    family.add(other)
                    left.append(other)
        return family

    def _like_full(self, name: str) -> dict[str, None]:
        sought = self._filed("surname", filed_people.all_codes(name))
        return sought | self._filed("any", filed_people.surname_codes(name))

    def _like_lone(self, name: str) -> dict[str, None]:
        return self._filed("lone", filed_people.surname_codes(name))

    # -- what is filed and what was answered -----------------------------------------------------

    def _file_row(self, row: Row) -> None:
        for role, codes in _roles(row):
            self._file(row[1], role, codes)

    def _unfile_row(self, row: Row) -> None:
        for role, codes in _roles(row):
            self._unfile(row[1], role, codes)

    def _file(self, name: str, role: str, codes: Iterable[str] | None = None) -> None:
        codes = filed_people.surname_codes(name) if codes is None else codes
        tables.add(self._db, "merge_code", self._codes(name, role, codes))

    def _codes(self, name: str, role: str, codes: Iterable[str]) -> list[tuple[str, int, int]]:
        return [(code, _ROLES[role], self._texts.number(name)) for code in codes]

    def _unfile(self, name: str, role: str, codes: Iterable[str]) -> None:
        self._db.executemany(
            "DELETE FROM merge_code WHERE code = ? AND role = ? AND name = ?",
            self._codes(name, role, codes),
        )

    def _answer_anew(self, row: Row) -> bool:
        """Whether a name stands for somebody else than before."""
        at = self._numbers(row)
        before = self._db.execute(
            "SELECT answer FROM merge_answer WHERE name = ? AND kind = ?", at
        ).fetchone()
        if before is None and not self._count(row):
            return False
        now = _answer(self, *row)
        if before is not None and before[0] == now:
            return False
        self._db.execute("REPLACE INTO merge_answer VALUES (?, ?, ?)", (*at, now))
        return True


def _roles(row: Row) -> list[tuple[str, Iterable[str]]]:
    """Under what roles a name is filed, and under which codes."""
    kind, name = row
    codes = filed_people.surname_codes(name)
    if kind == _PERSON:
        if whose_names.full(name):
            return [("surname", codes), ("any", filed_people.all_codes(name))]
        return [("lone", codes), ("ask-person", codes)]
    roles: list[tuple[str, Iterable[str]]] = []
    if one_word(name) or (kind == _BODY and like_a_person(name)):
        roles.append((f"ask-{kind}", codes))
    if kind == _BODY:
        roles.append(("long", whose_names.initials(name)))
        if " " not in name:
            roles.append(("short", [fold.key(name)]))
    return roles


def _answer(names: whose_names.Names, kind: str, name: str) -> int:
    """A hash of all that the collection tells of a name that its key may depend on."""
    head = names.head(name) if kind == _PERSON else None
    if head is None and (kind == _PERSON or one_word(name)):
        head = names.known(name)
    if head is None and kind == _BODY:
        head = mistaken(name, names)
    told: list[str | None] = [head]
    if head is None:
        told += [names.usual_kind(name), names.alone(name), names.acronym(name)]
    digest = hashlib.blake2b(json.dumps(told).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big", signed=True)
