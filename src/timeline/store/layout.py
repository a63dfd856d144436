"""The tables of the store, laid out so that other tools can read them; lists are JSON.

What is kept once an event, a mention or an article is kept small: documents, events, actors, rules
and words that many rows share go by numbers, a quote from which several events are told is one
`passage`, and what no column is asked for is packed (packing.py). VIEWS show the same under the ids
and names that people use.
"""

from __future__ import annotations

import re
import sqlite3

from timeline.store import reading_views

APPLICATION_ID = 0x746C6E65  # "tlne", so that another program's file is told from ours
LAYOUT = 11

TABLES = """
CREATE TABLE article (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, rules TEXT NOT NULL,
    document BLOB NOT NULL, mentions BLOB NOT NULL);
CREATE TABLE company (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, rules TEXT NOT NULL, language TEXT, published TEXT,
    told BLOB NOT NULL, waits INTEGER NOT NULL, article BLOB) WITHOUT ROWID;
CREATE TABLE settled (rules TEXT NOT NULL);
CREATE TABLE article_sum (
    id TEXT PRIMARY KEY, told INTEGER NOT NULL, mentions INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE failed (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, why TEXT NOT NULL, given INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE source (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, place TEXT NOT NULL,
    given TEXT NOT NULL, laid TEXT NOT NULL, article BLOB NOT NULL);
CREATE INDEX source_sha256 ON source (substr(sha256, 1, 12));
CREATE INDEX source_place ON source (place);
CREATE TABLE source_sum (id TEXT PRIMARY KEY, sum INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE unread (
    path TEXT PRIMARY KEY, place TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL,
    how TEXT NOT NULL, failed INTEGER NOT NULL);
CREATE TABLE document (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, position INTEGER NOT NULL,
    path TEXT NOT NULL, title TEXT, author TEXT, url TEXT, published TEXT,
    published_how TEXT NOT NULL, language TEXT NOT NULL, words INTEGER NOT NULL,
    sha256 TEXT NOT NULL, warnings TEXT NOT NULL, copy_of TEXT, kind TEXT, kind_by TEXT NOT NULL);
CREATE TABLE word (number INTEGER PRIMARY KEY, word TEXT NOT NULL);
CREATE TABLE event_row (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, position INTEGER NOT NULL,
    title TEXT NOT NULL, date INTEGER NOT NULL, start INTEGER, "end" INTEGER,
    precision INTEGER NOT NULL, approximate INTEGER NOT NULL, type INTEGER NOT NULL,
    status INTEGER NOT NULL,
    confidence NOT NULL, salience NOT NULL, shown INTEGER NOT NULL,
    sources INTEGER NOT NULL, languages INTEGER NOT NULL, hidden INTEGER NOT NULL, part_of TEXT,
    verdict TEXT, note TEXT, tags TEXT, told BLOB);
CREATE INDEX event_part ON event_row (part_of) WHERE part_of IS NOT NULL;
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (number),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL);
CREATE INDEX passage_start ON passage (document, start);
CREATE TABLE rule (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE mention_of (
    event INTEGER NOT NULL REFERENCES event_row (number), number INTEGER NOT NULL,
    passage INTEGER NOT NULL REFERENCES passage (number), title TEXT, date INTEGER, status INTEGER,
    confidence, page INTEGER, rules TEXT NOT NULL, "trigger" TEXT, spot INTEGER,
    length INTEGER, time_text TEXT, time_type INTEGER, time_value INTEGER, time_edtf INTEGER,
    time_how INTEGER, PRIMARY KEY (event, number)) WITHOUT ROWID;
CREATE INDEX mention_of_passage ON mention_of (passage);
CREATE TABLE repeat_of (
    event INTEGER NOT NULL REFERENCES event_row (number),
    document INTEGER NOT NULL REFERENCES document (number), PRIMARY KEY (event, document))
    WITHOUT ROWID;
CREATE INDEX repeat_of_document ON repeat_of (document);
CREATE TABLE actor (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
    aliases TEXT NOT NULL);
CREATE TABLE actor_of (
    event INTEGER NOT NULL REFERENCES event_row (number), number INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor (number), aliases TEXT NOT NULL, name TEXT,
    PRIMARY KEY (event, number)) WITHOUT ROWID;
CREATE INDEX actor_of_actor ON actor_of (actor);
CREATE TABLE moved_actor (number INTEGER PRIMARY KEY);
CREATE TABLE place_of (
    event INTEGER NOT NULL REFERENCES event_row (number), number INTEGER NOT NULL,
    name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, PRIMARY KEY (event, number))
    WITHOUT ROWID;
CREATE TABLE amount_of (
    event INTEGER NOT NULL REFERENCES event_row (number), number INTEGER NOT NULL,
    value REAL NOT NULL, currency TEXT, unit TEXT, text TEXT NOT NULL,
    PRIMARY KEY (event, number)) WITHOUT ROWID;
CREATE TABLE conflict_of (
    event INTEGER NOT NULL REFERENCES event_row (number), number INTEGER NOT NULL,
    field TEXT NOT NULL, value TEXT NOT NULL, documents TEXT NOT NULL,
    PRIMARY KEY (event, number)) WITHOUT ROWID;
CREATE TABLE layer (
    id TEXT PRIMARY KEY, base TEXT NOT NULL, mention INTEGER NOT NULL, whole TEXT);
CREATE INDEX layer_base ON layer (base);
CREATE INDEX layer_whole ON layer (whole) WHERE whole IS NOT NULL;
CREATE TABLE overruled_document (id TEXT PRIMARY KEY, title TEXT, author TEXT, url TEXT);
CREATE TABLE overruled (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, date TEXT NOT NULL, start TEXT, "end" TEXT,
    json TEXT NOT NULL);
CREATE TABLE overruled_told (document TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (document, id));
CREATE INDEX overruled_told_id ON overruled_told (id);
CREATE TABLE ruling (
    decisions TEXT NOT NULL, names TEXT NOT NULL, by_parts INTEGER NOT NULL);
CREATE TABLE said (
    number INTEGER PRIMARY KEY, found TEXT NOT NULL, shows TEXT NOT NULL, against TEXT NOT NULL,
    note TEXT NOT NULL);
CREATE TABLE said_of (base TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (base, number));
CREATE INDEX said_of_number ON said_of (number);
CREATE TABLE naming (place TEXT NOT NULL, digest TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE wording (language TEXT NOT NULL);
CREATE TABLE seal (
    name TEXT NOT NULL, part INTEGER NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (name, part))
    WITHOUT ROWID;
CREATE TABLE unfinished (command TEXT NOT NULL);
"""
# What those tables hold as people ask for it: an event's own ids, documents, names of rules; what a
# mention has in common with its event, and is not kept twice.


def _word(table: str, column: str, name: str = ' AS "{}"') -> str:
    """A column's words in place of their numbers. No expression: what may be NULL must be a column
    of a table, from which DuckDB takes its type."""
    word = f'(SELECT w.word FROM word w WHERE w.number = {table}."{column}")'
    return word + name.format(column)


VIEWS = (
    f"CREATE VIEW event AS SELECT e.number, e.id, e.position, e.title, {_word('e', 'date')},"
    f" {_word('e', 'start')}, {_word('e', 'end')},"
    f" {_word('e', 'precision')}, e.approximate, {_word('e', 'type')},"
    f" {_word('e', 'status')}, {reading_views.share('e.confidence')} AS confidence,"
    f" {reading_views.share('e.salience')} AS salience, e.shown, e.sources,"
    f" {_word('e', 'languages')}, e.hidden, e.part_of, e.verdict, e.note,"
    " coalesce(e.tags, '[]') AS tags FROM event_row e",
    'CREATE VIEW mention AS SELECT e.id AS event, m.number, d.id AS document, p.start, p."end",'
    " p.quote, coalesce(m.title, e.title) AS title,"
    f" coalesce({_word('m', 'date', '')}, e.date) AS date,"
    f" coalesce({_word('m', 'status', '')}, e.status) AS status,"
    f" {reading_views.SURE} AS confidence, m.page, (SELECT json_group_array(name)"
    " FROM (SELECT r.name FROM json_each(m.rules) j JOIN rule r ON r.number = j.value"
    ' ORDER BY j.key)) AS rules, coalesce(m."trigger", substr(p.quote, m.spot + 1, m.length))'
    ' AS "trigger", m.time_text,'
    f" {_word('m', 'time_type')}, {_word('m', 'time_value')}, {_word('m', 'time_edtf')},"
    f" {_word('m', 'time_how')}, m.passage FROM mention_of m JOIN event e ON e.number = m.event"
    " JOIN passage p ON p.number = m.passage JOIN document d ON d.number = p.document",
    "CREATE VIEW event_document AS SELECT e.id AS event, d.id AS document"
    f" FROM {reading_views.DOCUMENT_OF.format('')} x"
    " JOIN event e ON e.number = x.event JOIN document d ON d.number = x.document",
    "CREATE VIEW event_actor AS SELECT e.id AS event, x.number, a.id AS actor, x.aliases"
    " FROM actor_of x JOIN event e ON e.number = x.event JOIN actor a ON a.number = x.actor",
    *(
        f"CREATE VIEW {name} AS SELECT e.id AS event, {columns} FROM {name}_of x"
        " JOIN event e ON e.number = x.event"
        for name, columns in (
            ("place", "x.number, x.name, x.kind, x.country"),
            ("amount", "x.number, x.value, x.currency, x.unit, x.text"),
            ("conflict", "x.number, x.field, x.value, x.documents"),
        )
    ),
)
# Full-text search over titles and quotes, kept up by triggers; Datasette finds it by its content.
_SEARCH = (("event", "event", "event_row", "title"), ("mention", "passage", "passage", "quote"))
SEARCH = tuple(
    statement
    for name, shown, table, column in _SEARCH
    for statement in (
        f"CREATE VIRTUAL TABLE {name}_search USING fts5({column}, content='{shown}',"
        " content_rowid='number', columnsize=0, tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {name}_found AFTER INSERT ON {table} BEGIN INSERT INTO {name}_search"
        f"(rowid, {column}) VALUES (new.number, new.{column}); END",
        f"CREATE TRIGGER {name}_lost AFTER DELETE ON {table} BEGIN INSERT INTO {name}_search"
        f"({name}_search, rowid, {column}) VALUES ('delete', old.number, old.{column}); END",
    )
)
SEARCHED = {"event_search": "event", "mention_search": "mention"}
"""The tables of words, and what the triggers begin with that keep them up."""
# Actors whose events come or go: what else they are called is gathered anew (rows.name_actors).
MOVES = tuple(
    f"CREATE TRIGGER actor_of_{name} AFTER {what} ON actor_of BEGIN"
    f" INSERT OR IGNORE INTO moved_actor VALUES ({row}.actor); END"
    for name, what, row in (("came", "INSERT", "new"), ("went", "DELETE", "old"))
)
# Checksums of what each article gave, and of the article as read, kept by whoever writes them
# (articles.prepare has `crc`). The text goes with what was read in it; an article that waits for
# its company to date it takes it back, to be read anew.
ARTICLE_SUMS = (
    "CREATE TRIGGER article_came AFTER INSERT ON article BEGIN INSERT OR REPLACE INTO article_sum"
    " VALUES (new.id, crc(new.id, new.key, new.rules, hex(new.document)),"
    " crc(hex(new.mentions))); END",
    "CREATE TRIGGER article_went AFTER DELETE ON article BEGIN DELETE FROM article_sum"
    " WHERE id = old.id; UPDATE company SET article = (SELECT s.article FROM source s"
    " WHERE s.id = old.id) WHERE id = old.id AND waits AND article IS NULL;"
    " DELETE FROM source WHERE id = old.id; END",
    "CREATE TRIGGER source_came AFTER INSERT ON source BEGIN INSERT OR REPLACE INTO source_sum"
    " VALUES (new.id, crc(new.id, new.sha256, new.place, new.given, new.laid, hex(new.article)));"
    " END",
    "CREATE TRIGGER source_went AFTER DELETE ON source BEGIN DELETE FROM source_sum"
    " WHERE id = old.id; END",
)
PUBLISHED = (
    "conflict_of", "amount_of", "place_of", "actor_of", "actor", "repeat_of", "mention_of",
    "passage", "rule", "event_row", "word", "document", "layer", "overruled", "overruled_told",
    "overruled_document", "ruling", "said", "said_of",
)  # fmt: skip
# What commands print depends on these; each has a checksum in `seal` (see seals).
SEALED = (*PUBLISHED, "naming", "wording", "unread")
OF_EVENTS = {
    "mention_of": "number", "repeat_of": "document", "actor_of": "number", "place_of": "number",
    "amount_of": "number", "conflict_of": "number",
}  # fmt: skip
"""Tables of what events have several of, by the number of the event, then by the column named."""
WORDED = {
    "event_row": ("date", "start", "end", "precision", "type", "status", "languages"),
    "mention_of": ("date", "status", "time_type", "time_value", "time_edtf", "time_how"),
}
"""The columns that hold the numbers of words."""
_CREATED = re.compile(r"\s*CREATE (?:UNIQUE |VIRTUAL )?(?:TABLE|INDEX|TRIGGER|VIEW) (\w+)")


def create(db: sqlite3.Connection) -> None:
    """Make all tables that are not there, in the caller's transaction."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    for statement in (
        *TABLES.split(";"),
        *reading_views.VIEWS,
        *VIEWS,
        *SEARCH,
        *MOVES,
        *ARTICLE_SUMS,
    ):
        named = _CREATED.match(statement)
        if named and named[1] not in there:
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {LAYOUT}")
