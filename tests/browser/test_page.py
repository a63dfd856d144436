"""The page in a real browser: it filters, opens, takes keys, stays quiet and holds thousands."""

from pathlib import Path
from typing import Any

import pytest

from made import document, event, mention
from timeline.model import Actor, Place, Review
from written import NASTY, QUOTE, nasty, write


def some() -> list[Any]:
    return [
        event("e1", "2019", title="First of all", type="agreement"),
        event("e2", "2020-08-09", title="Second vote"),
        event("e3", "2020-09-14", title="Third meeting", type="meeting", status="planned"),
        event("e4", "1163", title="A stone is laid", type="culture", confidence=0.4),
    ]


def shown(page: Any) -> list[str]:
    # Not the text as laid out: what is off the screen is not laid out.
    return list(page.locator(".event:not([hidden]) .title").all_text_contents())


def more_filters(page: Any) -> None:
    page.click("#filters summary")


def settle(page: Any) -> None:
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")


def test_it_opens_from_disk_offline_without_a_complaint(visit: Any) -> None:
    page = visit(write("html", *some())[0])
    assert shown(page) == ["A stone is laid", "First of all", "Second vote", "Third meeting"]
    assert page.locator("#count").inner_text() == "4 events"
    assert page.said == []


def test_text_and_choices_filter_and_headings_follow(visit: Any) -> None:
    page = visit(write("html", *some())[0])
    page.fill("input[name=text]", "séCOND")
    settle(page)
    assert shown(page) == ["Second vote"]
    assert page.locator("#count").inner_text() == "1 of 4 events"
    assert page.locator("#events h2:visible").all_inner_texts() == ["2020"]
    page.click("button[type=reset]")
    settle(page)
    assert page.evaluate("document.activeElement.name") == "text", "the button is gone"
    more_filters(page)
    page.select_option("select[name=status]", "planned")
    settle(page)
    assert shown(page) == ["Third meeting"]
    page.keyboard.press("Escape")
    settle(page)
    page.locator("input[name=sure]").fill("0.5")
    settle(page)
    assert len(shown(page)) == 3
    assert page.said == []


def test_verdicts_and_tags_filter(visit: Any) -> None:
    said = Review(verdict="accepted", tags=("to check", "Ünï"))
    one, two, *others = some()
    reviewed = one.model_copy(update={"review": said})
    tagged = two.model_copy(update={"review": Review(tags=("Ünï",), note="call them")})
    page = visit(write("html", reviewed, tagged, *others)[0])
    more_filters(page)
    page.select_option("select[name=tags]", "Ünï")
    settle(page)
    assert shown(page) == ["First of all", "Second vote"]
    page.select_option("select[name=verdict]", "none")
    settle(page)
    assert shown(page) == ["Second vote"]
    page.select_option("select[name=tags]", "")
    settle(page)
    assert shown(page) == ["A stone is laid", "Second vote", "Third meeting"]
    page.fill("input[name=text]", "CALL them")
    settle(page)
    assert shown(page) == ["Second vote"]
    assert page.said == []


def test_filters_are_kept_in_the_address(visit: Any) -> None:
    page = visit(write("html", *some())[0], anchor="#?type=meeting")
    assert shown(page) == ["Third meeting"]


ODD = [
    "A|B",
    "A",
    "Two  blanks",
    "Two blanks",
    "Quo\"te 's",
    "Cafe\u0301",
    "Café",
    "<b>",
    "[1]",
    "\u202eX",
]


def test_filters_know_names_with_any_character(visit: Any) -> None:
    events = [
        event(
            f"e{n}",
            title=f"Event {n}",
            places=(Place(name=name, kind="city"),),
            actors=(Actor(id=f"person:{name}", name=name, kind="person"),),
            mentions=(mention(f"{name}.txt", "2020-08-09", "Quote"),),
        )
        for n, name in enumerate(ODD)
    ]
    page = visit(write("html", *events)[0])
    more_filters(page)
    same = {2: {2, 3}, 3: {2, 3}, 5: {5, 6}, 6: {5, 6}}  # what reads alike is one choice
    for field in ("places", "actors", "sources"):
        options = page.locator(f"select[name={field}] option").evaluate_all(
            "all => all.map(o => o.value)"
        )
        assert len(options) == 1 + len(ODD) - 2
        seen = []
        for value in options[1:]:
            page.select_option(f"select[name={field}]", value)
            settle(page)
            seen.append({int(title.split()[1]) for title in shown(page)})
        assert sorted(map(sorted, seen)) == sorted(
            map(sorted, {frozenset(same.get(n, {n})) for n in range(len(ODD))})
        )
        page.click("button[type=reset]")
        settle(page)
    assert page.said == []


@pytest.mark.parametrize(
    "anchor", ["#%", "#e-%E0", "#?length=5&item=1&__proto__=2", "#?type=none", "#?years=1_"]
)
def test_no_address_breaks_the_page(visit: Any, anchor: str) -> None:
    page = visit(write("html", *some())[0], anchor=anchor)
    assert page.locator("#filters").is_visible()
    assert page.said == []


def test_an_event_opens_by_keyboard_and_by_address(visit: Any) -> None:
    page = visit(write("html", *some())[0])
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.locator("#e-e1 details").get_attribute("open") is not None
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    again = visit(write("html", *some())[0], anchor="#e-e2")
    assert again.locator("#e-e2 blockquote").is_visible()


def test_the_digest_comes_first_and_leads_to_its_events(visit: Any) -> None:
    page = visit(write("html", *some(), digest=some()[::2])[0])
    lines = page.locator("#short li")
    assert lines.all_inner_texts() == ["2019\nFirst of all", "14 Sep 2020\nThird meeting planned"]
    assert lines.first.bounding_box()["y"] < 200
    page.keyboard.press("Tab")  # past the way that leads by all of it
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.closest('.event')?.id === 'e-e1'")
    assert page.locator("#e-e1 blockquote").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.event').id") == "e-e2"
    page.locator("#e-e1 summary").click()
    lines.first.locator("a").click()
    assert page.locator("#e-e1 blockquote").is_visible(), "the same link once more"
    assert page.said == []


def test_the_digest_stays_and_its_links_go_before_the_filters(visit: Any) -> None:
    page = visit(write("html", *some(), digest=some()[::2])[0])
    page.fill("input[name=text]", "second")
    settle(page)
    assert page.locator("#short li:visible").count() == 2
    page.locator("#short a", has_text="Third").click()
    settle(page)
    assert page.locator("#e-e3 blockquote").is_visible()
    assert len(shown(page)) == 4
    assert page.said == []


def test_the_digest_reads_and_leads_on_without_scripts_and_is_printed(visit: Any) -> None:
    page = visit(write("html", *some(), digest=some()[:1])[0], java_script_enabled=False)
    page.locator("#short a.title").click()
    assert page.url.endswith("#e-e1")
    assert page.locator("#short .chosen").is_visible(), "how they were chosen"
    page.emulate_media(media="print")
    assert page.locator("#short li").is_visible()
    assert page.locator("#short .chosen").is_visible()


def test_a_bar_of_the_strip_leads_to_its_month(visit: Any) -> None:
    page = visit(write("html", *some())[0])
    bars = page.locator("#strip a")
    assert bars.count() == 4
    bars.last.click(force=True)
    assert page.evaluate("document.activeElement.closest('.event').id") == "e-e3"


def test_the_strip_says_what_it_says_without_scripts(visit: Any) -> None:
    text, _ = write("html", *some(), event("e5", "-0043", title="Old"), event("e6", "2019-01-05"))
    told = []
    for scripts in (False, True):
        page = visit(text, java_script_enabled=scripts)
        bars = page.locator("#strip a title").all_text_contents()
        scale = page.locator("#strip .scale text").all_text_contents()
        told.append((bars, scale, page.locator("#strip .cut").inner_text()))
    assert told[0] == told[1]
    assert told[0][0][:4] == ["44 BC: 1", "1163: 1", "2019: 1", "January 2019: 1"]
    page.locator("#strip a", has=page.locator("title", has_text="1163")).click(force=True)
    assert page.evaluate("document.activeElement.closest('.event').id") == "e-e4"


def test_hostile_text_runs_nothing(visit: Any) -> None:
    page = visit(write("html", nasty())[0], anchor="#e-e9")
    page.wait_for_selector("#e-e9 .title:visible")
    assert page.locator("#e-e9 .title").inner_text() == NASTY
    assert page.said == []
    assert page.evaluate("document.scripts.length") == 1


def test_without_scripts_it_reads_and_opens(visit: Any) -> None:
    page = visit(write("html", *some())[0], java_script_enabled=False)
    assert page.locator(".event").count() == 4
    assert not page.locator("#filters").is_visible()
    page.locator("#e-e2 summary").click()
    assert page.locator("#e-e2 blockquote").is_visible()


@pytest.mark.parametrize("width", [360, 390, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_off_the_side(visit: Any, width: int, scheme: str) -> None:
    long = event("e5", "2021-01-01", title="Donaudampfschifffahrtsgesellschaft" * 6)
    page = visit(
        write("html", *some(), long, digest=(*some(), long))[0],
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
    )
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, paper[4:-1].split(","))) > 600) == (scheme == "light")


def test_everything_has_a_name_for_a_screen_reader(visit: Any) -> None:
    page = visit(write("html", *some())[0])
    unnamed = page.evaluate(
        """[...document.querySelectorAll('input, select, button, svg[role], nav, form')]
        .filter(e => !(e.labels && e.labels.length) && !e.getAttribute('aria-label')
          && !e.textContent.trim()).map(e => e.outerHTML)"""
    )
    assert unnamed == []
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_horizontal_timeline_draws_the_events_and_leads_to_them(visit: Any) -> None:
    page = visit(write("html", *some(), nasty(), horizontal=True)[0])
    drawn = page.locator("#horizontal .vis-item")
    drawn.first.wait_for()
    assert "Second vote" in drawn.all_text_contents()
    page.locator("#horizontal .vis-item", has_text="Second vote").first.click()
    assert page.locator("#e-e2 blockquote").is_visible()
    page.fill("input[name=text]", "second")
    settle(page)
    page.locator("#horizontal .vis-point", has_text="First").wait_for(state="detached")
    assert page.locator("#horizontal .vis-point").count() == 1
    assert page.said == []


def test_days_that_would_lie_on_each_other_are_one_point_that_opens(visit: Any) -> None:
    near = [event(f"n{n}", f"2020-03-{n:02d}", title=f"Day {n}") for n in range(1, 9)]
    told = (event("a", "2000-01-01", title="Long before"), *near,
            event("b", "2018/2019", title="Two years"))  # fmt: skip
    page = visit(write("html", *told, horizontal=True)[0], viewport={"width": 1280, "height": 900})
    page.locator("#horizontal .vis-point", has_text="Day 5").wait_for()
    chart = page.locator("#horizontal")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keyboard.down("Control")
    for _ in range(60):
        page.mouse.wheel(0, 400)
    page.keyboard.up("Control")
    together = chart.locator(".vis-point", has=page.locator(".many"))
    together.first.wait_for()
    chart.locator(".many", has_text="9 events").wait_for()
    together.first.locator(".vis-item-content").hover()
    tip = page.locator(".vis-tooltip")
    tip.wait_for()
    told = tip.inner_text()
    assert "events, from " in told and told.endswith("; click to come nearer")
    assert (
        page.locator("#horizontal .vis-range", has_text="Two years").bounding_box()["height"] < 40
    )
    together.first.locator(".vis-item-content").click()
    chart.locator(".vis-point", has_text="Day").first.wait_for()
    assert page.said == []


def test_a_point_of_one_day_opens_the_event_that_it_names(visit: Any) -> None:
    day = [
        event(f"n{n}", "2021-05-23", title=f"Told {n}", sources=1 + 4 * (n == 5)) for n in range(9)
    ]
    far = [event(f"f{n}", f"{1990 + n}-01-01", title=f"Far {n}") for n in range(30)]
    page = visit(
        write("html", *day, *far, horizontal=True)[0], viewport={"width": 1280, "height": 900}
    )
    point = page.locator("#horizontal .vis-point", has_text="Told 5")
    point.wait_for()
    point.locator(".many", has_text="9 events").wait_for()
    point.locator(".vis-item-content").hover()
    tip = page.locator(".vis-tooltip")
    tip.wait_for()
    assert tip.inner_text() == "9 events, 23 May 2021; click to open the one named"
    point.locator(".vis-item-content").click()
    assert page.evaluate("document.activeElement.closest('.event')?.id") == "e-n5"
    assert page.locator("#e-n5 blockquote").is_visible()
    assert page.said == []


def test_five_thousand_events_open_and_filter(visit: Any) -> None:
    many = [
        event(f"e{n}", f"{2000 + n % 24}-{n % 12 + 1:02d}-{n % 28 + 1:02d}", title=f"Event {n}")
        for n in range(5000)
    ]
    page = visit(write("html", *many)[0])
    assert page.locator("#count").inner_text() == "5,000 events"
    page.fill("input[name=text]", "event 4321")
    settle(page)
    assert shown(page) == ["Event 4321"]
    page.fill("input[name=text]", "")
    settle(page)
    assert page.locator("#count").inner_text() == "5,000 events"
    assert page.said == []


def test_a_link_leads_to_the_words_of_the_file(browser: Any, tmp_path: Path) -> None:
    filler = "<p>Nothing of the kind, on Monday.</p>" * 200
    words = f"<p>{QUOTE.replace('minister', '<a href=x>minister</a>')}.</p>"
    (tmp_path / "page.html").write_text(f"<title>t</title>{filler}{words}{filler}")
    told = event(mentions=(mention("page.html", "2015-05-04", QUOTE),))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        source = document("page.html", title=None)
        text, _ = write("html", told, documents=[source], folder=str(tmp_path))
    (tmp_path / "chronology.html").write_text(text, encoding="utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto((tmp_path / "chronology.html").as_uri())
        page.click(".event summary")
        page.click("figcaption a")
        page.wait_for_url("**/page.html*")
        page.wait_for_function("() => scrollY > 1000", timeout=5000)
