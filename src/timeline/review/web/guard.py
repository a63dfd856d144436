"""Who may ask: the browser that was given the address, on this machine, from this page.

Three doors, each of which shuts out what the others can't. The token in the path: another program
or another user of the machine doesn't know it. The host: a page whose name was turned to 127.0.0.1
(DNS rebinding) asks under its own name. The origin and Sec-Fetch-Site: a page elsewhere can make a
browser ask, and the browser says so.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 256 * 1024
"""A request that is longer is refused: a decision takes a few hundred."""

# What every answer bears; a route may give a header of its own.
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_SITES = ("", "none", "same-origin")
_READING = ("GET", "HEAD")
_UNKNOWN = "the address is not the one that timeline review printed"


class Guard:
    """Lets requests of the page through to an application, which sees paths without the token.

    ticket: leads to the page once and never again. It stands on the command line of the browser
    that is started, where other users of the machine see it; the token never does.
    """

    def __init__(self, app: ASGIApp, token: str, port: int, ticket: str = "") -> None:
        self._app, self._token, self._ticket = app, token.encode(), ticket.encode()
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        answer = _with_headers(send)
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        why = self._refused(scope, headers)
        if why is not None and why[1] is _UNKNOWN and self._takes(scope):
            await _lead_on(answer, f"/{self._token.decode()}/")
            return
        if why is not None:
            await _refuse(answer, *why)
            return
        _, slash, path = scope["path"][1:].partition("/")
        if not slash:
            await _lead_on(answer, f"/{self._token.decode()}/")
            return
        inside = {**scope, "path": f"/{path}", "raw_path": f"/{path}".encode(), "root_path": ""}
        await self._app(inside, _limited(receive), answer)

    def _takes(self, scope: Scope) -> bool:
        """Whether a request bears the ticket, which is used up then."""
        told = scope["path"][1:].encode("utf-8", "replace")
        if scope["method"] != "GET" or not self._ticket:
            return False
        if not secrets.compare_digest(told, self._ticket):
            return False
        self._ticket = b""
        return True

    def _refused(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Status and words of the refusal, None for a request that may pass."""
        host, origin = headers.get("host", "").lower(), headers.get("origin")
        if host not in self._hosts:
            return 403, "this host's name is not answered to"
        if origin is not None and origin.lower() != f"http://{host}":
            return 403, "asked from another origin"
        if headers.get("sec-fetch-site", "") not in _SITES:
            return 403, "asked from another site"
        token = scope["path"][1:].partition("/")[0]
        if not secrets.compare_digest(token.encode("utf-8", "replace"), self._token):
            return 403, _UNKNOWN
        if scope["method"] in _READING:
            return None
        if scope["method"] != "POST":
            return 405, "only GET and POST"
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 415, "only JSON changes anything"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return 413, "too long"
        return None


def _limited(receive: Receive) -> Receive:
    """The same, broken off where more comes than a request may hold."""
    seen = 0

    async def taken() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= MOST_BYTES else {"type": "http.disconnect"}

    return taken


def _with_headers(send: Send) -> Send:
    async def answered(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = list(message.get("headers", ()))
            given = {name.lower() for name, _ in own}
            more = [(k.encode(), v.encode()) for k, v in _HEADERS.items()]
            own += [(name, value) for name, value in more if name not in given]
            message = {**message, "headers": own}
        await send(message)

    return answered


async def _refuse(send: Send, status: int, why: str) -> None:
    body = f"refused: {why}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _lead_on(send: Send, path: str) -> None:
    headers = [(b"location", path.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
