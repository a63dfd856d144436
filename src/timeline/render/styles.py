"""How terminals show types and documents: colours, and links to the files of articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from timeline.contract import DocumentRow, EventRow
from timeline.safe_text import clean

if TYPE_CHECKING:
    from rich.console import Console

# One colour a family of types; the type is always said in words too.
COLOURS = {
    "election": "magenta", "politics": "magenta", "diplomacy": "blue", "meeting": "blue",
    "visit": "blue", "agreement": "blue", "protest": "yellow", "conflict": "red",
    "military": "red", "death": "red", "disaster": "red", "accident": "red",
    "sanction": "yellow", "justice": "yellow", "finance": "green", "economy": "green",
    "statement": "bright_blue", "media": "bright_blue", "migration": "bright_yellow",
    "science": "bright_magenta", "culture": "bright_magenta", "sport": "bright_magenta",
}  # fmt: skip


def kind(event: EventRow) -> Text:
    """An event's type in its colour."""
    return Text(clean(event["type"]), style=COLOURS.get(event["type"], ""))


class Links:
    """Links from names on the screen to the files of articles (OSC 8), where a terminal has them.

    Nothing is linked in a pipe, on a dumb terminal, or to a file that is not there.
    """

    def __init__(self, documents: Iterable[DocumentRow], screen: Console) -> None:
        able = screen.color_system is not None and screen.file.isatty()
        self._paths = {d["id"]: d["path"] for d in documents} if able else {}
        self._styles: dict[str, Style] = {}

    def style(self, document: str) -> Style:
        """The link to a document's file; an empty style where there is none."""
        if document not in self._styles:
            path = Path(self._paths.get(document, ""))
            there = document in self._paths and path.is_file()
            self._styles[document] = Style(link=path.absolute().as_uri()) if there else Style()
        return self._styles[document]

    def id(self, event: EventRow, length: int) -> Text:
        """As much of an event's id as names it, linked to the first article that tells of it."""
        told = Text(clean(event["id"])[:length], style="dim")
        told.stylize(self.style(event["mentions"][0]["document"]))
        return told
