import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made import chronology, document, event, mention
from timeline.errors import StoreError
from timeline.model import Actor, Chronology, Conflict, ConflictValue, Place
from timeline.store import Layer, Query, Store, articles, locking, rows, spool
from timeline.store import query as queries
from timeline.store.files import EXPORT, STORE
from timeline.store.packing import DOCUMENTS, MENTIONS
from timeline.store.query import Sort, fold

HERE = Path(__file__).parent


def filled(folder: Path, *events: object, **more: object) -> Path:
    with Store.write(folder, "rules 1") as store:
        store.publish(chronology(*events, **more))  # type: ignore[arg-type]
    return folder


def ids(folder: Path, **filters: object) -> list[str]:
    filters.setdefault("everything", True)
    with Store.read(folder) as store:
        return [e["id"] for e in store.select(Query(**filters)).events]  # type: ignore[arg-type]


# -- the working half --------------------------------------------------------------------------


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        store.keep("key 1", document("a.txt"), ())
    with Store.write(tmp_path, "rules 1") as store:
        found = store.kept("key 1")
        assert found is not None
        assert (found[0], tuple(found[1])) == (document("a.txt"), ())
        assert store.kept("key 2") is None


def test_an_article_of_the_same_id_replaces_the_earlier_one(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        assert store.keep("key 1", document("a.txt", words=1), ()) is None
        assert store.keep("key 2", document("a.txt", words=2), ()) is None
        assert store.kept("key 1") is None
        assert [kept[0].words for kept in store.all_kept()] == [2]


def test_an_article_of_another_file_is_named_when_it_is_replaced(tmp_path: Path) -> None:
    for fresh in (False, True):
        with Store.write(tmp_path, "rules 1", fresh=fresh) as store:
            store.keep("key 1", document("7", path="one.jsonl"), ())
            told = store.keep("key 2", document("7", path="two.jsonl"), ())
            assert told == (None if fresh else "one.jsonl")


def test_kept_articles_come_by_id(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        for name in "cab":
            store.keep(name, document(name), ())
        assert [kept[0].id for kept in store.all_kept()] == ["a", "b", "c"]


def test_a_fresh_run_reuses_nothing_and_drops_what_it_did_not_keep(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        store.keep("key a", document("a.txt"), ())
        store.keep("key b", document("b.txt"), ())
    with Store.write(tmp_path, "rules 1", fresh=True) as store:
        assert store.kept("key a") is None
        store.keep("key a", document("a.txt"), ())
        assert store.kept("key a") is not None
        assert [kept[0].id for kept in store.all_kept()] == ["a.txt"]
        store.publish(chronology(event()))
    with Store.write(tmp_path, "rules 1") as store:
        assert [kept[0].id for kept in store.all_kept()] == ["a.txt"]


def test_a_fresh_run_that_never_publishes_drops_nothing(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        store.keep("key a", document("a.txt"), ())
    with Store.write(tmp_path, "rules 1", fresh=True) as store:
        store.keep("key b", document("b.txt"), ())
    with Store.write(tmp_path, "rules 1") as store:
        assert [kept[0].id for kept in store.all_kept()] == ["a.txt", "b.txt"]


def test_articles_read_under_other_rules_are_counted(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        store.keep("key a", document("a.txt"), ())
        assert store.outdated() == 0
    with Store.write(tmp_path, "rules 2") as store:
        store.keep("key b", document("b.txt"), ())
        assert store.outdated() == 1


# -- the published half ------------------------------------------------------------------------


def test_what_is_published_is_what_is_read(tmp_path: Path) -> None:
    made = chronology(event("e1"), event("e2", "2014/..", salience=0.0))
    with Store.write(tmp_path, "rules 1") as store:
        store.publish(made)
    with Store.read(tmp_path) as store:
        told = made.model_dump(mode="json")
        assert store.documents() == told["documents"]
        assert store.select(Query(everything=True)).events == told["events"]
    exported = (tmp_path / EXPORT).read_text(encoding="utf-8")
    assert Chronology.model_validate_json(exported) == made


def test_publishing_replaces_all_that_was_published(tmp_path: Path) -> None:
    filled(tmp_path, event("e1"), event("e2"))
    filled(tmp_path, event("e3"))
    assert ids(tmp_path) == ["e3"]
    with sqlite3.connect(tmp_path / STORE) as db:
        assert db.execute("SELECT DISTINCT event FROM mention").fetchall() == [("e3",)]
        assert db.execute("SELECT count(*) FROM actor").fetchone() == (1,)
    db.close()


def test_the_same_chronology_is_exported_to_the_same_bytes(tmp_path: Path) -> None:
    one = filled(tmp_path / "one", event("e1"), event("e2"))
    two = filled(tmp_path / "two", event("e1"), event("e2"))
    filled(two, event("e1"), event("e2"))
    assert (one / EXPORT).read_bytes() == (two / EXPORT).read_bytes()


def test_a_run_leaves_one_database_and_one_export(tmp_path: Path) -> None:
    filled(tmp_path, event())
    assert sorted(p.name for p in tmp_path.iterdir() if p.name[0] != ".") == [EXPORT, STORE]


def test_other_tools_find_events_by_actor_place_and_document(tmp_path: Path) -> None:
    filled(
        tmp_path, event("e1", mentions=(mention("a.txt", "2020", "A"), mention("b", "2020", "B")))
    )
    db = sqlite3.connect(tmp_path / STORE)
    rows = db.execute(
        "SELECT e.date, a.name, p.country, d.document, c.currency FROM event e"
        " JOIN event_actor l ON l.event = e.id JOIN actor a ON a.id = l.actor"
        " JOIN place p ON p.event = e.id"
        " JOIN event_document d ON d.event = e.id JOIN amount c ON c.event = e.id ORDER BY 4"
    ).fetchall()
    db.close()
    assert rows == [
        ("2020-08-09", "Ana Müller", "AT", "a.txt", "USD"),
        ("2020-08-09", "Ana Müller", "AT", "b", "USD"),
    ]


def test_an_actor_is_one_row_with_all_its_names(tmp_path: Path) -> None:
    def told(name: str, *aliases: str) -> tuple[Actor, ...]:
        return (Actor(id="person:ana-muller", name=name, kind="person", aliases=aliases),)

    def stored() -> list[tuple[str, str, list[str]]]:
        db = sqlite3.connect(tmp_path / STORE)
        rows = db.execute("SELECT id, name, aliases FROM actor ORDER BY id").fetchall()
        db.close()
        return [(id_, name, json.loads(aliases)) for id_, name, aliases in rows]

    one = event("e1", actors=told("Ana Müller", "A. Mueller"))
    other = event("e2", actors=told("Ana Müller", "Müller"))
    filled(tmp_path, one, other, event("e3", actors=(Actor(name="NATO", kind="organisation"),)))
    assert stored() == [
        ("organisation:NATO", "NATO", []),
        ("person:ana-muller", "Ana Müller", ["A. Mueller", "Müller"]),
    ]
    assert ids(tmp_path, called=("person:ana-muller",)) == ["e1", "e2"]
    # What an event that gives way was the only one to hold is forgotten, and comes back with it.
    away = Layer(replaced=("e2", "e3"), shown=(), digest="x")
    with Store.write(tmp_path, "rules 1") as store:
        store.decide(lambda _: away)
    assert stored() == [("person:ana-muller", "Ana Müller", ["A. Mueller"])]
    with Store.write(tmp_path, "rules 1") as store:
        store.decide(lambda _: Layer())
    assert len(stored()) == 2
    assert stored()[1][2] == ["A. Mueller", "Müller"]


def test_conflicts_are_rows_too(tmp_path: Path) -> None:
    values = tuple(ConflictValue(value=v, documents=("a.txt",)) for v in ("7", "8"))
    filled(tmp_path, event(conflicts=(Conflict(field="amount", values=values),)))
    db = sqlite3.connect(tmp_path / STORE)
    rows = db.execute("SELECT field, value, documents FROM conflict ORDER BY number").fetchall()
    db.close()
    assert rows == [("amount", "7", '["a.txt"]'), ("amount", "8", '["a.txt"]')]


# -- queries -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    people = (Actor(name="Élodie Čapek", kind="person", aliases=("E. Czapek",)),)
    return filled(
        tmp_path_factory.mktemp("some"),
        event("old", "1994-07", type="protest", confidence=0.5, salience=0.9),
        event("open", "2014/..", status="ongoing", actors=people),
        event("vote", "2020-08-09", languages=("en", "fr"), sources=3),
        event("talk", "2020-09-14", type="meeting", title="Élection talks", places=()),
        event("aside", "2020-10", type="statement", salience=0.1),
        event(
            "late", "2021-11-11", status="planned",
            places=(Place(name="Zürich", kind="city", country="CH"),),
            mentions=(mention("b.txt", "2021", "Les ministres se réunissent"),),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["old", "open", "vote", "talk", "aside", "late"]),
        ({"since": "2020-09-01"}, ["open", "talk", "aside", "late"]),
        ({"until": "1994-07-01"}, ["old"]),
        ({"until": "1994-06-30"}, []),
        ({"since": "2020-08-09", "until": "2020-08-09"}, ["open", "vote"]),
        ({"since": "2020-10-31", "until": "2020-10-31"}, ["open", "aside"]),
        ({"types": ("meeting", "protest")}, ["old", "talk"]),
        ({"statuses": ("planned",)}, ["late"]),
        ({"actors": ("capek",)}, ["open"]),
        ({"actors": ("CZAPEK",)}, ["open"]),
        ({"actors": ("nobody",)}, []),
        ({"actors": ("%",)}, []),
        ({"places": ("zurich",)}, ["late"]),
        ({"places": ("ch",)}, ["late"]),
        ({"places": ("at", "ch")}, ["old", "open", "vote", "aside", "late"]),
        ({"sources": ("b.txt",)}, ["late"]),
        ({"sources": ("title of b",)}, ["late"]),
        ({"languages": ("fr",)}, ["vote"]),
        ({"languages": ("f",)}, []),
        ({"min_confidence": 0.6, "until": "2000-01-01"}, []),
        ({"min_salience": 0.85}, ["old"]),
        ({"sort": "title", "types": ("meeting", "statement")}, ["talk", "aside"]),
        ({"sort": "sources", "limit": 2}, ["vote", "old"]),
        ({"sort": "salience", "limit": 1}, ["old"]),
        ({"sort": "sources", "limit": 2, "dated": True}, ["old", "vote"]),
        ({"since": "2020-08-09", "limit": 1}, ["open"]),
        ({"since": "2020-08-09", "limit": 1, "dated": True}, ["vote"]),
        ({"limit": 2, "reverse": True, "dated": True}, ["late", "aside"]),
        ({"reverse": True, "limit": 2}, ["late", "aside"]),
    ],
)
def test_a_query_finds(some: Path, filters: dict[str, object], found: list[str]) -> None:
    assert ids(some, **filters) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("^élection", ["talk"]), ("^election", ["talk"]), ("reunissent$", ["late"]), (r"\d{9}", [])],
)
def test_grep_looks_into_titles_and_quotes(some: Path, pattern: str, found: list[str]) -> None:
    import re

    assert ids(some, grep=re.compile(pattern, re.IGNORECASE)) == found


def test_what_is_hidden_and_cut_is_counted(some: Path) -> None:
    with Store.read(some) as store:
        selection = store.select(Query(limit=2))
    assert (len(selection.events), selection.hidden, selection.cut) == (2, 1, 3)


def test_days_before_the_year_one_are_compared_as_days(tmp_path: Path) -> None:
    filled(tmp_path, event("ides", "-0043-03-15"), event("vote", "2020"))
    assert ids(tmp_path, until="-0042-01-01") == ["ides"]
    assert ids(tmp_path, since="-0043-03-16") == ["vote"]


def test_events_are_found_by_the_beginning_of_their_id(tmp_path: Path) -> None:
    filled(tmp_path, event("abc1"), event("abd2"), event("abc"))
    with Store.read(tmp_path) as store:
        assert [e["id"] for e in store.lookup("ab")] == ["abc1", "abd2", "abc"]
        assert [e["id"] for e in store.lookup("abd")] == ["abd2"]
        assert [e["id"] for e in store.lookup("abc")] == ["abc"]
        assert store.lookup("%") == []
        assert store.id_length(1) == 4


def test_fold_drops_case_and_accents() -> None:
    assert fold("Éloïse ŒUVRE Straße") == "eloise œuvre strasse"


# -- trouble -----------------------------------------------------------------------------------


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no chronology here yet; make one with: .*extract"):
        Store.read(tmp_path)


def test_a_store_without_a_finished_run_says_so(tmp_path: Path) -> None:
    (tmp_path / STORE).touch()
    with pytest.raises(StoreError, match="no run has been finished"):
        Store.read(tmp_path)
    assert ids(filled(tmp_path, event("e1"))) == ["e1"]


def broken(path: Path, kind: str) -> bytes:
    if kind == "text":
        path.write_text("this is no database, but long enough to look at " * 40)
    elif kind == "foreign":
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE recipe (name TEXT)")
        db.close()
    elif kind == "newer":
        filled(path.parent, event())
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
    elif kind == "truncated":
        filled(path.parent, *(event(f"e{n}") for n in range(40)))
        path.write_bytes(path.read_bytes()[:9000])
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("text", "damaged or no database"),
        ("foreign", "another program's database"),
        ("newer", "newer version of timeline"),
        ("truncated", "damaged or no database"),
    ],
)
@pytest.mark.parametrize("fresh", [False, True])
def test_a_file_that_is_not_ours_to_use_stays_as_it_is(
    tmp_path: Path, kind: str, why: str, fresh: bool
) -> None:
    before = broken(tmp_path / STORE, kind)
    with pytest.raises(StoreError, match=why), Store.read(tmp_path) as store:
        store.select(Query(everything=True))
        store.documents()
    with (
        pytest.raises(
            StoreError, match=rf"{why}.*; (see what can be mended|choose another|use that)"
        ),
        Store.write(tmp_path, "rules 1", fresh=fresh) as store,
    ):
        store.publish(chronology(event()))
    assert (tmp_path / STORE).read_bytes() == before


def test_records_of_another_shape_are_told_apart_from_damage(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules 1") as store:
        store.keep("key", document(), ())
    with sqlite3.connect(tmp_path / STORE) as db:
        articles.prepare(db)
        row = ("a.txt", "key", "rules 1", DOCUMENTS.pack('{"id": "a.txt"}'), MENTIONS.pack("[]"))
        db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)", row)
    db.close()
    with (
        pytest.raises(StoreError, match=r"can't read; extract again with --fresh"),
        Store.write(tmp_path, "rules 1") as store,
    ):
        store.kept("key")


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="--out-dir"):
        Store.write(tmp_path / "out", "rules 1")


def test_two_runs_may_not_write_at_once(tmp_path: Path) -> None:
    with (
        Store.write(tmp_path, "rules 1"),
        pytest.raises(
            StoreError, match=r"another run is writing here: .*, process \d+ on .*; wait"
        ),
    ):
        Store.write(tmp_path, "rules 1")
    Store.write(tmp_path, "rules 1").close()


def test_who_looks_who_holds_a_folder_does_not_hinder_it_from_saying_so(tmp_path: Path) -> None:
    locking.take(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / locking.LOCK)) as db:
        db.execute("UPDATE owner SET pid = '1'")
        db.commit()
    looking = sqlite3.connect(tmp_path / locking.LOCK, check_same_thread=False)
    looking.execute("BEGIN")
    looking.execute("SELECT * FROM owner").fetchall()
    ends = threading.Timer(0.2, looking.close)
    ends.start()
    with closing(locking.take(tmp_path)), pytest.raises(StoreError) as told:
        locking.take(tmp_path)
    assert f"process {os.getpid()} on " in told.value.why
    ends.join()


def test_readers_see_the_last_chronology_while_a_run_writes(tmp_path: Path) -> None:
    filled(tmp_path, event("e1"))
    with Store.write(tmp_path, "rules 1") as store:
        store.keep("key", document(), ())
        assert ids(tmp_path) == ["e1"]
        store.publish(chronology(event("e2")))
        assert ids(tmp_path) == ["e2"]


def test_a_failing_swap_leaves_the_last_chronology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, event("e1"))
    before = (tmp_path / EXPORT).read_bytes()
    insert = rows._insert

    def fail(db: sqlite3.Connection, table: str, *values: object) -> None:
        if table == "actor_of":
            raise sqlite3.OperationalError("database or disk is full")
        insert(db, table, *values)

    monkeypatch.setattr(rows, "_insert", fail)
    with pytest.raises(StoreError, match="the disk is full"):
        filled(tmp_path, event("e2"))
    assert ids(tmp_path) == ["e1"]
    assert (tmp_path / EXPORT).read_bytes() == before


def test_two_events_of_one_id_are_our_mistake_and_change_nothing(tmp_path: Path) -> None:
    filled(tmp_path, event("e1"))
    with pytest.raises(sqlite3.IntegrityError):
        filled(tmp_path, event("e2"), event("e2"))
    assert ids(tmp_path) == ["e1"]


KILLED = """
import os, signal, sys
sys.path.insert(0, {here!r})
from pathlib import Path
from made import chronology, document, event
from timeline import store as module
from timeline.store import Store

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Killer:
    def __init__(self, db): self.db, self.count = db, 0
    def __getattr__(self, name): return getattr(self.db, name)
    def execute(self, sql, *values):
        if sql.startswith({sql!r}):
            self.count += 1
            if self.count == {count}: die()
        return self.db.execute(sql, *values)

if {sql!r} == "sync":
    module.sync_folder = die
if {sql!r} == "rename":
    Path.replace = die
store = Store.write(Path({folder!r}), "rules 1")
store._db.execute("PRAGMA cache_size = 5")  # so that a transaction spills to the file before it ends
store._db = Killer(store._db)
store.keep("key n", document("new.txt"), ())
store.publish(chronology(*(event(f"n{{i}}") for i in range(200))))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize(
    ("sql", "count", "left"),
    [
        ("INSERT OR REPLACE INTO article", 1, ["e1"]),
        ("DELETE FROM event_row", 1, ["e1"]),
        ("INSERT INTO event_row ", 1, ["e1"]),
        ("INSERT INTO mention_of", 150, ["e1"]),
        ("COMMIT", 2, ["e1"]),
        ("rename", 1, [f"n{i}" for i in range(200)]),
        ("sync", 1, [f"n{i}" for i in range(200)]),
    ],
)
def test_a_run_killed_at_any_moment_leaves_a_good_state(
    tmp_path: Path, sql: str, count: int, left: list[str]
) -> None:
    filled(tmp_path, event("e1"))
    script = KILLED.format(here=str(HERE), folder=str(tmp_path), sql=sql, count=count)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == -9, ended.stderr.decode()
    assert ids(tmp_path) == left
    json.loads((tmp_path / EXPORT).read_text(encoding="utf-8"))
    with Store.write(tmp_path, "rules 1") as store:
        kept = [k[0].id for k in store.all_kept()]
        assert kept == ([] if sql.startswith("INSERT OR") else ["new.txt"])
        store.publish(chronology(event("again")))
    assert ids(tmp_path) == ["again"]
    exported = Chronology.model_validate_json((tmp_path / EXPORT).read_text(encoding="utf-8"))
    assert [e.id for e in exported.events] == ["again"]


def test_a_store_in_memory_is_like_any_other() -> None:
    with Store.memory() as store:
        store.keep("key", document(), ())
        assert store.kept("key") is not None
        store.publish(chronology(event("e1")))
        assert [e["id"] for e in store.select(Query()).events] == ["e1"]


# -- parts and wholes --------------------------------------------------------------------------


def _wholes(folder: Path) -> dict[str, str | None]:
    with Store.read(folder) as store:
        found = store.select(Query(everything=True)).events
        return {e["id"]: e["part_of"] for e in found}


def test_parts_are_found_by_their_whole(tmp_path: Path) -> None:
    filled(tmp_path, event("e1"), event("e2", part_of="e1"), event("e3"))
    with Store.read(tmp_path) as store:
        assert [e["id"] for e in store.within("e1")] == ["e2"]
        assert store.within("e2") == []


def test_a_part_follows_its_whole_under_the_layer_and_back(tmp_path: Path) -> None:
    whole, part = event("e1"), event("e2", part_of="e1")
    filled(tmp_path, whole, part)
    before = (tmp_path / EXPORT).read_bytes()
    row: Any = event("e9", mentions=whole.mentions).model_dump(mode="json")
    gone: Any = whole.model_dump(mode="json")
    layers = {
        "joined": (Layer(("e1",), shown=(row,), digest="1"), {"e9": None, "e2": "e9"}),
        "hidden": (
            Layer(("e1",), hidden=(gone,), digest="2"),
            {"e2": None},
        ),
        "nothing": (Layer(), {"e1": None, "e2": "e1"}),
    }
    for layer, expected in layers.values():
        with Store.write(tmp_path, "rules 1") as store:
            store.decide(lambda _, layer=layer: layer)  # type: ignore[misc]
        assert _wholes(tmp_path) == expected
    assert (tmp_path / EXPORT).read_bytes() == before


@pytest.mark.parametrize("sort", ["date", "salience", "title", "type"])
@pytest.mark.parametrize("reverse", [False, True])
def test_events_outside_of_memory_are_the_same(
    monkeypatch: pytest.MonkeyPatch, sort: Sort, reverse: bool
) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 100)
    monkeypatch.setattr(queries, "FEW", 0)
    events = (event("e1", "2020-01-01"), event("e2", "2020-02-01", salience=0.1, title="É\u2028"))
    with Store.memory() as store:
        store.publish(chronology(*events, event("e3", "2021", title="A", type="visit")))
        query = Query(sort=sort, reverse=reverse, everything=True)
        kept = store.select(query, spooled=True)
        whole = store.select(query)
        assert list(kept.events) == list(kept.events) == whole.events
        assert len(kept.events) == 3
        straight = store.select(replace(query, reverse=not reverse)).events
        assert [e["id"] for e in straight] == [e["id"] for e in whole.events][::-1]
        trivial = store.select(Query(limit=1), spooled=True)
        assert (len(trivial.events), trivial.hidden, trivial.cut) == (1, 1, 1)
