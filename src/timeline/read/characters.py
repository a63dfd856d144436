"""The characters of a text as its writer meant them: composed, without the invisible, mended.

`é` may be one character or two, and a soft hyphen may stand in the middle of a word: to whoever
reads it is the same, to a search it isn't. Mojibake ("Ã©", "â€™") is UTF-8 that a program took for
an older encoding; it is mended where all of a text is so, and told where some of it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from timeline.read.draft import Draft

# Soft hyphens, with the line's end that they divide a word at, and signs that have no width; those
# that join letters or turn the direction of writing are of the text.
_INVISIBLE = re.compile("\u00ad(?:[ \t]*\n[ \t]*(?=[^\\W\\d_]))?|[\u200b\u2060\ufeff]+")

_LEGACY = {bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)): b for b in range(256)}
_BYTE = {c: chr(b) for c, b in _LEGACY.items()}
_FOLLOWING = "".join(c for c, b in _LEGACY.items() if 0x80 <= b < 0xC0)
_MOJIBAKE = re.compile(
    f"[Â-ß][{re.escape(_FOLLOWING)}]|[à-ï][{re.escape(_FOLLOWING)}]{{2}}"
    f"|[ð-ô][{re.escape(_FOLLOWING)}]{{3}}"
)
# `à`, whose second half is a space without a break that became a usual one.
_HALF = re.compile(r"Ã(?: (?=\s)|(?=\s))")
# What texts are written in: `ß»` is no Nko, but the end of a quotation.
_MEANT = re.compile(
    "[\u00a0-\u017f\u0218-\u021b\u0370-\u04ff\u2010-\u2044\u20ac\u2122\U0001f300-\U0001faff]"
)
_HIGH = re.compile("[^\x00-\x7f]")
# So many are no accident; of all letters that aren't plain so few may be others.
_LEAST, _OTHERS = 3, 0.1


def settled(draft: Draft, *, verbatim: bool) -> Draft:
    """The draft with its characters settled, its pages where they then begin.

    verbatim: its text came from a program, which counts on every character being where it was:
    nothing is changed then, mojibake is told.
    """
    if draft.text.isascii() and (draft.title or "").isascii() and (draft.author or "").isascii():
        return draft
    found, mends = _mojibake(draft.text)
    if verbatim:
        return replace(draft, warnings=(*draft.warnings, *_told(found, mended=False)))

    def settle(text: str) -> str:
        return _composed(_mended(text) if mends else text)

    text, pages = _by_page(draft, settle)
    return replace(
        draft,
        text=text,
        pages=pages,
        title=settle(draft.title) if draft.title else draft.title,
        author=settle(draft.author) if draft.author else draft.author,
        warnings=(*draft.warnings, *_told(found, mended=mends)),
    )


def _by_page(draft: Draft, settle: Callable[[str], str]) -> tuple[str, tuple[int, ...]]:
    """The text settled page by page, and where the pages begin in it."""
    if not draft.pages:
        return settle(draft.text), ()
    ends = (*draft.pages[1:], len(draft.text))
    parts = [settle(draft.text[a:b]) for a, b in zip(draft.pages, ends, strict=True)]
    starts = [0]
    for part in parts[:-1]:
        starts.append(starts[-1] + len(part))
    return "".join(parts), tuple(starts)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _mojibake(text: str) -> tuple[int, bool]:
    """In how many places a text has it, and whether it is so all through."""
    found = sum(_meant(m) is not None for m in _MOJIBAKE.finditer(text))
    if found == 0:
        return 0, False
    rest = _HALF.sub("", _MOJIBAKE.sub(lambda m: "" if _meant(m) else m[0], text))
    others = len(_HIGH.findall(rest))
    return found, found >= _LEAST and others <= _OTHERS * found


def _meant(m: re.Match[str]) -> str | None:
    """The character that mojibake stands for, None where it is none."""
    try:
        meant = "".join(_BYTE[c] for c in m[0]).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if _MEANT.match(meant) else None


def _mended(text: str) -> str:
    return _HALF.sub("à", _MOJIBAKE.sub(lambda m: _meant(m) or m[0], text))


def _told(found: int, *, mended: bool) -> tuple[str, ...]:
    if mended:
        return (f"its letters were garbled (like Ã© for é) in {found} places, and were mended",)
    if found:
        what = f"{found} letters are garbled (like Ã© for é)"
        return (f"{what}; save the source again as UTF-8",)
    return ()
