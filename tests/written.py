"""Renders made-up events, for the tests of the formats."""

import io
from collections.abc import Iterable
from typing import Any, TextIO, cast
from zipfile import ZipFile

from made import chronology, document, event, mention
from timeline import render
from timeline.model import Document, Event, Repeat, Trigger

NASTY = "</script><script>alert(1)</script> <b>&amp; \"quote\" 'n' javascript:alert(2)"


def write(
    name: str,
    *events: Any,
    documents: Iterable[Document] | None = None,
    digest: Iterable[Event] = (),
    **how: Any,
) -> tuple[str, list[str]]:
    """(what a format writes of these events, what it tells of those it can't hold). how: fields of
    the page."""
    how["digest"] = [one.model_dump(mode="json") for one in digest]
    told = chronology(*events, documents=documents).model_dump(mode="json")
    out = io.StringIO(newline="")
    left = render.find(name).chronology(render.Page(told["documents"], told["events"], **how), out)
    return out.getvalue(), list(left or ())


def written(name: str, page: render.Page) -> bytes:
    """What a format writes of a page, as it stands in a file."""
    told = io.BytesIO()
    if render.is_binary(name):
        render.find(name).chronology(page, cast("TextIO", told))
    else:
        text = io.TextIOWrapper(told, "utf-8", newline="")
        render.find(name).chronology(page, text)
        text.flush()
    return told.getvalue()


def unpacked(data: bytes) -> str:
    """All that a file says, the parts of an office file one behind another."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(n).decode("utf-8", "replace") for n in parts.namelist())


def opened(name: str, *events: Any, documents: Iterable[Document] | None = None, **how: Any) -> Any:
    """A file of bytes that a format writes of these events, to be read."""
    told = chronology(*events, documents=documents).model_dump(mode="json")
    return io.BytesIO(written(name, render.Page(told["documents"], told["events"], **how)))


def nasty() -> Any:
    """An event whose every text tries to break out."""
    return event(
        "e9", title=NASTY, mentions=(mention("a.txt", "2020-08-09", NASTY),), date="2020-08-09"
    )


QUOTE = "The court convicted the well-known minister of bribery, fraud and forgery on Monday"
WEB = "https://news.example.org/a?b=1&c=2"
AT_WORDS = f"{WEB}#:~:text=The%20court%20convicted%20the%20well%2Dknown,fraud%20and%20forgery%20on%20Monday"
MIRROR = "https://mirror.example.com/b.pdf"

SOURCES = (
    document("report.pdf", title="The report"),
    document("page.html", title="The page", url=WEB),
    document("mirror", title="The mirror", path="gone", url=MIRROR),
    document("bad", title="The trap", url="javascript:alert(1)"),
)
"""A PDF on disk, a web page, a PDF on the web that has the words of the first, and a trap."""


def sourced(id_: str = "e1") -> Any:
    """An event that SOURCES tell of, on page 14, on the web, on page 3 of the web."""
    trigger = Trigger(text="The", start=0, end=3)
    again = Repeat(document="mirror", start=0, end=len(QUOTE), trigger=trigger, page=3)
    return event(
        id_,
        mentions=(
            mention("report.pdf", "2015-05-04", QUOTE, page=14, also_in=(again,)),
            mention("page.html", "2015-05-04", QUOTE),
            mention("bad", "2015-05-04", QUOTE),
        ),
    )
