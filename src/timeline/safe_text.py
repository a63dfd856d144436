"""Text that is safe to look at: nothing in it steers a terminal or reads as what it is not.

Dropped are control characters (C0, C1, DEL), direction controls (Unicode Standard Annex 9, section
2), zero-width characters, tag characters, noncharacters and lone surrogates. Kept is what writing
needs: letters and marks of every script, soft hyphens, joiners inside the scripts that shape by
them and between the parts of an emoji, the tags of a flag.
"""

from __future__ import annotations

import re
from functools import cache

# Arabic to Indic, Myanmar, Khmer, Mongolian and their later blocks (Unicode, section 23.2).
_JOINED = (
    r"\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff\uaa60-\uaa7f"
    r"\ufb50-\ufdff\ufe70-\ufefe\U00011000-\U00011dff"
)
_EMOJI = r"\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_FLAG = r"\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"

# What becomes a blank is no part of this: tab, line ends, NEL, line and paragraph separators.
_CONTROLS = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_DIRECTION = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_UNSEEN = r"\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_BROKEN = r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"

_DROPPED = (
    f"({_FLAG})"
    f"|[{_CONTROLS}{_DIRECTION}{_UNSEEN}{_BROKEN}]"
    f"|(?<![{_JOINED}])\u200c"
    f"|(?<![{_JOINED}{_EMOJI}])\u200d|(?<=[{_EMOJI}])\u200d(?![{_EMOJI}])"
)
_CLASS = f"{_CONTROLS}{_DIRECTION}{_UNSEEN}{_BROKEN}\u200c\u200d"
_SUSPECT = f"[{_CLASS}]"
_TO_ESCAPE = rf"[{_CLASS}\x85\u2028\u2029]"
_BLANKS = re.compile(r"\s+")
_OTHER_BLANKS = re.compile(r"[^\S \n]+")
_ESCAPED = rf"{_DROPPED}|[\x85\u2028\u2029]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that few texts need: every command would wait for it to be compiled."""
    return re.compile(pattern)


def clean(text: str) -> str:
    """Text on one line: white space is one blank, what is unsafe is dropped."""
    return " ".join(_sifted(text).split())


def one_line(text: str) -> str:
    """Like `clean`, for a part of a longer text: blanks at its ends stay."""
    return _BLANKS.sub(" ", _sifted(text))


def lines(text: str) -> str:
    """Text of several lines, each with its indentation: only what is unsafe is dropped."""
    return _OTHER_BLANKS.sub(" ", _sifted(text))


def escaped(json: str) -> str:
    r"""JSON that holds what is unsafe as \uXXXX: the same data, which can be written as UTF-8, on
    lines that every program counts alike."""
    # JSON holds no raw control below DEL; what else is rare is looked for first, as that is quick.
    if (json.isascii() and "\x7f" not in json) or not _compiled(_TO_ESCAPE).search(json):
        return json
    return _compiled(_ESCAPED).sub(lambda found: found[1] or _units(found[0]), json)


def escaped_toml(text: str) -> str:
    r"""A TOML basic string that holds what is unsafe as \uXXXX or \UXXXXXXXX: the same data."""
    return _compiled(_ESCAPED).sub(lambda found: found[1] or _point(found[0]), text)


def embeddable(json: str) -> str:
    """Escaped JSON that may also stand inside a script of a page, which no text of it can end."""
    return escaped(json).replace("<", "\\u003c")


def _sifted(text: str) -> str:
    # Most text is plain and quickly seen to be so; a line end or a hard space is not printable.
    if text.isprintable() or not _compiled(_SUSPECT).search(text):
        return text
    return _compiled(_DROPPED).sub(lambda found: found[1] or "", text)


def _units(character: str) -> str:
    """A character's UTF-16 code units, as JSON has them."""
    told = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{told[n : n + 4]}" for n in range(0, len(told), 4))


def _point(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
