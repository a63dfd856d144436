from __future__ import annotations

import codecs

import pytest

from timeline.decode import declared, decode
from timeline.errors import InputError

FRENCH = "L’été, à Genève, le président a été reçu : « où êtes-vous ? », dit-il, cœur léger. "

NOTE = "not UTF-8; read as cp1252; save it as UTF-8 if letters look wrong"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-8"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_with_and_without_a_mark(mark: bytes, encoding: str) -> None:
    assert decode(mark + FRENCH.encode(encoding), "a") == (FRENCH, ())


@pytest.mark.parametrize("text", [FRENCH, "Le café est fermé.", FRENCH * 200])
def test_windows_text_is_read_as_such_with_a_warning(text: str) -> None:
    assert decode(text.encode("cp1252"), "a") == (text, (NOTE,))


def test_damaged_utf8_stays_utf8() -> None:
    text, warnings = decode(FRENCH.encode() * 3 + b"caf\xe9 \xff", "a")
    assert text.startswith(FRENCH * 3)
    assert text.endswith("caf\ufffd \ufffd")
    assert warnings == ("2 characters were not valid UTF-8",)


def test_line_ends_are_made_plain() -> None:
    assert decode(b"a\r\nb\rc\nd", "a")[0] == "a\nb\nc\nd"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, bytes(range(1, 32)) * 9, b"abc\x00def"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(data, "a")


def test_a_damaged_byte_among_few_others_leaves_utf_8_what_it_is() -> None:
    text, (note,) = decode("Müller à Évian ".encode() + b"\x80 won.", "a")
    assert text == "Müller à Évian \ufffd won."
    assert "not valid UTF-8" in note
    assert decode("Müller à Évian".encode("cp1252"), "a")[0] == "Müller à Évian"


@pytest.mark.parametrize("named", ["iso-8859-1", "ISO_8859-1", "latin1", "windows-1252"])
def test_sets_are_read_as_browsers_read_them(named: str) -> None:
    said = "Il dit : « l’été » – 5 €…"
    assert declared(said.encode("cp1252"), named, "a") == (said, ())
    # Text that became UTF-8 and kept its old name.
    assert declared(said.encode(), named, "a") == (said, ())


def test_bytes_that_a_set_does_not_hold_are_guessed() -> None:
    text, notes = declared(FRENCH.encode("cp1252") * 3 + b"\x81", "iso-8859-1", "a")
    assert text.startswith(FRENCH)
    assert notes == (NOTE,)


def test_an_older_set_is_that_which_holds_it() -> None:
    assert declared("中文㐂".encode("gb18030"), "gb2312", "a") == ("中文㐂", ())
