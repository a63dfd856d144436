"""E-books: one article of the chapters in their order, with the edition's date."""

from __future__ import annotations

import pytest

import office_files as made
from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.office import epub

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"


def book(spine: str, items: str = "", told: str = "", **parts: str) -> bytes:
    root = "OEBPS/content.opf"
    return made.zipped(
        {
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            f'<rootfiles><rootfile full-path="{root}"/></rootfiles></container>',
            root: f'<package xmlns="{_OPF}" xmlns:dc="{_DC}"><metadata>{told}</metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"OEBPS/{name}.xhtml": part for name, part in parts.items()},
        },
        first="application/epub+zip",
    )


def item(name: str, **options: str) -> str:
    more = " ".join(f'{key}="{value}"' for key, value in options.items())
    return f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml" {more}/>'


def chapter(title: str, text: str) -> str:
    return f"<?xml version='1.0' encoding='utf-8'?><html><head><title>x</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"


def refs(*names: str) -> str:
    return "".join(f'<itemref idref="{name}"/>' for name in names)


TWO = {"one": chapter("First", "The quay opened."), "two": chapter("Second", "It closed.")}
ITEMS = item("two") + item("one") + item("nav", properties="nav")


def read(data: bytes) -> Draft:
    (draft,) = epub.read(data, "a.epub")
    assert isinstance(draft, Draft)
    return draft


def test_chapters_come_in_the_order_of_the_spine_and_the_book_tells_of_itself() -> None:
    told = (
        "<dc:title>The Log</dc:title><dc:title>Other</dc:title><dc:creator>Jo Doe</dc:creator>"
        "<dc:date>2019-05-04T00:00:00Z</dc:date><dc:language>en-GB</dc:language>"
    )
    data = book(
        refs("nav", "one", "two", "one", "none"),
        ITEMS,
        told,
        nav=chapter("Contents", "First"),
        **TWO,
    )
    draft = read(data)
    assert draft.text == "## First\n\nThe quay opened.\n\n## Second\n\nIt closed."
    assert (draft.title, draft.author) == ("The Log", "Jo Doe")
    assert (draft.published, draft.language) == ("2019-05-04", "en-GB")
    assert draft.warnings == ()


def test_a_date_that_is_none_is_told() -> None:
    draft = read(book(refs("one"), ITEMS, "<dc:date>long ago</dc:date>", **TWO))
    assert draft.published is None
    assert draft.warnings == ("the date of the edition 'long ago' could not be read",)


def test_a_book_of_pictures_says_so() -> None:
    items = ITEMS + '<item id="p" href="p.jpg" media-type="image/jpeg"/>' * 2
    assert read(book(refs("one"), items, **TWO)).warnings == (
        "2 pictures may hold text that is not read",
    )
    with pytest.raises(InputError, match="no text but pictures"):
        read(book(refs("one"), items, one="<html><body><img src='p.jpg'/></body></html>"))


def test_locked_books_are_told_and_locked_fonts_are_none() -> None:
    def locks(algorithm: str) -> bytes:
        told = f'<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptionMethod Algorithm="{algorithm}"/></encryption>'
        return made.zipped(
            {
                "META-INF/encryption.xml": told,
                "a.opf": f'<package xmlns="{_OPF}"><manifest>{item("one")}</manifest></package>',
                "one.xhtml": TWO["one"],
            },
            first="application/epub+zip",
        )

    assert read(locks("http://www.idpf.org/2008/embedding")).text.startswith("## First")
    with pytest.raises(InputError, match="DRM"):
        read(locks("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))


def test_a_very_long_book_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, "_MOST_CHARACTERS", 20)
    draft = read(book(refs("one", "two"), ITEMS, **TWO))
    assert len(draft.text) == 20
    assert "more than 20 characters" in draft.warnings[0]


def test_a_damaged_book_is_one_line() -> None:
    data = book(refs("one"), ITEMS, **TWO)
    for cut in (
        data[:60],
        data[: len(data) // 2],
        made.zipped({"a": "b"}, first="application/epub+zip"),
    ):
        with pytest.raises(InputError, match="damaged"):
            read(cut)
