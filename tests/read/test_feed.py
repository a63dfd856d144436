"""Feeds: RSS, Atom, JSON Feed; and what an attacker puts into XML."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from timeline.errors import InputError
from timeline.model import Article
from timeline.read import articles
from timeline.read.draft import Draft
from timeline.read.web import feed

Put = Callable[[str, bytes | str], str]

RSS = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="x.css"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Quay</title><pubDate>Sat, 01 Jan 2022 00:00:00 GMT</pubDate>
<item><title>Quays &amp;amp; mills</title><link>https://example.org/1</link>
<media:title>No title</media:title>
<pubDate>Tue, 04 May 2021 23:30:00 -0400</pubDate><dc:creator>Jane Doe</dc:creator>
<description>A teaser&nbsp;of it.</description>
<content:encoded><![CDATA[<p>The council <b>voted</b>.</p><ul><li>One</li><li>Two</li></ul>]]></content:encoded></item>
<item><title>A mill</title><author>bob@example.org (Bob Roe)</author>
<description>&lt;p&gt;It burned.&lt;/p&gt;</description><dc:date>2021-05-03T10:00:00+02:00</dc:date></item>
<item><title>Nothing said</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><updated>2022-01-01T00:00:00Z</updated>
<entry><title>A vote</title><link rel="self" href="https://example.org/self"/><link href="https://example.org/a"/>
<author><name>Jo Lee</name><email>jo@example.org</email></author>
<published>2021-05-04T23:30:00-04:00</published><updated>2021-06-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They <i>voted</i>.</p><p>At last.</p></div></content>
<source><title>Elsewhere</title><updated>2020-01-01T00:00:00Z</updated></source></entry>
<entry><title>Signs</title><updated>2021-05-05T00:00:00Z</updated><summary type="text">3 &lt; 4 &amp; 5</summary></entry>
</feed>"""


def told(data: str) -> list[tuple[str | None, str | None, str | None, str]]:
    found = list(feed.read(data.encode(), "a.xml"))
    assert all(isinstance(d, Draft) for d in found), found
    return [(d.published, d.author, d.url, d.text) for d in found if isinstance(d, Draft)]


def test_items_of_rss() -> None:
    assert told(RSS) == [
        (
            "2021-05-04",
            "Jane Doe",
            "https://example.org/1",
            "Quays & mills\n\nThe council voted.\n\n- One\n- Two",
        ),
        ("2021-05-03", "Bob Roe", None, "A mill\n\nIt burned."),
    ]


def test_entries_of_atom() -> None:
    assert told(ATOM) == [
        ("2021-05-04", "Jo Lee", "https://example.org/a", "A vote\n\nThey voted.\n\nAt last."),
        ("2021-05-05", None, None, "Signs\n\n3 < 4 & 5"),
    ]


def test_items_of_rdf() -> None:
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    item = "<item><title>A</title><dc:date>2021-05</dc:date><description>B.</description></item>"
    assert told(f"{head}{item}</rdf:RDF>") == [("2021-05", None, None, "A\n\nB.")]


def test_items_of_json_feed() -> None:
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "fr-FR",
        "items": [
            {
                "id": "1",
                "title": "Un vote",
                "url": "https://example.org/1",
                "authors": [{"name": "Jo"}],
                "content_html": "<p>Un.</p><p>Deux.</p>",
                "date_published": "2021-05-04T23:30:00-04:00",
            },
            {"id": "2", "content_text": "3 < 4.\n\nEt plus.", "date_modified": "2021-05-05"},
            "no item",
        ],
    }
    assert told(json.dumps(value)) == [
        ("2021-05-04", "Jo", "https://example.org/1", "Un vote\n\nUn.\n\nDeux."),
        ("2021-05-05", None, None, "3 < 4.\n\nEt plus."),
    ]


def test_feeds_are_known_by_their_content(put: Put) -> None:
    value = json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "A."}]}
    )
    paths = [put("a.xml", RSS), put("b.rss", ATOM), put("c.json", value), put("d", ATOM)]
    found = [a for a in articles(paths) if isinstance(a, Article)]
    assert [a.id for a in found] == [
        "a.xml",
        "a.xml#2",
        "b.rss",
        "b.rss#2",
        "c.json",
        "d",
        "d#2",
    ]
    assert {a.format for a in found} == {"feed"}
    assert len({a.sha256 for a in found}) == 5  # b.rss and d are the same


def test_a_page_saved_as_xml_is_a_page(put: Put) -> None:
    page = "<?xml version='1.0'?><!DOCTYPE html><html><body><p>The council met on Monday and agreed to it.</p></body></html>"
    (found,) = articles([put("a.xml", page)])
    assert isinstance(found, Article)
    assert found.format == "html"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ('<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>x</title><description>&b;</description></item></channel></rss>', "declares XML entities"),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><description>&a;</description></item></channel></rss>', "declares XML entities"),
        ('<!DOCTYPE r [<!ENTITY % a SYSTEM "http://example.org/x">%a;]><rss/>', "declares XML entities"),
        ('<!DOCTYPE r [<!-- <rss> --><!ENTITY a "aa">]><rss><item><description>&a;</description></item></rss>', "declares XML entities"),
        ("<urlset><url>x</url></urlset>", "no feed"),
        ("<rss><channel></channel></rss>", "no articles"),
        ("<rss><channel><item><description>x", "damaged at line 1"),
        ('<?xml version="1.0" encoding="x-odd"?><rss/>', "no articles"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_feed_or_means_harm(put: Put, data: str, why: str) -> None:
    (error,) = articles([put("a.rss", data)])
    assert isinstance(error, InputError)
    assert error.what == "a.rss"
    import re

    assert re.search(why, error.why)


def test_a_feed_cut_short_keeps_what_it_gave() -> None:
    items = list(feed.read(RSS[: RSS.index("<item><title>A mill")].encode(), "a.xml"))
    (error,) = (i for i in items if isinstance(i, InputError))
    assert len(items) == 2
    assert "damaged at line 1" in error.why


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
@pytest.mark.parametrize("declared", [True, False])
def test_encodings(encoding: str, declared: bool) -> None:
    head = f"<?xml version='1.0' encoding='{encoding}'?>" if declared else ""
    body = "<rss><channel><item><description>L'été à Genève fut un été très chaud, dit Zoé.</description></item></channel></rss>"
    (draft,) = feed.read(f"{head}{body}".encode(encoding), "a.rss")
    assert isinstance(draft, Draft)
    assert draft.text == "L'été à Genève fut un été très chaud, dit Zoé."


def test_an_external_doctype_is_never_fetched() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.invalid/rss.dtd">'
    assert len(told(f"{head}<rss><channel><item><description>A &eacute;.</description></item></channel></rss>")) == 1  # fmt: skip


def test_one_item_without_end_is_cut() -> None:
    data = f"<rss><channel><item><description>{'word ' * 1_200_000}</description></item></channel></rss>"
    start = time.process_time()
    (draft,) = feed.read(data.encode(), "a.xml")
    assert isinstance(draft, Draft)
    assert len(draft.text) <= 5_000_000
    assert "the rest was left" in draft.warnings[0]
    assert time.process_time() - start < 10


def test_a_long_feed_is_read_piece_by_piece() -> None:
    item = "<item><title>T</title><description>Words.</description></item>"
    items = feed.read(f"<rss><channel>{item * 50_000}</channel></rss><broken".encode(), "a.xml")
    start = time.process_time()
    assert isinstance(next(iter(items)), Draft)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<content>3 &lt; 4\n\nand more</content>", "3 < 4\n\nand more"),
        ("<content>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</content>", "One\n\nTwo"),
        ("<content type='text'>&lt;p&gt;</content>", "<p>"),
        ("<content type='html'>&lt;p&gt;One&lt;/p&gt;</content>", "One"),
        ("<content type='text/html; charset=utf-8'>&lt;b&gt;One&lt;/b&gt;</content>", "One"),
        ("<content type='image/png'>iVBORw0KGgo</content><summary>A picture.</summary>", "A picture."),
        ("<content type='text/html' src='https://example.org/x'/><summary>Elsewhere.</summary>", "Elsewhere."),
    ],
)  # fmt: skip
def test_what_atom_holds(content: str, text: str) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{content}</entry></feed>'
    assert [t for _, _, _, t in told(feed)] == [text]


@pytest.mark.parametrize(
    ("feed", "url"),
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/a/"><entry><link href="b"/><content>x</content></entry></feed>', "https://example.org/a/b"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="b"/><id>https://example.org/id</id><content>x</content></entry></feed>', "https://example.org/id"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="b"/><id>urn:x:1</id><content>x</content></entry></feed>', None),
        ("<rss><item><guid>https://example.org/g</guid><description>x</description></item></rss>", "https://example.org/g"),
        ("<rss><item><guid isPermaLink='false'>https://example.org/g</guid><description>x</description></item></rss>", None),
        ("<rss><item><link>/x</link><description>x</description></item></rss>", None),
    ],
)  # fmt: skip
def test_addresses_of_items_are_whole(feed: str, url: str | None) -> None:
    assert [u for _, _, u, _ in told(feed)] == [url]
