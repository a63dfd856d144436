"""Chinese and Korean names in the different Latin spellings of one name.

Chinese in pinyin and in the older spellings of English and French (Zhou Enlai, Chou En-lai);
Korean as each person writes it (Yoon Suk-yeol, Yun Seok-yeol). A spelling that the other
convention would not use must be there: two names in pinyin that differ are two names.
"""

from __future__ import annotations

import re
from functools import lru_cache

# What tells that a name is not in pinyin: pinyin has no such syllables.
_OLDER = re.compile(
    r"^ch(?:ou|ao|iang)|kuo|hs|sz|ts|tz|tch|oung|ung|ien|ieh|ueh|[aeiou]i?h(?![aeiou])|eou|siao"
)
# Initials and finals of either to one symbol; an aspirate is not told from its neighbour, as the
# press drops the mark (T'ang). Order matters.
_CHINESE = tuple(
    (re.compile(pattern), symbol)
    for pattern, symbol in (
        (r"tse?u|tzu|ss[eu]", "zi"),
        (r"tch|zh|ch|q|j", "C"),
        (r"hs|x|s(?=i)", "X"),
        (r"tsz|tz|ts|sz|z|c(?!h)", "Z"),
        (r"k|g(?![^aeiou]|$)", "K"),
        (r"p|b", "P"),
        (r"t|d", "T"),
        (r"oung|ung", "ong"),
        (r"ien", "ian"),
        (r"eou", "ou"),
        (r"ou(?=[aeo])", "u"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"Ko$", "Kuo"),
        (r"Xiu", "Xu"),
    )
)
_KOREAN_MARK = re.compile(r"eo|eu|oo|ou|ee|yu|you")
_KOREAN = tuple(
    (re.compile(pattern), symbol)
    for pattern, symbol in (
        (r"w?oo|eo|eu|ou|u|o", "o"),
        (r"(?<=[^aeiou])ee|i|y(?![aeo])", "i"),
        (r"g(?!$)|k", "k"),
        (r"j|ch", "j"),
        (r"d|t", "t"),
        (r"b|p", "p"),
    )
)
_FEW = 4  # letters that a name has at least


def same(one: tuple[str, ...], two: tuple[str, ...], marked: bool = False) -> bool:
    """Whether two names, family name first, are one name in two Latin spellings.

    marked: one alone bears the mark of the older spelling, an apostrophe.
    """
    a, b = _sounds(one), _sounds(two)
    if a.chinese == b.chinese and (marked or a.older != b.older) and len(a.chinese) >= _FEW:
        return True
    return a.korean == b.korean and a.marked != b.marked and len(a.korean) >= _FEW


class _Sounds:
    __slots__ = ("chinese", "korean", "marked", "older")

    def __init__(self, name: str) -> None:
        self.chinese, self.older = _read(name, _CHINESE), _OLDER.search(name) is not None
        marks = _KOREAN_MARK.findall(name)
        self.korean, self.marked = _read(name, _KOREAN), "".join(marks)


@lru_cache(maxsize=65536)
def _sounds(names: tuple[str, ...]) -> _Sounds:
    return _Sounds("".join(names))


def _read(name: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, symbol in rules:
        name = pattern.sub(symbol, name)
    return name
