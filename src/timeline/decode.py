"""Bytes -> text: byte order marks, UTF-8, then likely older encodings; binary data is refused.

The one place that decides which character sets a file may name.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from timeline.errors import InputError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b\x1a")
_HIGH = re.compile(rb"[\x80-\xff]+")
# The encodings news text in Latin, Cyrillic, Greek and East Asian scripts is found in.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "iso8859_5", "koi8_r",
    "koi8_u", "mac_roman", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_SAMPLE = 200_000
# Python's names of the character sets of text that the WHATWG's Encoding Standard and IANA's
# register have. It knows more under names that a file may give: some are no character sets (rot13,
# zlib), one raises always (undefined), some take time with the square of the length (punycode,
# idna), some make characters that no file can hold (utf-7, unicode_escape).
_TEXT_SETS = """
    ascii utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be
    iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9
    iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16
    cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 tis-620
    cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866
    cp869 koi8-r koi8-t koi8-u kz1048 ptcp154 hp-roman8
    mac-cyrillic mac-greek mac-iceland mac-latin2 mac-roman mac-turkish
    shift_jis shift_jis_2004 shift_jisx0213 cp932 euc_jp euc_jis_2004 euc_jisx0213
    iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext
    gb2312 gbk gb18030 hz big5 big5hkscs cp950 euc_kr cp949 johab iso2022_kr
"""
_SETS = frozenset(_TEXT_SETS.split())
# What is meant by the names of sets that newer ones hold: the WHATWG's Encoding Standard.
_MEANT = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip
# A longer name is none.
_LONGEST_NAME = 40
REPLACED = "characters that no text holds were replaced"
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")


Notes = tuple[str, ...]


def decode(data: bytes, name: str) -> tuple[str, Notes]:
    """Text of `data`, with newlines made plain and the mark dropped, and warnings.

    Raises InputError when the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _finish(data[len(mark) :].decode(encoding, "replace"), encoding)
    if b"\x00" in data:
        wide = _wide(data)
        if wide is None:
            raise _binary(name)
        return _finish(data.decode(wide, "replace"), wide)
    if len(data.translate(None, _CONTROL)) < 0.98 * len(data):
        raise _binary(name)
    with suppress(UnicodeDecodeError):
        return newlines(data.decode("utf-8")), ()
    encoding = guessed(data)
    if encoding == "utf-8":
        return _finish(data.decode(encoding, "replace"), encoding)
    return newlines(data.decode(encoding, "replace")), (read_as(encoding),)


def guessed(data: bytes) -> str:
    """The encoding of bytes that don't say it: UTF-8, damaged or not, or a likely older one."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _nearly_utf8(data) else _guess(data)
    return "utf-8"


def read_as(encoding: str) -> str:
    """The warning on a text in an older encoding."""
    how = "save it as UTF-8 if letters look wrong"
    return f"not UTF-8; read as {encoding.replace('_', '-')}; {how}"


def charset(named: str) -> str | None:
    """Python's name of the character set of text that a file names so; None for any other name."""
    if len(named) > _LONGEST_NAME or not named.isascii() or not named.isprintable():
        return None
    try:
        found = codecs.lookup(named.strip()).name
    except LookupError:
        return None
    return found if found in _SETS else None


def declared(data: bytes, named: str, name: str, *, wide: bool = True) -> tuple[str, Notes]:
    """Text of `data` by the character set that the file names, else as `decode` tells it.

    A set is read as browsers read it: iso-8859-1 as windows-1252, unless the bytes are UTF-8. wide:
    whether UTF-16 and UTF-32 may be meant, which they can't where the name itself stood in bytes of
    ASCII. Raises InputError when the bytes are no text.
    """
    known = charset(named)
    if known is None:
        text, notes = decode(data, name)
        return text, (f"its character set {named[:_LONGEST_NAME]!r} is none that is read", *notes)
    if wide or not known.startswith(("utf-16", "utf-32")):
        if known in ("iso8859-1", "cp1252") and _is_utf8(data):
            return decode(data, name)
        try:
            text = newlines(data.decode(_MEANT.get(known, known)))
        except UnicodeError:
            return decode(data, name)
        clean = sound(text)
        return clean, () if clean == text else (REPLACED,)
    return decode(data, name)


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, as those of a set of single bytes with such letters never are."""
    if data.isascii():
        return False
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return True
    return False


def newlines(text: str) -> str:
    """Every line end as one line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def sound(text: str) -> str:
    """The same text with what no file or table can hold, lone surrogates and NULs, replaced one for
    one."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def _finish(text: str, encoding: str) -> tuple[str, Notes]:
    text = sound(text)
    bad = text.count("\ufffd")
    note = (f"{bad} characters were not valid {encoding.upper()}",) if bad else ()
    return newlines(text), note


def _binary(name: str) -> InputError:
    return InputError(name, "it is binary data, not text", "leave it out, or give its text")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of mostly Latin text is zero."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if len(sample.translate(None, _CONTROL[1:])) < 0.98 * len(sample):
        return None
    if odd > 0.4 * half and even < 0.01 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.01 * half:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> bool:
    """Most runs of high bytes are valid UTF-8: a damaged UTF-8 file, not an older encoding."""
    good = bad = 0
    for m in _HIGH.finditer(data, 0, _SAMPLE):
        try:
            m[0].decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good > bad  # by chance one in ten of an older encoding is valid


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    # The guesses among the Western and Central European pages differ by a few letters only.
    if best is None or best.encoding in ("cp1250", "cp1254", "cp1257", "iso8859_2"):
        return "cp1252"
    return best.encoding
