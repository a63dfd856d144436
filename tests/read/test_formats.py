"""One test or a few for each format's reader; collect's tests cover bad files."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator

import pytest

import office_files
from timeline.cli.commands import extract
from timeline.errors import InputError
from timeline.read import formats, jsonl, markdown, signatures
from timeline.read.draft import Draft, Found, Member
from timeline.read.mail import eml
from timeline.read.office import docx as word
from timeline.read.web import html

FILLER = "The plan had been talked over for years before anybody in the town believed in it. "


def one(items: Iterator[Found]) -> Draft:
    (draft,) = list(items)
    assert isinstance(draft, Draft)
    return draft


# -- registry ----------------------------------------------------------------------------------


def test_every_suffix_has_a_reader_and_stands_in_the_help() -> None:
    listed = (extract.command.__doc__ or "").replace(",", " ").split()
    for suffix, format_ in formats.SUFFIXES.items():
        assert suffix.startswith(".")
        assert callable(formats.module(format_.name).read)
        assert suffix in listed


@pytest.mark.parametrize(
    "data", [b"", b"plain words", b"{not json}", b"<3 this", b"Date: soon\n\nwords", b'["a", "b"]']
)
def test_plain_text_is_no_other_format(data: bytes) -> None:
    assert formats.sniff(data) is None


# -- Markdown ----------------------------------------------------------------------------------


def test_markdown_front_matter_describes_the_article() -> None:
    source = "---\ntitle: 'A plan'\ndate: 2020-08-19\nlang: fr\nurl: https://x.org/a\n---\n\n# Other\n\nText."
    draft = one(markdown.read(source.encode(), "a.md"))
    assert draft.text == source
    assert (draft.title, draft.language, draft.url) == ("A plan", "fr", "https://x.org/a")
    assert (draft.published, draft.published_how) == ("2020-08-19", "metadata")


def test_markdown_toml_front_matter_and_a_heading_as_title() -> None:
    draft = one(markdown.read(b"+++\ndate = 2020-08-19\n+++\n# The **plan**\n\nText.", "a.md"))
    assert (draft.title, draft.published) == ("The plan", "2020-08-19")


def test_markdown_without_front_matter() -> None:
    draft = one(markdown.read(b"---\nJust a rule above.\n---\n\nText.", "a.md"))
    assert (draft.title, draft.published) == (None, None)


def test_markdown_with_a_date_that_is_none() -> None:
    draft = one(markdown.read(b"---\ndate: next week\n---\nText.", "a.md"))
    assert draft.published is None
    assert "next week" in draft.warnings[0]


@pytest.mark.parametrize(
    "matter",
    [
        "title: 'Harbour: the plan'\ndate: 2020-08-19",
        "title: Harbour: the plan\ndate: 2020-08-19",  # no YAML, and what people write
        'Title: "Harbour: the plan"\nDate: 2020-08-19 # as printed\ntags: [a, b]',
        "title: >\n  Harbour:\n  the plan\nby: {name: X}\npublished: 2020-08-19",
        "date: [soon]\npubdate: 2020-08-19T10:00:00Z\ntitle: 'Harbour: the plan'",
    ],
)
def test_markdown_front_matter_as_people_write_it(matter: str) -> None:
    draft = one(markdown.read(f"---\n{matter}\n---\nText.".encode(), "a.md"))
    assert (draft.title, draft.published, draft.warnings) == ("Harbour: the plan", "2020-08-19", ())


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    "matter",
    [
        BOMB + "title: *t",
        BOMB + "title: *u\ndate: *u",
        "title: " + "[" * 5_000,
        "title: " + "{a: " * 5_000,
        "title: !!python/object/apply:os.getcwd []",
        "title: &a [*a]",
        "? " * 5_000,
        "- " * 5_000,
        "x: y\n" * 200_000 + "title: T",
    ],
)
def test_hostile_front_matter_is_read_in_bounded_time_as_nothing(matter: str) -> None:
    begun = time.perf_counter()
    source = f"---\n{matter}\n---\n\n# The plan\n\nText."
    draft = one(markdown.read(source.encode(), "a.md"))
    assert draft.text == source
    assert draft.title is None or len(draft.title) < 6_000
    assert draft.published is None
    assert time.perf_counter() - begun < 5


def test_broken_toml_front_matter_is_text() -> None:
    draft = one(markdown.read(b"+++\ntitle = 'T\n+++\n# The plan\n\nText.", "a.md"))
    assert draft.title == "The plan"


# -- JSON Lines --------------------------------------------------------------------------------


def test_json_lines_one_article_a_line_and_bad_lines_apart() -> None:
    lines = [
        json.dumps(
            {"id": 7, "title": "T", "published": "2020-08-19", "language": "en", "text": "a\r\nb"}
        ),
        "{broken",
        "",
        json.dumps(["text"]),
        json.dumps({"id": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": " "}),
        json.dumps({"text": "Last.", "extra": 1}),
    ]
    items = list(jsonl.read("\n".join(lines).encode(), "x.jsonl"))
    drafts = [i for i in items if isinstance(i, Draft)]
    errors = [i for i in items if isinstance(i, InputError)]
    assert [(d.id, d.line, d.text, d.published and d.published_how) for d in drafts] == [
        ("7", 1, "a\r\nb", "given"),
        (None, 8, "Last.", None),
    ]
    assert [e.what for e in errors] == [f"x.jsonl:{n}" for n in (2, 4, 5, 6, 7)]
    assert "column 2" in errors[0].why


def test_json_lines_fields_of_the_wrong_kind_are_warnings() -> None:
    line = json.dumps({"text": "A \ud800 b.", "title": 3, "published": "soon"})
    draft = one(jsonl.read(line.encode(), "x.jsonl"))
    assert draft.text == "A \ufffd b."
    assert draft.title is None
    assert draft.published is None
    assert len(draft.warnings) == 3


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("many", [True, False])
def test_json_one_object_or_a_list(many: bool, indent: int | None) -> None:
    article = {"id": "a", "text": "One."}
    data = json.dumps([article, article] if many else article, indent=indent).encode()
    assert [getattr(d, "id", None) for d in jsonl.read(data, "x.json")] == ["a"] * (
        2 if many else 1
    )


def test_a_file_that_is_no_json_lines_is_given_up_on() -> None:
    items = list(jsonl.read(b"word\n" * 1000, "x.jsonl"))
    assert len(items) == 11
    assert all(isinstance(i, InputError) for i in items)


def test_deeply_nested_json_is_an_error() -> None:
    (item,) = jsonl.read(b'{"text": ' + b"[" * 100_000, "x.jsonl")
    assert isinstance(item, InputError)


def test_articles_of_one_file_have_hashes_of_their_own() -> None:
    a, b = jsonl.read(b'{"text": "One."}\n{"text": "Two."}', "x.jsonl")
    assert isinstance(a, Draft)
    assert isinstance(b, Draft)
    assert a.source != b.source


# -- HTML --------------------------------------------------------------------------------------

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Harbour plan agreed | The Test</title>
<link rel="canonical" href="https://example.org/2019/01/02/plan">{{head}}</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Harbour plan agreed</h1>
<figure><img src="a.jpg"><figcaption>The harbour on March 3, 2020. Photo: A. N. Other</figcaption></figure>
<p>{FILLER}It was agreed on Monday<sup><a href="#n1">1</a></sup>, the 9<sup>th</sup> of March.</p>
<h2>What it costs</h2><p>{FILLER}<br>{FILLER}</p>
<blockquote><p>We will pay for it ourselves, and gladly, said the mayor of the town.</p></blockquote>
<ul><li>Quays</li><li>Cranes</li></ul></article>
<footer>© 2021 The Test. Updated 5 May 2021.</footer></body></html>"""


def page(head: str = "") -> Draft:
    return one(html.read(PAGE.replace("{head}", head).encode(), "a.html"))


def test_html_main_text_keeps_its_structure() -> None:
    draft = page()
    blocks = draft.text.split("\n\n")
    assert blocks[0] == "Harbour plan agreed"
    assert blocks[1] == "The harbour on March 3, 2020. Photo: A. N. Other"
    assert blocks[2].endswith("It was agreed on Monday, the 9th of March.")
    assert "## What it costs" in blocks
    assert "> We will pay for it ourselves, and gladly, said the mayor of the town." in blocks
    assert "- Quays\n- Cranes" in blocks
    assert "World" not in draft.text
    assert "©" not in draft.text
    assert (draft.title, draft.language) == ("Harbour plan agreed", None)
    assert draft.url == "https://example.org/2019/01/02/plan"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2020-03-09T23:30:00-05:00">', "2020-03-09"),
        ('<meta name="DC.date.issued" content="2020-03">', "2020-03"),
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2020-03-09"}]}</script>', "2020-03-09"),
        ('<script type="application/ld+json">[{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type": "NewsArticle", "datePublished": "2020-03-09"}]</script>', "2020-03-09"),
        ('<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2020-03-09"}</script>', "2020-03-09"),
        ('<script type="application/ld+json">{broken</script>', "2019-01-02"),
        ('<meta property="article:modified_time" content="2021-05-05">', "2019-01-02"),
        ('<meta name="date" content="recently">', "2019-01-02"),
    ],
)  # fmt: skip
def test_html_dates_come_from_metadata_then_the_address(head: str, published: str) -> None:
    assert (page(head).published, page(head).published_how) == (published, "metadata")


def test_html_is_never_dated_from_its_text() -> None:
    source = PAGE.replace("2019/01/02/", "").replace("{head}", "")
    draft = one(html.read(source.encode(), "a.html"))
    assert (draft.published, draft.published_how) == (None, "unknown")


def test_html_headline_outside_the_main_text_comes_first() -> None:
    body = f"<html><head><meta property='og:title' content='A plan'></head><body><p>{FILLER * 3}</p></body></html>"
    assert one(html.read(body.encode(), "a.html")).text.startswith("A plan\n\nThe plan had been")


def test_html_in_its_own_encoding() -> None:
    body = f"<html><head><meta charset='iso-8859-1'></head><body><p>Été à Genève. {FILLER * 3}</p></body></html>"
    assert one(html.read(body.encode("latin-1"), "a.html")).text.startswith("Été à Genève.")


@pytest.mark.parametrize(
    "body",
    [
        "<?xml version='1.0' encoding='utf-8'?>\n<html><body>{}</body></html>",
        "{}",
        "<html><body>\x01{}",
    ],
)
def test_html_of_other_makes(body: str) -> None:
    text = one(html.read(body.format(f"<p>{FILLER * 3}</p>").encode(), "a.html")).text
    assert text == (FILLER * 3).strip()


def test_html_keeps_what_is_said_twice() -> None:
    said = "<p>The same words stand here twice, as a refrain does in a song, and should stay.</p>"
    body = f"<html><body><article>{said}<p>{FILLER}One.</p>{said}<p>{FILLER}Two.</p></article></body></html>"
    assert one(html.read(body.encode(), "a.html")).text.count("refrain") == 2


@pytest.mark.parametrize("source", ["", "<html></html>", "<html><body></body></html>", "<!-- -->"])
def test_html_without_text_is_refused(source: str) -> None:
    with pytest.raises(InputError):
        list(html.read(source.encode(), "a.html"))


# -- Word --------------------------------------------------------------------------------------


def test_docx_keeps_its_structure(docx: bytes) -> None:
    draft = one(word.read(docx, "a.docx"))
    assert draft.text.split("\n\n") == [
        "# Harbour to be rebuilt",
        "The council met on Monday and agreed.",
        "## What it costs",
        "- Quays\n- Cranes",
        "> We will pay, the mayor said.",
        "| 2021: Work begins |",
    ]
    assert (draft.title, draft.published) == ("Harbour to be rebuilt", None)


def test_docx_footnotes_end_the_text(docx: bytes) -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = (
        f'<w:footnotes xmlns:w="{name}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>A. Author, A Book, 2019.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    relation = (
        '<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            if item == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode())
            if item == "[Content_Types].xml":
                data = data.replace(b"</Types>", kind.encode())
            if item == "word/document.xml":
                mark = b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
                data = data.replace(b"and agreed.</w:t></w:r>", b"and agreed." + mark)
            new.writestr(item, data)
        new.writestr("word/footnotes.xml", notes)
    text = one(word.read(buffer.getvalue(), "a.docx")).text
    assert "and agreed.[^2]" in text
    assert text.endswith("\n\n[^2]: A. Author, A Book, 2019.")


def test_docx_cut_short_or_too_large_is_refused(
    docx: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in (docx[:100], docx[: len(docx) // 2], b"PK\x03\x04"):
        with pytest.raises(InputError, match="damaged"):
            list(word.read(data, "a.docx"))
    monkeypatch.setattr("timeline.read.office.package.MOST_UNPACKED", 10)
    with pytest.raises(InputError, match="unpacks"):
        list(word.read(docx, "a.docx"))


# -- e-mail ------------------------------------------------------------------------------------

HEAD = "From: a@example.org\nSubject: Fwd: {}\nDate: Tue, 10 Mar 2020 23:30:00 -0500\nMIME-Version: 1.0\n"


def test_email_subject_and_plain_body() -> None:
    head = HEAD.format("=?utf-8?q?L=27=C3=A9t=C3=A9?=")
    body = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nReçu lundi.\n"
    draft = one(eml.read(head.encode() + body.encode("latin-1"), "a.eml"))
    assert draft.text == "L'été\n\nReçu lundi.\n"
    assert (draft.title, draft.published, draft.published_how) == (
        "L'été",
        "2020-03-10",
        "metadata",
    )


def test_email_with_attachments_prefers_the_plain_part() -> None:
    mail = HEAD.format("Plan") + (
        'Content-Type: multipart/mixed; boundary="B"\n\n'
        '--B\nContent-Type: multipart/alternative; boundary="A"\n\n'
        "--A\nContent-Type: text/html\n\n<p>As a page.</p>\n"
        "--A\nContent-Type: text/plain\n\nAs plain words.\n--A--\n"
        '--B\nContent-Type: text/plain\nContent-Disposition: attachment; filename="n.txt"\n\nAttached.\n'
        "--B\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--B--\n"
    )
    letter, *attached = eml.read(mail.encode(), "a.eml")
    assert one(iter([letter])).text.strip() == "Plan\n\nAs plain words."
    assert [(m.name, m.data) for m in attached if isinstance(m, Member)] == [
        ("n.txt", b"Attached."), ("part 2.pdf", b"%PDF-"),
    ]  # fmt: skip


def test_email_with_an_html_body_only() -> None:
    mail = (
        HEAD.format("Plan")
        + f"Content-Type: text/html\n\n<html><body><p>{FILLER * 3}</p></body></html>"
    )
    assert one(eml.read(mail.encode(), "a.eml")).text.startswith("Plan\n\nThe plan had been")


def test_email_with_flowed_lines() -> None:
    mail = (
        HEAD.format("Plan")
        + "Content-Type: text/plain; format=flowed\n\nOne sentence \nover lines.\nNext.\n"
    )
    assert "One sentence over lines.\nNext." in one(eml.read(mail.encode(), "a.eml")).text


def test_email_without_text_or_with_a_bad_date() -> None:
    empty = (
        HEAD.format("Plan")
        + "Content-Type: application/pkcs7-signature\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n"
    )
    with pytest.raises(InputError, match="no text"):
        list(eml.read(empty.encode(), "a.eml"))
    draft = one(eml.read(b"From: a@b.org\nDate: some day\n\nWords.\n", "a.eml"))
    assert draft.published is None
    assert "some day" in draft.warnings[0]


def test_email_with_an_unknown_encoding() -> None:
    mail = HEAD.format("Plan") + "Content-Type: text/plain; charset=x-odd\n\nCaf\xe9 ouvert.\n"
    draft = one(eml.read(mail.encode("latin-1"), "a.eml"))
    assert "Café ouvert." in draft.text


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.odt", "plan.epub"])
def test_an_office_file_that_breaks_off_says_so(name: str) -> None:
    packed = office_files.zipped({"[Content_Types].xml": "<Types/>", "xl/a.xml": "<a/>" * 90})
    for size in (40, len(packed) // 2):
        with pytest.raises(InputError, match="cut off or damaged"):
            formats.check(formats.SUFFIXES[name[4:]].name, packed[:size], name)
    # Whole, but of another kind than its name says.
    with pytest.raises(InputError, match="it is an Excel workbook"):
        formats.check("docx", packed, "plan.docx")


def test_a_mail_of_outlook_that_breaks_off_says_so() -> None:
    # The list of its streams is in the 50th sector of 512 bytes.
    head = signatures.COMPOUND + bytes(22) + b"\x09" + bytes(17) + b"\x31"
    with pytest.raises(InputError, match="the Outlook mail is cut off or damaged"):
        formats.check("msg", head + bytes(2_000), "a.msg")
    with pytest.raises(InputError, match="an old Office file"):
        formats.check("msg", head + bytes(30_000), "a.msg")
