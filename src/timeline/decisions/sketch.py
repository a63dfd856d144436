"""A text in a few numbers, which tell an edited text from another one in its place.

They are the lowest of the digests of its word triples (min-wise sampling, Broder 1997): a sample
that every text with the same triples draws alike. What shares a tenth of them was edited, however
much; two articles of one author, subject or day share hardly any. Standard library only.
"""

from __future__ import annotations

import re
from hashlib import blake2b

_WORD = re.compile(r"\w+")
_TOGETHER = 3
_MOST, _DIGITS = 32, 8
_SHARE = 0.1


def sketch(text: str) -> str:
    """The sketch of a text, hexadecimal digits; "" where it has no words."""
    return "".join(sorted(_digests(text))[:_MOST])


def is_edit(drawn: str, text: str) -> bool:
    """Whether a text may be an edit of the one that a sketch was drawn of; any may be where that
    had no words."""
    known = {drawn[i : i + _DIGITS] for i in range(0, len(drawn), _DIGITS)}
    return not known or len(known & _digests(text)) >= _SHARE * len(known)


def _digests(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    least = range(max(len(words) - _TOGETHER + 1, min(len(words), 1)))
    triples = {" ".join(words[i : i + _TOGETHER]).encode(errors="replace") for i in least}
    return {blake2b(triple, digest_size=_DIGITS // 2).hexdigest() for triple in triples}
