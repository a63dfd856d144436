"""The definitions of layout 8, as its version wrote them."""

from __future__ import annotations

TABLES = """
CREATE TABLE article (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, rules TEXT NOT NULL,
    document TEXT NOT NULL, mentions TEXT NOT NULL);
CREATE TABLE company (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, rules TEXT NOT NULL, language TEXT, published TEXT,
    told TEXT NOT NULL, waits INTEGER NOT NULL, article BLOB);
CREATE TABLE settled (rules TEXT NOT NULL);
CREATE TABLE article_sum (id TEXT PRIMARY KEY, told INTEGER NOT NULL, mentions INTEGER NOT NULL);
CREATE TABLE failed (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, why TEXT NOT NULL, given INTEGER NOT NULL);
CREATE TABLE source (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, place TEXT NOT NULL,
    given TEXT NOT NULL, laid TEXT NOT NULL, article BLOB NOT NULL);
CREATE INDEX source_sha256 ON source (sha256);
CREATE INDEX source_place ON source (place);
CREATE TABLE source_sum (id TEXT PRIMARY KEY, sum INTEGER NOT NULL);
CREATE TABLE unread (
    path TEXT PRIMARY KEY, place TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL,
    how TEXT NOT NULL, failed INTEGER NOT NULL);
CREATE TABLE document (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, path TEXT NOT NULL, title TEXT, author TEXT,
    url TEXT, published TEXT, published_how TEXT NOT NULL, language TEXT NOT NULL,
    words INTEGER NOT NULL,
    sha256 TEXT NOT NULL, warnings TEXT NOT NULL, copy_of TEXT, kind TEXT, kind_by TEXT NOT NULL);
CREATE TABLE event (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL,
    start TEXT, "end" TEXT, precision TEXT NOT NULL, approximate INTEGER NOT NULL,
    type TEXT NOT NULL, status TEXT NOT NULL, confidence REAL NOT NULL, salience REAL NOT NULL,
    shown INTEGER NOT NULL,
    sources INTEGER NOT NULL, languages TEXT NOT NULL, json TEXT NOT NULL,
    hidden INTEGER NOT NULL, part_of TEXT, verdict TEXT, note TEXT, tags TEXT NOT NULL);
CREATE INDEX event_part ON event (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX event_position ON event (position);
CREATE TABLE mention (
    event TEXT NOT NULL REFERENCES event (id), number INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES document (id), start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL,
    status TEXT NOT NULL, confidence REAL NOT NULL, page INTEGER,
    rules TEXT NOT NULL, "trigger" TEXT NOT NULL,
    time_text TEXT, time_type TEXT, time_value TEXT, time_edtf TEXT, time_how TEXT,
    PRIMARY KEY (event, number));
CREATE TABLE event_document (
    event TEXT NOT NULL REFERENCES event (id), document TEXT NOT NULL REFERENCES document (id),
    PRIMARY KEY (event, document));
CREATE INDEX event_document_document ON event_document (document);
CREATE TABLE actor (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL);
CREATE TABLE event_actor (
    event TEXT NOT NULL REFERENCES event (id), number INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (id), aliases TEXT NOT NULL, PRIMARY KEY (event, number));
CREATE INDEX event_actor_actor ON event_actor (actor);
CREATE TABLE moved_actor (id TEXT PRIMARY KEY);
CREATE TABLE place (
    event TEXT NOT NULL REFERENCES event (id), number INTEGER NOT NULL, name TEXT NOT NULL,
    kind TEXT NOT NULL, country TEXT, PRIMARY KEY (event, number));
CREATE TABLE amount (
    event TEXT NOT NULL REFERENCES event (id), number INTEGER NOT NULL, value REAL NOT NULL,
    currency TEXT, unit TEXT, text TEXT NOT NULL, PRIMARY KEY (event, number));
CREATE TABLE conflict (
    event TEXT NOT NULL REFERENCES event (id), number INTEGER NOT NULL, field TEXT NOT NULL,
    value TEXT NOT NULL, documents TEXT NOT NULL, PRIMARY KEY (event, number));
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
    name TEXT NOT NULL, part INTEGER NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (name, part));
CREATE TABLE unfinished (command TEXT NOT NULL);
"""
# Full-text search over titles and quotes, kept up by triggers; Datasette finds it by its content.
_SEARCH = (("event", "title"), ("mention", "quote"))
SEARCH = tuple(
    statement
    for table, column in _SEARCH
    for statement in (
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({column}, content='{table}',"
        " tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {table}_found AFTER INSERT ON {table} BEGIN INSERT INTO {table}_search"
        f"(rowid, {column}) VALUES (new.rowid, new.{column}); END",
        f"CREATE TRIGGER {table}_lost AFTER DELETE ON {table} BEGIN INSERT INTO {table}_search"
        f"({table}_search, rowid, {column}) VALUES ('delete', old.rowid, old.{column}); END",
    )
)
# Actors whose events come or go: what else they are called is gathered anew (rows.name_actors).
MOVES = tuple(
    f"CREATE TRIGGER event_actor_{name} AFTER {what} ON event_actor BEGIN"
    f" INSERT OR IGNORE INTO moved_actor VALUES ({row}.actor); END"
    for name, what, row in (("came", "INSERT", "new"), ("went", "DELETE", "old"))
)
# Checksums of what each article gave, and of the article as read, kept by whoever writes them
# (articles.prepare has `crc`). The text goes with what was read in it; an article that waits for
# its company to date it takes it back, to be read anew.
ARTICLE_SUMS = (
    "CREATE TRIGGER article_came AFTER INSERT ON article BEGIN INSERT OR REPLACE INTO article_sum"
    " VALUES (new.id, crc(new.id, new.key, new.rules, new.document), crc(new.mentions)); END",
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
