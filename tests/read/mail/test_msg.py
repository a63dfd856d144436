"""Mails as Outlook saves them."""

from __future__ import annotations

import random
import struct
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from compound import attachment, compound, forwarded, message
from timeline.errors import InputError, NotRead, Rubbish, TimelineError
from timeline.model import Article
from timeline.read import articles, formats
from timeline.read.mail import compressed_rtf

Put = Callable[[str, bytes | str], str]
SENT = datetime(2021, 5, 6, 8, 0, tzinfo=UTC)
SUBJECT, SENDER, BODY, PAGE, RICH, HEADERS = 0x37, 0x0C1A, 0x1000, 0x1013, 0x1009, 0x7D
TEXTS = {SUBJECT: "RE: Quai n° 5", SENDER: "Ann Lee", BODY: "Le quai a rouvert lundi.\r\n"}
REPORT = b"The bridge was closed on 3 May 2021.\n"


def run(*paths: str) -> tuple[list[Article], list[TimelineError]]:
    items = list(articles(paths))
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, TimelineError)],
    )


def test_a_mail_that_outlook_saved(put: Put) -> None:
    data = compound(message(TEXTS, sent=SENT))
    for name in ("a.msg", "b", "c.eml"):
        good, left = run(put(name, data)) if name != "c.eml" else run(put("c.msg", data))
        assert not left
        (article,) = good
        assert (article.format, article.title, article.author) == ("msg", "Quai n° 5", "Ann Lee")
        assert (article.published, article.published_how) == ("2021-05-06", "metadata")
        assert article.text == "Quai n° 5\n\nLe quai a rouvert lundi.\n"


@pytest.mark.parametrize(("page", "encoding"), [(1252, "cp1252"), (65001, "utf-8"), (28591, "latin-1"), (0, "cp1252")])  # fmt: skip
def test_texts_in_a_code_page(put: Put, page: int, encoding: str) -> None:
    tree = message(TEXTS, numbers={0x3FFD: page} if page else {}, narrow=encoding)
    (article,) = run(put("a.msg", compound(tree)))[0]
    assert article.text == "Quai n° 5\n\nLe quai a rouvert lundi.\n"


def test_the_day_is_that_of_the_writers_clock_where_headers_tell_it(put: Put) -> None:
    headers = (
        "Received: from a by b; Fri, 7 May 2021 06:30:00 +0200\r\n"
        "Date: Thu, 6 May 2021 23:30:00 -0500\r\nArchived-At: <https://example.org/17>\r\n\r\n"
    )
    sent = datetime(2021, 5, 7, 4, 30, tzinfo=UTC)
    (article,) = run(put("a.msg", compound(message({**TEXTS, HEADERS: headers}, sent=sent))))[0]
    assert (article.published, article.url) == ("2021-05-06", "https://example.org/17")
    (other,) = run(put("b.msg", compound(message(TEXTS))))[0]
    assert other.published is None


@pytest.mark.parametrize("wide", [True, False])
def test_a_mail_in_html_only(put: Put, wide: bool) -> None:
    page = (
        "<html><head><meta charset=utf-8></head><body><p>Le café a rouvert lundi.</p></body></html>"
    )
    texts = {SUBJECT: "Café"} | ({PAGE: page} if wide else {})
    tree = message(texts, data={} if wide else {PAGE: page.encode()}, sent=SENT)
    (article,) = run(put("a.msg", compound(tree)))[0]
    assert article.text == "Café\n\nLe café a rouvert lundi."


def test_a_mail_in_rich_text_only(put: Put) -> None:
    rich = b"{\\rtf1\\ansi It opened on Monday.\\par The bridge did not.\\par}"
    (article,) = run(put("a.msg", compound(message({SUBJECT: "Quay"}, data={RICH: stored(rich)}))))[
        0
    ]
    assert article.text.split() == [
        "Quay",
        "It",
        "opened",
        "on",
        "Monday.",
        "The",
        "bridge",
        "did",
        "not.",
    ]


def stored(rich: bytes) -> bytes:
    """Compressed rich text that compresses nothing: bytes as they are."""
    pieces = b"".join(b"\0" + rich[n : n + 8] for n in range(0, len(rich), 8))
    return struct.pack("<IIII", len(pieces) + 12, len(rich), 0x75465A4C, 0) + pieces


def test_compressed_rich_text() -> None:
    rich = b"{\\rtf1 abc}" * 30
    assert compressed_rtf.unpacked(stored(rich)) == rich
    packed = bytes.fromhex(
        "2f0000003b0000004c5a467511abce1a03000a0103205468652071407561792c20740e2f20506f70656e09802e0a"
        "a27d0110a0"
    )
    told = b"{\\rtf1\\ansi\\deff0 The quay, the quay, the quay opened.\\par}"
    assert compressed_rtf.unpacked(packed) == told
    assert told.startswith(compressed_rtf.unpacked(packed[:-12]))
    # A copy that reaches into what it writes.
    packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert compressed_rtf.unpacked(packed) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    plain = struct.pack("<IIII", 17, 5, 0x414C454D, 0) + b"{\\rt}"
    assert compressed_rtf.unpacked(plain) == b"{\\rt}"
    for bad in (b"", b"x" * 20):
        with pytest.raises(ValueError, match="no compressed"):
            compressed_rtf.unpacked(bad)


def test_what_hangs_on_it(put: Put, docx: bytes) -> None:
    inner = message(
        {SUBJECT: "Vote", BODY: "The council voted."}, header=24, sent=SENT.replace(day=4)
    )
    tree = message(
        TEXTS, sent=SENT,
        attached=[
            attachment("report.txt", REPORT), attachment("plan.docx", docx),
            attachment("image001.png", b"\x89PNG", "image/png", "image001@x"),
            attachment("IMG_1.jpg", b"\xff\xd8\xff", "image/jpeg"), forwarded(inner),
            attachment("report.txt", b"Another."), attachment("smime.p7s", b"x"),
        ],
    )  # fmt: skip
    good, left = run(put("a.msg", compound(tree)))
    assert [(a.id, a.published) for a in good] == [
        ("a.msg", "2021-05-06"), ("a.msg/report.txt", None), ("a.msg/plan.docx", None),
        ("a.msg/report (2).txt", None), ("a.msg#2", "2021-05-04"),
    ]  # fmt: skip
    assert [(type(e), e.what) for e in left] == [
        (Rubbish, "a.msg/image001.png"), (NotRead, "a.msg/IMG_1.jpg"), (Rubbish, "a.msg/smime.p7s"),
    ]  # fmt: skip
    assert good[-1].text == "Vote\n\nThe council voted."


def test_a_compound_file_that_is_no_mail_is_none(put: Put) -> None:
    for stream, fmt, told in (
        ("Drawing", None, "an old Office file"),
        ("WordDocument", "doc", "an old Word file"),
    ):
        data = compound({stream: b"x" * 5_000})
        assert formats.sniff(data) == fmt
        for name in ("a.msg", "b.txt"):
            ((), (error,)) = run(put(name, data))
            assert told in str(error)
    ((), (empty,)) = run(put("c.msg", compound(message({}))))
    assert "no text" in str(empty)


def test_a_broken_outlook_file_is_one_line(put: Put) -> None:
    tree = message(TEXTS, attached=[attachment("r.txt", REPORT * 300), attachment("b.txt", REPORT)])
    data, chance = compound(tree), random.Random(1)
    begun = time.process_time()
    for n in range(150):
        broken = bytearray(data[: chance.randrange(600, len(data))] if n % 3 == 0 else data)
        for _ in range(chance.randrange(12)):
            broken[chance.randrange(8, len(broken))] = chance.choice(
                (0, 1, 255, chance.randrange(256))
            )
        for item in articles([put(f"{n}.msg", bytes(broken))]):
            assert isinstance(item, Article | InputError | NotRead), item
    assert time.process_time() - begun < 60


def test_streams_that_say_they_are_larger_than_the_file_are_not_read(put: Put) -> None:
    data = compound(message(TEXTS))
    entry = data.index("__substg1.0_1000001F".encode("utf-16-le"))
    lied = data[: entry + 120] + struct.pack("<I", 980_889_404) + data[entry + 124 :]
    begun = time.process_time()
    ((), (error,)) = run(put("a.msg", lied))
    assert "damaged" in str(error)
    assert time.process_time() - begun < 2


def test_mails_within_mails_end(put: Put) -> None:
    inner = message({SUBJECT: "Deep", BODY: "Nothing."}, header=24)
    for n in range(14):
        inner = message(
            {SUBJECT: f"{n}", BODY: f"Text {n}."}, header=24, attached=[forwarded(inner)]
        )
    outer = message(TEXTS, attached=[forwarded(inner)])
    good, _ = run(put("a.msg", compound(outer)))
    assert len(good) == 11
    assert any("not read" in w for a in good for w in a.warnings)
