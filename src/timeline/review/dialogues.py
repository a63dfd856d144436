"""What a person is asked for a decision that needs more than its key, and what comes of it.

Each function gives the decisions that are asked for, none where the person thought better of it.
A line that can't be is told and asked for again, with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from rich.text import Text

from timeline.contract import STATUSES, TYPES, reviewed
from timeline.decisions import fields
from timeline.errors import UsageError
from timeline.review import event_list
from timeline.review.desk import Asked
from timeline.review.keyboard import shown
from timeline.safe_text import clean

if TYPE_CHECKING:
    from timeline.contract import EventRow
    from timeline.store.listing import Choices, Listed

EDITED = {
    "d": "date", "t": "title", "y": "type", "s": "status", "w": "who", "h": "where", "m": "amounts",
}  # fmt: skip
"""Key -> field of an event that `e` changes."""
# What is typed for an empty text where none can be offered to be emptied.
NOTHING = "-"
LEAVES = frozenset(("escape", "enter", "quit", "q", "pasted"))
"""Keys that leave what is asked, with nothing done."""


class Asking(Protocol):
    """Whoever asks the person."""

    prefills: bool
    room: int
    """Lines that can be offered at once."""

    def key(self, prompt: str) -> str:
        """One key, below what is shown."""

    def text(self, prompt: str, value: str = "", choices: Sequence[str] = ()) -> str | None:
        """A line, below what is shown; None where the person thought better of it."""

    def tell(self, told: str) -> None:
        """Show why something can't be."""

    def offer(self, lines: Sequence[Text]) -> None:
        """Show lines to choose from in place of what is shown, until the next key is awaited."""

    def line(self, row: Listed, number: int) -> Text:
        """An event on one line."""


def edit(ask: Asking, event: EventRow, choices: Callable[[], Choices]) -> list[Asked]:
    """One field of the event is set."""
    keys = ", ".join(f"{key} {field}" for key, field in EDITED.items())
    while True:
        key = ask.key(f"edit: {keys}; Esc: back")
        field = EDITED.get(key) or (key if key in EDITED.values() else None)
        if field is not None:
            break
        if key in LEAVES:
            return []
        ask.tell(f"{shown(key)} is none of them")
    value = clean(fields.told(event, field))
    offered = _choices(field, choices)

    def asked(told: str) -> list[Asked]:
        kept = fields.check(field, told)
        return (
            []
            if kept == fields.told(event, field)
            else [Asked("set", (event["id"],), {field: kept})]
        )

    if field in ("type", "status"):
        ask.tell(f"{field}: {', '.join(offered)}")
    return _until_sound(ask, field, value, asked, offered)


def note(ask: Asking, event: EventRow) -> list[Asked]:
    """The event's note is changed."""
    had = clean(reviewed(event)["note"] or "")

    def asked(told: str) -> list[Asked]:
        return [] if told == had else [Asked("note", (event["id"],), text=told)]

    return _until_sound(ask, "note", had, asked)


def tag(ask: Asking, event: EventRow, choices: Callable[[], Choices]) -> list[Asked]:
    """Tags are put on the event and taken off."""
    had = list(reviewed(event)["tags"])
    id_ = (event["id"],)

    def asked(told: str) -> list[Asked]:
        words = [w for w in (" ".join(part.split()) for part in told.split(",")) if w]
        off = [w[1:].strip() for w in words if w.startswith("-") and w[1:].strip() in had]
        on = [w for w in words if w.removeprefix("-").strip() not in off]
        if ask.prefills:  # all tags stood in the line: one that was taken out of it is taken off
            off += [t for t in had if t not in on and t not in off]
        new = [w for w in on if w not in had]
        if new:
            fields.tags(new)  # what can't be a tag is told now
        put = [Asked("tag", id_, tags=tuple(new))] if new else []
        return put + ([Asked("untag", id_, tags=tuple(off))] if off else [])

    prompt = "tags, parted by commas" if ask.prefills else "tags by commas, -tag takes one off"
    return _until_sound(
        ask, prompt, clean(", ".join(had)), asked, tuple(map(clean, choices().tags)), keeps=True
    )


def split(ask: Asking, event: EventRow) -> list[Asked]:
    """Some of the event's mentions become another."""
    many = len(event["mentions"])
    if many < 2:
        told = "one mention" if many else "no mention"
        raise UsageError("split", f"the event has {told}", "there is nothing to part")

    def asked(told: str) -> list[Asked]:
        away = event_list.numbers(told)
        if away is None or not all(1 <= n <= many for n in away):
            raise UsageError(told, f"the event has the mentions 1 to {many}", "write like 2 4-6")
        return [Asked("split", (event["id"],), mentions=away)] if away else []

    return _until_sound(ask, f"which of the mentions 1 to {many} are another event", "", asked)


def join(ask: Asking, event: EventRow, rows: Sequence[Listed]) -> list[Asked]:
    """The event and others are one."""
    offered = event_list.near(event, rows)
    while True:
        lines = [ask.line(row, number) for number, row in enumerate(offered[: ask.room], 1)]
        if more := len(offered) - len(lines):
            lines.append(Text(f"     and {more} others: words search for them", style="dim"))
        ask.offer(lines)
        told = ask.text("join with (numbers, ids, or words to search for)")
        if not told:
            return []
        ids = event_list.named(told, offered[: ask.room], rows)
        if ids is not None:
            others = tuple(dict.fromkeys(i for i in ids if i != event["id"]))
            return [Asked("join", (event["id"], *others))] if others else []
        found = event_list.searched(told, rows, event["id"])
        if found:
            offered = found
        else:
            ask.tell(f"no event has {told!r} in its title")


def source(ask: Asking, titles: Sequence[str]) -> int | None:
    """Which of the sources is meant, counted from 0; None where the person thought better of it."""
    many = len(titles)
    while True:
        ask.offer([Text(f"{number:>4} {title}") for number, title in enumerate(titles, 1)])
        if many < 10:
            told = ask.key(f"1 to {many}: open that source; any other key: back")
        else:
            told = ask.text(f"which source to open, 1 to {many}") or ""
        if not told.isdecimal():
            return None
        if 1 <= int(told) <= many:
            return int(told) - 1
        ask.tell(f"there is no source {told[:20]}: the event has {many}")


def _until_sound(
    ask: Asking,
    prompt: str,
    value: str,
    asked: Callable[[str], list[Asked]],
    choices: Sequence[str] = (),
    *,
    keeps: bool = False,
) -> list[Asked]:
    """What comes of the first line that can be. keeps: where the line can't be offered to be
    changed, what it says comes to what there is, in place of replacing it."""
    typed = value
    while True:
        told = ask.text(
            prompt if ask.prefills or not value else f"{prompt} [{value}]", typed, choices
        )
        if told is None or (not told and not ask.prefills):
            return []
        if not ask.prefills and told == NOTHING and not keeps:
            told = ""
        try:
            return asked(told)
        except UsageError as error:
            ask.tell(str(error))
            typed = told


def _choices(field: str, choices: Callable[[], Choices]) -> tuple[str, ...]:
    match field:
        case "type":
            return TYPES
        case "status":
            return STATUSES
        case "who":
            return tuple(map(clean, choices().actors))
        case "where":
            return tuple(map(clean, choices().places))
        case _:
            return ()
