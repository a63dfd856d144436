"""The store's full-text search, as other programs use it."""

import sqlite3
from pathlib import Path

from made import chronology, event
from timeline.store import Query, Store

FOUND = """SELECT event.id FROM event_search JOIN event ON event.number = event_search.rowid
WHERE event_search MATCH ? ORDER BY event.id"""
QUOTED = """SELECT mention.event FROM mention_search
JOIN mention ON mention.passage = mention_search.rowid WHERE mention_search MATCH ?"""


def found(folder: Path, sql: str, words: str) -> list[str]:
    db = sqlite3.connect(folder / "timeline.sqlite")
    try:
        return [row[0] for row in db.execute(sql, (words,))]
    finally:
        db.close()


def test_titles_and_quotes_are_found_without_case_and_accents(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules") as store:
        store.publish(chronology(event("e1", title="L'élection à Graz"), event("e2", title="War")))
    assert found(tmp_path, FOUND, "ELECTION graz") == ["e1"]
    assert found(tmp_path, QUOTED, "war") == ["e2"]


def test_what_is_gone_is_found_no_more(tmp_path: Path) -> None:
    with Store.write(tmp_path, "rules") as store:
        store.publish(chronology(event("e1", title="First vote")))
        store.publish(chronology(event("e2", title="Second vote")))
    assert found(tmp_path, FOUND, "vote") == ["e2"]
    assert found(tmp_path, FOUND, "first") == []
    assert found(tmp_path, QUOTED, "first") == []


def test_words_of_a_query_begin_words_of_titles_or_quotes_or_stand_in_the_note(
    tmp_path: Path,
) -> None:
    events = [event("e1", title="L'élection à Graz"), event("e2", title="War in the north")]
    with Store.write(tmp_path, "rules") as store:
        store.publish(chronology(*events))

        def ids(*words: str) -> list[str]:
            query = Query(words=words, everything=True)
            told = [e["id"] for e in store.select(query).events]
            assert [e.id for e in store.listed(query)] == told
            return told

        assert ids("ELEC") == ["e1"]
        assert ids("nor", "war") == ["e2"]
        assert ids("graz", "war") == []
        assert ids("lection") == []
        assert ids('"') == ids("(") == []
        assert ids("l'élection") == ["e1"]
