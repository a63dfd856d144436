"""Daitch-Mokotoff sound codes, written from the published table (R. Daitch and G. Mokotoff, 1985).

A name becomes six digits; where a spelling has two readings ("ch" as in Bach or as in church) it
has several codes, and two names sound alike when they share one. The table was made for Slavic
and German surnames as they were spelt on passenger lists, which is our problem too. Two rows are
ours, for Arabic names: dh and gh.
"""

from __future__ import annotations

from functools import lru_cache

# Spelling: (at the start, before a vowel, elsewhere); "" is not coded, "a|b" are two readings.
_TABLE: dict[str, tuple[str, str, str]] = {
    "ai": ("0", "1", ""), "aj": ("0", "1", ""), "ay": ("0", "1", ""), "au": ("0", "7", ""),
    "a": ("0", "", ""), "b": ("7", "7", "7"),
    "chs": ("5", "54", "54"), "ch": ("5|4", "5|4", "5|4"), "ck": ("5|45", "5|45", "5|45"),
    "c": ("5|4", "5|4", "5|4"), "cz": ("4", "4", "4"), "cs": ("4", "4", "4"),
    "csz": ("4", "4", "4"), "czs": ("4", "4", "4"),
    "drz": ("4", "4", "4"), "drs": ("4", "4", "4"), "ds": ("4", "4", "4"), "dsh": ("4", "4", "4"),
    "dsz": ("4", "4", "4"), "dz": ("4", "4", "4"), "dzh": ("4", "4", "4"), "dzs": ("4", "4", "4"),
    "dt": ("3", "3", "3"), "dh": ("3", "3", "3"), "d": ("3", "3", "3"), "gh": ("5", "5", ""),
    "ei": ("0", "1", ""), "ej": ("0", "1", ""), "ey": ("0", "1", ""), "eu": ("1", "1", ""),
    "e": ("0", "", ""), "fb": ("7", "7", "7"), "f": ("7", "7", "7"), "g": ("5", "5", "5"),
    "h": ("5", "5", ""), "ia": ("1", "", ""), "ie": ("1", "", ""), "io": ("1", "", ""),
    "iu": ("1", "", ""), "i": ("0", "", ""), "j": ("1|4", "|4", "|4"),
    "ks": ("5", "54", "54"), "kh": ("5", "5", "5"), "k": ("5", "5", "5"), "l": ("8", "8", "8"),
    "mn": ("66", "66", "66"), "m": ("6", "6", "6"), "nm": ("66", "66", "66"),
    "n": ("6", "6", "6"),
    "oi": ("0", "1", ""), "oj": ("0", "1", ""), "oy": ("0", "1", ""), "o": ("0", "", ""),
    "pf": ("7", "7", "7"), "ph": ("7", "7", "7"), "p": ("7", "7", "7"), "q": ("5", "5", "5"),
    "rz": ("94|4", "94|4", "94|4"), "rs": ("94|4", "94|4", "94|4"), "r": ("9", "9", "9"),
    "schtsch": ("2", "4", "4"), "schtsh": ("2", "4", "4"), "schtch": ("2", "4", "4"),
    "shtch": ("2", "4", "4"), "shch": ("2", "4", "4"), "shtsh": ("2", "4", "4"),
    "chtch": ("2", "4", "4"), "sht": ("2", "43", "43"), "scht": ("2", "43", "43"),
    "schd": ("2", "43", "43"), "stch": ("2", "4", "4"), "stsch": ("2", "4", "4"),
    "strz": ("2", "4", "4"), "strs": ("2", "4", "4"), "stsh": ("2", "4", "4"),
    "st": ("2", "43", "43"), "szcz": ("2", "4", "4"), "szcs": ("2", "4", "4"),
    "szt": ("2", "43", "43"), "shd": ("2", "43", "43"), "szd": ("2", "43", "43"),
    "sd": ("2", "43", "43"), "sch": ("4", "4", "4"), "sh": ("4", "4", "4"),
    "sz": ("4", "4", "4"), "sc": ("2", "4", "4"), "s": ("4", "4", "4"),
    "ttsch": ("4", "4", "4"), "ttch": ("4", "4", "4"), "tch": ("4", "4", "4"),
    "th": ("3", "3", "3"), "trz": ("4", "4", "4"), "trs": ("4", "4", "4"),
    "tsch": ("4", "4", "4"), "tsh": ("4", "4", "4"), "ts": ("4", "4", "4"),
    "tts": ("4", "4", "4"), "ttsz": ("4", "4", "4"), "tc": ("4", "4", "4"),
    "tz": ("4", "4", "4"), "ttz": ("4", "4", "4"), "tzs": ("4", "4", "4"),
    "tsz": ("4", "4", "4"), "t": ("3", "3", "3"),
    "ui": ("0", "1", ""), "uj": ("0", "1", ""), "uy": ("0", "1", ""), "ue": ("0", "1", ""),
    "u": ("0", "", ""), "v": ("7", "7", "7"), "w": ("7", "7", "7"), "x": ("5", "54", "54"),
    "y": ("1", "", ""), "zdz": ("2", "4", "4"), "zdzh": ("2", "4", "4"), "zhdzh": ("2", "4", "4"),
    "zd": ("2", "43", "43"), "zhd": ("2", "43", "43"), "zh": ("4", "4", "4"),
    "zs": ("4", "4", "4"), "zsch": ("4", "4", "4"), "zsh": ("4", "4", "4"), "z": ("4", "4", "4"),
}  # fmt: skip
_LONGEST = max(map(len, _TABLE))
_VOWELS = frozenset("aeiouy")
_DIGITS = 6


@lru_cache(maxsize=65536)
def codes(name: str) -> frozenset[str]:
    """The six-digit codes of one name part in lower-case ASCII letters."""
    # A branch is its digits and the code of the letters just read: neighbours alike count once.
    branches: dict[tuple[str, str], None] = {("", ""): None}
    at = 0
    while at < len(name):
        spelling = _longest(name, at)
        if not spelling:
            at += 1
            continue
        after = at + len(spelling)
        where = 0 if at == 0 else 1 if after < len(name) and name[after] in _VOWELS else 2
        readings = _TABLE[spelling][where].split("|")
        branches = {
            (_joined(digits, last, code), code): None
            for digits, last in branches
            for code in readings
        }
        at = after
    return frozenset(digits[:_DIGITS].ljust(_DIGITS, "0") for digits, _ in branches)


def _longest(name: str, at: int) -> str:
    for size in range(min(_LONGEST, len(name) - at), 0, -1):
        if name[at : at + size] in _TABLE:
            return name[at : at + size]
    return ""


def _joined(digits: str, last: str, code: str) -> str:
    return digits if code == last and code not in ("66",) else digits + code
