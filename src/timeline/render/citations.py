"""Where a quote stands, as formats cite it: what its document is called, the page, the links there.

A link leads to the words of a web page, to a page of a PDF, or to the file that was read, which for
what lies in an archive is the archive. Nothing is fetched to see whether an address still holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from html import escape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from timeline import web_address
from timeline.contract import DocumentRow, MentionRow, Spot
from timeline.safe_text import clean

if TYPE_CHECKING:
    from timeline.render import Page

# Files whose words a browser finds by a text fragment, as it does a web page's.
_WITH_WORDS = (".htm", ".html", ".xhtml", ".txt")


class Citation(NamedTuple):
    """One document that has a quote's words.

    name: its title or what it is called. page: "p. 14", "" where it has no pages. web: a link to
    the words on the web. file: a link to the file that was read, from the output's folder. Both
    are fit to stand in a link, None where there is none. apart: what tells which document it is
    where its title doesn't, "" where the name says it all. alone: whether no other is called so.
    whole: whether the link to the file leads to it alone.
    """

    spot: Spot
    name: str
    page: str
    web: str | None
    file: str | None
    apart: str = ""
    alone: bool = True
    whole: bool = True

    @property
    def text(self) -> str:
        """Its name, which document it is, and the page."""
        return f"{self.name}{self.behind(None)}"

    def behind(self, link: str | None) -> str:
        """What stands behind its name, which leads there: which document it is where neither the
        name nor the link tells, and the page."""
        told = self.alone and (link == self.web or self.whole) if link else False
        which = "" if told or not self.apart else f" ({self.apart})"
        return f"{which}, {self.page}" if self.page else which


def citations(page: Page, mention: MentionRow, spots: Iterable[Spot]) -> list[Citation]:
    """How the places where a quote stands are cited, in their order."""
    return [_citation(page, spot, mention["quote"]) for spot in spots]


def _citation(page: Page, spot: Spot, words: str) -> Citation:
    document = page.names.get(spot.document)
    web = None if document is None else on_the_web(document, spot.page, words)
    file = page.file(spot.document)
    if file is not None and document is not None:
        file = within(file, document["path"], spot.page, words)
    name, apart = clean(page.titled(spot.document)), clean(page.apart(spot.document))
    known = document is not None and document["title"] is not None
    return Citation(
        spot,
        name,
        on_page(spot),
        web,
        file,
        apart if known and apart != name else "",
        page.is_titled_alone(spot.document),
        page.is_whole_file(spot.document),
    )


def on_page(spot: Spot) -> str:
    """ "p. 14"; "" where the document has no pages."""
    return "" if spot.page is None else f"p. {spot.page}"


def on_the_web(document: DocumentRow, page: int | None = None, words: str = "") -> str | None:
    """A link to words of a document on the web, None where it is not known to be there."""
    # A chronology of an earlier version tells no address.
    address = web_address.checked(document.get("url"))
    if address is None:
        return None
    if web_address.is_pdf(address):
        return web_address.at_page(address, page)
    return web_address.at_words(address, words)


def within(link: str, path: str, page: int | None, words: str) -> str:
    """A link to a file, led on to a page of it or to its words where a browser can find them."""
    if path.lower().endswith(".pdf"):  # it may hold a # or a ?, as no address's path does
        return web_address.at_page(link, page)
    return web_address.at_words(link, words) if path.lower().endswith(_WITH_WORDS) else link


def beside(path: str, folder: str, *, absolute: bool, given: str | None = None) -> str | None:
    """A relative link from a folder to a file, None where there is no such file, or where the link
    would tell more of how this machine is laid out than the path does that it was given by.

    folder: an absolute path. absolute: whether that may be told. given: by default the path.
    """
    if not folder or "\0" in path or not os.path.isfile(path):  # noqa: PTH113 - as it was given
        return None
    target = os.path.abspath(path)  # noqa: PTH100 - links in it stay
    try:
        shared = os.path.commonpath((target, folder))
        link = os.path.relpath(target, folder)
    except ValueError:  # another drive
        return None
    below, root = PurePath(target).is_relative_to(folder), PurePath(shared).anchor
    # Above the folder a link tells what the path as given does not, all of it from the root.
    if not (below or absolute) and (PurePath(given or path).is_absolute() or shared == root):
        return None
    told = quote(PurePath(link).as_posix(), errors="replace")
    return told if "/" in told and ":" not in told.split("/")[0] else f"./{told}"


def from_anywhere(path: str) -> str | None:
    """An absolute link to a file on this machine, None where there is none."""
    if "\0" in path or not os.path.isfile(path):  # noqa: PTH113 - as it was given
        return None
    return Path(path).absolute().as_uri()


def in_text(told: Iterable[Citation]) -> str:
    """A, p. 3; also in B, C, p. 4."""
    first, *others = dict.fromkeys(one.text for one in told)
    return f"{first}; also in {', '.join(others)}" if others else first


def in_html(told: Iterable[Citation]) -> str:
    """The same as HTML, each name a link to the web where there is one."""
    first, *others = dict.fromkeys(map(_linked, told))
    return f"{first}; also in {', '.join(others)}" if others else first


def _linked(one: Citation) -> str:
    behind = escape(one.behind(one.web))
    if one.web is None:
        return escape(one.name) + behind
    return f'<a href="{escape(one.web)}" rel="noreferrer">{escape(one.name)}</a>{behind}'
