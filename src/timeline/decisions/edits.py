"""What a row of an exported spreadsheet, changed and read back, says otherwise of its event.

A row is compared with the event as it is now, whatever it was when it was exported: the row doesn't
tell. A cell that says the same, in whichever form a program saved it, is no change (cells.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from timeline import flat, languages
from timeline.contract import VERDICTS, EventRow, reviewed
from timeline.decisions import actors, added, amounts, cells, fields
from timeline.errors import UsageError
from timeline.safe_text import clean

if TYPE_CHECKING:
    from timeline.decisions.records import Action

SET_BY = {
    "date": "date", "title": "title", "type": "type", "status": "status", "actors": "who",
    "places": "where", "amounts": "amounts", "salience": "salience",
}  # fmt: skip
"""Column -> the field that `set` sets by it."""
REVIEWED_BY = ("verdict", "note", "tags")
DELETE = "delete"
"""A column that people add: who writes something into it rejects the event."""
OTHER_NAMES = {
    "actor": "actors", "who": "actors", "place": "places", "where": "places", "tag": "tags",
    "amount": "amounts", "notes": "note", "headline": "title",
}  # fmt: skip
# A workbook tells conflicts in words, so they are compared with nothing.
_NOT_COMPARED = ("id", "conflicts", *REVIEWED_BY)
COMPARED = ("day", *(name for name in flat.COLUMNS if name not in _NOT_COMPARED))
_DATES, _NUMBERS = ("date", "day", "start", "end"), ("confidence", "salience", "sources")
_NEVER_EMPTY = ("date", "title", "type", "status", "salience")
_NOT = ("", "0", "false", "no", "n", "-")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one event. field: as `set` calls it, or verdict, note, tags. new: the event is
    none yet, and this is one of the values that it is added with."""

    event: EventRow
    field: str
    before: str
    after: str
    new: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One decision to be: what is done, to which events. values: as of a Decision."""

    action: Action
    values: Mapping[str, str]
    events: tuple[EventRow, ...]


@dataclass(slots=True)
class Compared:
    """What a row says. wrong: what it says that can't be, with why and how; fixed: the columns that
    can't be changed and were; emptied: it has no verdict where its event has one, which no decision
    can take away, and which may be younger than the file."""

    edits: list[Edit] = field(default_factory=list)
    wrong: list[UsageError] = field(default_factory=list)
    fixed: list[str] = field(default_factory=list)
    emptied: bool = False


def column(name: str) -> str:
    """A column by the name that it is exported under."""
    told = name.strip().casefold()
    return OTHER_NAMES.get(told) or _called().get(told, told)


@cache
def _called() -> dict[str, str]:
    """What a workbook calls columns in each language that readers have -> their names."""
    known = (*flat.COLUMNS, *flat.FOR_READING)
    tables = (languages.table(c, "interface")["columns"] for c in languages.having("interface"))
    return {told[name].casefold(): name for told in tables for name in known if name in told}


def exported(value: Any) -> str:
    """A value of a row as it stands in its cell, "" for none."""
    if isinstance(value, list):
        value = "; ".join("" if one is None else str(one) for one in value)
    return "" if value is None else clean(str(value))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the rows of one file are compared. addresses, shown: as for `flat.row`. encoding: see
    `cells.same_text`. order: see `cells.order`."""

    addresses: Mapping[str, str]
    shown: Mapping[str, str]
    encoding: str = ""
    order: str = ""

    def values(self, event: EventRow) -> dict[str, Any]:
        """What is exported of an event, by column."""
        told = dict(zip(flat.COLUMNS, flat.row(event, self.addresses, self.shown), strict=True))
        return told | {"day": flat.day(event)}

    def row(self, told: Mapping[str, str], event: EventRow, *before: EventRow) -> Compared:
        """What a row says otherwise of an event. told: the cells by column. before: the event that
        the row was exported of, where that was joined to this one since."""
        known = [self.values(one) for one in (event, *before)]
        found = Compared()
        for name, cell in told.items():
            if name not in COMPARED or any(self._same(name, one[name], cell) for one in known):
                continue
            if name in SET_BY:
                self._set(found, event, name, cell)
            else:
                found.fixed.append(name)
        self._review(found, event, told, [one["tags"] for one in known])
        return found

    def new(self, told: Mapping[str, str]) -> Compared:
        """What a row says of an event that is none yet: its values, and what is said of it."""
        found = Compared()
        values: dict[str, str] = {}
        for name, field_ in SET_BY.items():
            if cells.text(told.get(name, "")):
                try:
                    values[field_] = fields.check(field_, self._value(None, name, told[name]))
                except UsageError as error:
                    found.wrong.append(error)
        if found.wrong:
            return found
        if not {"date", "title"} <= values.keys():
            why = "the row has no id, and no date and title to be added with"
            found.wrong.append(UsageError("id", why, "give it an id, or both, or leave it out"))
            return found
        date, title = values["date"], values["title"]
        known = {"id": added.id_of(date, title), "date": date, "title": title, "review": None}
        event = cast("EventRow", known)
        found.edits += (Edit(event, name, "", value, new=True) for name, value in values.items())
        self._review(found, event, told, [()])
        return found

    def _same(self, name: str, value: Any, cell: str) -> bool:
        if isinstance(value, bool):
            return cells.same_truth(value, cell)
        if isinstance(value, list):
            told = ["" if one is None else str(one) for one in value]
            return cells.same_list(told, cell, self.encoding)
        if name in _NUMBERS:
            return cells.same_number(value, cell)
        if name in _DATES and value is not None:
            return cells.same_date(value, cell)
        return cells.same_text("" if value is None else str(value), cell, self.encoding)

    def _set(self, found: Compared, event: EventRow, name: str, cell: str) -> None:
        field_ = SET_BY[name]
        if name in _NEVER_EMPTY and not cells.text(cell):
            why = f"an event has no empty {field_}"
            how = f"write a {field_}, or leave the column out; no cell of this row is heard"
            found.wrong.append(UsageError(name, why, how))
            return
        before = fields.told(event, field_)
        try:
            after = fields.check(field_, self._value(event, name, cell))
        except UsageError as error:
            found.wrong.append(error)
            return
        if after != before:
            found.edits.append(Edit(event, field_, before, after))

    def _value(self, event: EventRow | None, name: str, cell: str) -> str:
        """What a cell sets, as `set` takes it. event: that has it, None where there is none yet."""
        told = cells.text(cell)
        match name:
            case "date":
                return self._date(told)
            case "salience":
                number = cells.number(told)
                return told if number is None else f"{number:g}"
            case "actors" | "amounts" if event is None:
                return "; ".join(cells.listed(cell))
            case "actors":
                assert event is not None
                known = {clean(a["name"]): actors.told([a]) for a in event["actors"]}
                return "; ".join(known.get(one, one) for one in cells.listed(cell))
            case "amounts":
                assert event is not None
                figures = flat.row(event, {})[flat.COLUMNS.index("amounts")]
                words = zip(figures, event["amounts"], strict=True)
                known = {clean(figure): amounts.told([one]) for figure, one in words}
                return "; ".join(known.get(one, one) for one in cells.listed(cell))
            case _:
                return told

    def _date(self, told: str) -> str:
        """The date of a cell. Raises UsageError where it may be two."""
        found = cells.readings(told)
        days = sorted(set(found.values()))
        if len(days) > 1 and self.order not in found:
            why = f"it may be {' or '.join(days)}"
            raise UsageError(f"date={told}", why, f"write it like {days[-1]}")
        return found[self.order] if len(days) > 1 else days[0] if days else told

    def _review(
        self,
        found: Compared,
        event: EventRow,
        told: Mapping[str, str],
        tags: Sequence[Sequence[str]],
    ) -> None:
        said = reviewed(event)
        if (verdict := self._verdict(found, told, said["verdict"])) is not None:
            found.edits.append(Edit(event, "verdict", said["verdict"] or "", verdict))
        cell, note = told.get("note"), said["note"] or ""
        if cell is not None and not cells.same_text(note, cell, self.encoding):
            found.edits.append(Edit(event, "note", note, fields.note(_lines(cell))))
        cell = told.get("tags")
        if cell is not None and not any(
            cells.same_list(one, cell, self.encoding) or sorted(one) == _tags(cell) for one in tags
        ):
            before, after = "; ".join(said["tags"]), "; ".join(_tags(cell))
            found.edits.append(Edit(event, "tags", before, after))

    def _verdict(self, found: Compared, told: Mapping[str, str], now: str | None) -> str | None:
        """The verdict that a row gives, None where it gives no other."""
        deleted = cells.text(told.get(DELETE, "")).casefold() not in _NOT
        given = cells.text(told["verdict"]).casefold() if "verdict" in told else (now or "")
        if deleted and given == "accepted" != now:
            why = "it is accepted and deleted at once"
            found.wrong.append(UsageError("verdict", why, "leave one of them empty"))
            return None
        given = "rejected" if deleted else given
        if given == (now or ""):
            return None
        if not given:
            found.emptied = True
            return None
        if given not in VERDICTS:
            how = f"choose from {', '.join(VERDICTS)}"
            found.wrong.append(UsageError(f"verdict={given}", "it is unknown", how))
            return None
        return given


def _lines(cell: str) -> str:
    """A note as written: its lines stay, the apostrophe that sets a formula off goes."""
    told = cells.text(cell)
    return told if "\n" not in cell.strip() else "\n".join(map(cells.text, cell.split("\n")))


def _tags(cell: str) -> list[str]:
    parts = (" ".join(part.split()) for part in cells.text(cell).replace(",", ";").split(";"))
    return sorted({part for part in parts if part})


def changes(edits: Iterable[Edit]) -> list[Change]:
    """The decisions that changes make: of what is done alike to several events, one."""
    by_event: dict[str, list[Edit]] = {}
    for edit in edits:
        by_event.setdefault(edit.event["id"], []).append(edit)
    grouped: dict[tuple[Action, tuple[tuple[str, str], ...]], list[EventRow]] = {}
    for told in by_event.values():
        for action, values in _actions(told):
            grouped.setdefault((action, tuple(values.items())), []).append(told[0].event)
    found = [Change(action, dict(values), tuple(e)) for (action, values), e in grouped.items()]
    return sorted(found, key=lambda change: _ORDER.index(change.action))


_ORDER: tuple[Action, ...] = ("add", "set", "accept", "hide", "note", "tag", "untag")
_VERDICTS: Mapping[str, Action] = {"accepted": "accept", "rejected": "hide"}


def _actions(edits: Sequence[Edit]) -> Iterable[tuple[Action, dict[str, str]]]:
    """What is done to one event."""
    told = {edit.field: edit for edit in edits}
    values = {name: told[name].after for name in fields.FIELDS if name in told}
    if values:
        yield "add" if any(edit.new for edit in edits) else "set", values
    if "verdict" in told:
        yield _VERDICTS[told["verdict"].after], {}
    if "note" in told:
        yield "note", {"note": told["note"].after}
    if "tags" in told:
        before, after = (set(_tags(v)) for v in (told["tags"].before, told["tags"].after))
        if after - before:
            yield "tag", {"tags": fields.tags(sorted(after - before))}
        if before - after:
            yield "untag", {"tags": fields.tags(sorted(before - after))}
