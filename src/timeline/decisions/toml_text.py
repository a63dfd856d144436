"""decisions.toml as text: read with the line of every mistake, written so that people can edit it.

A decision is one `[[decision]]` block; a new one goes to the end, one that is taken back is cut
out, and no other byte of the file changes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from math import inf
from typing import Any

from timeline import user_toml, when
from timeline.decisions import fields
from timeline.decisions.records import ACTIONS, Anchor, Decision, Spoken, SpokenDocument
from timeline.errors import StoreError, UsageError
from timeline.safe_text import escaped_toml

HEAD = """\
# What people decided of this chronology; of two that differ the later holds. Written by timeline
# join, split, hide, set …, and yours to edit: `timeline decisions` lists what is here and whether
# it was found, `timeline undo` takes the last one back, the next command applies what you changed.
"""
_BLOCK = re.compile(r"^[ \t]*\[\[[ \t]*decision[ \t]*\]\]", re.MULTILINE)
_QUIET = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*')
# Action -> how many events it speaks of, at least and at most, and that in words.
_EVENTS: dict[str, tuple[int, float, str]] = {
    "join": (2, inf, "at least two [[decision.event]] tables"),
    "split": (2, inf, "at least two [[decision.event]] tables, what stays and what comes away"),
    "set": (1, inf, "a [[decision.event]] table for each event, or a document"),
    "add": (1, 1, "one [[decision.event]] table, with the id, date and title of what is added"),
}
_SOME = (1, inf, "a [[decision.event]] table for each event")
_NONE = (0, 0, "no event where it speaks of a document")
_KEYS = ("action", "time", "author", "reason", "set", "event", "document", "note", "tags")
_SAYING = {"note": "note", "tag": "tags", "untag": "tags"}


class DecisionsError(StoreError):
    """The file of decisions has a mistake; it is left as it is."""

    code = "decisions"

    def __init__(self, name: str, line: int, why: str, how: str) -> None:
        super().__init__(f"{name}:{line}", why, how)


def parse(text: str, name: str) -> tuple[Decision, ...]:
    """The decisions of a file's text, in its order. Raises DecisionsError; name: the file's."""
    try:
        told = user_toml.loads(text)
    except user_toml.NotTomlError as error:
        raise DecisionsError(name, error.line, error.why, error.how) from None
    return _Reading(text, name).decisions(told)


class _Reading:
    """A file's text, for the lines of what stands in it."""

    def __init__(self, text: str, name: str) -> None:
        self._name, self._text = name, text
        self._starts = starts(text)
        self._mention = 0

    @cached_property
    def _bare(self) -> str:
        """The text without what stands in quotes and comments: there a key is found where it is
        one."""
        return _QUIET.sub(lambda m: " " * len(m[0]), self._text)

    @cached_property
    def _lines(self) -> list[int]:
        """The line of each block, from 1."""
        found, line, last = [], 1, 0
        for start in self._starts:
            line += self._text.count("\n", last, start)
            found.append(line)
            last = start
        return found

    def decisions(self, told: Mapping[str, Any]) -> tuple[Decision, ...]:
        for key in told:
            if key != "decision":
                raise self._wrong(None, key, f"{key!r} is unknown", "write [[decision]] blocks")
        blocks = told.get("decision", [])
        if not isinstance(blocks, list) or len(blocks) != len(self._starts):
            how = "begin each with a line of its own, [[decision]]"
            raise self._wrong(None, "decision", "decisions are tables of an array", how)
        return tuple(self._decision(n, block) for n, block in enumerate(blocks))

    def _decision(self, n: int, block: Mapping[str, Any]) -> Decision:
        self._known(n, block, _KEYS)
        action = block.get("action")
        if action not in ACTIONS:
            why = "there is no action" if action is None else f"the action {action!r} is unknown"
            raise self._wrong(n, "action", why, f"choose from {', '.join(ACTIONS)}")
        time, reason = block.get("time", ""), block.get("reason", "")
        if isinstance(time, datetime):
            time = time.isoformat().replace("+00:00", "Z")
        author = block.get("author", "")
        for key, value in (("time", time), ("reason", reason), ("author", author)):
            if not isinstance(value, str):
                raise self._wrong(n, key, f"this {key} can't be read", 'write it in quotes, "…"')
        events = block.get("event", [])
        document = self._document(n, block["document"], action) if "document" in block else None
        least, most, say = _NONE if document is not None else _EVENTS.get(action, _SOME)
        if not (isinstance(events, list) and least <= len(events) <= most):
            raise self._wrong(n, "event", f"{action} speaks of {say}", "mend this block")
        values = self._values(n, block.get("set", {}), action, document is not None)
        values |= self._said(n, block, action)
        self._mention = 0
        sides = tuple(self._spoken(n, event) for event in events)
        if action == "split" and not all(side.mentions or side.added for side in sides):
            raise self._wrong(n, "event", "split needs mentions", "name them, or use hide")
        if action == "add":
            values = self._added(n, sides[0], values)
        line = self._lines[n]
        return Decision(action, sides, values, reason, time, line, document, author)

    def _said(self, n: int, block: Mapping[str, Any], action: str) -> dict[str, str]:
        """The note or the tags of a block."""
        wanted = _SAYING.get(action)
        for key in ("note", "tags"):
            if (key in block) != (key == wanted):
                why = f"{action} has {'no' if key != wanted else 'its'} {key}"
                raise self._wrong(n, key, why, 'write note = "…" or tags = ["…"] with its action')
        if wanted is None:
            return {}
        told = block[wanted]
        try:
            if wanted == "note" and isinstance(told, str):
                return {wanted: fields.note(told)}
            if wanted == "tags" and isinstance(told, list):
                return {wanted: fields.tags(told)}
        except UsageError as error:
            raise self._wrong(n, wanted, f"{error.what}: {error.why}", error.how) from None
        how = 'write note = "…" or tags = ["…", "…"]'
        raise self._wrong(n, wanted, f"this {wanted} can't be read", how)

    def _added(self, n: int, told: Spoken, values: Mapping[str, str]) -> dict[str, str]:
        """What is said of an event that is added. Raises DecisionsError."""
        found = {}
        for name, value in (("date", told.date), ("title", told.title)):
            if name in values:
                how = f"write {name} in its [[decision.event]] alone"
                raise self._wrong(n, f"set.{name}", f"its {name} is said twice", how)
            found[name] = self._checked(n, name, name, value)
        if not told.id or told.added or len(told.mentions) > 1:
            why = "what is added has an id, and one mention at most"
            raise self._wrong(n, "event", why, "mend this block")
        return {**found, **values}

    def _checked(self, n: int, key: str, field: str, value: str, *, document: bool = False) -> str:
        """The value of a field as it is kept. key: as the file calls it."""
        try:
            return fields.check(field, value, document=document)
        except UsageError as error:
            raise self._wrong(n, key, f"{error.what}: {error.why}", error.how) from None

    def _document(self, n: int, told: Any, action: str) -> SpokenDocument:
        how = 'write document = { id = "…", sha256 = "…" } in a block of action = "set"'
        if action != "set" or not isinstance(told, dict):
            raise self._wrong(n, "document", f"{action} speaks of no document so", how)
        keys = ("id", "sha256", "sketch")
        self._known(n, told, keys)
        id_, sha256, sketch = texts = [told.get(key, "") for key in keys]
        if not (all(isinstance(text, str) for text in texts) and (id_ or sha256)):
            raise self._wrong(n, "document", "it says of no document which it is", how)
        return SpokenDocument(id_, sha256, sketch)

    def _values(self, n: int, told: Any, action: str, document: bool) -> dict[str, str]:
        fits = isinstance(told, dict) and (action == "add" or (action == "set") == bool(told))
        if not fits:
            why = "set sets nothing" if action == "set" else f"{action} sets no values"
            raise self._wrong(n, "set", why, 'write set.title = "…" in a block of action = "set"')
        values = {}
        for field, value in told.items():
            given = value if isinstance(value, str) else str(value)
            name = field if document else fields.named(field)
            if name in values:
                raise self._wrong(n, field, f"{name} is set twice", "set it once")
            values[name] = self._checked(n, field, field, given, document=document)
        return values

    def _spoken(self, n: int, told: Any) -> Spoken:
        if not isinstance(told, dict):
            raise self._wrong(n, "event", "an event is a table", "write [[decision.event]]")
        self._known(n, told, ("id", "date", "title", "mentions", "added"))
        for key in ("id", "date", "title"):
            if not isinstance(told.get(key, ""), str):
                raise self._wrong(n, key, f"the {key} of an event is a text", "write it in quotes")
        mentions = told.get("mentions", [])
        if not isinstance(mentions, list):
            raise self._wrong(n, "mentions", "mentions are an array", "write [ {…}, {…} ]")
        ids = told.get("added", [])
        if not isinstance(ids, list) or not all(isinstance(id_, str) and id_ for id_ in ids):
            raise self._wrong(n, "added", "added are ids in an array", 'write [ "…" ]')
        if not mentions and not told.get("id") and not ids:
            why = "it says of no event which it is"
            raise self._wrong(n, "event", why, "give an id or mentions")
        anchors = tuple(self._anchor(n, mention) for mention in mentions)
        id_, date, title = (told.get(key, "") for key in ("id", "date", "title"))
        return Spoken(id_, date, title, anchors, tuple(ids))

    def _anchor(self, n: int, told: Any) -> Anchor:
        self._mention += 1
        shape = '{ document = "…", at = [10, 14], word = "…", date = "2020-08-09", quote = "…" }'
        how = f"write it like {shape}"
        if not isinstance(told, dict):
            raise self._wrong(n, "{", "a mention is a table", how)
        for key in told:
            if key not in ("document", "sha256", "at", "word", "date", "quote"):
                raise self._wrong(n, "{", f"{key!r} is unknown", how)
        keys = ("document", "sha256", "word", "date", "quote")
        texts = {key: told.get(key, "") for key in keys}
        for key, value in texts.items():
            if not isinstance(value, str) or not (value or key in ("date", "sha256")):
                raise self._wrong(n, "{", f"a mention has no {key}", how)
        try:
            when.parse(texts["date"] or "2000")
        except when.NotEdtfError as error:
            raise self._wrong(n, "{", str(error), "write it like 2020-08-09") from None
        at = told.get("at", [0, 0])
        if not isinstance(at, list) or [type(x) for x in at] != [int, int] or at[0] < 0:
            raise self._wrong(n, "{", "at is a pair of character offsets", how)
        return Anchor(at=(at[0], at[1]), **texts)

    def _known(self, n: int, told: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key in told:
            if key not in keys:
                raise self._wrong(n, key, f"{key!r} is unknown", f"choose from {', '.join(keys)}")

    def _wrong(self, n: int | None, key: str, why: str, how: str) -> DecisionsError:
        return DecisionsError(self._name, self._line(n, key), why, how)

    def _line(self, n: int | None, key: str | None) -> int:
        """The line, from 1, of a key in the nth block, of its present mention for a brace; that of
        the block where it has none."""
        start, end = (0, len(self._text)) if n is None else _span(self._text, self._starts, n)
        if key == "{":
            found = list(re.compile(r"\{").finditer(self._bare, start, end))[: self._mention]
            start = found[-1].start() if found else start
        elif key is not None:
            sought = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
            if at := sought.search(self._bare, start + (n is not None), end):
                start = at.start()
        return self._text.count("\n", 0, start) + 1


def starts(text: str) -> list[int]:
    """Where the blocks of a text begin."""
    return [m.start() for m in _BLOCK.finditer(text)]


def span(text: str, n: int) -> tuple[int, int]:
    """Where the nth block, from 0, stands; what leads the next one is no part of it."""
    return _span(text, starts(text), n)


def _span(text: str, starts: Sequence[int], n: int) -> tuple[int, int]:
    if n + 1 == len(starts):
        return starts[n], len(text)
    end = starts[n + 1]
    while True:  # comments and blank lines above a block are its own
        above = text.rfind("\n", 0, end - 1) + 1
        line = text[above:end].strip()
        if above <= starts[n] or (line and not line.startswith("#")):
            return starts[n], end
        end = above


def without(text: str, n: int) -> str:
    """The text with its nth block, from 0, cut out, and nothing once no block is left of it."""
    start, end = span(text, n)
    before = text[:start]
    if before.endswith("\n\n") and (end == len(text) or text.startswith("\n", end)):
        before = before[:-1]
    left = before + text[end:]
    return "" if left == HEAD else left


def with_(text: str, decision: Decision) -> str:
    """The text with a decision added at its end."""
    text = text or HEAD
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}\n{block(decision)}"


def block(decision: Decision) -> str:
    """A decision as it stands in the file."""
    lines = ["[[decision]]", f"action = {_quoted(decision.action)}"]
    if decision.time:
        lines.append(f"time = {decision.time}")
    if decision.author:
        lines.append(f"author = {_quoted(decision.author)}")
    if decision.reason:
        lines.append(f"reason = {_quoted(decision.reason)}")
    if decision.action in ("set", "add"):
        # The date and the title of what is added stand with its id.
        own = ("date", "title") if decision.action == "add" else ()
        values = {name: value for name, value in decision.values.items() if name not in own}
        lines += [f"set.{field} = {_quoted(value)}" for field, value in values.items()]
    elif decision.action == "note":
        lines.append(f"note = {_quoted(decision.values['note'])}")
    elif decision.tags:
        lines.append(f"tags = [{', '.join(map(_quoted, decision.tags))}]")
    if (told := decision.document) is not None:
        of = f"id = {_quoted(told.id)}, sha256 = {_quoted(told.sha256)}"
        of += f", sketch = {_quoted(told.sketch)}" if told.sketch else ""
        lines.append(f"document = {{ {of} }}")
    for event in decision.events:
        lines += ["", *_spoken(event)]
    return "\n".join(lines) + "\n"


def _spoken(event: Spoken) -> list[str]:
    lines = ["[[decision.event]]", f"id = {_quoted(event.id)}"]
    lines += [f"date = {_quoted(event.date)}", f"title = {_quoted(event.title)}"]
    if event.added:
        lines.append(f"added = [{', '.join(map(_quoted, event.added))}]")
    if event.mentions:
        lines += ["mentions = [", *map(_anchor, event.mentions), "]"]
    return lines


def _anchor(anchor: Anchor) -> str:
    told = f"document = {_quoted(anchor.document)}"
    told += f", sha256 = {_quoted(anchor.sha256)}" if anchor.sha256 else ""
    told += f", at = [{anchor.at[0]}, {anchor.at[1]}]"
    told += f", word = {_quoted(anchor.word)}, date = {_quoted(anchor.date)}"
    return f"  {{ {told}, quote = {_quoted(anchor.quote)} }},"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, but for what only TOML wants escaped, or readers of the file."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return escaped_toml(json.dumps(sound, ensure_ascii=False))
