"""Bytes -> text: byte order marks, UTF-8, then likely older encodings; binary data is refused."""

from __future__ import annotations

import re

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
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
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
    try:
        return newlines(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(data):
        return _finish(data.decode("utf-8", "replace"), "utf-8")
    encoding = _guess(data)
    text = newlines(data.decode(encoding, "replace"))
    return text, (f"not UTF-8; read as {encoding.replace('_', '-')}",)


def newlines(text: str) -> str:
    """Every line end as one line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def sound(text: str) -> str:
    """The same text with lone surrogates, which no file can hold, replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _finish(text: str, encoding: str) -> tuple[str, tuple[str, ...]]:
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
    return good > 3 * bad


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    # The guesses among the Western and Central European pages differ by a few letters only.
    if best is None or best.encoding in ("cp1250", "cp1254", "cp1257", "iso8859_2"):
        return "cp1252"
    return best.encoding
