"""The bytes of an XML file -> text that a parser of XML takes, whatever careless programs wrote."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from timeline.decode import declared, decode
from timeline.errors import InputError

BLANK = b"\xef\xbb\xbf \t\r\n"
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,30})""")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{1,30};)")


def source(data: bytes, name: str) -> bytes:
    """The file in UTF-8, by the encoding it declares where that holds; HTML's names as numbers.

    Raises InputError when the bytes are no text.
    """
    data = data.lstrip(BLANK)
    if (found := _DECLARED.match(data, 0, 300)) is not None:
        text, _ = declared(data, found[1].decode("ascii"), name, wide=False)
    else:
        text, _ = decode(data, name)
    return _NAMED.sub(_numeric, text).encode("utf-8", "replace")


def _numeric(m: re.Match[str]) -> str:
    """A name of HTML, which careless files use undeclared, as XML can read it."""
    return "".join(f"&#{ord(c)};" for c in html5.get(m[1], "")) or f"&amp;{m[1]}"


def refuse_entities(root: Any, name: str, how: str) -> None:
    """Raise InputError where a parsed file declares entities: bombs are made of them."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():
        raise InputError(name, "it declares XML entities, which are not read", how)


def damage(error: Any, name: str, how: str) -> InputError:
    """The error for XML that a parser gave up."""
    said = (error.msg or "").split(", line")[0]
    why = f"the XML is damaged at line {error.lineno} ({said})"
    if "HUGE" in said or "depth" in said:  # the parser's own limits
        deep = "is nested too deeply" if "depth" in said else "has a part that is too long"
        why = f"the XML {deep} at line {error.lineno}"
    return InputError(name, why, how)
