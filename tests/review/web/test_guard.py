"""Who is let in: a browser with the address, on this machine, from this page; nobody else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewing import ask, decided, served, stored
from timeline.review.web.guard import MOST_BYTES
from timeline.review.web.server import Server

PATHS = ("/", "/api/start", "/api/events", "/api/version", "/file?document=a.txt")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("guarded"))


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with served(store) as running:
        yield running


def event_of(server: Server) -> str:
    return str(ask(server, "/api/events").told["rows"][0][0])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["", "x" * 43, "..", "%00", "é"])
def test_nothing_is_told_without_the_token(server: Server, path: str, token: str) -> None:
    for told in (token.encode().decode("latin-1"), server.token[:-1], server.token + "x"):
        if not told.isascii():
            continue
        answer = ask(server, path, token=told)
        assert answer.status == 403
        assert b"ferry" not in answer.body and server.token.encode() not in answer.body
        assert answer.headers["location"] is None


def test_the_token_is_long_and_another_each_time(server: Server, store: Path) -> None:
    with served(store) as other:
        assert other.token != server.token and len(other.token) >= 43
        assert ask(other, "/", token=server.token).status == 403


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.address == f"http://127.0.0.1:{server.port}/{server.token}/"
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", server.port), timeout=1).close()


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "[::1]:PORT", "", None],
)
def test_other_names_of_the_host_are_refused(server: Server, host: str | None) -> None:
    told = host and host.replace("PORT", str(server.port))
    assert ask(server, "/api/version", headers={"Host": told}).status in (400, 403)
    assert ask(server, "/api/version", headers={"Host": f"localhost:{server.port}"}).status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://127.0.0.1:1",
        "https://127.0.0.1:PORT",
        "http://localhost:PORT",
        "",
    ],
)
def test_other_origins_are_refused(server: Server, store: Path, origin: str) -> None:
    given = {"Origin": origin.replace("PORT", str(server.port))}
    before = decided(store)
    told = {"action": "accept", "ids": [event_of(server)]}
    assert ask(server, "/api/decide", told, headers=given).status == 403
    assert ask(server, "/api/events", headers=given).status == 403
    assert decided(store) == before


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_other_sites_are_refused(server: Server, site: str) -> None:
    given = {"Sec-Fetch-Site": site}
    assert ask(server, "/", headers=given).status == 403
    assert ask(server, "/api/undo", {"key": "x"}, headers=given).status == 403
    assert ask(server, "/", headers={"Sec-Fetch-Site": "none"}).status == 200
    assert ask(server, "/api/version", headers={"Sec-Fetch-Site": "same-origin"}).status == 200


def test_only_a_post_of_json_changes_anything(server: Server, store: Path) -> None:
    id_ = event_of(server)
    assert ask(server, f"/api/decide?action=accept&ids={id_}").status == 405
    assert (
        ask(server, "/api/decide", {"action": "accept", "ids": [id_]}, method="PUT").status == 405
    )
    form = b'{"action": "accept", "ids": ["' + id_.encode() + b'"]}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", None):
        answer = ask(server, "/api/decide", body=form, headers={"Content-Type": kind})
        assert answer.status == 415
    assert ask(server, "/api/decide", body=b"x" * (MOST_BYTES + 1)).status == 413
    assert decided(store) == []


@pytest.mark.parametrize("path", [*PATHS, "/nowhere"])
def test_every_answer_is_kept_nowhere_and_framed_nowhere(server: Server, path: str) -> None:
    for answer in (ask(server, path), ask(server, path, token="wrong")):
        told = answer.headers
        assert told["cache-control"] == "no-store"
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "no-referrer"
        assert "frame-ancestors" in told["content-security-policy"]
        assert "default-src 'none'" in told["content-security-policy"]
        assert told["access-control-allow-origin"] is None and told["set-cookie"] is None
        assert told["server"] is None


def test_the_ticket_leads_to_the_page_once(server: Server, store: Path) -> None:
    with served(store) as other:
        ticket = other.once.rpartition("/")[2]
        assert ticket != other.token
        assert ask(other, "", token=ticket, headers={"Sec-Fetch-Site": "cross-site"}).status == 403
        first = ask(other, "", token=ticket)
        assert (first.status, first.headers["location"]) == (303, f"/{other.token}/")
        assert ask(other, "", token=ticket).status == 403
        assert ask(other, "").headers["location"] == f"/{other.token}/"
