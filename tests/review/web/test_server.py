"""The server ends: no connection that it held is left open."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

import pytest
from uvicorn.config import HTTP_PROTOCOLS
from uvicorn.importer import import_from_string

from reviewing import ask, served, stored


def test_who_is_let_in_while_it_ends_is_let_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As for a connection that is let in when all others have just been told.
    protocol = import_from_string(HTTP_PROTOCOLS["auto"])
    monkeypatch.setattr(protocol, "shutdown", lambda _: None)
    with served(stored(tmp_path)) as server:
        client = socket.create_connection(("127.0.0.1", server.port), timeout=5)
        assert ask(server, "/").status == 200  # so that the connection before it is let in
    with client, suppress(ConnectionResetError):
        assert client.recv(1) == b""
