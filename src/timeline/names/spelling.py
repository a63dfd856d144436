"""One part of a name in the spelling that the conventions of different languages share.

`spelling` brings together what any reader of the press would (sh and ch, ou and u, w and v). What
is right only under one convention, as German j for y or Persian gh for q, is tried apart:
`readings` gives the part as each convention that leaves a mark on it would have it read.
"""

from __future__ import annotations

import re
from functools import lru_cache

# One convention's letters to one symbol; S any sh, ch, tch, sz; c any ts. Order matters.
_RULES = tuple(
    (re.compile(pattern), symbol)
    for pattern, symbol in (
        (r"^ou(?=[aei])", "w"),
        (r"^abd(?:[aeou]u?l(?=..)|[aeou]+(?=([rsndtz])\1))", "abd"),
        (r"schtsch|shtch|chtch|shch|szcz|stsch", "S"),
        (r"^ch(?=[rlm])", "h"),
        (r"tsch|tch|tsh|cz|sch|sh|sz|ch", "S"),
        (r"dzh|dj|zh", "j"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"([dtrb])h", r"\1"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"ou(?=sk)", "ov"),
        (r"^(?:ye|ie)", "e"),
        (r"ou|oo", "u"),
        (r"w", "v"),
        (r"gu(?=[eiy])", "g"),
        (r"(?<=[^aeiou])ue(?=[^aeiouy])", "u"),
        (r"(?<=[^aeiou])oe(?=[^aeiouy])", "o"),
        (r"c$|c(?=[aouklrt])", "k"),
        (r"ts|tz", "c"),
        (r"y", "i"),
        (r"i{2,}|ij$", "i"),
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..[ae])h$", ""),
        (r"(?<=[^aeiou].)e$|(?<=[a-zS]{2}[^aeiou])e$", ""),
    )
)

# What marks a convention, and how the letters of one that uses it are read.
_CONVENTIONS = tuple(
    (re.compile(mark), tuple((re.compile(pattern), letters) for pattern, letters in rules))
    for mark, rules in (
        # German, Polish, Croatian: j is a vowel's y, z is ts, ch is kh; dsch is an English j.
        (
            "j|z|ch",
            (
                (r"dsch", "zh"),
                (r"(?<![st])ch(?!t)", "kh"),
                (r"j", "y"),
                (r"(?<!t)z(?![hs])", "ts"),
            ),
        ),
        ("sch", ((r"sch", "skh"),)),
        ("rz", ((r"rz", "zh"),)),
        # Turkish c is an English j.
        ("c(?![hkz])", ((r"c(?![hkz])", "j"),)),
        # Belarusian writes as it speaks: dz and ts for soft d and t, ia for e, au for ov.
        (
            "dz|ts|ia|ya|ao?u$",
            (
                (r"dz(?=[eiy])", "d"),
                (r"ts(?=[eiy])", "t"),
                (r"[iy]a(?=[^aeiou])", "e"),
                (r"ao?u$", "ov"),
            ),
        ),
        # Persian has one sound for q and gh.
        ("gh", ((r"gh", "k"),)),
        # Korean in its official letters.
        ("eo|eu|oo|ee|ae", ((r"eo", "o"), (r"eu|oo|woo", "u"), (r"ee", "i"), (r"ae", "e"))),
        # Greek gamma before e and i, and its nasal pairs.
        ("^gi|mp|nt|gk", ((r"^gi(?=[ao])", "y"), (r"mp", "b"), (r"nt", "d"), (r"gk", "g"))),
    )
)


@lru_cache(maxsize=65536)
def spelling(part: str) -> str:
    """One part's spelling with the conventions of different languages brought together."""
    text = part
    for pattern, symbol in _RULES:
        text = pattern.sub(symbol, text)
    return text


@lru_cache(maxsize=16384)
def readings(part: str) -> tuple[str, ...]:
    """The part's spelling as each convention reads it that it bears a mark of, the plain first."""
    found = [spelling(part)]
    for mark, rules in _CONVENTIONS:
        if mark.search(part):
            text = part
            for pattern, letters in rules:
                text = pattern.sub(letters, text)
            found.append(spelling(text))
    return tuple(dict.fromkeys(found))


_SKELETON = re.compile("[aeiouyhw'`v]")


def skeleton(part: str) -> str:
    """The consonants of a part, which is all that Arabic letters tell of it."""
    return _SKELETON.sub("", spelling(part))
