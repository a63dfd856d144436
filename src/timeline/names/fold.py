"""How names are made comparable: case, accents, alphabets, and the tokens of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Initials with their points are one word ("U.S."), a lone initial keeps its own point out.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:\d+)?|\d+")


class Word(NamedTuple):
    """One word of a text: as written, its key, and its span."""

    text: str
    key: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order; hyphens, apostrophes and spaces part them."""
    for m in _TOKEN.finditer(text):
        yield Word(m[0], m[0].replace(".", "").casefold(), m.start(), m.end())


def capitalised(text: str) -> Iterator[tuple[int, str]]:
    """The words that begin with a capital: which word of `words_of` each is, and its key, plain."""
    for at, word in enumerate(_TOKEN.findall(text)):
        if word[0].isupper():
            yield at, plain(word.replace(".", "").casefold())


def plain(text: str) -> str:
    """Casefolded, accents dropped, typographic apostrophes and hyphens made plain."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.translate(_MARKS).casefold())
    return _HIGH.sub(_uncombined, parts)


def _uncombined(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """Any alphabet in plain ASCII letters, casefolded (Лукашенко -> lukashenko)."""
    if text.isascii():
        return text.casefold()
    # Imported here: its tables load only for names that need them.
    from anyascii import anyascii

    # NFC first: anyascii romanises a composed letter better than a letter and a mark.
    text = unicodedata.normalize("NFC", text).casefold()
    if _SERBIAN_CYRILLIC.search(text):
        text = text.translate(_SERBIAN_LETTERS)
    if "đ" in text and _SERBIAN.search(text):
        text = text.replace("đ", "dj")  # in Vietnamese it is a d
    return anyascii(text).casefold()


def key(name: str) -> str:
    """The key a name is looked up by: its words, plain, joined by single spaces."""
    if name.isascii() and name.isalpha():
        return name.lower()
    return _BETWEEN.sub(" ", plain(name).replace(".", "")).strip()


# Letters of Serbian and Macedonian alone; the others then stand for their Latin ones too.
_SERBIAN_CYRILLIC = re.compile("[јљњћђџѓќ]")
_SERBIAN_LETTERS = str.maketrans({
    "ц": "c", "ч": "č", "ш": "š", "ж": "ž", "х": "h", "ћ": "ć", "ђ": "đ", "џ": "dž", "љ": "lj",
    "њ": "nj", "ј": "j", "ѓ": "gj", "ќ": "kj",
})  # fmt: skip
_SERBIAN = re.compile("[ćčšž]")
# No character below combines with another: most of a text need not be asked.
_HIGH = re.compile("[\u0300-\U0010ffff]")
_BETWEEN = re.compile(r"[\W_]+")
_MARKS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "ʹ": "'"})
