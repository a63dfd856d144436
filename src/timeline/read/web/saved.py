"""Pages that were saved with what their server said of them."""

from __future__ import annotations

import re

from timeline.decode import declared
from timeline.read.web.html import page_text

_DOCTYPE = re.compile(r"\s*<!doctype[^<>]{0,300}>", re.I)
_UTF8 = b"\xef\xbb\xbf"


def page(source: bytes, charset: str, url: str | None, name: str) -> bytes:
    """The page as a browser would save it: in UTF-8, and telling where it is from.

    charset: as the server names it, "" where it doesn't. Raises InputError for what is no text.
    """
    text = declared(source, charset, name)[0] if charset else page_text(source, name)[0]
    if url is not None and not any(c in url for c in "<>\"' "):
        begins = _DOCTYPE.match(text)
        doctype, rest = (begins[0], text[begins.end() :]) if begins else ("<!doctype html>", text)
        text = f"{doctype}\n<!-- saved from url=({len(url):04d}){url} -->\n{rest}"
    return _UTF8 + text.encode("utf-8", "replace")
