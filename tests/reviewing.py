"""A store of made-up events and its page, served on a real port, for tests of the review."""

from __future__ import annotations

import http.client
import json
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any
from unittest.mock import patch

import made
from timeline import pipeline, result_keys
from timeline.cli import main
from timeline.cli.review_desk import ReviewDesk
from timeline.review.desk import Wanted
from timeline.review.web.server import Server

ARTICLES = {
    "a.txt": """\
2020-03-02 | agreement | happened | 0.9 | Harbour town signs the ferry contract | Ana Müller
2020-03-09 | protest | happened | 0.9 | Dockers march against the contract | Jean Dupont
2020-04-01 | finance | planned | 0.8 | Bank to lend forty million for quays | Ana Müller
2020-04-17 | meeting | happened | 0.8 | Council meets the dockers | Ana Müller, Jean Dupont
2020-05-20 | accident | happened | 0.9 | Crane falls on the north quay
2020-05-21 | statement | happened | 0.7 | Mayor promises an inquiry | Ana Müller
2020-06 | justice | ongoing | 0.7 | Inquiry hears the crane's builders
2020-07-14 | culture | happened | 0.6 | Lighthouse opens to visitors
2020-08 | statement | happened | 0.1 | Mayor says something trivial | Ana Müller
""",
    "b.txt": """\
2020-05-20 | accident | happened | 0.9 | Crane falls on the north quay
2020-09-01 | economy | happened | 0.8 | First ferry sails
2020-10-03 | election | planned | 0.8 | Town to vote on the quays
2021 | economy | possible | 0.6 | Second ferry may follow
""",
}
"""Twelve events, of which eleven are printed by default; one is told twice."""


def stored(folder: Path, articles: Mapping[str, str | bytes] | None = None) -> Path:
    """The folder of a store with the events of these articles, which lie beside it."""
    (folder / "in").mkdir(parents=True)
    for name, text in (articles or ARTICLES).items():
        content = text if isinstance(text, bytes) else text.encode()
        (folder / "in" / name).write_bytes(content)
    with (
        patch.multiple(pipeline, process=made.process, merge=made.merge, mend=made.mend),
        patch.object(result_keys, "fingerprint", lambda: "rules 1"),
        redirect_stdout(StringIO()),
    ):
        assert main(["extract", str(folder / "in"), "--out-dir", str(folder / "out"), "-q"]) == 0
    return folder / "out"


@contextmanager
def served(store: Path, wanted: Wanted | None = None, name: str = "Ana M.") -> Iterator[Server]:
    """The page of a store, until the block ends."""
    server = Server(ReviewDesk(store, name), wanted or Wanted(), name=name)
    running = Thread(target=server.run)
    running.start()
    try:
        until = monotonic() + 20
        while not server.started and monotonic() < until:
            sleep(0.01)
        assert server.started
        yield server
    finally:
        server.stop()
        running.join(20)
        assert not running.is_alive()


def decided(store: Path) -> list[dict[str, Any]]:
    """The decisions that stand in a store's file."""
    try:
        told = tomllib.loads((store / "decisions.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:  # none stands, or the last is just being taken back
        return []
    return list(told.get("decision", []))


class Answer:
    """What a server answered."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers = response.status, response.headers
        self.body = response.read()

    @property
    def told(self) -> Any:
        """The JSON of it."""
        return json.loads(self.body)


def ask(
    server: Server,
    path: str,
    told: Any = None,
    *,
    method: str | None = None,
    token: str | None = None,
    headers: Mapping[str, str | None] | None = None,
    body: bytes | None = None,
) -> Answer:
    """Ask a server. told: sent as JSON. headers: in place of those of the page, None for none."""
    given: dict[str, str | None] = {"Host": f"127.0.0.1:{server.port}"}
    if told is not None or body is not None:
        given["Content-Type"] = "application/json"
        given["Origin"] = f"http://127.0.0.1:{server.port}"
    given.update(headers or {})
    sent = json.dumps(told).encode() if body is None and told is not None else body
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        wanted = f"/{server.token if token is None else token}{path}"
        how = method or ("GET" if sent is None else "POST")
        connection.putrequest(how, wanted, skip_host=True)
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value)
        if sent is not None:
            connection.putheader("Content-Length", str(len(sent)))
        connection.endheaders(sent)
        return Answer(connection.getresponse())
    finally:
        connection.close()
