"""What the page asks and is answered, over a real port."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from reviewing import ARTICLES, Answer, ask, decided, served, stored
from timeline.cli.review_desk import ReviewDesk
from timeline.errors import UsageError
from timeline.review.desk import Wanted
from timeline.review.web.server import Server


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path)


@pytest.fixture
def server(store: Path) -> Iterator[Server]:
    with served(store) as running:
        yield running


def rows(server: Server, **asked: Any) -> list[dict[str, Any]]:
    columns = ask(server, "/api/start").told["columns"]
    told = ask(server, f"/api/events?{urlencode(asked)}").told["rows"]
    return [dict(zip(columns, row, strict=True)) for row in told]


def decide(server: Server, action: str, *ids: str, **more: Any) -> Answer:
    return ask(server, "/api/decide", {"action": action, "ids": list(ids), **more})


def test_a_list_holds_what_show_does_and_comes_in_parts(server: Server) -> None:
    told = rows(server)
    assert len(told) == 11
    assert told[0]["title"] == "Harbour town signs the ferry contract"
    assert (told[0]["when"], told[0]["verdict"], told[0]["tags"]) == ("2 Mar 2020", None, [])
    assert len(rows(server, everything="1")) == 12
    assert rows(server, offset="4", limit="2") == told[4:6]
    assert [row["title"] for row in rows(server, text="quay FALL")] == [
        "Crane falls on the north quay"
    ]
    assert [row["type"] for row in rows(server, type="economy,culture")] == [
        "culture",
        "economy",
        "economy",
    ]
    assert rows(server, text='" * --') == told, "marks alone are no words"


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("type=nonsense", "type"),
        ("colour=red", "colour"),
        ("since=someday%20soonish", "since"),
        ("order=random", "order"),
        ("offset=-1", "offset"),
        ("min-confidence=2", "confidence"),
        ("grep=%5B", "grep"),
    ],
)
def test_what_can_t_be_asked_is_told_so(server: Server, asked: str, about: str) -> None:
    answer = ask(server, f"/api/events?{asked}")
    assert answer.status == 400
    error = answer.told["error"]
    assert about in error["what"] and error["why"] and error["how"]


def test_an_event_is_told_with_its_quotes_in_their_passages(server: Server) -> None:
    (row,) = rows(server, text="crane falls")
    told = ask(server, f"/api/event?id={row['id']}").told
    assert told["row"][0] == row["id"]
    assert told["precision"] == "day" and told["surely"] == "very sure, dated by its own words"
    assert [q["numbers"] for q in told["quotes"]] == [[1], [2]]
    first = told["quotes"][0]
    assert "".join(text for _, text in first["parts"]) == ARTICLES["a.txt"].splitlines()[4]
    assert first["before"].endswith("Ana Müller, Jean Dupont ")
    assert first["after"].startswith(" 2020-05-21")
    assert told["values"]["title"] == "Crane falls on the north quay"
    assert [m["number"] for m in told["mentions"]] == [1, 2]
    assert told["best"] == 0
    gone = ask(server, "/api/event?id=nothing")
    assert gone.status == 400 and "no event's any more" in gone.told["error"]["why"]


def test_every_decision_is_written_at_once_and_taken_back_by_its_key(
    server: Server, store: Path
) -> None:
    ids = [row["id"] for row in rows(server)]
    keys = []
    for action, more in (
        ("accept", {}),
        ("hide", {}),
        ("note", {"text": "ask"}),
        ("tag", {"tags": ["port"]}),
        ("set", {"values": {"title": "Told anew"}, "reason": "shorter"}),
    ):
        answer = decide(server, action, ids[0], **more)
        assert answer.status == 200, answer.body
        assert answer.told["rows"][0][0] == ids[0]
        keys.append(answer.told["key"])
        assert len(decided(store)) == len(keys)
    assert {d["author"] for d in decided(store)} == {"Ana M."}
    row = rows(server)[0]
    assert (row["title"], row["verdict"], row["tags"], row["noted"]) == (
        "Told anew",
        "rejected",
        ["port"],
        True,
    )
    told = ask(server, f"/api/event?id={ids[0]}").told
    assert any("shorter" in line and "Ana M." in line for line in told["decided"])
    assert told["note"] == "ask"
    assert ask(server, "/api/undo", {"key": keys[1]}).status == 200
    assert rows(server)[0]["verdict"] == "accepted"
    again = ask(server, "/api/undo", {"key": keys[1]})
    assert again.status == 400 and len(decided(store)) == 4


@pytest.mark.parametrize(
    "told",
    [
        [], "x", 7, None, {}, {"action": "drop", "ids": ["e"]}, {"action": "accept", "ids": []},
        {"action": "accept", "ids": "e"}, {"action": "accept", "ids": [1]},
        {"action": "accept", "ids": ["nothing"]}, {"action": "set", "ids": ["ID"], "values": {"date": 1}},
        {"action": "set", "ids": ["ID"], "values": {"date": "soon"}},
        {"action": "set", "ids": ["ID"], "values": {"colour": "red"}}, {"action": "set", "ids": ["ID"]},
        {"action": "split", "ids": ["ID"], "mentions": [True]}, {"action": "split", "ids": ["ID"], "mentions": [9]},
        {"action": "tag", "ids": ["ID"], "tags": ["a,b"]}, {"action": "tag", "ids": ["ID"]},
        {"action": "join", "ids": ["ID"]}, {"action": "note", "ids": ["ID"], "text": 5},
        {"action": "add", "ids": ["ID"]}, {"action": "accept", "ids": [""]},
    ],
)  # fmt: skip
def test_what_can_t_be_decided_changes_nothing(server: Server, store: Path, told: Any) -> None:
    id_ = rows(server)[0]["id"]
    body = json.dumps(told).replace('"ID"', json.dumps(id_)).encode()
    answer = ask(server, "/api/decide", body=body)
    assert answer.status == 400, answer.body
    assert set(answer.told["error"]) == {"what", "why", "how", "code"}
    assert decided(store) == []


def test_the_beginning_of_an_id_is_no_id_here(server: Server, store: Path) -> None:
    id_ = rows(server)[0]["id"]
    assert decide(server, "accept", id_[:5]).status == 400
    assert decided(store) == []


def test_broken_json_is_refused(server: Server) -> None:
    for body in (b"{", b"", b"\xff\xfe", b"[" * 100_000):
        assert ask(server, "/api/decide", body=body).status == 400


def test_a_store_in_another_s_hands_is_told_with_what_to_do(server: Server, store: Path) -> None:
    from timeline.store.locking import take

    id_ = rows(server)[0]["id"]
    lock = take(store)
    try:
        answer = decide(server, "accept", id_)
    finally:
        lock.close()
    assert answer.status == 409
    assert answer.told["error"]["code"] == "store"
    assert "another run is writing" in answer.told["error"]["why"]
    assert decide(server, "accept", id_).status == 200


def test_many_at_once_lose_nothing(server: Server, store: Path) -> None:
    ids = [row["id"] for row in rows(server)]
    told: list[int] = []
    asking = [
        Thread(target=lambda id_=id_: told.append(decide(server, "accept", id_).status))
        for id_ in ids
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert told == [200] * len(ids)
    assert sorted(d["event"][0]["id"] for d in decided(store)) == sorted(ids)


def test_the_version_tells_of_what_another_program_decided(server: Server, store: Path) -> None:
    from timeline.review.desk import Asked

    before = ask(server, "/api/version").told["version"]
    assert ask(server, "/api/events").told["version"] == before
    id_ = rows(server)[2]["id"]
    ReviewDesk(store, "Ben").decide(Asked("hide", (id_,)))
    assert ask(server, "/api/version").told["version"] != before
    assert rows(server)[2]["verdict"] == "rejected"


def test_the_nearest_come_first_and_words_are_looked_for(server: Server) -> None:
    first = rows(server)[0]
    near = [row[1] for row in ask(server, f"/api/near?id={first['id']}").told["rows"]]
    assert near[:2] == [
        "Dockers march against the contract",
        "Bank to lend forty million for quays",
    ]
    assert first["title"] not in near and len(near) == 11
    found = ask(server, f"/api/near?id={first['id']}&text=MAYOR+2020").told["rows"]
    assert [row[1] for row in found] == [
        "Mayor promises an inquiry",
        "Mayor says something trivial",
    ]


def test_a_source_is_told_with_its_quotes_marked(server: Server) -> None:
    (row,) = rows(server, text="crane falls")
    quotes = ask(server, f"/api/event?id={row['id']}").told["quotes"]
    asked = {"document": quotes[1]["document"], "id": row["id"], "at": quotes[1]["start"]}
    told = ask(server, f"/api/source?{urlencode(asked)}").told
    assert told["kept"] and not told["pdf"] and told["web"] is None
    assert "".join(text for text, _ in told["pieces"]) == ARTICLES["b.txt"]
    assert [text for text, mark in told["pieces"] if mark == 2] == [
        ARTICLES["b.txt"].splitlines()[0]
    ]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nothing.txt",
        "/etc/passwd",
        "../../etc/passwd",
        "decisions.toml",
        "\0",
        "out/timeline.sqlite",
    ],
)
def test_nothing_but_documents_is_served(server: Server, store: Path, name: str) -> None:
    (store / "decisions.toml").write_text("", encoding="utf-8")
    for path in ("/file", "/api/source"):
        answer = ask(server, f"{path}?document={quote(name)}")
        assert answer.status in (400, 404)
        assert b"root:" not in answer.body and b"SQLite" not in answer.body
    for path in (
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/static/x",
        "/timeline.sqlite",
    ):
        assert ask(server, path).status == 404


def test_a_document_that_is_no_pdf_is_not_handed_out(server: Server) -> None:
    document = ask(server, f"/api/event?id={rows(server)[0]['id']}").told["quotes"][0]["document"]
    assert ask(server, f"/file?document={quote(document)}").status == 404


def test_the_page_runs_no_script_but_its_own(server: Server) -> None:
    answer = ask(server, "/")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "http" not in policy
    text = answer.body.decode()
    assert text.count("<script") == 1 and "innerHTML" not in text and "eval(" not in text
    assert "http://" not in text and "https://" not in text
    assert not any(f" {name}=" in text for name in ("onclick", "onload", "style"))


def test_a_port_that_is_taken_is_told(store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"--port {port}.*choose another"):
            Server(ReviewDesk(store), Wanted(), port=port)
