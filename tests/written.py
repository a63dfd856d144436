"""Renders made-up events, for the tests of the formats."""

import io
from typing import Any

from made import chronology, event, mention
from timeline import render

NASTY = "</script><script>alert(1)</script> <b>&amp; \"quote\" 'n' javascript:alert(2)"


def write(name: str, *events: Any, **how: Any) -> tuple[str, int | None]:
    """(what a format writes of these events, how many it left out). how: fields of the page."""
    told = chronology(*events).model_dump(mode="json")
    out = io.StringIO(newline="")
    left = render.find(name).chronology(render.Page(told["documents"], told["events"], **how), out)
    return out.getvalue(), left


def nasty() -> Any:
    """An event whose every text tries to break out."""
    return event(
        "e9", title=NASTY, mentions=(mention("a.txt", "2020-08-09", NASTY),), date="2020-08-09"
    )
