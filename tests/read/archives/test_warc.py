"""Web archives: each page by its own format."""

from __future__ import annotations

import gzip
import random
import time
import zlib
from collections.abc import Callable, Mapping, Sequence

import pytest

from timeline.errors import InputError, NotRead, Rubbish, TimelineError
from timeline.model import Article
from timeline.read import articles

Put = Callable[[str, bytes | str], str]
FILLER = "The council of the town met on Monday and agreed to open the bridge and the quay again. "
PAGE = f"<!doctype html><html><head><title>Quay</title></head><body><article><h1>Quay</h1><p>{FILLER * 4}</p></article></body></html>".encode()
Answer = tuple[str, str, bytes]  # address, media type, body


def record(kind: str, url: str, block: bytes, of: str) -> bytes:
    """One record. of: the media type of its block."""
    told = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2022-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {of}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return told.encode() + block + b"\r\n\r\n"


def warc(
    answers: Sequence[Answer],
    headers: Mapping[str, str] = {},
    *,
    packed: bool = False,
    status: str = "200 OK",
) -> bytes:
    """A web archive of these answers, with what crawlers write beside them."""
    asked = b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"
    records = [record("warcinfo", "", b"software: tests\r\n", "application/warc-fields")]
    for url, kind, body in answers:
        more = "".join(f"{k}: {v}\r\n" for k, v in headers.items())
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode()
        records += [
            record("response", url, head + body, "application/http; msgtype=response"),
            record("request", url, asked, "application/http; msgtype=request"),
        ]
    return b"".join(gzip.compress(each) if packed else each for each in records)


def run(*paths: str, **options: object) -> tuple[list[Article], list[TimelineError]]:
    items = list(articles(paths, **options))  # type: ignore[arg-type]
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, TimelineError)],
    )


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "crawl"])
def test_the_pages_of_a_crawl(put: Put, name: str, pdf: Callable[..., bytes]) -> None:
    found = [
        ("https://example.org/2021/05/04/quay", "text/html; charset=utf-8", PAGE),
        ("https://example.org/report.php?id=3", "application/pdf", pdf([[(50, 700, 11, "It opened.")]])),
        ("https://example.org/notes/", "text/plain", b"The bridge was closed."),
        ("https://example.org/feed", "application/rss+xml", b"<rss><channel><item><title>A</title><description>It opened.</description></item></channel></rss>"),
        ("https://example.org/a.jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("https://example.org/img", "image/png", b"\x89PNG\r\n"),
        ("https://example.org/robots.txt", "text/plain", b"User-agent: *"),
    ]  # fmt: skip
    good, left = run(put(name, warc(found, packed=name.endswith("gz"))))
    assert [(a.id.removeprefix(f"{name}/"), a.format, a.url) for a in good] == [
        ("example.org/2021/05/04/quay", "html", "https://example.org/2021/05/04/quay"),
        ("example.org/report.php?id=3", "pdf", "https://example.org/report.php?id=3"),
        ("example.org/notes", "text", "https://example.org/notes/"),
        ("example.org/feed", "feed", "https://example.org/feed"),
    ]
    # The day of the crawl is in the archive, and dates none.
    assert [a.published for a in good] == ["2021-05-04", None, None, None]
    assert [type(e) for e in left] == [NotRead, NotRead, Rubbish]


def test_a_page_in_the_character_set_that_the_server_names(put: Put) -> None:
    page = PAGE.replace(b"Monday", "łódź, áé".encode("cp1250"))
    data = warc([("https://example.org/a", "text/html; charset=windows-1250", page)])
    ((article,), _) = run(put("a.warc", data))
    assert "łódź, áé" in article.text


def test_a_page_that_begins_as_it_likes(put: Put) -> None:
    bare = PAGE.removeprefix(b"<!doctype html>")
    for page in (
        bare,
        b"\n" + bare,
        b"<!-- " + b"x" * 200 + b" -->" + PAGE,
        b"\xef\xbb\xbf" + PAGE,
    ):
        data = warc([("https://example.org/a", "text/html", page)])
        ((article,), _) = run(put("a.warc", data))
        assert (article.title, article.url) == ("Quay", "https://example.org/a")


def test_errors_and_redirects_of_servers(put: Put) -> None:
    one = [("https://example.org/a", "text/html", PAGE)]
    ((), (gone,)) = run(put("a.warc", warc(one, status="404 Not Found")))
    assert isinstance(gone, NotRead)
    assert (gone.what, gone.kind) == ("a.warc/example.org/a", "an error page")
    ((), (none,)) = run(put("b.warc", warc(one, {"Location": "/b"}, status="301 Moved")))
    assert str(none).startswith("b.warc: it holds no page")


def chunked(body: bytes) -> bytes:
    pieces = (body[n : n + 100] for n in range(0, len(body), 100))
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer-Encoding": "chunked"}),
        (PAGE, {"Transfer-Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
        (PAGE, {"Content-Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content-Encoding": "deflate"}),
        (chunked(gzip.compress(PAGE)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    ],
)  # fmt: skip
def test_a_body_as_it_was_sent(put: Put, body: bytes, headers: dict[str, str]) -> None:
    data = warc([("https://example.org/a", "text/html", body)], headers)
    ((article,), left) = run(put("a.warc", data))
    assert FILLER.strip() in article.text
    assert not left


@pytest.mark.parametrize(
    ("body", "headers", "why"),
    [
        (b"xyz", {"Content-Encoding": "br"}, "not read (br)"),
        (b"\x1f\x8bxyz", {"Content-Encoding": "gzip"}, "damaged"),
        (gzip.compress(b"a" * 60_000_000), {"Content-Encoding": "gzip"}, "more than 150 times"),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_one_line(put: Put, body: bytes, headers: dict[str, str], why: str) -> None:  # fmt: skip
    found = [("https://example.org/a", "text/html", body)]
    ((), (error,)) = run(put("a.warc", warc(found, headers)))
    assert why in str(error)


def test_pages_taken_twice_and_pages_of_files(put: Put) -> None:
    same = ("https://example.org/a", "text/html", PAGE)
    good, _ = run(put("a.warc", warc([same, same])))
    assert [a.id for a in good] == ["a.warc/example.org/a", "a.warc/example.org/a (2)"]
    kinds = ("resource", "conversion", "metadata")
    held = b"".join(
        record(kind, "https://example.org/b", b"It opened.", "text/plain") for kind in kinds
    )
    assert [a.text for a in run(put("b.warc", held))[0]] == ["It opened."] * 2


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_cut_crawl_what_is_whole_is_read(put: Put, packed: bool) -> None:
    chance = random.Random(3)
    found = [(f"https://example.org/{n}", "text/plain", f"{chance.random()} It opened.".encode()) for n in range(9)]  # fmt: skip
    data = warc(found, packed=packed)
    name = "a.warc.gz" if packed else "a.warc"
    good, left = run(put(name, data[: len(data) * 2 // 3]))
    assert 4 <= len(good) <= 7
    assert all(isinstance(e, InputError) for e in left)
    assert 1 <= len(left) <= 2
    assert "cut off or damaged" in str(left[-1])


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", b"WARC/1.0\r\n\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\nx", b"WARC/1.0\r\n" + b"a: b\r\n" * 5_000_000,
        b"WARC/1.0\r\nContent-Length: 1\r\n" + b"a" * 10_000_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 20\r\n"
        b"WARC-Target-URI: http://[::1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n",
    ],
    ids=["end", "negative", "none", "huge", "headers", "line", "address"],
)  # fmt: skip
def test_a_hostile_crawl_is_one_line(put: Put, data: bytes) -> None:
    begun = time.process_time()
    ((), (error,)) = run(put("a.warc", data))
    assert "\n" not in str(error)
    assert isinstance(error, InputError | NotRead)
    assert time.process_time() - begun < 5


def test_a_broken_crawl_gives_errors_and_no_faults(put: Put) -> None:
    data, chance = warc([("https://example.org/a", "text/html", PAGE)] * 3), random.Random(5)
    for n in range(80):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 9)):
            broken[chance.randrange(5, len(broken))] = chance.randrange(256)
        for item in articles([put(f"{n}.warc", bytes(broken))]):
            assert isinstance(item, Article | InputError | NotRead), item
