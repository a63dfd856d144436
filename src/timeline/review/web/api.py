"""What the page asks and is answered, as JSON; every change is a decision of the desk's."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from timeline.contract import STATUSES, TYPES
from timeline.decisions.fields import FIELDS
from timeline.errors import StoreError, TimelineError, UsageError
from timeline.render.citations import on_the_web
from timeline.review.desk import Desk, Taken, Wanted
from timeline.review.web import page_requests, sources
from timeline.review.web.page import page
from timeline.review.web.rows import COLUMNS, row_of
from timeline.review.web.shared_desk import SharedDesk
from timeline.safe_text import clean, escaped

# Lines of a list sent at once, at most.
_MOST = 10_000
# A PDF is shown within the page and by it alone; a browser's viewer brings what it needs.
_PDF_POLICY = "frame-ancestors 'self'"


def application(desk: Desk, wanted: Wanted, name: str) -> Starlette:
    """The page's answers. wanted: what is shown at first; name: who reviews."""
    answers = _Answers(SharedDesk(desk), wanted, name)
    told: dict[str, Callable[[Request], Any]] = {
        "start": answers.start,
        "events": answers.events,
        "event": answers.event,
        "near": answers.near,
        "source": answers.source,
        "version": answers.version,
    }
    done: dict[str, Callable[[dict[str, Any]], Any]] = {
        "decide": answers.decide,
        "undo": answers.undo,
    }
    routes = [
        Route("/", _page),
        Route("/file", answers.file),
        *(Route(f"/api/{path}", _read(answer)) for path, answer in told.items()),
        *(Route(f"/api/{path}", _done(answer), methods=["POST"]) for path, answer in done.items()),
    ]
    return Starlette(routes=routes, exception_handlers={Exception: _broken})


def _page(_: Request) -> Response:
    body, policy = page()
    headers = {"content-security-policy": policy}
    return Response(body, media_type="text/html", headers=headers)


def _broken(_: Request, error: Exception) -> Response:
    told = f"{type(error).__name__}: {error}"[:300]
    return _refused("this is a bug of ours", told, "take it to its authors", "bug", 500)


def _read(answer: Callable[[Request], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        return await run_in_threadpool(_told, lambda: answer(request))

    return answered


def _done(answer: Callable[[dict[str, Any]], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_told, lambda: answer(page_requests.record(body)))

    return answered


def _told(answer: Callable[[], Any]) -> Response:
    try:
        return _json(answer(), 200)
    except TimelineError as error:
        status = 400 if isinstance(error, UsageError) else 409
        # Who holds the store is told by its name and process: the folder is known.
        what = "the store" if isinstance(error, StoreError) else error.what
        return _refused(what, error.why, error.how, error.code, status)


def _refused(what: str, why: str, how: str, code: str, status: int) -> Response:
    told = {"what": clean(what), "why": clean(why), "how": clean(how), "code": code}
    return _json({"error": told}, status)


def _json(told: Any, status: int) -> Response:
    body = escaped(json.dumps(told, ensure_ascii=False, separators=(",", ":")))
    return Response(body.encode(), status, media_type="application/json")


@dataclass(frozen=True)
class _Answers:
    shared: SharedDesk
    wanted: Wanted
    name: str

    def start(self, _: Request) -> Any:
        """What the page has to know before all else."""
        choices, documents = self.shared.desk.choices(), self.shared.desk.documents()
        called = self.shared.page().called
        return {
            "author": self.name,
            "columns": COLUMNS,
            "filters": {name: list(values) for name, values in self.wanted.filters.items()},
            "order": self.wanted.order,
            "left": self.wanted.left,
            "everything": self.wanted.everything,
            "fields": list(FIELDS),
            "types": TYPES,
            "statuses": STATUSES,
            "actors": list(map(clean, choices.actors)),
            "places": list(map(clean, choices.places)),
            "tags": list(map(clean, choices.tags)),
            "languages": sorted({d["language"] for d in documents}),
            "sources": [clean(d["title"] or called(d["id"])) for d in documents[:_MOST]],
        }

    def events(self, request: Request) -> Any:
        """A part of a list."""
        told = dict(request.query_params)
        offset = page_requests.number(told, "offset", 0, 10**9)
        limit = page_requests.number(told, "limit", _MOST, _MOST)
        version, rows = self.shared.rows(page_requests.wanted(request.query_params.multi_items()))
        return {"version": version, "total": len(rows), "rows": rows[offset : offset + limit]}

    def event(self, request: Request) -> Any:
        """All of one event."""
        return self.shared.event(request.query_params.get("id", ""))

    def near(self, request: Request) -> Any:
        """Events that one may be joined with."""
        told = request.query_params
        return {"rows": self.shared.near(told.get("id", ""), told.get("text", ""))}

    def source(self, request: Request) -> Any:
        """An article's text about one of an event's quotes, and where else it can be read."""
        told = request.query_params
        name, id_ = told.get("document", ""), told.get("id", "")
        at = page_requests.number(dict(told), "at", -1, 10**9)
        page = self.shared.page()
        document = page.names.get(name)
        if document is None:
            raise UsageError(name, "there is no such document", "choose another")
        text, file = self.shared.desk.text(name), self.shared.desk.file(name)
        event = self.shared.desk.event(id_)
        marked = [] if event is None else sources.spans(event, name)
        cut = sources.cut(text or "", marked, at, whole=told.get("whole") == "1")
        return {
            "title": clean(page.titled(name)),
            "called": clean(page.called(name)),
            "lang": document["language"],
            "web": on_the_web(document),
            "pdf": sources.pdf(document, file) is not None,
            "kept": text is not None,
            **cut,
        }

    def version(self, _: Request) -> Any:
        """What changes when anything does."""
        return {"version": self.shared.version()}

    def decide(self, told: dict[str, Any]) -> Any:
        """Take a decision."""
        return _taken(self.shared.decide(page_requests.decision(told)))

    def undo(self, told: dict[str, Any]) -> Any:
        """Take one back."""
        key = told.get("key")
        if not isinstance(key, str):
            raise UsageError("key", "it is no text", "send a decision's")
        return _taken(self.shared.undo(key))

    def file(self, request: Request) -> Response:
        """The PDF of a document."""
        name = request.query_params.get("document", "")
        document = self.shared.page().names.get(name)
        if document is not None:
            path = sources.pdf(document, self.shared.desk.file(name))
            if path is not None:
                headers = {"content-security-policy": _PDF_POLICY}
                return FileResponse(path, media_type="application/pdf", headers=headers)
        return _refused(name, "it is no PDF, or its file is gone", "read its text", "usage", 404)


def _taken(taken: Taken) -> Any:
    return {
        "key": taken.key,
        "about": clean(taken.about),
        "notes": list(map(clean, taken.notes)),
        "rows": [row_of(event) for event in taken.events],
        "gone": list(taken.gone),
    }
