"""JSON Lines, one article a line; also one JSON object or a list of them.

Fields: text (required), id, title, published, language, url; others are ignored. The text is
taken as it stands, so that offsets into it are the sender's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from timeline.decode import REPLACED, decode, sound
from timeline.errors import InputError
from timeline.read.draft import Draft, Found
from timeline.read.published import stated

# So many bad lines with no good one before them: the file is something else.
_GIVE_UP = 10
_EXAMPLE = 'an object such as {"id": "a1", "published": "2020-08-19", "text": "…"}'
_HOW = f"each line is {_EXAMPLE}"
_HOW_WHOLE = f"write {_EXAMPLE}, or a list of such objects"
_CALLED = {
    dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number",
    float: "a number", type(None): "null",
}  # fmt: skip


def read(data: bytes, name: str) -> Iterator[Found]:
    """One draft, or one InputError naming the line, for each line that is not blank."""
    text, notes = decode(data, name)
    if (whole := _whole(text)) is not None:
        for number, value in enumerate(whole, start=1):
            yield _article(value, f"{name}:{number}", number, _source(value), notes, _HOW_WHOLE)
        return
    how = _HOW_WHOLE if name.lower().endswith(".json") else _HOW
    good, bad = 0, list[InputError]()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        item = _line(line, f"{name}:{number}", number, notes, how)
        if isinstance(item, InputError) and not good:
            bad.append(item)  # nothing says yet that lines were meant
            if len(bad) == _GIVE_UP:
                break
            continue
        if not good:
            yield from bad
        good += 1
        yield item
    if not good:
        yield from _no_lines(text, name, bad, how)


def _no_lines(text: str, name: str, bad: list[InputError], how: str) -> Iterator[InputError]:
    """What is wrong with a file of which no line is an article. bad: its first lines' errors."""
    if how == _HOW_WHOLE:  # one value spread over lines, as likely as not
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            if error.msg != "Extra data":  # that is a line after a whole one
                why = f"not JSON from column {error.colno} on"
                yield InputError(f"{name}:{error.lineno}", why, how)
                return
        except (ValueError, RecursionError):
            pass
    yield from bad
    if len(bad) == _GIVE_UP:
        why = f"the first {len(bad)} lines are no articles, so the rest was not read"
        yield InputError(name, why, how)


def _source(value: object) -> bytes:
    """What tells an article of a list from others."""
    try:
        return json.dumps(value, ensure_ascii=True, sort_keys=True).encode()
    except RecursionError:  # what is deeper than the parser's limit is written by its text alone
        text = value.get("text") if isinstance(value, dict) else None
        return json.dumps(str(text)).encode()


def _whole(text: str) -> list[object] | None:
    """The articles of a file that is one JSON value spread over lines, or a list; else None."""
    start = text.lstrip()[:1]
    if start == "[" or (start == "{" and _parsed(text.strip().split("\n", 1)[0]) is None):
        value = _parsed(text)
        return value if isinstance(value, list) or value is None else [value]
    return None


def _parsed(text: str) -> Any:
    """A JSON value, None for what is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _line(
    line: str, name: str, number: int, notes: tuple[str, ...], how: str
) -> Draft | InputError:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as e:
        return InputError(name, f"not JSON from column {e.colno} on", how)
    except RecursionError:
        return InputError(name, "its JSON is nested too deeply", how)
    except ValueError:
        return InputError(name, "a number in it has too many digits", how)
    return _article(value, name, number, line.encode("utf-8", "replace"), notes, how)


def _article(
    value: object, name: str, number: int, source: bytes, notes: tuple[str, ...], how: str
) -> Draft | InputError:
    if not isinstance(value, dict):
        return InputError(name, f"{_CALLED[type(value)]} where an object belongs", how)
    text = value.get("text")
    if not isinstance(text, str):
        return InputError(name, "it has no text", 'put the article into the field "text"')
    if not text.strip():
        return InputError(name, "its text is empty", "leave the line out, or fill it")
    warnings = list(notes)
    clean = sound(text)
    if clean != text:
        warnings.append(REPLACED)
    published, unread = stated(value.get("published"), "published")
    warnings += unread
    if type(value.get("id")) is int:
        value["id"] = str(value["id"])
    fields: dict[str, str | None] = {}
    for field in ("id", "title", "language", "url"):
        got = value.get(field)
        if got is not None and not isinstance(got, str):
            warnings.append(f"{field} is no text; it was ignored")
        fields[field] = (sound(got).strip() or None) if isinstance(got, str) else None
    return Draft(
        text=clean,
        published=published,
        published_how="given",
        line=number,
        source=source,
        warnings=tuple(warnings),
        **fields,  # type: ignore[arg-type]
    )
