"""What sources disagree on, in words on one line."""

from __future__ import annotations

from timeline.contract import ConflictRow
from timeline.render import Page
from timeline.render.interface import Interface, interface
from timeline.safe_text import clean
from timeline.when import NotEdtfError


def in_words(conflict: ConflictRow, page: Page) -> str:
    """Sources differ on the date: 9 Aug 2020 (Title of a), 10 Aug 2020 (Title of b)."""
    ui = interface(page.language)
    field = conflict["field"]
    told = (
        f"{_value(ui, field, one['value'])}"
        f" ({', '.join(clean(page.titled(name)) for name in one['documents'])})"
        for one in conflict["values"]
    )
    return f"{ui.say('differ_on', field=clean(ui.field(field)))} {', '.join(told)}"


def _value(ui: Interface, field: str, value: str) -> str:
    if field == "date":
        try:
            return ui.date(value)
        except NotEdtfError:
            return clean(value)
    return ui.status(value) if field == "status" else ui.figure(clean(value))
