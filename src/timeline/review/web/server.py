"""The page's server: on 127.0.0.1, under an address that nobody can guess, until it is ended."""

from __future__ import annotations

import secrets
import socket
import time
from asyncio import sleep
from contextlib import closing, suppress
from importlib import import_module
from threading import Thread

import uvicorn

from timeline.errors import UsageError
from timeline.review.desk import Desk, Wanted
from timeline.review.web import api
from timeline.review.web.guard import Guard

_HOST = "127.0.0.1"
# Bytes of the token: 256 bits, as secrets.token_urlsafe has by default.
_SECRET = 32
# Seconds that answers under way are waited for when the server is ended.
_LAST = 1
# Seconds in which the page is shown.
_FIRST = 2


class _Closing(uvicorn.Server):
    """One that leaves no connection open behind it."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Who is let in while it ends (browsers open connections to spare) is told nothing of it.
        await super().shutdown(sockets)
        for connection in self.server_state.connections:
            connection.transport.abort()
        await sleep(0)  # the loop closes them in its next turn


class Server:
    """A server that holds its port, so that its address is known before it runs.

    port: 0 for one that is free. Raises UsageError for one that can't be had.
    """

    def __init__(self, desk: Desk, wanted: Wanted, *, name: str = "", port: int = 0) -> None:
        self._socket = _listen(port)
        self.port: int = self._socket.getsockname()[1]
        self.token = secrets.token_urlsafe(_SECRET)
        self._ticket = secrets.token_urlsafe(_SECRET)
        app = Guard(api.application(desk, wanted, name), self.token, self.port, self._ticket)
        self._server = _Closing(
            uvicorn.Config(
                app,
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                ws="none",
                timeout_graceful_shutdown=_LAST,
            )
        )

    @property
    def address(self) -> str:
        """What the browser is to open."""
        return f"http://{_HOST}:{self.port}/{self.token}/"

    @property
    def once(self) -> str:
        """An address that leads there once, for a browser's command line, which others can see."""
        return f"http://{_HOST}:{self.port}/{self._ticket}"

    @property
    def started(self) -> bool:
        """Whether requests are answered."""
        return self._server.started

    def run(self) -> None:
        """Answer until ended by `stop`, Ctrl-C or SIGTERM."""
        Thread(target=_warm, daemon=True).start()
        # The signal that ended it is raised again behind it: it has done its work.
        with closing(self._socket), suppress(KeyboardInterrupt):
            self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """End it, from another thread."""
        self._server.should_exit = True


def _warm() -> None:
    """Load what a decision needs, so that the first is as quick as the others."""
    time.sleep(_FIRST)  # until the page is there
    import_module("timeline.recast")
    import_module("timeline.merge.regrouping")


def _listen(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((_HOST, port))
        made.listen(128)
    except OSError as error:
        made.close()
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"--port {port}", why, "choose another or leave it out") from error
    return made
