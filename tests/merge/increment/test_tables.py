"""Tables of an earlier version are dropped, whatever their shape."""

from __future__ import annotations

import sqlite3

from merging import document, mention
from timeline.merge import merge
from timeline.merge.increment import Mender, tables
from timeline.store import Kept

EARLIER = """
CREATE TABLE merge_rules (rules TEXT NOT NULL);
INSERT INTO merge_rules VALUES ('earlier en');
CREATE TABLE merge_document (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, published TEXT NOT NULL, origin TEXT NOT NULL)
    WITHOUT ROWID;
INSERT INTO merge_document VALUES ('a', 'version', '2020-09-14', 'a');
CREATE TABLE merge_actor (
    key TEXT NOT NULL, mention INTEGER NOT NULL, at INTEGER NOT NULL, name TEXT NOT NULL,
    language TEXT NOT NULL, PRIMARY KEY (key, mention, at)) WITHOUT ROWID;
CREATE INDEX merge_actor_mention ON merge_actor (mention);
CREATE TABLE merge_story (document TEXT PRIMARY KEY, names TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE kept (merge TEXT);
"""


def test_a_merging_kept_by_an_earlier_version_is_made_anew() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(EARLIER)
    m = mention("a", "meet", "2020-09-14", people=("Putin",))
    text = f"[{m.model_dump_json()}]"
    kept = {"a": Kept("version", "2020-09-14", "en", lambda: text)}
    changes = Mender(db, kept, "now").mend()
    assert changes.whole
    assert [row["id"] for row in changes.made] == [e.id for e in merge([m], [document("a")])]
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    assert "merge_story" not in there
    assert {"kept", "merge_document", "merge_told"} <= there
    assert tables.rules(db) == "now en"
    assert not Mender(db, kept, "now").mend().whole
