"""Renders made-up events, for the tests of the formats."""

import io
from collections.abc import Iterable
from typing import Any

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
) -> tuple[str, int | None]:
    """(what a format writes of these events, how many it left out). how: fields of the page."""
    how["digest"] = [one.model_dump(mode="json") for one in digest]
    told = chronology(*events, documents=documents).model_dump(mode="json")
    out = io.StringIO(newline="")
    left = render.find(name).chronology(render.Page(told["documents"], told["events"], **how), out)
    return out.getvalue(), left


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
