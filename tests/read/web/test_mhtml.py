"""Pages saved in one file, as browsers write them."""

from __future__ import annotations

import quopri
from collections.abc import Callable

import pytest

from timeline.errors import InputError, TimelineError
from timeline.model import Article
from timeline.read import articles

Put = Callable[[str, bytes | str], str]
FILLER = "Le conseil de la ville s'est réuni lundi et a décidé de rouvrir le pont et le quai. "
PAGE = f"<!doctype html><html><head><title>Quai</title></head><body><article><h1>Quai</h1><p>{FILLER * 4}</p></article></body></html>"
URL = "https://example.org/news/quai"
CHROME = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: =?utf-8?Q?Quai?=\r\n"
    "Date: Thu, 6 May 2021 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n\r\n'
    "------B----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n{page}\r\n"
    "------B----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: https://example.org/a.png\r\n\r\niVBORw0KGgo=\r\n------B------\r\n"
)


def saved(page: bytes, url: str = URL, charset: str = "") -> bytes:
    told = quopri.encodestring(page).decode("ascii").replace("\n", "\r\n")
    source = CHROME.format(url=url, page=told)
    kind = f"text/html; charset={charset}" if charset else "text/html"
    return source.replace("Content-Type: text/html\r\n", f"Content-Type: {kind}\r\n").encode()


def run(*paths: str) -> tuple[list[Article], list[TimelineError]]:
    items = list(articles(paths))
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, TimelineError)],
    )


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a", "a.eml"])
def test_a_saved_page_is_read_as_the_page(put: Put, name: str) -> None:
    ((article,), left) = run(put(name, saved(PAGE.encode())))
    ((page,), _) = run(put("page.html", PAGE))
    assert (article.text, article.title, article.published) == (
        page.text,
        page.title,
        page.published,
    )
    # The day of saving dates nothing.
    assert (article.published, article.url, article.format) == (None, URL, "mhtml")
    assert not left


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "utf-16-le"])
def test_the_character_set_of_the_part(put: Put, charset: str) -> None:
    ((article,), _) = run(put("a.mhtml", saved(PAGE.encode(charset), charset=charset)))
    assert FILLER.strip() in article.text


def test_the_canonical_address_goes_before_that_of_saving(put: Put) -> None:
    page = PAGE.replace("<title>", '<link rel="canonical" href="/2021/05/04/quai"><title>')
    ((article,), _) = run(put("a.mhtml", saved(page.encode(), f"{URL}?utm=1")))
    assert (article.url, article.published) == ("https://example.org/2021/05/04/quai", "2021-05-04")
    ((local,), _) = run(put("b.mhtml", saved(PAGE.encode(), "file:///C:/a.html")))
    assert local.url is None


@pytest.mark.parametrize(
    "data",
    [
        saved(b""), b"From: <Saved by Blink>\r\n\r\n", b"MIME-Version: 1.0\n\n", b"just words",
        saved(PAGE.encode()).replace(b"text/html", b"text/plain"),
        b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" * 3_000,
    ],
    ids=["empty", "headers", "nothing", "text", "no page", "nested"],
)  # fmt: skip
def test_what_holds_no_page_is_one_line(put: Put, data: bytes) -> None:
    ((), (error,)) = run(put("a.mhtml", data))
    assert isinstance(error, InputError)
    assert "\n" not in str(error)


def test_a_saved_page_that_is_cut_off_is_read_as_far(put: Put) -> None:
    data = saved(PAGE.encode())
    good, left = run(put("a.mhtml", data[: len(data) // 2]))
    assert len(good) + len(left) == 1
