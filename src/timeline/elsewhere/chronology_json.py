"""Our own JSON: a whole chronology, a list of events, or one event a line.

Records that are not what they should be are told one by one, and the others kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from timeline import when
from timeline.elsewhere.records import (
    LONGEST_TITLE,
    NO_CHARACTER,
    Entry,
    Finished,
    few,
    is_sound,
    short,
    unread_document,
)
from timeline.elsewhere.spreadsheet import LANGUAGE
from timeline.errors import InputError
from timeline.model import SCHEMA, Document, Event

_AGAIN = "write it again with timeline show --all --json"
_DEEP = "it is nested too deeply"
_LARGEST = 1 << 53
"""Whole numbers beyond this are no counts and no places in a text, nor safe in JSON."""

Placed = tuple[str, Any]
"""Where a record stands in the file, as messages name it, and what stands there."""


def read(path: str, text: str) -> Finished:
    """The chronology that a JSON file holds. Raises InputError where nothing of it can be used."""
    errors: list[InputError] = []
    told, events = _parts(path, text, errors)
    if told.get("schema", SCHEMA) != SCHEMA:
        why = f"its schema is {short(told['schema'])!r}"
        raise InputError(path, why, f"only {SCHEMA} is read; {_AGAIN}")
    documents = told.get("documents", [])
    if not isinstance(documents, list):
        raise InputError(path, "documents and events are no lists", _AGAIN)
    known: dict[str, Document] = {}
    for n, one in enumerate(documents, 1):
        document = _record(Document, (f"{path}: document {n}", one), errors)
        if document is not None and known.setdefault(document.id, document) is not document:
            why = f"id: {short(document.id)!r} is that of another document"
            errors.append(InputError(f"{path}: document {n}", why, "give it one of its own"))
    entries = []
    for placed in events:
        event = _record(Event, placed, errors)
        if event is not None:
            entries.append(Entry(event, next(iter(event.languages), "en")))
    if not entries and errors:
        raise errors[0]
    for language, mention in ((e.language, m) for e in entries for m in e.event.mentions):
        if mention.document not in known:
            known[mention.document] = unread_document(mention.document, language)
    return Finished(path, tuple(known.values()), tuple(entries), few(path, errors, "records"))


def _parts(
    path: str, text: str, errors: list[InputError]
) -> tuple[dict[str, Any], Iterator[Placed]]:
    """What a file says beside its events, and these; lines that are no JSON join the errors."""
    try:
        told = _loads(text)
    except RecursionError:
        raise InputError(path, _DEEP, _AGAIN) from None
    except ValueError as error:
        return {}, iter(_lines(path, text, error, errors))
    if not (isinstance(told, dict) and "events" in told):
        told = {"events": told if isinstance(told, list) else [told]}
    if not isinstance(told["events"], list):
        raise InputError(path, "documents and events are no lists", _AGAIN)
    return told, ((f"{path}: event {n}", e) for n, e in enumerate(told["events"], 1))


def _loads(text: str) -> Any:
    """Numbers that are none, and control characters in texts, are let pass: the record that holds
    one is told by itself. Raises ValueError for what is no JSON; RecursionError."""
    return json.loads(text, parse_constant=_NoNumber, parse_int=_whole, strict=False)


class _NoNumber(str):
    """Infinity, NaN, or more digits than any count has, as it is written."""


def _whole(digits: str) -> int | _NoNumber:
    return int(digits) if len(digits) < 40 else _NoNumber(digits)


def _lines(path: str, text: str, whole: ValueError, errors: list[InputError]) -> list[Placed]:
    """The events of JSON Lines. Raises InputError where no line alone reads as JSON."""
    told: list[Placed] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            told.append((f"{path}:{number}", _loads(line)))
        except (ValueError, RecursionError) as error:
            if not told:
                # Nothing says that lines were meant: it is told where the whole breaks off.
                at = whole.lineno if isinstance(whole, json.JSONDecodeError) else number
                why = f"this is no JSON ({_said(whole)})"
                raise InputError(f"{path}:{at}", why, _AGAIN) from None
            why = f"this is no JSON ({_said(error)})"
            errors.append(InputError(f"{path}:{number}", why, _AGAIN))
    return told


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return _DEEP
    told = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return short(f"{told[:1].lower()}{told[1:]}", 100)


def _record(kind: type[Any], placed: Placed, errors: list[InputError]) -> Any:
    """The record, or None for one that is wrong, of which the errors tell then."""
    at, told = placed
    try:
        if (unfit := _unfit(told)) is not None:
            why: str = unfit
        else:
            record = kind.model_validate_json(json.dumps(told))
            found = _contradiction(record)
            if found is None:
                return record
            why = found
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(short(part) for part in first["loc"])
        why = f"{f'{where}: ' if where else ''}{short(first['msg'], 200).lower()}"
    except RecursionError:
        why = _DEEP
    errors.append(InputError(at, why, f"mend it, or {_AGAIN}"))
    return None


def _unfit(told: Any) -> str | None:
    """Why a number or a text in a JSON value is none that could be written again, and where."""
    waiting: list[tuple[str, Any]] = [("", told)]
    while waiting:
        where, one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend((where, key) for key in one)
            waiting.extend((f"{where}{short(key)}.", value) for key, value in one.items())
        elif isinstance(one, list):
            waiting.extend((f"{where}{n}.", value) for n, value in enumerate(one))
        elif (why := _unfit_value(one)) is not None:
            return f"{f'{where[:-1]}: ' if where else ''}{why}"
    return None


def _unfit_value(one: Any) -> str | None:
    if isinstance(one, _NoNumber):
        return f"{one} is no number" if len(one) < 10 else "the number is too large"
    if isinstance(one, str):
        return None if is_sound(one) else NO_CHARACTER
    if isinstance(one, float) and not math.isfinite(one):
        return "the number is too large"
    return "the number is too large" if isinstance(one, int) and abs(one) > _LARGEST else None


def _contradiction(record: BaseModel) -> str | None:
    """Why what a record says can't all be true, None where it can."""
    if isinstance(record, Document):
        return None if LANGUAGE.fullmatch(record.language) else "language: it is no code"
    if not isinstance(record, Event):
        return None
    if len(record.title) > LONGEST_TITLE:
        return f"title: it is longer than {LONGEST_TITLE} characters"
    if not all(LANGUAGE.fullmatch(code) for code in record.languages):
        return "languages: one of them is no code"
    span = when.parse(record.date)
    for field, right in (("start", span.start), ("end", span.end)):
        if getattr(record, field) != right:
            return f"{field}: it is not that of the date {record.date}, which is {right}"
    for n, mention in enumerate(record.mentions):
        told = (("", mention, mention.quote), ("trigger.", mention.trigger, mention.trigger.text))
        for name, where, text in told:
            if where.end - where.start != len(text):
                what = "quote" if not name else "text"
                return f"mentions.{n}.{name}{what}: it is not as long as from start to end"
    return None
