"""Stores of earlier layouts, made from the definitions of their tables, become those of this one."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest

from layout_8 import ARTICLE_SUMS, MOVES, SEARCH, TABLES
from made import chronology, document, event, mention
from timeline.contract import line
from timeline.errors import StoreError
from timeline.store import Query, Store, articles
from timeline.store.files import EXPORT, STORE
from timeline.store.layout import APPLICATION_ID, LAYOUT
from timeline.store.packing import MENTIONS

_DOCUMENT = {
    3: "path, title, published, published_how, language, words, sha256, warnings, copy_of",
    4: "path, title, author, published, published_how, language, words, sha256, warnings, copy_of,"
    " kind, kind_by",
}
_ACTOR = """
CREATE TABLE actor (
    event TEXT NOT NULL REFERENCES event (id), number INTEGER NOT NULL, name TEXT NOT NULL,
    kind TEXT NOT NULL, aliases TEXT NOT NULL, PRIMARY KEY (event, number));
"""
_OVERRULED = """
CREATE TABLE layer (id TEXT PRIMARY KEY);
CREATE TABLE overruled (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE ruling (decisions TEXT NOT NULL, notes TEXT NOT NULL);
"""
_SEAL = "CREATE TABLE seal (name TEXT PRIMARY KEY, sum INTEGER NOT NULL)"
# What layout 8 has for the first time, or otherwise.
_OTHERWISE = (
    "TABLE layer", "INDEX layer_base", "INDEX layer_whole", "TABLE overruled",
    "TABLE overruled_told", "INDEX overruled_told_id", "TABLE ruling", "TABLE said",
    "TABLE said_of", "INDEX said_of_number", "TABLE seal",
)  # fmt: skip
_NEW = (
    "article_sum", "seal", "unfinished", "naming", "wording", "source", "source_sum", "unread",
    "overruled_document",
)  # fmt: skip


def old_tables(layout: int) -> list[str]:
    """The definitions of a layout, from those of layout 8 by what has changed since."""
    if layout == 8:
        return [*TABLES.strip().removesuffix(";").split(";"), *SEARCH, *MOVES, *ARTICLE_SUMS]
    definitions = TABLES.replace(", verdict TEXT, note TEXT, tags TEXT NOT NULL", "")
    if layout < 7:
        definitions = definitions.replace(" waits INTEGER NOT NULL, article BLOB", " article BLOB")
    if layout < 4:
        definitions = definitions.replace(" author TEXT,", "").replace(
            "    shown INTEGER NOT NULL,\n", ""
        )
        definitions = definitions.replace(
            " copy_of TEXT, kind TEXT, kind_by TEXT NOT NULL", " copy_of TEXT"
        )
    statements = [s.strip() for s in definitions.split(";") if s.strip()]
    gone = [f"CREATE {name} " for name in _OTHERWISE]
    statements += _OVERRULED.strip().removesuffix(";").split(";\n")
    if layout < 7:
        gone += [*(f"CREATE TABLE {name} " for name in _NEW), "CREATE INDEX source_"]
    if layout < 5:
        gone += [f"CREATE TABLE {name} " for name in ("actor", "event_actor", "moved_actor")]
        gone.append("CREATE INDEX event_actor_actor ")
        statements.append(_ACTOR.strip())
    own = {*_OVERRULED.strip().removesuffix(";").split(";\n")}
    kept = [s for s in statements if s in own or not s.startswith(tuple(gone))]
    sealed = (_SEAL, *ARTICLE_SUMS) if layout >= 7 else ()
    return [*kept, *SEARCH, *(MOVES if layout >= 5 else ()), *sealed]


def old_event(told: dict[str, Any], layout: int) -> dict[str, Any]:
    """An event as a version of that layout wrote it."""
    for m in told["mentions"]:
        if layout < 5:
            del m["also_in"]
    if layout < 5:
        for actor in told["actors"]:
            del actor["id"]
    if layout < 4:
        del told["shown"]
    return told


def insert(db: sqlite3.Connection, table: str, **values: Any) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))


def old_store(folder: Path, layout: int) -> None:
    """A store of three events, one of them hidden in place of another that waits in `overruled`."""
    told = chronology(
        event("e1", "2020-01-01"),
        event(
            "e2",
            "2020-02-01",
            salience=0.1,
            part_of="e1",
            mentions=(mention("b.txt", "2020-02-01", "Two meet"),),
        ),
        event("e3", "2020-03-01"),
    ).model_dump(mode="json")
    db = sqlite3.connect(folder / STORE)
    db.isolation_level = None
    articles.prepare(db)
    for statement in old_tables(layout):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {layout}")
    for n, d in enumerate(told["documents"]):
        fields = {name: d[name] for name in _DOCUMENT[3 if layout == 3 else 4].split(", ")}
        fields |= {k: line(fields[k]) for k in ("warnings", "kind_by") if k in fields}
        insert(db, "document", id=d["id"], position=n, **fields)
        record = {
            k: v
            for k, v in document(d["id"]).model_dump(mode="json").items()
            if k in (*fields, "id")
        }
        row = (d["id"], f"key {n}", "rules of old", json.dumps(record), "[]")
        db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", row)
    for n, e in enumerate(told["events"]):
        e = old_event(e, layout)  # noqa: PLW2901
        columns = [row[1] for row in db.execute("PRAGMA table_info(event)")]
        hidden = e["id"] == "e3"
        values = {
            **e,
            "position": n,
            "json": line(e),
            "hidden": hidden,
            "languages": line(e["languages"]),
            **{"verdict": None, "note": None, "tags": "[]"},
        }
        insert(db, "event", **{c: values[c] for c in columns})
        for m in e["mentions"]:
            insert(
                db, "mention", event=e["id"], number=0, document=m["document"], start=m["start"],
                end=m["end"], quote=m["quote"], title=m["title"], date=m["date"],
                status=m["status"], confidence=m["confidence"], rules="[]", trigger="x",
            )  # fmt: skip
            insert(db, "event_document", event=e["id"], document=m["document"])
        if hidden:
            if layout == 8:
                db.execute("INSERT INTO layer VALUES ('e3', 'e3', 0, NULL)")
                row = (n, e["date"], e["start"], e["end"], line(e))
                db.execute("INSERT INTO overruled VALUES ('e3', ?, ?, ?, ?, ?)", row)
            else:
                db.execute("INSERT INTO layer VALUES ('e3')")
                db.execute("INSERT INTO overruled VALUES ('e3', ?)", (line(e),))
    waits = ("a.txt", "key 0", "rules of old", "en", None, "[[], []]", zlib.compress(b'{"id": 1}'))
    knows = ("b.txt", "key 1", "rules of old", "en", "2020", "[[], []]", None)
    company = [(*row[:6], row[6] is not None, row[6]) for row in (waits, knows)]
    marks = "?, ?, ?, ?, ?, ?, ?"
    if layout < 7:
        db.executemany(f"INSERT INTO company VALUES ({marks})", [waits, knows])
    else:
        db.executemany(f"INSERT INTO company VALUES ({marks}, ?)", company)
    if layout == 8:
        db.execute("INSERT INTO ruling VALUES ('digest', 'names', 1)")
        db.execute("INSERT INTO said VALUES (1, '[]', '[]', '[]', '{\"number\": 1}')")
    else:
        db.execute("INSERT INTO ruling VALUES ('digest', '[{\"number\": 1}]')")
    if layout >= 7:
        db.execute("INSERT INTO naming VALUES ('names.toml', '1', '')")
    if layout == 5:
        db.execute("CREATE TABLE naming (path TEXT NOT NULL, digest TEXT NOT NULL)")
        db.execute("INSERT INTO naming VALUES ('names.toml', '1')")
    if layout >= 5:
        db.execute("CREATE TABLE merge_rules (rules TEXT NOT NULL)")
        db.execute("INSERT INTO merge_rules VALUES ('old')")
    db.close()


@pytest.mark.parametrize("layout", [3, 4, 5, 7, 8])
def test_an_earlier_layout_is_made_this_one_and_nothing_is_lost(
    tmp_path: Path, layout: int
) -> None:
    old_store(tmp_path, layout)
    before = (tmp_path / STORE).read_bytes()
    with pytest.raises(
        StoreError, match=r"earlier version.*; bring it up to date.*check --mend --out-dir"
    ):
        Store.read(tmp_path)
    assert (tmp_path / STORE).read_bytes() == before
    with Store.write(tmp_path, "rules 1", finished=True) as store:
        assert [document_.id for document_, _ in store.all_kept()] == ["a.txt", "b.txt"]
        assert store.outdated() == 2
        assert store.merged_with() == (("names.toml", "1", "") if layout >= 5 else ("", "", ""))
        assert store.ruling() == ("digest", [{"number": 1}])
        assert store.laid() == (("digest", "names", True) if layout == 8 else ("digest", "", False))
        assert [store.company.waits(name) for name in ("a.txt", "b.txt")] == [True, False]
        assert store.company.article("a.txt") == '{"id": 1}'
        assert store.text("a.txt") is None
        store.renew()
    with Store.read(tmp_path) as store:
        shown = store.select(Query())
        assert ([e["id"] for e in shown.events], shown.hidden, shown.away) == (["e1"], 1, 1)
        (part,) = store.within("e1")
        assert (part["id"], part["shown"]) == ("e2", False)
        assert [c.id for c in store.actors(Query())] == ["person:Ana Müller"]
        assert [d["id"] for d in store.documents()] == ["a.txt", "b.txt"]
    db = sqlite3.connect(tmp_path / STORE)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
    assert (
        db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'merge_rules'").fetchone()[0]
        == 0
    )
    found = "SELECT count(*) FROM mention_search WHERE mention_search MATCH 'meet'"
    assert db.execute(found).fetchone() == (1,)
    told = json.loads((tmp_path / EXPORT).read_text(encoding="utf-8"))
    assert [e["id"] for e in told["events"]] == ["e1", "e2"]
    db.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    old_store(tmp_path, 4)
    with sqlite3.connect(tmp_path / STORE) as db:
        db.execute("UPDATE event SET json = 'no JSON' WHERE id = 'e2'")
    db.close()
    before = (tmp_path / STORE).read_bytes()
    with pytest.raises(StoreError, match="records this version can't read"):
        Store.write(tmp_path, "rules 1")
    assert (tmp_path / STORE).read_bytes() == before


@pytest.mark.parametrize(
    ("layout", "why"), [(LAYOUT + 1, "newer version"), (1, "knows nothing of")]
)
def test_other_layouts_are_left_alone(tmp_path: Path, layout: int, why: str) -> None:
    old_store(tmp_path, 3)
    with sqlite3.connect(tmp_path / STORE) as db:
        db.execute(f"PRAGMA user_version = {layout}")
    db.close()
    before = (tmp_path / STORE).read_bytes()
    for opened in (lambda: Store.read(tmp_path), lambda: Store.write(tmp_path, "rules 1")):
        with pytest.raises(StoreError, match=why):
            opened()  # type: ignore[no-untyped-call]
    assert (tmp_path / STORE).read_bytes() == before


def test_what_is_packed_now_is_what_was_kept_and_damage_stays_known(tmp_path: Path) -> None:
    old_store(tmp_path, 8)
    with sqlite3.connect(tmp_path / STORE) as db:
        articles.prepare(db)
        text = zlib.compress(b'{"id": "a.txt", "text": "They met."}')
        db.executemany(
            "INSERT INTO source VALUES (?, 'sum', '', '{}', '{}', ?)",
            [("a.txt", text), ("b.txt", text)],
        )
        db.execute("DROP TRIGGER article_came")
        db.execute("UPDATE article SET mentions = '[ ]' WHERE id = 'b.txt'")
        db.execute("UPDATE source SET place = 'elsewhere' WHERE id = 'b.txt'")
    db.close()
    with Store.write(tmp_path, "rules 1") as store:
        assert store.text("a.txt") == "They met."
        assert [d.id for d, _ in store.told(["a.txt"])] == ["a.txt"]
        with pytest.raises(StoreError):
            list(store.told(["b.txt"]))
        with pytest.raises(StoreError):
            store.text("b.txt")
        packed = store._value("SELECT mentions FROM article WHERE id = 'a.txt'")
        assert MENTIONS.unpack(packed) == "[]"
