"""Characters that nothing made to be looked at may hold, and text that must stay as it is."""

import unicodedata

DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = "\u200b\u2060\ufeff\u180e\U000e0041"
CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
SEQUENCES = "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://x\x1b\\\x9b31m"
# What a chronology that is merged may hold; null characters and lone surrogates are refused.
SOUND = (
    SEQUENCES + "".join(f"{c}x" for c in CONTROLS[1:] + DIRECTION + UNSEEN + "\u2028\u2029") + "]]>"
)
HOSTILE = SOUND + "\0\ud800x\udfff\uffff"
KEPT = "עברית می\u200cخواهم e\u0301 👩\u200d👧"


def unsafe_in(text: str) -> list[str]:
    """What of a text must not be in it; line ends may."""
    return [
        ascii(c)
        for c in text
        if (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\n")
        or c in DIRECTION + UNSEEN
    ]
