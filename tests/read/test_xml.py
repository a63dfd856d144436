"""News and texts in XML by their own elements, any other by its blocks, and what means harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.errors import InputError
from timeline.model import Article
from timeline.read import articles
from timeline.read.draft import Draft, Found
from timeline.read.xml import xml

Put = Callable[[str, bytes | str], str]

NITF = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en"><head><title>QUAY-1</title><docdata><date.issue norm="20210504T101200Z"/>
<doc.copyright holder="Agency"/><key-list><keyword key="ports"/></key-list></docdata>
<pubdata ex-ref="https://agency.example/quay"/></head>
<body><body.head><hedline><hl1>Quay agreed</hl1><hl2>Nine million for it</hl2></hedline>
<rights>Copyright 2021 Agency</rights><byline>By <person>Jo Doe</person></byline>
<dateline><location>GRAZ</location>, <story.date norm="20210504">May 4</story.date></dateline></body.head>
<body.content><block><p>The council of <location>Graz</location> met on <chron norm="20210503">Monday</chron>.</p>
<p>It agreed.</p></block><media media-type="image"><media-reference source="a.jpg">a.jpg</media-reference>
<media-caption>The quay in 2019.</media-caption></media></body.content>
<body.end><tagline>Edited by Al.</tagline></body.end></body></nitf>"""

G2_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2" xml:lang="fr">
<catalogRef href="http://example.org/codes.xml"/><rightsInfo><copyrightNotice>Droits 2021</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Agence"/>
<versionCreated>2021-05-04T23:30:00-04:00</versionCreated><firstCreated>2021-05-01T08:00:00Z</firstCreated>
<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><by>Zoé Roy</by><headline>Le quai est voté</headline><language tag="fr-CA"/>
<subject qcode="medtop:1"><name>ports</name></subject></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
XHTML = '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>Le quai est voté</h1><p>Le conseil s’est réuni lundi.</p><p>Il a voté.</p></body></html></inlineXML>'
PLAIN = (
    '<inlineData contenttype="text/plain">Le conseil s’est réuni lundi.\n\nIl a voté.</inlineData>'
)


def g2(content: str = XHTML, guid: str = "urn:x:1", status: str = "usable") -> str:
    return G2_ITEM.format(content=content, guid=guid, status=status)


NEWSML_1 = """<NewsML><NewsEnvelope><DateAndTime>20220101T000000Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><DateId>20210504</DateId></Identification><NewsManagement>
<FirstCreated>20210503T080000+0200</FirstCreated><ThisRevisionCreated>20210504T101200+0200</ThisRevisionCreated>
</NewsManagement><NewsComponent><NewsLines><HeadLine>Quay agreed</HeadLine><ByLine>Jo Doe</ByLine>
<CopyrightLine>Agency 2021</CopyrightLine></NewsLines><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<ContentItem><DataContent><p>The council met on Monday.</p><p>It agreed.</p></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letter on the quay</title>
<author>Ana Lind</author></titleStmt><publicationStmt><p>Web edition</p><date when="2015-01-01"/>
<idno type="url">https://edition.example/quay</idno></publicationStmt>
<sourceDesc><bibl><date when="1898-05-04">4 May 1898</date></bibl></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="en">English</language></langUsage></profileDesc></teiHeader>
<text><body><fw type="header">THE GAZETTE</fw><div><head>The vote</head>
<p>The <choice><orig>councell</orig><reg>council</reg></choice> met<lb/>on Mon<lb break="no"/>day<note place="foot">See the minutes.</note>, and voted<note>And see the map.</note>.</p>
<pb n="2"/><p>It <del>refused</del><add>agreed</add>.</p><list><item>Quays</item><item>Cranes</item></list>
<lg><l>The sea was calm,</l><l>the quay was new.</l></lg></div></body></text></TEI>"""

JATS = """<article xml:lang="en"><front><journal-meta><issn>1234</issn></journal-meta><article-meta>
<title-group><article-title>The <italic>old</italic> quay</article-title></title-group>
<contrib-group><contrib><name><surname>Doe</surname><given-names>Jo</given-names></name></contrib></contrib-group>
<pub-date date-type="collection"><year>2021</year></pub-date>
<pub-date date-type="pub"><day>4</day><month>5</month><year>2021</year></pub-date>
<permissions><copyright-statement>Doe 2021</copyright-statement></permissions>
<abstract><p>A quay broke in 1998.</p></abstract></article-meta></front>
<body><sec><title>The break</title><p>The pier broke<xref ref-type="bibr">3</xref> on 4 May 1998.</p></sec></body>
<back><ref-list><ref>Roe 1999</ref></ref-list></back></article>"""


def found(source: str) -> list[Found]:
    return list(xml.read(source.encode(), "a.xml"))


def one(source: str) -> Draft:
    (draft,) = found(source)
    assert isinstance(draft, Draft)
    return draft


def told(draft: Draft) -> tuple[object, ...]:
    return (draft.title, draft.published, draft.author, draft.language, draft.url)


def test_nitf() -> None:
    draft = one(NITF)
    url = "https://agency.example/quay"
    assert told(draft) == ("Quay agreed", "2021-05-04", "Jo Doe", "en", url)
    assert draft.text.split("\n\n") == [
        "Quay agreed",
        "## Nine million for it",
        "By Jo Doe",
        "GRAZ, May 4",
        "The council of Graz met on Monday.",
        "It agreed.",
        "The quay in 2019.",
        "Edited by Al.",
    ]


@pytest.mark.parametrize("content", [XHTML, PLAIN])
def test_newsml_g2(content: str) -> None:
    draft = one(f'<?xml version="1.0"?>{g2(content, "https://agence.example/1")}')
    assert told(draft) == (
        "Le quai est voté", "2021-05-04", "Zoé Roy", "fr-CA", "https://agence.example/1",
    )  # fmt: skip
    assert draft.text == "Le quai est voté\n\nLe conseil s’est réuni lundi.\n\nIl a voté."
    assert draft.warnings == ()


def test_nitf_within_newsml_is_one_article() -> None:
    inner = NITF.split('dtd">')[1]
    draft = one(g2(f"<inlineXML>{inner}</inlineXML>"))
    assert (draft.title, draft.published) == ("Le quai est voté", "2021-05-04")
    assert "The council of Graz met on Monday." in draft.text


def test_several_items_are_articles_of_their_own_and_pictures_none(put: Put) -> None:
    picture = g2('<remoteContent href="a.jpg"/>')
    items = f"{g2()}{picture}{g2(PLAIN.replace('lundi', 'mardi'), status='canceled')}"
    message = f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{items}</itemSet></newsMessage>"
    first, second = articles([put("wire-2022-01-01.xml", message)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, second.id) == ("wire-2022-01-01.xml", "wire-2022-01-01.xml#2")
    assert {first.published, second.published} == {"2021-05-04"}
    assert second.warnings == ("its agency withdrew it",)
    assert (first.format, first.sha256 == second.sha256) == ("xml", False)


def test_newsml_1() -> None:
    draft = one(NEWSML_1)
    assert told(draft) == ("Quay agreed", "2021-05-04", "Jo Doe", "en", None)
    assert draft.text == "Quay agreed\n\nThe council met on Monday.\n\nIt agreed."


def test_tei_is_dated_by_its_source() -> None:
    draft = one(TEI)
    assert told(draft) == (
        "Letter on the quay", "1898-05-04", "Ana Lind", "en", "https://edition.example/quay",
    )  # fmt: skip
    assert draft.text.split("\n\n") == [
        "Letter on the quay",
        "## The vote",
        "The councell met on Monday, and voted.",
        "See the minutes.",
        "And see the map.",
        "It agreed.",
        "- Quays\n- Cranes",
        "The sea was calm,\nthe quay was new.",
    ]


def test_jats() -> None:
    draft = one(JATS)
    assert told(draft) == ("The old quay", "2021-05-04", "Jo Doe", "en", None)
    assert draft.text.split("\n\n") == [
        "The old quay",
        "A quay broke in 1998.",
        "## The break",
        "The pier broke on 4 May 1998.",
    ]


def test_any_other_by_its_blocks() -> None:
    long = "The council of the town met on Monday and agreed to a plan for the quay."
    records = "".join(f"<r><day>{day} May 1998</day><what>It rained.</what></r>" for day in (3, 4))
    draft = one(
        f'<?xml version="1.0"?><log xml:lang="en" made="2021"><!-- no --><p>{long}</p><p>A <b>mixed</b> one.</p>{records}</log>'
    )
    assert draft.text == (
        f"{long}\n\nA mixed one.\n\n3 May 1998\nIt rained.\n\n4 May 1998\nIt rained."
    )
    assert (draft.title, draft.published, draft.language) == (None, None, "en")


def test_prefixes_that_are_declared_nowhere_are_no_part_of_a_name() -> None:
    assert (
        one("<a:b><c:p>It rained.</c:p><c:1>It froze.</c:1></a:b>").text == "It rained.\nIt froze."
    )


def test_the_encoding_is_the_one_it_declares() -> None:
    source = '<?xml version="1.0" encoding="iso-8859-1"?><a><p>L&eacute;on a vu l\x92été.</p></a>'
    (draft,) = xml.read(source.encode("latin-1"), "a.xml")
    assert isinstance(draft, Draft)
    assert draft.text == "Léon a vu l’été."


def test_what_is_whole_before_the_damage_is_read() -> None:
    message = f"<m>{g2()}<newsItem><itemMeta>"
    draft, error = found(message)
    assert isinstance(draft, Draft)
    assert isinstance(error, InputError)
    assert "damaged at line" in error.why


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "declares XML entities"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "declares XML entities"),
        ("<a><b>It opened.", "damaged at line 1"),
        ("<a>" * 100_000, "nested too deeply"),
        ('<a b="It opened."/>', "holds no text"),
        (g2("<remoteContent/>"), "holds no text"),
        ("", "damaged"),
    ],
)  # fmt: skip
def test_what_is_damaged_or_means_harm(source: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        for item in found(source):
            assert isinstance(item, InputError)
            raise item


def test_xml_is_known_by_its_content(put: Put) -> None:
    rss = "<?xml version='1.0'?><rss><channel><item><description>It rained.</description></item></channel></rss>"
    paths = [put("a.xml", rss), put("b.xml", NITF), put("c", NITF), put("d.nitf", NITF)]
    formats = [a.format for a in articles(paths) if isinstance(a, Article)]
    assert formats == ["feed", "xml", "xml", "xml"]
