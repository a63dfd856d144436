import base64
import hashlib
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from made import chronology, document, event, mention
from timeline.model import Actor, Amount, Conflict, ConflictValue, Place, Review
from timeline.render import Page, to_html
from timeline.render.page import strip
from written import AT_WORDS, MIRROR, SOURCES, WEB, nasty, sourced, write

MAPS = "https://www.openstreetmap.org/?mlat="
"""What a city's coordinates lead to, where the reader follows them."""


class _Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_policy_allows_the_pages_own_blocks_alone() -> None:
    text, _ = write("html", event())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for block in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_nothing_in_the_markup_needs_more_than_the_policy_gives() -> None:
    tags = _Page(write("html", event(), nasty())[0]).tags
    assert sum(tag == "script" for tag, _ in tags) == 1
    for tag, attributes in tags:
        assert not {"style", "src"} & set(attributes), tag
        assert not any(name.startswith("on") for name in attributes), tag
        assert (attributes.get("href") or "#").startswith(("#", MAPS)), tag


def test_a_horizontal_page_lets_no_more_scripts_in() -> None:
    text, _ = write("html", nasty(), horizontal=True)
    policy = re.search(r"script-src ([^;]*);", text)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert text.count("<script>") == policy[1].count("sha256-") == 3
    assert "vis-timeline" in text


def test_hostile_text_is_shown_as_text() -> None:
    text, _ = write("html", nasty())
    assert text.count("</script>") == 1
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in text


def test_no_field_of_a_record_gets_out_of_its_text() -> None:
    bad = "<img src=x onerror=alert(1)>'\"{{ 7 * 7 }}"
    told = chronology(
        event(
            "e1",
            title=bad,
            type="other",
            actors=(Actor(name=bad, kind="person", aliases=(bad + "2",)),),
            places=(Place(name=bad, kind="city", country="AT"),),
            amounts=(Amount(value=1.0, currency="USD", text=bad),),
            conflicts=(
                Conflict(
                    field="places",
                    values=(
                        ConflictValue(value=bad, documents=(bad,)),
                        ConflictValue(value="Graz", documents=("b.txt",)),
                    ),
                ),
            ),
            mentions=(mention(bad, "2020-08-09", bad), mention("gone.txt", "2020-08-09", bad)),
        )
    ).model_dump(mode="json")
    documents: Any = [{**d, "title": bad} for d in told["documents"][:1]]
    out = io.StringIO()
    to_html.chronology(Page(documents, told["events"]), out)
    text = out.getvalue()
    assert {tag for tag, _ in _Page(text).tags}.isdisjoint({"img", "a:href"})
    assert "{{ 7 * 7 }}" in text
    assert "<img" not in text
    assert text.count("&lt;img src=x") > 10


def page_of(*ids: str, **how: Any) -> str:
    quotes = [mention(id_, "2020-08-09", f"Quote {n}") for n, id_ in enumerate(ids)]
    told = chronology(*(event(f"e{n}", mentions=(q,)) for n, q in enumerate(quotes)))
    rows = told.model_dump(mode="json")
    documents: Any = [{**d, "title": None} for d in rows["documents"]]
    out = io.StringIO()
    to_html.chronology(Page(documents, rows["events"], **how), out)
    return out.getvalue()


def test_a_page_does_not_tell_how_the_machine_is_laid_out() -> None:
    ids = ("/home/ana/press/2020/a.txt", "/home/ana/press/2021/a.txt", "/home/ana/b.txt", "c.txt")
    text = page_of(*ids)
    assert "/home" not in text
    for name in ("2020/a.txt", "2021/a.txt", "b.txt", "c.txt"):
        assert f'<span class="path">{name}</span>' in text
    near = page_of(*ids, folder="/home/ana/press")
    assert '<span class="path">2020/a.txt</span>' in near
    assert "/home" not in near
    assert all(f'<span class="path">{id_}</span>' in page_of(*ids, absolute=True) for id_ in ids)


def test_an_event_opens_to_its_quote_marked_and_named() -> None:
    told = event(mentions=(mention("a.txt", "2020-08-09", "Voters went to the polls"),))
    text, _ = write("html", told)
    marked = re.search(r"<mark>(.*?)</mark>", text)
    assert marked is not None
    assert re.sub(r"<[^>]*>", "", marked[1]) == "Voters went to the polls"
    assert "<cite>" in text


def test_a_part_leads_to_its_whole_where_the_page_has_it() -> None:
    whole = event("e1", title="Leaders meet in <Graz>")
    text, _ = write("html", whole, event("e2", part_of="e1"))
    assert '<dt>Part of</dt><dd><a href="#e-e1">Leaders meet in &lt;Graz&gt;</a></dd>' in text
    text, _ = write("html", event("e2", part_of="e1"))
    assert "<dt>Part of</dt><dd>e1</dd>" in text
    assert "Part of" not in write("html", whole)[0]


def test_status_and_disagreement_are_said_in_words() -> None:
    differ = Conflict(
        field="date",
        values=(
            ConflictValue(value="2020-08-09", documents=("a.txt",)),
            ConflictValue(value="2020-08-10", documents=("b.txt",)),
        ),
    )
    text, _ = write("html", event(status="planned", conflicts=(differ,)))
    assert '<span class="badge status">planned</span>' in text
    assert "sources differ: date" in text
    table = text.partition('<table class="differ">')[2].partition("</table>")[0]
    rows = re.findall(r"<tr><th scope=.row.>(.*?)</th><td>(.*?)</td></tr>", table)
    assert rows == [
        ("9 Aug 2020", "<cite>Title of a.txt</cite> (19 Aug 2020)"),
        ("10 Aug 2020", "<cite>b.txt</cite>"),
    ]


def test_the_span_is_told_no_finer_than_known() -> None:
    text, _ = write("html", event("e1", "1163"), event("e2", "2020-08-09"))
    assert "<title>Chronology, 1163 to 9 Aug 2020</title>" in text


def test_years_and_months_are_headings_in_order() -> None:
    text, _ = write(
        "html", event("e1", "2020-08-09"), event("e2", "2020"), event("e3", "-0043-03-15")
    )
    headings = re.findall(r"<h([23])>([^<]*)</h", text)
    assert headings == [("2", "44 BC"), ("3", "March 44 BC"), ("2", "2020"), ("3", "August 2020")]


def test_no_events_make_a_page_that_says_so() -> None:
    assert "No event to show." in write("html")[0]


def test_a_lone_far_off_event_does_not_squeeze_the_strip() -> None:
    slots, gaps, width = strip.layout([1163, 2019, 2020, 2021])
    assert list(slots.values()) == [0, 4, 5, 6]
    assert len(gaps) == 1
    assert width == 7


def test_what_is_known_to_the_year_alone_has_a_bar_that_says_the_year() -> None:
    some = [event("e1", "1132"), event("e2", "1132-01-05"), event("e3", "1132-03")]
    text, _ = write("html", *some)
    bars = re.findall(r'<a href="#([^"]*)"><title>([^<]*)</title><rect x="([\d.]+)"', text)
    assert [bar[:2] for bar in bars] == [
        ("t1132", "1132: 1"),
        ("t1132-01", "January 1132: 1"),
        ("t1132-03", "March 1132: 1"),
    ]
    assert [x for *_, x in bars] == ["0.00", "250.00", "750.00"]


def test_time_left_out_of_the_strip_is_told() -> None:
    text, _ = write("html", event("e1", "1163-05"), event("e2", "2019-05"))
    assert text.count("dashed: empty time left out") == 3, "beside, at the line, for the script"
    assert 'class="cut"' not in write("html", event("e1", "2019-04"), event("e2", "2019-05"))[0]


def test_the_strip_has_a_scale_whose_words_have_room() -> None:
    text, _ = write("html", *(event(f"e{n}", f"{1900 + n}-05-03") for n in range(60)))
    scale = text.split('<svg class="scale"')[1].split("</svg>")[0]
    told = re.findall(r'x="([\d.]+)%"[^>]*>([^<]+)<', scale)
    at = [float(x) for x, _ in told]
    assert told[0][1] == "1900"
    assert told[-1] == ("100", "1959")
    assert all(b - a >= strip.APART for a, b in pairwise(at))
    assert 5 < len(told) < 10


def test_every_bar_leads_to_a_heading() -> None:
    events = [event(f"e{n}", f"{1900 + n}-03-0{n % 9 + 1}") for n in range(0, 120, 7)]
    text, _ = write("html", *events)
    targets = re.findall(r'<a href="#(t[^"]*|d[^"]*)"><title>', text)
    assert targets
    assert all(f'id="{target}"' in text for target in targets)


def test_a_quote_leads_to_its_page_and_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.pdf").write_text("x")
    text, _ = write("html", sourced(), documents=SOURCES, folder=str(tmp_path / "out"))
    report = (
        '<cite>The report (<a href="../report.pdf#page=14">report.pdf</a>)</cite>, p. 14, 19 Aug'
    )
    assert report in text
    links = [a.get("href") for tag, a in _Page(text).tags if tag == "a"]
    assert AT_WORDS in links
    assert f"{MIRROR}#page=3" in links
    assert ">news.example.org/a?b=1&amp;c=2</a>" in text
    assert ">mirror.example.com</a>" in text
    assert WEB in links, "in the list of articles"


def test_no_other_address_becomes_a_link() -> None:
    traps = (
        "javascript:alert(1)", "data:text/html,x", "https://bank.example@evil.example", "//x",
        "https://exa\" onclick=alert(1)", "https://exa\x00mple.org", "file:///etc/passwd",
    )  # fmt: skip
    for trap in traps:
        text, _ = write("html", event(), documents=[document(url=trap)])
        hrefs = [a["href"] for tag, a in _Page(text).tags if "href" in a]
        assert all(href is not None and href.startswith(("#", MAPS)) for href in hrefs), trap


def test_an_address_can_end_no_attribute() -> None:
    told = 'https://example.org/" onclick=alert(1)'
    tags = _Page(write("html", event(), documents=[document(url=told)])[0]).tags
    hrefs = [a["href"] for _, a in tags if a.get("class") == "address"]
    assert {str(a).partition("#")[0] for a in hrefs} == {
        "https://example.org/%22%20onclick=alert(1)"
    }
    assert not any("onclick" in a for _, a in tags)


def digest_of(text: str) -> list[tuple[str, str]]:
    """(link, title) of the lines of a page's digest, in their order."""
    told = text.partition('<section id="short"')[2].partition("</section>")[0]
    return re.findall(r'<a class="title" href="(#[^"]*)"[^>]*>(.*?)</a>', told)


def test_a_page_begins_with_its_digest_each_line_a_way_to_its_event() -> None:
    events = [event("e1", "2019", title="Second <b>"), event("e2", "2018"), event("e3", "2020")]
    longer = event("e2", "2018", title="Voters go to the polls, as they do each year")
    text, _ = write("html", *events, digest=(longer, events[0], event("gone")))
    assert digest_of(text) == [
        ("#e-e2", "Voters go to the polls, as they do each year"),
        ("#e-e1", "Second &lt;b&gt;"),
    ]
    assert text.count("as they do each year") == 1, "below it has its own title"
    assert text.index('id="short"') < text.index('id="strip"') < text.index('id="e-e2"')
    assert "2 events of 3, chosen by the program" in text


def test_a_page_without_a_digest_has_no_such_section() -> None:
    assert 'id="short"' not in write("html", event())[0]
    assert 'id="short"' not in write("html", event(), digest=(event("gone"),))[0]


def test_a_digest_says_what_has_not_happened_and_what_people_accepted() -> None:
    accepted = Review(verdict="accepted")
    some = [event("e1", status="ongoing"), event("e2", review=accepted), event("e3")]
    text, _ = write("html", *some, digest=some[:2])
    told = text.partition('<section id="short"')[2].partition("</section>")[0]
    assert '<span class="badge status">under way</span>' in told
    assert "1 of them was accepted by hand" in told
    text, _ = write("html", *some, digest=some[1:2])
    assert "all of them were accepted by hand" in text
    assert "by hand" not in write("html", *some, digest=some[:1])[0].partition("</section>")[0]


def test_hostile_text_is_text_in_a_digest_too() -> None:
    text, _ = write("html", nasty(), digest=(nasty(),))
    assert text.count("</script>") == 1
    assert len(digest_of(text)) == 1


def test_a_page_speaks_the_reader_s_language() -> None:
    text = page_of(language="fr", title="L'affaire <b>")
    assert '<html lang="fr"' in text
    assert "<h1>L&#39;affaire &lt;b&gt;</h1>" in text
    assert "Aucun événement à montrer." in text
    assert "Skip to the events" not in text


def test_other_is_a_word_in_the_filter_and_none_in_a_row() -> None:
    text = write("html", event("e1", type="other"), event("e2"), language="fr")[0]
    assert ">autre (1)</option>" in text
    assert text.count("autre ") == 1
    assert ">other (1)</option>" in write("html", event("e1", type="other"), event("e2"))[0]


def test_how_sure_agrees_in_french() -> None:
    assert "<dt>Fiabilité</dt><dd>très bonne, daté" in write("html", event(), language="fr")[0]
