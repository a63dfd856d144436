"""The page itself: one document with its style and its script in it, allowed by their SHA-256."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

# In this order: a later one uses what the earlier ones define.
SCRIPTS = (
    "dom.js", "state.js", "list.js", "source.js", "event.js", "forms.js", "filters.js", "keys.js",
    "start.js",
)  # fmt: skip


@cache
def page() -> tuple[bytes, str]:
    """(the page, the policy it is served under)."""
    # The chronology's own page lends its colours, its marks and its badges.
    look = files("timeline.render").joinpath("page/page.css").read_text(encoding="utf-8")
    style = look + _own("review.css")
    script = "".join(map(_own, SCRIPTS))
    told = _own("page.html").replace("/*STYLE*/", style).replace("/*SCRIPT*/", script)
    return told.encode(), policy(style, script)


def policy(style: str, script: str) -> str:
    """What the page may do: its own style and script, ask its own server, show a PDF of it."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def _own(name: str) -> str:
    return files("timeline.review.web").joinpath(name).read_text(encoding="utf-8")


def _hash(block: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"
