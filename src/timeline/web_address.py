"""Addresses of web pages: which of them may become a link, and links to words or a page there.

What an article says of where it stands is not to be trusted: an address is a link's only after it
went through `checked`.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST = 2_000
"""Characters of an address; a longer one is no link."""

_WEB = re.compile(r"https?://", re.IGNORECASE)
# Browsers drop some of these and read the backslash as a slash: the link led elsewhere then.
_NEVER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")
# What a path, a query and a fragment may hold beside letters and figures (RFC 3986).
_PATH, _QUERY = "/%:@!$&'()*+,;=~", "/%:@!$&'()*+,;=~?"
_DIRECTIVE = ":~:"

# A quote of so many words is sought whole, of a longer one so many at its beginning and its end.
_WHOLE, _SIDE = 10, 5
_LONGEST_SIDE = 100
_NEW_BLOCK = re.compile(r"\n\s*\n")
# Marks at the ends may be the reader's or the style sheet's: bullets, quotation marks.
_MARKS = re.compile(r"^\W+|\W+$")
_FOREIGN = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def checked(told: str | None) -> str | None:
    """An address as a link may hold it, in ASCII; None where there is none that is safe.

    Blanks and letters of other scripts are encoded, as a browser's address bar does.
    Safe are http and https addresses of a host, without a user's name before it, which makes
    "https://bank.example@evil.example" look like the bank's.
    """
    told = (told or "").strip()
    if not _WEB.match(told) or len(told) > LONGEST or _NEVER.search(told):
        return None
    try:
        parts = urlsplit(told)
        host, port = parts.hostname or "", parts.port
        if "@" in parts.netloc or not _HOST.fullmatch(host := _ascii(host)):
            return None
        path, query = quote(parts.path, safe=_PATH), quote(parts.query, safe=_QUERY)
        fragment = quote(parts.fragment, safe=_QUERY)
    except ValueError:  # no port, no letters that a host may have, half a surrogate pair
        return None
    address = f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "") + path
    return address + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def why_not(told: str) -> str:
    """Why an address that didn't go through `checked` may not be linked."""
    if not _WEB.match(told.strip()):
        return "it is no web address"
    host = re.split("[/?#]", told.strip().partition("://")[2], maxsplit=1)[0]
    if " " in host:
        return "it is no web address: there is a blank in its host"
    if "@" in host:
        return "it is no safe web address: a user's name stands before its host"
    if len(told) > LONGEST:
        return f"it is no web address: it has more than {LONGEST} characters"
    return "it is no web address: it holds what none can hold"


def _ascii(host: str) -> str:
    """A host as its registry has it; raises ValueError. One in brackets lost them."""
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode()


def shown(address: str) -> str:
    """A checked address for people to read: without its scheme, letters of all scripts as such."""
    told = _FOREIGN.sub(_letters, address.partition("://")[2])
    return told.removesuffix("/") if told.count("/") == 1 else told


def _letters(found: re.Match[str]) -> str:
    text = bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")
    return text if text.isalnum() else found[0]


def at_words(address: str, words: str) -> str:
    """A link to the place of a checked address at which a quote stands (a URL text fragment).

    https://wicg.github.io/scroll-to-text-fragment: a long quote goes from its first words to its
    last, each within one block of the page. A PDF has no words to a link.
    """
    told = _sides(words)
    if not told:
        return address
    base, _, fragment = address.partition("#")
    return f"{base}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={','.join(told)}"


def at_page(address: str, page: int | None) -> str:
    """A link to a page of a PDF, None for the whole."""
    return address if page is None else f"{address.partition('#')[0]}#page={page}"


def is_pdf(address: str) -> bool:
    """Whether an address, or a path, is a PDF's."""
    return re.split(r"[?#]", address, maxsplit=1)[0].lower().endswith(".pdf")


def _sides(words: str) -> list[str]:
    """The text that a fragment names, or its beginning and its end, encoded."""
    blocks = [block.split() for block in _NEW_BLOCK.split(words) if block.strip()]
    if not blocks:
        return []
    if len(blocks) == 1 and len(blocks[0]) <= _WHOLE:
        sides = [" ".join(blocks[0])]
    else:
        sides = [
            " ".join(blocks[0][:_SIDE])[:_LONGEST_SIDE],
            " ".join(blocks[-1][-_SIDE:])[-_LONGEST_SIDE:],
        ]
    bare = [_MARKS.sub("", side) for side in sides]
    # Dashes and commas part what a fragment is made of.
    return [quote(side, safe="", errors="replace").replace("-", "%2D") for side in bare if side]
