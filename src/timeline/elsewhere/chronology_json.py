"""Our own JSON: a whole chronology, a list of events, or one event a line."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from timeline.elsewhere.records import Entry, Finished, unread_document
from timeline.errors import InputError
from timeline.model import SCHEMA, Document, Event

_AGAIN = "write it again with timeline show --all --json"


def read(path: str, text: str) -> Finished:
    """The chronology that a JSON file holds. Raises InputError."""
    told = _json(path, text)
    if not (isinstance(told, dict) and "events" in told):
        told = {"events": told if isinstance(told, list) else [told]}
    if told.get("schema", SCHEMA) != SCHEMA:
        why = f"its schema is {told['schema']!r}"
        raise InputError(path, why, f"only {SCHEMA} is read; {_AGAIN}")
    documents, events = told.get("documents", []), told["events"]
    if not isinstance(documents, list) or not isinstance(events, list):
        raise InputError(path, "documents and events are no lists", _AGAIN)
    known = [_record(path, Document, d, "document", n) for n, d in enumerate(documents, 1)]
    entries = [
        Entry(e, next(iter(e.languages), "en"))
        for e in (_record(path, Event, e, "event", n) for n, e in enumerate(events, 1))
    ]
    ids = {d.id for d in known}
    for language, mention in ((e.language, m) for e in entries for m in e.event.mentions):
        if mention.document not in ids:
            ids.add(mention.document)
            known.append(unread_document(mention.document, language))
    return Finished(path, tuple(known), tuple(entries))


def _json(path: str, text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError(path, "it is nested too deeply", _AGAIN) from None
    except json.JSONDecodeError as error:
        whole = error
    lines = [line for line in enumerate(text.split("\n"), 1) if line[1].strip()]
    told = []
    for number, line in lines:
        try:
            told.append(json.loads(line))
        except (json.JSONDecodeError, RecursionError) as error:
            # One line alone that reads as JSON says that lines were meant.
            at = f"{path}:{number}" if told else f"{path}:{whole.lineno}"
            why = f"this is no JSON ({_said(error if told else whole)})"
            raise InputError(at, why, _AGAIN) from None
    return told


def _said(error: Exception) -> str:
    told = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
    return f"{told[:1].lower()}{told[1:]}"


def _record(path: str, record: type[Any], told: Any, what: str, number: int) -> Any:
    try:
        return record.model_validate_json(json.dumps(told))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        why = f"{what} {number}: {f'{where}: ' if where else ''}{first['msg'].lower()}"
        raise InputError(path, why, f"mend it, or {_AGAIN}") from None
