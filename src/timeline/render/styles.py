"""How terminals show types and documents: colours, and links to the files of articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from timeline.contract import DocumentRow, EventRow, Spot, spots
from timeline.render import FileOf, as_given
from timeline.render.citations import from_anywhere, on_the_web
from timeline.safe_text import clean
from timeline.web_address import at_page

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


def has_links(screen: Console) -> bool:
    """Whether a screen is a terminal that may be given links."""
    if screen.color_system is None or screen.no_color or not screen.file.isatty():
        return False
    return bool(getattr(screen.file, "links", True))  # not every pager lets them through


class Links:
    """Links from names on the screen to where articles stand (OSC 8), where a terminal has them.

    They lead to the web, which is what can be cited, else to the file. Nothing is linked in a pipe,
    on a dumb terminal, where no colour is wanted, or to a file that is not there.
    """

    def __init__(
        self, documents: Iterable[DocumentRow], screen: Console, file_of: FileOf = as_given
    ) -> None:
        self._known = {d["id"]: d for d in documents} if has_links(screen) else {}
        self._files: dict[str, str | None] = {}
        self._file_of = file_of

    def style(self, spot: Spot, words: str = "") -> Style:
        """The link to a document, to a page or words of it; an empty style where there is none.

        Which program opens a file is not known here; of text fragments only browsers know.
        """
        document = self._known.get(spot.document)
        if document is None:
            return Style()
        if (address := on_the_web(document, spot.page, words)) is not None:
            return Style(link=address)
        if spot.document not in self._files:
            self._files[spot.document] = from_anywhere(self._file_of(document))
        file = self._files[spot.document]
        is_pdf = document["path"].lower().endswith(".pdf")
        return Style(link=at_page(file, spot.page) if file and is_pdf else file)

    def web(self, document: str, words: str = "") -> Style:
        """The link to a document on the web, or to words of it there."""
        known = self._known.get(document)
        return Style() if known is None else Style(link=on_the_web(known, None, words))

    def id(self, event: EventRow, length: int) -> Text:
        """As much of an event's id as names it, linked to the first article that tells of it, if
        any does."""
        told = Text(clean(event["id"])[:length], style="dim")
        for mention in event["mentions"][:1]:
            told.stylize(self.style(spots(mention)[0], mention["quote"]))
        return told
