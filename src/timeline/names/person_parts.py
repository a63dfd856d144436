"""A person's name in comparable parts: titles and particles left out, alphabets made Latin."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from timeline.names import arabic, data, fold

_MOST_PARTS = 5


class Parts:
    """A person's name in comparable parts, given names first as written.

    pieces: the same with compounds taken apart (Jean-Paul: jean, paul); doubled: where a surname is
    a compound, its position and its pieces; eastern: family name first; bare: letters without
    vowels; arabic: behind a given name of Arabic; aspirated: with the mark of older Chinese
    spellings (Ch'i-shan); special: one of these, so that more ways to compare are open; filed,
    sought: parts that names which may be one person's have in common, one's filed among another's
    sought.
    """

    __slots__ = ("arabic", "aspirated", "bare", "doubled", "eastern", "filed", "initials", "junior",
                 "names", "ordinal", "pieces", "sought", "special", "surnames")  # fmt: skip

    def __init__(
        self,
        compounds: tuple[tuple[str, ...], ...],
        initials: str,
        ordinal: str,
        junior: bool,
        bare: bool,
        aspirated: bool,
    ) -> None:
        self.names = names = tuple("".join(pieces) for pieces in compounds)
        self.pieces = tuple(piece for pieces in compounds for piece in pieces)
        self.initials, self.ordinal, self.junior, self.bare = initials, ordinal, junior, bare
        self.aspirated = aspirated
        self.eastern = len(names) > 1 and _eastern(names)
        self.doubled = () if self.eastern else _doubled(compounds)
        self.arabic = arabic.given(names[:-1])
        self.special = self.eastern or bare or self.arabic or len(self.pieces) > len(names)
        self.surnames = names[:1] if self.eastern else _surnames(names)
        halves = self.pieces if len(names) == 1 else [p for _, many in self.doubled for p in many]
        self.filed = tuple(dict.fromkeys((*(self.surnames or names), *halves)))
        self.sought = tuple(dict.fromkeys((*names, *self.pieces)))


def _doubled(compounds: tuple[tuple[str, ...], ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((i, pieces) for i, pieces in enumerate(compounds) if i and len(pieces) > 1)


def _surnames(names: tuple[str, ...]) -> tuple[str, ...]:
    """Of three parts and more any but the first may be the surname (Spanish double surnames)."""
    return names[1:] if len(names) > 2 else names[-1:]


def _eastern(names: tuple[str, ...]) -> bool:
    """Family name first: a family of those named so, and given names of their kind of syllables."""
    return names[0] in _given_data()["surname_first"] and all(
        _SYLLABLES.fullmatch(n) for n in names[1:]
    )


_ROMAN = re.compile(r"(?:ii|iii|iv|vi{0,3}|ix|xi{0,3}|xiv|xvi{0,3}|xv|xix|xx|xxi{0,3}|ier|1er)")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑'’ʼ](?=\w)")
_WORD = re.compile(r"[a-z0-9'-]+\.?")
_ASPIRATE = re.compile(r"(?i)\b(?:ch|ts|tz|[ptk])'[a-z]")
_TIED = re.compile(r"\b([EA]l)(?=[A-ZÀ-Ý])")
# Syllables of Chinese, Korean and Vietnamese names.
_SYLLABLES = re.compile(
    r"(?:(?:zh|sh|ch|ng|nh|tr|th|ph|kh|hs|ts|tz|tch|[bpmfdtnlgkhjqxrzcsyvw])?h?[yw]?"
    r"[aeiou]{1,3}(?:ng|nh|n|m|p|t|k|c|ch|l|r|h)?){1,3}"
)
_EAST_ASIAN = re.compile(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
_WITHOUT_VOWELS = re.compile(r"[\u0590-\u06ff]")
_ARABIC_ARTICLE = re.compile(r"\b\u0627\u0644(?=\w{3})")


@lru_cache(maxsize=65536)
def parts(name: str) -> Parts:
    """Split a name, its titles and particles left out ("President V. Putin": putin, v)."""
    bare_letters = not name.isascii() and _WITHOUT_VOWELS.search(name) is not None
    if not name.isascii():
        name = _spaced(name)
    text = fold.latin(without_titles(_TIED.sub(r"\1-", _HYPHEN.sub("-", name))))
    names: list[tuple[str, ...]] = []
    initials, ordinal, juniors = "", "", []
    servant = ""
    for word in _WORD.findall(text):
        bare = word.rstrip(".").strip("'-")
        if bare in _JUNIORS:
            juniors.append(bare)
        elif names and (found := _ordinal(word)):
            ordinal = found
        elif len(bare) == 1:
            initials += bare
        elif bare in _SERVANT:
            servant = "abdel"
        elif pieces := _pieces(bare, servant):
            names.append(pieces)
            servant = ""
    marked = "'" in name and _ASPIRATE.search(name) is not None
    junior = any(_JUNIORS[word] for word in juniors)
    return Parts(_told(names), initials, ordinal, junior, bare_letters, marked)


def _told(names: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The first few parts of a name that are no particles; of particles alone all."""
    kept = [n for n in names if "".join(n) not in _particles()] or names
    return tuple(kept[:_MOST_PARTS])


def _ordinal(word: str) -> str:
    """The number of a ruler behind the name (Charles III, François Ier), "" where it is none."""
    bare = word.strip("'-")
    if bare in ("i", "1er"):
        return "ier"
    return bare if _ROMAN.fullmatch(bare) else ""


def _pieces(word: str, servant: str) -> tuple[str, ...]:
    """The pieces of a compound without particles tied on with a hyphen (al-Assad).

    servant: what stood in front of it ("Abd" al-Rahman); the servant of one of God's names is one
    name however it is parted, and the article between them none.
    """
    pieces = [p for p in word.replace("'", "").split("-") if p]
    while len(pieces) > 1 and pieces[0] in _particles():
        pieces.pop(0)
    while len(pieces) > 1 and pieces[-1] in _particles():
        pieces.pop()
    if len(pieces) > 1 and pieces[0] in _SERVANT:
        pieces = ["abdel" + "".join(p for p in pieces[1:] if p not in _particles())]
    if not pieces or (servant and word in _particles()):
        return ()
    return (servant + pieces[0], *pieces[1:])


# What tells the younger of two of one name, and whether it is the younger.
_JUNIORS = {"jr": True, "junior": True, "sr": False, "senior": False}
_SERVANT = frozenset(("abd", "abdel", "abdul", "abdal", "abdoul", "abdol"))


def _spaced(name: str) -> str:
    """Chinese and Korean names parted behind the family name; Arabic ones without articles."""
    whole = name.replace(" ", "")
    if _EAST_ASIAN.fullmatch(whole):
        return f"{fold.latin(whole[0])} {fold.latin(whole[1:])}"
    return _ARABIC_ARTICLE.sub("", name)


def without_titles(name: str) -> str:
    """The name without leading titles; a name of titles only keeps its last word."""
    words = name.split()
    # An article is left out only with the title it goes before.
    if len(words) > 2 and words[0].casefold() in ("the", "le", "la") and _title(words[1:]):
        words = words[1:]
    while size := _title(words):
        words = words[size:]
    return " ".join(words)


def _title(words: list[str]) -> int:
    """How many words at the start are a title; something must be left after it."""
    for n in (4, 3, 2, 1):
        if n < len(words) and " ".join(words[:n]).casefold().rstrip(".") in _titles():
            return n
    return 0


# -- data --------------------------------------------------------------------------------------


@cache
def _given_data() -> dict[str, frozenset[str]]:
    own = data.read("given.toml")
    return {k: frozenset(own[k]) for k in ("surname_first", "particles")}


def _particles() -> frozenset[str]:
    return _given_data()["particles"]


@cache
def _titles() -> frozenset[str]:
    return data.all_words("titles")
