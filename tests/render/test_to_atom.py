import feedparser  # type: ignore[import-untyped]

from made import event
from written import AT_WORDS, MIRROR, NASTY, SOURCES, nasty, sourced, write


def test_an_entry_an_event_newest_article_first_told() -> None:
    feed = feedparser.parse(write("atom", event("e1"), event("e2", "2020-08", status="planned"))[0])
    assert not feed.bozo
    assert feed.version == "atom10"
    assert [e.id for e in feed.entries] == ["urn:timeline:event:e1", "urn:timeline:event:e2"]
    assert feed.entries[1].title.startswith("Aug 2020: planned: ")
    assert all(e.updated.endswith("T00:00:00Z") for e in feed.entries)


def test_texts_come_back_as_text() -> None:
    feed = feedparser.parse(write("atom", nasty())[0])
    assert not feed.bozo
    assert feed.entries[0].title.endswith(NASTY)
    assert "<script" not in feed.entries[0].content[0].value


def test_no_events_make_an_empty_feed() -> None:
    feed = feedparser.parse(write("atom")[0])
    assert not feed.bozo
    assert feed.entries == []


def test_an_entry_leads_to_its_sources_and_tells_the_page() -> None:
    feed = feedparser.parse(write("atom", sourced(), documents=SOURCES)[0])
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.link == f"{MIRROR}#page=3"
    links = [(link.rel, link.href) for link in entry.links]
    assert links == [
        ("alternate", f"{MIRROR}#page=3"), ("via", f"{MIRROR}#page=3"), ("via", AT_WORDS),
    ]  # fmt: skip
    told = entry.content[0].value
    assert "The report (report.pdf), p. 14; also in <a " in told
    assert f'<a href="{AT_WORDS.replace("&", "&amp;")}"' in told
    assert "javascript" not in told
