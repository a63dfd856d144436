"""Files that are made to break a reader: each gives its text, or one error, in little time.

Times are compared at two sizes, or are those of a case that took minutes.
"""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mutating import broken, mutated, samples
from timeline.decode import charset, declared
from timeline.errors import InputError, StageFailed
from timeline.model import Article
from timeline.read import articles, formats, jsonl, markdown
from timeline.read.draft import Draft, Found
from timeline.read.mail import eml
from timeline.read.office import docx as word
from timeline.read.pdf import pdf as portable
from timeline.read.published import from_value, stated
from timeline.read.web import feed, html, html_text

Put = Callable[[str, bytes | str], str]
HEAD = b"From: jo@example.org\nSubject: Quay\nDate: Tue, 4 May 2021 10:00:00 +0000\n"
FILLER = "The quay was closed on Tuesday, and nobody in the town minded it very much at all. "


def drafts(items: Iterator[Found]) -> list[Draft]:
    found = list(items)
    assert all(isinstance(item, Draft) for item in found), found
    return [item for item in found if isinstance(item, Draft)]


def quick(read: Callable[[], object], seconds: float = 10) -> None:
    """Far from the minutes that it took, and far above what it takes on a busy machine."""
    begun = time.process_time()
    read()
    assert time.process_time() - begun < seconds


# -- character sets ----------------------------------------------------------------------------

NO_SETS = [
    "a\0b", "undefined", "punycode", "utf-7", "unicode_escape", "raw_unicode_escape", "idna",
    "rot13", "hex", "base64", "zlib", "bz2", "uu", "quopri", "mbcs", "no-such-set", "x" * 5_000, "",
]  # fmt: skip


@pytest.mark.parametrize("named", NO_SETS)
def test_what_is_no_character_set_of_text_is_left_to_the_detector(named: str) -> None:
    assert charset(named) is None
    text, notes = declared("Le café \\ud800 +2AA- est fermé.".encode("cp1252"), named, "a")
    assert text == "Le café \\ud800 +2AA- est fermé."
    assert "none that is read" in notes[0]


@pytest.mark.parametrize(
    ("named", "python"),
    [("UTF8", "utf-8"), ("latin1", "iso8859-1"), (" Windows-1252", "cp1252"), ("KOI8-R", "koi8-r")],
)
def test_character_sets_of_text_go_by_their_usual_names(named: str, python: str) -> None:
    assert charset(named) == python


@pytest.mark.parametrize("named", [n for n in NO_SETS if n and "\0" not in n])
@pytest.mark.parametrize("suffix", [".eml", ".html", ".rss"])
def test_a_file_in_no_character_set_is_read(put: Put, suffix: str, named: str) -> None:
    body = FILLER.encode() * 8 + "Le café \\ud800 +2AA- est fermé.".encode("cp1252")
    label = named.encode()
    head = {
        ".eml": HEAD + b'Content-Type: text/plain; charset="' + label + b'"\n\n',
        ".html": b"<html><head><meta charset='" + label + b"'></head><body><article><p>",
        ".rss": b'<?xml version="1.0" encoding="' + label + b'"?><rss><item><description>',
    }[suffix]
    tail = b"</description></item></rss>" if suffix == ".rss" else b""
    (article,) = articles([put(f"a{suffix}", head + body + tail)])
    assert isinstance(article, Article), article
    assert "Le café \\ud800 +2AA- est fermé." in article.text
    article.model_dump_json()


@pytest.mark.parametrize("named", NO_SETS)
def test_encoded_words_of_a_header_in_no_character_set(named: str) -> None:
    subject = f"Subject: =?{named}?q?caf=E9=20+2AA-?= =?{named}?b?2AA=?=\n".encode()
    (draft,) = drafts(eml.read(b"From: a@b.org\nDate: x\n" + subject + b"\nIt opened.\n", "a.eml"))
    assert "It opened." in draft.text
    draft.text.encode()


def test_a_page_that_names_utf_16_in_ascii_is_read_as_what_it_is() -> None:
    page = f"<html><head><meta charset=utf-16></head><body><p>{FILLER * 4}</p></body></html>"
    (draft,) = drafts(html.read(page.encode(), "a.html"))
    assert FILLER.strip() in draft.text


def test_nothing_that_is_read_holds_half_a_surrogate_pair_or_a_nul(put: Put) -> None:
    odd = "a \ud800 b \0 c"
    record = dict.fromkeys(("text", "id", "title", "language", "url", "published"), odd)
    path = put("a.jsonl", json.dumps(record) + "\n" + json.dumps(record | {"id": "b"}))
    for article in articles([path, put("b.md", '---\ntitle: "x \\ud800 \\0"\n---\nText.')]):
        assert isinstance(article, Article)
        told = json.dumps(article.model_dump(mode="json"), ensure_ascii=False)
        told.encode()
        assert "\\u0000" not in told
    assert articles([path])
    (first, *_) = articles([path])
    assert isinstance(first, Article)
    assert first.text == "a \ufffd b \ufffd c"  # one for one, so that offsets hold


# -- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "9999999-01-01", ".inf", "9" * 80, "Mon, 99 Foo 99999 10:00:00 +0000", "0000-00-00",
        "Mon, 1 Jan 99999999999999999999 00:00:00 +0000", "2020-13-45", "1e999", "\ud800 2020",
        "Mon, 1 Jan 2020 00:00:00 +99999999999999999999", "Mon, 01 Jan 2020 99:99:99 +0000",
        "!!python/object:os.system x", "²⁰²⁰-01-01",
    ],
)  # fmt: skip
def test_a_date_far_out_of_range_is_none(put: Put, value: str) -> None:
    assert from_value(value) in (None, "2020-01-01", "2020")
    shown = value.encode("utf-8", "replace").decode()
    files = [
        put("a.md", f"---\ndate: {shown}\n---\nText."),
        put("b.md", f"+++\ndate = {shown}\n+++\nText."),
        put("c.eml", f"From: a@b.org\nTo: c@d.org\nDate: {shown}\nMessage-ID: <{shown}\n\nText."),
        put("d.rss", f"<rss><item><pubDate>{shown}</pubDate><title>x</title><description>Text.</description></item></rss>"),
        put("e.jsonl", json.dumps({"text": "Text.", "published": value})),
        put("f.html", f'<html><head><meta name="date" content="{shown}"></head><body><time datetime="{shown}" class="published">{shown}</time><p>{FILLER * 9}</p></body></html>'),
    ]  # fmt: skip
    found = list(articles(files))
    assert len(found) == len(files)
    assert all(isinstance(item, Article) for item in found), found


def test_days_at_the_ends_of_the_calendar_are_days() -> None:
    assert from_value("Tue, 31 Dec 0000 00:00:00 +0000") is None  # not 2000
    assert from_value("9999-12-31") == "9999-12-31"
    assert stated("Fri, 31 Dec 9999 23:59:59 -1200", "it")[0] == "9999-12-31"


# -- Markdown ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# A plan", "A plan"), ("# A plan ##  ", "A plan"), ("#\tC#", "C"), ("# # x # #", "# x #"),
        ("# ##", "#"), ("##  no title", None), ("#none", None),
    ],
)  # fmt: skip
def test_headings_with_and_without_closing_signs(heading: str, title: str | None) -> None:
    (draft,) = drafts(markdown.read(f"{heading}\n\nText.".encode(), "a.md"))
    assert draft.title == title


@pytest.mark.parametrize(
    "source",
    [
        "# a" + " " * 45_000 + "b", "# a" + " #" * 20_000 + "b", "#" * 100_000,
        "+++\n" + "a." * 24_000 + "b = 1\n+++\nText.", "+++\na = " + "9" * 40_000 + "\n+++\nText.",
        "---\na: " + "[" * 40_000 + "\n---\nText.", "---\n" + "? " * 20_000 + "\n---\nText.",
    ],
    ids=["blanks", "signs", "no heading", "dots", "digits", "lists", "keys"],
)  # fmt: skip
def test_markdown_takes_time_in_proportion(source: str) -> None:
    quick(lambda: drafts(markdown.read(source.encode(), "a.md")), 5)


# -- Word --------------------------------------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPENED = "<w:p><w:r><w:t>The quay opened.</w:t></w:r></w:p>"


def docx_of(body: str, before: str = "", **others: str) -> bytes:
    """The smallest Word file: a document's body, what stands before it, other parts by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
        for part, source in others.items():
            archive.writestr(f"word/{part}.xml", source)
    return held.getvalue()


def table(row: str) -> str:
    return f"<w:tbl>{row}</w:tbl>"


def cell(properties: str, text: str = OPENED) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def test_the_smallest_word_file() -> None:
    (draft,) = drafts(word.read(docx_of(OPENED * 2), "a.docx"))
    assert draft.text == "The quay opened.\n\nThe quay opened."


@pytest.mark.parametrize(
    "body",
    ["<w:p/>" * 4_000_000, "<!-- x -->" * 2_000_000, f"<w:p a='{'a ' * 9_000_000}'/>"],
    ids=["paragraphs", "comments", "attribute"],
)
def test_a_word_file_that_unpacks_to_hundreds_of_times_its_size_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="unpacks to"):
        list(word.read(docx_of(body), "a.docx"))


def test_of_a_word_file_with_too_many_elements_the_rest_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("timeline.read.office.xml_events.MOST_ELEMENTS", 10)
    (draft,) = drafts(word.read(docx_of(OPENED * 50), "a.docx"))
    assert 10 < len(draft.text) < 100
    assert "the rest of it was left out" in draft.warnings[0]


@pytest.mark.parametrize(
    ("properties", "row"),
    [
        ('<w:gridSpan w:val="50000000"/>', "<w:trPr/>"),
        ('<w:gridSpan w:val="-9"/>', "<w:trPr/>"),
        ('<w:gridSpan w:val="99999999999999999999999"/>', "<w:trPr/>"),
        ("", '<w:trPr><w:gridBefore w:val="50000000"/><w:gridAfter w:val="50000000"/></w:trPr>'),
        ("<w:vMerge/>", "<w:trPr/>"),
    ],
)
def test_cells_of_a_word_table_may_claim_any_width(properties: str, row: str) -> None:
    body = table(f"<w:tr>{row}{cell(properties)}{cell('')}</w:tr>")
    (draft,) = drafts(word.read(docx_of(body), "a.docx"))
    assert draft.text == "| The quay opened. | The quay opened. |"


def test_a_cell_over_two_rows_is_told_in_both_and_one_over_two_columns_once() -> None:
    one = OPENED.replace("quay", "one")
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell(begins)}{cell('', one)}</w:tr>"
        f"<w:tr>{cell(goes_on, '<w:p/>')}{cell('')}</w:tr>"
        "<w:tr>" + cell('<w:gridSpan w:val="2"/>', one) + "</w:tr>"
    )
    (draft,) = drafts(word.read(docx_of(table(rows)), "a.docx"))
    assert draft.text.split("\n") == [
        "| The quay opened. | The one opened. |",
        "| The quay opened. | The quay opened. |",
        "| The one opened. |",
    ]


@pytest.mark.parametrize(
    "declared_type",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://localhost:9/x.dtd">',
    ],
)
def test_a_word_file_that_declares_entities_is_refused(declared_type: str) -> None:
    with pytest.raises(InputError, match="document type"):
        list(word.read(docx_of(OPENED, declared_type), "a.docx"))


def test_word_elements_of_any_depth() -> None:
    body = "<w:x>" * 50_000 + "</w:x>" * 50_000 + OPENED
    (draft,) = drafts(word.read(docx_of(body), "a.docx"))
    assert draft.text == "The quay opened."


# -- e-mail ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "Subject: " + "a " * 200_000, "Subject: a\n" + " a\n" * 100_000,
        "Subject:" + " =?utf-8?q?a?=\n" * 8_000, "Subject: " + "=?utf-8?q?a?= " * 8_000,
        "Content-Type: text/plain; " + "a=b; " * 40_000, "Content-Type: " + "(" * 100_000,
        "Content-Type: text/plain; name=" + " =?utf-8?q?a?=\n" * 8_000, "X-A: b\n" * 20_000,
        "Content-Type: multipart/mixed; boundary=" + "x" * 100_000,
        "From: " + "(" * 100_000, "From: " + "<" * 100_000, "Date: " + "(" * 100_000,
    ],
    ids=lambda head: head[:20].strip(),
)  # fmt: skip
def test_headers_of_any_length(head: str) -> None:
    mail = HEAD.replace(b"Subject", b"X-Subject") + head.encode() + b"\n\nIt opened.\n"
    with suppress(InputError):  # of a mail that says it has parts and has none
        quick(lambda: list(eml.read(mail, "a.eml")))


def test_a_long_subject_is_cut_and_the_body_read() -> None:
    mail = HEAD.replace(b"Quay", b"Quay " * 20_000) + b"\nIt opened.\n"
    (draft,) = drafts(eml.read(mail, "a.eml"))
    assert draft.published == "2021-05-04"
    assert len(draft.title or "") < 3_000
    assert draft.text.endswith("It opened.\n")


def _nested(levels: int) -> bytes:
    opened = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)
    )
    return HEAD + b"".join(opened) + b"Content-Type: text/plain\n\nIt opened.\n"


def test_parts_within_parts() -> None:
    assert "It opened." in drafts(eml.read(_nested(12), "a.eml"))[0].text
    for levels in (60, 1_000, 10_000):
        with pytest.raises(InputError, match="nested more than"):
            list(eml.read(_nested(levels), "a.eml"))


@pytest.mark.parametrize(
    "part", ["--b\n\nx\n", "--b\nContent-Type: message/rfc822\n\nSubject: b\n\nx\n"]
)
@pytest.mark.parametrize("kind", ["mixed", "digest", "related"])
def test_parts_beside_parts(kind: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.read.mail.mail_parts._MOST_PARTS", 100)
    head = HEAD + f"Content-Type: multipart/{kind}; boundary=b\n\n".encode()
    assert list(eml.read(head + part.encode() * 3 + b"--b\n\nIt opened.\n--b--\n", "a.eml"))
    with pytest.raises(InputError, match="more than 100 parts"):
        list(eml.read(head + part.encode() * 300 + b"--b--\n", "a.eml"))


def test_mails_within_mails_without_end() -> None:
    mail = (HEAD + b"Content-Type: message/rfc822\n\n") * 5_000 + b"Subject: x\n\nIt opened.\n"
    with pytest.raises(InputError):
        list(eml.read(mail, "a.eml"))


# -- pages -------------------------------------------------------------------------------------


def page(within: str, head: str = "") -> str:
    told = f"<p>{FILLER * 5}</p>"
    return f"<html><head>{head}</head><body><h1>Quay</h1><article>{told}{within}{told}</article></body></html>"


def test_attributes_that_are_more_than_any_tag_has_are_left_out() -> None:
    many = " ".join(f"a{n}='>' b{n}" for n in range(20_000))
    short = page(f"<p {many}>It opened.</p>")
    quick(lambda: html.extract(short, "a.html"))
    assert "It opened." in html.extract(short, "a.html").text
    assert html_text.lines(f"<p {many}>It opened.</p>") == "It opened."


@pytest.mark.parametrize(
    "source",
    [
        f'<p class="{"x " * 9_000}" id=a>', '<div data-x="' + '{"a > b": 1, ' * 2_000 + '">',
        "<script>if (a<b) {" + " x = y;" * 9_000 + "}</script>", "<!-- <p " + "a=b " * 9_000 + "-->",
    ],
)  # fmt: skip
def test_long_tags_of_few_attributes_stay_as_they_are(source: str) -> None:
    assert html_text.bounded(source) == source


@pytest.mark.parametrize(
    "within",
    ["<p>x" * 31_000, "<table>" + "<tr><td>x" * 16_000 + "</table>"],
)
def test_a_page_of_more_elements_than_any_gives_all_its_text(within: str) -> None:
    draft = html.extract(page(within), "a.html")
    assert FILLER.strip() in draft.text
    assert "all its text was taken" in draft.warnings[-1]


@pytest.mark.parametrize(
    "within",
    [
        "<div>" * 20_000, "<b>" * 20_000, "<!-- x" * 10_000, "<" * 30_000, "<p title='" + "x " * 500_000,
        "<table><tr><td rowspan=50000000 colspan=50000000>x</td><td colspan=-1>y</table>",
        '<time class=published datetime="le 4 mai 2021 hou">x</time>' * 3_000,
        "<div itemprop=datePublished>x" * 200 + "<p>word</p>" * 5_000,
        "<nav></nav>some words behind it " * 10_000, "<aside>" * 150 + "x " * 500_000,
        "<div><h3>Lire aussi</h3><p><a href=x>a quay</a></p></div>" * 7_000, "x<br>" * 10_000,
        "<span>" * 5_000 + "x" * 1_000_000, "<dl>" + "<dt>a<dd>b" * 12_000, "<ul><li>x" * 10_000,
        ("<p>A sentence that is set out.</p><p>" + "word " * 2_000 + "</p>") * 100,
    ],
    ids=lambda within: within[:24],
)  # fmt: skip
def test_pages_that_are_made_to_take_long(within: str) -> None:
    quick(lambda: html.extract(page(within), "a.html"), 20)


@pytest.mark.parametrize(
    "linked",
    [
        '{"@graph":[' * 40_000, '{"datePublished":' + "9" * 9_000 + "}", " " * 200_000 + "x",
        "[" + '{"datePublished":"le 4 mai 2021 a peu"},' * 9_000 + "1]", "-->" + " *" * 100_000 + "x",
        '"datePublished"' * 20_000 + " " * 50_000,
    ],
    ids=lambda linked: linked[:24].strip(),
)  # fmt: skip
def test_linked_data_that_is_made_to_take_long(linked: str) -> None:
    head = f'<script type="application/ld+json">{linked}</script>'
    quick(lambda: html.extract(page("", head), "a.html"), 15)


def test_many_blocks_of_linked_data() -> None:
    block = '<script type="application/ld+json">{"a" "datePublished":"den 4 Mai 2021"}</script>'
    quick(lambda: html.extract(page("", block * 5_000), "a.html"), 15)


def test_what_a_file_is_is_told_in_little_time() -> None:
    for source in ("<!-- -->" * 500, "<!-- x -->" * 400 + "<!--", "<!--" * 1_000, "<?a ?>" * 600):
        quick(lambda source=source: formats.sniff(source.encode()), 1)  # type: ignore[misc]
    assert formats.sniff(b"<!-- a --> <!-- b -->\n<html>") == "html"
    assert formats.sniff(b"<?xml version='1.0'?><!-- a --> <!-- b --><rss>") == "feed"


# -- feeds, JSON Lines, all --------------------------------------------------------------------


def test_entities_of_a_feed_are_refused() -> None:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    source = f'<!DOCTYPE rss [<!ENTITY a0 "x">{bomb}]><rss><item><title>&a12;</title></item></rss>'
    with pytest.raises(InputError, match="entities"):
        list(feed.read(source.encode(), "a.rss"))


def test_namespaces_of_a_feed_are_not_told_again_with_each_element() -> None:
    known = " ".join(f'xmlns:x{n}="u{n}"' for n in range(3_000))
    told = "a &lt; b &gt; &amp;amp; c<b>d &lt; e</b>" + "<b/>" * 3_000 + " f &amp; g"
    source = f"<rss><item {known}><description>{told}</description></item></rss>".encode()
    quick(lambda: list(feed.read(source, "a.rss")))
    (draft,) = drafts(feed.read(source, "a.rss"))
    assert draft.text == "a < b > & cd < e f & g"


def test_a_prefix_that_a_feed_declares_nowhere() -> None:
    item = "<item><description>It <w:b>opened</w:b>.</description></item>"
    source = f"<rss><channel>{item}{' ' * 200_000}</channel></rss>"
    draft, error = feed.read(source.encode(), "a.rss")
    assert isinstance(error, InputError)
    assert "not defined" in error.why
    assert isinstance(draft, Draft)
    assert draft.text == "It opened."


@pytest.mark.parametrize("field", ["id", "published", "title", "x"])
@pytest.mark.parametrize(
    "value", ["9" * 9_000, "NaN", "-Infinity", "1e999", "[" * 5_000, "9" * 4_000]
)
def test_numbers_and_depths_that_json_lets_pass(put: Put, field: str, value: str) -> None:
    path = put("a.jsonl", f'{{"{field}": {value}, "text": "It opened."}}\n{{"text": "It closed."}}')
    found = list(articles([path]))
    assert len(found) == 2
    assert isinstance(found[1], Article)


def test_a_deep_list_of_articles(put: Put) -> None:
    deep = '{"a":' * 900 + "1" + "}" * 900
    (article,) = articles([put("a.json", f'[{{"text": "It opened.", "x": {deep}}}]')])
    assert article.text == "It opened." if isinstance(article, Article) else article.why


def test_of_a_file_with_very_many_errors_the_last_are_counted(put: Put) -> None:
    found = list(articles([put("a.jsonl", '{"text": "a"}\n' + "{\n" * 5_000 + '{"text": "b"}')]))
    told = [item for item in found if isinstance(item, InputError)]
    assert len(found) - len(told) == 2
    assert len(told) == 21
    assert "4980 more" in told[-1].why


def test_files_changed_by_chance_keep_what_is_promised(tmp_path: Path) -> None:
    chance, sound = random.Random(14), samples()
    for _ in range(120):
        suffix, data = mutated(chance, sound)
        assert broken(suffix, data, tmp_path) is None, (suffix, data)


@pytest.mark.parametrize("suffix", sorted(samples()))
def test_the_files_that_are_changed_are_sound(tmp_path: Path, suffix: str) -> None:
    for number, data in enumerate(samples()[suffix]):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(data)
        assert all(isinstance(item, Article) for item in articles([str(path)]))


def test_of_a_pdf_with_very_many_pages_the_last_are_left_out(
    pdf: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.read.pdf.pdf._MOST_PAGES", 2)
    pages = [[(50, 700, 12, f"It opened {word}.")] for word in ("early", "late", "never")]
    (draft,) = drafts(portable.read(pdf(pages), "a.pdf"))
    assert "late" in draft.text
    assert "never" not in draft.text
    assert draft.warnings == ("only its first 2 pages were read",)


def test_whatever_a_reader_raises_is_one_error_of_its_file(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: bytes, name: str) -> Iterator[Draft]:
        yield Draft(text="It opened.", number=1)
        raise RecursionError("too deep\nby far")

    monkeypatch.setattr(jsonl, "read", broken)
    first, error, last = articles([put("a.jsonl", "{}"), put("b.txt", "It closed.")])
    assert isinstance(first, Article)
    assert isinstance(error, StageFailed)
    assert str(error).startswith(
        "a.jsonl, from article 2 on: the read stage failed on it (RecursionError: too deep);"
    )
    assert isinstance(error.__cause__, RecursionError)
    assert isinstance(last, Article)
