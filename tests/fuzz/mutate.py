"""Mutators of bytes: quick, without state, the same for the same random numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from fuzz.examples import DOCX, examples, zipped

# No example grows beyond this: the fuzzing is for faults, the tests of time and memory for floods.
LONGEST = 20_000

_ANY = (
    b"\x00", b"\xff", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80",
    b"\xc2\xa0", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\r", b"\r\n", b"\n\n", b"\t", b" ", b"\x0c", b"\x1a", b"\x1b[31m",
    b"0", b"-1", b"99999999999999999999", b"2147483648", b"1e999", b"NaN", b"0001-01-01", b"9999-12-31",
    b"2020-02-30", b"2020-13-45T99:99:99Z", b"0000", b"31 December 9999", b"on Monday", b"lundi dernier",
    b"{", b"}", b"[", b"]", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&#x110000;", b"&#99999999999;", b"\"", b"'", b"\\",
    b"\\u0000", b"\\ud800", b"%", b"%s", b"{0}", b"$(x)", b"../../x", b"=1+1", b"|", b"#", b"*", b"`", b"---\n", b"\n- ",
)  # fmt: skip
_MARKUP = (
    b"<p>", b"</p>", b"<table><tr><td>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"<!DOCTYPE x>",
    b"<?xml version='1.0' encoding='utf-7'?>", b"<meta charset=utf-7>", b"<meta charset='a\0b'>", b"<base href=x>",
    b"<time datetime='9999-99-99'>", b"xmlns:a='b'", b"xml:lang='x'", b"<!ENTITY a 'b'>", b"<svg>", b"<template>",
)  # fmt: skip
_CHARSETS = (
    b"utf-7", b"utf-16", b"punycode", b"idna", b"undefined", b"unicode_escape", b"raw_unicode_escape", b"a\0b", b"hex",
    b"rot13", b"zlib", b"base64", b"x-user-defined", b"utf-8-sig", b"mbcs", b"cp1252", b"iso-2022-jp", b"hz", b"",
)  # fmt: skip
_MAIL = (
    b"Content-Type: ", b"Content-Transfer-Encoding: base64\n", b"charset=", b"boundary=", b"=?utf-8?q?=FF?=",
    b"=?x?b?!?=", b"=?utf-7?q?+AAA-?=", b"\nDate: Mon, 99 Foo 20200 99:99:99 +9999\n", b"From a@b Mon Jan  1 00:00:00 2001\n",
    b"\n> ", b"message/rfc822", b"multipart/mixed", b"--b1\n", b"--b1--\n", b"Subject: \n", b"<a@b>", b"(", b";", b"Date: ",
)  # fmt: skip
_FRONT = (b"title: ", b"date: ", b"!!python/object:x ", b"&a [*a]", b"? ", b": ", b"lang: 1\n", b"date: 9999-99-99\n",
          b"date: [1]\n", b"title: {a: b}\n", b"[^1]: ", b"|---|", b"![](", b"](", b"```", b"~~~")  # fmt: skip
_PDF = (b"obj", b"endobj", b"stream", b"endstream", b"/Length 99999999", b"/Kids [2 0 R]", b"/Count -1", b"/Filter /FlateDecode",
        b"/Type /Page", b"BT", b"Tj", b"1e38 0 0 1e38 0 0 Tm", b"<< ", b">>", b"xref", b"/Encrypt 3 0 R", b"/ToUnicode 4 0 R")  # fmt: skip
_WORD = (b"<w:p/>", b"<w:tbl>", b"<w:tr/>", b"<w:tc/>", b'w:val="2147483648"', b'w:val=""', b"<w:gridSpan w:val='5000'/>",
         b"<w:vMerge/>", b"<w:br/>", b"<w:tab/>", b"<w:hyperlink/>", b"<w:fldSimple/>", b"<w:txbxContent><w:p/></w:txbxContent>",
         b"<w:footnoteReference w:id='9'/>", b"<w:sdt><w:sdtContent/></w:sdt>", b"<w:del>", b"</w:del>", b"<!DOCTYPE a>")  # fmt: skip
_TIMES = (
    b"00:00:01.000 --> 00:00:02.000\n",
    b"-->",
    b"99:99:99,999",
    b"<v >",
    b"<v A>",
    b"</v>",
    b"NOTE ",
    b"STYLE",
    b">> ",
)
_JSON = (b'"text": ', b'"id": null', b'"published": 20200819', b'"language": "en"', b"null", b"true", b'{"a":' * 50, b"[" * 200,
         b'"text": "\\ud800"', b'"id": "a1"', b",", b":")  # fmt: skip
WORDS: dict[str, Sequence[bytes]] = {
    ".txt": _ANY,
    ".md": _ANY + _FRONT + _MARKUP,
    ".html": _ANY + _MARKUP + _CHARSETS,
    ".xml": _ANY + _MARKUP + _JSON + _CHARSETS,
    ".jsonl": _ANY + _JSON,
    ".eml": _ANY + _MAIL + _CHARSETS,
    ".mbox": _ANY + _MAIL + _CHARSETS,
    ".vtt": _ANY + _TIMES,
    ".docx": _ANY + _WORD,
    ".pdf": _ANY + _PDF,
}


def mutated(data: bytes, words: Sequence[bytes], random: Random) -> bytes:
    """The same with one to eight changes."""
    told = bytearray(data)
    for _ in range(1 + int(8 * random.random() ** 2)):
        random.choice(_CHANGES)(told, words, random)
    return bytes(told[:LONGEST])


def _flip(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    if told:
        told[random.randrange(len(told))] ^= 1 << random.randrange(8)


def _byte(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    if told:
        told[random.randrange(len(told))] = random.randrange(256)


def _span(told: bytearray, random: Random, longest: int = 200) -> slice:
    start = random.randrange(len(told) + 1)
    return slice(start, start + random.randrange(1, longest))


def _put(told: bytearray, words: Sequence[bytes], random: Random) -> None:
    at = random.randrange(len(told) + 1)
    told[at:at] = random.choice(words)


def _replace(told: bytearray, words: Sequence[bytes], random: Random) -> None:
    told[_span(told, random, 12)] = random.choice(words)


def _cut(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    del told[_span(told, random)]


def _end(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    del told[random.randrange(len(told) + 1) :]


def _repeat(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    span = _span(told, random, 40)
    told[span.stop : span.stop] = told[span] * random.choice((1, 2, 10, 100))


def _move(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    part = told[_span(told, random)]
    at = random.randrange(len(told) + 1)
    told[at:at] = part


def _value(told: bytearray, words: Sequence[bytes], random: Random) -> None:
    """What stands between two quotation marks, or behind a colon or an equals sign, is replaced."""
    sign = random.choice((b'"', b"=", b": ", b">"))
    start = told.find(sign, random.randrange(len(told) + 1))
    if start >= 0:
        start += len(sign)
        end = min((e for e in (told.find(c, start) for c in b'"\n<;') if e >= 0), default=start)
        told[start:end] = random.choice(words)


def _case(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    span = _span(told, random)
    told[span] = told[span].swapcase()


def _splice(told: bytearray, _: Sequence[bytes], random: Random) -> None:
    """A part of an example of any format is put in."""
    other = random.choice(random.choice(list(examples().values())))
    at, span = random.randrange(len(told) + 1), _span(bytearray(other), random, 600)
    told[at:at] = other[span]


_CHANGES: tuple[Callable[[bytearray, Sequence[bytes], Random], None], ...] = (
    _flip, _byte, _put, _put, _put, _replace, _replace, _cut, _end, _repeat, _move, _value, _value, _case, _splice,
)  # fmt: skip


def file(random: Random) -> tuple[str, bytes]:
    """A mutated file: its name's ending, which now and then is another format's, and its bytes."""
    suffix = random.choice(list(WORDS))
    words = WORDS[suffix]
    if suffix == ".docx" and random.random() < 0.8:
        members = dict(DOCX)
        name = random.choice(list(members))
        members[name] = mutated(members[name], words, random)
        data = zipped(members)
    else:
        data = mutated(random.choice(examples()[suffix]), words, random)
    return (random.choice(list(WORDS)) if random.random() < 0.05 else suffix), data
